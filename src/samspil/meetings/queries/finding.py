"""One row by its number, as the actor may see it; whatever is not visible is NotVisible."""

from __future__ import annotations

from datetime import datetime

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from samspil.lib.refusals import NotVisible
from samspil.meetings.models import Decision, Item, Meeting, MeetingState, Statement
from samspil.organisations.models import Forum

# The calendar shows every meeting of the municipality; its agenda is for those who sit there or answer for it. One that was called
# now is for those who are there alone.
SEATED = RawSQL(
    "ARRAY[meetings_meeting.seated_audience_id, meetings_meeting.minutes_audience_id] || CASE WHEN meetings_meeting.kind <> "
    "'urgent' THEN ARRAY[organisations_forum.audience_id, organisations_forum.door_id] ELSE ARRAY[]::bigint[] END "
    "&& (SELECT access.keys())",
    [],
    output_field=BooleanField(),
)


def get_meeting(meeting_id: int) -> Meeting:
    """A meeting at which the actor sits. Raises NotVisible, for everybody else."""
    try:
        return Meeting.objects.select_related("forum__body").filter(SEATED).get(pk=meeting_id)
    except Meeting.DoesNotExist:
        raise NotVisible from None


def has_lapsed(meeting: Meeting, now: datetime) -> bool:
    """Whether the minutes closed by themselves: the forum's days went by and nobody approved them. Minutes that name
    nobody wait.
    """
    unapproved = meeting.forum.named_persons and meeting.state in {MeetingState.OPEN, MeetingState.HELD}
    return unapproved and bool(meeting.closes_at and meeting.closes_at <= now)


def get_forum(forum_id: int) -> Forum:
    """A forum about named persons in which the actor has a standing seat. Raises NotVisible, for everybody else."""
    seat = RawSQL("organisations_forum.audience_id = ANY ((SELECT access.keys())::bigint[])", [], BooleanField())
    try:
        return Forum.objects.select_related("body").filter(seat, named_persons=True).get(pk=forum_id)
    except Forum.DoesNotExist:
        raise NotVisible from None


def get_item(item_id: int) -> Item:
    """An item that the actor may read, with its meeting and the list's words. Raises NotVisible."""
    try:
        return Item.objects.select_related("meeting__forum__body", "slot", "entry", "incident").get(pk=item_id)
    except Item.DoesNotExist:
        raise NotVisible from None


def get_decision(decision_id: int) -> Decision:
    """A decision that the actor may read. Raises NotVisible."""
    try:
        return Decision.objects.select_related("meeting__forum", "item__slot").get(pk=decision_id)
    except Decision.DoesNotExist:
        raise NotVisible from None


def get_statement(statement_id: int) -> Statement:
    """A statement that the actor may read, with its item and meeting. Raises NotVisible."""
    try:
        return Statement.objects.select_related("item__meeting__forum").get(pk=statement_id)
    except Statement.DoesNotExist:
        raise NotVisible from None
