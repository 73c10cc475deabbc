"""Taken up again: on the day of a meeting, once, and no more when the decision is undone; no deadline lies behind."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, deciding
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.queries import get_decision
from samspil.meetings.tests.steps import Table, opened, placed, planned
from samspil.web import dates
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))


def again(table: Table, days: int) -> Decision:
    actor = table.cast.consultant.sign()
    item = table.fresh(table.items[0])
    due = timezone.localdate(item.meeting.starts_at) + timedelta(days=days)
    choice = Choice("again", due_on=due, responsible=table.cast.police_officer.staff)
    return deciding.decide(actor, item=item, version=item.version, choice=choice, key=uuid4())


def approve(table: Table) -> Meeting:
    actor = table.cast.consultant.sign()
    meeting = Meeting.objects.select_related("forum__body").get(pk=table.meeting.pk)
    if meeting.state == "open":
        meeting = closing.end_meeting(actor, meeting=meeting)
    return closing.approve(actor, meeting=meeting)


def on_agendas(cast: Cast) -> list[int]:
    """The meetings on whose agenda something stands that is taken up again."""
    cast.consultant.sign()
    found = Item.objects.filter(source="again").exclude(state="withdrawn").order_by("meeting_id")
    return list(found.values_list("meeting_id", flat=True))


def test_approved_twice_it_stands_once(cast: Cast, table: Table) -> None:
    following = planned(cast, days=9)
    again(table, 9)
    approve(table)
    closing.reopen(cast.consultant.sign(), meeting=Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    approve(table)
    assert on_agendas(cast) == [following.pk]


def test_undone_in_minutes_that_were_opened_again_it_leaves_the_agenda(cast: Cast, table: Table) -> None:
    following, later = planned(cast, days=9), planned(cast, days=16)
    made = again(table, 9)
    approve(table)
    actor = cast.consultant.sign()
    closing.reopen(actor, meeting=Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    deciding.undo(cast.consultant.sign(), decision=get_decision(made.pk))
    assert on_agendas(cast) == []
    closing.resume(cast.consultant.sign(), meeting=Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    again(table, 16)
    approve(table)
    assert on_agendas(cast) == [later.pk]
    assert following.pk not in on_agendas(cast)


def test_the_day_is_that_of_a_meeting_and_it_is_said(cast: Cast, table: Table) -> None:
    following = planned(cast, days=9)
    day = timezone.localdate(following.starts_at)
    client = cast.client("consultant")
    page = client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert f'data-due="{dates.short(day)}"' in page  # proposed is a meeting, not seven days ahead
    cast.consultant.sign()
    item = table.fresh(table.items[0])
    typed = {
        "word": "again",
        "version": item.version,
        "idempotency_key": uuid4(),
        "due_on": dates.short(day - timedelta(days=3)),
    }
    answer = client.post(f"/moeder/punkt/{item.pk}/beslut/", typed)
    assert answer.status_code == 303
    shown = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert f"Jonas Holm tages op igen på mødet {dates.long(day)}." in shown
    cast.consultant.sign()
    assert Decision.objects.get().due_on == day


def test_where_no_meeting_is_planned_that_is_said_at_once(cast: Cast, table: Table) -> None:
    item, client = table.fresh(table.items[0]), cast.client("consultant")
    due = timezone.localdate(item.meeting.starts_at) + timedelta(days=30)
    typed = {"word": "again", "version": item.version, "idempotency_key": uuid4(), "due_on": dates.short(due)}
    assert client.post(f"/moeder/punkt/{item.pk}/beslut/", typed).status_code == 303
    assert "Planlæg et, før referatet godkendes." in client.get(f"/moeder/punkt/{item.pk}/").content.decode()


@pytest.mark.parametrize("word", ["again", "support", "preventive"])
def test_no_deadline_lies_before_the_meeting(cast: Cast, table: Table, word: str) -> None:
    item = table.fresh(table.items[0])
    due = timezone.localdate(item.meeting.starts_at) - timedelta(days=1)
    with pytest.raises(Refused, match="før mødet") as refusal:
        deciding.decide(
            cast.consultant.sign(), item=item, version=item.version, key=uuid4(),
            choice=Choice(word, due_on=due, responsible=cast.social_worker.staff),
        )  # fmt: skip
    assert refusal.value.field == "due_on"


def test_what_is_taken_up_again_is_so_at_a_later_meeting(cast: Cast, table: Table) -> None:
    with pytest.raises(Refused, match="dagen for dette møde"):
        again(table, 0)


def test_who_is_responsible_has_it_on_their_day(cast: Cast, table: Table) -> None:
    planned(cast, days=9)
    again(table, 9)
    approve(table)
    shown = cast.client("police_officer").get("/").content.decode()
    assert "Tages op igen, og du er ansvarlig" in shown
    assert "Jonas Holm" in shown
    assert "Tages op igen, og du er ansvarlig" not in cast.client("social_worker").get("/").content.decode()
