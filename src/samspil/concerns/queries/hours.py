"""Numbers that are right at this hour: when a door is open, and which telephone is answered now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.concerns.models import Reception
from samspil.lib.calendars import public_holidays
from samspil.organisations.models import Body, ConcernDoor
from samspil.organisations.profile.opening import DayOfWeek
from samspil.organisations.profile.reception import AssessmentQuestion, Telephone
from samspil.organisations.profile.reception import Reception as Stated

DAYS = list(DayOfWeek)
LOOK_AHEAD = 30
YEAR = 366

ALARM, POLICE, DUTY, DOOR = "alarm", "police", "duty", "door"
NOTIFICATION = "notification"
# What holds in the whole country; a profile may state the same keys otherwise.
EVERYWHERE = {
    ALARM: ("112", "Alarmcentralen"),
    POLICE: ("114", "Politiet"),
    "violence": ("1888", "Lev Uden Vold, hotline døgnet rundt"),
    "honour": ("70 27 76 66", "RED Rådgivning om æresrelateret konflikt"),
    "children": ("116 111", "BørneTelefonen"),
}


@dataclass(frozen=True)
class Number:
    """Somebody to ring now."""

    name: str
    phone: str
    opens: datetime | None = None  # nobody answers it before
    is_closed: bool = False  # nobody answers it now, and nothing says when

    @property
    def link(self) -> str:
        """For a `tel:` link."""
        return self.phone.replace(" ", "")


@dataclass(frozen=True)
class Rules:
    """What a municipality states for all its doors."""

    stated: Stated
    closing_days: frozenset[tuple[int, int]]
    guide: dict[str, Any] | None

    def is_closed_day(self, day: date) -> bool:
        """A public holiday, or a day on which the municipality is closed."""
        return (day.month, day.day) in self.closing_days or day in _holidays(day.year)

    def is_open(self, hours: Sequence[dict[str, Any]], at: datetime) -> bool:
        """Whether somebody answers at that instant. No hours: always."""
        if not hours:
            return True
        local = timezone.localtime(at)
        if self.is_closed_day(local.date()):
            return False
        return any(
            DAYS[local.weekday()] in each["days"] and _clock(each["opens"]) <= local.time() < _clock(each["closes"])
            for each in hours
        )

    def opens_next(self, hours: Sequence[dict[str, Any]], at: datetime) -> datetime | None:
        """When somebody answers again; None where that is more than a month away."""
        local = timezone.localtime(at)
        for ahead in range(LOOK_AHEAD):
            day = local.date() + timedelta(days=ahead)
            if self.is_closed_day(day):
                continue
            for each in sorted(hours, key=lambda hours: str(hours["opens"])):
                if DAYS[day.weekday()] not in each["days"]:
                    continue
                opens = timezone.make_aware(datetime.combine(day, _clock(each["opens"])))
                if opens > at:
                    return opens
        return None

    def spans(self, hours: Sequence[dict[str, Any]], day: date) -> list[tuple[datetime, datetime]]:
        """From when to when somebody answers that day, in order and without overlaps, in UTC so that they can be counted
        over the nights on which clocks change. No hours: all day.
        """
        if not hours:
            return [(_instant(day, time.min), _instant(day + timedelta(days=1), time.min))]
        if self.is_closed_day(day):
            return []
        told = [
            (_instant(day, _clock(each["opens"])), _instant(day, _clock(each["closes"])))
            for each in hours
            if DAYS[day.weekday()] in each["days"]
        ]
        found: list[tuple[datetime, datetime]] = []
        for opens, closes in sorted(told):
            if found and opens <= found[-1][1]:
                found[-1] = (found[-1][0], max(closes, found[-1][1]))
            elif opens < closes:
                found.append((opens, closes))
        return found

    def promised(self, door: ConcernDoor, since: datetime) -> datetime | None:
        """Before when who writes to this door hears from somebody: its hours are counted while it is open, so that a promise
        never falls on a time at which nobody is there. None where a year has not so many hours: then nothing is promised.
        """
        left, first, since = (
            timedelta(hours=door.answers_within_open_hours),
            timezone.localdate(since),
            since.astimezone(UTC),
        )
        for ahead in range(YEAR):
            for opens, closes in self.spans(door.hours, first + timedelta(days=ahead)):
                begins = max(opens, since)
                if begins < closes:
                    if left <= closes - begins:
                        return timezone.localtime(begins + left)
                    left -= closes - begins
        return None

    def end_of(self, door: ConcernDoor, day: date) -> datetime:
        """When the door closes that day; midnight, where it is not open."""
        spans = self.spans(door.hours, day)
        return timezone.localtime(spans[-1][1] if spans else _instant(day + timedelta(days=1), time.min))

    def last_open_day(self, door: ConcernDoor, since: date, within: timedelta) -> date:
        """The last day within so many days on which the door is open; that day itself, where it is not open at all."""
        days = [since + within - timedelta(days=back) for back in range(within.days)]
        return next((day for day in days if self.spans(door.hours, day)), since + within)

    def number(self, key: str, at: datetime, door: ConcernDoor | None = None, *, can_wait: bool = False) -> Number:
        """Whom to ring now under this key: where it is closed, the number that stands for it; at the last 112.

        A door that is closed is never stood for by the emergency duty: it keeps its own number, with the time at which it
        opens. So does every number of the municipality's own where the matter can wait.
        """
        seen: set[str] = set()
        if key == DOOR and door is not None:
            is_open = self.is_open(door.hours, at)
            return Number(door.name, door.phone, None if is_open else self.opens_next(door.hours, at))
        if key == NOTIFICATION and self.stated.notification is not None:
            key = self.stated.notification.telephone
        if key == DUTY:
            key = self.stated.duty or POLICE
        known = {each.key: each for each in self.stated.telephones}
        while key in known and key not in seen:
            seen.add(key)
            told: Telephone = known[key]
            hours = [opening.model_dump(mode="json") for opening in told.hours]
            if self.is_open(hours, at):
                return Number(told.name, told.phone)
            if can_wait:
                return Number(told.name, told.phone, self.opens_next(hours, at))
            key = told.when_closed or self.stated.duty or ALARM
        phone, name = EVERYWHERE.get(key if key in EVERYWHERE else ALARM, EVERYWHERE[ALARM])
        return Number(name, phone)

    def numbers(self, keys: Sequence[str], at: datetime, door: ConcernDoor | None = None) -> list[Number]:
        """Several, each telephone once, in order."""
        return each_once(self.number(key, at, door) for key in keys)

    def danger(self, at: datetime) -> tuple[Number, ...]:
        """Whom to ring about somebody in danger, 112 above all."""
        return tuple(self.numbers([ALARM, DUTY], at))


def each_once(numbers: Iterable[Number]) -> list[Number]:
    """A telephone stands once in a list, under its first name: who looks for help is not sent to ring the same place twice."""
    found: dict[str, Number] = {}
    for number in numbers:
        found.setdefault(number.link, number)
    return list(found.values())


def needs_of(body: Body, kind: str) -> list[str] | None:
    """Who agrees to a handover of such a record besides giver and receiver, as the profile says; None where it says nothing."""
    for told in rules_of(body).stated.agreements:
        if told.about == kind:
            return [party.value for party in told.needs if party.value not in {"giver", "receiver"}]
    return None


def rules_of(body: Body) -> Rules:
    """What holds now. A municipality that has stated nothing has the numbers of the whole country. One statement."""
    return rules_from(Reception.objects.filter(body_id=body.pk).order_by("-pk").first())


def rules_from(row: Reception | None) -> Rules:
    """The rules that stand in what a municipality has stated."""
    content = dict(row.content) if row else {}
    content.pop("counselling", None)  # stated before a door said itself that it takes questions
    days = [tuple(map(int, str(day).split("-"))) for day in content.pop("closing_days", [])]
    return Rules(
        Stated.model_validate(content),
        frozenset((month, day) for month, day in days),
        row.guide if row else None,
    )


@dataclass(frozen=True)
class DoorNow:
    """A door at this instant."""

    door: ConcernDoor
    is_open: bool
    opens: datetime | None
    ring: tuple[Number, ...]
    danger: tuple[Number, ...]  # 112 above all
    duty: Number  # whom those at the door ring themselves, when it cannot wait
    family: Number  # whom a parent rings about their own child; closed, it says when it opens
    notification: Number
    notification_form: str
    notification_name: str
    questions: tuple[AssessmentQuestion, ...]  # what the assessment also answers here

    @property
    def number(self) -> Number:
        """Its own telephone; closed, with when it opens."""
        return Number(self.door.name, self.door.phone, self.opens, is_closed=not self.is_open)

    @property
    def ring_now(self) -> list[Number]:
        """Who answers the telephone right now, on every page that says so: 112 above all, then the door itself while it is open, then
        who takes a notification, then who is on duty.
        """
        alarm, *others = self.danger
        own = [self.number] if self.is_open and self.door.phone else []
        return each_once([alarm, *own, self.notification, *others])

    def before_parents(self, *, at_door: bool = False) -> list[Number]:
        """Whom to ring before anybody talks with the parents: the door while it is open, who takes a notification, who is on duty.
        `at_door`: who asks stands there, and does not ring it.
        """
        own = [self.number] if self.is_open and self.door.phone else []
        numbers = each_once([*own, self.notification, self.duty])
        return [one for one in numbers if one.link != self.number.link] or numbers if at_door else numbers


def door_now(door: ConcernDoor, rules: Rules, at: datetime) -> DoorNow:
    """Whether it is open, when it opens, and whom to ring meanwhile."""
    is_open = rules.is_open(door.hours, at)
    told = rules.stated.notification
    return DoorNow(
        door=door,
        is_open=is_open,
        opens=None if is_open else rules.opens_next(door.hours, at),
        ring=tuple(rules.numbers([DOOR, DUTY] if is_open else [DUTY, ALARM], at, door)),
        danger=rules.danger(at),
        duty=rules.number(DUTY, at, door),
        family=rules.number(NOTIFICATION if told else DOOR, at, door, can_wait=True),
        notification=rules.number(NOTIFICATION if told else DUTY, at, door),
        notification_form=told.form if told else "",
        notification_name=told.name if told else _("the municipality's family department"),
        questions=tuple(one for one in rules.stated.questions if one.holds_on(timezone.localdate(at))),
    )


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(public_holidays(year))


def _instant(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock)).astimezone(UTC)


@cache
def _clock(text: str) -> time:
    return time.fromisoformat(text)
