"""A meeting whose leaders have all left is taken over by one of those who sit there."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.models import Meeting
from samspil.meetings.nameless import check_nameless
from samspil.organisations.queries import staff_of


@verb("meeting.taken_over")
def take_over(actor: Actor, *, meeting: Meeting, reason: str, sure: bool = False) -> Meeting:
    """Lead the meeting from now on, and keep its minutes. The reason stands on the meeting for everybody who sees it, and names
    no child. Raises Refused where somebody can lead it, and for others than those who sit there.
    """
    staff = staff_of(actor)
    policies.check_may_take_over(actor, meeting, staff)
    if not reason.strip():
        raise Refused(_("Write in a few words why you take it over."), field="reason")
    check_nameless(meeting.forum.body, sure=sure, reason=reason)
    cabinet.call("SELECT meetings.take_over(%s)", [meeting.pk])
    said = _("%(name)s has taken the meeting over: %(reason)s") % {"name": staff.name, "reason": reason.strip()}
    note = f"{meeting.note} {said}".strip()
    Meeting.objects.filter(pk=meeting.pk).update(note=note, version=F("version") + 1)
    record("meeting.taken_over", owner=meeting.minutes_audience_id or meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


__all__ = ["take_over"]
