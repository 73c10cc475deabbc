"""One row by its number, as the actor may see it; whatever is not visible is NotVisible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.models import History
from samspil.lib.refusals import NotVisible
from samspil.meetings.models import Decision, Item, Meeting, MeetingState, Statement
from samspil.meetings.states import ItemState
from samspil.organisations.models import Forum, Seat, Staff
from samspil.sharing.queries import POLICE
from samspil.web import dates

# The calendar shows every meeting of the municipality; its agenda is for those who sit there or answer for it. One that was called
# now is for those who are there alone.
SEATED = RawSQL(
    "ARRAY[meetings_meeting.seated_audience_id, meetings_meeting.minutes_audience_id] || CASE WHEN meetings_meeting.kind <> "
    "'urgent' THEN ARRAY[organisations_forum.audience_id, organisations_forum.door_id] ELSE ARRAY[]::bigint[] END "
    "&& (SELECT access.keys())",
    [],
    output_field=BooleanField(),
)

# The agenda of a forum that names nobody is for its standing seats, whoever else is invited to one matter of it.
READS_AGENDA = ExpressionWrapper(
    Q(SEATED)
    & (
        Q(forum__named_persons=True)
        | Q(RawSQL("organisations_forum.audience_id = ANY ((SELECT access.keys())::bigint[])", [], BooleanField()))
    ),
    output_field=BooleanField(),
)


def agendas_read(meetings: Iterable[int]) -> set[int]:
    """Those of the meetings whose agenda opens for the actor: a page links to no other. One statement."""
    return set(
        Meeting.objects.select_related("forum").filter(READS_AGENDA, pk__in=list(meetings)).values_list("pk", flat=True)
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
    return _item(Item.objects.all(), item_id)


def get_item_to_show(item_id: int) -> Item:
    """As `get_item`, for its page at the table; `police_units`: how many units of the police have a seat in its forum today, None where
    none has. Raises NotVisible.
    """
    seats = Seat.objects.on(timezone.localdate()).filter(forum=OuterRef("meeting__forum"), unit__sector=POLICE)
    units = seats.order_by().values("forum").annotate(number=Count("unit", distinct=True)).values("number")
    return _item(Item.objects.annotate(police_units=Subquery(units)), item_id)


def _item(items: QuerySet[Item], item_id: int) -> Item:
    try:
        return items.select_related("meeting__forum__body", "slot", "entry__giver_unit", "incident").get(pk=item_id)
    except Item.DoesNotExist:
        raise NotVisible from None


@dataclass(frozen=True)
class Left:
    """An item that has left its agenda: what became of it, and the table at which it stood."""

    sentence: str
    address: str


def what_became_of(item_id: int) -> Left | None:
    """For whoever still reads an item that stands on no agenda any more: who took it off, joined or moved it, and when. None for
    everybody else. Three statements.
    """
    gone = (ItemState.WITHDRAWN, ItemState.MOVED)
    item = Item.objects.filter(pk=item_id, state__in=gone).select_related("joined_to", "meeting").first()
    if item is None:
        return None
    rows = History.objects.filter(parent_table="meetings_item", parent_id=item.pk).exclude(was__state=item.state)
    left = rows.order_by("-parent_version", "-pk").first()
    who = Staff.objects.filter(principal_id=left.written_by or 0).first() if left else None
    if item.joined_to_id:
        said = _("%(name)s joined this item with another one, %(when)s.")
    elif item.state == ItemState.MOVED:
        said = _("%(name)s moved this item to another meeting, %(when)s.")
    else:
        said = _("%(name)s took this item off the agenda, %(when)s.")
    when = dates.moment(left.written_at) if left and left.written_at else ""
    sentence = said % {"name": who.name if who else _("A colleague"), "when": when}
    return Left(sentence, reverse("meetings:table", args=[item.meeting_id]))


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
