"""The private server lives by the clock of whoever starts it, and lets nobody in who lives by another."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine

from samspil.config import cluster
from samspil.config.cluster import clock
from samspil.config.tests.conftest import Start
from tools import days

YEAR = 365 * 24 * 3600


@pytest.fixture
def another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day 365 days further on than this process's own, as `tools/days.py` sets it."""
    if shutil.which("faketime") is None:
        pytest.fail("To try another day needs faketime: install Debian's package faketime.", pytrace=False)
    ahead = YEAR + round((datetime.now(UTC) - really()).total_seconds())
    monkeypatch.setenv(clock.DAY, "a-year-on")
    monkeypatch.setenv(clock.AHEAD, str(ahead))
    monkeypatch.setenv(clock.LIBRARY, days.preloaded() or "")


def really() -> datetime:
    """The machine's time, whatever day this process lives on."""
    told = subprocess.run(["/bin/date", "+%s"], capture_output=True, text=True, check=True).stdout
    return datetime.fromtimestamp(int(told), UTC)


@pytest.mark.usefixtures("another_day")
def test_a_server_lives_by_our_clock_and_lets_no_other_in(start: Start) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=YEAR)):
        private = start()
        assert private.folder.path.name.endswith("-a-year-on")
        with psycopg.connect(private.admin_url) as connection:
            row = connection.execute("SELECT clock_timestamp()").fetchone()
        assert row is not None
        assert abs(row[0] - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(cluster.ClusterError, match="another clock"):
        start()


def test_without_another_day_nothing_is_loaded_into_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.DAY, raising=False)
    monkeypatch.setenv("LD_PRELOAD", "/nowhere.so")
    assert clock.variables() == {}
    assert clock.label() == ""
