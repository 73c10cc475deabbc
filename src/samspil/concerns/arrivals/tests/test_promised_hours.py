"""Promised times over a year: whatever the hour at which somebody writes, the promise falls in opening hours, and is kept by
exactly as many of them as the door says.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from samspil.concerns.queries.hours import Rules
from samspil.demo import colleagues
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile import Door, load
from samspil.organisations.profile.reception import Reception
from tests.clock import today

STEP = timedelta(minutes=15)
EVERY_DAY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# Hours as municipalities have them, and as they may: two spans a day, one that crosses a change of clocks, one afternoon a week.
HOURS: dict[str, list[dict[str, Any]]] = {
    "office": [{"days": EVERY_DAY[:5], "opens": "08:00:00", "closes": "15:00:00"}],
    "lunch": [
        {"days": EVERY_DAY[:4], "opens": "12:30:00", "closes": "15:30:00"},
        {"days": EVERY_DAY[:5], "opens": "09:00:00", "closes": "12:00:00"},
    ],
    "overlapping": [
        {"days": EVERY_DAY[:2], "opens": "09:00:00", "closes": "13:00:00"},
        {"days": EVERY_DAY[:5], "opens": "12:00:00", "closes": "16:00:00"},
    ],
    "nights": [{"days": EVERY_DAY, "opens": "00:00:00", "closes": "07:00:00"}],
    "afternoon": [{"days": ["wednesday"], "opens": "13:00:00", "closes": "16:00:00"}],
    "always": [],
}


def door(hours: list[dict[str, Any]], within: int) -> Any:
    return SimpleNamespace(hours=hours, answers_within_open_hours=within)


def rules() -> Rules:
    return Rules(Reception(), frozenset({(12, 24), (12, 31), (6, 5)}), None)


@cache
def open_quarters(kind: str) -> list[datetime]:
    """The quarters of an hour in which the door is open: asked one by one, not computed from spans."""
    at, ends = year()
    found, of = [], rules()
    while at < ends + timedelta(days=90):
        if of.is_open(HOURS[kind], at):
            found.append(at)
        at += STEP
    return found


def year() -> tuple[datetime, datetime]:
    begins = timezone.make_aware(datetime(today().year, 1, 1)).astimezone(UTC)
    return begins, begins + timedelta(days=366)


@pytest.mark.parametrize("kind", HOURS)
@pytest.mark.parametrize("within", [1, 8])
def test_over_a_year_every_promise_is_kept_by_open_hours_alone(kind: str, within: int):
    hours, begins_ends, of = HOURS[kind], year(), rules()
    begins, ends = begins_ends
    quarters = open_quarters(kind)
    need, first = within * 4, 0
    promises, at = [], begins
    while at < ends:
        promised = of.promised(door(hours, within), at)
        assert promised is not None
        while quarters[first] < at:
            first += 1
        counted = quarters[first : first + need]  # those that have been open when the promise is due
        assert counted[-1] + STEP == promised.astimezone(UTC), (at, promised)
        assert of.is_open(hours, promised - timedelta(seconds=1))
        promises.append(promised)
        at += timedelta(hours=1)
    assert all(one <= other for one, other in pairwise(promises))  # who writes first is not promised later
    assert len(promises) == 366 * 24


def test_a_friday_evening_is_answered_on_monday_and_never_on_the_day_before():
    """ "Du hører fra os før søndag 16.11", where the door opens on Monday at 8, was promised."""
    friday = timezone.make_aware(datetime(2026, 11, 27, 16, 11))
    promised = rules().promised(door(HOURS["office"], 5), friday)
    assert promised is not None
    assert promised.isoformat() == "2026-11-30T13:00:00+01:00"


def test_over_christmas_no_closed_day_is_counted():
    before = timezone.make_aware(datetime(2026, 12, 23, 14, 0))
    promised = rules().promised(door(HOURS["office"], 2), before)  # 24 to 27 December are closed
    assert promised is not None
    assert promised.isoformat() == "2026-12-28T09:00:00+01:00"


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_the_nights_on_which_clocks_change_hours_are_hours(day: date):
    midnight = timezone.make_aware(datetime(day.year, day.month, day.day))
    promised = rules().promised(door([], 24), midnight)
    assert promised is not None
    assert promised.astimezone(UTC) - midnight.astimezone(UTC) == timedelta(hours=24)


def test_nothing_is_promised_where_the_door_never_opens_for_long_enough():
    never = [{"days": ["monday"], "opens": "09:00:00", "closes": "09:00:00"}]
    assert rules().promised(door(never, 1), timezone.now()) is None


@pytest.mark.parametrize("kind", ["office", "lunch", "afternoon"])
def test_a_citizen_is_promised_a_day_on_which_the_door_is_open(kind: str):
    of, within = rules(), timedelta(days=14)
    for ahead in range(366):
        day = date(today().year, 1, 1) + timedelta(days=ahead)
        promised = of.last_open_day(door(HOURS[kind], 8), day, within)
        assert day < promised <= day + within
        assert of.spans(HOURS[kind], promised)
        closes = of.end_of(door(HOURS[kind], 8), promised)
        assert not of.is_open(HOURS[kind], closes)
        assert of.is_open(HOURS[kind], closes - timedelta(seconds=1))


@pytest.mark.parametrize("body", [key for key in colleagues.FILES if key not in colleagues.ABOVE])
def test_every_door_of_the_demo_can_keep_what_it_promises(body: str):
    profile = colleagues.answering(load(colleagues.FILES[body]), body)
    receiving = [one for one in profile.doors if one.receives]
    assert receiving
    for one in receiving:
        hours = [each.model_dump(mode="json") for each in one.hours]
        promised = rules().promised(door(hours, one.answers_within_open_hours), timezone.now())
        assert promised is not None
        assert rules().is_open(hours, promised - timedelta(seconds=1))


def test_where_nothing_is_stated_an_answer_is_promised_within_about_a_working_day():
    """24 was the default, from when every hour was counted: counted in open hours it had become three working days."""
    within = Door.model_fields["answers_within_open_hours"].default
    monday = timezone.make_aware(datetime(2026, 11, 23, 10, 0))
    promised = rules().promised(door(HOURS["office"], within), monday)
    assert promised is not None
    assert promised.isoformat() == "2026-11-24T11:00:00+01:00"
    assert ConcernDoor._meta.get_field("answers_within_open_hours").default == within
