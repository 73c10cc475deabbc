"""Colleagues, their posts, and the units they work in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Body, District, Post, Role, SeatHolder, Staff, TakingPart, Unit
from samspil.organisations.queries.forums import may_receive
from samspil.organisations.states import RoleType
from samspil.web import dates

Row = TypeVar("Row", Post, SeatHolder)


def staff_of(actor: Actor) -> Staff:
    """The colleague who acts, with the body. Raises NotVisible for a principal that is no colleague (a feed, a job)."""
    staff = Staff.objects.select_related("body").filter(principal_id=actor.principal_id).first()
    if staff is None:
        raise NotVisible
    return staff


def get_staff(staff_id: int, body: Body) -> Staff:
    """A colleague of that body, ended ones too. Raises NotVisible for those of another."""
    staff = Staff.objects.select_related("body").filter(pk=staff_id, body=body).first()
    if staff is None:
        raise NotVisible
    return staff


def contact_of_ended(staff_id: str, body: Body) -> dict[str, str]:
    """What is known of a colleague of that body whose access has ended, for when they come back; empty for anybody else."""
    if not (staff_id.isascii() and staff_id.isdigit() and len(staff_id) < 19):
        return {}
    staff = Staff.objects.filter(pk=int(staff_id), body=body, ended_at__isnull=False).first()
    return {} if staff is None else {"name": staff.name, "email": staff.email, "phone": staff.phone}


def posts_of(who: Staff | Actor, day: date) -> list[Post]:
    """The posts that a colleague holds that day, the one that leads first, then the oldest."""
    held = Post.objects.filter(staff__principal_id=who.principal_id).on(day)
    return list(
        held.select_related("role", "unit__body", "district").order_by(
            "-leads", F("valid_from").asc(nulls_first=True), "pk"
        )
    )


def units_of(who: Staff | Actor, day: date) -> list[Unit]:
    """The units in which a colleague works that day, each once, the first post's first."""
    return list({post.unit_id: post.unit for post in posts_of(who, day)}.values())


def told_without_post(actor: Actor | None) -> str:
    """What somebody who works here no longer is told with every no: that the post has ended, and whom to ask. Empty for everybody else."""
    if actor is None:
        return ""
    day = timezone.localdate(actor.at)
    seats = SeatHolder.objects.on(day).filter(staff__principal_id=actor.principal_id)
    if Post.objects.on(day).filter(staff__principal_id=actor.principal_id).exists() or seats.exists():
        return ""
    return without_post(actor, day)


def post_to_come(who: Staff | Actor, day: date) -> Post | None:
    """The first post of a colleague that begins after that day. One statement."""
    own = {"staff": who} if isinstance(who, Staff) else {"staff__principal_id": who.principal_id}
    return (
        Post.objects.filter(valid_from__gt=day, **own)
        .select_related("role", "unit")
        .order_by("valid_from", "pk")
        .first()
    )


def without_post(who: Staff | Actor, day: date) -> str:
    """What somebody without a post that day is told: when one begins, or whom to ask."""
    coming = post_to_come(who, day)
    if coming is None or coming.valid_from is None:
        return _("You hold no post today. Ask your administrator to give you one.")
    begins = {"day": dates.short(coming.valid_from), "role": coming.role.name, "unit": coming.unit.name}
    return _("Your post as %(role)s in %(unit)s begins on %(day)s. Until then nothing can reach you here.") % begins


def unit_of(who: Staff | Actor, day: date) -> Unit:
    """The unit for which a colleague speaks that day: that of the first post. Raises Refused without any post."""
    posts = posts_of(who, day)
    if not posts:
        raise Refused(without_post(who, day))
    return posts[0].unit


@dataclass(frozen=True)
class Colleague:
    """One line of a list of colleagues: what they do, today."""

    id: int
    name: str
    email: str
    phone: str
    posts: tuple[str, ...]
    ended: bool
    note: str = ""  # of who has no post today: that one begins, or that they have stopped


def colleagues(staff: Staff, day: date) -> list[Staff]:
    """Those who share a unit with this colleague that day, by name, without the colleague."""
    units = Post.objects.filter(staff=staff).on(day).values("unit_id")
    others = Post.objects.filter(unit_id__in=units).on(day).values("staff_id")
    return list(Staff.objects.filter(pk__in=others, ended_at__isnull=True).exclude(pk=staff.pk).order_by("name", "pk"))


def find_colleagues(body: Body, day: date, *, words: str = "", ended: bool = False) -> list[Colleague]:
    """The colleagues of a body in whose name, address, role or unit all the words occur, by name."""
    found = Staff.objects.filter(body=body, ended_at__isnull=not ended)
    posts = Post.objects.filter(staff__in=found).on(day).select_related("role", "unit").order_by("-leads", "pk")
    lines: dict[int, list[str]] = defaultdict(list)
    for post in posts:
        lines[post.staff_id].append(f"{post.role.name}, {post.unit.name}")
    notes = _without_post(Post.objects.filter(staff__in=found).exclude(staff__in=lines), day)
    wanted = words.casefold().split()
    result = []
    for staff in found.order_by("name", "pk"):
        text = " ".join([staff.name, staff.email, *lines[staff.pk]]).casefold()
        if all(word in text for word in wanted):
            own = tuple(lines[staff.pk])
            result.append(
                Colleague(
                    staff.pk, staff.name, staff.email, staff.phone, own, bool(staff.ended_at), notes.get(staff.pk, "")
                )
            )
    return result


def _without_post(posts: QuerySet[Post], day: date) -> dict[int, str]:
    """Of these posts of colleagues who hold none that day: when the next one begins, and as what, or that the colleague has stopped.
    One statement.
    """
    notes: dict[int, str] = {}
    for post in posts.select_related("role", "unit").order_by(F("valid_from").asc(nulls_first=True), "pk"):
        if post.valid_from is None or post.valid_from <= day:
            notes[post.staff_id] = _("has stopped")
        elif post.staff_id not in notes or notes[post.staff_id] == _("has stopped"):
            begins = {"day": dates.short(post.valid_from), "role": post.role.name, "unit": post.unit.name}
            notes[post.staff_id] = _("begins %(day)s as %(role)s, %(unit)s") % begins
    return notes


@dataclass(frozen=True)
class ColleaguePage:
    """Everything about one colleague on the administrator's page."""

    staff: Staff
    posts: list[Post]
    earlier_posts: list[Post]
    seats: list[SeatHolder]
    earlier_seats: list[SeatHolder]
    is_self: bool

    @property
    def may_change(self) -> bool:
        """Whether posts and seats can be changed here: not one's own, and not after the end."""
        return not self.is_self and self.staff.ended_at is None


def _to_their_last_day(staff: Staff, rows: list[Row]) -> list[Row]:
    """What has ended in an instant is over from that day on, so that no key opens anything; the last day that somebody sees is that day.
    One statement, none where nothing has ended.
    """
    if not rows:
        return rows
    ends = Event.objects.filter(act__in=("post.ended", "seat.ended"), detail__staff=staff.pk).values_list(
        "at", flat=True
    )
    days = {timezone.localdate(at) for at in ends} | ({timezone.localdate(staff.ended_at)} if staff.ended_at else set())
    for row in rows:
        if row.valid_to is not None and row.valid_to + timedelta(days=1) in days:
            row.valid_to += timedelta(days=1)
    return rows


def colleague_page(staff: Staff, day: date, *, viewer: Staff) -> ColleaguePage:
    """Posts and seats of a colleague: those that hold or will, and those that are over."""
    posts = Post.objects.filter(staff=staff).select_related("role", "unit", "district").order_by("-valid_from", "pk")
    seats = (
        SeatHolder.objects.filter(staff=staff)
        .select_related("seat__forum", "seat__unit")
        .order_by("seat__forum__name", "seat__position", "-valid_from", "pk")
    )
    return ColleaguePage(
        staff=staff,
        posts=[post for post in posts if not _is_over(post, day)],
        earlier_posts=_to_their_last_day(staff, [post for post in posts if _is_over(post, day) and _has_been(post)]),
        seats=[held for held in seats if not _is_over(held, day)],
        earlier_seats=_to_their_last_day(staff, [held for held in seats if _is_over(held, day) and _has_been(held)]),
        is_self=viewer.pk == staff.pk,
    )


def _is_over(row: Post | SeatHolder, day: date) -> bool:
    return row.valid_to is not None and row.valid_to < day


def _has_been(row: Post | SeatHolder) -> bool:
    # given and taken back on one day: the row stays for the audit, nobody need see it
    return row.valid_from is None or row.valid_to is None or row.valid_from <= row.valid_to


def get_post(post_id: int, body: Body) -> Post:
    """A post in that body. Raises NotVisible."""
    post = Post.objects.select_related("staff__body", "unit", "role").filter(pk=post_id, staff__body=body).first()
    if post is None:
        raise NotVisible
    return post


def get_holder(holder_id: int, body: Body) -> SeatHolder:
    """A seat as somebody of that body holds it. Raises NotVisible."""
    held = (
        SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit")
        .filter(pk=holder_id, staff__body=body)
        .first()
    )
    if held is None:
        raise NotVisible
    return held


@dataclass(frozen=True)
class Choices:
    """What an administrator can choose from when giving a post."""

    roles: list[Role]
    units: list[Unit]
    districts: list[District]


def choices(body: Body, day: date) -> Choices:
    """Roles, units and districts of a body that are valid that day, by name."""
    return Choices(
        roles=list(Role.objects.filter(body=body).on(day).order_by("name", "pk")),
        units=list(Unit.objects.filter(body=body).on(day).order_by("name", "pk")),
        districts=list(District.objects.filter(body=body).on(day).order_by("name", "pk")),
    )


@dataclass(frozen=True)
class Gap:
    """What a unit lacks when a colleague leaves it: anybody, or somebody who leads."""

    unit: Unit
    nobody: bool
    no_leader: bool


def gap_after(staff: Staff, unit: Unit, day: date) -> Gap:
    """Who is missing in a unit without this colleague, of those who work there that day. One statement."""
    posts = list(Post.objects.filter(unit=unit, staff__ended_at__isnull=True).on(day).order_by("pk"))
    others = [post for post in posts if post.staff_id != staff.pk]
    leads = any(post.leads for post in posts if post.staff_id == staff.pk)
    return Gap(unit, not others, bool(others) and leads and not any(post.leads for post in others))


def stays_in_unit(post: Post, day: date) -> bool:
    """Whether the colleague holds another post in the same unit that day."""
    return Post.objects.filter(staff=post.staff, unit=post.unit).on(day).exclude(pk=post.pk).exists()


def administrators_of(body: Body, day: date) -> list[Staff]:
    """Who administers a municipality that day, by name. One statement."""
    posts = Post.objects.on(day).filter(role__type=RoleType.ADMINISTRATOR, role__body=body)
    return list(Staff.objects.filter(pk__in=posts.values("staff"), body=body, ended_at=None).order_by("name", "pk"))


def told_when_stops(post: Post, acting: Staff | None, day: date) -> list[str]:
    """The names of those in or above the unit who are told that a colleague stops: who leads it, and who acts from then on
    (`leaving.last_day_set`, `post_ended`).
    """
    leaders = cabinet.read("SELECT staff FROM organisations.leaders_of(%s, %s) AS staff", [post.unit_id, day])
    told = {*(staff for (staff,) in leaders), acting.pk if acting else 0} - {post.staff_id}
    return list(Staff.objects.filter(pk__in=told).order_by("name", "pk").values_list("name", flat=True))


@dataclass(frozen=True)
class OwnDay:
    """A last day that the actor said themselves and may take back, and what had been settled before."""

    post_id: int
    last_day: date
    before: date | None


def own_last_days() -> list[OwnDay]:
    """The last days that the actor said themselves. One statement."""
    return [
        OwnDay(*row) for row in cabinet.read("SELECT post, last_day, before FROM organisations.own_last_days()", [])
    ]


def get_own_post(post_id: int, actor: Actor, day: date) -> Post:
    """A post that the actor holds that day. Raises NotVisible."""
    held = Post.objects.select_related("staff__body", "unit__body", "role").on(day)
    post = held.filter(pk=post_id, staff__principal_id=actor.principal_id).first()
    if post is None:
        raise NotVisible
    return post


def seats_with(post: Post) -> list[SeatHolder]:
    """The seats that end on the same settled day as a post, for its unit."""
    held = SeatHolder.objects.filter(staff=post.staff, seat__unit=post.unit, valid_to=post.valid_to)
    return list(held.select_related("seat__forum").order_by("seat__forum__name", "pk")) if post.valid_to else []


# --- units ------------------------------------------------------------------------------------------------------------
def get_unit(unit_id: int, body: Body) -> Unit:
    """A unit of that body. Raises NotVisible."""
    unit = Unit.objects.select_related("body", "district", "parent").filter(pk=unit_id, body=body).first()
    if unit is None:
        raise NotVisible
    return unit


@dataclass(frozen=True)
class UnitLine:
    """A unit, and whether it may be given information about named persons."""

    unit: Unit
    may_receive: bool
    is_settled: bool


def units_with_answer(body: Body, day: date) -> list[UnitLine]:
    """The units of a body that day by name, with what holds for each."""
    found = Unit.objects.filter(body=body).on(day).select_related("district", "parent").order_by("name", "pk")
    return [UnitLine(unit, may_receive(unit), unit.may_take_part is not None) for unit in found]


@dataclass(frozen=True)
class UnitPage:
    """One unit, what holds for it, and who settled it when and why, the latest first."""

    unit: Unit
    may_receive: bool
    decisions: list[TakingPart]


def unit_page(unit: Unit) -> UnitPage:
    """The unit with the decisions on whether it may take part."""
    decisions = TakingPart.objects.filter(unit=unit).select_related("decided_by").order_by("-decided_at", "-pk")
    return UnitPage(unit, may_receive(unit), list(decisions))


OF_OWN_BODY = RawSQL(
    "organisations_staff.body_id IN (SELECT body_id FROM organisations_staff WHERE principal_id = access.actor())",
    [],
    output_field=BooleanField(),
)


def name_met(staff_id: int) -> str:
    """The name behind a number that somebody has sent, as far as the actor may have met it: a colleague of their own body, or one who
    holds or held a seat of a forum that the actor reads. Empty for everybody else: a number tells nothing.
    """
    sits = SeatHolder.objects.filter(staff_id=OuterRef("pk"), seat__forum__audience_id__in=cabinet.keys())
    met = Staff.objects.filter(OF_OWN_BODY | Exists(sits), pk=staff_id)
    return next(iter(met.values_list("name", flat=True)), "")
