"""The other days on which the tests are tried are what they are called, and none is long past or passed over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.rules.test_house import CHECKOUT
from tools import days

DENMARK = ZoneInfo("Europe/Copenhagen")
NOWS = [datetime(2026, 11, 28, 18, tzinfo=UTC) + timedelta(days=step) for step in range(0, 1500, 13)]


@pytest.mark.parametrize("name", days.DAYS)
def test_each_lies_ahead(name: str) -> None:
    for now in NOWS:
        assert timedelta(days=20) < days.DAYS[name](now) - now < timedelta(days=4 * 366 + 31)


def test_each_is_the_day_that_it_is_called() -> None:
    for now in NOWS:
        on = {name: moment(now).astimezone(DENMARK) for name, moment in days.DAYS.items()}
        assert (on["new-years-eve"].month, on["new-years-eve"].day) == (12, 31)
        assert (on["leap-day"].month, on["leap-day"].day) == (2, 29)
        assert (on["last-of-school-year"].month, on["last-of-school-year"].day) == (7, 31)
        assert on["three-years-on"] - now == timedelta(days=3 * 365)
        for name in ("spring-sunday", "autumn-sunday"):
            before, after = days.DAYS[name](now), days.DAYS[name](now) + timedelta(minutes=3)
            assert before.astimezone(DENMARK).isoweekday() == 7
            assert before.astimezone(DENMARK).utcoffset() != after.astimezone(DENMARK).utcoffset()


def test_after_midnight_the_day_in_utc_is_another() -> None:
    for name in ("leap-day", "last-of-school-year"):
        moment = days.DAYS[name](NOWS[0])
        assert moment.astimezone(UTC).date() != moment.astimezone(DENMARK).date()


def test_every_part_that_asks_what_day_it_is_is_tried_by_one_file() -> None:
    files = days.one_of_each()
    parts = [file.relative_to(CHECKOUT).parts for file in files]
    assert len(files) == len({part[:3] if part[0] == "src" else part[:2] for part in parts})
    assert {"cases", "concerns", "meetings", "desk", "sharing"} <= {part[2] for part in parts if part[0] == "src"}
