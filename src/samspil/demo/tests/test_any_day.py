"""Whoever tries the demo tries it today, and every day is somebody's today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from samspil.demo.tests.conftest import made_on
from tests import clock

HARD_DAYS = (
    date(2026, 12, 24),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 28),  # the clocks change
    date(2027, 7, 31),  # the last day of the school year
    date(2027, 8, 1),
    date(2027, 10, 31),  # and change back
    date(2028, 2, 29),
    date(2029, 7, 9),  # a Monday of the summer holiday, beyond every school year of the profiles
)


def _is_made(day: date, folder: Path, blocker: DjangoDbBlocker) -> None:
    with blocker.unblock(), made_on(day, folder) as (town, said):
        assert town.today == day
        assert town.told["meetings"] >= 2
        assert town.told["decisions"] > 0
    assert any(line.startswith(f"Today: {town.forum.name} {day:%d.%m.%Y}") for line in said)


@pytest.mark.long  # in every run the demo's own command makes it today (config/tests/test_demo_command.py)
def test_it_is_made_today(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    _is_made(clock.today(), tmp_path, django_db_blocker)


@pytest.mark.long
@pytest.mark.parametrize("day", HARD_DAYS, ids=str)
def test_it_is_made_on_a_hard_day(
    day: date, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    _is_made(day, tmp_path, django_db_blocker)
