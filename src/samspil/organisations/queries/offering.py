"""Who can be offered where something about a named child is passed on: units, the colleagues in them, seats.

One rule for what a page offers and for what an action refuses (S5). Open tables alone are asked, so an answer tells of nobody's
cases. Every list has the usual first: those one sits with in a forum that discusses named children, and those of one's own district.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from samspil.organisations.models import Body, DatedQuerySet, Post, Seat, SeatKind, Staff, Unit
from samspil.organisations.profile import Sector
from samspil.organisations.queries.forums import may_receive

NOT_WITH_CHILDREN = frozenset({"politician", "administrator", "data_protection_officer"})  # in SQL too; a test compares

# What a unit that serves children works with. Not the administration (data protection sits there), the politicians, technical and
# housing departments, benefit control, and associations.
SERVES = frozenset(
    {
        Sector.PREVENTION,
        Sector.SOCIAL,
        Sector.SCHOOL,
        Sector.EDUCATION,
        Sector.LEISURE,
        Sector.EMPLOYMENT,
        Sector.HEALTH,
        Sector.PSYCHIATRY,
        Sector.POLICE,
        Sector.PROBATION,
    }
)
_KINDS = (
    {Sector.SOCIAL},
    {Sector.SCHOOL, Sector.EDUCATION},
    {Sector.PREVENTION, Sector.LEISURE},
    {Sector.EMPLOYMENT},
    {Sector.HEALTH, Sector.PSYCHIATRY},
    {Sector.POLICE, Sector.PROBATION},
)


def kind_names() -> list[str]:
    """The kinds of units in the order in which they are offered, and what is of no such kind."""
    return [
        _("Social services and families"),
        _("Schools and education"),
        _("Prevention, clubs and leisure"),
        _("Employment"),
        _("Health and psychiatry"),
        _("Police and probation"),
        _("Other units"),
    ]


def kind_of(unit: Unit) -> int:
    """The place of a unit's kind among `kind_names`."""
    return next((place for place, sectors in enumerate(_KINDS) if unit.sector in sectors), len(_KINDS))


def posts_with_children(day: date) -> DatedQuerySet[Post]:
    """The posts that day of colleagues who are here and whose role works with children."""
    return Post.objects.on(day).filter(staff__ended_at__isnull=True).exclude(role__type__in=NOT_WITH_CHILDREN)


def units_serving(body: Body, day: date, sectors: Collection[str] = SERVES) -> list[Unit]:
    """The units of a municipality that serve children: they work with them, may be told of them, and somebody is there who
    answers. The municipality's own police is one of them; no police of another, nor a service above municipalities. By name.
    """
    found = Unit.objects.on(day).filter(
        Exists(posts_with_children(day).filter(unit=OuterRef("pk"))), body=body, sector__in=sectors
    )
    return [unit for unit in found.select_related("body").order_by("name", "pk") if may_receive(unit)]


@dataclass(frozen=True)
class OfferedUnit:
    """A unit in a list of choices, under the name of its group."""

    unit: Unit
    group: str


def units_to_offer(own: Unit, day: date, *, without: Collection[int] = ()) -> list[OfferedUnit]:
    """The units to which one's own can pass something about a child: the usual first, then kind after kind. Two statements."""
    usual, names = meets_with(own, day), kind_names()
    offered = []
    for unit in units_serving(own.body, day):
        if unit.pk == own.pk or unit.pk in without:
            continue
        near = own.district_id is not None and unit.district_id == own.district_id
        is_usual = unit.pk in usual or near
        offered.append(((not is_usual, kind_of(unit)), OfferedUnit(unit, _("The usual") if is_usual else names[kind_of(unit)])))
    return [one for _order, one in sorted(offered, key=lambda pair: pair[0])]


def meets_with(own: Unit, day: date) -> set[int]:
    """The units with which one's own has a seat that day in a forum that discusses named children."""
    ours = Seat.objects.on(day).filter(unit=own, forum__named_persons=True).values("forum_id")
    return set(Seat.objects.on(day).filter(forum__in=ours).values_list("unit_id", flat=True)) - {own.pk}


def serves(unit: Unit, body: Body, day: date) -> bool:
    """Whether a municipality's units can pass something about a child to this one."""
    return unit.pk in {one.pk for one in units_serving(body, day)}


def works_with_children(staff: Staff, day: date) -> bool:
    """Whether a colleague is here that day and holds a post in which one works with children."""
    return posts_with_children(day).filter(staff=staff).exists()


def colleagues_in(units: Iterable[Unit], day: date) -> list[tuple[Staff, Unit]]:
    """The colleagues who work with children in these units that day, with the unit: in the order of the units, then by name."""
    units = list(units)
    place = {unit.pk: number for number, unit in enumerate(units)}
    posts = (
        posts_with_children(day)
        .filter(unit__in=units)
        .select_related("staff", "unit__body")
        .order_by("staff__name", "pk")
    )
    found = {(post.unit_id, post.staff_id): (post.staff, post.unit) for post in posts}
    return sorted(found.values(), key=lambda pair: place[pair[1].pk])
