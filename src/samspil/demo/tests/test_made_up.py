"""The people and the lists, before any database: made up, by seed, and readable by the list reader."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from samspil.concerns.reader import read_list
from samspil.demo.children import make_children
from samspil.demo.lists import CAMP_SIZE, Sheet, children_in, corrected, make_lists
from samspil.demo.sheets import ROLES, aloud, text_file, workbook, write_files
from samspil.lib import cpr

TODAY = date(2026, 11, 21)
DISTRICTS = ["nord", "syd", "vest"]
WEEKS = [TODAY - timedelta(weeks=week, days=4) for week in range(8, 0, -1)]
CODES = {label: role for role, label in ROLES.items()}


def sheets(seed: int = 1) -> list[Sheet]:
    return make_lists(seed, make_children(seed, 200, TODAY, DISTRICTS), WEEKS, TODAY)


@pytest.mark.parametrize("seed", [1, 2, 115])
def test_every_number_is_a_replacement_number_of_the_birth_date(seed: int) -> None:
    children = make_children(seed, 300, TODAY, DISTRICTS)
    assert len(children) == len({child.cpr for child in children}) == 300
    for child in children:
        assert cpr.is_replacement(child.cpr)
        assert cpr.birth_date(child.cpr) == child.born
        assert 9 <= child.age(TODAY) <= 24
        assert cpr.parse(cpr.hyphenated(child.cpr)) == child.cpr


def test_the_same_seed_and_day_make_the_same_people_and_lists() -> None:
    assert make_children(7, 300, TODAY, DISTRICTS) == make_children(7, 300, TODAY, DISTRICTS)
    assert make_children(7, 300, TODAY, DISTRICTS) != make_children(8, 300, TODAY, DISTRICTS)
    assert sheets(7) == sheets(7)


def test_brothers_and_sisters_live_together_and_are_born_a_year_apart() -> None:
    families: dict[int, list[date]] = {}
    homes: dict[int, set[str]] = {}
    for child in make_children(1, 300, TODAY, DISTRICTS):
        families.setdefault(child.family, []).append(child.born)
        homes.setdefault(child.family, set()).add(child.address)
    assert any(len(born) > 2 for born in families.values())
    assert all(len(addresses) == 1 for addresses in homes.values())
    for born in families.values():
        ordered = sorted(born)
        assert all((later - earlier).days > 300 for earlier, later in pairwise(ordered))


@pytest.mark.parametrize("seed", [1, 2, 115])
def test_the_hard_cases_are_there(seed: int) -> None:
    children = make_children(seed, 300, TODAY, DISTRICTS)
    assert [name for name, count in Counter(child.name for child in children).items() if count == 2]  # namesakes
    assert any(child.age(TODAY) == 17 and child.age(TODAY + timedelta(days=7)) == 18 for child in children)
    assert any(child.protected for child in children)
    waiting = make_lists(seed, children, WEEKS, TODAY)[-1]
    assert max(Counter(line.reference for line in waiting.lines).values()) == CAMP_SIZE
    assert [line for line in waiting.lines if line.child is None]  # nobody knows who
    assert [line for line in waiting.lines if line.child and not line.number]  # to be matched by a person
    assert [line for line in waiting.lines if line.child and line.child.age(TODAY) < 10]  # below the forum's age
    assert {"victim", "witness", "suspected", "other"} <= {line.role for line in waiting.lines}


def test_some_come_again_and_most_do_not() -> None:
    past = sheets()
    seen = Counter(line.child.number for sheet in past for line in sheet.lines if line.child)
    assert len(children_in(past)) == len(seen)
    assert 0.1 < sum(count > 1 for count in seen.values()) / len(seen) < 0.6


def test_each_file_reads_back_as_it_was_meant(tmp_path: Path) -> None:
    waiting = sheets()[-1]
    put_right = corrected(waiting)
    files = write_files(tmp_path, waiting, put_right)
    assert [file.name for file in files] == [
        "ungeliste-uge-47.xlsx",
        "ungeliste-uge-47.csv",
        "ungeliste-uge-47-rettet.xlsx",
    ]
    for file in files:
        sheet = put_right if "rettet" in file.name else waiting
        reading = read_list(file.read_bytes(), file.name, today=TODAY)
        nobody = [row.row for row in reading.rows if not (row.name or row.cpr)]
        assert [(problem.row, problem.column) for problem in reading.problems] == [(row, "name") for row in nobody]
        assert len(nobody) == 1  # somebody whom nobody knows: a person decides what to do with the line
        assert not reading.unread
        assert len(reading.rows) == len(sheet.lines)
        for row, line in zip(reading.rows, sheet.lines, strict=True):
            assert (row.name or "", row.role, row.text, row.place) == (line.name, line.role, line.text, line.place)
            assert (row.date, row.reference) == (line.day, line.reference)
            assert row.cpr == (line.child.cpr if line.child and line.number else None)
            assert row.birth_date == (line.child.born if line.child else None)
            assert row.address == (line.child.address if line.child and not line.child.protected else None)


def test_a_later_demo_takes_the_earlier_files_away(tmp_path: Path) -> None:
    waiting = sheets()[-1]
    (tmp_path / "ungeliste-uge-03.csv").write_bytes(b"old")
    write_files(tmp_path, waiting, corrected(waiting))
    assert not (tmp_path / "ungeliste-uge-03.csv").exists()


def test_the_corrected_list_differs_in_one_role_and_one_line() -> None:
    waiting = sheets()[-1]
    put_right = corrected(waiting)
    assert len(put_right.lines) == len(waiting.lines) - 1
    changed = [(a, b) for a, b in zip(waiting.lines, put_right.lines[:-1], strict=False) if a != b]
    assert len(changed) == 1
    assert (changed[0][0].role, changed[0][1].role) == ("suspected", "witness")


def test_the_sheet_to_read_aloud_tells_ages_and_no_numbers() -> None:
    waiting = sheets()[-1]
    lines = list(aloud(waiting))
    assert len(lines) == len(waiting.lines)
    told = " ".join(line.who for line in lines)
    assert " år" in told
    assert not any(child.cpr[:6] in told for child in make_children(1, 200, TODAY, DISTRICTS))


def test_a_list_looks_the_same_in_both_shapes() -> None:
    waiting = sheets()[-1]
    book = read_list(workbook(waiting), "liste.xlsx", today=TODAY)
    text = read_list(text_file(waiting), "liste.csv", today=TODAY)
    assert book.sheet == "Uge 47"
    assert text.encoding == "utf-8"
    without_row = [{**row.as_json(), "row": 0} for row in book.rows]
    assert without_row == [{**row.as_json(), "row": 0} for row in text.rows]
