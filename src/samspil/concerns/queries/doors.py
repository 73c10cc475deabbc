"""Which forums take something in from this colleague, and from whom."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns import policies
from samspil.concerns.calendar import Coming, coming
from samspil.concerns.states import About
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Forum, ForumTerms, Seat, Unit
from samspil.organisations.queries import (
    leaders_among,
    meets_with,
    seats_on,
    staff_of,
    terms_of,
    unit_of,
    with_somebody,
)
from samspil.organisations.queries.concern_doors import TAKES_CONCERNS
from samspil.sharing.queries import basis_for


@dataclass(frozen=True)
class Target:
    """A forum, and the meeting that is to go through the list; without a day it is the next one."""

    forum: Forum
    day: date | None

    @property
    def code(self) -> str:
        """For a form."""
        return f"{self.forum.pk}:{self.day.isoformat() if self.day else ''}"


@dataclass(frozen=True)
class UploadPage:
    """What can be chosen when a list comes: for which meeting, and from whom. The police's unit is proposed. `others` hold no seat of the
    forums, and may tell them of children all the same.
    """

    targets: tuple[Target, ...]
    givers: tuple[Unit, ...]
    wanted: str = ""  # the code of the target from which somebody came
    others: tuple[Unit, ...] = ()

    @property
    def all_givers(self) -> tuple[Unit, ...]:
        """Everybody who can be chosen."""
        return self.givers + self.others


MOST_DAYS = 3
FRONT_LINE = "frontline_network"


def upload_page(actor: Actor, wanted: str = "") -> UploadPage:
    """The coming meetings whose door the actor answers, and the one that is `wanted`, however far it is. Others of such a forum
    are told why; strangers nothing.
    """
    today = timezone.localdate(actor.at)
    forums = list(Forum.objects.on(today).filter(named_persons=True, door_id__in=cabinet.own_keys()).order_by("name"))
    if not forums:
        read = (
            Forum.objects.on(today).filter(named_persons=True, audience_id__in=cabinet.keys()).order_by("name").first()
        )
        if read is None:
            raise NotVisible
        policies.check_may_receive(actor, read)
    targets = []
    for forum in forums:
        days: Sequence[date | None] = [meeting.day for meeting in coming(forum.pk, today)]
        offered = [Target(forum, day) for day in days or (None,)]
        targets += [target for place, target in enumerate(offered) if place < MOST_DAYS or target.code == wanted]
    seats = Seat.objects.on(today).filter(forum__in=forums).select_related("unit").order_by("position", "pk")
    units = {seat.unit_id: seat.unit for seat in seats}
    givers = sorted(units.values(), key=lambda unit: unit.sector != "police")
    beside = with_somebody(_beside(forums, units, today), today)
    own = unit_of(actor, today)
    usual = meets_with(own, today)
    near = [unit.pk in usual or own.district_id in {unit.district_id} - {None} for unit in beside]
    others = [*compress(beside, near), *compress(beside, [not each for each in near])]
    return UploadPage(tuple(targets), tuple(givers), wanted, tuple(others))


def _beside(forums: Sequence[Forum], seated: Container[int], day: date) -> list[Unit]:
    """Units of the forums' municipality that hold no seat there, work with children, and may tell one of the forums of them: a basis is in
    force for what they are in law. By name.
    """
    bodies = {forum.body_id for forum in forums}
    found = Unit.objects.on(day).filter(body_id__in=bodies, sector__in=TAKES_CONCERNS).order_by("name", "pk")
    may: dict[tuple[int, str], bool] = {}
    answer = []
    for unit in found:
        if unit.pk in seated:
            continue
        for forum in forums:
            key = (forum.pk, unit.type)
            if key not in may:
                may[key] = _has_basis(unit, forum, day)
            if forum.body_id == unit.body_id and may[key]:
                answer.append(unit)
                break
    return answer


def _has_basis(unit: Unit, forum: Forum, day: date) -> bool:
    try:
        basis_for(unit, forum, day)
    except Refused:
        return False
    return True


def check_may_give(unit: Unit, forum: Forum, day: date) -> None:
    """A forum takes a list from those who sit there, and from others whom a legal basis lets tell it of children. Raises Refused."""
    if Seat.objects.on(day).filter(forum=forum, unit=unit).exists():
        return
    try:
        basis_for(unit, forum, day)
    except Refused as refused:
        raise Refused(
            _("%(unit)s has no legal basis for giving %(forum)s a list. Raise a concern about each child instead.")
            % {"unit": unit.name, "forum": forum.name},
            field="giver",
        ) from refused


@dataclass(frozen=True)
class SendingPage:
    """What can be chosen when a concern is sent; `unit` is for whom the sender speaks."""

    forums: tuple[Forum, ...]
    necessities: tuple[str, ...]
    unit: Unit

    def about(self, about: str) -> tuple[Forum, ...]:
        """The forums that may be told of it: of a child only those that discuss named persons."""
        return tuple(forum for forum in self.forums if forum.named_persons or about != About.CHILD)


def sending_page(actor: Actor) -> SendingPage:
    """The forums of the actor's municipality that take concerns: where named persons are discussed, and the front line.

    A forum without terms for the day has not agreed on anything yet and is left out.
    """
    today = timezone.localdate(actor.at)
    staff = staff_of(actor)
    found = Forum.objects.on(today).filter(Q(named_persons=True) | Q(type=FRONT_LINE), body_id=staff.body_id)
    agreed = found.filter(terms__in=ForumTerms.objects.on(today)).distinct().select_related("body")
    forums = tuple(agreed.order_by("-named_persons", "name"))
    phrases: dict[str, None] = {}
    for forum in forums:
        phrases |= dict.fromkeys(terms_of(forum, today).necessity_phrases)
    return SendingPage(forums, tuple(phrases) or (_("choice of help"),), unit_of(actor, today))


@dataclass(frozen=True)
class Holders:
    """Who has it now: the forum, those who answer its door, and when it meets next."""

    forum: Forum
    names: tuple[str, ...]
    next_meeting: Coming | None


def holders(forum: Forum, day: date) -> Holders:
    """Who answers a forum's door that day, in the turn in which they lead."""
    leaders = leaders_among(seats_on(forum, day))
    return Holders(forum, tuple(leader.name for leader in leaders), next(iter(coming(forum.pk, day)), None))
