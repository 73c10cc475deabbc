"""Response times of a door, without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.models import Assessment
from samspil.concerns.queries.clocks import ASSESSED_WITHIN
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import staff_of
from samspil.organisations.queries.concern_doors import doors_answered, is_inside

FEWEST = 5  # figures about fewer are not shown


@dataclass(frozen=True)
class Figures:
    """Response times of a door over a period: no names, and nothing where there are too few (HAL-24, HAL-34)."""

    door: ConcernDoor
    since: date
    received: int | None
    reacted_share: int | None
    median_hours: float | None
    answered_in_time: int | None


def figures(actor: Actor, days: int = 90) -> list[Figures]:
    """For the doors that the actor answers."""
    staff, today, own = staff_of(actor), timezone.localdate(actor.at), own_keys()
    since = actor.at - timedelta(days=days)
    found = []
    answered = doors_answered(staff.body, today, own)
    doors = [door for door in answered if DoorTakes.CONCERN in door.takes or is_inside(door)]
    rows = list(
        Assessment.objects.filter(
            owner_audience_id__in=[door.audience_id for door in doors], closed_at__gte=since
        ).values_list("owner_audience_id", "received_at", "reacted_at", "first_at", "asks_notification")
    )
    for door in doors:
        mine = [row for row in rows if row[0] == door.audience_id]
        if len(mine) < FEWEST:
            found.append(Figures(door, timezone.localdate(since), None, None, None, None))
            continue
        hours = [(reacted - received).total_seconds() / 3600 for _, received, reacted, _, _ in mine if reacted]
        asked = [(received, first) for _, received, _, first, asks in mine if asks]
        in_time = sum(first is not None and first - received <= ASSESSED_WITHIN for received, first in asked)
        found.append(
            Figures(
                door,
                timezone.localdate(since),
                len(mine),
                round(100 * len(hours) / len(mine)),
                round(median(hours), 1) if len(hours) >= FEWEST else None,
                round(100 * in_time / len(asked)) if len(asked) >= FEWEST else None,
            )
        )
    return found
