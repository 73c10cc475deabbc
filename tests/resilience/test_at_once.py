"""Two who press at the same moment: the later one meets what the earlier one has done, and nothing is there twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from samspil.access import cabinet
from samspil.cases import actions
from samspil.cases.models import Case
from samspil.concerns.actions.handing import register_absence
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, preparing
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.meetings.tests.steps import decided, listed, opened, placed, planned
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.cast import Cast

Act = Callable[[], Any]


def at_once(*acts: Act) -> list[str]:
    """Each in a transaction of its own, begun together; answers what was refused."""
    start = threading.Barrier(len(acts))
    refused: list[str] = []

    def carry_out(act: Act) -> None:
        try:
            with transaction.atomic():
                start.wait(timeout=10)
                act()
        except Refused as no:
            refused.append(no.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=carry_out, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return refused


def test_lines_are_placed_once(settlers: Cast) -> None:
    with transaction.atomic():
        meeting = planned(settlers)
        entries = [listed(settlers, name) for name in ("Jonas Holm", "Aya Ali")]
        preparing.prepare(settlers.consultant.sign(), meeting)

    def place(who: str) -> Act:
        def act() -> None:
            actor = settlers.members[who].sign()
            preparing.place(
                actor,
                meeting=Meeting.objects.select_related("forum").get(pk=meeting.pk),
                necessity="valg af indsats",
                placements=[
                    preparing.Placement(label=one.name, source="list", subject=one.subject, entry_id=one.pk)
                    for one in entries
                ],
            )

        return act

    refused = at_once(place("consultant"), place("colleague"), place("consultant"))
    with transaction.atomic():
        settlers.consultant.sign()
        assert sorted(Item.objects.values_list("label", flat=True)) == ["Aya Ali", "Jonas Holm"]
    assert refused == [
        "En kollega har sat det på en dagsorden imens: Aya Ali; Jonas Holm. Hent siden igen.",
        "En kollega har sat det på en dagsorden imens: Aya Ali; Jonas Holm. Hent siden igen.",
    ]


def test_minutes_are_approved_or_the_meeting_goes_on(settlers: Cast) -> None:
    with transaction.atomic():
        table = opened(placed(settlers, "Jonas Holm"))
        decided(table, table.items[0], "none")
        meeting = closing.end_meeting(settlers.consultant.sign(), meeting=table.meeting)

    def act_on(act: Callable[..., Meeting], who: str) -> Act:
        def carry_out() -> None:
            actor = settlers.members[who].sign()
            act(actor, meeting=Meeting.objects.select_related("forum").get(pk=meeting.pk))

        return carry_out

    refused = at_once(act_on(closing.approve, "consultant"), act_on(closing.resume, "colleague"))
    assert len(refused) == 1
    with transaction.atomic():
        settlers.consultant.sign()
        meeting.refresh_from_db()
        open_items = Item.objects.filter(meeting=meeting).count()
    assert (meeting.state, open_items) in {(MeetingState.APPROVED, 0), (MeetingState.OPEN, 1)}


def test_a_unit_opens_one_case_about_a_child(settlers: Cast) -> None:
    with transaction.atomic():
        actor = settlers.consultant.sign()
        unit = settlers.consultant.unit
        child = find_or_create(actor, owner_audience=unit.audience_id, child=Child(name="Jonas Holm"))

    def open_it(who: str) -> Act:
        def act() -> None:
            actions.open_case(
                settlers.members[who].sign(),
                person_id=child.pk,
                opening_reason="Bekymring for vennekredsen",
                coordinator=settlers.members[who].staff,
                unit=unit,
                owner_audience_id=unit.audience_id,
            )

        return act

    refused = at_once(open_it("consultant"), open_it("colleague"), open_it("consultant"))
    assert refused == ["Jeres enhed har allerede en åben sag om barnet. Arbejd videre i den."] * 2
    with transaction.atomic():
        settlers.consultant.sign()
        assert Case.objects.filter(subject=child.pk).count() == 1


def test_who_is_away_is_told_by_one_at_a_time_for_two_would_wait_for_each_other(settlers: Cast) -> None:
    """Both tell the same people, each in an order of its own: whoever begins tells them all before the other begins."""
    told, over = threading.Event(), threading.Event()

    def away(who: str) -> int:
        with transaction.atomic():
            actor = settlers.members[who].sign()
            until = actor.at + timedelta(days=1)
            return register_absence(actor, staff=settlers.members[who].staff, since=actor.at, until=until).pk

    absences = {who: away(who) for who in ("consultant", "outreach_worker")}

    def tell(who: str, patience: str = "1min") -> None:
        settlers.members[who].sign()
        connection.cursor().execute("SELECT set_config('lock_timeout', %s, true)", [patience])
        cabinet.call("SELECT responsibility.tell_away(%s, false)", [absences[who]])

    def first() -> None:
        try:
            with transaction.atomic():
                tell("consultant")
                told.set()
                over.wait(timeout=60)
        finally:
            connections.close_all()

    one = threading.Thread(target=first)
    one.start()
    assert told.wait(timeout=60)
    try:
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            tell("outreach_worker", patience="100ms")
    finally:
        over.set()
        one.join(timeout=60)
    with transaction.atomic():
        tell("outreach_worker")
