"""The organisation as its profile states it, beside who works there today: roles, vacancies, teams, doors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from django.utils.dates import WEEKDAYS

from samspil.organisations.models import Body, Post, ProfileVersion
from samspil.organisations.profile import (
    Anchoring,
    CoveredBy,
    Door,
    DoorFor,
    DoorPurpose,
    DoorTakes,
    Profile,
    Role,
    Staffing,
    expanded,
)
from samspil.organisations.profile import Unit as UnitProfile
from samspil.organisations.profile.opening import DayOfWeek, Opening
from samspil.organisations.wording import norm_words


def stated_by(body: Body) -> Profile | None:
    """What a body's profile states, formulas written out; None where none has been applied."""
    version = ProfileVersion.objects.filter(body=body).order_by("-pk").first()
    return None if version is None else expanded(Profile.model_validate(version.profile))


@dataclass(frozen=True)
class Held:
    """Somebody who holds a role today, and where."""

    staff_id: int
    name: str
    phone: str
    email: str
    unit: str
    district: str


@dataclass(frozen=True)
class RoleLine:
    """A role with its leaders, its time, who holds it, and where somebody is missing (BAL-10, BAL-11, VAL-104)."""

    role: Role
    norm: str
    line_leader: str
    professional_leader: str
    reports_to: str
    beside: str
    held: tuple[Held, ...]
    vacant: tuple[str, ...]


@dataclass(frozen=True)
class TeamLine:
    """A team: the number a source states, what its posts add up to, and how many work there (VAL-57)."""

    team: Staffing
    listed: int | None
    held: int
    posts: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether source and posts say different numbers."""
        return self.listed is not None and self.listed != self.team.stated


@dataclass(frozen=True)
class RolesPage:
    """Roles and teams of a body."""

    roles: tuple[RoleLine, ...]
    teams: tuple[TeamLine, ...]

    @property
    def vacant(self) -> int:
        """How many places lack somebody."""
        return sum(len(line.vacant) for line in self.roles)


def roles_page(body: Body, day: date) -> RolesPage:
    """Every role of the profile that day. Three statements, whatever the size."""
    profile = stated_by(body)
    if profile is None:
        return RolesPage((), ())
    posts = _posts(body, day)
    names = {role.key: role.name for role in profile.roles}
    roles = tuple(
        RoleLine(
            role=role,
            norm=norm_words(role.norm),
            line_leader=names.get(role.line_leader or "", ""),
            professional_leader=names.get(role.professional_leader or "", ""),
            reports_to=names.get(role.reports_to or "", ""),
            beside=names.get(role.beside or "", ""),
            held=tuple(_held(post) for post in posts if post.role.key == role.key),
            vacant=tuple(_vacant(role, profile, posts, day)),
        )
        for role in profile.roles
        if role.holds_on(day)
    )
    return RolesPage(roles, tuple(_team(team, profile, posts) for team in profile.staffing if team.holds_on(day)))


def _posts(body: Body, day: date) -> list[Post]:
    found = Post.objects.filter(role__body=body, staff__ended_at__isnull=True).on(day)
    return list(
        found.select_related("role", "unit__district", "district", "staff").order_by("staff__name", "unit__name", "pk")
    )


def _held(post: Post) -> Held:
    person = post.staff
    district = post.district.name if post.district else ""
    return Held(person.pk, person.name, person.phone, person.email, post.unit.name, district)


def _vacant(role: Role, profile: Profile, posts: Iterable[Post], day: date) -> Iterator[str]:
    """The places where the role must be held and is not; never a school that is not the municipality's."""
    if role.required is None:
        return
    held = [post for post in posts if post.role.key == role.key]
    match role.required.each:
        case CoveredBy.MUNICIPALITY:
            places = {profile.whose.short_name: len(held)}
        case CoveredBy.SCHOOL:
            schools = [unit for unit in profile.units if unit.school and unit.school.is_municipal]
            places = {
                unit.name: sum(post.unit.key == unit.key for post in held) for unit in schools if unit.holds_on(day)
            }
        case CoveredBy.DISTRICT:
            districts = [one for one in profile.districts if role.required.of in (None, one.kind)]
            places = {
                one.name: sum(_works_in(post, one.key) for post in held) for one in districts if one.holds_on(day)
            }
    yield from (place for place, number in places.items() if number < role.required.number)


def _works_in(post: Post, district: str) -> bool:
    """The district of the post, else that of its unit."""
    where = post.district or post.unit.district
    return where is not None and where.key == district


def _team(team: Staffing, profile: Profile, posts: Iterable[Post]) -> TeamLine:
    stated = {post.key: post for post in profile.posts}
    numbers = [stated[key].number for key in team.posts]
    listed = None if None in numbers else sum(number or 0 for number in numbers)
    places = {(stated[key].role, stated[key].unit) for key in team.posts}
    held = sum((post.role.key, post.unit.key) in places for post in posts)
    return TeamLine(team, listed, held, tuple(stated[key].name for key in team.posts))


# --- whom do I call? ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class DoorLine:
    """A door, and who answers it today."""

    door: Door
    unit: str
    phone: str
    hours: str
    role: str
    held: tuple[Held, ...]


@dataclass(frozen=True)
class DoorGroup:
    """Doors for one purpose, the first door first."""

    purpose: DoorPurpose
    doors: tuple[DoorLine, ...]


def door_groups(body: Body, day: date) -> list[DoorGroup]:
    """Every door that day with who answers it, for colleagues."""
    profile = stated_by(body)
    if profile is None:
        return []
    return _grouped(profile, [door for door in profile.doors if door.holds_on(day)], _posts(body, day))


def _grouped(profile: Profile, doors: list[Door], posts: list[Post]) -> list[DoorGroup]:
    units = {unit.key: unit for unit in profile.units}
    roles = {role.key: role.name for role in profile.roles}
    lines = []
    for door in sorted(doors, key=lambda door: not door.is_first):
        unit = units.get(door.unit or "")
        held = [post for post in posts if post.role.key == door.role and door.role is not None]
        lines.append(
            DoorLine(
                door=door,
                unit=unit.name if unit else "",
                phone=door.phone or (unit.phone if unit else ""),
                hours=_hours(door.hours),
                role=roles.get(door.role or "", ""),
                held=tuple(_held(post) for post in held),
            )
        )
    return [
        DoorGroup(purpose, found)
        for purpose in DoorPurpose
        if (found := tuple(line for line in lines if line.door.purpose is purpose))
    ]


def _hours(hours: Iterable[Opening]) -> str:
    """Hours in words: "mandag, tirsdag 8.00–15.30; fredag 8.00–14.00"."""
    days = [str(WEEKDAYS[number]).lower() for number in range(7)]
    order = list(DayOfWeek)
    return "; ".join(
        f"{', '.join(days[order.index(day)] for day in each.days)} {_clock(each.opens)}–{_clock(each.closes)}"
        for each in hours
    )


def _clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02d}"


@dataclass(frozen=True)
class PublicPage:
    """What anybody may know: what the cooperation is, which doors there are, telephones, links (BAL-60, HAL-64)."""

    body: Body
    about: str
    groups: list[DoorGroup]
    units: list[UnitProfile]
    forms_are_open: bool = False
    mails_links: bool = False
    counsels: bool = False
    purpose: str = ""
    anchoring: Anchoring | None = None


def public_page(body: Body, day: date) -> PublicPage:
    """The public side of a body: no colleague's name, no door that is not for the public."""
    profile = stated_by(body)
    if profile is None:
        return PublicPage(body, "", [], [])
    outside = set(DoorFor) - {DoorFor.COLLEAGUE}
    doors = [door for door in profile.doors if door.is_public and door.holds_on(day) and outside & set(door.open_for)]
    units = [unit for unit in profile.units if unit.is_public and unit.holds_on(day)]
    receiving = [door for door in profile.doors if door.receives and door.holds_on(day)]
    return PublicPage(
        body,
        profile.whose.about or "",
        _grouped(profile, doors, []),
        units,
        bool(receiving),
        bool(profile.reception.mail_domains),
        any(DoorTakes.QUESTION in door.takes for door in receiving),
        profile.whose.purpose or "",
        profile.municipality.anchoring if profile.municipality else None,
    )
