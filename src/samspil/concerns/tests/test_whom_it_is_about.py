"""Whom a concern is about: shown before it is saved, corrected afterwards, in the history, and with it to another door."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.cases.tests import stage
from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Assessment, Concern, Step
from samspil.concerns.queries.at_door import at_door_page
from samspil.concerns.queries.clocks import my_clocks
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_handing import ready, say
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.actions import disclose
from samspil.sharing.models import Disclosure
from tests.cast import Cast

NOAH = Child("Noah Brandt", date(2012, 5, 12))
WRITTEN = {"name": "Noah Brandt", "birth_date": "12.05.2012"}


@pytest.fixture
def concern(cast: Cast) -> Concern:
    return ready(cast, found(cast))


def child_of(cast: Cast, concern: Concern) -> str:
    cast.consultant.sign()
    subject = Assessment.objects.get(concern=concern).subject
    return Person.objects.get(pk=subject).name if subject else ""


def test_it_is_shown_before_it_is_saved_and_corrected_before_that(cast: Cast, concern: Concern) -> None:
    client, page = cast.client("consultant"), reverse("concerns:name_child", args=[concern.pk])
    shown = client.post(page, WRITTEN).content.decode()
    assert "Er det det her barn?" in shown
    assert "Noah Brandt, 12.05.2012" in shown
    assert child_of(cast, concern) == ""
    again = client.post(page, {**WRITTEN, "name": "Noah Brandtsen", "sure": "Noah Brandt, 12.05.2012"}).content.decode()
    assert "Noah Brandtsen, 12.05.2012" in again, "what is written otherwise is shown again"
    client.post(page, {**WRITTEN, "sure": "Noah Brandt, 12.05.2012"})
    assert child_of(cast, concern) == "Noah Brandt"


def test_the_wrong_child_is_corrected_from_the_page_and_both_stand_in_the_history(cast: Cast, concern: Concern) -> None:
    assessing.name_child(cast.consultant.sign(), concern=concern, child=NOAH)
    client, page = cast.client("consultant"), reverse("concerns:name_child", args=[concern.pk])
    at_door = client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert "Ret, hvem det handler om" in at_door
    assert page in at_door
    assert "Det handler om Noah Brandt, 12.05.2012." in at_door
    assert "Noah Brandt" in client.get(page).content.decode()
    client.post(page, {"name": "Vera Ottosen", "birth_date": "04.03.2010", "sure": "Vera Ottosen, 04.03.2010"})
    assert child_of(cast, concern) == "Vera Ottosen"
    at_door = client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert "Rettet: det handler om Vera Ottosen, 04.03.2010, ikke om Noah Brandt, 12.05.2012." in at_door
    client.post(page, {"nobody": "on", "name": ""})
    assert child_of(cast, concern) == ""
    cast.ssp_teacher.sign()
    assert not Step.objects.filter(concern=concern, kind="noted").exists(), "the sender reads nothing of it"


@pytest.mark.parametrize(
    ("had", "written", "said"),
    [
        (
            Child("Noa Brant", date(2012, 5, 12)),
            WRITTEN,
            "Noah Brandt, 12.05.2012. Før stod der Noa Brant, 12.05.2012.",
        ),
        (Child("Noah i 6.b"), WRITTEN, "Noah Brandt, 12.05.2012. Før stod der Noah i 6.b."),
        (
            NOAH,
            WRITTEN | {"birth_date": "12.05.2011"},
            "Noah Brandt, 12.05.2011. Før stod der Noah Brandt, 12.05.2012.",
        ),
    ],
)
def test_a_misspelt_child_is_corrected_and_no_second_one_is_made(
    cast: Cast, concern: Concern, had: Child, written: dict[str, str], said: str
) -> None:
    child = assessing.name_child(cast.consultant.sign(), concern=concern, child=had)
    assert child is not None
    client, page = cast.client("consultant"), reverse("concerns:name_child", args=[concern.pk])
    asked = client.post(page, written).content.decode()
    assert "Er det en af dem her?" in asked
    assert f"Det er det samme barn, og det bliver rettet til {written['name']}, {written['birth_date']}." in asked
    client.post(page, {**written, "same": str(child.pk)})
    assert child_of(cast, concern) == "Noah Brandt"
    assert Assessment.objects.get(concern=concern).subject == child.pk
    assert f"Rettet: barnet er {said}" in client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()


def test_what_is_written_of_a_child_whom_others_keep_is_not_dropped_without_a_word(
    cast: Cast, concern: Concern
) -> None:
    actor, family = cast.social_worker.sign(), cast.units["family"].audience_id
    theirs = find_or_create(actor, owner_audience=family, child=NOAH)
    ours = cast.units["ssp"].audience_id
    disclose(actor, "people_person", [theirs.pk], [ours], stage.basis(cast), "valg af indsats")
    client, page = cast.client("consultant"), reverse("concerns:name_child", args=[concern.pk])
    asked = client.post(page, WRITTEN | {"name": "Noa Brandt"}).content.decode()
    assert "det, du har skrevet her, bliver ikke gemt" in asked
    client.post(page, WRITTEN | {"name": "Noa Brandt", "same": str(theirs.pk)})
    assert child_of(cast, concern) == "Noah Brandt"


def test_a_number_that_is_on_a_record_makes_no_second_child(cast: Cast, concern: Concern) -> None:
    numbered = {**WRITTEN, "cpr": "1205124321"}
    assessing.name_child(cast.consultant.sign(), concern=concern, child=Child("Noah Brandt", None, "1205124321"))
    client, page = cast.client("consultant"), reverse("concerns:name_child", args=[concern.pk])
    told = client.post(page, {**numbered, "name": "Vera Ottosen", "same": "0"}).content.decode()
    assert "CPR-nummeret står på Noah Brandt, 12.05.2012." in told
    assert child_of(cast, concern) == "Noah Brandt"


def test_the_child_goes_along_to_another_door(cast: Cast, concern: Concern) -> None:
    actor = cast.consultant.sign()
    child = assessing.name_child(actor, concern=concern, child=NOAH)
    assert child is not None
    other = ConcernDoor.objects.get(key="alle")
    handover = handing.propose(
        actor, concern=concern, to_door=other, reason="Familien er i gang", key=uuid4(), suspicion="none"
    )
    cast.social_worker.sign()
    assert not Person.objects.filter(pk=child.pk).exists(), "before the yes the question alone is read"
    for party in ("child", "parents"):
        say(cast, handover, party)
    assert say(cast, handover, "receiver", by="social_worker").state == "in_effect"
    actor = cast.social_worker.sign()
    page = at_door_page(actor, Concern.objects.get(pk=concern.pk))
    assert page.person is not None
    assert page.person.name == "Noah Brandt"
    assert assessing.to_case(actor, concern=page.concern) == child.pk
    given = Disclosure.objects.filter(rows__table_name="people_person", rows__row_id=child.pk)
    assert [one.to_audience_id for one in given] == [other.audience_id]


@pytest.mark.parametrize(
    ("child", "asks"), [(NOAH, True), (Child("Vera Ottosen"), True), (Child("Vera Ottosen", date(1990, 1, 1)), False)]
)
def test_a_child_written_in_on_a_concern_about_a_place_brings_the_first_question(
    cast: Cast, child: Child, asks: bool
) -> None:
    concern = raised(cast, found(cast), about="place", who="Legepladsen", text="En dreng har en kniv")
    page = reverse("concerns:at_door", args=[concern.pk])
    asked = 'id="first-form"'
    assert asked not in cast.client("consultant").get(page).content.decode()
    assessing.name_child(cast.consultant.sign(), concern=concern, child=child)
    assert (asked in cast.client("consultant").get(page).content.decode()) is asks
    assert ("Svar først" in cast.client("consultant").get(reverse("concerns:queue")).content.decode()) is asks
    actor = cast.consultant.sign()
    assert (concern.pk in my_clocks()) is asks
    if asks:
        with pytest.raises(Refused, match="underretning"):
            assessing.take(actor, concern=concern)
    else:
        assessing.take(actor, concern=concern)
