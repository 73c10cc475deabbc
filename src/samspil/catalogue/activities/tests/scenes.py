"""The scenes of activities: planned, changed, written up, and who came into a club."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.catalogue.activities import actions
from samspil.catalogue.activities.models import Activity
from samspil.catalogue.activities.tests import activitywork
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Other, Play, fresh, scene

OTHERS = Other("social_worker")  # of another unit
EVERY_UNIT = "Every unit plans and counts activities of its own."
LONG_AGO = timedelta(days=400)


def planned(cast: Cast, days: int = 0) -> Activity:
    return activitywork.planned(cast.consultant.sign(), days)


def facts(**more: Any) -> dict[str, Any]:
    return {"title": "Basketball", "place": "Hallen", "day": timezone.localdate(), **more}


@scene(actions.plan)
def plan(cast: Cast) -> Play:
    key = uuid4()
    return Play(
        "consultant", lambda: facts(key=key), EVERY_UNIT,
        lambda: facts(day=timezone.localdate() - LONG_AGO, key=uuid4()), strangers=EVERY_UNIT,
    )  # fmt: skip


@scene(actions.open_activity)
def open_activity(cast: Cast) -> Play:
    activity = planned(cast)
    return Play(
        "consultant", lambda: {"activity_id": activity.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE,
        reads=True,
    )  # fmt: skip


@scene(actions.change_plan)
def change_plan(cast: Cast) -> Play:
    activity = activitywork.held(cast)

    def args() -> dict[str, Any]:
        now = fresh(activity)
        return facts(activity=now, version=now.version)

    def still_to_come() -> dict[str, Any]:
        """It was held, so its day is not moved ahead."""
        cast.consultant.sign()
        return args() | {"day": timezone.localdate() + timedelta(days=3)}

    return Play("consultant", args, OTHERS, still_to_come)


@scene(actions.write_up)
def write_up(cast: Cast) -> Play:
    activity = planned(cast)

    def args() -> dict[str, Any]:
        now = fresh(activity)
        return {"activity": now, "version": now.version, "held": True, "participants": 12}

    def too_early() -> dict[str, Any]:
        ahead = planned(cast, 5)
        return {"activity": ahead, "version": ahead.version, "held": True, "participants": 12}

    return Play("consultant", args, OTHERS, too_early)


@scene(actions.count_into_club)
def count_into_club(cast: Cast) -> Play:
    activity, key = activitywork.held(cast), uuid4()
    day, counted = timezone.localdate(), {"club": "fodboldklub", "number": 2}

    def not_held_yet() -> dict[str, Any]:
        return {"activity": planned(cast), "day": day, "key": uuid4(), **counted}

    return Play(
        "consultant", lambda: {"activity": fresh(activity), "day": day, "key": key, **counted}, OTHERS, not_held_yet
    )


@scene(actions.correct_count)
def correct_count(cast: Cast) -> Play:
    count = activitywork.came(cast, activitywork.held(cast))

    def args() -> dict[str, Any]:
        now = fresh(count)
        return {"count": now, "version": now.version, "day": now.day, "club": "håndboldklub", "number": 3}

    def before_it_was_held() -> dict[str, Any]:
        cast.consultant.sign()
        return args() | {"day": timezone.localdate() - timedelta(days=2)}

    return Play("consultant", args, OTHERS, before_it_was_held)
