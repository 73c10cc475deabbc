"""Who was at the meeting, corrected until the minutes are approved: what they say of it must be true."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import NotVisible, Refused
from samspil.meetings import policies
from samspil.meetings.actions.closing import on_its_day
from samspil.meetings.actions.preparing import may_receive
from samspil.meetings.models import Attendance, Item, Meeting, MeetingState, Presence, Statement
from samspil.meetings.states import AttendanceState, ItemState
from samspil.organisations.models import Staff


@verb("attendance.corrected")
def correct_attendance(
    actor: Actor,
    *,
    meeting: Meeting,
    staff_id: int,
    was_here: bool,
    came: time | None = None,
    left: time | None = None,
) -> Attendance:
    """Whether a colleague was here, and from when to when; nothing said: from the beginning, to the end.

    Who was not here reads nothing of the meeting's items from now on, and was at none of them. Who turns out to be here reads
    those that are still to be taken (whoever has lost post and seat
    since does not). Raises Refused where somebody who leads, writes or has told something would not have been
    here, or the times cannot be; NotVisible for who is not on the list.
    """
    policies.check_may_correct_facts(actor, meeting)
    line = Attendance.objects.filter(meeting=meeting, staff_id=staff_id).first()
    if line is None:
        raise NotVisible
    if was_here:
        _was_here(actor, meeting, line, came, left)
    else:
        _was_not_here(meeting, line)
    record("attendance.corrected", owner=meeting.forum.door_id, meeting=meeting.pk, staff=staff_id)
    line.refresh_from_db()
    return line


def _was_here(actor: Actor, meeting: Meeting, line: Attendance, came: time | None, left: time | None) -> None:
    began = meeting.began_at or meeting.starts_at
    came_at, left_at = on_its_day(began, came) if came else began, on_its_day(began, left) if left else None
    # A clock tells minutes: the one in which it began, or in which they came, is not before it.
    if came_at < began.replace(second=0, microsecond=0):
        raise Refused(_("The meeting had not begun then."), field="came")
    over = meeting.ended_at if meeting.state == MeetingState.HELD else None
    if came and came_at > (over or actor.at):
        said = _("The meeting was over then.") if over else _("It is not that late yet.")
        raise Refused(said, field="came")
    if left_at and not over and left_at > actor.at:
        raise Refused(_("It is not that late yet."), field="left")
    came_at = max(came_at, began)
    if left_at and left_at < came_at.replace(second=0, microsecond=0):
        raise Refused(_("They would have left before they came."), field="left")
    left_at = max(left_at, came_at) if left_at else None
    if left_at and meeting.state == MeetingState.HELD and meeting.ended_at and left_at > meeting.ended_at:
        raise Refused(_("The meeting was over then. Leave it empty where they stayed to the end."), field="left")
    state = AttendanceState.PRESENT if line.state == AttendanceState.ABSENT else line.state
    Attendance.objects.filter(pk=line.pk).update(state=state, came_at=came_at, left_at=left_at)
    if meeting.state != MeetingState.OPEN:
        return
    waiting = Item.objects.filter(meeting=meeting, state=ItemState.WAITING)
    if line.block:
        waiting = waiting.filter(slot__block=line.block)
    items = list(waiting.exclude(slot_id__in=[*line.stepped_out, *line.left_out]).values_list("audience_id", flat=True))
    if items and left_at is None and may_receive(line.staff_id):
        cabinet.open_to(items, [_person(line)], until=meeting.closes_at or meeting.ends_at)
    elif items:
        cabinet.close_to(items, [_person(line)])


def _was_not_here(meeting: Meeting, line: Attendance) -> None:
    if line.staff_id in {meeting.opened_by_id, meeting.minute_taker_id}:
        raise Refused(
            _("The minutes say that this colleague led or wrote. Correct that first, then the attendance."),
            field="was_here",
        )
    if Statement.objects.filter(item__meeting=meeting, said_by_id=line.staff_id).exists():
        raise Refused(_("This colleague has told something here, and was present."), field="was_here")
    Attendance.objects.filter(pk=line.pk).update(state=AttendanceState.ABSENT, came_at=None, left_at=None)
    Presence.objects.filter(item__meeting=meeting, staff_id=line.staff_id).delete()
    items = list(Item.objects.filter(meeting=meeting).values_list("audience_id", flat=True))
    if items:
        cabinet.close_to(items, [_person(line)])


def _person(line: Attendance) -> int:
    return Staff.objects.values_list("person_audience_id", flat=True).get(pk=line.staff_id)


__all__ = ["correct_attendance"]
