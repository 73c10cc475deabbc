"""One small demo for all tests that only look at it: making it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from samspil.access.installing import lay_signing_key
from samspil.config.tests import databases
from samspil.demo.build import build
from samspil.demo.town import Town

SATURDAY = date(2026, 11, 21)
SCALE = 0.15


@contextmanager
def made_on(day: date, folder: Path) -> Iterator[tuple[Town, list[str]]]:
    """A small demo of that day in a database of its own, and what was said while it was made."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    said: list[str] = []
    with databases.copy("demo") as name:
        _point_at(dict.fromkeys(before, name))
        try:
            lay_signing_key(connections["owner"])
            yield build(today=day, scale=SCALE, folder=folder, say=said.append), said
        finally:
            _point_at(before)


def _point_at(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


@pytest.fixture(scope="module")
def demo(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Town, list[str], Path]]:
    """The demo of a Saturday; the tests of a module share it."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), made_on(SATURDAY, folder) as (town, said):
        yield town, said, folder
