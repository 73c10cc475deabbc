"""Forums, their seats, and who leads: as they stand on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Body, Forum, Seat, SeatHolder, SeatKind, Staff, Unit, UnitType
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.profile import Terms
from samspil.organisations.states import BENEFIT_CONTROL


def get_forum(forum_id: int, body: Body | None = None) -> Forum:
    """A forum (of that body). Raises NotVisible."""
    forum = Forum.objects.select_related("body").filter(pk=forum_id).first()
    if forum is None or (body is not None and forum.body_id != body.pk):
        raise NotVisible
    return forum


def profile_of(forum: Forum, day: date) -> ForumProfile:
    """The forum as the profile stated it for that day: purpose, and exactly one set of terms.

    Raises Refused where the profile has none for that day.
    """
    found = forum.terms.on(day).order_by(F("valid_from").desc(nulls_last=True), "-pk").first()
    if found is None:
        raise Refused(
            _("%(forum)s has no terms for that day. Apply the municipality’s profile first.") % {"forum": forum.name}
        )
    return ForumProfile.model_validate(found.terms)


def terms_of(forum: Forum, day: date) -> Terms:
    """What the forum works by that day: rhythm, ages, blocks, words. Raises Refused where the profile has no terms."""
    return profile_of(forum, day).terms[0]


@dataclass(frozen=True)
class Holder:
    """Somebody in a seat."""

    id: int  # of the row that says so
    staff_id: int
    principal_id: int
    person_audience_id: int
    name: str


@dataclass(frozen=True)
class SeatThatDay:
    """A seat of a forum on a day, with those who hold it.

    `may_receive` is whether the seat's unit may be given information about named persons at all (RPL § 115, stk. 3;
    VAL-89): the database refuses to disclose to it otherwise.
    """

    id: int
    key: str
    name: str
    unit: Unit
    kind: str
    block: str
    chairs: bool
    deputises: bool
    keeps_minutes: bool
    position: int
    may_receive: bool
    holders: tuple[Holder, ...] = field(default=())

    @property
    def is_standing(self) -> bool:
        return self.kind == SeatKind.STANDING


def may_receive(unit: Unit) -> bool:
    """Whether a unit may be given information about named persons (retsplejeloven § 115, stk. 1-3; VAL-67, VAL-89).

    An authority may, unless a legal role has said no; benefit control and self-governing institutions only after a yes;
    others never. The same rule stands in SQL, in `sharing.check_receiver`.
    """
    if unit.type == UnitType.PRIVATE:
        return False
    if unit.type == UnitType.AUTHORITY and unit.sector != BENEFIT_CONTROL:
        return unit.may_take_part is not False
    return unit.may_take_part is True


def seats_on(forum: Forum, day: date) -> list[SeatThatDay]:
    """The forum's seats that day in their order, each with its holders by name. Two statements."""
    seats = list(Seat.objects.filter(forum=forum).on(day).select_related("unit__body").order_by("position", "pk"))
    return _with_holders(seats, day)


def _with_holders(seats: Sequence[Seat], day: date) -> list[SeatThatDay]:
    holders: dict[int, list[Holder]] = defaultdict(list)
    rows = (
        SeatHolder.objects.filter(seat__in=[seat.pk for seat in seats], staff__ended_at__isnull=True)
        .on(day)
        .select_related("staff")
        .order_by("staff__name", "pk")
    )
    for row in rows:
        person = row.staff
        holders[row.seat_id].append(
            Holder(row.pk, person.pk, person.principal_id, person.person_audience_id, person.name)
        )
    return [_that_day(seat, holders[seat.pk]) for seat in seats]


def _that_day(seat: Seat, holders: Sequence[Holder] = ()) -> SeatThatDay:
    return SeatThatDay(
        id=seat.pk,
        key=seat.key,
        name=seat.name,
        unit=seat.unit,
        kind=seat.kind,
        block=seat.block,
        chairs=seat.chairs,
        deputises=seat.deputises,
        keeps_minutes=seat.keeps_minutes,
        position=seat.position,
        may_receive=may_receive(seat.unit),
        holders=tuple(holders),
    )


@dataclass(frozen=True)
class Leader:
    """Somebody who may open and close meetings, and in which turn: 1 chair, 2 deputy, 3 minute-taker."""

    turn: int
    staff_id: int
    name: str
    seat_id: int


CHAIR, DEPUTY, MINUTE_TAKER = 1, 2, 3


def leaders_among(seats: Iterable[SeatThatDay]) -> list[Leader]:
    """Chairs, then deputies, then minute-takers among these seats; who has two turns has the first of them."""
    found: dict[int, Leader] = {}
    for turn, word in ((CHAIR, "chairs"), (DEPUTY, "deputises"), (MINUTE_TAKER, "keeps_minutes")):
        for seat in seats:
            for holder in seat.holders if getattr(seat, word) else ():
                found.setdefault(holder.staff_id, Leader(turn, holder.staff_id, holder.name, seat.id))
    return list(found.values())


def who_may_lead(forum: Forum, day: date) -> list[Leader]:
    """Who may open and close a meeting of the forum that day, in turn."""
    return leaders_among(seats_on(forum, day))


@dataclass(frozen=True)
class ForumSeated:
    """A forum and the seats that one colleague holds in it."""

    forum: Forum
    seats: tuple[SeatThatDay, ...]

    @property
    def blocks(self) -> frozenset[str]:
        """Blocks at which the colleague sits; empty with a standing seat, that sits at all."""
        standing = any(seat.is_standing for seat in self.seats)
        return frozenset() if standing else frozenset(seat.block for seat in self.seats if seat.block)


def forums_of(staff: Staff, day: date) -> list[ForumSeated]:
    """The forums in which a colleague holds a seat that day, by name; who else holds it is not asked. One statement."""
    held = SeatHolder.objects.filter(staff=staff).on(day).values("seat_id")
    seats = (
        Seat.objects.filter(pk__in=held)
        .on(day)
        .select_related("forum__body", "unit__body")
        .order_by("forum__name", "position", "pk")
    )
    of: dict[int, list[SeatThatDay]] = defaultdict(list)
    forums = {}
    for seat in seats:
        forums[seat.forum_id] = seat.forum
        of[seat.forum_id].append(_that_day(seat))
    return [ForumSeated(forum, tuple(of[pk])) for pk, forum in forums.items()]


def forums(body: Body, day: date) -> list[Forum]:
    """The forums of a body that day, by name."""
    return list(Forum.objects.filter(body=body).on(day).order_by("name", "pk"))
