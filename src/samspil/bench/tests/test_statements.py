"""At most fifteen statements a page, and not one more where there is more to show."""

from __future__ import annotations

from samspil.bench.judging import MOST_STATEMENTS
from samspil.bench.pages import FLOOR, PAGES
from samspil.bench.tests.conftest import SmallWorld, Worlds
from samspil.bench.visiting import look
from samspil.bench.world import COUNTRY

SCALE = 0.02
# Not reached: saving a decision with its task is one transaction of many writes. It may become fewer, never more.
# A day gathers from every domain; a queue tells of each concern who has it, who acts, until when and whom to ring: both are read once.
TOO_MANY = {"saving": 19, "my_day": 19, "queue": 23}


def counted(world: SmallWorld, rows: int) -> dict[tuple[str, str], list[int]]:
    """Statements of each request of each page, for a consultant and for the leader with three hundred keys."""
    spot = world.built.spots[0]
    found = {}
    for name, principal in (("consultant", spot.consultant), ("leader", spot.leader)):
        visit = world.visit(principal, rows=rows)
        for page in (FLOOR, *PAGES):
            look(page, visit)  # the first visit fills caches
            found[name, page.key] = [answer.told["statements"] for answer in look(page, visit, probe="count")]
    return found


def test_no_page_asks_more_where_there_is_more(worlds: Worlds) -> None:
    size = COUNTRY.scaled(SCALE)
    with worlds(size.thinned(0.25, agenda=8)) as thin:
        few = counted(thin, rows=10)
    with worlds(size) as whole:
        many = counted(whole, rows=200)
    assert many == few
    over = {key: counts for key, counts in many.items() if max(counts) > TOO_MANY.get(key[1], MOST_STATEMENTS)}
    assert over == {}
