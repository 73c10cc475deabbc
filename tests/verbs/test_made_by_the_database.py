"""States that the database changes by itself, because something else has happened, are recorded as acts are."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.cases import actions as cases
from samspil.cases.tests import stage
from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Assessment, Concern, Handover
from samspil.concerns.tests.doors import found, raised
from samspil.meetings.matters.actions import agenda, inviting
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.meetings.tests.steps import approved, decided, opened, placed
from samspil.organisations.models import Seat, SeatHolder
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.sharing.actions import hand_over
from samspil.sharing.models import BasisVersion
from tests.cast import Cast, as_role
from tests.verbs import world


def told(act: str, last: int) -> list[tuple[str, int | None]]:
    return [event for event in world.events_since(last) if event[0] == act]


def somebody_else_has_it(table: str, pk: int, staff: int) -> None:
    """As after a change that the question did not hear of."""
    with as_role("NONE") as cursor:
        cursor.execute(f"UPDATE {table} SET from_staff_id = %s WHERE id = %s", [staff, pk])


def test_a_cases_handover_that_is_overtaken_is_withdrawn_in_the_record(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast), said=())
    somebody_else_has_it("cases_handover", offer.pk, cast.colleague.staff.pk)
    last, actor = world.last_event(), cast.consultant.sign()
    cases.reply_handover(actor, handover=offer, party="child", answer="agrees")
    assert offer.state == "withdrawn"
    assert told("handover.withdrawn", last) == [("handover.withdrawn", actor.principal_id)]


def offered(cast: Cast) -> tuple[Concern, Handover]:
    concern = raised(cast, found(cast))
    actor = cast.consultant.sign()
    assessment = Assessment.objects.get(concern=concern)
    assessing.answer_first(actor, concern=concern, version=assessment.version, answer="no", because="Ingen i fare")
    offer = handing.propose(
        actor, concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(), suspicion="none"
    )  # fmt: skip
    return concern, offer


def test_a_concerns_handover_that_is_overtaken_is_withdrawn_in_the_record(cast: Cast) -> None:
    _concern, offer = offered(cast)
    somebody_else_has_it("concerns_handover", offer.pk, cast.outreach_worker.staff.pk)
    last, actor = world.last_event(), cast.consultant.sign()
    handing.reply(actor, handover=offer, party="child", answer="agrees")
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"
    assert told("concernhandover.withdrawn", last) == [("concernhandover.withdrawn", actor.principal_id)]


def test_a_no_stands_in_the_record(cast: Cast) -> None:
    _concern, offer = offered(cast)
    last, actor = world.last_event(), cast.colleague.sign()
    handing.reply(actor, handover=offer, party="receiver", answer="disagrees", note="Ikke nu")
    assert told("concernhandover.declined", last) == [("concernhandover.declined", actor.principal_id)]


def test_an_audience_is_founded_in_the_record(cast: Cast) -> None:
    last = world.last_event()
    placed(cast, "Jonas Holm")
    assert told("audience.founded", last)


def test_a_question_ends_in_the_record_with_its_concern(cast: Cast) -> None:
    concern, offer = offered(cast)
    last, actor = world.last_event(), cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=concern, version=version, outcome="help", reason="Aftalt")
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"
    assert told("concernhandover.withdrawn", last) == [("concernhandover.withdrawn", actor.principal_id)]


def test_that_an_agreement_was_followed_up_stands_in_the_record(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    first = decided(table, table.items[0], "support", cast.consultant)
    approved(table)
    later = opened(placed(cast, "Jonas Holm"))
    second = decided(later, later.items[0], "support", cast.consultant)
    with as_role("NONE") as cursor:  # a week has passed, and it is the same child
        cursor.execute(
            "UPDATE meetings_decision SET due_on = decided_on, subject = %s WHERE id = %s", [second.subject, first.pk]
        )
    last = world.last_event()
    approved(later)
    assert len(told("decision.followed_up", last)) == 1


def test_that_a_record_joined_one_that_came_stands_in_the_record_of_those_who_keep_it(cast: Cast) -> None:
    vera = Child("Vera Ottosen", cpr="7205114222")
    family, ssp = cast.units["family"].audience_id, cast.units["ssp"].audience_id
    there = find_or_create(cast.social_worker.sign(), owner_audience=family, child=vera)
    mine = find_or_create(cast.consultant.sign(), owner_audience=ssp, child=vera)
    basis = BasisVersion.objects.exclude(status="expired").order_by("pk").first()
    last = world.last_event()
    hand_over(cast.consultant.sign(), "people_person", [mine.pk], family, [ssp], basis.pk, "valg af indsats")
    with as_role("NONE") as cursor:
        cursor.execute(
            "SELECT object_id, owner_audience FROM audit_event WHERE act = 'person.merged' AND id > %s", [last]
        )
        assert cursor.fetchall() == [(there.pk, family)]
    cast.consultant.sign()
    assert not set(cabinet.keys()) & {family}  # who sent it reads nothing of that


@pytest.mark.parametrize("how", ["withdrawn", "moved", "cancelled"])
def test_a_guest_loses_an_item_in_the_record(cast: Cast, how: str) -> None:
    """Whatever ends or moves the item: that its guests' reading changed is recorded at the forum's door."""
    at = network.meeting(cast, network.forum(cast), days=3)
    matter = network.proposed(cast, at)
    inviting.invite_colleague(cast.consultant.sign(), matter=matter, staff=cast.social_worker.staff)
    last, actor = world.last_event(), cast.consultant.sign()
    match how:
        case "withdrawn":
            agenda.withdraw(actor, matter=matter)
        case "moved":
            Meeting.objects.filter(pk=at.pk).update(starts_at=at.starts_at + timedelta(days=1))
        case "cancelled":
            Meeting.objects.filter(pk=at.pk).update(state="cancelled")
    act = "matter.opened" if how == "moved" else "matter.closed"
    assert told(act, last) == [(act, actor.principal_id)]


def test_a_seat_that_follows_another_forums_chair_is_given_and_ended_in_the_record(cast: Cast) -> None:
    actor = Actor(cast.body.installer_id, now())
    sign(actor)
    board = network.forum(cast)
    sign(actor)
    seat = Seat.objects.create(
        forum=board, key="formand", name="Formand", unit=cast.units["ssp"], follows="chair_of:fagrunden", position=9
    )
    last = world.last_event()
    cabinet.call("SELECT organisations.follow_leaders(%s::bigint[])", [[cast.forum.pk]])
    assert SeatHolder.objects.filter(seat=seat).count() == 2
    assert told("seat.given", last) == [("seat.given", actor.principal_id)] * 2
    last = world.last_event()
    SeatHolder.objects.filter(seat__forum=cast.forum, staff=cast.colleague.staff).update(valid_to=date(2021, 1, 1))
    cabinet.call("SELECT organisations.follow_leaders(%s::bigint[])", [[cast.forum.pk]])
    assert told("seat.ended", last) == [("seat.ended", actor.principal_id)]
