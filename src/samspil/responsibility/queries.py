"""Who is here, who acts for somebody who is not, and where each party of a handover stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from samspil.access import cabinet
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit, UnitType
from samspil.organisations.queries.concern_doors import answering
from samspil.organisations.states import SSP_LEADER
from samspil.responsibility.models import Absence, Said
from samspil.responsibility.states import CHILD, PARENTS

ANSWERED = "answered"  # where a party stands, for who does not read what it has said
SETTLED_AHEAD = timedelta(days=92)  # as `responsibility.last_day`


@dataclass(frozen=True)
class Presence:
    """Who is away at an instant, in which order a door is answered, or a unit's matters are, and who acts from above where nobody
    of them is here. The same rule as in SQL (`responsibility.acts_in`, `acts_at`); a test compares the two.
    """

    at: datetime
    absences: dict[int, Absence]
    without_post: frozenset[int]
    order: dict[int, list[tuple[int, Post]]]
    above: dict[int, Staff]
    left_on: Mapping[int, date]  # when those without a post stopped

    def is_here(self, staff: Staff, door_id: int | None = None) -> bool:
        """At work: not away, not ended, in a post; and among those who answer this door, or work in this unit."""
        return staff.pk not in self.absences and not self.has_left(staff, door_id)

    def has_left(self, staff: Staff, door_id: int | None = None) -> bool:
        """Ended, without a post, or no more among those who answer this door, or work in this unit. Who is away comes back."""
        ended = staff.ended_at is not None and staff.ended_at <= self.at
        return ended or staff.pk in self.without_post or (door_id is not None and not self._answers(staff, door_id))

    def first_at(self, door_id: int, *, but: int = 0) -> Post | None:
        """The first of those who answer the door and are here; where nobody is, the leader of the unit behind, else the
        first in the order.
        """
        others = self._others(door_id, but)
        return (
            self._first_here(others) or next((post for post in others if post.leads), None) or next(iter(others), None)
        )

    def acting_for(self, staff: Staff, door_id: int, *, anywhere: bool = False) -> Staff | None:
        """Who acts for somebody who is not here: the deputy that was named, else the next at the door; where nobody of them is
        here, who acts from above. None: who has it is here, or somebody must be put in. `anywhere`: they need not answer the
        door (the adult whom a child chose).
        """
        return None if self.is_here(staff, None if anywhere else door_id) else self.next_after(staff, door_id)

    def next_after(self, staff: Staff, door_id: int) -> Staff | None:
        """Who acts for somebody when they are not here. Who has come since they left acts last (`responsibility.left_on`)."""
        absence = self.absences.get(staff.pk)
        left = self.left_on.get(staff.pk, date.max)
        others = sorted(self._others(door_id, staff.pk), key=lambda post: (post.valid_from or date.min) > left)
        deputies = [post for post in others if absence is not None and post.staff_id == absence.deputy_id]
        post = self._first_here([*deputies, *others])
        if post is None and door_id in self.above:
            return self.above[door_id]
        post = post or self.first_at(door_id, but=staff.pk)
        return post.staff if post else None

    def unit_at(self, staff: Staff, door_id: int) -> Unit | None:
        """For which unit somebody answers this door; None for who acts from above."""
        return next((post.unit for _place, post in self.order.get(door_id, []) if post.staff_id == staff.pk), None)

    def _answers(self, staff: Staff, door_id: int) -> bool:
        return any(post.staff_id == staff.pk for _place, post in self.order.get(door_id, []))

    def _others(self, door_id: int, but: int) -> list[Post]:
        return [post for _place, post in self.order.get(door_id, []) if post.staff_id != but]

    def _first_here(self, posts: Iterable[Post]) -> Post | None:
        return next((post for post in posts if self.is_here(post.staff)), None)


def presence(doors: Iterable[ConcernDoor], staff: Iterable[int], at: datetime) -> Presence:
    """Who is here at that instant, of these colleagues and those who answer these doors. Three statements, one more where
    somebody of them has left; three more where at one of the doors nobody is.
    """
    doors = list(doors)
    return _presence(answering(doors, timezone.localdate(at)), staff, at, {door.pk: door.unit_id for door in doors})


def presence_in(units: Iterable[int], staff: Iterable[int], at: datetime) -> Presence:
    """The same for units: the leader first, then the others, the longest there first."""
    order: dict[int, list[tuple[int, Post]]] = {unit: [] for unit in units}
    posts = Post.objects.filter(unit_id__in=order, staff__ended_at__isnull=True).on(timezone.localdate(at))
    for post in posts.select_related("staff", "unit").order_by("-leads", F("valid_from").asc(nulls_first=True), "pk"):
        order[post.unit_id].append((0 if post.leads else 1, post))
    return _presence(order, staff, at, {unit: unit for unit in order})


def _presence(
    order: dict[int, list[tuple[int, Post]]], staff: Iterable[int], at: datetime, behind: Mapping[int, int]
) -> Presence:
    """`behind` names the unit behind each door."""
    day = timezone.localdate(at)
    ids = {*staff, *(post.staff_id for posts in order.values() for _place, post in posts)}
    posted = set(Post.objects.filter(staff_id__in=ids).on(day).values_list("staff_id", flat=True))
    here = Presence(at, _absences(ids, at), frozenset(ids - posted), order, {}, _left_on(ids - posted, day))
    empty = {door: unit for door, unit in behind.items() if here._first_here(here._others(door, 0)) is None}
    return replace(here, above=_above(empty, at)) if empty else here


def _left_on(staff: Iterable[int], day: date) -> dict[int, date]:
    """On which day those without a post stopped. One statement, none for nobody."""
    ids, found = list(staff), dict[int, date]()
    ended = Post.objects.filter(staff_id__in=ids, valid_to__lt=day).values_list("staff_id", "valid_to") if ids else ()
    for pk, last in ended:
        found[pk] = max(found.get(pk, date.min), last or date.min)
    return found


def first_units(staff: Iterable[int], at: datetime) -> dict[int, Unit]:
    """The unit for which each of these colleagues speaks: that of the post that leads, else of the oldest. One statement."""
    posts = Post.objects.filter(staff_id__in=set(staff)).on(timezone.localdate(at)).select_related("unit")
    found: dict[int, Unit] = {}
    for post in posts.order_by("-leads", F("valid_from").asc(nulls_first=True), "pk"):
        found.setdefault(post.staff_id, post.unit)
    return found


def who_left(staff: Iterable[int], at: datetime) -> set[int]:
    """Who of these colleagues has left: ended, or without a post (`responsibility.has_left`). One statement."""
    ids = set(staff)
    here = Post.objects.filter(staff_id__in=ids).on(timezone.localdate(at))
    return ids - set(here.exclude(staff__ended_at__lte=at).values_list("staff_id", flat=True))


def _absences(staff: Iterable[int], at: datetime) -> dict[int, Absence]:
    away = Absence.objects.filter(staff_id__in=list(staff), away__contains=at).order_by("pk")
    return {each.staff_id: each for each in away}


def _above(behind: Mapping[int, int], at: datetime) -> dict[int, Staff]:
    """Who acts from above for each of these doors: whoever leads the nearest unit above, else who leads the cooperation in the
    municipality. Never for a unit that is no authority. Three statements.
    """
    bodies = Unit.objects.filter(pk__in=set(behind.values())).values("body_id")
    units = Unit.objects.filter(body_id__in=bodies).in_bulk()
    posts = (
        Post.objects.filter(unit_id__in=units, staff__ended_at__isnull=True)
        .filter(Q(leads=True) | Q(role__type=SSP_LEADER))
        .on(timezone.localdate(at))
        .select_related("staff", "role")
        .order_by(F("valid_from").asc(nulls_first=True), "pk")
    )
    away = _absences({post.staff_id for post in posts}, at)
    here = [post for post in posts if post.staff_id not in away]
    found: dict[int, Staff] = {}
    for door, unit_id in behind.items():
        unit = units[unit_id]
        if unit.type != UnitType.AUTHORITY:
            continue
        leaders = [post for higher in _line(unit, units) for post in here if post.unit_id == higher and post.leads]
        leading = [
            post for post in here if post.role.type == SSP_LEADER and units[post.unit_id].body_id == unit.body_id
        ]
        if first := next(iter([*leaders, *leading]), None):
            found[door] = first.staff
    return found


def _line(unit: Unit, units: Mapping[int, Unit]) -> list[int]:
    """The units of its own body above a unit, the nearest first."""
    line: list[int] = []
    parent = units.get(unit.parent_id or 0)
    while parent is not None and parent.pk not in line:
        if parent.body_id == unit.body_id:
            line.append(parent.pk)
        parent = units.get(parent.parent_id or 0)
    return line


def last_days(unit_id: int, at: datetime) -> dict[int, date]:
    """Who stops in a unit, and on which day, where that is settled and at most three months ahead. One statement."""
    today = timezone.localdate(at)
    days: dict[int, date] = {}
    for staff_id, until in (
        Post.objects.filter(unit_id=unit_id, staff__ended_at__isnull=True)
        .on_or_after(today)
        .values_list("staff_id", "valid_to")
    ):
        days[staff_id] = max(days.get(staff_id, date.min), until or date.max)
    return {staff_id: day for staff_id, day in days.items() if day <= today + SETTLED_AHEAD}


def stops_on(staff: Iterable[int], at: datetime) -> dict[int, date | None]:
    """Who of these colleagues will have no post any more, on which last day, where that is settled and at most three months ahead; None:
    they have left. Two statements.
    """
    ids, today = set(staff), timezone.localdate(at)
    found: dict[int, date | None] = dict.fromkeys(who_left(ids, at))
    last: dict[int, date] = {}
    for one, until in Post.objects.filter(staff_id__in=ids).on_or_after(today).values_list("staff_id", "valid_to"):
        last[one] = max(last.get(one, date.min), until or date.max)
    return found | {one: day for one, day in last.items() if one not in found and day <= today + SETTLED_AHEAD}


def acts_instead() -> list[tuple[int, int, int]]:
    """Of those who are away now and of whom the actor writes it: who is away, for whom (themselves, or a colleague for whom they acted when
    it began), and who acts for that one now. One statement.
    """
    rows = cabinet.read(
        "SELECT away, colleague, acting FROM responsibility.acts_instead() WHERE acting IS NOT NULL", []
    )
    return [(away, colleague, acting) for away, colleague, acting in rows]


@dataclass(frozen=True)
class SteppedIn:
    """A unit for which the actor has stepped in, and until when."""

    unit: Unit
    until: datetime


def stepped_in() -> list[SteppedIn]:
    """The units for which the actor has stepped in. Two statements, one where there is none."""
    until = dict(cabinet.read("SELECT unit, until FROM responsibility.my_units()", []))
    if not until:
        return []
    units = Unit.objects.select_related("body").filter(pk__in=until).order_by("name", "pk")
    return [SteppedIn(unit, until[unit.pk]) for unit in units]


@dataclass(frozen=True)
class Side:
    """One party of a handover, as the database says: where it stands, and whether the actor may answer or confirm."""

    party: str
    standing: str
    met: bool
    may_say: bool
    may_confirm: bool
    is_told: bool
    confirmers: tuple[int, ...] = ()  # who confirms what waits for it


def sides(statement: str, handover_id: int) -> list[Side]:
    """The parties of a handover; `statement` is the call of the domain's own function `sides`."""
    rows = cabinet.call(statement, [handover_id])
    return [
        Side(party, standing or "", met, may_say, may_confirm, is_told, tuple(confirmers))
        for party, standing, met, may_say, may_confirm, is_told, confirmers in rows
    ]


@dataclass(frozen=True)
class PartyLine:
    """One party of a handover with what was answered, each with the name of who wrote it down."""

    side: Side
    answers: tuple[tuple[Said, str], ...]
    waits_for: str = ""  # the names of those who confirm what waits for it

    @property
    def party(self) -> str:
        return self.side.party

    @property
    def standing(self) -> str:
        return self.side.standing

    @property
    def may_answer(self) -> bool:
        return self.side.may_say

    @property
    def may_confirm(self) -> bool:
        return self.side.may_confirm

    @property
    def is_written_by_giver(self) -> bool:
        """Child or parents are asked and have not answered yet, and it is not the actor who asks them."""
        return self.party in {CHILD, PARENTS} and not (self.standing or self.may_answer or self.side.is_told)


def party_lines(
    of: Iterable[Side], said: Iterable[Said], names: Mapping[int, str], *, hides: bool = False
) -> tuple[PartyLine, ...]:
    """The parties with their answers, in order. `hides`: for who is asked, until the handover is in effect, that child and parents
    have answered stands there, and not what; who confirms it reads it.
    """
    of = list(of)
    hidden = {CHILD, PARENTS} - {side.party for side in of if side.may_confirm} if hides else set()
    said = [one for one in said if one.party not in hidden]
    return tuple(
        PartyLine(
            replace(side, standing=ANSWERED) if side.party in hidden and side.standing else side,
            tuple((one, names.get(one.staff_id, "")) for one in said if one.party == side.party),
            "" if side.party in hidden else ", ".join(names[one] for one in side.confirmers if one in names),
        )
        for side in of
    )
