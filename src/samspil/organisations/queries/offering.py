"""Who can be offered where something about a named child is passed on: units, the colleagues in them, seats.

One rule for what a page offers and for what an action refuses (S5). Open tables alone are asked, so an answer tells of nobody's
cases. Every list has the usual first: those one sits with in a forum that discusses named children, and those of one's own district.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samspil.organisations.models import Body, DatedQuerySet, Post, Seat, SeatHolder, Staff, Unit
from samspil.organisations.profile import Sector
from samspil.organisations.queries.forums import may_receive
from samspil.organisations.states import SSP_LEADER

NOT_WITH_CHILDREN = frozenset({"politician", "administrator", "data_protection_officer"})  # in SQL too; a test compares

POLICE_ROLES = frozenset({"police_officer", "police_leader"})
ANYWHERE = frozenset({"leader", "secretary", "other"})  # roles that say nothing of what one works with

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
    return kind_of_sector(unit.sector)


def kind_of_sector(sector: str) -> int:
    """The place of a sector's kind among `kind_names`."""
    return next((place for place, sectors in enumerate(_KINDS) if sector in sectors), len(_KINDS))


def posts_with_children(day: date) -> DatedQuerySet[Post]:
    """The posts that day of colleagues who are here and whose role works with children."""
    return Post.objects.on(day).filter(staff__ended_at__isnull=True).exclude(role__type__in=NOT_WITH_CHILDREN)


def posts_to_follow(staff: Staff, without: Collection[Unit], day: date) -> list[Post]:
    """The posts by which a colleague is the last to act for these units: in them, and those that lead or lead the cooperation."""
    held = Post.objects.filter(staff=staff).on(day).select_related("role", "unit", "district").order_by("pk")
    return [post for post in held if post.leads or post.role.type == SSP_LEADER or post.unit in without]


def who_can_follow(staff: Staff, administrator: Staff, without: Collection[Unit], day: date) -> list[OfferedColleague]:
    """Who can follow a colleague who is the last to act for these units: whoever of the place does the same kind of work as each of
    the posts that must be followed, but they and who ends it. First those of the same units, then those above, then by kind.
    """
    followed = posts_to_follow(staff, without, day)
    own = posts_with_children(day).filter(staff__body=staff.body).exclude(staff__in=[staff, administrator])
    posts = list(own.select_related("staff", "unit", "role").order_by("staff__name", "staff_id", "pk"))
    of: dict[int, list[Post]] = {}
    for post in posts:
        of.setdefault(post.staff_id, []).append(post)
    fits = {who for who, theirs in of.items() if all(any(_same_work(one, post) for one in theirs) for post in followed)}
    units = {post.unit_id for post in followed}
    above = {post.unit.parent_id for post in followed}
    near = [
        (_("The same unit"), lambda post: post.unit_id in units),
        (_("Lead the unit above"), lambda post: post.leads and post.unit_id in above),
    ]
    return people_by_kind([post for post in posts if post.staff_id in fits], near)


def _same_work(own: Post, followed: Post) -> bool:
    """Whether who holds a post can hold another: in the same unit, from the unit above, or in the same kind of unit or role; and
    police follow police alone.
    """
    if _is_police(own) != _is_police(followed):
        return False
    if own.unit_id == followed.unit_id or (own.leads and own.unit_id == followed.unit.parent_id):
        return True
    if own.role.type == followed.role.type and own.role.type not in ANYWHERE:
        return True
    kind = kind_of(own.unit)
    return kind == kind_of(followed.unit) and (kind < len(_KINDS) or own.unit.sector == followed.unit.sector)


def _is_police(post: Post) -> bool:
    return post.role.type in POLICE_ROLES or post.unit.sector == Sector.POLICE


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
    units = [unit for unit in units_serving(own.body, day) if unit.pk != own.pk and unit.pk not in without]
    near = {unit.pk for unit in units if own.district_id is not None and unit.district_id == own.district_id}
    return by_kind(units, usual=meets_with(own, day) | near)


def meets_with(own: Unit, day: date) -> set[int]:
    """The units with which one's own has a seat that day in a forum that discusses named children."""
    ours = Seat.objects.on(day).filter(unit=own, forum__named_persons=True).values("forum_id")
    return set(Seat.objects.on(day).filter(forum__in=ours).values_list("unit_id", flat=True)) - {own.pk}


def by_kind(units: Iterable[Unit], *, usual: Collection[int] = ()) -> list[OfferedUnit]:
    """Units in the order in which they are offered: the usual first, then kind after kind, each as they come."""
    names = kind_names()
    placed = [(unit.pk not in usual, kind_of(unit), unit) for unit in units]
    placed.sort(key=lambda line: line[:2])
    return [OfferedUnit(unit, names[kind] if unusual else _("The usual")) for unusual, kind, unit in placed]


def with_somebody(units: Iterable[Unit], day: date) -> list[Unit]:
    """Those of the units in which somebody works that day. One statement."""
    units = list(units)
    there = Post.objects.on(day).filter(unit__in=units, staff__ended_at__isnull=True).values_list("unit_id", flat=True)
    staffed = set(there)
    return [unit for unit in units if unit.pk in staffed]


def serves(unit: Unit, body: Body, day: date) -> bool:
    """Whether a municipality's units can pass something about a child to this one."""
    return unit.pk in {one.pk for one in units_serving(body, day)}


def works_with_children(staff: Staff, day: date) -> bool:
    """Whether a colleague is here that day and holds a post in which one works with children."""
    return posts_with_children(day).filter(staff=staff).exists()


def work_with_children(staff: Iterable[Staff], day: date) -> list[Staff]:
    """Those of the colleagues who are here that day and work with children, in their order. One statement."""
    staff = list(staff)
    here = set(posts_with_children(day).filter(staff__in=staff).values_list("staff_id", flat=True))
    return [one for one in staff if one.pk in here]


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


def with_sector(staff: QuerySet[Staff], day: date) -> QuerySet[Staff]:
    """Colleagues with `sector`: what the unit of their first post that day works with; no statement of its own."""
    posts = (
        Post.objects.on(day)
        .filter(staff=OuterRef("pk"))
        .order_by("-leads", F("valid_from").asc(nulls_first=True), "pk")
    )
    return staff.annotate(
        sector=Coalesce(Subquery(posts.values("unit__sector")[:1]), Value(""), output_field=TextField())
    )


@dataclass(frozen=True)
class OfferedColleague:
    """A colleague in a list of choices, under the name of a group."""

    staff: Staff
    group: str


def people_by_kind(
    posts: Iterable[Post], leading: Sequence[tuple[str, Callable[[Post], bool]]] = ()
) -> list[OfferedColleague]:
    """The colleagues who hold these posts, each once: in the first of the `leading` groups (a name, and who belongs there) that fits,
    then by the kind of their unit; in each group as the posts come.
    """
    names = kind_names()
    placed: dict[int, tuple[int, OfferedColleague]] = {}
    for post in posts:
        lead = next((place for place, (_name, fits) in enumerate(leading) if fits(post)), None)
        kind = kind_of(post.unit)
        order, group = (len(leading) + kind, names[kind]) if lead is None else (lead, leading[lead][0])
        known = placed.get(post.staff_id)
        if known is None or order < known[0]:
            placed[post.staff_id] = (order, OfferedColleague(post.staff, group))
    return [one for _order, one in sorted(placed.values(), key=lambda line: line[0])]


@dataclass(frozen=True)
class SeatsToGive:
    """The seats that a colleague can take, by forum; and the units whose seat waits for the data protection officer, or is refused."""

    seats: list[Seat]
    not_told: list[Unit]


def seats_to_give(staff: Staff, day: date) -> SeatsToGive:
    """The seats that a colleague can take: of the units in which they have a post from that day on, in forums of their municipality,
    where the unit may be told what is said there. Not those that follow the chair of another forum, nor what they hold.
    """
    units = Post.objects.filter(staff=staff).on_or_after(day).values("unit_id")
    held = SeatHolder.objects.filter(staff=staff).on_or_after(day).values("seat_id")
    found = list(
        Seat.objects.filter(forum__body=staff.body_id, unit__in=units)
        .on(day)
        .exclude(pk__in=held)
        .select_related("forum", "unit")
        .order_by("forum__name", "position", "pk")
    )
    not_told = {seat.unit_id: seat.unit for seat in found if seat.forum.named_persons and not may_receive(seat.unit)}
    seats = [seat for seat in found if (seat.unit_id not in not_told if seat.forum.named_persons else not seat.follows)]
    return SeatsToGive(seats, list(not_told.values()))
