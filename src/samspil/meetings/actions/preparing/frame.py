"""A meeting's audiences: who holds the pen, who sees the frame, and who sits there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor, now
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.models import Attendance, Meeting, MeetingKind
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import Post, SeatHolder, SeatKind, Staff
from samspil.organisations.queries import staff_of, terms_of

FRAME_KEPT = timedelta(days=400)  # attendance and slots, without content, for the forum's seats


def hold_still(meeting: Meeting) -> Meeting:
    """The meeting as it is now. Nobody else changes its state before this act has ended: of two who press at once, the later
    acts on what the earlier has made of it. Where that closed it to the actor's pen (an urgent one that is approved), it is as it can
    be read, and its state says what can be done.
    """
    meetings = Meeting.objects.select_related("forum")
    held = meetings.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    return held or meetings.get(pk=meeting.pk)


def prepare(actor: Actor, meeting: Meeting) -> Meeting:
    """Found the meeting's audiences and lend the pen to the forum's door until the minutes must be approved.

    Raises Refused for somebody who does not answer for the meeting.
    """
    policies.check_keeps_minutes(actor, meeting)
    meeting = hold_still(meeting)
    if meeting.minutes_audience_id:
        return meeting
    home = writer_of(actor, meeting)
    (minutes,) = cabinet.found("minutes", home, [f"meeting {meeting.pk}"])
    (seated,) = cabinet.found("meeting", home, [f"meeting {meeting.pk}"])
    meeting.minutes_audience_id, meeting.seated_audience_id = minutes, seated
    meeting.closes_at = _closes_at(actor, meeting)
    if meeting.agenda_opens_at is None:
        meeting.agenda_opens_at = _opens_at(meeting)
    open_frame(actor, meeting)  # before the row says so: from then on it is written with the pen
    meeting.save(update_fields=["minutes_audience", "seated_audience", "closes_at", "agenda_opens_at"])
    return meeting


def _closes_at(actor: Actor, meeting: Meeting) -> datetime:
    """When minutes that nobody approves close: the forum's days after the meeting, or after today where its day has passed."""
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    return max(meeting.ends_at, actor.at) + timedelta(days=terms.minutes_close_days)


def keep_open(actor: Actor, meeting: Meeting) -> None:
    """A meeting that begins after its day has its minutes open as long as every other, from now on."""
    if not policies.is_late(meeting, actor.at):
        return
    meeting.closes_at = _closes_at(actor, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(closes_at=meeting.closes_at)
    open_frame(actor, meeting)


def open_frame(actor: Actor, meeting: Meeting) -> None:
    """Lend the pen to those who keep the minutes until they close, and show the frame (seats, slots) to the forum."""
    assert meeting.minutes_audience_id and meeting.seated_audience_id  # noqa: PT018
    assert meeting.closes_at
    minutes, seated = meeting.minutes_audience_id, meeting.seated_audience_id
    cabinet.open_to([minutes, seated], [writer_of(actor, meeting)], until=meeting.closes_at, pen=True)
    if meeting.kind == MeetingKind.URGENT:
        return  # that it is held, and what came of it, is for those who are there (`let_in`)
    cabinet.open_to([seated], [meeting.forum.audience_id], until=meeting.closes_at + FRAME_KEPT)
    block = block_persons(meeting)
    if block:
        cabinet.open_to([seated], block, until=meeting.closes_at + FRAME_KEPT)


def let_in(meeting: Meeting, staff_ids: Iterable[int]) -> list[int]:
    """Show the frame to those who sit there without a standing seat, substitutes and guests, as long as to the seats: else
    they are noted as present and find no way in. At a meeting called now that is everybody there. Returns their ids.
    """
    day = timezone.localdate(meeting.starts_at)
    standing = SeatHolder.objects.on(day).filter(seat__forum_id=meeting.forum_id, seat__kind=SeatKind.STANDING)
    seated = set() if meeting.kind == MeetingKind.URGENT else set(standing.values_list("staff_id", flat=True))
    others = sorted(set(staff_ids) - seated)
    if others and meeting.seated_audience_id and meeting.closes_at:
        persons = _persons(others)
        if persons:
            cabinet.open_to([meeting.seated_audience_id], persons, until=meeting.closes_at + FRAME_KEPT)
    return others


def writer_of(actor: Actor, meeting: Meeting) -> int:
    """Who answers for a meeting's audiences and is lent its pen: the forum's door; of a meeting called now, whoever called
    it and nobody else: a colleague of the forum who was left out opens it neither then nor later.
    """
    if meeting.kind != MeetingKind.URGENT:
        return int(meeting.forum.door_id)
    return int(staff_of(actor).person_audience_id)


def block_persons(meeting: Meeting) -> list[int]:
    """Person audiences of those who hold a seat in one of the meeting's blocks that day."""
    day = timezone.localdate(meeting.starts_at)
    return list(
        SeatHolder.objects.on(day)
        .filter(seat__forum_id=meeting.forum_id, seat__kind="block", seat__block__in=meeting.blocks)
        .filter(staff__in=who_may_receive())
        .values_list("staff__person_audience_id", flat=True)
    )


def present_persons(meeting: Meeting) -> dict[int, str]:
    """Person audiences of those who sit at the meeting now, each with the block for which they came; empty: for all of it."""
    lines = Attendance.objects.filter(meeting=meeting, left_at__isnull=True).exclude(state=AttendanceState.ABSENT)
    lines = lines.filter(staff__in=who_may_receive())
    return dict(lines.order_by("pk").values_list("staff__person_audience_id", "block"))


def who_may_receive() -> QuerySet[Staff]:
    """The colleagues who hold a post or a seat today. Whoever has lost both during a meeting, or since, receives nothing
    of it any more: nothing is opened to them, and it goes on without them.
    """
    today = timezone.localdate(now())  # the instant that actors get
    posts, seats = (rows.on(today).filter(staff=OuterRef("pk")) for rows in (Post.objects, SeatHolder.objects))
    return Staff.objects.filter(Exists(posts) | Exists(seats))


def may_receive(staff_id: int) -> bool:
    """Whether a colleague still receives what is opened (`who_may_receive`)."""
    return who_may_receive().filter(pk=staff_id).exists()


def open_to_present(meeting: Meeting, items: Mapping[int, str]) -> None:
    """Open items, the block of each by its audience, to those who sit there now; who came for one block reads only that."""
    until = meeting.closes_at or meeting.ends_at
    persons = present_persons(meeting)
    for block in sorted(set(persons.values())):
        audiences = [audience for audience, part in items.items() if block in {"", part}]
        if audiences:
            cabinet.open_to(audiences, [person for person, part in persons.items() if part == block], until=until)


def _persons(staff_ids: Iterable[int]) -> list[int]:
    return list(who_may_receive().filter(pk__in=list(staff_ids)).values_list("person_audience_id", flat=True))


def opens_at(meeting: Meeting) -> datetime:
    """From when those seated may read the agenda."""
    try:
        return meeting.agenda_opens_at or _opens_at(meeting)
    except Refused:  # a forum that has agreed on no terms for that day
        return meeting.starts_at


def _opens_at(meeting: Meeting) -> datetime:
    """As the forum's terms of that day have it; the same before anything stands on the agenda as afterwards."""
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    return meeting.starts_at - timedelta(hours=terms.agenda_hours_before)
