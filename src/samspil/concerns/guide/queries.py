"""The guide for somebody who is worried: steps and texts as data, numbers right at this hour (HAL-17, HAL-37)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.actor import now as this_instant
from samspil.concerns.public.queries import PublicPlace
from samspil.concerns.queries.hours import (
    ALARM,
    DUTY,
    NOTIFICATION,
    POLICE,
    DoorNow,
    Number,
    Rules,
    door_now,
    each_once,
    rules_of,
)
from samspil.concerns.queries.own_door import door_of
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.profile.reception import End, Guide, Outcome, Step
from samspil.organisations.queries import staff_of
from samspil.organisations.queries.concern_doors import bodies_with_a_door

SHIPPED = Path(__file__).resolve().parent / "guide.yaml"

# What can wait until somebody is there; a possible notification and danger cannot.
CAN_WAIT = frozenset({Outcome.CONCERN, Outcome.SPARRING, Outcome.EVERYDAY})
NEVER_WAITS = frozenset({ALARM, POLICE, DUTY, NOTIFICATION})


@cache
def shipped() -> Guide:
    """The guide that the product brings."""
    return Guide.model_validate(yaml.safe_load(SHIPPED.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class GuidePage:
    """One question, or one end with whom to ring now."""

    step: Step | None
    end: End | None
    title: str
    numbers: tuple[Number, ...]
    door: DoorNow
    answered: int
    version: str

    @property
    def tells_afterwards(self) -> bool:
        """Who has rung, or notified, tells the cooperation of it too."""
        return self.end is not None and self.end.outcome in {Outcome.CALL, Outcome.NOTIFICATION}


def guide_page(actor: Actor, key: str = "") -> GuidePage:
    """The first question, or the step or end of that key. Raises NotVisible, and Refused where there is no door."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    concerns, sparring = (door_of(staff, today, takes) for takes in (DoorTakes.CONCERN, DoorTakes.SPARRING))
    return _page(rules_of(staff.body), concerns, actor.at, key, sparring=sparring)


def public_guide_page(place: PublicPlace, key: str = "") -> GuidePage:
    """The same for somebody without sign-in, with the door for everybody. Raises NotVisible."""
    return _page(place.rules, place.general, place.at, key)


def _page(rules: Rules, door: ConcernDoor, at: datetime, key: str, *, sparring: ConcernDoor | None = None) -> GuidePage:
    guide = Guide.model_validate(rules.guide) if rules.guide else shipped()
    now = door_now(door, rules, at)
    step = next((step for step in guide.steps if step.key == (key or guide.steps[0].key)), None)
    if step is not None:
        return GuidePage(step, None, step.question, (), now, guide.steps.index(step), guide.version)
    end = next((end for end in guide.ends if end.key == key), None)
    if end is None:
        raise NotVisible
    numbers = _numbers(rules, end, at, sparring if sparring and end.outcome == Outcome.SPARRING else door)
    title = end.title.replace("{telephone}", f"{numbers[0].name}: {numbers[0].phone}").replace("{door}", door.name)
    return GuidePage(None, end, title, numbers, now, len(guide.steps), guide.version)


def _numbers(rules: Rules, end: End, at: datetime, door: ConcernDoor) -> tuple[Number, ...]:
    can_wait = end.outcome in CAN_WAIT
    return tuple(
        each_once(rules.number(key, at, door, can_wait=can_wait and key not in NEVER_WAITS) for key in end.telephones)
    )


def places_with_a_guide() -> Sequence[Body]:
    """The municipalities here that have a door, for somebody who has not signed in. One statement."""
    return bodies_with_a_door(timezone.localdate(this_instant()))


def unreachable(guide: Guide) -> list[str]:
    """Steps and ends that no answer leads to, and answers that lead nowhere."""
    known = {step.key for step in guide.steps} | {end.key for end in guide.ends}
    steps = {step.key: step for step in guide.steps}
    reached, waiting = set(), [guide.steps[0].key]
    while waiting:
        key = waiting.pop()
        if key in reached:
            continue
        reached.add(key)
        if key in steps:
            waiting += [choice.to for choice in steps[key].choices]
    return sorted(known ^ reached)
