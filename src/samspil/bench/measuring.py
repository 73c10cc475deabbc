"""Timing: one client whose visits are interleaved with the bare page's, then several clients at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from samspil.bench.pages import BARE
from samspil.bench.visiting import Page, Visit, look

WARM_UP = 10
# What differs between two answers that say the same: keys, tokens, times of day.
_VARYING = re.compile(r"data-draft-key=\"[^\"]*\"|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{32,}|\d\d[:.]\d\d([:.]\d\d)?")


@dataclass
class Lane:
    """One way of serving a page: the app's role, the role that bypasses the policies, or the small world."""

    name: str
    visit: Visit
    seconds: list[float] = field(default_factory=list)

    def look(self, page: Page) -> float:
        """Visit once, answers the seconds."""
        return sum(answer.seconds for answer in look(page, self.visit))


@dataclass(frozen=True)
class Asked:
    """What one visit asked of the database; each entry of `statements` is a request."""

    statements: list[int]
    returned: int
    looked_at: dict[str, int]
    foreign: dict[str, int]  # rows looked at and not let through, by table; own rows that a filter drops are among them

    @property
    def foreign_share(self) -> float:
        """Rows looked at in vain for each that came back."""
        return sum(self.foreign.values()) / max(1, self.returned)


@dataclass(frozen=True)
class Timed:
    """One page as one colleague meets it. Milliseconds are medians; ratios are medians of interleaved pairs."""

    milliseconds: float
    bare: float
    ratio: float
    p95: float
    bypassed: float | None
    growth: float | None
    same_when_bypassed: bool
    asked: Asked


def timed(page: Page, lanes: Sequence[Lane], bare: Lane, requests: int) -> Timed:
    """Visit the page and the bare one in turn, `requests` times warm, and its like in the other lanes beside it.

    The first lane is the product.
    """
    for lane in (*lanes, bare):
        lane.seconds.clear()
    for _ in range(WARM_UP):
        for lane in lanes:
            lane.look(page)
        bare.look(BARE)
    product, beside = lanes[0], lanes[1:]
    ratios: dict[str, list[float]] = {lane.name: [] for lane in beside}
    for turn in range(requests):
        bare.seconds.append(bare.look(BARE))
        if turn % page.compared:
            product.seconds.append(product.look(page))
            continue
        # Each lane stands first as often as the others: what one leaves in the caches is no advantage.
        first = turn // page.compared % len(lanes)
        for lane in (*lanes[first:], *lanes[:first]):
            lane.seconds.append(lane.look(page))
        for lane in beside:
            ratios[lane.name].append(product.seconds[-1] / lane.seconds[-1])
    others = {name: round(median(found), 3) for name, found in ratios.items()}
    return Timed(
        milliseconds=_ms(median(product.seconds)),
        bare=_ms(median(bare.seconds)),
        ratio=round(_ratio(product.seconds, bare.seconds), 2),
        p95=_ms(p95(product.seconds)),
        bypassed=others.get("bypassed"),
        growth=others.get("one"),
        same_when_bypassed=_same(page, lanes),
        asked=asked(page, product.visit),
    )


def asked(page: Page, visit: Visit) -> Asked:
    """Statements and rows of one visit. Explaining reads rows too, so it is asked of a visit of its own."""
    counted = [answer.told for answer in look(page, visit, probe="count")]
    planned = [answer.told for answer in look(page, visit, probe="plan")]
    looked_at = _summed([told["looked_at"] for told in counted])
    kept = _summed([told["kept"] for told in planned])
    foreign = {table: rows - kept.get(table, 0) for table, rows in looked_at.items() if rows > kept.get(table, 0)}
    return Asked(
        [int(told["statements"]) for told in counted],
        sum(int(told["returned"]) for told in counted),
        looked_at,
        foreign,
    )


def crowd(page: Page, visits: Sequence[Visit], each: int) -> list[float]:
    """Everybody visits the page `each` times at once; answers all seconds."""

    def visiting(visit: Visit) -> list[float]:
        return [sum(answer.seconds for answer in look(page, visit)) for _ in range(each)]

    with ThreadPoolExecutor(len(visits)) as pool:
        list(pool.map(lambda visit: look(page, visit), visits))
        return [seconds for found in pool.map(visiting, visits) for seconds in found]


def p95(seconds: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def _ratio(one: Sequence[float], other: Sequence[float]) -> float:
    return round(median(a / b for a, b in zip(one, other, strict=True)), 3)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _summed(parts: Sequence[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for table, rows in part.items():
            total[table] = total.get(table, 0) + int(rows)
    return total


def _same(page: Page, lanes: Sequence[Lane]) -> bool:
    """Whether the bypassed page says what the page says: otherwise the two are not like with like."""
    said: dict[str, Any] = {}
    for lane in lanes:
        said[lane.name] = [_VARYING.sub("", answer.body) for answer in look(page, lane.visit)]
    return "bypassed" not in said or said["bypassed"] == said[lanes[0].name]
