"""A visit to a page: what is asked, in which order, and what of it is timed.

A page is a generator. Each `Ask` that it yields is timed and its answer sent back; what it asks through `visit.quietly`
is not: preparing and clearing up.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from samspil.bench.world import Spot


class WrongAnswer(Exception):
    """A page did not answer as a working page does; measuring it would measure an error page."""


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True)
class Ask:
    """One request. With a form it is a POST."""

    path: str
    form: Mapping[str, str] | None = None
    file: File | None = None
    answers: int = 200

    @property
    def method(self) -> str:
        return "GET" if self.form is None else "POST"


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    body: str
    location: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)  # by the probe, where it was asked
    seconds: float = 0.0


class Visitor(Protocol):
    """Somebody signed in: a connection to a web server, or Django's test client."""

    def ask(self, ask: Ask, *, probe: str = "") -> Answer: ...


@dataclass
class Visit:
    """Who looks, where, and how often they have looked before. `sql` reads one value past every policy."""

    visitor: Visitor
    spot: Spot
    sql: Callable[[str, list[Any]], Any]
    rows: int = 1_000  # of an uploaded list
    turn: int = 0
    first_item: int = 1  # which of today's items this visitor decides about, and every how manieth after it
    step: int = 1

    def quietly(self, ask: Ask) -> Answer:
        return expected(ask, self.visitor.ask(ask))

    def item(self) -> int:
        """An item of today's meeting that no other visitor decides about."""
        own = self.spot.items[self.first_item :: self.step]
        return own[self.turn % len(own)]


Steps = Generator[Ask, Answer, None]


@dataclass(frozen=True)
class Page:
    """One line of the bench's table. `bound` is how many times bare it may take; None where nothing is promised.

    It meets its like (bypassed, one municipality) in every `compared`-th turn only, so that a run ends within the hour.
    """

    key: str
    label: str
    bound: float | None
    steps: Callable[[Visit], Steps]
    compared: int = 2
    most_statements: int = 12  # of a request, savepoints counted
    of_each: int = 25  # visits of each of many clients


def expected(ask: Ask, answer: Answer) -> Answer:
    """The answer, where it is one. Raises WrongAnswer."""
    if answer.status != ask.answers:
        raise WrongAnswer(f"{ask.method} {ask.path} answered {answer.status}: {answer.body[:600]}")
    return answer


def look(page: Page, visit: Visit, *, probe: str = "") -> list[Answer]:
    """Visit a page once; answers what the timed requests brought."""
    steps, answers = page.steps(visit), []
    try:
        ask = next(steps)
        while True:
            answers.append(expected(ask, visit.visitor.ask(ask, probe=probe)))
            ask = steps.send(answers[-1])
    except StopIteration:
        visit.turn += 1
        return answers
