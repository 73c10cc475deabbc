"""What makes sense in a chooser, said once and independent of the product's queries: read from the open tables, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from samspil.organisations.models import ConcernDoor, Forum, Post, Seat, SeatHolder, Staff, Unit
from samspil.organisations.queries import kind_of_sector
from samspil.web.forms import FEW
from tests.pickers.reading import Chooser, Option

Named = Unit | Staff | Forum | ConcernDoor
NO_CHILDREN = {"politician", "administrator", "data_protection_officer"}
SERVING = {
    "prevention", "social", "school", "education", "leisure", "employment", "health", "psychiatry", "police", "probation",
}  # fmt: skip

# Where no child is told of: whoever works somewhere can be met with, invited, written to, given a post, or be away.
NAMELESS = ("matters:", "passages:", "administration:", "setup:", "calendar:", "concerns:absences")
# From whom something came: who sits at the table tells there, also where nobody would tell them.
GIVES = (("concerns:upload", "giver"),)
# A forum without names takes groups and places; its line says so.
SAID = "intet navngivet barn"
# Where people of several bodies sit together.
ACROSS_BODIES = ("matters:",)


@dataclass
class Place:
    """Everybody and everything of an installation that a chooser can name, and what of it makes sense for one colleague's page."""

    day: date
    units: list[Unit] = field(default_factory=list)
    staff: list[Staff] = field(default_factory=list)
    forums: list[Forum] = field(default_factory=list)
    doors: list[ConcernDoor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.units = list(Unit.objects.select_related("body").order_by("pk"))
        self.staff = list(Staff.objects.order_by("pk"))
        self.forums = list(Forum.objects.order_by("pk"))
        self.doors = list(ConcernDoor.objects.order_by("pk"))
        self.posts = list(Post.objects.select_related("role", "unit", "staff").order_by("pk"))
        self.now = [post for post in self.posts if _holds(post, self.day) and post.staff.ended_at is None]
        self.seats = [seat for seat in Seat.objects.select_related("forum").order_by("pk") if _holds(seat, self.day)]
        self.seated = {
            (one.seat.forum_id, one.staff_id)
            for one in SeatHolder.objects.select_related("seat").order_by("pk")
            if _holds(one, self.day)
        }
        self.known: dict[str, list[Named]] = {}
        for one in (*self.doors, *self.forums, *self.units, *self.staff):
            self.known.setdefault(one.name, []).append(one)

    def named_by(self, option: Option, body: int = 0) -> Named | None:
        """What an option offers: whatever its words begin with, the longest name that fits; of several of that name, the one whose
        number stands in the value, else the one of that body.
        """
        words = option.words
        found = [
            name for name in self.known if words == name or words.startswith((f"{name},", f"{name} (", f"{name}:"))
        ]
        if not found:
            return None
        numbers, alike = re.findall(r"\d+", option.value), self.known[max(found, key=len)]
        own = [one for one in alike if one.body_id == body]
        return next((one for one in alike if str(one.pk) in numbers), (own or alike)[0])

    # --- what makes sense -----------------------------------------------------------------------------------------
    def faults_of(self, one: Named, reader: Staff, page: str, name: str = "") -> Iterable[str]:
        """What speaks against offering this to that colleague in the chooser of that name on that page."""
        nameless, across = page.startswith(NAMELESS) or (page, name) in GIVES, page.startswith(ACROSS_BODIES)
        if one.body_id != reader.body_id and not across and not self._sits_with(one, reader):
            yield "belongs to another municipality"
        if not isinstance(one, Staff) and not _holds(one, self.day):
            yield "is no longer there"
        match one:
            case Staff():
                yield from self._of_staff(one, nameless=nameless)
            case Unit():
                yield from self._of_unit(
                    one, nameless=nameless, may_be_empty=page.startswith(("administration:", "setup:"))
                )

    def _of_staff(self, one: Staff, *, nameless: bool) -> Iterable[str]:
        posts = [post for post in self.now if post.staff_id == one.pk]
        if one.ended_at is not None:
            yield "has left"
        elif not posts:
            yield "holds no post today"
        elif not nameless and all(post.role.type in NO_CHILDREN for post in posts):
            yield "does not work with children"
        elif not nameless and not any(self._may_be_told(post.unit) for post in posts):
            yield "works where nobody may be told"

    def _of_unit(self, one: Unit, *, nameless: bool, may_be_empty: bool) -> Iterable[str]:
        there = [post for post in self.now if post.unit_id == one.pk]
        if not there and not may_be_empty:
            yield "has nobody there"
        if nameless:
            return
        if one.sector not in SERVING:
            yield "does not serve children"
        if not self._may_be_told(one):
            yield "may not be told"
        if there and all(post.role.type in NO_CHILDREN for post in there):
            yield "has nobody who works with children"

    @staticmethod
    def _may_be_told(unit: Unit) -> bool:
        if unit.type == "private" or unit.may_take_part is False:
            return False
        return unit.may_take_part is True or (unit.type == "authority" and unit.sector != "benefit_control")

    def _sits_with(self, one: Named, reader: Staff) -> bool:
        """Whether a colleague of another body holds a seat in one of the reader's forums."""
        own = {forum for forum, staff in self.seated if staff == reader.pk}
        if isinstance(one, Staff):
            return any((forum, one.pk) in self.seated for forum in own)
        return isinstance(one, Unit) and any(seat.forum_id in own and seat.unit_id == one.pk for seat in self.seats)

    # --- order ----------------------------------------------------------------------------------------------------
    def own(self, reader: Staff) -> set[int]:
        """The units in which a colleague works."""
        return {post.unit_id for post in self.now if post.staff_id == reader.pk}

    def usual(self, reader: Staff) -> set[int]:
        """The units that a colleague's own meet where named children are discussed, or that are in their district."""
        own = [post.unit for post in self.now if post.staff_id == reader.pk]
        keys, districts = {unit.pk for unit in own}, {unit.district_id for unit in own} - {None}
        forums = {seat.forum_id for seat in self.seats if seat.unit_id in keys and seat.forum.named_persons}
        met = {seat.unit_id for seat in self.seats if seat.forum_id in forums}
        return (met | {unit.pk for unit in self.units if unit.district_id in districts}) - keys


def _holds(row: object, day: date) -> bool:
    since, until = getattr(row, "valid_from", None), getattr(row, "valid_to", None)
    return (since is None or since <= day) and (until is None or until >= day)


# Choosers that may be empty, for they need not be chosen, and the page goes on without.
MAY_BE_EMPTY = {
    ("setup:add_seat", "role"),
    ("setup:add_seat", "follows"),
    ("setup:change_seat", "role"),
    ("setup:change_seat", "follows"),
}


def is_empty(chooser: Chooser, page: str) -> bool:
    """Whether a list offers nothing: the page has to say so instead of showing it."""
    return chooser.kind == "select" and not chooser.offered and (page, chooser.name) not in MAY_BE_EMPTY


def is_picker(chooser: Chooser, place: Place) -> bool:
    """Whether a chooser chooses a unit, a colleague, a forum or a door: all but a few of its lines name one."""
    named = [one for one in chooser.offered if place.named_by(one)]
    return bool(named) and len(named) * 2 >= len(chooser.offered)


def faults(chooser: Chooser, place: Place, reader: Staff, page: str) -> list[str]:
    """Everything that is wrong with one chooser; empty where it makes sense."""
    lines = [(option, one) for option in chooser.offered if (one := place.named_by(option, reader.body_id))]
    wrong = [
        f"{option.words} {fault}" for option, one in lines for fault in place.faults_of(one, reader, page, chooser.name)
    ]
    wrong += [
        f"{option.words} discusses nobody by name"
        for option, one in lines
        if isinstance(one, Forum)
        and not one.named_persons
        and not page.startswith(NAMELESS)
        and SAID not in option.words
    ]
    groups = {option.group for option, _one in lines}
    if len(lines) > FEW and groups == {""} and not set.intersection(*(_kinds(one, place) for _option, one in lines)):
        wrong.append(f"{len(lines)} lines stand under no names of groups")
    usual, own = place.usual(reader), place.own(reader)
    near = [one.pk in usual for _option, one in lines if isinstance(one, Unit) and one.pk not in own]
    if not page.startswith(NAMELESS) and near != sorted(near, reverse=True):
        wrong.append("a unit that one meets stands behind others")
    if chooser.kind == "select" and chooser.options and len(groups) > 1 and "" in groups:
        wrong.append("some lines stand in groups and others in none")
    return wrong


def _kinds(one: Named, place: Place) -> set[int]:
    """By what many can be told apart: units, and colleagues of several units, by what these work with; others by nothing."""
    if isinstance(one, Unit):
        return {kind_of_sector(one.sector)}
    if isinstance(one, Staff):
        return {kind_of_sector(post.unit.sector) for post in place.now if post.staff_id == one.pk} or {-1}
    return {-1}
