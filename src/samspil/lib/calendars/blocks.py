"""Ages on a day, the blocks of an agenda, and which meetings a block's seats take part in (BRO-60)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from samspil.lib.calendars.cadences import Occurrence


def age_on(birth_date: date, day: date) -> int:
    """Full years on a day. Somebody born on 29 February is a year older on 1 March of a common year."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def age_since_told(age: int, told_on: date, day: date) -> int:
    """What an age that was told becomes by `day`, in full years: at least that old, for no birthday is known."""
    return age + age_on(told_on, day)


@dataclass(frozen=True)
class Block:
    """A part of the agenda by age, both bounds included. `always`: its seats take part in every meeting."""

    code: str
    at_least: int | None = None
    at_most: int | None = None
    always: bool = True

    def includes(self, age: int) -> bool:
        """Whether somebody of this age belongs here."""
        return (self.at_least is None or self.at_least <= age) and (self.at_most is None or age <= self.at_most)


def block_of(birth_date: date, meeting_day: date, blocks: Iterable[Block]) -> Block | None:
    """The block of somebody by the age on the day of the meeting; None where the forum has none for that age."""
    age = age_on(birth_date, meeting_day)
    return next((block for block in blocks if block.includes(age)), None)


def next_suited(
    birth_date: date, meetings: Iterable[Occurrence], blocks: Sequence[Block], *, from_day: date
) -> Occurrence | None:
    """The first meeting on or after a day at which somebody can be taken: one with the seats that their age needs.

    The age counts on the day of each meeting, so a birthday between two meetings moves the matter by itself (BRO-60).
    None: no such meeting is planned.
    """
    for meeting in sorted(meetings):
        if meeting.day >= from_day:
            block = block_of(birth_date, meeting.day, blocks)
            if block is None or block.always or block.code in meeting.blocks:
                return meeting
    return None


@dataclass(frozen=True)
class SubCadence:
    """A rhythm inside a forum's own, by date: every so many days from `first` on, with a longest allowed gap."""

    block: str
    every_days: int
    at_most_days: int
    first: date

    def __post_init__(self) -> None:
        if not 1 <= self.every_days <= self.at_most_days:
            raise ValueError("the longest gap cannot be shorter than the rhythm")

    def target_after(self, day: date) -> date:
        """The first day of the rhythm later than `day`."""
        steps = max(0, (day - self.first).days // self.every_days + 1)
        return self.first + timedelta(days=steps * self.every_days)


def with_block(
    meetings: Iterable[Occurrence],
    sub: SubCadence,
    *,
    previous: date | None = None,
    held_until: date | None = None,
    until: date | None = None,
    by_hand: Mapping[date, bool] | None = None,
) -> list[Occurrence]:
    """The meetings in order, the block added to those at which its seats take part.

    A target of the rhythm is served by the meeting planned nearest to it, wherever that was moved. Where a moved or
    dropped meeting would leave a gap longer than allowed, another meeting inside the gap gets the block in its stead:
    the one that divides the gap most evenly, the later of two. The rhythm itself goes on by date, so later meetings
    stay as they were. A gap longer than allowed remains only where no meeting lies inside it (`long_gaps` tells).

    `previous` is the last meeting with the block before these. Meetings up to `held_until` keep the blocks they have.
    `until` is the day to which these are all there are, such as the end of the school year; left out, the last of them.
    `by_hand` are the days of which people have said whether the block takes part: so it is there, beside the rhythm.
    """
    said = by_hand or {}
    ordered = sorted(meetings, key=lambda meeting: (meeting.day, meeting.planned_for))
    if not ordered:
        return []
    held = [held_until is not None and meeting.day <= held_until for meeting in ordered]
    chosen = {i for i, meeting in enumerate(ordered) if held[i] and sub.block in meeting.blocks}
    free = [i for i in range(len(ordered)) if not held[i] and ordered[i].day not in said]
    chosen |= _serving(ordered, free, sub, chosen)
    chosen |= {i for i, meeting in enumerate(ordered) if not held[i] and said.get(meeting.day)}
    last_day = max(meeting.day for meeting in ordered)
    goes_on = sub.target_after(max(last_day, until or last_day))
    chosen |= _filling(ordered, free, sub, chosen, previous or _before(ordered[0].day, sub), goes_on)
    return [
        replace(meeting, blocks=_blocks(meeting.blocks, sub.block, takes_part=i in chosen))
        for i, meeting in enumerate(ordered)
    ]


def _blocks(blocks: tuple[str, ...], code: str, *, takes_part: bool) -> tuple[str, ...]:
    others = tuple(block for block in blocks if block != code)
    return (*others, code) if takes_part else others


def _serving(ordered: Sequence[Occurrence], free: Sequence[int], sub: SubCadence, held: set[int]) -> set[int]:
    """The meeting that serves each day of the rhythm: the nearest by its planned day, less than half a step away."""
    best: dict[date, tuple[int, int]] = {}
    done = {_target_of(ordered[i].planned_for, sub) for i in held}
    for i in free:
        target = _target_of(ordered[i].planned_for, sub)
        distance = abs((ordered[i].planned_for - target).days)
        if target >= sub.first and target not in done and 2 * distance < sub.every_days:
            best[target] = min(best.get(target, (distance, i)), (distance, i))
    return {i for _distance, i in best.values()}


def _target_of(day: date, sub: SubCadence) -> date:
    """The day of the rhythm nearest to `day`."""
    steps = (2 * (day - sub.first).days + sub.every_days) // (2 * sub.every_days)
    return sub.first + timedelta(days=steps * sub.every_days)


def _filling(
    ordered: Sequence[Occurrence],
    free: Sequence[int],
    sub: SubCadence,
    chosen: set[int],
    last: date | None,
    goes_on: date,
) -> set[int]:
    """Meetings that get the block because the gap around them would be too long.

    Behind the last meeting stands the day on which the rhythm goes on, so that what comes next begins without a gap.
    """
    added: set[int] = set()
    for end in (*sorted(ordered[i].day for i in chosen), goes_on):
        while last is not None and (end - last).days > sub.at_most_days:
            inside = [i for i in free if i not in chosen | added and last < ordered[i].day < end]
            if not inside:
                break
            pick = _most_even(ordered, inside, last, end, sub.at_most_days)
            added.add(pick)
            last = ordered[pick].day
        last = end
    return added


def _before(day: date, sub: SubCadence) -> date | None:
    """The day of the rhythm before the first meeting; None where the rhythm begins later."""
    target = sub.target_after(day) - timedelta(days=sub.every_days)
    if target == day:
        target -= timedelta(days=sub.every_days)
    return target if target >= sub.first else None


def _most_even(ordered: Sequence[Occurrence], inside: Sequence[int], last: date, end: date, at_most: int) -> int:
    within = [i for i in inside if (ordered[i].day - last).days <= at_most]
    if not within:
        return min(inside, key=lambda i: ordered[i].day)

    def longest_then_latest(i: int) -> tuple[int, int]:
        day = ordered[i].day
        return max((day - last).days, (end - day).days), -day.toordinal()

    return min(within, key=longest_then_latest)


def long_gaps(
    meetings: Iterable[Occurrence], sub: SubCadence, *, previous: date | None = None
) -> list[tuple[date, date]]:
    """Neighbouring meetings with the block that lie too far apart: a reason to call an extra meeting between them."""
    days = sorted({meeting.day for meeting in meetings if sub.block in meeting.blocks})
    if previous is not None:
        days = [previous, *days]
    return [(one, other) for one, other in pairwise(days) if (other - one).days > sub.at_most_days]
