"""Everybody has exactly one door for each thing: that of the workplace, the district, or the one for everybody (HAL-18)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import handing, sparring
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.door_forms import RaiseForm
from samspil.concerns.models import Sparring
from samspil.concerns.queries.handing import receivers
from samspil.concerns.queries.own_door import door_of
from samspil.concerns.queries.raising import raising_page
from samspil.concerns.queries.sparring import my_door
from samspil.concerns.tests.doors import SAID, another, found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_sparring import ask
from samspil.lib.refusals import Refused
from samspil.organisations.actions.keys import today
from samspil.organisations.models import ConcernDoor, Post, Role
from samspil.organisations.profile import DoorTakes
from tests.cast import SINCE, Cast


@pytest.fixture
def school_door(cast: Cast) -> ConcernDoor:
    """The school's own SSP teacher gives sparring to those who work there."""
    found(cast)
    return another(
        cast, "skolen", "SSP-læreren på Skolen ved Mosen", "school", ("ssp_teacher",),
        workplace=cast.units["school"], takes=["sparring"],
    )  # fmt: skip


def teacher(cast: Cast) -> None:
    """The outreach worker also teaches at the school."""
    role = Role.objects.create(body=cast.body, key="teacher", name="Lærer", type="teacher")
    Post.objects.filter(staff=cast.outreach_worker.staff).update(role=role, unit=cast.units["school"])


def own(cast: Cast, member: str, takes: DoorTakes) -> str:
    staff = cast.members[member].staff
    cast.members[member].sign()
    return door_of(staff, today(cast.members[member].actor), takes).key


@pytest.mark.covers("VAL-94", verb="sparring.asked")
def test_a_teacher_asks_the_schools_own_ssp_teacher(cast: Cast, school_door: ConcernDoor):
    teacher(cast)
    assert my_door(cast.outreach_worker.sign()).names == ("Anders Friis",)
    asked = ask(cast, "outreach_worker")
    assert asked.door == school_door
    cast.ssp_teacher.sign()
    assert Sparring.objects.filter(pk=asked.pk).exists()
    cast.consultant.sign()
    assert not Sparring.objects.filter(pk=asked.pk).exists()
    answered = sparring.answer(
        cast.ssp_teacher.sign(), sparring=asked, version=asked.version, text="Tal med klassen først"
    )
    assert answered.state == "answered"


def test_an_ssp_teacher_does_not_ask_herself(cast: Cast, school_door: ConcernDoor):
    assert own(cast, "ssp_teacher", DoorTakes.SPARRING) == "nord"


def test_a_door_of_a_school_is_that_of_nobody_else_and_for_nothing_else(cast: Cast, school_door: ConcernDoor):
    teacher(cast)
    assert own(cast, "outreach_worker", DoorTakes.SPARRING) == "skolen"
    assert own(cast, "outreach_worker", DoorTakes.CONCERN) == "nord"
    assert {own(cast, member, DoorTakes.SPARRING) for member in ("consultant", "social_worker", "politician")} == {
        "nord"
    }


@pytest.mark.covers("HAL-18", page="concerns:ask_sparring")
def test_form_and_question_say_the_same_door_and_how_soon_it_is_answered(cast: Cast, school_door: ConcernDoor):
    """Each workplace has one door with a telephone; that two are refused: `tests/profiles/broken.yaml`; that the directory
    says the same: `arrivals/tests/test_one_register.py`.
    """
    teacher(cast)
    form = cast.client("outreach_worker").get(reverse("concerns:ask_sparring")).content.decode()
    assert (form.count(school_door.name), school_door.phone in form) == (1, True)
    assert "SSP Nord" not in form
    for _number in range(5):
        asked = ask(cast, "outreach_worker", key=uuid4())
        sparring.answer(cast.ssp_teacher.sign(), sparring=asked, version=asked.version, text="Tal med klassen først")
    page = cast.client("ssp_teacher").get(reverse("concerns:sparrings")).content.decode()
    assert "de sidste 90 dage fik svar inden" in page


def test_a_form_offers_the_doors_that_take_it_and_the_others_are_refused(cast: Cast, school_door: ConcernDoor):
    page = raising_page(cast.ssp_teacher.sign())
    assert [door.key for door in page.doors] == ["nord", "alle"]
    offered = [str(value) for value, _label in RaiseForm(doors=page.doors, own=page.own).fields["door"].choices]
    assert str(school_door.pk) not in offered
    with pytest.raises(Refused, match="lukket"):
        raise_concern(cast.consultant.sign(), door=school_door, key=uuid4(), **SAID)


@pytest.mark.covers("BAL-31", verb="concern.raised")
def test_where_the_outreach_team_takes_concerns_they_go_to_it_and_not_to_the_district(cast: Cast):
    found(cast)
    ConcernDoor.objects.all().update(takes=["sparring"])
    team = another(cast, "gaden", "Det Opsøgende Team", "ssp", ("outreach_worker",), takes=["concern"], district=None)
    assert own(cast, "ssp_teacher", DoorTakes.CONCERN) == "gaden"
    assert own(cast, "ssp_teacher", DoorTakes.SPARRING) == "nord"
    told = {"about": "group", "who": "Drengene ved kiosken", "door": "unknown", "idempotency_key": str(uuid4())}
    sent = cast.client("ssp_teacher").post(reverse("concerns:raise"), SAID | told)
    assert sent.status_code == 303, sent.content.decode()
    receipt = cast.client("ssp_teacher").get(sent.headers["Location"]).content.decode()
    assert team.name in receipt
    assert team.phone in receipt
    assert "Omar Said" in receipt
    with pytest.raises(Refused):  # the district's own door
        raise_concern(cast.ssp_teacher.sign(), door=ConcernDoor.objects.get(key="nord"), key=uuid4(), **SAID)


def test_a_concern_is_never_handed_to_a_door_for_one_sort_of_matter(cast: Cast):
    """At such a door the police may stand: a child's concern is not given to them by handing it over."""
    door = found(cast)
    police = another(
        cast, "exit", "Politiets sparring", "local_police", ("police_officer",), matter="exit", takes=["sparring"]
    )
    concern = raised(cast, door)
    first(cast.consultant.sign(), concern)
    actor = cast.consultant.sign()
    assert [one.key for one in receivers(actor, concern).doors] == ["alle"]
    with pytest.raises(Refused, match="andre sager"):
        handing.propose(actor, concern=concern, to_door=police, reason="Kender ham", key=uuid4())


def test_two_posts_and_no_place_of_their_own_end_at_the_door_for_everybody(cast: Cast):
    found(cast)
    post = Post.objects.filter(staff=cast.politician.staff).get()
    Post.objects.create(staff=cast.politician.staff, unit=cast.units["family"], role=post.role, valid_from=SINCE)
    ConcernDoor.objects.filter(key="nord").update(district=None, workplace=cast.units["school"])
    assert own(cast, "politician", DoorTakes.CONCERN) == "alle"


def test_the_form_names_a_leader_as_reader_only_where_there_is_one(cast: Cast) -> None:
    """It said that a leader reads it, at doors whose unit has none: nobody but those who answered was told."""
    door = found(cast)

    def readers() -> str:
        page = cast.client("ssp_teacher").get(reverse("concerns:raise")).content.decode()
        return str(page.split("Hvem læser hvad")[-1].split("</section>")[0])

    assert "De, der svarer der, hvor den kommer hen, straks" in readers()
    leader(cast)
    assert "De, der svarer der, hvor den kommer hen, og deres leder, hvis de har en, straks" in readers()
    sign(Actor(cast.body.installer_id, now()))
    ConcernDoor.objects.exclude(pk=door.pk).update(takes=[])
    assert "De, der svarer hos SSP Nord, og deres leder, straks" in readers()
    sign(Actor(cast.body.installer_id, now()))
    Post.objects.filter(leads=True).update(leads=False)
    assert "De, der svarer hos SSP Nord, straks" in readers()
