"""A list between reading and receiving, without a database: lines, events, differences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.concerns.lists.differences import Earlier, differences
from samspil.concerns.lists.events import events
from samspil.concerns.lists.lines import Line, child_keys, district_of, line_from_json, line_of, names_of
from samspil.concerns.tests.made import JONAS, VERA, row

WORDS = st.text("abcæøå ", max_size=8)
DAYS = st.none() | st.dates(date(2005, 1, 1), date(2026, 11, 1))
NUMBERS = st.sampled_from([None, VERA, JONAS])
LINES = st.builds(
    Line,
    row=st.integers(1, 9999),
    name=WORDS,
    cpr=NUMBERS,
    birth_date=DAYS,
    role=st.sampled_from([None, "charged", "witness"]),
    text=WORDS,
    place=WORDS,
    happened_on=DAYS,
    reference=st.sampled_from(["", "1", "2"]),
    district_id=st.none() | st.integers(1, 9),
)


def earlier(identity: int, line: Line, **said: object) -> Earlier:
    return Earlier(
        **{
            "id": identity,
            "name": line.name,
            "birth_date": line.birth_date,
            "role": line.role,
            "text": line.text,
            "place": line.place,
            "happened_on": line.happened_on,
            "reference": line.reference,
            "fingerprint": line.fingerprint,
            "child_keys": line.child_keys,
            "other_number": False,
            **said,
        }
    )


# --- lines --------------------------------------------------------------------------------------------------------
@settings(deadline=None)
@given(LINES)
def test_a_line_comes_out_of_the_draft_as_it_went_in(line):
    kept = line.as_json()
    assert line_from_json(kept) == line
    assert line.cpr is None or line.cpr not in str(kept)


@settings(deadline=None)
@given(LINES, LINES)
def test_two_lines_have_one_fingerprint_when_they_say_the_same(one, other):
    assert (one.fingerprint == other.fingerprint) == (_said(one) == _said(other))


def _said(line: Line) -> tuple[object, ...]:
    texts = [" ".join(text.split()) for text in (line.name, line.text, line.place, line.reference)]
    return (line.cpr, line.role, line.birth_date, line.happened_on, *texts)


def test_a_row_of_the_file_becomes_a_line_without_its_address():
    line = line_of(row(5, "Vera", VERA, address="Mosevej 3, 9999 Nordby Øst"), {"Nordby": 1, "Nordby Øst": 2})
    assert (line.row, line.name, line.district_id) == (5, "Vera", 2)
    assert "Mosevej" not in str(line)


@pytest.mark.parametrize(
    ("address", "district"),
    [("Mosevej 3, 9999 NORD", 1), ("Nordre Vej 3", None), (None, None), ("", None), ("Syd-Øst 4", 2)],
)
def test_the_district_stands_in_the_address_as_whole_words(address, district):
    assert district_of(address, {"Nord": 1, "Syd Øst": 2, "": 3}) == district


def test_a_name_alone_is_no_key_of_a_child():
    assert child_keys("Vera Ottosen", None, None) == ()
    assert child_keys("", date(2011, 5, 12), None) == ()
    assert len(child_keys("Vera Ottosen", date(2011, 5, 12), VERA)) == 2


def test_names_stand_once():
    assert names_of([Line(1, "Vera"), Line(2, ""), Line(3, "Vera"), Line(4, "Jonas")]) == ["Vera", "Jonas"]


# --- events -------------------------------------------------------------------------------------------------------
@given(st.lists(LINES, max_size=12))
def test_every_event_has_two_rows_or_more_and_no_row_is_in_two(lines):
    found = events(lines)
    members = [index for event in found for index in event.members]
    assert all(len(event.members) > 1 for event in found)
    assert len(members) == len(set(members))
    for event in found:
        rows = [lines[index] for index in event.members]
        assert len({line.reference for line in rows}) == 1
        assert event.text in {line.text.strip() for line in rows} | {""}


def test_the_text_of_most_rows_is_the_event():
    lines = [Line(1, "A", text="Tog en cykel", reference="1"), Line(2, "B", text="tog en cykel.", reference="1")]
    assert events([*lines, Line(3, "C", text="Tog en cykel", reference=" 1 ")])[0].text == "Tog en cykel"


def test_words_that_differ_are_nobodys_event_until_somebody_says_so():
    lines = [Line(1, "A", text="Tog en cykel", reference="1"), Line(2, "B", text="Stod ved døren", reference="1")]
    (event,) = events(lines)
    assert (event.text, event.is_sure, event.texts) == ("", False, ("Tog en cykel", "Stod ved døren"))


# --- differences --------------------------------------------------------------------------------------------------
@settings(deadline=None)
@given(st.lists(LINES, max_size=8))
def test_the_same_list_again_is_all_the_same(lines):
    found, gone = differences(lines, [earlier(index, line) for index, line in enumerate(lines)])
    assert all(one.same for one in found)
    assert gone == []


@settings(deadline=None)
@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=6))
def test_each_earlier_entry_is_used_once_or_gone(lines, before):
    entries = [earlier(index, line) for index, line in enumerate(before)]
    found, gone = differences(lines, entries)
    used = [one.same.id for one in found if one.same] + [one.changed.id for one in found if one.changed]
    assert sorted(used + [entry.id for entry in gone]) == list(range(len(before)))
    for line, one in zip(lines, found, strict=True):
        if one.changed:
            assert set(line.child_keys) & set(one.changed.child_keys)


VERA_LINE = Line(2, "Vera Ottosen", VERA, date(2011, 5, 12), reference="1", text="a")


def test_a_changed_row_is_known_by_its_reference_then_its_place_then_as_the_only_one():
    before = [
        earlier(1, VERA_LINE),
        earlier(2, replace(VERA_LINE, reference="", place="Skolen", happened_on=date(2026, 11, 18), text="b")),
        earlier(3, replace(VERA_LINE, reference="", text="c")),
    ]
    lines = [
        replace(VERA_LINE, reference="", text="ny"),
        replace(VERA_LINE, reference="", place="skolen", happened_on=date(2026, 11, 18), text="x"),
        replace(VERA_LINE, text="y"),
    ]
    found, gone = differences(lines, before)
    assert [one.changed.id if one.changed else None for one in found] == [3, 2, 1]
    assert gone == []


def test_of_several_that_could_be_meant_none_is_guessed():
    before = [earlier(1, replace(VERA_LINE, reference="")), earlier(2, replace(VERA_LINE, reference="", text="b"))]
    found, gone = differences([replace(VERA_LINE, reference="9", text="ny")], before)
    assert found[0].changed is None
    assert len(gone) == 2


def test_a_child_read_aloud_is_found_again_in_the_file():
    aloud = earlier(1, Line(0, "vera ottosen", None, date(2011, 5, 12)))
    found, _gone = differences([VERA_LINE], [aloud])
    assert found[0].changed == aloud
    assert aloud.differs_in(VERA_LINE, "witness") == ("role", "text", "reference", "cpr")


def test_another_number_is_another_child():
    twin = earlier(1, replace(VERA_LINE, cpr=None, reference=""), other_number=True)
    found, gone = differences([replace(VERA_LINE, reference="")], [replace(twin, fingerprint=None)])
    assert found[0].changed is None
    assert [entry.id for entry in gone] == [1]
