"""What a colleague holds is known by the floors above. They say here which functions count it, and which ones see to it that
somebody acts when a colleague leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from samspil.access import cabinet
from samspil.organisations.models import Forum, Post, Staff, Unit


@dataclass(frozen=True)
class Keeper:
    """One floor that keeps what colleagues hold: `held` counts it by kind (colleague, unit or none), `left` is called when
    somebody has left (colleague), `planned` when a last day is set or taken back (post), `ended` when a post has
    ended in this instant and `given` when there is a new one (post), `came` when somebody has come,
    `unstaffed` answers the units in which something lies and nobody is, with who acts so long, `urgent` those of them in which nobody
    acts and something cannot wait, `acts` who would act in a unit for somebody (colleague, unit), `entrusted` who
    acts for what was asked of them as persons, and for how much of it (colleague, unit or none), `table` the
    meetings in progress whose minutes they keep, with how many others there can (colleague, forum), and `without` the units in which
    something lies and nobody acts without a colleague. Empty: it has no such function.
    """

    held: str
    words: Mapping[str, str | Promise]
    own: Mapping[str, str | Promise] = field(default_factory=dict)  # what is said otherwise to the colleague themselves
    left: str = ""
    planned: str = ""
    came: str = ""
    unstaffed: str = ""
    acts: str = ""
    without: str = ""
    ended: str = ""
    given: str = ""
    urgent: str = ""
    entrusted: str = ""
    table: str = ""


_keepers: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Add a floor; the same again replaces it, so that `ready()` may run twice."""
    _keepers[keeper.held or keeper.left] = keeper


def held_by(staff: Staff, unit: Unit | None = None, *, own: bool = False) -> list[tuple[str, int]]:
    """How much a colleague holds (in a unit), by kind and in words, `own`: as it is said to themselves. Numbers only: who asks reads no
    case. Raises Refused.
    """
    lines = []
    for keeper in _keepers.values():
        if not keeper.held:
            continue
        counted = dict(cabinet.call(keeper.held, [staff.pk, unit.pk if unit else None]))
        words = {**keeper.words, **keeper.own} if own else keeper.words
        lines += [(str(word), int(counted[kind])) for kind, word in words.items() if counted.get(kind)]
    return lines


def left(staff: Staff) -> None:
    """The colleague has left a post or the place: whoever acts now is told, and what only this colleague could answer ends."""
    _each("left", staff.pk)


def planned(post: Post) -> None:
    """A last day is set, changed or taken back: the colleague is told, and whoever acts from then on."""
    _each("planned", post.pk)


def ended(post: Post) -> None:
    """A post has ended in this instant: the colleague is told, and whoever leads the unit or acts there."""
    _each("ended", post.pk)


def given(post: Post) -> None:
    """A colleague has a new post, and is told."""
    _each("given", post.pk)


def came() -> None:
    """Somebody has come to a unit: whoever acted there from above acts no more."""
    _each("came")


@dataclass(frozen=True)
class Unstaffed:
    """A unit in which something lies and nobody who works there is here; `acting`: who acts so long. `is_urgent`: nobody does, and
    something there cannot wait.
    """

    unit: Unit
    acting: Staff | None
    is_urgent: bool = False


def unstaffed() -> list[Unstaffed]:
    """Units of the administrator's place in which something lies and nobody who works there is here, with who acts so long."""
    rows = [row for keeper in _keepers.values() if keeper.unstaffed for row in cabinet.call(keeper.unstaffed, [])]
    units = Unit.objects.in_bulk([unit for unit, _acting in rows])
    staff = Staff.objects.in_bulk([acting for _unit, acting in rows if acting])
    urgent = _cannot_wait() if any(acting is None for _unit, acting in rows) else set()
    found = [Unstaffed(units[unit], staff.get(acting), unit in urgent) for unit, acting in rows]
    return sorted(found, key=lambda one: not one.is_urgent)


def _cannot_wait() -> set[int]:
    rows = [row for keeper in _keepers.values() if keeper.urgent for row in cabinet.call(keeper.urgent, [])]
    return {unit for (unit,) in rows}


def left_without(staff: Staff) -> list[Unit]:
    """The units in which something lies and in which nobody acts any more once this colleague is not there."""
    rows = [row for keeper in _keepers.values() if keeper.without for row in cabinet.call(keeper.without, [staff.pk])]
    return list(Unit.objects.filter(pk__in=[unit for (unit,) in rows]).order_by("name", "pk")) if rows else []


def who_would_act(staff: Staff, unit: Unit) -> Staff | None:
    """Who acts in a unit when this colleague is not there; None: nobody, and somebody must be put in."""
    for keeper in _keepers.values():
        if keeper.acts:
            ((acting,),) = cabinet.call(keeper.acts, [staff.pk, unit.pk])
            return Staff.objects.filter(pk=acting).first() if acting else None
    return None


def keeps_now(staff: Staff, forum: Forum) -> list[int]:
    """For each meeting of a forum that is in progress and whose minutes a colleague keeps: how many others there can go on."""
    rows = [row for k in _keepers.values() if k.table for row in cabinet.call(k.table, [staff.pk, forum.pk])]
    return [int(others) for _meeting, others in rows]


def seat_left(staff: Staff) -> None:
    """A seat has ended in this instant: those at a meeting in progress are told."""
    for keeper in _keepers.values():
        if keeper.table:
            cabinet.call(keeper.left, [staff.pk])


def entrusted(staff: Staff, unit: Unit | None = None) -> list[tuple[Staff | None, int]]:
    """Who acts for what was asked of a colleague as a person (a child's choice), and for how much of it, when the colleague has no post
    any more; without a unit, wherever. Nobody: an administrator must put somebody in. Raises Refused.
    """
    rows = [
        (acting, int(number))
        for keeper in _keepers.values()
        if keeper.entrusted
        for acting, number in cabinet.call(keeper.entrusted, [staff.pk, unit.pk if unit else None])
    ]
    people = Staff.objects.in_bulk([acting for acting, _number in rows if acting]) if rows else {}
    return [(people.get(acting), number) for acting, number in rows]


def _each(what: str, *arguments: object) -> None:
    for keeper in _keepers.values():
        if statement := getattr(keeper, what):
            cabinet.call(statement, arguments)
