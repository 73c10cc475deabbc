"""Bounds, ratios and what is counted: without a server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samspil.bench import first_visit, judging, running
from samspil.bench.browser import encoded
from samspil.bench.measuring import WARM_UP, Asked, Lane, Timed, p95, timed
from samspil.bench.pages import PAGES, list_of
from samspil.bench.probe import FRAME, READS
from samspil.bench.visiting import Answer, Ask, File, Page, Steps, Visit
from samspil.bench.world import COUNTRY, Spot
from samspil.bench.world.sheets import period, text
from samspil.concerns.reader import read_list

CASES = next(page for page in PAGES if page.key == "cases")
WITHIN = Timed(20.0, 4.0, 5.0, 25.0, 1.15, 1.25, True, Asked([12], 2, {"cases_case": 42}, {"cases_case": 40}))


SPOT = Spot(1, (), 2, 1, 1, 1, 1, (1,), 1, "", "")


def test_at_the_bound_is_within() -> None:
    assert judging.misses("consultant", CASES, WITHIN) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ratio": 5.01}, "times bare"),
        ({"bypassed": 1.16}, "policies to bypassed"),
        ({"growth": 1.26}, "98 municipalities to one"),
        ({"asked": replace(WITHIN.asked, statements=[3, 13])}, "statements"),
        ({"asked": replace(WITHIN.asked, foreign={"cases_case": 41})}, "foreign rows for each returned"),
    ],
)
def test_beyond_a_bound_is_told(change: dict[str, object], told: str) -> None:
    missed = judging.misses("consultant", CASES, replace(WITHIN, **change))
    assert [miss.what for miss in missed] == [told]
    assert "List of 50 cases" in str(missed[0])


def committed(**change: object) -> dict[str, object]:
    figures = {"bare": 4.0, "ratio": 4.0, "asked": {"statements": [3, 12]}} | change
    return {"pages": {"consultant": {"cases": figures}}}


def test_worse_than_the_committed_figures_is_told_beyond_noise_and_a_missed_bound_is_not() -> None:
    figures = replace(WITHIN, ratio=4.2)
    assert judging.worse("consultant", CASES, figures, committed()) == []
    (slower,) = judging.worse("consultant", CASES, replace(figures, ratio=4.21), committed())
    assert (slower.what, slower.bound) == ("times bare", 4.2)
    (more,) = judging.worse("consultant", CASES, figures, committed(asked={"statements": [3, 11]}))
    assert (more.what, more.is_) == ("statements", 12)
    assert judging.misses("consultant", CASES, replace(WITHIN, ratio=9.0))
    assert judging.worse("consultant", CASES, replace(WITHIN, ratio=9.0), committed(ratio=9.0)) == []
    assert judging.worse("leader", CASES, replace(WITHIN, ratio=99.0), committed()) == []  # nothing to hold it against


def test_what_seems_worse_is_measured_again_twice_as_long_and_that_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[int] = []
    said: list[str] = []

    def measured(_page: Page, _lanes: object, _bare: object, requests: int) -> Timed:
        asked.append(requests)
        return replace(WITHIN, ratio=4.6 if len(asked) == 1 else 4.5)

    monkeypatch.setattr(running, "timed", measured)
    monkeypatch.setattr(running, "OUT", tmp_path)
    site = running.Site(0, None, (SPOT,))  # type: ignore[arg-type] # nothing is asked of a server
    monkeypatch.setattr(site, "visit", lambda *_: None)
    found = running._one_client({"app": site}, "consultant", [CASES], 40, committed(), said.append)
    assert (asked, found["cases"].ratio) == ([40, 80], 4.5)
    assert "Measured again" in said[0]
    asked.clear()
    running._one_client({"app": site}, "leader", [CASES], 40, committed(), said.append)  # nothing to hold it against
    assert asked == [40]


PAGE = b"""<!doctype html><link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/a.css">
<link rel="canonical" href="/elsewhere/"><script src="/static/a.js" defer></script><img src="https://example.org/x.png">"""
STYLES = b"""@import "b.css"; @font-face { src: url("f.woff2") format("woff2"), url(f.woff) format("woff") }
.a { background: url(data:image/png;base64,AA==) } .b { background: url('../icon.svg') }"""


def test_a_first_visit_loads_what_a_browser_loads() -> None:
    assert first_visit._named("/", PAGE) == ["/static/icon.svg", "/static/a.css", "/static/a.js"]
    assert first_visit._named("/static/web/a.css", STYLES) == [
        "/static/web/b.css",
        "/static/web/f.woff2",
        "/static/icon.svg",
    ]
    assert first_visit._named("/static/a.js", b'<script src="/no.js">') == []
    over = first_visit.FirstVisit(250_100, 13, {"/": 250_100})
    assert [miss.what for miss in judging.misses_of_first_visit(over)] == ["kB", "requests"]
    assert judging.misses_of_first_visit(first_visit.FirstVisit(250_000, 12, {})) == []


class Slow:
    """Answers at once, and says how long a slow page would have taken."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.asked = seconds, 0

    def ask(self, ask: Ask, *, probe: str = "") -> Answer:
        self.asked += not probe
        told = {"statements": 3, "returned": 1, "looked_at": {}, "kept": {}} if probe else {}
        return Answer(200, "", told=told, seconds=self.seconds)


def looked(page: Page, requests: int) -> tuple[Timed, list[int]]:
    """What is found of a page of 2 s, 1 s when bypassed, beside a bare one of 0.1 s; and how often each was asked."""
    visitors = [Slow(2.0), Slow(1.0), Slow(0.1)]
    app, bypassed, bare = (Lane("lane", Visit(each, SPOT, lambda query, values: None)) for each in visitors)
    bypassed.name = "bypassed"
    return timed(page, [app, bypassed], bare, requests), [each.asked for each in visitors]


@pytest.mark.urls("samspil.bench.urls")
@pytest.mark.parametrize(("compared", "beside"), [(1, 20), (5, 4)])
def test_a_slow_page_meets_its_like_less_often_and_the_bare_one_always(compared: int, beside: int) -> None:
    def steps(visit: Visit) -> Steps:
        yield Ask("/")

    page = Page("slow", "Slow", None, steps, compared=compared)
    found, asked = looked(page, 20)
    assert (found.ratio, found.bypassed) == (20.0, 2.0)
    warm = WARM_UP + 1  # each is asked once more, to see that both say the same
    assert asked == [20 + warm, beside + warm, 20 + WARM_UP]


def test_the_frame_of_a_transaction_is_no_statement() -> None:
    assert all(map(FRAME.match, ("BEGIN", "COMMIT", "ROLLBACK")))
    counted = (
        "SELECT set_config('a', 'b', true)",
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        "ROLLBACK TO SAVEPOINT s",
    )
    assert not any(map(FRAME.match, counted))
    assert READS.match('SELECT "a"."b" FROM "cases_case" WHERE true')[1] == "cases_case"
    assert not READS.match("UPDATE cases_case SET state = 'open'")


def test_nineteen_of_twenty_stay_below() -> None:
    assert p95([1.0]) == 1.0
    assert 95 <= p95([float(each) for each in range(101)]) <= 96


def test_values_as_copy_reads_them() -> None:
    assert [text(each) for each in (None, True, "a\tb\\", [1, 2], b"\x01")] == [
        r"\N",
        "t",
        r"a\tb\\",
        "{1,2}",
        r"\\x01",
    ]
    assert period("2026-01-01", None) == '["2026-01-01",)'


def test_the_uploaded_list_is_one_that_the_reader_reads() -> None:
    reading = read_list(list_of(40), "list.csv")
    assert len(reading.rows) == 40
    assert list(reading.problems) == []
    assert all(int(row.cpr[:2]) > 60 for row in reading.rows)


def test_a_form_with_a_file_is_sent_in_parts() -> None:
    kind, body = encoded(Ask("/", {"giver": "8"}, File("list.csv", b"Navn")))
    assert kind.startswith("multipart/form-data; boundary=")
    assert b'name="giver"\r\n\r\n8\r\n' in body
    assert b'filename="list.csv"' in body


def test_the_country_is_as_large_as_it_should_be() -> None:
    assert (COUNTRY.municipalities, COUNTRY.staff, COUNTRY.children) == (98, 5_000, 200_000)
    assert (COUNTRY.entries + COUNTRY.concerns, COUNTRY.cases, COUNTRY.notes) == (400_000, 150_000, 2_000_000)
    assert COUNTRY.of(98) == COUNTRY
    assert COUNTRY.of(1).share_of(0) == COUNTRY.share_of(0)
