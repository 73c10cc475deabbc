"""What may be done at a meeting that names nobody, and when. Who reads it is the database's matter.

Each check raises `Refused` with the sentence that is shown.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.meetings.matters.models import Invitation, Matter, MatterState, Resolution, ResolutionState, Sheet
from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Staff

BEFORE = {MeetingState.PLANNED, MeetingState.SENT}
RUNNING = {*BEFORE, MeetingState.OPEN}
WRITTEN = {MeetingState.OPEN, MeetingState.HELD}


def leads(meeting: Meeting) -> bool:
    """Whether the actor answers for the forum: chair, deputy, minute-taker."""
    return meeting.forum.door_id in cabinet.own_keys()


def check_leads(actor: Actor, meeting: Meeting) -> None:
    """Order, sending, inviting, beginning and approving are for chair, deputy and minute-taker."""
    if not leads(meeting):
        raise Refused(
            _("Only the chair, the deputy and the minute-taker of %(forum)s can do this.")
            % {"forum": meeting.forum.name}
        )


def check_may_propose(actor: Actor, meeting: Meeting) -> None:
    """Every seat proposes items, the police's and the municipality's alike (VAL-74), until the minutes are written."""
    if meeting.forum.named_persons:
        raise Refused(_("This forum discusses named persons: place the matter on its own agenda."))
    if meeting.forum.audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who hold a seat in %(forum)s propose items.") % {"forum": meeting.forum.name})
    if meeting.state not in RUNNING:
        raise Refused(_("The meeting is over or cancelled; propose it for another meeting."))


def check_may_change(actor: Actor, matter: Matter, staff: Staff) -> None:
    """Who proposed it and those who lead the meeting change an item, while it waits."""
    check_may_propose(actor, matter.meeting)
    if matter.state != MatterState.WAITING:
        raise Refused(_("The item is no longer on the agenda."))
    if matter.proposed_by_id != staff.pk and not leads(matter.meeting):
        raise Refused(_("Only who proposed the item, and those who lead the meeting, change it."))


def may_write(meeting: Meeting, sheet: Sheet | None, staff: Staff) -> bool:
    """The chosen minute-taker writes, and those who lead the meeting."""
    chosen = sheet is not None and sheet.minute_taker_id == staff.pk and meeting.forum.audience_id in cabinet.own_keys()
    return chosen or leads(meeting)


def check_may_write(actor: Actor, meeting: Meeting, sheet: Sheet | None, staff: Staff) -> None:
    """What was said is written from the meeting's beginning until the minutes are approved."""
    if not may_write(meeting, sheet, staff):
        raise Refused(_("Only the minute-taker and those who lead the meeting write the minutes."))
    if meeting.state not in WRITTEN:
        raise Refused(
            _("Begin the meeting first; then the minutes are written.")
            if meeting.state in BEFORE
            else _("The minutes are approved. Open them again first.")
        )


def check_may_follow_up(actor: Actor, resolution: Resolution) -> None:
    """Everybody with a seat says how far an agreement is."""
    if resolution.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who hold a seat say how far it is."))
    if resolution.state == ResolutionState.UNDONE:
        raise Refused(_("It has been taken back."))


def check_may_call_off(invitation: Invitation) -> None:
    """An invitation is called off once."""
    if invitation.ended_at is not None:
        raise Refused(_("This invitation is over already."))


def check_may_begin(meeting: Meeting) -> None:
    """A meeting begins once, and is not begun when it is cancelled."""
    if meeting.state not in BEFORE:
        raise Refused(_("The meeting is “%(state)s”, so it cannot begin now.") % {"state": meeting.get_state_display()})


# What the database itself says (sql/agreements.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("who has an agreement, or acts for them, says how far it is"),
    gettext_noop("somebody has written how far it is meanwhile; look at the page again"),
    gettext_noop("an agreement is given on by who has it, by who acts for them, and by who keeps the minutes"),
    gettext_noop("who takes an agreement on holds a seat there or works in that place, and does not have it already"),
)
