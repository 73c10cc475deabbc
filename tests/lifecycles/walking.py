"""Walking a life cycle through the pages: everything that people are offered is tried, from every state that is reached.

A *trap* is a state in which somebody still waits for something, and from which no chain of offers leads on to a state that
rests. Pages are those of the thing itself and those one link away; people are the cast with their seats and posts, without
the administrator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, as_role
from tests.lifecycles.offers import Offer, asked_back, look
from tests.lifecycles.worlds import World

# For each life cycle of the world, by its table and column: the states in which any of its rows is, sorted. How many there
# are in each makes no difference: an agenda gets as many items as anybody writes. Behind them stand the facts of the world.
State = tuple[tuple[str, ...], ...]
PATIENCE = 2  # states in which a form changed nothing before it is no longer tried
MOST_LINKS = 40


@dataclass(frozen=True)
class Step:
    """One form sent by one person, and where it led."""

    person: str
    offer: str
    to: State


@dataclass
class Walk:
    """The states that were reached, and the steps between them."""

    world: World
    steps: dict[State, list[Step]] = field(default_factory=dict)
    tried: int = 0
    faults: list[str] = field(default_factory=list)
    idle: dict[str, int] = field(default_factory=dict)
    useful: set[str] = field(default_factory=set)

    def rests(self, state: State) -> bool:
        """Whether nobody waits for anything."""
        cycles = [cycle for cycle, _condition in self.world.rows]
        return all(
            one in cycle.rests for cycle, states in zip(cycles, state[: len(cycles)], strict=True) for one in states
        )

    def traps(self) -> list[State]:
        """The states from which no chain of steps leads to one that rests."""
        out = {state for state in self.steps if self.rests(state)}
        while more := {s for s, steps in self.steps.items() if s not in out and any(step.to in out for step in steps)}:
            out |= more
        return [state for state in self.steps if state not in out]

    def undeclared(self) -> list[str]:
        """Steps from one state of a row to another that its life cycle does not name."""
        found = set()
        for here, steps in self.steps.items():
            for step in steps:
                rows = self.world.rows
                for (cycle, _), before, after in zip(rows, here[: len(rows)], step.to[: len(rows)], strict=True):
                    left, came = _without(before, after), _without(after, before)
                    if len(left) == len(came) == 1 and came[0] not in {str(to) for to in cycle.next[left[0]]}:
                        found.add(f"{cycle.table}: {left[0]} -> {came[0]} by {step.offer}")
        return sorted(found)


def walk(cast: Cast, world: World) -> Walk:
    """Everything that can be reached from here. Leaves the database as it was."""
    done = Walk(world)
    clients = {person: cast.client(person) for person in world.people}
    _explore(done, clients, timezone.localdate())
    return done


def _state(world: World) -> State:
    """Read past the policies: a state that nobody sees is a trap as well."""
    read = []
    with as_role("samspil_lock") as cursor:
        for cycle, condition in world.rows:
            cursor.execute(f"SELECT DISTINCT {cycle.column} FROM {cycle.table} WHERE {condition} ORDER BY 1")
            read.append(tuple(state for (state,) in cursor.fetchall()))
        for fact in world.facts:
            cursor.execute(fact)
            read.append(tuple(word for (word,) in cursor.fetchall()))
    return tuple(read)


def _explore(done: Walk, clients: Mapping[str, Client], today: date) -> None:
    here = _state(done.world)
    done.steps[here] = []
    tried: set[object] = set()
    for person, client in clients.items():
        for offer in _offered(client, done.world.pages):
            known, plain = (offer.name, offer.controls), _plain(offer)
            if known in tried or (plain not in done.useful and done.idle.get(plain, 0) >= PATIENCE):
                continue
            if _try(done, clients, today, person, offer):
                tried.add(known)  # somebody can: whether others can too is the matrix's question
                done.useful.add(plain)
            else:
                done.idle[plain] = done.idle.get(plain, 0) + 1


def _offered(client: Client, paths: Sequence[str]) -> list[Offer]:
    """The forms of the thing's own pages and of those one link away."""
    offers: dict[object, Offer] = {}
    own = [page for path in paths if (page := look(client, path))]
    links = dict.fromkeys(link for page in own for link in page.links if link not in paths)
    pages = [*own, *(page for link in list(links)[:MOST_LINKS] if (page := look(client, link)))]
    for page in {page.path: page for page in pages}.values():
        for offer in page.offers:
            offers.setdefault((offer.name, offer.controls), offer)
    return list(offers.values())


def _try(done: Walk, clients: Mapping[str, Client], today: date, person: str, offer: Offer) -> bool:
    """Send the form in every way; answers whether one of them changed the state."""
    here, moved = _state(done.world), False
    for filled in offer.fillings(today):
        before = transaction.savepoint()
        done.tried += 1
        answered = clients[person].post(offer.action, filled)
        if answered.status_code >= 500:
            done.faults.append(f"{person} at {offer.page}: {offer.action} answered {answered.status_code}")
        with connection.cursor() as cursor:  # what is checked at commit is checked now
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        there = _state(done.world)
        if there == here and (sure := asked_back(offer, answered)):  # "Something is open: end it all the same?"
            clients[person].post(sure.action, next(sure.fillings(today)))
            there = _state(done.world)
        if there != here:
            moved = True
            step = Step(person, _plain(offer), there)
            if step not in done.steps[here]:
                done.steps[here].append(step)
            if there not in done.steps:
                _explore(done, clients, today)
        transaction.savepoint_rollback(before)
    return moved


def _plain(offer: Offer) -> str:
    """The form without numbers, as a reader of the result knows it."""
    words = "/".join("…" if part.isdigit() else part for part in offer.action.split("/"))
    return f"{words} {'='.join(offer.button)}".rstrip(" =")


def _without(states: Sequence[str], others: Sequence[str]) -> list[str]:
    """The states that the others lack."""
    return [state for state in states if state not in others]
