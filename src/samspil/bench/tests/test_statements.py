"""No page asks more statements where there is more to show, and none more than today."""

from __future__ import annotations

from samspil.bench.pages import BARE, PAGES
from samspil.bench.tests.conftest import SmallWorld, Worlds
from samspil.bench.visiting import look
from samspil.bench.world import COUNTRY

SCALE = 0.02
# Not reached, by page: the most that one of its requests asks today. It may become fewer, never more.
TOO_MANY = {
    "my_day": 41, "case": 36, "child": 18, "calendar": 13, "meeting": 28, "table": 19, "name_search": 13, "note_search": 13,
    "queue": 27, "upload": 25, "saving": 37,
}  # fmt: skip
# Who acts from above is looked for only where nobody of a unit or a door is here: so many statements, once a page.
SOMEBODY_FROM_ABOVE = {"my_day": 3}


def counted(world: SmallWorld, rows: int) -> dict[tuple[str, str], list[int]]:
    """Statements of each request of each page, for a consultant and for the leader with three hundred keys."""
    spot = world.built.spots[0]
    found = {}
    for name, principal in (("consultant", spot.consultant), ("leader", spot.leader)):
        visit = world.visit(principal, rows=rows)
        for page in (BARE, *PAGES):
            look(page, visit)  # the first visit fills caches
            found[name, page.key] = [answer.told["statements"] for answer in look(page, visit, probe="count")]
    return found


def _alike(page: str, many: list[int], few: list[int]) -> bool:
    most = SOMEBODY_FROM_ABOVE.get(page, 0)
    return len(many) == len(few) and all(abs(more - less) <= most for more, less in zip(many, few, strict=True))


def test_no_page_asks_more_where_there_is_more(worlds: Worlds) -> None:
    size = COUNTRY.scaled(SCALE)
    with worlds(size.thinned(0.25, agenda=8)) as thin:
        few = counted(thin, rows=10)
    with worlds(size) as whole:
        many = counted(whole, rows=200)
    assert many.keys() == few.keys()
    grown = {each: (few[each], counts) for each, counts in many.items() if not _alike(each[1], counts, few[each])}
    assert grown == {}
    most = {page.key: max(max(counts) for (_, key), counts in many.items() if key == page.key) for page in PAGES}
    over = {page.key: most[page.key] for page in PAGES if most[page.key] > page.most_statements}
    assert over == TOO_MANY, " ".join(f"{key}={count}" for key, count in over.items())
