"""At the meeting: who is there, what is said, what is agreed, and what is put off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.actions.preparing import prepare
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.matters import policies
from samspil.meetings.matters.actions.agenda import last_position, lay_out
from samspil.meetings.matters.actions.inviting import invite_again
from samspil.meetings.matters.conflicts import save
from samspil.meetings.matters.models import (
    Invitation,
    Matter,
    MatterState,
    Resolution,
    ResolutionKind,
    ResolutionState,
    Sheet,
)
from samspil.meetings.models import Attendance, Meeting, MeetingState
from samspil.meetings.nameless import check_nameless
from samspil.meetings.states import AttendanceState
from samspil.organisations.queries import staff_of
from samspil.sharing.notices.actions import tell


@dataclass(frozen=True)
class Agreed:
    """What came of an item: who does what by when."""

    kind: str
    text: str
    responsible_id: int | None = None
    unit_id: int | None = None
    due_on: date | None = None


@verb("meeting.opened", "agenda.laid_out")
def begin(actor: Actor, *, meeting: Meeting, attendance: Sequence[Seated]) -> Meeting:
    """Begin: note who is there. Raises Refused."""
    policies.check_leads(actor, meeting)
    policies.check_may_begin(meeting)
    sheet = lay_out(actor, meeting)
    if not any(line.state != AttendanceState.ABSENT for line in attendance):
        raise Refused(_("Mark who is present before the meeting begins."))
    meeting = prepare(actor, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.OPEN,
        began_at=actor.at,
        opened_by_id=sheet.chair_id or staff_of(actor).pk,
        version=F("version") + 1,
    )
    _note(actor, meeting, attendance)
    record("meeting.opened", owner=meeting.forum.door_id, meeting=meeting.pk, present=len(attendance))
    meeting.refresh_from_db()
    return meeting


@verb("attendance.corrected")
def note_attendance(actor: Actor, *, meeting: Meeting, attendance: Sequence[Seated]) -> None:
    """Correct who was there, until the minutes are approved."""
    policies.check_leads(actor, meeting)
    if meeting.state not in policies.WRITTEN:
        raise Refused(_("Who was there is corrected until the minutes are approved."))
    _note(actor, meeting, attendance)
    record("attendance.corrected", owner=meeting.forum.door_id, meeting=meeting.pk, present=len(attendance))


def _note(actor: Actor, meeting: Meeting, attendance: Sequence[Seated]) -> None:
    for line in attendance:
        came = None if line.state == AttendanceState.ABSENT else actor.at
        Attendance.objects.update_or_create(
            meeting=meeting,
            staff_id=line.staff_id,
            owner_audience_id=meeting.seated_audience_id or 0,
            defaults={"state": line.state, "seat_id": line.seat_id},
            create_defaults={"state": line.state, "seat_id": line.seat_id, "came_at": came},
        )


@verb("matter.written")
def write(actor: Actor, *, matter: Matter, text: str, version: int, sure: bool = False) -> Matter:
    """What was said about an item. Raises Refused, Conflict with both texts where somebody was faster."""
    _check_writer(actor, matter.meeting)
    check_nameless(matter.meeting.forum.body, sure=sure, minutes_text=text)
    fields: dict[str, str] = {"minutes_text": text.strip()}
    if matter.state == MatterState.WAITING and text.strip():
        fields["state"] = MatterState.TAKEN
    save(matter, version, fields, texts=("minutes_text",))
    record("matter.written", matter)
    return matter


@verb("resolution.made")
def resolve(actor: Actor, *, matter: Matter, agreed: Agreed, key: UUID, sure: bool = False) -> Resolution:
    """A decision, recommendation, comment or agreement; the same key twice is one. Raises Refused."""
    _check_writer(actor, matter.meeting)
    again = Resolution.objects.filter(owner_audience_id=matter.owner_audience_id, key=key).first()
    if again is not None:
        return again
    if not agreed.text.strip():
        raise Refused(_("Write what was agreed."), field="text")
    if agreed.kind == ResolutionKind.AGREEMENT and not (agreed.responsible_id or agreed.unit_id):
        raise Refused(_("Choose who does it; else nobody follows it up."), field="who")
    check_nameless(matter.meeting.forum.body, sure=sure, text=agreed.text)
    made = Resolution.objects.create(
        owner_audience_id=matter.owner_audience_id,
        matter=matter,
        meeting_id=matter.meeting_id,
        kind=agreed.kind,
        text=agreed.text.strip(),
        decided_on=timezone.localdate(matter.meeting.starts_at),
        responsible_id=agreed.responsible_id,
        unit_id=agreed.unit_id,
        due_on=agreed.due_on,
        key=key,
    )
    Matter.objects.filter(pk=matter.pk, state=MatterState.WAITING).update(state=MatterState.TAKEN)
    record("resolution.made", made, kind=agreed.kind)
    if agreed.kind == ResolutionKind.AGREEMENT and agreed.responsible_id:
        tell(actor, [agreed.responsible_id], "agreement_yours", made)
    return made


@verb("matter.written", "resolution.made")
def note(
    actor: Actor,
    *,
    matter: Matter,
    text: str | None,
    version: int,
    agreed: Agreed | None,
    key: UUID,
    sure: bool = False,
) -> None:
    """Everything typed at one item, or nothing of it: what was said (None: leave it) and what was agreed."""
    if text is not None and text.strip() != matter.minutes_text:
        write(actor, matter=matter, text=text, version=version, sure=sure)
    if agreed is not None:
        resolve(actor, matter=matter, agreed=agreed, key=key, sure=sure)


@verb("resolution.taken_back")
def take_back(actor: Actor, *, resolution: Resolution) -> None:
    """It was not agreed after all; until the minutes are approved."""
    _check_writer(actor, resolution.meeting)
    Resolution.objects.filter(pk=resolution.pk).update(state=ResolutionState.UNDONE)
    record("resolution.taken_back", resolution)


@verb("resolution.followed_up")
def follow_up(
    actor: Actor, *, resolution: Resolution, version: int, outcome: str, done: bool, sure: bool = False
) -> Resolution:
    """How far an agreement is, also after approval; done agreements are no longer shown at the next meeting."""
    policies.check_may_follow_up(actor, resolution)
    check_nameless(resolution.meeting.forum.body, sure=sure, outcome=outcome)
    save(
        resolution,
        version,
        {
            "outcome": outcome.strip(),
            "state": ResolutionState.DONE if done else ResolutionState.STANDING,
            "done_on": timezone.localdate(actor.at) if done else None,
        },
        texts=("outcome",),
    )
    record("resolution.followed_up", resolution, done=done)
    return resolution


@verb("matter.put_off", "agenda.laid_out", "matter.closed", "matter.opened")
def put_off(actor: Actor, *, matter: Matter, to: Meeting) -> Matter:
    """The item goes to a later meeting of the forum, with everything that stands in it and everybody invited to it."""
    policies.check_leads(actor, matter.meeting)
    if matter.meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The minutes are approved. Open them again first."))
    if matter.state not in {MatterState.WAITING, MatterState.TAKEN}:
        raise Refused(_("The item is no longer on the agenda."))
    if to.forum_id != matter.meeting.forum_id or to.state not in policies.BEFORE or to.pk == matter.meeting_id:
        raise Refused(_("Choose a coming meeting of the same forum."))
    lay_out(actor, to)
    guests = list(Invitation.objects.filter(matter=matter, ended_at__isnull=True).order_by("pk"))
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.MOVED)
    moved = Matter.objects.create(
        owner_audience_id=matter.owner_audience_id, meeting=to, position=last_position(to) + 1, kind=matter.kind,
        title=matter.title, text=matter.text, minutes_planned=matter.minutes_planned, presenter=matter.presenter,
        proposed_by_id=matter.proposed_by_id, proposed_by_unit_id=matter.proposed_by_unit_id,
        collected_from=matter.collected_from, from_matter=matter.pk, from_passage_id=matter.from_passage_id,
    )  # fmt: skip
    Invitation.objects.filter(pk__in=[one.pk for one in guests]).update(ended_at=actor.at)
    invite_again(actor, invitations=guests, matter=moved)
    record("matter.put_off", matter, to=to.pk)
    return moved


def count_waiting(meeting: Meeting) -> int:
    """How many items somebody has put on the agenda and nobody has taken: they would be lost with a meeting that is cancelled."""
    proposed = Matter.objects.filter(meeting=meeting, state=MatterState.WAITING, proposed_by__isnull=False)
    return int(proposed.count())


def put_all_off(actor: Actor, from_meeting: Meeting, to_meeting: Meeting) -> None:
    """What somebody has put on the agenda of a meeting that is cancelled goes to a later one."""
    waits = Matter.objects.filter(meeting=from_meeting, state=MatterState.WAITING, proposed_by__isnull=False)
    for matter in waits.select_related("meeting__forum__body").order_by("position", "pk"):
        put_off(actor, matter=matter, to=to_meeting)


def _check_writer(actor: Actor, meeting: Meeting) -> None:
    sheet = Sheet.objects.filter(meeting=meeting, owner_audience_id=meeting.forum.audience_id).order_by("pk").first()
    policies.check_may_write(actor, meeting, sheet, staff_of(actor))


__all__ = [
    "Agreed",
    "begin",
    "count_waiting",
    "follow_up",
    "note",
    "note_attendance",
    "put_all_off",
    "put_off",
    "resolve",
    "take_back",
    "write",
]
