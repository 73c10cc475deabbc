"""What no chooser offers, the action refuses; and where nobody can be chosen, the page says what to do (S5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing, handing
from samspil.concerns.joint.tests.scenes import at_a_door
from samspil.concerns.models import Concern, Handover
from samspil.concerns.tests.doors import another, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.meetings.actions import sitting
from samspil.meetings.matters.actions import convening, inviting
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Attendance
from samspil.meetings.passages import actions as passages
from samspil.meetings.passages.queries import Addressee
from samspil.meetings.tests import steps
from samspil.organisations.models import Forum, Post, Seat, Staff, Unit
from tests.cast import Cast
from tests.pickers import town

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def shown(cast: Cast, member: str, name: str, *args: int) -> str:
    """The main part of a page, in words as they are read."""
    page = cast.client(member).get(reverse(name, args=args)).content.decode()
    return unescape(page.split("<main")[1].split("</main")[0])


def named(name: str) -> Staff:
    return Staff.objects.get(name=name)


@pytest.mark.parametrize("who", ["Birthe Skov", "Niels Dahl", "Kontormand i family", "Bo fra boligkontoret", "Ib Krag"])
def test_nobody_is_let_in_where_children_are_named_whom_the_page_does_not_offer(cast: Cast, who: str) -> None:
    table = steps.opened(steps.placed(cast, "Alma Krogh"))
    town.furnish(cast)
    stranger = named(who)
    page = shown(cast, "consultant", "meetings:attendance", table.meeting.pk)
    assert who not in page
    assert "Anders Friis" in page
    with pytest.raises(Refused) as refused:
        sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(stranger.pk, "guest"))
    assert refused.value.field == "staff"
    assert not Attendance.objects.filter(staff=stranger).exists()


def test_a_substitute_is_looked_for_in_the_unit_of_the_seat_first(cast: Cast) -> None:
    town.furnish(cast)
    table = steps.placed(cast, "Alma Krogh")
    page = shown(cast, "consultant", "meetings:start", table.meeting.pk)
    choice = page.split(f'name="instead_{cast.police_officer.staff.pk}"')[1].split("</select")[0]
    groups = [part.split('"')[0] for part in choice.split('<optgroup label="')[1:]]
    assert groups[0] == "Har plads i forummet"  # nobody else works at the police here
    choice = page.split(f'name="instead_{cast.consultant.staff.pk}"')[1].split("</select")[0]
    groups = [part.split('"')[0] for part in choice.split('<optgroup label="')[1:]]
    assert groups[:2] == ["SSP-enheden", "Har plads i forummet"]
    assert "Omar Said" in choice.split("<optgroup")[1]
    assert "Mette Kjær" not in choice, "nobody comes instead of themselves"


def test_a_concern_about_a_child_goes_to_forums_that_discuss_children(cast: Cast) -> None:
    nameless = network.forum(cast)
    door = found(cast)
    child, group = raised(cast, door), raised(cast, door, about="group", who="Drengene ved kiosken")
    for concern in (child, group):
        first(cast.consultant.sign(), concern)
    assert "Netværket" not in shown(cast, "consultant", "concerns:to_meeting", child.pk)
    assert "Netværket (grupper og steder; intet navngivet barn)" in shown(
        cast, "consultant", "concerns:to_meeting", group.pk
    )
    with pytest.raises(Refused) as refused:
        assessing.to_meeting(
            cast.consultant.sign(), concern=Concern.objects.get(pk=child.pk), forum=nameless,
            who="Alma", text="Uro", crime_focus="", necessity="valg af indsats", key=uuid4(),
        )  # fmt: skip
    assert refused.value.field == "forum"


def test_a_door_that_nobody_answers_is_neither_offered_nor_asked(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    manned = another(cast, "manned", "Skolens dør", "school", ("ssp_teacher",))
    empty = another(cast, "empty", "Den tomme dør", "school", ("youth_job_centre",))
    page = shown(cast, "consultant", "concerns:hand_over", concern.pk)
    assert f'value="door-{manned.pk}"' in page
    assert f'value="door-{empty.pk}"' not in page
    assert page.index("Hvem læser hvad") < page.index("Spørg</button>")
    with pytest.raises(Refused) as refused:
        handing.propose(cast.consultant.sign(), concern=concern, to_door=empty, reason="Kender ham", key=uuid4())
    assert refused.value.field == "to"
    assert not Handover.objects.exists()


def test_a_joint_assessment_without_a_school_leader_says_what_to_do(cast: Cast) -> None:
    concern = at_a_door(cast)
    page = shown(cast, "consultant", "joint:begin", concern.pk)
    assert "Rikke Vinther, Skolen ved Mosen" in page
    assert page.index("Hvem læser hvad") < page.index("Spørg de tre")
    sign(Actor(cast.body.installer_id, now()))
    assert Post.objects.filter(staff=cast.members["leader"].staff).update(leads=False) == 1
    page = shown(cast, "consultant", "joint:begin", concern.pk)
    assert "Jeres administrator kan give nogen posten. Kan det ikke vente, så gå videre" in " ".join(page.split())
    assert 'name="school"' not in page


def send(cast: Cast, unit: Unit) -> None:
    passages.send(
        cast.consultant.sign(), forum=cast.forum, to=[Addressee("down", unit.name, unit_id=unit.pk)], kind="question",
        title="Lys", text="Hvornår kommer der lys på stien?",
    )  # fmt: skip


def invite(cast: Cast, unit: Unit) -> None:
    forum = Forum.objects.filter(key="netvaerk").first() or network.forum(cast)
    matter = network.proposed(cast, network.meeting(cast, forum))
    inviting.invite_unit(cast.consultant.sign(), matter=matter, unit=unit)


def convene(cast: Cast, unit: Unit) -> None:
    begins = now() + timedelta(days=3)
    call = convening.Call("Lys på stien", begins, begins + timedelta(hours=1), units=[unit])
    convening.convene(cast.consultant.sign(), call=call)


@pytest.mark.parametrize("act", [send, invite, convene])
def test_nothing_is_asked_of_a_unit_in_which_nobody_is(cast: Cast, act: Callable[[Cast, Unit], None]) -> None:
    town.furnish(cast)
    empty, staffed = Unit.objects.get(name="Klub uden folk"), Unit.objects.get(name="Engskolen")
    with pytest.raises(Refused):
        act(cast, empty)
    act(cast, staffed)


def test_who_has_no_seat_to_get_is_told_so(cast: Cast) -> None:
    page = shown(cast, "administrator", "administration:give_seat", cast.ssp_teacher.staff.pk)
    assert "Der er ingen plads, som Anders Friis kan få" in page
    assert reverse("administration:give_post", args=[cast.ssp_teacher.staff.pk]) in page
    seat = Seat.objects.get(key="family")
    page = shown(cast, "administrator", "administration:give_seat", cast.outreach_worker.staff.pk)
    assert "Fagrunden: SSP-enheden" in page
    assert f'value="{seat.pk}"' not in page, "the seat of another unit"


def test_a_deputy_works_with_children(cast: Cast) -> None:
    town.furnish(cast)
    clerk = named("Kontormand i ssp")
    page = shown(cast, "consultant", "concerns:absences").split('name="deputy"')[1]
    assert clerk.name not in page
    assert "Line Østergaard" in page
    with pytest.raises(Refused) as refused:
        handing.register_absence(
            cast.consultant.sign(), staff=cast.consultant.staff, since=now(), until=None, deputy=clerk
        )
    assert refused.value.field == "deputy"
