"""What may be done with a meeting in which state. Who sees it is the database's matter.

Each check raises `Refused` with the sentence that also stands beside the disabled button.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.meetings.models import Item, Meeting, MeetingKind, MeetingState
from samspil.meetings.states import NEXT
from samspil.organisations.models import Forum, Staff


def check_keeps_minutes(actor: Actor, meeting: Meeting) -> None:
    """Chair, deputy and minute-taker prepare, lead and close a meeting; one that was called now, whoever called it."""
    if meeting.kind == MeetingKind.URGENT and meeting.minutes_audience_id is not None:
        if not cabinet.answers_for(meeting.minutes_audience_id):
            raise Refused(_("Only the colleague who leads this meeting can do this."))
        return
    answering = {meeting.minutes_audience_id, meeting.forum.door_id}
    if meeting.kind == MeetingKind.URGENT:
        answering.add(meeting.forum.audience_id)
    if not answering & set(cabinet.own_keys()):
        raise Refused(
            _("Only the chair, the deputy and the minute-taker of %(forum)s can do this.")
            % {"forum": meeting.forum.name}
        )


def check_may_take_over(actor: Actor, meeting: Meeting, staff: Staff) -> None:
    """Where nobody is left who keeps the minutes, those who sit there take the meeting over; one that was called now also where
    whoever called it cannot go on. Before and after a meeting a standing forum's seats are filled by its administrators. One
    statement, where it may be.
    """
    standing = meeting.kind != MeetingKind.URGENT and meeting.forum.type != Forum.AD_HOC
    if standing and meeting.state != MeetingState.OPEN:
        raise Refused(_("The administrators fill the seats of this forum."))
    if not cabinet.read("SELECT meetings.may_take_over(%s)", [meeting.pk])[0][0]:
        raise Refused(_("Somebody leads this meeting, or it is not yours to take over."))


def check_nobody_was_faster(keeper: Staff | None, kept_by: int, staff: Staff) -> None:
    """Whoever takes a meeting over takes it from whom they saw: not from a colleague who has just taken it over themselves."""
    if keeper is not None and keeper.pk not in {kept_by, staff.pk}:
        raise Refused(
            _("%(name)s has just taken the meeting over. Open the page anew if they cannot go on either.")
            % {"name": keeper.name}
        )


def check_may_call(actor: Actor, forum: Forum) -> None:
    """Any standing seat of a forum calls a meeting now."""
    if forum.audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who hold a seat in %(forum)s call it now.") % {"forum": forum.name})


def check_may_become(meeting: Meeting, state: str) -> None:
    """A meeting goes from planned to sent, open, held and approved, and nowhere else."""
    if state not in NEXT[meeting.state]:
        raise Refused(
            _("The meeting is “%(state)s”, so this cannot be done now.") % {"state": meeting.get_state_display()}
        )


def check_has_not_begun(actor: Actor, meeting: Meeting) -> None:
    """Regrets are sent before a meeting; from its beginning its attendance says who is there."""
    if meeting.state not in {MeetingState.PLANNED, MeetingState.SENT}:
        raise Refused(_("The meeting has begun or is over. Who is there is noted at the meeting."))
    check_day_is_not_over(actor, meeting)


def is_past(meeting: Meeting, at: datetime) -> bool:
    """Whether the day of a meeting that never began is over."""
    waits = meeting.state in {MeetingState.PLANNED, MeetingState.SENT}
    return waits and timezone.localdate(meeting.starts_at) < timezone.localdate(at)


def check_day_is_not_over(actor: Actor, meeting: Meeting) -> None:
    """What prepares a meeting is done until its day is over; then it is begun late, moved or cancelled."""
    if is_past(meeting, actor.at):
        raise Refused(
            _("The meeting's day is over. Begin the meeting if it was held, move it to another day, or cancel it.")
        )


def check_may_place(actor: Actor, meeting: Meeting) -> None:
    """Items are placed until the minutes are written."""
    if meeting.state in {MeetingState.HELD, MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The meeting is over or cancelled; choose another meeting for this item."))
    check_is_about_several(meeting)


def check_is_about_several(meeting: Meeting) -> None:
    """A meeting that was called now is about the one child it was called about."""
    if meeting.kind == MeetingKind.URGENT and Item.objects.filter(meeting=meeting).exists():
        raise Refused(
            _(
                "This meeting was called about one child. Call another meeting about the other child, "
                "or put it on the next meeting."
            )
        )


def check_may_order(actor: Actor, meeting: Meeting) -> None:
    """Those who keep the minutes put the agenda in order, until the meeting is over."""
    check_keeps_minutes(actor, meeting)
    if meeting.state in {MeetingState.HELD, MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The meeting is over or cancelled, so its agenda stays as it is."))


def check_may_correct_event(actor: Actor, meeting: Meeting) -> None:
    """What is told of an event is corrected by those who keep the minutes, until these are approved."""
    check_keeps_minutes(actor, meeting)
    if meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The minutes are approved. Open them again first, then correct the event."))


def check_may_end(actor: Actor, meeting: Meeting) -> None:
    """Those who keep the minutes end a meeting in progress; approved minutes are opened again, with a trace of its own."""
    check_keeps_minutes(actor, meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in progress."))


def check_may_correct_facts(actor: Actor, meeting: Meeting) -> None:
    """Place, times, chair and minute-taker are corrected by those who keep the minutes, until these are approved."""
    check_keeps_minutes(actor, meeting)
    if meeting.state not in {MeetingState.OPEN, MeetingState.HELD}:
        raise Refused(_("The meeting is not in progress, and its minutes do not wait for approval."))


def is_early(meeting: Meeting, at: datetime) -> bool:
    """Whether it is a day before the meeting's: it may begin and be approved all the same, after a question."""
    return timezone.localdate(at) < timezone.localdate(meeting.starts_at)


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Whether it is a day after the meeting's: it may begin all the same, after a question."""
    return timezone.localdate(at) > timezone.localdate(meeting.ends_at)
