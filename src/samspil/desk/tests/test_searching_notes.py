"""Search in notes: the stems of words, in one's own cases one word, beyond them two, and never how many."""

from __future__ import annotations

import pytest

from samspil.access import cabinet
from samspil.cases import queries as case_queries
from samspil.cases.tests import stage
from samspil.desk.tests.test_search import known
from samspil.lib.refusals import Refused
from tests.cast import Cast, as_role

pytestmark = pytest.mark.wheel


def test_notes_are_found_by_the_stems_of_their_words(cast: Cast) -> None:
    case = stage.case(cast)
    note = stage.note(cast, case, "Familien flytter i sommerferien; moren arbejder om natten")
    stage.note(cast, case, "Fodbold hver tirsdag")
    own = case_queries.own_cases(cast.consultant.staff.pk)
    for words in ("flytte", "familie mor", "SOMMERFERIE", "arbejde nat"):
        assert [row.pk for row in case_queries.search_notes(words, within=own).notes] == [note.pk], words
    assert case_queries.search_notes("fodbold nat", within=own).notes == []
    assert case_queries.search_notes("og i det", within=own).notes == []


def test_beyond_ones_own_cases_two_words_are_needed(cast: Cast) -> None:
    stage.note(cast, stage.case(cast), "Familien flytter i sommerferien")
    cast.colleague.sign()
    assert case_queries.own_cases(cast.colleague.staff.pk) == []
    assert case_queries.search_notes("familien", within=[]).notes == []
    with pytest.raises(Refused):
        case_queries.search_notes("familien")
    assert len(case_queries.search_notes("familie flytte").notes) == 1
    page = cast.client("colleague").post("/soeg/notater/", {"text": "familien", "everywhere": "on"})
    assert page.status_code == 422
    assert "mindst to ord" in page.content.decode()


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Moren ringede i går", "ringer"),
        ("Moren ringer i morgen", "ringede"),
        ("Vi snakkede om skolen", "snakker"),
        ("Han snakker om skolen", "snakkede"),
        ("Familien er flyttet", "flyttede"),
        ("De flytter snart", "flyttede"),
        ("Han har arbejdet der", "arbejder"),
        ("Hun mødte op", "møder"),
    ],
)
def test_notes_are_found_in_past_and_present(cast: Cast, written: str, asked: str) -> None:
    case = stage.case(cast)
    note = stage.note(cast, case, written)
    stage.note(cast, case, "Ringsted og en ring om fingeren er noget andet; snaksom, mødelokale, flytterod")
    found = case_queries.search_notes(asked, within=[case.pk]).notes
    assert note.pk in [row.pk for row in found]


def test_the_beginning_of_a_word_finds_nothing(cast: Cast) -> None:
    case = stage.case(cast)
    stage.note(cast, case, "Ringsted, mødelokale og flytterod")
    for asked in ("ring", "ringede", "møde", "flytte", "a"):
        assert case_queries.search_notes(asked, within=[case.pk]).notes == []
    with pytest.raises(Refused):
        case_queries.search_notes("ringede")


@pytest.mark.parametrize("key", ["outsider", "social_worker", "other_consultant"])
def test_notes_of_others_are_not_found(cast: Cast, key: str) -> None:
    case = stage.case(cast)
    stage.note(cast, case, "Familien flyttede i sommerferien")
    stage.involved(cast, case)
    cast.members[key].sign()
    assert cabinet.call("SELECT cases.search_notes('familien flytter', NULL, 20)", []) == []
    assert cabinet.call("SELECT cases.search_notes('familien', %s, 20)", [[case.pk]]) == []


def test_too_many_notes_are_no_answer(cast: Cast) -> None:
    case = stage.case(cast)
    for _each in range(21):
        stage.note(cast, case, "Familien flyttede")
    hits = case_queries.search_notes("familien", within=[case.pk])
    assert (hits.notes, hits.too_many) == ([], True)
    page = cast.client("consultant").post("/soeg/notater/", {"text": "familien"}).content.decode()
    assert "Gør søgningen smallere" in page


def test_the_index_is_used(cast: Cast) -> None:
    """Inside the functions: words and audiences in one look-up, not one row after the other."""
    known(cast, "Jonas Holm")
    with as_role("samspil_lock") as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = {}
        for table, where in (
            (
                "people_person",
                "people.search_vector(name_folded, birth_date, audiences) @@ 'jonas:* & ''#1'''::tsquery",
            ),
            ("cases_note", "cases.note_vector(text, audiences) @@ 'famili & ''#1'''::tsquery"),
        ):
            cursor.execute(f"EXPLAIN SELECT id FROM {table} WHERE {where}")
            plans[table] = " ".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    assert "person_search" in plans["people_person"]
    assert "note_search" in plans["cases_note"]
