"""What Python folds is what the database finds, for every letter that a Danish register may meet."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from samspil.access.cabinet import call
from samspil.lib.names import sought
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child, matches
from tests.cast import Cast, as_role

# Latin with its extensions, Greek, Cyrillic, Armenian, Hebrew and Arabic: what stands in names before they are transliterated.
BLOCKS = (
    (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x1E00, 0x1EFF), (0x370, 0x52F), (0x531, 0x587), (0x5D0, 0x5EA),
    (0x620, 0x64A),
)  # fmt: skip
LETTERS = [chr(code) for first, last in BLOCKS for code in range(first, last + 1) if chr(code).isalpha()]
BORN = date(2011, 5, 12)


def test_the_words_that_the_database_indexes_are_the_words_that_are_sought(cast: Cast) -> None:
    folded = [sought(f"{letter}va {letter.upper()}rik") for letter in LETTERS]
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT place, tsvector_to_array(people.search_vector(one, NULL, '{}')) "
            "FROM unnest(%s::text[]) WITH ORDINALITY AS given(one, place)",
            [folded],
        )
        indexed = {place: sorted(words) for place, words in cursor.fetchall()}
    assert len(indexed) == len(LETTERS) > 900
    for place, words in enumerate(folded, start=1):
        assert indexed[place] == sorted(set(words.split())), LETTERS[place - 1]


@pytest.mark.parametrize("first", range(0, len(LETTERS), 100))
def test_a_name_with_the_letter_is_found_however_it_is_typed(cast: Cast, first: int) -> None:
    actor, unit = cast.consultant.sign(), cast.units["ssp"].audience_id
    letters = LETTERS[first : first + 100]
    name = " ".join(f"{letter}ra" for letter in letters)
    person = find_or_create(actor, owner_audience=unit, child=Child(name, BORN))
    assert Person.objects.get(pk=person.pk).name_folded == sought(name)
    for letter in letters:
        without = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
        marked = (f"{letter}ra", unicodedata.normalize("NFD", f"{letter}ra"), f"{letter}\u2060ra")
        written = (*marked, f"{letter.swapcase()}ra", *([f"{without}RA"] if without.isalpha() else []))
        for typed in written:
            found = call("SELECT people.search(%s::text[], NULL, 2011, NULL, NULL, 20)", [sought(typed).split()])
            assert [row for (row,) in found] == [person.pk], f"{letter} {typed!r}"
    again = Child(unicodedata.normalize("NFD", name), BORN)
    assert [match.by for match in matches([again])[0]] == ["name_and_birth_date"]


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ("Søren Østergård", "name_and_birth_date"),
        ("ØSTERGAARD, SØREN", "name_and_birth_date"),
        ("Soeren Oestergaard", "like_name_and_birth_date"),
        ("Soren Ostergard", "like_name_and_birth_date"),
        ("Søren Emil Østergård", "like_name_and_birth_date"),
        ("Sören Östergård", "like_name_and_birth_date"),
        ("Søren Østergård\u200b", "name_and_birth_date"),
        ("Sørn Østergård", "like_name_and_birth_date"),
        ("Karl Østergård", None),
    ],
)
def test_a_like_name_with_the_same_birth_date_is_a_question(cast: Cast, typed: str, by: str | None) -> None:
    actor, unit = cast.consultant.sign(), cast.units["ssp"].audience_id
    find_or_create(actor, owner_audience=unit, child=Child("Søren Østergård", BORN))
    assert [match.by for match in matches([Child(typed, BORN)])[0]] == ([by] if by else [])
    assert matches([Child(typed, date(2011, 5, 13))]) == [[]], "never by the name alone"
