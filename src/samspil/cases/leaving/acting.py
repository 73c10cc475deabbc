"""For whom the actor acts, where, and what it is: for one's own day, and for the page of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from samspil.access import cabinet
from samspil.cases.leaving.queries import LeftLine
from samspil.cases.leaving.things import things
from samspil.cases.queries.holders import choices_to_hear
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import told_apart

SHOWN = 10  # for each colleague, on the day of who acts


@dataclass(frozen=True)
class ActsFor:
    """What lies with one colleague who is away or has left, for whoever acts for them."""

    staff: Staff
    lines: Sequence[LeftLine]
    further: int = 0  # how many more there are than are shown


@dataclass(frozen=True)
class ActsIn:
    """A unit in which the actor acts for others, and for how many things. `is_inside`: they work there or have stepped in, and
    then `for_whom` says what it is.
    """

    unit: Unit
    things: int
    is_inside: bool
    for_whom: Sequence[ActsFor] = ()


@dataclass(frozen=True)
class StopsSoon:
    """A colleague who stops on a settled day with something still with them, for who shares it out before."""

    unit: Unit
    staff: Staff
    last_day: date
    things: int


@dataclass(frozen=True)
class LedBeside:
    """How much lies with one colleague, who is away, has left or stops, of a unit that the actor leads beside another; and who acts."""

    unit: Unit
    staff: Staff
    things: int
    leaves_on: date | None
    has_left: bool
    is_away: bool
    acting: Staff | None


def led_beside() -> list[LedBeside]:
    """What lies with colleagues of the units that the actor leads beside another. Four statements, one where there is nothing."""
    rows = cabinet.read("SELECT unit, staff, things, last_day, gone, away, acting FROM leaving.led_beside()", [])
    if not rows:
        return []
    units = Unit.objects.in_bulk({row[0] for row in rows})
    people = told_apart(Staff.objects.in_bulk({pk for row in rows for pk in (row[1], row[6]) if pk}))
    return [
        LedBeside(units[unit], people[staff], things, last_day, gone, away, people.get(acting))
        for unit, staff, things, last_day, gone, away, acting in rows
    ]


def acting_where() -> Sequence[ActsIn]:
    """Where the actor acts for others: the day of whoever stands in. One statement; a second where there is something."""
    rows = cabinet.read("SELECT unit, things, inside FROM leaving.acting_for()", [])
    units = Unit.objects.in_bulk([unit for unit, _things, _inside in rows]) if rows else {}
    return [ActsIn(units[unit], things, inside) for unit, things, inside in rows]


def acting_of_day(at: datetime) -> tuple[Sequence[ActsIn], Sequence[StopsSoon]]:
    """For whom the actor acts, with the things themselves; and who stops soon, with something that the actor shares out before. One
    statement where there is nothing; a constant number more else, however many there are.
    """
    rows = cabinet.read(
        "SELECT unit, things, inside, NULL::bigint, NULL::date FROM leaving.acting_for() UNION ALL"
        " SELECT unit, things, true, staff, last_day FROM leaving.stopping_soon()",
        [],
    )
    units = Unit.objects.in_bulk({row[0] for row in rows}) if rows else {}
    stopping = {staff for *_of_it, staff, _day in rows if staff is not None}
    people = Staff.objects.in_bulk(stopping) if stopping else {}
    where = [ActsIn(units[unit], things, inside) for unit, things, inside, staff, _day in rows if staff is None]
    soon = [
        StopsSoon(units[unit], people[staff], day, things) for unit, things, _in, staff, day in rows if staff in people
    ]
    return acting_for_whom(where, at), soon


def acting_for_whom(where: Sequence[ActsIn], at: datetime) -> Sequence[ActsIn]:
    """The same with the things themselves, the earliest deadline first, and of a case whose adult a child chose that the child is to be
    asked. A constant number of statements more where the actor reads some.
    """
    if not any(one.is_inside for one in where):
        return where
    rows = cabinet.read("SELECT unit, kind, about, staff FROM leaving.acting_inside()", [])
    people = told_apart(Staff.objects.in_bulk({staff for _unit, _kind, _about, staff in rows}))
    chosen = choices_to_hear((pk for _unit, kind, pk, _staff in rows if kind == "case"), at)
    found = things({kind: [pk for _unit, its, pk, _staff in rows if its == kind] for _u, kind, _a, _s in rows})
    lines: dict[int, dict[int, list[LeftLine]]] = {}
    for unit, kind, about, staff in rows:
        if (kind, about) in found:
            text, child, due_on, born = found[kind, about]
            line = LeftLine(
                kind, about, text, child, due_on, unit, people[staff], None, False, born=born,
                chosen=chosen.get(about, "") if kind == "case" else "",
            )  # fmt: skip
            lines.setdefault(unit, {}).setdefault(staff, []).append(line)
    return [replace(one, for_whom=_for_whom(lines.get(one.unit.pk, {}), people)) for one in where]


def _for_whom(lines: dict[int, list[LeftLine]], people: dict[int, Staff]) -> list[ActsFor]:
    ordered = {
        staff: sorted(own, key=lambda line: (line.due_on or date.max, line.kind, line.pk))
        for staff, own in lines.items()
    }
    return [ActsFor(people[staff], own[:SHOWN], max(0, len(own) - SHOWN)) for staff, own in ordered.items()]
