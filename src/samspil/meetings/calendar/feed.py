"""Calendar feeds of a colleague or a forum (iCalendar, RFC 5545). Meetings by the forum's name; nobody stands in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from samspil.meetings.calendar.models import Change
from samspil.meetings.calendar.queries import Feed, Line
from samspil.meetings.models import Meeting, MeetingKind
from samspil.meetings.queries.sentences import held_on

REFRESH = timedelta(hours=1)


def render(feed: Feed, *, product: str) -> bytes:
    """The feed as calendar programs read it. A moved event keeps its UID and gets a higher SEQUENCE; a cancelled one,
    and one whose block fell out, stays with STATUS:CANCELLED so that it is taken out of the program.
    """
    with translation.override(settings.LANGUAGE_CODE):  # a calendar program asks in the language of its machine
        return _render(feed, product=product)


def _render(feed: Feed, *, product: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{product}//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", feed.name or product)
    # Said twice: RFC 7986 has its word, Outlook reads the older one.
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for line in feed.lines:
        calendar.add_component(_event(feed, line))
    return bytes(calendar.to_ical())


def _event(feed: Feed, line: Line) -> Event:
    meeting, changed = line.meeting, _last_change(line)
    off = line.is_cancelled or not line.is_on
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{feed.body.key}.samspil")
    event.add("summary", _summary(line, off=off))
    begins, ends = _times(meeting)
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", ends.astimezone(UTC))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", len(line.changes) + (begins != meeting.starts_at))
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("class", "PUBLIC" if feed.is_public else "PRIVATE")
    if meeting.place:
        event.add("location", meeting.place)
    return event


def _times(meeting: Meeting) -> tuple[datetime, datetime]:
    """From when to when it is planned; begun on another day, it is that day's, and so long as it took or was to take."""
    if meeting.began_at is None or held_on(meeting) == timezone.localdate(meeting.starts_at):
        return meeting.starts_at, meeting.ends_at
    took = meeting.ended_at - meeting.began_at if meeting.ended_at else meeting.ends_at - meeting.starts_at
    return meeting.began_at, meeting.began_at + max(took, timedelta())


def _last_change(line: Line) -> datetime:
    """When the event last changed. Programs compare it; a plan that never changed has its beginning."""
    made: list[Change] = list(line.changes)
    last = made[-1].made_at if made else line.meeting.starts_at - timedelta(days=365)
    begins, _ends = _times(line.meeting)
    return (last if begins == line.meeting.starts_at else max(last, begins)).astimezone(UTC)


def _summary(line: Line, *, off: bool) -> str:
    words = line.meeting.forum.name
    if line.meeting.kind == MeetingKind.EXTRA:
        words = _("%(forum)s, extra meeting") % {"forum": words}
    return _("Cancelled: %(meeting)s") % {"meeting": words} if off else words
