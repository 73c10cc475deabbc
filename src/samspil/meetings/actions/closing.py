"""After the meeting: ending it, approving its minutes, and opening them again.

What happens to each kind of row at approval stands in meetings/README.md; a test compares PostgreSQL with that table.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.models import Concern, ConcernState
from samspil.concerns.states import NO_FOLLOW_UP
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings import policies
from samspil.meetings.actions import again
from samspil.meetings.actions.open_items import count_open, count_unsaid, number_items, still_open
from samspil.meetings.actions.passing_on import grouped, pass_on
from samspil.meetings.actions.preparing import Placement, hold_still, place, writer_of
from samspil.meetings.actions.readers import readers_of_items
from samspil.meetings.models import (
    Attendance,
    Decision,
    Item,
    Meeting,
    MeetingKind,
    MeetingState,
)
from samspil.meetings.past import as_a_whole
from samspil.meetings.states import AttendanceState, DecisionState, ItemState, Source
from samspil.organisations.profile import DecisionWord
from samspil.organisations.queries import staff_of, terms_of
from samspil.web import dates

REOPENED_FOR = timedelta(days=3)


def day_without_meeting(meeting: Meeting) -> date | None:
    """The latest day on which something decided here is to be taken up again, where no meeting is planned then or later: approval
    waits for one. Two statements, and one more where something is taken up again.
    """
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    words = [word.code for word in terms.decisions if "again" in word.consequences]
    made = Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING, word__in=words, due_on__isnull=False)
    latest = max((one.due_on for one in again.not_yet(list(made)) if one.due_on), default=None)
    return latest if latest and again.meeting_on(meeting, latest) is None else None


@verb("meeting.ended")
def end_meeting(actor: Actor, *, meeting: Meeting, left_open: int = 0) -> Meeting:
    """The meeting is over; the minutes wait for approval.

    Raises Refused where other than `left_open` items have no decision: whoever ends it was told of so many.
    """
    policies.check_may_end(actor, meeting)
    meeting = hold_still(meeting)
    policies.check_may_end(actor, meeting)
    if (waiting := count_open(meeting)) != left_open:
        raise Refused(
            ngettext(
                "%(count)s item has no decision yet. Decide it, or say that the meeting ends all the same.",
                "%(count)s items have no decision yet. Decide them, or say that the meeting ends all the same.",
                waiting,
            )
            % {"count": waiting}
        )
    with as_a_whole(meeting):
        number_items(meeting)
    # Ended again after its minutes were approved once, it ended when it ended then.
    ended_at, went_on_until = (meeting.ended_at, actor.at) if meeting.approved_at else (actor.at, None)
    # Over before its time, it is over in the calendar; begun days early or ended days late, it keeps the time that was planned.
    ends_at = actor.at if meeting.starts_at < actor.at < meeting.ends_at else meeting.ends_at
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.HELD,
        ended_at=ended_at,
        went_on_until=went_on_until,
        ends_at=ends_at,
        current_slot_id=None,
        version=F("version") + 1,
    )
    if meeting.kind == MeetingKind.URGENT:
        _report(meeting)
    record("meeting.ended", owner=meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


@verb("minutes.facts_corrected")
def correct_facts(
    actor: Actor,
    *,
    meeting: Meeting,
    version: int,
    place: str,
    began: time,
    ended: time | None,
    leader: int,
    writer: int,
) -> Meeting:
    """Place, times, chair and minute-taker as they were. A meeting that is over keeps the days on which it began and ended.
    Who was there from the start was there from the start that is true.

    Raises Refused where it would have ended before it began, or where somebody who was not there leads or writes; Conflict
    where somebody has changed the meeting meanwhile.
    """
    policies.check_may_correct_facts(actor, meeting)
    here = set(
        Attendance.objects.filter(meeting=meeting)
        .exclude(state=AttendanceState.ABSENT)
        .values_list("staff_id", flat=True)
    )
    for name, staff in (("leader", leader), ("writer", writer)):
        if staff not in here:
            raise Refused(_("Choose somebody who was present."), field=name)
    began_at = on_its_day(meeting.began_at or meeting.starts_at, began)
    ended_at = on_its_day(meeting.ended_at, ended) if meeting.ended_at and ended else meeting.ended_at
    if meeting.state == MeetingState.HELD and ended_at and ended_at < began_at:
        raise Refused(_("The meeting would have ended before it began."), field="ended")
    began_before = meeting.began_at or meeting.starts_at
    late = Attendance.objects.filter(meeting=meeting, came_at__gt=began_before).filter(came_at__gt=ended_at or actor.at)
    if meeting.state == MeetingState.HELD and ended_at != meeting.ended_at and late.exists():
        raise Refused(_("Somebody came after that. Correct the attendance first."), field="ended")
    facts = {
        "place": place, "began_at": began_at, "ended_at": ended_at, "opened_by_id": leader, "minute_taker_id": writer,
    }  # fmt: skip
    rows = Meeting.objects.filter(pk=meeting.pk, version=version)
    if not rows.update(**facts, version=F("version") + 1):
        now = Meeting.objects.get(pk=meeting.pk)
        raise Conflict(theirs={"place": now.place}, mine={"place": place}, version=now.version)
    from_the_start = Attendance.objects.filter(meeting=meeting, came_at__lte=began_before)
    from_the_start.exclude(came_at=began_at).update(came_at=began_at)
    record("minutes.facts_corrected", owner=meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


def on_its_day(moment: datetime, clock: time) -> datetime:
    """That time of the same day."""
    return timezone.make_aware(datetime.combine(timezone.localdate(moment), clock))


@verb("meeting.resumed")
def resume(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Go on with a meeting that was ended: by mistake, with something open, or because a decision was undone."""
    policies.check_keeps_minutes(actor, meeting)
    meeting = hold_still(meeting)
    if meeting.state != MeetingState.HELD:
        raise Refused(_("Only a meeting that is over and whose minutes wait for approval can go on."))
    if meeting.closes_at and meeting.closes_at <= actor.at:
        raise Refused(_("The minutes have closed by themselves. Open them again first."))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.OPEN, version=F("version") + 1)
    record("meeting.resumed", owner=meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


@verb("minutes.approved", "decision.followed_up")
def approve(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Approve: decision lines go to the standing seats, texts to giver and responsible, the rest is deleted. Who went out of an
    item approves it too, and reads nothing of it.

    Raises Refused while an item has no decision.
    """
    policies.check_keeps_minutes(actor, meeting)
    meeting = hold_still(meeting)
    policies.check_may_become(meeting, MeetingState.APPROVED)
    waiting = count_open(meeting)
    if waiting:
        raise Refused(
            ngettext(
                "%(count)s item has no decision yet. Go on with the meeting, and decide it or take it off.",
                "%(count)s items have no decision yet. Go on with the meeting, and decide them or take them off.",
                waiting,
            )
            % {"count": waiting}
        )
    with as_a_whole(meeting):
        kept, dropped = _close_items(actor, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.APPROVED, approved_at=actor.at, approved_by=staff_of(actor), version=F("version") + 1
    )
    record("minutes.approved", owner=meeting.forum.door_id, meeting=meeting.pk, kept=kept, dropped=dropped)
    cabinet.shut([meeting.minutes_audience_id or 0])
    meeting.refresh_from_db()
    cabinet.call("SELECT meetings.lay_down_pen(%s)", [meeting.pk])
    return meeting


def _close_items(actor: Actor, meeting: Meeting) -> tuple[int, int]:
    """Each line goes where it goes, or is deleted with its matter; then every item is closed. Returns how many of both."""
    decisions = list(
        Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING).select_related(
            "item__entry", "item__slot"
        )
    )
    words = {word.code: word for word in terms_of(meeting.forum, timezone.localdate(meeting.starts_at)).decisions}
    kept = [decision for decision in decisions if not _drops(words, decision)]
    dropped = [decision for decision in decisions if _drops(words, decision)]
    if kept:
        _note_schools(kept)
        _note_matters(kept)
        pass_on(actor, meeting, kept)
    cabinet.call("SELECT meetings.carry(%s)", [meeting.pk])
    cabinet.call("SELECT meetings.follow_up(%s)", [meeting.pk])
    _take_up_again(actor, meeting, [decision for decision in kept if "again" in words[decision.word].consequences])
    Concern.objects.filter(pk__in=[d.item.concern_id for d in decisions if d.item.concern_id]).update(
        state=ConcernState.CLOSED
    )
    audiences = list(Item.objects.filter(meeting=meeting).values_list("audience_id", flat=True))
    struck = Item.objects.filter(meeting=meeting, state=ItemState.WITHDRAWN, retention_kind=NO_FOLLOW_UP)
    gone = sorted({*(decision.item_id for decision in dropped), *struck.values_list("pk", flat=True)})
    if gone:
        _drop(gone)
    if audiences:
        cabinet.shut(audiences)
    return len(kept), len(dropped)


def _note_schools(kept: list[Decision]) -> None:
    """The item closes; its line goes on saying which school the child goes to."""
    for school, lines in grouped(kept, lambda decision: decision.item.school_id).items():
        Decision.objects.filter(pk__in=[decision.pk for decision in lines]).update(school_id=school)


def _note_matters(kept: list[Decision]) -> None:
    """The item closes; a line about a place, a group or somebody not identified goes on saying what it is about."""
    nobody = [decision for decision in kept if decision.subject is None and decision.item.label]
    for label, lines in grouped(nobody, lambda decision: decision.item.label).items():
        Decision.objects.filter(pk__in=[decision.pk for decision in lines]).update(matter=label)


def _drops(words: dict[str, DecisionWord], decision: Decision) -> bool:
    return decision.word in words and "delete" in words[decision.word].consequences


def _take_up_again(actor: Actor, meeting: Meeting, decisions: list[Decision]) -> None:
    """Put matters on the first meeting on or after their date; an adult waits for the adult block."""
    for (due, why), group in grouped(
        again.not_yet(decisions), lambda d: (d.due_on, d.item.necessity) if d.due_on else None
    ).items():
        target = again.meeting_on(meeting, due)
        if target is None:
            raise Refused(_("No meeting is planned on or after %(day)s. Plan one first.") % {"day": dates.short(due)})
        place(
            actor,
            meeting=target,
            necessity=why or _("Taken up again"),
            placements=[
                Placement(
                    label=d.item.label,
                    source=Source.AGAIN,
                    about=d.item.about,
                    subject=d.subject,
                    birth_date=d.item.birth_date,
                    age_told=d.item.age_told,
                    named=d.item.named,
                    from_item_id=d.item_id,
                )
                for d in group
            ],
        )


def _drop(items: list[int]) -> None:
    """No follow-up: counted without names, then everything about it is deleted (BRO-56; `sql/forget.sql` says what). A name
    that was struck out goes with it, uncounted.
    """
    cabinet.call("SELECT meetings.forget(%s::bigint[], %s)", [items, NO_FOLLOW_UP])


def _report(meeting: Meeting) -> None:
    """A meeting called now is reported to the first one in the calendar that has not begun, an extra one too. Where another is begun
    before that, it is told instead (`queries.reported_at`).
    """
    following = (
        Meeting.objects.filter(forum_id=meeting.forum_id, starts_at__gt=meeting.starts_at)
        .exclude(kind=MeetingKind.URGENT)
        .filter(state__in=[MeetingState.PLANNED, MeetingState.SENT])
        .order_by("starts_at", "pk")
        .first()
    )
    if following:
        Meeting.objects.filter(pk=meeting.pk).update(reported_to_id=following.pk)


@verb("minutes.reopened")
def reopen(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Open approved or lapsed minutes again for a few days, for those who keep them and those who were present."""
    policies.check_keeps_minutes(actor, meeting)
    if meeting.state not in {MeetingState.APPROVED, MeetingState.HELD}:
        policies.check_may_become(meeting, MeetingState.HELD)
    until = actor.at + REOPENED_FOR
    frame = [meeting.minutes_audience_id or 0, meeting.seated_audience_id or 0]
    cabinet.open_to(frame, [writer_of(actor, meeting)], until=until, pen=True)
    with as_a_whole(meeting):
        for persons, items in readers_of_items(meeting).items():
            if persons:
                cabinet.open_to(items, persons, until=until)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.HELD,
        closes_at=until,
        reopened_at=actor.at,
        # Of several openings the one that was approved before stays: that is the paper people have.
        replaced_at=F("approved_at"),
        went_on_until=None,
        version=F("version") + 1,
    )
    record("minutes.reopened", owner=meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


__all__ = [
    "approve",
    "correct_facts",
    "count_open",
    "count_unsaid",
    "day_without_meeting",
    "end_meeting",
    "reopen",
    "resume",
    "still_open",
]
