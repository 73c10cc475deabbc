"""Before the meeting: who will not come."""

from __future__ import annotations

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.meetings import policies
from samspil.meetings.models import Meeting


@verb("attendance.regretted")
def send_regrets(actor: Actor, *, meeting: Meeting, staff_id: int, is_absent: bool = True) -> Meeting:
    """Somebody who holds a seat will not come, or will after all (`is_absent` no): noted by oneself, or by those who keep the
    minutes for anybody. When the meeting begins it is proposed in the attendance. Raises Refused once it has begun.
    """
    policies.check_has_not_begun(actor, meeting)
    cabinet.call("SELECT meetings.note_regrets(%s, %s, %s)", [meeting.pk, staff_id, is_absent])
    record("attendance.regretted", owner=meeting.forum.door_id, meeting=meeting.pk, staff=staff_id, absent=is_absent)
    meeting.refresh_from_db()
    return meeting


__all__ = ["send_regrets"]
