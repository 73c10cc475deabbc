"""Rows with something to look at: the value is left out, and a sentence says where and what to do."""

import datetime

import pytest

from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.result import ListReading
from samspil.concerns.tests import list_files

TODAY = datetime.date(2026, 3, 4)


def read(text: str) -> ListReading:
    return parse(text.encode(), today=TODAY)


NO_NUMBER = "er ikke et CPR-nummer: »%s«. Skriv ti cifre, der begynder med en dato, eller lad feltet stå tomt."

PROBLEMS = {
    "short number": (
        "Navn;CPR-nr.\nBo Rask;611012-432\n",
        "cpr",
        "Linje 2, »CPR-nr.« " + NO_NUMBER % "611012-xxx",
    ),
    "number without a date": (
        "Navn;CPR\nBo Rask;611312-4321\n",
        "cpr",
        "Linje 2, »CPR« " + NO_NUMBER % "611312-xxxx",
    ),
    "words for a number": (
        "Navn;CPR\nBo Rask;værge\n",
        "cpr",
        "Linje 2, »CPR« " + NO_NUMBER % "værge",
    ),
    "two numbers": (
        'Navn;CPR\nBo Rask;"611012-4321\n620309-4234"\n',
        "cpr",
        "Linje 2, »CPR« " + NO_NUMBER % "611012-xxxx 620309-xxxx",
    ),
    "an age that is not that of the number": (
        "Navn;CPR;Alder\nBo Rask;611012-4321;17\n",
        "age",
        "Linje 2, »Alder« siger 17 år, men efter fødselsdatoen er alderen 13 år. Se efter, hvad der er rigtigt.",
    ),
    "two names, each on its line": (
        'Navn;CPR\n"Bo Rask\nPia Rask";611012-4321\n',
        "name",
        (
            "Linje 2, »Navn« kan være to børn: »Bo Rask / Pia Rask«. Er det to, så skriv dem hver på sin række; "
            "vi har læst dem som ét navn."
        ),
    ),
    "number as a power of ten": (
        "Navn;CPR\nBo Rask;6,11012E+09\n",
        "cpr",
        "Linje 2, »CPR« er forkortet af regnearket (1,01E+09). Gør kolonnen bredere eller til tekst, og gem igen.",
    ),
    "number of the unborn": (
        "Navn;CPR\nBo Rask;611030-4321\n",
        "cpr",
        "Linje 2, »CPR« er et CPR-nummer med en dato, der ikke har været endnu: »611030-xxxx«. Ret det, eller lad feltet stå tomt.",
    ),
    "no date": (
        "Navn;Dato\nBo Rask;i lørdags\n",
        "date",
        "Linje 2, »Dato« er ikke en dato: »i lørdags«. Skriv dag, måned og år, for eksempel 03-09-2025.",
    ),
    "only a clock time": (
        "Navn;Tidspunkt\nBo Rask;kl. 22.15\n",
        "date",
        "Linje 2, »Tidspunkt« er et klokkeslæt uden dato. Skriv også dag, måned og år, for eksempel 03-09-2025.",
    ),
    "a date a century ago": (
        "Navn;Dato\nBo Rask;05-03-26\n",
        "date",
        "Linje 2, »Dato« kan ikke læses sikkert: »05-03-26«. Se efter, hvilken dag der er ment.",
    ),
    "no birth date": (
        "Navn;Født\nBo Rask;13 år\n",
        "birth_date",
        "Linje 2, »Født« er ikke en dato: »13 år«. Skriv dag, måned og år, for eksempel 03-09-2025.",
    ),
    "a birth date to come": (
        "Navn;Født\nBo Rask;05-03-2026\n",
        "birth_date",
        "Linje 2, »Født« ligger i fremtiden: »05-03-2026«. Ret fødselsdatoen, eller lad feltet stå tomt.",
    ),
    "two birth dates": (
        "Navn;CPR;Født\nBo Rask;611012-4321;02-10-2012\n",
        "birth_date",
        "Linje 2, »Født« passer ikke med CPR-nummeret i samme række. Se efter, hvilken af de to der er rigtig.",
    ),
    "unknown role": (
        "Navn;Rolle\nBo Rask;bisidder\n",
        "role",
        (
            "Linje 2, »Rolle« er en rolle, vi ikke kender: »bisidder«. Den er læst som »Antruffet af politiet«; "
            "vælg selv sigtet, mistænkt, dømt, vidne eller forurettet, hvis en af dem passer."
        ),
    ),
    "nobody": (
        "Navn;CPR;Forhold\n;;Tyveri\n",
        "name",
        "Linje 2 har hverken navn eller CPR-nummer. Skriv, hvem rækken handler om, eller spring den over.",
    ),
    "too many fields": (
        "Navn;Forhold\nBo Rask;tyveri; hærværk\n",
        "text",
        (
            "Linje 2 har flere felter end overskrifter, så noget kan være rykket til siden. "
            "Uden overskrift står »hærværk«. Se rækken efter, og sæt tekst med skilletegn i anførselstegn."
        ),
    ),
    "an open quote": (
        'Navn;Forhold\nBo Rask;"tyveri\n',
        "text",
        "Linje 2 har et anførselstegn, der aldrig lukkes. Det er læst som et almindeligt tegn; se rækken efter.",
    ),
    "lost letters": (
        "Navn;Forhold\nBo Kj�r;\n",
        "name",
        "Linje 2, »Navn« har bogstaver, der ikke kan læses (�). Ret dem, når listen er læst ind.",
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_told_in_one_sentence_of_its_row_and_column(name):
    text, column, sentence = PROBLEMS[name]
    reading = read(text)
    (problem,) = reading.problems
    assert (problem.row, problem.column, problem.message) == (2, column, sentence)


@pytest.mark.parametrize(
    "name", ["short number", "number without a date", "number as a power of ten", "number of the unborn"]
)
def test_a_wrong_number_is_left_out(name):
    (row,) = read(PROBLEMS[name][0]).rows
    assert (row.name, row.cpr, row.birth_date) == ("Bo Rask", None, None)


def test_a_wrong_date_is_left_out():
    (row,) = read("Navn;Dato;Født\nBo Rask;31-02-2025;30-02-2012\n").rows
    assert (row.date, row.birth_date) == (None, None)


def test_a_workbook_speaks_of_rows():
    data = list_files.xlsx({"Ark1": [["Liste"], ["Navn", "CPR"], ["Bo Rask", "611012"]]})
    (problem,) = parse(data, today=TODAY).problems
    assert problem.message.startswith("Række 3, »CPR« er en fødselsdato")


def test_of_a_number_no_more_than_the_day_of_birth_is_repeated_in_a_sentence():
    reading = read(
        "Navn;CPR\nBo Rask;611312-4321\nBo Rask;611012-432\nBo;6110124321 eller 620309 - 4321\nBo;61.10.12.4321/620309-4321\n"
    )
    said = " ".join(problem.message for problem in reading.problems)
    assert said.count("611") == 3
    assert not any(end in said for end in ("4321", "432", "43 21"))


def test_what_is_no_number_is_kept_to_be_put_right_and_a_whole_number_in_it_is_not():
    text = 'Navn;CPR\nBo Rask;611012-432\nAda Rask;værge\nPia Rask;"620309-4234\n611012-4321"\nOtto Rask;611012-4321\n'
    reading = read(text)
    assert [row.number_told for row in reading.rows] == [
        "611012-432", "værge", "[CPR-nummer udeladt]\n[CPR-nummer udeladt]", None,
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["Bo\nRask", "Bo Ib\nRask", "Bo Rask\nkaldet Bob"])
def test_a_name_that_is_wrapped_is_one(cell):
    assert not read(f'Navn;CPR\n"{cell}";611012-4321\n').problems


@pytest.mark.parametrize(
    ("age", "day"), [(13, "03-03-2026"), (12, "30-09-2025"), (13, "30-09-2025"), (13, ""), (12, "")]
)
def test_an_age_on_the_day_of_the_event_or_since_is_right(age, day):
    assert not read(f"Navn;CPR;Alder;Dato\nBo Rask;611012-4321;{age};{day}\n").problems


def test_the_words_of_a_role_that_is_called_otherwise_are_kept():
    reading = read("Navn;Rolle\nBo Rask;tiltalt\nPia Rask;sigtede\nAda Rask;Offer\nOtto Rask;antruffet i kælderen\n")
    assert [row.role_told for row in reading.rows] == ["tiltalt", None, "Offer", "antruffet i kælderen"]


def test_a_long_word_is_cut_in_the_sentence():
    (problem,) = read("Navn;Dato\nBo Rask;" + "x" * 300 + "\n").problems
    assert len(problem.message) < 200
