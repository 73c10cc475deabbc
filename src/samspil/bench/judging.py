"""What the figures must reach, and which of them do not."""

from __future__ import annotations

from dataclasses import dataclass

from samspil.bench.measuring import Timed
from samspil.bench.visiting import Page

MOST_STATEMENTS = 15  # of a request
BYPASSED = 1.15  # times what the page costs without policies
GROWTH = 1.25  # times what it costs with one municipality
FOREIGN = 20  # rows looked at in vain for each that came back


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
        ("floors", timed.ratio, page.bound),
        ("policies to bypassed", timed.bypassed, BYPASSED),
        ("98 municipalities to one", timed.growth, GROWTH),
        ("statements", max(timed.asked.statements), MOST_STATEMENTS),
        ("foreign rows for each returned", round(timed.asked.foreign_share, 1), FOREIGN),
    ]
    return [
        Miss(who, page.label, what, figure, bound)
        for what, figure, bound in figures
        if figure is not None and bound is not None and figure > bound
    ]
