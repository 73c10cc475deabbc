"""Kills at any moment: each acknowledged decision is there once and whole; nothing is there by halves.

Four people save decisions by the forms of the table, over HTTP, on a served product with a PostgreSQL of its own. Whatever
was not answered is sent again with its key.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from samspil.config.tests import databases
from samspil.meetings.actions import preparing
from samspil.meetings.tests.steps import BORN, Table, opened, planned
from samspil.people.actions import find_or_create_many
from samspil.people.queries import Child
from tests.cast import Cast
from tests.resilience import books
from tests.resilience.clerks import WORDS, Clerk
from tests.resilience.victims import Database, WebServer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
CHILDREN = 12  # on one agenda
WRITERS = ("consultant", "colleague", "social_worker", "consultant")  # each at a keyboard; one of them at two
PATIENCE = 60.0  # seconds until the product must answer again after a blow, on a machine that has other work too
PART = (
    "PostgreSQL", "a backend", "a web worker", "PostgreSQL", "a backend",
    "PostgreSQL", "a backend", "a web worker", "PostgreSQL", "the web server",
)  # fmt: skip


class Town:
    """The clerks, what they work on, and the blows."""

    def __init__(self, database: Database, web: WebServer, clerks: list[Clerk], chance: random.Random) -> None:
        self.database, self.web, self.clerks, self.chance = database, web, clerks, chance
        self.blows: dict[str, Callable[[], None]] = {
            "PostgreSQL": self._postgresql,
            "a backend": lambda: database.kill_a_backend(chance),
            "the web server": self._web_server,
            "a web worker": lambda: web.kill_a_worker(chance),
        }
        self.struck: Counter[str] = Counter()

    def _postgresql(self) -> None:
        self.database.kill()
        self.database.start()

    def _web_server(self) -> None:
        self.web.kill()
        self.web.start()

    def saved(self) -> int:
        return sum(len(clerk.saved) for clerk in self.clerks)

    def strike(self, what: str) -> None:
        """One blow, at a random moment, with a decision on its way."""
        self.await_a_save()
        time.sleep(self.chance.uniform(0, 0.8))
        self.wait_for(lambda: any(clerk.saving for clerk in self.clerks))
        self.struck[what] += 1
        self.blows[what]()

    def await_a_save(self) -> None:
        """The product works again: somebody's decision is acknowledged."""
        before = self.saved()
        self.wait_for(lambda: self.saved() > before)

    def wait_for(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            self.web.keep_running()
            assert time.monotonic() < end, "the product does not answer, or there is nothing left to decide"
            assert any(clerk.is_alive() for clerk in self.clerks), "nothing is left to decide"
            time.sleep(0.002)


def in_progress(cast: Cast, *, days: int) -> int:
    """A meeting with a dozen children whose follow-up is due."""
    meeting, actor = planned(cast, days=days), cast.consultant.sign()
    children = [Child(f"Barn Nummer{number}", BORN) for number in range(CHILDREN)]
    persons = find_or_create_many(actor, owner_audience=cast.forum.door_id, children=children)
    items = preparing.place(
        actor,
        meeting=meeting,
        necessity="valg af indsats",
        placements=[
            preparing.Placement(label=person.name, source="follow_up", subject=person.pk, birth_date=BORN)
            for person in persons
        ],
    )
    meeting.refresh_from_db()
    return int(opened(Table(cast, meeting, items)).meeting.pk)


@pytest.fixture
def town(settlers: Cast, fresh_database: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """Meetings in progress with decisions for so many blows, moved to a server that nothing else runs on."""
    chance = random.Random(random.getrandbits(32))
    with transaction.atomic():
        meetings = [in_progress(settlers, days=1 + number) for number in range(request.param)]
    cookies = [{name: morsel.value for name, morsel in settlers.client(key).cookies.items()} for key in WRITERS]
    database = Database(tmp_path)
    try:
        database.fill(databases.running().url("samspil_admin", fresh_database.name))
        web = WebServer(database, tmp_path / "web.log")
        stop = threading.Event()
        try:
            # Two by two at the same tables: whoever is later meets what the other has decided.
            clerks = [
                Clerk(web.port, jar, meetings[number % 2 :: 2], random.Random(chance.getrandbits(32)), stop)
                for number, jar in enumerate(cookies)
            ]
            yield Town(database, web, clerks, chance)
        finally:
            stop.set()
            web.kill()
    finally:
        database.remove()


def survive(town: Town, kills: int) -> None:
    for clerk in town.clerks:
        clerk.start()
    kinds = list(PART) * (kills // len(PART))
    town.chance.shuffle(kinds)
    for kind in kinds:
        town.strike(kind)
    town.await_a_save()
    town.clerks[0].stop.set()
    for clerk in town.clerks:
        clerk.join(PATIENCE)

    saved = [decision for clerk in town.clerks for decision in clerk.saved]
    assert sum(town.struck.values()) == kills
    assert set(town.struck) == set(town.blows)
    assert [odd for clerk in town.clerks for odd in clerk.odd] == []
    assert sum(clerk.lost for clerk in town.clerks) >= kills // 2  # the blows did hit
    assert {decision.word for decision in saved} <= set(WORDS)
    with psycopg.connect(town.database.url("samspil_admin")) as admin:
        assert books.complaints(admin) == {}
        assert {key: count for key, count in books.times(admin, [one.key for one in saved]).items() if count != 1} == {}
        words = admin.execute("SELECT key::text, word FROM meetings_decision").fetchall()
    assert {one.key: one.word for one in saved}.items() <= dict(words).items()


@pytest.mark.parametrize("town", [16], indirect=True)
def test_ten_kills(town: Town) -> None:
    survive(town, 10)


@pytest.mark.long
@pytest.mark.parametrize("town", [80], indirect=True)
def test_fifty_kills(town: Town) -> None:
    survive(town, 50)
