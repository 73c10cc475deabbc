"""What is left, as the page shows it: one pile for each colleague, and in it everything about one child together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspil.cases.leaving.queries import LeftLine, roles_of
from samspil.organisations.models import Post, Staff


@dataclass(frozen=True)
class Item:
    """One line of a pile. `is_picked`: it was ticked in the form that was sent."""

    line: LeftLine
    is_picked: bool
    acting_otherwise: Staff | None  # where not the same acts as for the pile


@dataclass(frozen=True)
class Offered:
    """Colleagues to whom something can go, under the name of their group."""

    name: str
    staff: tuple[Staff, ...]


@dataclass(frozen=True)
class Group:
    """Everything about one child that lies with one colleague."""

    key: str
    title: str
    born: date | None  # the child's birth date
    items: tuple[Item, ...]
    given_to: str  # who was chosen for all of it in the form that was sent
    offered: tuple[Offered, ...]  # to whom all of it can go, the usual first
    problem: str = ""  # what is wrong with what was chosen

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
    is_away: bool
    acting: Staff | None
    groups: tuple[Group, ...]


def piles(
    lines: Iterable[LeftLine], posts: Sequence[Post], sent: Mapping[str, str] | QueryDict | None = None
) -> list[Pile]:
    """The lines, colleague by colleague and child by child, in the order in which they came. `posts` are those of the colleagues
    to whom something can go.
    """
    picked = set(sent.getlist("what")) if isinstance(sent, QueryDict) else set()
    by_colleague: dict[int, list[LeftLine]] = {}
    for line in lines:
        by_colleague.setdefault(line.staff.pk, []).append(line)
    roles = roles_of(by_colleague)
    return [_pile(own, posts, roles.get(who, set()), picked, sent or {}) for who, own in by_colleague.items()]


def _offered(own: Iterable[LeftLine], posts: Sequence[Post], roles: Collection[str]) -> tuple[Offered, ...]:
    """To whom all of it can go: first those with the same role as who has it, then the others of the unit."""
    own = list(own)
    of: dict[str, dict[int, Staff]] = {_("The same role"): {}, _("Others in the unit"): {}}
    same, others = of.values()
    for post in posts:
        if all(line.fits(post.staff) for line in own if line.may_share) and post.staff not in {
            line.staff for line in own
        }:
            (same if post.role.type in roles else others)[post.staff_id] = post.staff
    for one in same:
        others.pop(one, None)
    return tuple(Offered(name, tuple(people.values())) for name, people in of.items() if people)


def _pile(
    lines: list[LeftLine],
    posts: Sequence[Post],
    roles: Collection[str],
    picked: Collection[str],
    sent: Mapping[str, str],
) -> Pile:
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
        groups.append(Group(key, title, own[0].born, items, sent.get(f"to-{key}", ""), _offered(own, posts, roles)))
    return Pile(first.staff, first.has_left, first.leaves_on, first.is_away, acting, tuple(groups))


def pressed(sent: Mapping[str, str], shown: Iterable[Pile]) -> Group | None:
    """The group of which all is given to the colleague chosen beside it; None: what is ticked is given."""
    return next((one for pile in shown for one in pile.groups if one.key == sent.get("group")), None)


def as_chosen(sent: QueryDict, group: Group | None) -> QueryDict:
    """What was sent, as the form takes it."""
    if group is None and not sent.get("group"):
        return sent
    data = sent.copy()
    if group is None:  # it stands here no more: nothing that was ticked elsewhere goes in its place
        data.setlist("what", [])
        return data
    data.setlist("what", group.may_share)
    data["to"] = group.given_to
    return data


def still_chosen(sent: QueryDict, passed: Collection[str]) -> str:
    """What was ticked and chosen besides what has been passed on, as a query: it stands when the page comes again."""
    kept = QueryDict(mutable=True)
    kept.setlist("what", [key for key in sent.getlist("what") if key not in passed])
    for name in sent:
        if name.startswith("to-") and name != f"to-{sent.get('group')}" and (to := sent.get(name)):
            kept.setlist(name, [str(to)])
    if sent.get("group") and (below := sent.get("to")):
        kept.setlist("to", [str(below)])
    return kept.urlencode()


def with_problem(shown: Iterable[Pile], group: Group, problem: str) -> list[Pile]:
    """The piles, with what is wrong beside the field of a group."""
    told = replace(group, problem=problem)
    return [replace(pile, groups=tuple(told if one is group else one for one in pile.groups)) for pile in shown]
