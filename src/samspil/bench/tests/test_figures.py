"""Bounds, ratios and what is counted: without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspil.bench import judging
from samspil.bench.browser import encoded
from samspil.bench.measuring import WARM_UP, Asked, Lane, Timed, p95, timed
from samspil.bench.pages import PAGES, list_of
from samspil.bench.probe import FRAME, READS
from samspil.bench.visiting import Answer, Ask, File, Page, Steps, Visit
from samspil.bench.world import COUNTRY, Spot
from samspil.bench.world.sheets import period, text
from samspil.concerns.reader import read_list

CASES = next(page for page in PAGES if page.key == "cases")
WITHIN = Timed(20.0, 10.0, 10.0, 25.0, 1.15, 1.25, True, Asked([15], 2, {"cases_case": 42}, {"cases_case": 40}))


SPOT = Spot(1, (), 2, 1, 1, 1, 1, (1,), 1, "", "")


def test_at_the_bound_is_within() -> None:
    assert judging.misses("consultant", CASES, WITHIN) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ratio": 10.01}, "floors"),
        ({"bypassed": 1.16}, "policies to bypassed"),
        ({"growth": 1.26}, "98 municipalities to one"),
        ({"asked": replace(WITHIN.asked, statements=[3, 16])}, "statements"),
        ({"asked": replace(WITHIN.asked, foreign={"cases_case": 41})}, "foreign rows for each returned"),
    ],
)
def test_beyond_a_bound_is_told(change: dict[str, object], told: str) -> None:
    missed = judging.misses("consultant", CASES, replace(WITHIN, **change))
    assert [miss.what for miss in missed] == [told]
    assert "List of 50 cases" in str(missed[0])


class Slow:
    """Answers at once, and says how long a slow page would have taken."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.asked = seconds, 0

    def ask(self, ask: Ask, *, probe: str = "") -> Answer:
        self.asked += not probe
        told = {"statements": 3, "returned": 1, "looked_at": {}, "kept": {}} if probe else {}
        return Answer(200, "", told=told, seconds=self.seconds)


def looked(page: Page, requests: int) -> tuple[Timed, list[int]]:
    """What is found of a page of 2 s, 1 s when bypassed, on a floor of 0.1 s; and how often each was asked."""
    visitors = [Slow(2.0), Slow(1.0), Slow(0.1)]
    app, bypassed, floor = (Lane("lane", Visit(each, SPOT, lambda query, values: None)) for each in visitors)
    bypassed.name = "bypassed"
    return timed(page, [app, bypassed], floor, requests), [each.asked for each in visitors]


@pytest.mark.urls("samspil.bench.urls")
@pytest.mark.parametrize(("compared", "beside"), [(1, 20), (5, 4)])
def test_a_slow_page_meets_its_like_less_often_and_the_floor_always(compared: int, beside: int) -> None:
    def steps(visit: Visit) -> Steps:
        yield Ask("/")

    page = Page("slow", "Slow", None, steps, compared=compared)
    found, asked = looked(page, 20)
    assert (found.ratio, found.bypassed) == (20.0, 2.0)
    warm = WARM_UP + 1  # each is asked once more, to see that both say the same
    assert asked == [20 + warm, beside + warm, 20 + WARM_UP]


def test_the_frame_of_a_transaction_is_no_statement() -> None:
    assert all(
        map(FRAME.match, ("BEGIN", "COMMIT", 'SAVEPOINT "s1"', 'RELEASE SAVEPOINT "s1"', "ROLLBACK TO SAVEPOINT s"))
    )
    assert not FRAME.match("SELECT set_config('a', 'b', true)")
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
