"""Small worlds, each in a database of its own, and colleagues who look at pages there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from samspil.bench import settings as of_the_bench
from samspil.bench.probe import ASKED, TOLD
from samspil.bench.sessions import sign_in
from samspil.bench.visiting import Answer, Ask, Visit
from samspil.bench.world import Built, Size, build
from samspil.config.tests import databases

SEED = 7
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"


class TestVisitor:
    """Django's test client as somebody signed in."""

    __test__ = False  # a name for readers, not a test

    def __init__(self, session: str) -> None:
        self.client = Client(raise_request_exception=True)
        self.client.cookies["sessionid"] = session

    def ask(self, ask: Ask, *, probe: str = "") -> Answer:
        headers = {ASKED: probe} if probe else {}
        if ask.form is None:
            response = self.client.get(ask.path, headers=headers)
        else:
            file = {"file": SimpleUploadedFile(ask.file.name, ask.file.content)} if ask.file else {}
            response = self.client.post(ask.path, {**ask.form, **file}, headers=headers)
        told = json.loads(response.headers.get(TOLD) or "{}")
        return Answer(response.status_code, response.content.decode(), response.headers.get("Location", ""), told)


@dataclass
class SmallWorld:
    """A world and the way in."""

    admin: psycopg.Connection
    built: Built
    before_building: set[str]  # the indexes as migrations have made them

    def sql(self, query: str, parameters: list[Any]) -> Any:
        row = self.admin.execute(query, parameters).fetchone()  # type: ignore[call-overload]
        return row[0] if row else None

    def visit(self, principal: int, *, rows: int = 100) -> Visit:
        return Visit(TestVisitor(sign_in(self.admin, principal)), self.built.spots[0], self.sql, rows)


Worlds = Callable[[Size], AbstractContextManager[SmallWorld]]


@pytest.fixture
def worlds(django_db_blocker: DjangoDbBlocker, settings: Any) -> Worlds:
    """Makes a world of a given size; every connection of the test leads there until it is left."""
    for name in ("INSTALLED_APPS", "ROOT_URLCONF", "MIDDLEWARE"):
        setattr(settings, name, getattr(of_the_bench, name))

    @contextmanager
    def make(size: Size) -> Iterator[SmallWorld]:
        standing = connections["default"].settings_dict["NAME"]
        with databases.copy("bench") as name, django_db_blocker.unblock(), databases.administering(name) as admin:
            before_building = {row[0] for row in admin.execute(INDEXES).fetchall()}
            built = build(admin, size, seed=SEED, today=date.today())  # noqa: DTZ011
            databases.point_at(name)
            try:
                yield SmallWorld(admin, built, before_building)
            finally:
                databases.point_at(standing)

    return make
