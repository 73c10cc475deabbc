"""Who opens and closes a meeting, and who opens its minutes again: in the product and past it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from samspil.access import cabinet
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, deciding, sitting, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Item, Meeting
from samspil.meetings.states import AttendanceState
from samspil.meetings.tests.steps import opened, placed, planned
from tests.cast import Cast

LEADERS = (
    "consultant",
    "colleague",
    "social_worker",
)  # chair, who also keeps the minutes, another of that seat, deputy
OTHERS = ("police_officer", "outreach_worker", "administrator", "outsider", "other_consultant")


def seated(cast: Cast, *members: str) -> list[sitting.Seated]:
    return [sitting.Seated(cast.members[each].staff.pk, AttendanceState.PRESENT) for each in members]


@pytest.mark.parametrize("member", OTHERS)
def test_others_open_and_end_no_meeting(cast: Cast, member: str) -> None:
    meeting = planned(cast, days=1)
    with pytest.raises(Refused):
        sitting.open_meeting(cast.members[member].sign(), meeting=meeting, attendance=seated(cast, *LEADERS))
    table = opened(placed(cast, "Alma Krogh"))
    with pytest.raises(Refused):
        closing.end_meeting(cast.members[member].sign(), meeting=table.meeting, left_open=1)
    cast.members[member].sign()
    assert not moved_in_sql(table.meeting, "held")
    assert Meeting.objects.get(pk=table.meeting.pk).state == "open"


def moved_in_sql(meeting: Meeting, state: str) -> bool:
    """Past the product."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE meetings_meeting SET state = %s WHERE id = %s", [state, meeting.pk])
            return bool(cursor.rowcount)
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            return False
        raise


@pytest.mark.parametrize("member", LEADERS)
def test_chair_deputy_and_minute_taker_do(cast: Cast, member: str) -> None:
    table = opened(placed(cast, "Alma Krogh"))
    assert closing.end_meeting(cast.members[member].sign(), meeting=table.meeting, left_open=1).state == "held"


def test_without_any_of_them_at_the_table_it_does_not_begin(cast: Cast) -> None:
    with pytest.raises(Refused, match="Hverken"):
        sitting.open_meeting(
            cast.consultant.sign(), meeting=planned(cast, days=1), attendance=seated(cast, "police_officer")
        )


def called(cast: Cast) -> Item:
    return urgent.call_now(
        cast.police_officer.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.social_worker.staff], necessity="sikkerhed",
    )  # fmt: skip


def approved(cast: Cast, item: Item) -> Meeting:
    actor = cast.police_officer.sign()
    item = Item.objects.select_related("meeting__forum").get(pk=item.pk)
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    return closing.approve(actor, meeting=closing.end_meeting(actor, meeting=item.meeting))


@pytest.mark.parametrize("member", ["consultant", "colleague", "social_worker", "administrator", "outsider"])
def test_only_who_called_a_meeting_now_opens_its_minutes_again(cast: Cast, member: str) -> None:
    """Chair and deputy were left out, or were merely present: neither opens what the caller has closed."""
    item = called(cast)
    meeting = approved(cast, item)
    other = cast.members[member]
    with pytest.raises(Refused):
        closing.reopen(other.sign(), meeting=meeting)
    until = other.sign().at + timedelta(days=1)
    for audience in (meeting.minutes_audience_id, meeting.seated_audience_id, item.audience_id):
        with pytest.raises(Refused):
            cabinet.open_to([audience or 0], [other.staff.person_audience_id], until=until)
    with pytest.raises(Refused):
        cabinet.found("item", meeting.minutes_audience_id or 0, ["x"])
    assert not moved_in_sql(meeting, "held")
    assert not Item.objects.filter(pk=item.pk).exists()


def test_the_caller_does(cast: Cast) -> None:
    item = called(cast)
    meeting = closing.reopen(cast.police_officer.sign(), meeting=approved(cast, item))
    assert meeting.state == "held"
    assert Item.objects.filter(pk=item.pk).exists()
    cast.consultant.sign()
    assert not Item.objects.filter(pk=item.pk).exists()


def test_the_chair_leads_where_the_deputy_is_there_too_and_the_deputy_where_not(cast: Cast) -> None:
    """In the order of the seats: the chair, else the deputy, whoever presses the button."""
    for there, leads in ((("social_worker", "colleague", "consultant"), "ssp"), (("social_worker",), "family")):
        meeting = planned(cast, days=1)
        sitting.open_meeting(cast.social_worker.sign(), meeting=meeting, attendance=seated(cast, *there))
        opened_by = Meeting.objects.get(pk=meeting.pk).opened_by_id
        assert {each.unit.pk for each in cast.members.values() if each.staff.pk == opened_by} == {cast.units[leads].pk}
