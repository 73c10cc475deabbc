"""What is left, as the page shows it: one pile for each colleague, and in it everything about one child together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspil.cases.leaving.queries import LeftLine
from samspil.organisations.models import Staff


@dataclass(frozen=True)
class Item:
    """One line of a pile. `is_picked`: it was ticked in the form that was sent."""

    line: LeftLine
    is_picked: bool
    acting_otherwise: Staff | None  # where not the same acts as for the pile


@dataclass(frozen=True)
class Group:
    """Everything about one child that lies with one colleague."""

    key: str
    title: str
    items: tuple[Item, ...]
    given_to: str  # who was chosen for all of it in the form that was sent

    @property
    def may_share(self) -> list[str]:
        """The keys of what may be passed on."""
        return [item.line.key for item in self.items if item.line.may_share]


@dataclass(frozen=True)
class Pile:
    """What lies with one colleague."""

    staff: Staff
    has_left: bool
    leaves_on: date | None
    acting: Staff | None
    groups: tuple[Group, ...]


def piles(lines: Iterable[LeftLine], sent: Mapping[str, str] | QueryDict | None = None) -> list[Pile]:
    """The lines, colleague by colleague and child by child, in the order in which they came."""
    picked = set(sent.getlist("what")) if isinstance(sent, QueryDict) else set()
    by_colleague: dict[int, list[LeftLine]] = {}
    for line in lines:
        by_colleague.setdefault(line.staff.pk, []).append(line)
    return [_pile(own, picked, sent or {}) for own in by_colleague.values()]


def _pile(lines: list[LeftLine], picked: Collection[str], sent: Mapping[str, str]) -> Pile:
    first = next((line for line in lines if line.has_left), lines[0])
    acting = next((line.acting for line in lines if line.acting), None)
    by_child: dict[str, list[LeftLine]] = {}
    for line in sorted(
        lines, key=lambda line: not line.child
    ):  # what is about no child that the reader sees comes last
        by_child.setdefault(f"{line.staff.pk}-{line.subject or ''}" if line.child else f"{line.staff.pk}-", []).append(
            line
        )
    groups = []
    for key, own in by_child.items():
        child = own[0].child
        items = tuple(Item(line, line.key in picked, line.acting if line.acting != acting else None) for line in own)
        title = _("All about %(child)s") % {"child": child} if child else _("Other things")
        groups.append(Group(key, title, items, sent.get(f"to-{key}", "")))
    return Pile(first.staff, first.has_left, first.leaves_on, acting, tuple(groups))


def as_chosen(sent: QueryDict, shown: Iterable[Pile]) -> QueryDict:
    """What was sent, where one press gives all of a group to the colleague chosen beside it, as the form takes it."""
    group = next((one for pile in shown for one in pile.groups if one.key == sent.get("group")), None)
    if group is None:
        return sent
    data = sent.copy()
    data.setlist("what", group.may_share)
    data["to"] = sent.get(f"to-{group.key}", "")
    return data
