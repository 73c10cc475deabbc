"""Meetings that are called now: of which forum one may call them, and which the next ordinary meeting is told of."""

from __future__ import annotations

from datetime import date

from django.db.models import BooleanField, Exists, OuterRef
from django.db.models.expressions import RawSQL

from samspil.access import cabinet
from samspil.meetings.models import Item, Meeting, MeetingKind, MeetingState
from samspil.meetings.states import Source
from samspil.organisations.models import Forum
from samspil.people.models import Person
from samspil.people.queries import Child, matches

_OVER = (MeetingState.HELD, MeetingState.APPROVED)
_BEGUN = (MeetingState.OPEN, *_OVER)


def forums_to_call(day: date) -> list[Forum]:
    """The forums about named persons in which the actor holds a standing seat: any such seat calls a meeting. One statement."""
    seat = RawSQL(
        "organisations_forum.audience_id = ANY ((SELECT access.own_keys())::bigint[])", [], output_field=BooleanField()
    )
    return list(Forum.objects.filter(seat, named_persons=True).on(day).select_related("body").order_by("name", "pk"))


def known_by(forum: Forum, child: Child) -> list[Person]:
    """The records of the actor's own that may be the child a meeting is called about; not that of an urgent meeting in progress:
    called again it is that meeting. Three statements at most.
    """
    own = set(cabinet.own_keys())
    found = [match.person for match in matches([child], named_in=forum.door_id)[0]]
    now = Item.objects.filter(
        subject__in=[one.pk for one in found], source=Source.URGENT, meeting__state=MeetingState.OPEN
    )
    of_now = set(now.values_list("subject", flat=True)) if found else set()
    return [one for one in found if one.owner_audience_id in own and one.pk not in of_now]


def reported_at(meeting: Meeting) -> list[Meeting]:
    """The urgent meetings of which this one is told, and who led them: those that are over and of which no meeting was told before.
    That is the first one begun since, however early; until one is begun, the first in the calendar. One statement.
    """
    if meeting.kind == MeetingKind.URGENT:
        return []
    told = Meeting.objects.filter(forum_id=meeting.forum_id, state__in=_BEGUN, began_at__gte=OuterRef("ended_at"))
    told = told.exclude(kind=MeetingKind.URGENT)
    held = Meeting.objects.filter(forum_id=meeting.forum_id, kind=MeetingKind.URGENT, state__in=_OVER)
    if meeting.began_at and meeting.state in _BEGUN:
        told, held = told.filter(began_at__lt=meeting.began_at), held.filter(ended_at__lte=meeting.began_at)
    else:
        held = held.filter(reported_to=meeting)
    return list(held.exclude(Exists(told)).select_related("opened_by").order_by("starts_at", "pk"))
