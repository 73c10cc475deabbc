"""What the figures must reach, which of them do not, and which are worse than those that were committed last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samspil.bench.first_visit import FirstVisit
from samspil.bench.measuring import Timed
from samspil.bench.visiting import Page

BYPASSED = 1.15  # times what the page costs without policies
GROWTH = 1.25  # times what it costs with one municipality
FOREIGN = 20  # rows looked at in vain for each that came back
FIRST_KILOBYTES, FIRST_REQUESTS = 250, 12  # of a first visit, compressed as the server sends it
WORSE = 1.05  # times the committed figure: below that it is noise


@dataclass(frozen=True)
class Miss:
    """A figure that is not reached."""

    who: str
    page: str
    what: str
    is_: float
    bound: float

    def __str__(self) -> str:
        return f"{self.who}, {self.page}: {self.what} {self.is_:g}, at most {self.bound:g}"


def misses(who: str, page: Page, timed: Timed) -> list[Miss]:
    """Everything that this page does not reach."""
    figures = [
        ("times bare", timed.ratio, page.bound),
        ("policies to bypassed", timed.bypassed, BYPASSED),
        ("98 municipalities to one", timed.growth, GROWTH),
        ("statements", max(timed.asked.statements), page.most_statements),
        ("foreign rows for each returned", round(timed.asked.foreign_share, 1), FOREIGN),
    ]
    return [
        Miss(who, page.label, what, figure, bound)
        for what, figure, bound in figures
        if figure is not None and bound is not None and figure > bound
    ]


def misses_of_first_visit(found: FirstVisit) -> list[Miss]:
    """A first visit that loads too much or asks too often."""
    figures = [("kB", round(found.bytes / 1000, 1), FIRST_KILOBYTES), ("requests", found.requests, FIRST_REQUESTS)]
    return [Miss("anybody", "The first visit", what, is_, bound) for what, is_, bound in figures if is_ > bound]


def worse(who: str, page: Page, timed: Timed, committed: Mapping[str, Any]) -> list[Miss]:
    """What became worse by more than noise since the figures of `committed` (a run as JSON)."""
    before = committed.get("pages", {}).get(who, {}).get(page.key)
    if before is None or "bare" not in before:
        return []
    figures = [
        ("times bare", timed.ratio, before["ratio"] * WORSE),
        ("statements", max(timed.asked.statements), max(before["asked"]["statements"])),
    ]
    return [Miss(who, page.label, what, is_, round(bound, 2)) for what, is_, bound in figures if is_ > bound]
