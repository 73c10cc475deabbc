"""Broken profiles: each fault has its file, line, place, sentence and remedy, and all are told at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.organisations.profile import Profile, ProfileErrors, describe_schema, load, open_questions
from samspil.organisations.profile.sentences import SENTENCES

HAVMOSE = Path(__file__).with_name("havmose.yaml")
TEXT = HAVMOSE.read_text(encoding="utf-8")


def errors_in(tmp_path: Path, text: str | bytes, language: str = "da"):
    file = tmp_path / "profil.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ProfileErrors) as raised:
        load(file, language=language)
    return raised.value.errors


def broken(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def test_a_right_profile_is_read_whole():
    profile = load(HAVMOSE)
    assert profile.municipality.name == "Havmose Kommune"
    assert profile.forums[0].terms[0].cadence.starts.hour == 12  # 12.30 without quotation marks
    assert profile.posts[0].hours == 37.5
    assert profile.municipality.code is None
    assert profile.forums[0].terms[0].decisions[0].source == ("VAL-85",)


CASES = yaml.safe_load(Path(__file__).with_name("broken_profiles.yaml").read_text(encoding="utf-8"))


def cases(kind: str):
    return pytest.mark.parametrize("case", CASES[kind], ids=[case["path"] for case in CASES[kind]])


@cases("values")
def test_a_wrong_value_is_told_with_its_line_and_remedy(tmp_path, case):
    check_told(tmp_path, case)


@cases("contradictions")
def test_a_contradiction_is_told_with_its_line_and_remedy(tmp_path, case):
    check_told(tmp_path, case)


def test_a_conversation_with_the_police_needs_an_officer_who_sits_there(tmp_path):
    talk = ("consequences: [conversation]", "consequences: [conversation_with_police]")
    file = tmp_path / "seated.yaml"
    file.write_text(broken(talk), encoding="utf-8")
    assert load(file).forums[0].terms[0].decisions[0].consequences == ("conversation_with_police",)
    without = ("      - {key: politi, name: Lokalpolitiet, unit: politi, role: betjent}\n", "")
    (error,) = errors_in(tmp_path, broken(talk, without))
    assert error.path == "forums[0].terms[0].decisions[0].consequences"
    assert (
        error.message == "Forebyggende samtale skal nå en politibetjent, men politiet har ingen plads i Midtugegruppen."
    )
    assert "under seats" in error.remedy


def check_told(tmp_path, case):
    """One fault, told once: at its place, on its line, with its sentence and its remedy."""
    text = broken((case["replace"], case["by"]))
    errors = errors_in(tmp_path, text)
    assert [error.path for error in errors] == [case["path"]], [str(error) for error in errors]
    check_words(errors[0], text, case["line"], case["message"], case["remedy"])


def check_words(error, text, line, message, remedy):
    assert line in text.splitlines()[error.line - 1]
    assert message in error.message
    assert remedy in error.remedy
    assert error.file.endswith("profil.yaml")


BLOCK = """\
        blocks:
          - code: 18_plus
            name: 18+
            ages: {at_least: 18}
            cadence: {every_days: 14, at_most_days: 21, first: 2026-08-12}
"""
ALL_AGES = """\
          - {code: alle, name: Alle, ages: {at_most: 18}}
"""
SEAT = "- {key: klub, name: Klubben, unit: klub, kind: conditional}"
LIST = "title: Politiet orienterer, holds: list"


def with_block(block: str = BLOCK, kind: str = "block, block: 18_plus") -> str:
    seat = SEAT.replace("conditional", kind)
    return broken(("        agenda:\n", f"{block}        agenda:\n"), (SEAT, seat))


def test_a_block_with_its_seat_is_right(tmp_path):
    file = tmp_path / "profil.yaml"
    file.write_text(with_block(), encoding="utf-8")
    assert load(file).forums[0].terms[0].blocks[0].code == "18_plus"


IN_SEAT, IN_BLOCK = "forums[0].seats[3]", "forums[0].terms[0].blocks"


@pytest.mark.parametrize(
    ("text", "path", "line", "message", "remedy"),
    [
        (with_block(kind="standing"), f"{IN_BLOCK}[0].cadence", "cadence:", "intet sæde deltager", "kind: block"),
        (
            with_block(kind="block, block: 18-plus"), f"{IN_SEAT}.block",
            "18-plus", "Blokken 18-plus findes ikke", "Mente du 18_plus?",
        ),
        (
            with_block(kind="conditional, block: 18_plus"), f"{IN_SEAT}.block",
            "klub", "deltager ikke ved blokken", "kind: block",
        ),
        (
            with_block(BLOCK.replace("at_most_days: 21", "at_most_days: 13")), f"{IN_BLOCK}[0].cadence.at_most_days",
            "13", "kortere end rytmen (14 dage)", "højere",
        ),
        (
            with_block(BLOCK + ALL_AGES), f"{IN_BLOCK}[1].ages",
            "Alle", "Alderen 18 år hører til både 18_plus og alle", "aldersgrænserne",
        ),
        (
            with_block().replace(LIST, f"{LIST}, block: 18"), "forums[0].terms[0].agenda[0].block",
            "block: 18", "Her skal stå tekst", "anførselstegn",
        ),
        (
            with_block().replace(LIST, f"{LIST}, block: voksne"), "forums[0].terms[0].agenda[0].block",
            "voksne", "Blokken voksne", "blocks",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_block(tmp_path, text, path, line, message, remedy):
    found = [error for error in errors_in(tmp_path, text) if error.path == path]
    assert len(found) == 1
    check_words(found[0], text, line, message, remedy)


def test_seats_parted_by_dates_may_have_the_same_duty(tmp_path):
    text = broken(
        ("duties: [chair, coordinator, minute_taker]}", "duties: [chair, minute_taker], valid_to: 2026-12-31}"),
        ("duties: [deputy]}", "duties: [chair], valid_from: 2027-01-01}"),
    )
    file = tmp_path / "profil.yaml"
    file.write_text(text, encoding="utf-8")
    assert load(file)


def test_a_council_of_mayors_never_discusses_names(tmp_path):
    text = broken(("level: political", "level: political\n    named_persons: true"))
    messages = {error.message for error in errors_in(tmp_path, text)}
    assert (
        "Et forum af typen steering_committee behandler kun generelle forhold, aldrig navngivne personer." in messages
    )


def test_a_rhythm_that_follows_the_school_needs_a_school_year(tmp_path):
    text = TEXT[: TEXT.index("  school_years:")] + TEXT[TEXT.index("  weeks_off:") :]
    messages = [error.message for error in errors_in(tmp_path, text)]
    assert messages == ["Rytmen følger skolens kalender, men profilen har ingen skoleår."] * 2


# --- the file itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("", 1, "ikke én profil"),
        ("- en\n- liste\n", 1, "ikke én profil"),
        ("format: 1\n---\nformat: 1\n", 1, "ikke én profil"),
        ("format: 1\nunits: [a, b\nroles: []\n", 3, "kan ikke læses som YAML"),
        ("format: 1\nunits:\n\t- a\n", 3, "tabulator"),
        ("format: 1\nnavn: 'ikke lukket\n", 3, "kan ikke læses som YAML"),
        ("format: &en 1\nunits: *en\n", 2, "anker"),
        ("format: 1\nnote: \x07\n", 2, "ikke kan vises"),
        ("format: 1\nnote: bl\xe5b\xe6r\n".encode("cp1252"), 2, "UTF-8"),
        (b"x: " + b"y" * (2 * 1024 * 1024 + 1), 1, "over 2 MB"),
        ("[" * 4000, 1, "indlejret"),
    ],
)
def test_a_file_that_is_no_profile_gets_one_sentence(tmp_path, content, line, message):
    errors = errors_in(tmp_path, content)
    assert len(errors) == 1
    assert errors[0].line == line
    assert message in errors[0].message
    assert errors[0].remedy


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ProfileErrors) as raised:
        load(tmp_path / "findes-ikke.yaml")
    assert "kan ikke læses" in raised.value.errors[0].message
    with pytest.raises(ProfileErrors):
        load(tmp_path)


def test_a_key_that_stands_twice_a_tag_and_a_key_that_is_no_word(tmp_path):
    text = broken(
        ("  short_name: Havmose\n", "  short_name: Havmose\n  name: Havmose By\n"),
        ("purpose: At", "purpose: !hemmelig At"),
        ("name: Kystpolitiet}", "name: Kystpolitiet, [a]: b}"),
    )  # fmt: skip
    said = {error.path: (error.line, error.message) for error in errors_in(tmp_path, text)}
    assert said["municipality.name"] == (7, "Feltet name står to gange; første gang i linje 5.")
    assert said["municipality.purpose"] == (8, "Mærket !hemmelig bruges ikke i en profil.")
    assert said["police_district"] == (9, "Et feltnavn skal være et ord.")


def test_a_byte_order_mark_and_danish_letters_are_read(tmp_path):
    file = tmp_path / "æøå.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert load(file) == load(HAVMOSE)


# --- all at once --------------------------------------------------------------------------------------------------


def test_everything_is_told_at_once_in_the_order_of_the_file(tmp_path):
    text = broken(
        ("name: Havmose Kommune", "navn: Havmose Kommune"),
        ("sector: social", "sector: sociale"),  # this unit is referred to below, and is not "unknown" for that
        ("role: laerer, duties", "role: lerer, duties"),
        ("kind: conditional}\n      - {key: kontrol", "kind: sometimes}\n      - {key: kontrol"),
        ("consequences: [again], needs_deadline: true", "consequences: [again]"),
        ("weeks: [2026-W45]", "weeks: [2027-W53]"),
    )
    errors = errors_in(tmp_path, text)
    assert [error.line for error in errors] == sorted(error.line for error in errors)
    assert {error.path for error in errors} == {
        "municipality.name", "municipality.navn", "units[0].sector", "forums[0].seats[1].role",
        "forums[0].seats[3].kind", "forums[0].terms[0].decisions[2]", "calendar.weeks_off[0].weeks[0]",
    }  # fmt: skip
    for error in errors:
        assert re.fullmatch(r".*profil\.yaml:\d+: \S+: .+\. .+", str(error))


def test_what_was_left_out_is_not_blamed_on_the_rest(tmp_path):
    """A word that does not fit may be the one that deletes; a seat that does not fit may be the block's."""
    text = broken(("consequences: [delete], reason_required: true", "consequences: [slet]"))
    assert [error.path for error in errors_in(tmp_path, text)] == ["forums[0].terms[0].decisions[3].consequences[0]"]
    text = with_block(kind="blok, block: 18_plus")
    assert [error.path for error in errors_in(tmp_path, text)] == ["forums[0].seats[3].kind"]


def test_the_same_in_english(tmp_path):
    (error,) = errors_in(tmp_path, broken(("parent: raad", "parent: rad")), "en")
    assert error.message == "There is no forum rad."
    assert error.remedy == "Add it under forums, or correct the spelling. Did you mean raad?"


@pytest.mark.parametrize("code", SENTENCES)
def test_each_sentence_stands_in_both_languages_with_the_same_gaps(code):
    sentence = SENTENCES[code]
    gaps = [set(re.findall(r"\{(\w+)\}", part)) for part in sentence]
    assert gaps[0] == gaps[2]
    assert gaps[1] == gaps[3]
    assert all(part.strip().endswith((".", "}")) for part in sentence)


LINES = TEXT.splitlines()


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.sampled_from(["drop", "twice", "indent", "word", "cut", "null"]),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda change: change[0],
    )
)
def test_no_broken_profile_ends_in_anything_but_sentences(tmp_path_factory, changes):
    """Lines left out, doubled, shifted, emptied or cut in the middle: either right, or errors with line and remedy."""
    lines = list(LINES)
    for number, change in sorted(changes, reverse=True):
        line = lines[number]
        changed = {
            "drop": [], "twice": [line, line], "indent": [f"  {line}"], "word": [line.replace(": ", ": hvad ", 1)],
            "cut": [line[: len(line) // 2]], "null": [line.split(":")[0] + ":"],
        }  # fmt: skip
        lines[number : number + 1] = changed[change]
    file = tmp_path_factory.mktemp("profiles") / "profil.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    for error in faults_told(file):
        assert 1 <= error.line <= len(lines) + 1
        assert error.message
        assert error.remedy


def faults_told(file: Path):
    try:
        load(file)
    except ProfileErrors as raised:
        return raised.errors
    return ()


# --- the schema, and what is open ---------------------------------------------------------------------------------


def test_the_schema_describes_every_field():
    schema = describe_schema()
    assert schema["$schema"].startswith("https://json-schema.org/")
    parts = [schema, *schema["$defs"].values()]
    assert {"Forum", "Terms", "DecisionWord", "Seat", "SchoolYear"} <= set(schema["$defs"])
    for part in parts:
        assert part.get("additionalProperties") is False or "enum" in part
    for name, field in schema["properties"].items():
        assert field.get("description") or "$ref" in field, name
    json.dumps(schema)


def test_a_profile_survives_being_kept_as_json():
    profile = load(HAVMOSE)
    kept = json.loads(json.dumps(profile.model_dump(mode="json", exclude_defaults=True)))
    assert Profile.model_validate(kept) == profile


def test_what_is_open_is_told():
    told = {(question.path, question.kind) for question in open_questions(load(HAVMOSE))}
    assert ("forums[0].terms[0].bases.authority", "unconfirmed") in told
    assert ("forums[0].terms[0].bases.police", "unconfirmed") not in told
    assert ("retention[0]", "unconfirmed") in told
