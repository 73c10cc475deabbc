"""What the pages of a meeting that names nobody show. The same few statements however many items there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.lib.refusals import NotVisible
from samspil.meetings import queries as meetings
from samspil.meetings.matters import policies
from samspil.meetings.matters.front import Front, front_of
from samspil.meetings.matters.history import Earlier as Changed
from samspil.meetings.matters.history import earlier_minutes
from samspil.meetings.matters.models import (
    Invitation,
    InvitedKind,
    Matter,
    MatterState,
    Resolution,
    ResolutionKind,
    ResolutionState,
    Sheet,
)
from samspil.meetings.models import Attendance, Meeting, MeetingState
from samspil.organisations.models import Forum, Staff, Unit
from samspil.organisations.profile import AgendaSource
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.queries import SeatThatDay, profile_of, seats_on, staff_named

SEATED = RawSQL("organisations_forum.audience_id = ANY ((SELECT access.keys())::bigint[])", [], BooleanField())


# --- one row ----------------------------------------------------------------------------------------------------------
def get_meeting(meeting_id: int) -> Meeting:
    """A meeting at which the actor holds a seat, of a forum that names nobody. Raises NotVisible."""
    found = Meeting.objects.select_related("forum__body").filter(SEATED, forum__named_persons=False)
    try:
        return found.get(pk=meeting_id)
    except Meeting.DoesNotExist:
        raise NotVisible from None


def get_matter(matter_id: int) -> Matter:
    """An item that the actor reads, as one with a seat or as one invited to it. Raises NotVisible."""
    try:
        return Matter.objects.select_related("meeting__forum__body").get(pk=matter_id)
    except Matter.DoesNotExist:
        raise NotVisible from None


def get_own_matter(matter_id: int) -> Matter:
    """An item of a forum in which the actor holds a seat. Raises NotVisible, for its guests too."""
    matter = get_matter(matter_id)
    get_meeting(matter.meeting_id)
    return matter


def get_resolution(resolution_id: int) -> Resolution:
    """Something that was agreed, which the actor reads. Raises NotVisible."""
    try:
        return Resolution.objects.select_related("meeting__forum__body", "matter").get(pk=resolution_id)
    except Resolution.DoesNotExist:
        raise NotVisible from None


def get_invitation(invitation_id: int) -> Invitation:
    """An invitation that the actor reads. Raises NotVisible."""
    try:
        return Invitation.objects.select_related("matter__meeting__forum__body").get(pk=invitation_id)
    except Invitation.DoesNotExist:
        raise NotVisible from None


def sheet_of(meeting: Meeting) -> Sheet | None:
    """The front of the agenda; None until somebody has written the first word of it."""
    return Sheet.objects.filter(meeting=meeting, owner_audience_id=meeting.forum.audience_id).order_by("pk").first()


# --- the agenda -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Guest:
    """Somebody invited to one item."""

    invitation: Invitation
    name: str

    @property
    def is_citizen(self) -> bool:
        return self.invitation.kind == InvitedKind.CITIZEN


@dataclass(frozen=True)
class Line:
    """One item with what hangs on it. Laid out from the terms and not written yet, it has no row."""

    number: int
    title: str
    minutes: int | None
    matter: Matter | None = None
    unit: str = ""
    guests: tuple[Guest, ...] = ()
    resolutions: tuple[ResolutionLine, ...] = ()
    before: tuple[Changed, ...] = ()
    is_mine: bool = False
    may_up: bool = False
    may_down: bool = False


@dataclass(frozen=True)
class ResolutionLine:
    """What was agreed, and who does it."""

    resolution: Resolution
    who: str
    meeting: Meeting | None = None
    is_late: bool = False


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with its agenda and, later, its minutes."""

    meeting: Meeting
    sheet: Sheet | None
    profile: ForumProfile
    lines: list[Line]
    gone: list[Line]
    open_agreements: list[ResolutionLine]
    seats: list[SeatThatDay]
    front: Sheet | Front
    organiser: str
    chair: str
    minute_taker: str
    leads: bool
    writes: bool
    attendance: list[tuple[Attendance, Staff | None]] = field(default_factory=list)

    @property
    def sends(self) -> bool:
        """Whether the reader sends on what was agreed: who leads, from a forum; a meeting without one sends nothing."""
        return self.leads and self.meeting.forum.type != Forum.AD_HOC

    @property
    def is_before(self) -> bool:
        return self.meeting.state in policies.BEFORE

    @property
    def is_written(self) -> bool:
        return self.meeting.state in policies.WRITTEN

    @property
    def minutes_planned(self) -> int:
        return sum(line.minutes or 0 for line in self.lines)

    @property
    def minutes_there_are(self) -> int:
        return int((self.meeting.ends_at - self.meeting.starts_at).total_seconds() // 60)

    @property
    def is_too_long(self) -> bool:
        return self.minutes_planned > self.minutes_there_are

    @property
    def has_resolutions(self) -> bool:
        return any(line.resolutions for line in self.lines)

    @property
    def present(self) -> list[tuple[Attendance, Staff | None]]:
        return [pair for pair in self.attendance if pair[0].state != "absent"]

    @property
    def absent(self) -> list[tuple[Attendance, Staff | None]]:
        return [pair for pair in self.attendance if pair[0].state == "absent"]


def day_of_table(meeting: Meeting, today: date, *, begins: bool = False) -> date:
    """On which day those sit together who sit there: the meeting's, or an earlier one on which it is begun, or was."""
    day = timezone.localdate(meeting.starts_at)
    return min(day, today) if begins or meeting.state not in policies.BEFORE else day


def meeting_page(actor: Actor, meeting: Meeting, staff: Staff, *, begins: bool = False) -> MeetingPage:
    """The meeting as somebody with a seat sees it; `begins`: as it is begun in this instant. A constant number of statements."""
    today, day = timezone.localdate(actor.at), timezone.localdate(meeting.starts_at)
    sheet, profile = sheet_of(meeting), profile_of(meeting.forum, day)
    matters = list(Matter.objects.filter(meeting=meeting).order_by("position", "pk"))
    guests = list(Invitation.objects.filter(matter__in=[m.pk for m in matters], ended_at__isnull=True).order_by("pk"))
    made = list(Resolution.objects.filter(meeting=meeting).exclude(state=ResolutionState.UNDONE).order_by("pk"))
    older = list(_open_agreements(meeting))
    front = sheet or front_of(meeting, profile)
    names = Names.of(front, matters, guests, [*made, *older], meeting)
    table = day_of_table(meeting, today, begins=begins)
    seats = [seat for seat in seats_on(meeting.forum, table) if seat.is_standing]
    here = {one.staff_id for seat in seats for one in seat.holders}
    attendance = meetings.attendance_of(meeting) if meeting.state not in policies.BEFORE else []
    return MeetingPage(
        meeting=meeting,
        sheet=sheet,
        profile=profile,
        lines=_lines(matters, guests, made, names, staff, today)
        if sheet
        else _laid_out(profile, matters, names, staff),
        gone=[
            Line(0, matter.title, matter.minutes_planned, matter, names.units.get(matter.proposed_by_unit_id or 0, ""))
            for matter in matters
            if matter.state in {MatterState.MOVED, MatterState.WITHDRAWN}
        ],
        open_agreements=[_resolution(one, names, today, one.meeting) for one in older],
        seats=seats,
        front=front,
        organiser=names.units.get(front.organiser_id or 0, ""),
        chair=names.now(front.chair_id, meeting.opened_by_id, here),
        minute_taker=names.now(front.minute_taker_id, meeting.minute_taker_id, here),
        leads=policies.leads(meeting),
        writes=policies.may_write(meeting, sheet, staff),
        attendance=attendance,
    )


@dataclass(frozen=True)
class Names:
    """Names of colleagues and units by id, read once for a page."""

    staff: dict[int, str]
    units: dict[int, str]

    @staticmethod
    def of(
        front: Sheet | Front | None,
        matters: Sequence[Matter] = (),
        guests: Sequence[Invitation] = (),
        resolutions: Sequence[Resolution] = (),
        meeting: Meeting | None = None,
    ) -> Names:
        staff = {one.staff_id for one in guests} | {one.responsible_id for one in resolutions}
        units = {one.unit_id for one in guests} | {one.unit_id for one in resolutions}
        units |= {one.proposed_by_unit_id for one in matters}
        if meeting:
            staff |= {meeting.opened_by_id, meeting.minute_taker_id}
        if front:
            staff |= {front.chair_id, front.minute_taker_id}
            units |= {front.organiser_id}
        return Names(
            staff_named(_known(staff)), dict(Unit.objects.filter(pk__in=_known(units)).values_list("pk", "name"))
        )

    def now(self, chosen: int | None, since: int | None, here: Collection[int]) -> str:
        """Who was chosen for it; where they hold no seat any more, who has taken it over, or that they have left."""
        if not chosen or chosen in here:
            return self.staff.get(chosen or 0, "")
        if since and since in here:
            return self.staff.get(since, "")
        return _("%(name)s, who has no seat here any more") % {"name": self.staff.get(chosen, "")}

    def who(self, resolution: Resolution) -> str:
        parts = (self.staff.get(resolution.responsible_id or 0), self.units.get(resolution.unit_id or 0))
        return ", ".join(part for part in parts if part)

    def guest(self, invitation: Invitation) -> str:
        known = self.staff.get(invitation.staff_id or 0) or self.units.get(invitation.unit_id or 0)
        return known or invitation.name or str(InvitedKind.CITIZEN.label)


def _known(ids: Iterable[int | None]) -> list[int]:
    return sorted(one for one in ids if one)


def _lines(
    matters: Sequence[Matter],
    guests: Sequence[Invitation],
    made: Sequence[Resolution],
    names: Names,
    staff: Staff,
    today: date,
) -> list[Line]:
    changed = earlier_minutes(matters)
    of_matter: dict[int, list[Resolution]] = defaultdict(list)
    for one in made:
        of_matter[one.matter_id].append(one)
    invited: dict[int, list[Guest]] = defaultdict(list)
    for guest in guests:
        invited[guest.matter_id].append(Guest(guest, names.guest(guest)))
    there = [one for one in matters if one.state not in {MatterState.MOVED, MatterState.WITHDRAWN}]
    return [
        Line(
            number=number,
            title=matter.title,
            minutes=matter.minutes_planned,
            matter=matter,
            unit=names.units.get(matter.proposed_by_unit_id or 0, ""),
            guests=tuple(invited[matter.pk]),
            resolutions=tuple(_resolution(one, names, today) for one in of_matter[matter.pk]),
            before=changed.get(matter.pk, ()),
            is_mine=matter.proposed_by_id == staff.pk,
            may_up=number > 1,
            may_down=number < len(there),
        )
        for number, matter in enumerate(there, 1)
    ]


def _laid_out(profile: ForumProfile, matters: Sequence[Matter], names: Names, staff: Staff) -> list[Line]:
    """The agenda as the terms lay it out, before anybody has written in it."""
    written = [(matter.title, matter.minutes_planned, matter) for matter in matters]
    headings = [one for one in profile.terms[0].agenda if one.holds == AgendaSource.STANDING]
    stated = [(one.title, one.minutes, None) for one in headings]
    return [Line(number, *line) for number, line in enumerate([*written, *stated], 1)]


def _resolution(one: Resolution, names: Names, today: date, meeting: Meeting | None = None) -> ResolutionLine:
    late = bool(one.due_on and one.due_on < today and one.state == ResolutionState.STANDING)
    return ResolutionLine(one, names.who(one), meeting, late)


def _open_agreements(meeting: Meeting) -> Iterable[Resolution]:
    """What the forum agreed earlier and nobody has said is done, the oldest first."""
    found = Resolution.objects.filter(
        owner_audience_id=meeting.forum.audience_id,
        kind=ResolutionKind.AGREEMENT,
        state=ResolutionState.STANDING,
        meeting__starts_at__lt=meeting.starts_at,
    )
    return found.exclude(meeting=meeting).select_related("meeting").order_by("due_on", "pk")


# --- one item, as its guests see it -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class MatterPage:
    """One item with when and where; nothing else of the meeting."""

    matter: Matter
    unit: str
    is_seated: bool
    leads: bool
    is_mine: bool
    guests: tuple[Guest, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Earlier:
    """The same item at an earlier meeting, from which it was put off."""

    day: date
    text: str


def matter_page(matter: Matter, staff: Staff | None, *, seated: bool) -> MatterPage:
    """An item; to those with a seat with who is invited and what was said before."""
    guests = list(Invitation.objects.filter(matter=matter, ended_at__isnull=True).order_by("pk")) if seated else []
    names = Names.of(None, [matter], guests)
    return MatterPage(
        matter=matter,
        unit=names.units.get(matter.proposed_by_unit_id or 0, ""),
        is_seated=seated,
        leads=seated and policies.leads(matter.meeting),
        is_mine=staff is not None and matter.proposed_by_id == staff.pk,
        guests=tuple(Guest(one, names.guest(one)) for one in guests),
        earlier=tuple(_earlier(matter)) if seated else (),
    )


def _earlier(matter: Matter) -> Iterable[Earlier]:
    came_from = matter.from_matter
    while came_from is not None:  # one step a meeting it was put off; in practice one or two
        before = Matter.objects.select_related("meeting").filter(pk=came_from).first()
        if before is None:
            return
        if before.minutes_text:
            yield Earlier(timezone.localdate(before.meeting.starts_at), before.minutes_text)
        came_from = before.from_matter


def is_seated(forum: Forum) -> bool:
    """Whether the actor holds a seat of the forum."""
    return Forum.every.filter(SEATED, pk=forum.pk).exists()


def invited_to(staff: Staff, now: date) -> list[Matter]:
    """The items to which a colleague is invited, as one of no seat: those of coming meetings, soonest first."""
    found = Matter.objects.filter(
        ~SEATED_ELSEWHERE, state=MatterState.WAITING, meeting__starts_at__date__gte=now
    ).exclude(meeting__state__in=[MeetingState.HELD, MeetingState.APPROVED, MeetingState.CANCELLED])
    return list(found.select_related("meeting__forum").order_by("meeting__starts_at", "position")[:20])


SEATED_ELSEWHERE = RawSQL(
    "matters_matter.owner_audience = ANY ((SELECT access.keys())::bigint[])", [], output_field=BooleanField()
)
