"""From a forum's terms and the municipality's days to the meetings of a school year. Compares; writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType

from django.utils import timezone

from samspil.lib.calendars import Calendar, Occurrence, SchoolYear, SubCadence, long_gaps, with_block
from samspil.meetings.models import Meeting, MeetingKind, MeetingState
from samspil.organisations.models import Forum
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.profile import Profile, calendar_of, meetings_of

# Where the terms name no hour: the hour at which people come to work.
BEGINS, LASTS_UNTIL, MIDNIGHT = time(9, 0), time(10, 0), time()
COUNTED = (MeetingKind.ORDINARY, MeetingKind.EXTRA)  # what is called now has no rhythm


@dataclass(frozen=True)
class Plan:
    """What the calendar gives and what is there: to be made, to be put on another day, no longer given."""

    new: list[Occurrence] = field(default_factory=list)
    other_time: list[tuple[Meeting, Occurrence]] = field(default_factory=list)
    gone: list[Meeting] = field(default_factory=list)


def profile_of_year(forum: Forum, year: SchoolYear) -> ForumProfile | None:
    """The forum with all its terms that touch the year, each for the days it was applied for; None without any."""
    rows = forum.terms.on_or_after(year.first_day).order_by("valid_from", "pk")
    stated = [(row, ForumProfile.model_validate(row.terms)) for row in rows if not _begins_after(row.valid_from, year)]
    if not stated:
        return None
    terms = tuple(
        profile.terms[0].model_copy(update={"valid_from": row.valid_from, "valid_to": row.valid_to})
        for row, profile in stated
    )
    return stated[-1][1].model_copy(update={"terms": terms, "valid_from": forum.valid_from, "valid_to": forum.valid_to})


def _begins_after(day: date | None, year: SchoolYear) -> bool:
    return day is not None and day > year.last_day


def days_of(profile: Profile, forum: Forum) -> Calendar:
    """The municipality's days, without the weeks in which the forum does not meet."""
    return calendar_of(profile.calendar, forum.key)


def compare(
    wanted: Sequence[Occurrence], there: Sequence[Meeting], changed_by_hand: set[int], *, from_day: date, today: date
) -> Plan:
    """What planning has to do. What people have moved, cancelled or begun is theirs and stays; so does the past."""
    by_plan = {meeting.planned_for: meeting for meeting in there if meeting.kind == MeetingKind.ORDINARY}
    plan = Plan()
    for occurrence in wanted:
        meeting = by_plan.pop(occurrence.planned_for, None)
        if meeting is None:
            if occurrence.day >= from_day:
                plan.new.append(occurrence)
        elif _is_untouched(meeting, changed_by_hand, today) and times_of(occurrence) != (
            meeting.starts_at,
            meeting.ends_at,
        ):
            plan.other_time.append((meeting, occurrence))
    plan.gone.extend(meeting for meeting in by_plan.values() if _is_untouched(meeting, changed_by_hand, today))
    return plan


def _is_untouched(meeting: Meeting, changed_by_hand: set[int], today: date) -> bool:
    return (
        meeting.state == MeetingState.PLANNED
        and meeting.minutes_audience_id is None
        and meeting.pk not in changed_by_hand
        and day_of(meeting) >= today
    )


def wanted_in(forum: Forum, profile: Profile, year: SchoolYear) -> list[Occurrence]:
    """The meetings that terms and days give for a school year. Raises UnknownSchoolYear (lib.calendars)."""
    stated = profile_of_year(forum, year)
    return meetings_of(stated, profile.calendar, year) if stated else []


def times_of(occurrence: Occurrence) -> tuple[datetime, datetime]:
    """Beginning and end of a meeting in the municipality's own time."""
    begins = occurrence.starts or BEGINS
    ends = occurrence.ends or (LASTS_UNTIL if begins < LASTS_UNTIL else time(23, 59))
    return at(occurrence.day, begins), at(occurrence.day, ends)


def at(day: date, clock: time) -> datetime:
    """An instant in the municipality's own time."""
    return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())


def day_of(meeting: Meeting) -> date:
    """The day on which a meeting is held."""
    return timezone.localtime(meeting.starts_at).date()


def occurrence_of(meeting: Meeting) -> Occurrence:
    """A meeting as the calendar engine counts it."""
    return Occurrence(day_of(meeting), meeting.planned_for or day_of(meeting), blocks=tuple(meeting.blocks))


@dataclass(frozen=True)
class Blocks:
    """Which meetings' blocks change, and where a gap stays too long."""

    changed: list[tuple[Meeting, list[str]]]
    gaps: list[tuple[str, date, date]]


def settle_blocks(
    meetings: Sequence[Meeting],
    subs: Sequence[SubCadence],
    *,
    today: date,
    with_agenda: bool = True,
    always: Collection[str] = (),
    by_hand: Mapping[str, Mapping[int, bool]] = MappingProxyType({}),
) -> Blocks:
    """Who takes part when, after meetings were moved, dropped or added (BRO-60).

    What has been, and every meeting whose agenda has been sent, keeps its blocks: people have been told. So does, unless
    `with_agenda`, what has anything on its agenda. The blocks `always` have no rhythm and come to all others. `by_hand`
    is, for each block, at which meetings people have said whether it takes part: that goes before every rhythm.
    """
    ordered = sorted(
        (m for m in meetings if m.state != MeetingState.CANCELLED and m.kind in COUNTED),
        key=lambda meeting: (day_of(meeting), meeting.planned_for or day_of(meeting)),
    )
    if not ordered:
        return Blocks([], [])
    stands = [_stands(meeting, today, with_agenda=with_agenda) for meeting in ordered]
    told = [day_of(meeting) for meeting, held in zip(ordered, stands, strict=True) if held]
    result = [occurrence_of(meeting) for meeting in ordered]
    until = SchoolYear.of(day_of(ordered[-1])).last_day
    gaps: list[tuple[str, date, date]] = []
    for sub in subs:
        said = by_hand.get(sub.block, {})
        days = {day_of(meeting): said[meeting.pk] for meeting in ordered if meeting.pk in said}
        result = with_block(result, sub, held_until=max(told, default=None), until=until, by_hand=days)
        gaps += [(sub.block, one, other) for one, other in long_gaps(result, sub) if other >= today]
    with_rhythm = {sub.block for sub in subs}
    for block in sorted({*always, *by_hand} - with_rhythm):
        said = by_hand.get(block, {})
        result = [
            occurrence if held else _with(occurrence, block, comes=said.get(meeting.pk, block in always))
            for meeting, held, occurrence in zip(ordered, stands, result, strict=True)
        ]
    changed = [
        (meeting, list(occurrence.blocks))
        for meeting, occurrence in zip(ordered, result, strict=True)
        if list(occurrence.blocks) != list(meeting.blocks)
    ]
    return Blocks(changed, gaps)


def _with(occurrence: Occurrence, block: str, *, comes: bool) -> Occurrence:
    others = tuple(one for one in occurrence.blocks if one != block)
    return replace(occurrence, blocks=(*others, block) if comes else others)


def _stands(meeting: Meeting, today: date, *, with_agenda: bool) -> bool:
    has_agenda = meeting.minutes_audience_id is not None
    return meeting.state != MeetingState.PLANNED or day_of(meeting) < today or (has_agenda and not with_agenda)


__all__ = [
    "COUNTED",
    "MIDNIGHT",
    "Blocks",
    "Occurrence",
    "Plan",
    "at",
    "compare",
    "day_of",
    "days_of",
    "settle_blocks",
    "times_of",
    "wanted_in",
]
