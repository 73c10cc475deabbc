"""Activities that a test needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.catalogue.activities import actions
from samspil.catalogue.activities.models import Activity, IntoClub
from tests.cast import Cast


def planned(actor: Actor, days: int = 0, **facts: Any) -> Activity:
    """Planned for so many days from today."""
    day = timezone.localdate(actor.at) + timedelta(days=days)
    return actions.plan(actor, **{"title": "Fodbold i hallen", "place": "Hallen", "day": day, **facts})


def written(actor: Actor, activity: Activity, **told: Any) -> Activity:
    return actions.write_up(actor, activity=activity, version=activity.version, **{"held": True, **told})


def held(cast: Cast) -> Activity:
    """One of the consultant's unit, held today."""
    actor = cast.consultant.sign()
    return written(actor, planned(actor), participants=12, cost=400)


def came(cast: Cast, activity: Activity | None) -> IntoClub:
    """Two young people came into a club."""
    actor = cast.consultant.sign()
    day = timezone.localdate(actor.at)
    return actions.count_into_club(actor, activity=activity, day=day, club="fodboldklub", number=2)
