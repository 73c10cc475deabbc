"""A meeting whose minutes nobody keeps any more is taken over by one of those who sit there."""

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
from samspil.meetings.queries.presence import has_lost_its_keeper, keeper_of
from samspil.organisations.queries import staff_of


@verb("meeting.taken_over")
def take_over(
    actor: Actor, *, meeting: Meeting, reason: str = "", sure: bool = False, kept_by: int | None = None
) -> Meeting:
    """Keep the minutes from now on, and lead the meeting where who led it has gone. The reason stands on the meeting for everybody
    who sees it, and names no child; where the attendance says that who kept the minutes has gone, none is needed. Whoever kept
    them is told (`sql/taking_over.sql`). `kept_by`: who kept them when the actor decided this; two who take it over at once come one
    after the other. Raises Refused where somebody keeps them, or has just taken them over, and for others than those who sit there.
    """
    staff = staff_of(actor)
    policies.check_may_take_over(actor, meeting, staff)
    if kept_by is not None:
        policies.check_nobody_was_faster(keeper_of(Meeting.objects.get(pk=meeting.pk)), kept_by, staff)
    if not reason.strip() and not has_lost_its_keeper(meeting):
        raise Refused(_("Write in a few words why you take it over."), field="reason")
    check_nameless(meeting.forum.body, sure=sure, reason=reason)
    cabinet.call("SELECT meetings.take_over(%s)", [meeting.pk])
    said = (
        _("%(name)s has taken the meeting over: %(reason)s") % {"name": staff.name, "reason": reason.strip()}
        if reason.strip()
        else _("%(name)s has taken over the minutes.") % {"name": staff.name}
    )
    note = f"{meeting.note} {said}".strip()
    Meeting.objects.filter(pk=meeting.pk).update(note=note, version=F("version") + 1)
    record("meeting.taken_over", owner=meeting.minutes_audience_id or meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


__all__ = ["take_over"]
