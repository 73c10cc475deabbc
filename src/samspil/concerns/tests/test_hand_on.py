"""To whom a concern can be handed on: a colleague, a door, a unit without a door; and what who answers meets."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Concern, Handover
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries.concern_doors import (
    NOT_WITH_CHILDREN,
    TAKES_CONCERNS,
    answering,
    doors_of,
    units_asked,
)
from samspil.organisations.queries.keys import keys_due
from tests import clock
from tests.cast import Cast, as_role


def ready(cast: Cast, **said: object) -> Concern:
    concern = raised(cast, found(cast), about="group", who="Drengene ved kiosken", **said)
    first(cast.consultant.sign(), concern)
    return concern


def main(cast: Cast, member: str, name: str, *args: int) -> str:
    shown = cast.client(member).get(reverse(name, args=args)).content.decode()
    return str(shown.split("<main")[1].split("</main")[0])


def test_a_unit_without_a_door_can_be_asked_and_has_it_with_its_yes(cast: Cast) -> None:
    concern = ready(cast)
    school = cast.units["school"]
    page = main(cast, "consultant", "concerns:hand_over", concern.pk)
    assert re.search(
        r'<optgroup label="Ved denne dør">.*<optgroup label="Andre døre">.*<optgroup label="Andre enheder">',
        page,
        re.DOTALL,
    )
    assert f'value="unit-{school.pk}"' in page
    answer = cast.client("consultant").post(
        reverse("concerns:hand_over", args=[concern.pk]),
        {"to": f"unit-{school.pk}", "reason": "De går alle på skolen", "idempotency_key": str(uuid4())},
    )
    assert answer.status_code == 303, answer.content.decode()
    cast.consultant.sign()
    offer = Handover.objects.get()
    door = ConcernDoor.objects.get(pk=offer.to_door_id)
    assert (door.unit_id, door.key) == (school.pk, f"unit:{school.key}")
    assert "De går alle på skolen" in main(cast, "ssp_teacher", "concerns:handover", offer.pk)
    assert cast.client("social_worker").get(reverse("concerns:handover", args=[offer.pk])).status_code == 404
    handing.reply(cast.ssp_teacher.sign(), handover=offer, party="receiver", answer="agrees")
    actor = cast.ssp_teacher.sign()
    assert who_has([Concern.objects.get()], actor.at)[concern.pk].staff == cast.ssp_teacher.staff
    assert "Drengene ved kiosken" in main(cast, "ssp_teacher", "concerns:queue")
    gone = cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk]))
    assert gone.status_code == 410, "who gave it away is told so, and reads nothing of it"
    assert "Drengene ved kiosken" not in gone.content.decode()
    cast.ssp_teacher.sign()
    again = Concern.objects.get()
    assessing.note(cast.ssp_teacher.sign(), concern=again, text="Talt med klassen", key=uuid4())


def test_such_a_door_stands_nowhere_else(cast: Cast) -> None:
    concern = ready(cast)
    with as_role("samspil_app"):
        cast.consultant.sign()
        ((made,),) = cabinet.call("SELECT concerns.door_of_unit(%s)", [cast.units["school"].pk])
        ((twice,),) = cabinet.call("SELECT concerns.door_of_unit(%s)", [cast.units["school"].pk])
    assert made == twice
    assert made not in {door.pk for door in doors_of(cast.body, clock.today(), DoorTakes.CONCERN)}
    assert made in {door.pk for door in doors_of(cast.body, clock.today())}
    assert cast.units["school"].name not in main(cast, "outreach_worker", "concerns:raise").split('name="door"')[1]
    assert concern.pk


def test_its_keys_are_those_that_follow_from_posts(cast: Cast) -> None:
    """What the database gave when the door was made is what the rule of keys says."""
    ready(cast)
    cast.consultant.sign()
    ((made,),) = cabinet.call("SELECT concerns.door_of_unit(%s)", [cast.units["school"].pk])
    door = ConcernDoor.objects.get(pk=made)
    sign(Actor(cast.body.installer_id, now()))
    due = {
        who
        for who, audience in keys_due(Staff.objects.filter(body=cast.body), clock.today())
        if audience == door.audience_id
    }
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT principal_id FROM access_membership WHERE audience_id = %s", [door.audience_id])
        held = {row[0] for row in cursor.fetchall()}
    assert held == due
    assert held == {post.staff.principal_id for _place, post in answering([door], clock.today())[door.pk]}


def test_the_rule_is_the_same_in_the_database(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE oid = 'concerns.door_of_unit'::regproc")
        (source,) = cursor.fetchone()
    sectors, roles = (set(re.findall(r"'(\w+)'", part)) for part in re.findall(r"NOT IN \(([^)]*)\)", source))
    assert sectors == {sector.value for sector in TAKES_CONCERNS}
    assert roles == NOT_WITH_CHILDREN


def test_who_cannot_have_it_is_neither_offered_nor_asked(cast: Cast) -> None:
    concern = ready(cast)
    cast.consultant.sign()
    offered = {unit.pk for unit in units_asked(cast.body, clock.today())}
    for key, unit in cast.units.items():
        if unit.pk not in offered:
            with pytest.raises(Refused):
                handing.propose(cast.consultant.sign(), concern=concern, to_unit=unit, reason="x", key=uuid4())
            assert key
    assert cast.units["family"].pk not in offered  # it has a door, which is offered as one
    assert not Handover.objects.exists()


def test_who_has_it_is_not_offered_it(cast: Cast) -> None:
    concern = ready(cast)
    for by in ("consultant", "colleague"):
        with pytest.raises(Refused, match="Mette Kjær har det allerede") as refused:
            handing.propose(
                cast.members[by].sign(), concern=concern, to_staff=cast.consultant.staff, reason="x", key=uuid4()
            )
        assert refused.value.field == "to", by
    assert not Handover.objects.exists()


def test_who_does_not_have_it_asks_for_it(cast: Cast) -> None:
    concern = ready(cast)
    assessing.take(cast.colleague.sign(), concern=concern)
    shown = main(cast, "consultant", "concerns:at_door", concern.pk)
    assert "Bed om at få den, eller overdrag den" in shown
    page = main(cast, "consultant", "concerns:hand_over", concern.pk)
    assert "Line Østergaard har den, indtil alle, der skal, har sagt ja." in page
    assert "Du har den" not in page
    assert "Overdrag den til en kollega" in main(cast, "colleague", "concerns:at_door", concern.pk)


def test_a_no_is_said_with_its_reason_and_who_says_it_reads_what_follows(cast: Cast) -> None:
    concern = ready(cast)
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender dem", key=uuid4()
    )
    client, address = cast.client("colleague"), reverse("concerns:reply_handover", args=[offer.pk, "receiver"])
    refused = client.post(address, {"receiver-answer": "disagrees"})
    assert refused.status_code == 422
    assert "Skriv kort, hvorfor ikke" in refused.content.decode()
    answer = client.post(address, {"receiver-answer": "disagrees", "receiver-note": "Jeg er på ferie"})
    shown = client.get(answer["Location"]).content.decode()
    assert "Du har sagt nej. Den, der havde den, har den stadig" in shown


def test_who_answers_a_question_that_was_taken_back_reads_that_nothing_was_kept(cast: Cast) -> None:
    concern = ready(cast)
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender dem", key=uuid4()
    )
    handing.withdraw(cast.consultant.sign(), handover=offer)
    client = cast.client("colleague")
    answer = client.post(reverse("concerns:reply_handover", args=[offer.pk, "receiver"]), {"receiver-answer": "agrees"})
    shown = client.get(answer["Location"]).content.decode()
    assert "Dit svar er ikke gemt." in shown
    assert "trukket tilbage" in shown


@pytest.mark.parametrize("sought", ["demirtas", "DEMIRTAS", "Demirtaş", "kobenhavn demir"])
def test_a_name_is_found_without_the_marks_on_its_letters(cast: Cast, sought: str) -> None:
    raised(cast, found(cast), about="trend", who="Leyla Demirtaş", text="Set i København")
    queue = cast.client("consultant").get(reverse("concerns:queue"), {"q": sought}).content.decode()
    assert "Leyla Demirtaş" in queue


def test_nothing_to_take_nothing_to_press(cast: Cast) -> None:
    concern = raised(cast, found(cast), about="trend", who="Lattergas")
    assert "Tag de valgte" in main(cast, "consultant", "concerns:queue")
    assessing.take(cast.consultant.sign(), concern=concern)
    assert "Tag de valgte" not in main(cast, "consultant", "concerns:queue")
