"""After the meeting: ending it, approving its minutes, opening them again."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.actions.closing import REOPENED_FOR
from samspil.meetings.matters import policies
from samspil.meetings.matters.models import Invitation, InvitedKind, Matter, MatterState
from samspil.meetings.models import Meeting, MeetingState


@verb("meeting.ended")
def end(actor: Actor, *, meeting: Meeting) -> Meeting:
    """The meeting is over; the minutes are read through and approved."""
    policies.check_leads(actor, meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in progress."))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, ended_at=actor.at, version=F("version") + 1)
    record("meeting.ended", owner=meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


@verb("minutes.approved")
def approve(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Approve: nobody writes in the minutes any more, and the name and address of an invited citizen go.

    What nobody came to is marked as taken without a word. Raises Refused.
    """
    policies.check_leads(actor, meeting)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("forum__body").get(pk=meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise Refused(_("End the meeting first; then its minutes are approved."))
    Matter.objects.filter(meeting=meeting, state=MatterState.WAITING).update(state=MatterState.TAKEN)
    _forget_citizens(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.APPROVED, approved_at=actor.at, version=F("version") + 1
    )
    record("minutes.approved", owner=meeting.forum.door_id, meeting=meeting.pk)
    if meeting.minutes_audience_id:
        cabinet.shut([meeting.minutes_audience_id])
    meeting.refresh_from_db()
    return meeting


def _forget_citizens(meeting: Meeting) -> None:
    """That a citizen was invited stays; who it was goes, with its history (databeskyttelsesforordningen art. 5, stk. 1, c)."""
    known = Invitation.objects.filter(matter__meeting=meeting, kind=InvitedKind.CITIZEN).exclude(name="")
    gone = list(known.order_by("pk"))
    known.delete()
    Invitation.objects.bulk_create(
        Invitation(
            owner_audience_id=one.owner_audience_id, matter_id=one.matter_id, kind=one.kind, ended_at=one.ended_at
        )
        for one in gone
    )


@verb("minutes.reopened")
def reopen(actor: Actor, *, meeting: Meeting) -> Meeting:
    """Open approved minutes again; they wait for approval anew, and their history tells what was changed."""
    policies.check_leads(actor, meeting)
    if meeting.state != MeetingState.APPROVED:
        raise Refused(_("Only approved minutes are opened again."))
    until = actor.at + REOPENED_FOR
    frame = [one for one in (meeting.minutes_audience_id, meeting.seated_audience_id) if one]
    if frame:
        cabinet.open_to(frame, [meeting.forum.door_id], until=until, pen=True)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD, closes_at=until, version=F("version") + 1)
    record("minutes.reopened", owner=meeting.forum.door_id, meeting=meeting.pk)
    meeting.refresh_from_db()
    return meeting


__all__ = ["approve", "end", "reopen"]
