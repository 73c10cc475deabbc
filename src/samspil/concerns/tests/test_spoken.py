"""A line typed while the list is read aloud: what is said is understood, what is not said is not guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samspil.concerns.reader.roles import role_of
from samspil.concerns.spoken import CODES, NotUnderstood, Spoken, Unclear, understand
from samspil.lib import cpr as numbers

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Jonas Holm", Spoken("Jonas Holm")),
        ("  jonas   holm ", Spoken("jonas holm")),
        ("Jonas Holm 15", Spoken("Jonas Holm", age=15)),
        ("Jonas Holm, 15 år", Spoken("Jonas Holm", age=15)),
        ("Jonas Holm 15 årig", Spoken("Jonas Holm", age=15)),
        ("Jonas Holm 720511-4222", Spoken("Jonas Holm", "7205114222", date(2011, 5, 12))),
        ("Jonas Holm 7205114222 m", Spoken("Jonas Holm", "7205114222", date(2011, 5, 12), role="suspected")),
        ("720511-4222", Spoken("", "7205114222", date(2011, 5, 12))),
        ("Jonas Holm 120511-0000", Spoken("Jonas Holm", birth_date=date(2011, 5, 12))),
        ("Jonas Holm 120511-xxxx", Spoken("Jonas Holm", birth_date=date(2011, 5, 12))),
        ("Jonas Holm 120511", Spoken("Jonas Holm", birth_date=date(2011, 5, 12))),
        ("Jonas Holm 12.5.11, v", Spoken("Jonas Holm", birth_date=date(2011, 5, 12), role="witness")),
        ("Jonas Holm, 12/5-2011", Spoken("Jonas Holm", birth_date=date(2011, 5, 12))),
        ("Jonas Holm 15 s cykeltyveri", Spoken("Jonas Holm", age=15, role="charged", text="cykeltyveri")),
        ("Jonas Holm, s, 15, cykel", Spoken("Jonas Holm", age=15, role="charged", text="cykel")),
        ("Jonas Holm, f: slået i bussen", Spoken("Jonas Holm", role="victim", text="slået i bussen")),
        ("Jonas Holm sigtet for tyveri", Spoken("Jonas Holm", role="charged", text="for tyveri")),
        ("Vidne Jonas Holm", Spoken("Jonas Holm", role="witness")),
        ("Anna/Bo 12", Spoken("Anna/Bo", age=12)),
        ("<b>Offline Fem</b>", Spoken("<b>Offline Fem</b>")),
        ("Jonas Holm/15/s", Spoken("Jonas Holm", age=15, role="charged")),
        ("Jonas Holm / 15 / cykel", Spoken("Jonas Holm", age=15, text="cykel")),
        ("Jonas Holm/vidne", Spoken("Jonas Holm", role="witness")),
        ("Jonas Holm/ca. 15", Spoken("Jonas Holm", age=15, text="ca. 15")),
        ("Jonas S", Spoken("Jonas S")),
        ("Jonas S 15", Spoken("Jonas S", age=15)),
        ("Jonas S, s", Spoken("Jonas S", role="charged")),
        ("Anne-Marie O'Neil 13", Spoken("Anne-Marie O'Neil", age=13)),
        ("Jonas Holm ca. 15", Spoken("Jonas Holm", age=15, text="ca. 15")),
        ("Jonas Holm ca. 15 s cykel", Spoken("Jonas Holm", age=15, role="charged", text="ca. 15 cykel")),
        ("Jonas Holm, omkring 18 år", Spoken("Jonas Holm", text="omkring 18 år")),
        ("Jonas Holm 15f", Spoken("Jonas Holm", age=15, role="victim")),
        ("Jonas Holm 15F, slået", Spoken("Jonas Holm", age=15, role="victim", text="slået")),
        ("Jonas Holm 8a", Spoken("Jonas Holm", text="8a")),
        ("Jonas Holm f", Spoken("Jonas Holm", role="victim")),
        ("jonas f", Spoken("jonas f")),
        ("Jonas Holm 150 kroner stjålet", Spoken("Jonas Holm", text="150 kroner stjålet")),
        ("Jonas Holm, v, så 3 drenge løbe", Spoken("Jonas Holm", role="witness", text="så 3 drenge løbe")),
        ("Jonas Holm, 8. klasse", Spoken("Jonas Holm", text="8. klasse")),
        ("Jonas Holm 8 kl", Spoken("Jonas Holm", text="8 kl")),
        ("Jonas Holm, set ved stationen", Spoken("Jonas Holm", text="set ved stationen")),
        ("ukendt", Spoken()),
        ("?", Spoken()),
        ("0000", Spoken()),
        ("? a", Spoken(role="other")),
        ("ikke identificeret, a", Spoken(role="other")),
        ("ukendt dreng ca. 14 år, antruffet", Spoken(age=14, role="other", text="dreng ca. 14 år")),
        ("ukendt dreng 14", Spoken(age=14, text="dreng")),
        ("15-årig, antruffet", Spoken(age=15, role="other")),
        ("3 drenge", Spoken(text="3 drenge")),
        ("Jonas Holm １５ s", Spoken("Jonas Holm", age=15, role="charged")),
        ("Kim ٣", Spoken("Kim", age=3)),
    ],
)
def test_what_a_line_says(line, said):
    assert understand(line, today=TODAY) == said


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", Unclear.NOTHING),
        (" , ", Unclear.NOTHING),
        ("Jonas Holm 720511-422", Unclear.NUMBER),
        ("Jonas Holm 120511-422", Unclear.NUMBER),
        ("Jonas Holm 72051142223", Unclear.NUMBER),
        ("Jonas Holm 729911-4222", Unclear.NUMBER),
        ("Jonas Holm 320511", Unclear.NUMBER),
        ("Jonas Holm 150", Unclear.NUMBER),
        ("Jonas Holm 150, v", Unclear.NUMBER),
        ("Jonas Holm 7205274222", Unclear.NUMBER),  # born after today
        ("Jonas Holm " + "x" * 500, Unclear.TOO_LONG),
        ("Jonas Holm 15 s, slog 720511-4222", Unclear.NUMBER_IN_WORDS),
        ("Jonas Holm, cykeltyveri, 7205114222", Unclear.NUMBER_IN_WORDS),
        ("Jonas Holm 720511-4222 m, sammen med 670309 4321", Unclear.NUMBER_IN_WORDS),
        ("ukendt dreng, ven af 7205\u200b11-4222", Unclear.NUMBER_IN_WORDS),
        ("Jonas720511-4222", Unclear.NUMBER_IN_WORDS),
        ("Kim -5", Unclear.NUMBER),
        ("Kim5", Unclear.NUMBER),
        ("Kim -٥", Unclear.NUMBER),
    ],
)
def test_what_cannot_be_taken_is_said_and_never_guessed(line, why):
    with pytest.raises(NotUnderstood) as refusal:
        understand(line, today=TODAY)
    assert refusal.value.why is why


LETTERS = "abcdefghijklmnoprstuvæøåéö"
WORDS = st.text(LETTERS, min_size=2, max_size=9).filter(lambda word: not role_of(word).known)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: " ".join(word.capitalize() for word in words))
BORN = st.dates(date(1990, 1, 1), date(2026, 11, 1))
NOT_NAMES = ("ukendt", "uidentificeret", "uoplyst", "ikke identificeret", "ca", "cirka", "omkring", "vist", "måske")


def written_cpr(born: date, serial: int, hyphen: bool) -> tuple[str, str]:
    seventh = 4 if born.year >= 2000 else 3
    digits = f"{born.day + 60:02d}{born:%m%y}{seventh}{serial:03d}"
    assume(not digits.endswith("0000"))
    return digits, numbers.hyphenated(digits) if hyphen else digits


@given(
    name=NAMES,
    identity=st.one_of(
        st.none(),
        st.integers(0, 99),
        BORN,
        st.tuples(BORN, st.integers(1, 999), st.booleans()),
    ),
    year=st.sampled_from(["", " år", " årig"]),
    form=st.sampled_from(["%d.%m.%Y", "%d/%m-%Y", "%d%m%Y"]),
    role=st.sampled_from([None, *CODES]),
    words=st.lists(WORDS, max_size=4).map(" ".join),
    comma=st.sampled_from([", ", " , ", ","]),
)
def test_what_is_typed_in_any_shape_is_read_back(name, identity, year, form, role, words, comma):
    assume(not name.lower().startswith(NOT_NAMES) and not name.lower().endswith(NOT_NAMES))
    assume(not words.startswith(("kl", "drenge", "piger", "børn", "unge", "gang", "år")))
    parts = [name]
    expected = {}
    if isinstance(identity, int):
        parts.append(f"{identity}{year}")
        expected["age"] = identity
    elif isinstance(identity, date):
        parts.append(identity.strftime(form))
        expected["birth_date"] = identity
    elif identity:
        digits, typed = written_cpr(*identity)
        parts.append(typed)
        expected |= {"cpr": digits, "birth_date": numbers.birth_date(digits)}
    if role:
        parts.append(role)
        expected["role"] = CODES[role]
    if words:
        parts.append(words)
    assert understand(comma.join(parts), today=TODAY) == Spoken(name=name, text=words, **expected)


@given(st.text(max_size=80))
def test_no_line_breaks_it_and_what_is_a_number_was_typed(line):
    try:
        said = understand(line, today=TODAY)
    except NotUnderstood:
        return
    assert said.identified or not said.name
    if said.age is not None:
        assert str(said.age) in line


def test_characters_that_nobody_sees_are_no_part_of_a_name_or_number():
    said = understand("Vera\u200b Pr\u2060øve 620309\u00ad-4234 s", today=TODAY)
    assert (said.name, said.cpr, said.role) == ("Vera Prøve", "6203094234", "charged")
