"""What the reader understands of a list, feature by feature, in the pure reader."""

import datetime
import io
import zipfile

import pytest

from samspil.concerns.reader.aliases import ALIASES, part_of
from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.result import ListReading
from samspil.concerns.reader.sentences import NotAList
from samspil.concerns.tests import list_files
from samspil.concerns.tests.list_files import Rows

TODAY = datetime.date(2026, 3, 4)


def read(text: str, encoding: str = "utf-8") -> ListReading:
    return parse(text.encode(encoding), today=TODAY)


def announced(header: str) -> str | None:
    found = part_of(header)
    return found.part if found else None


def only_row(reading: ListReading):
    (row,) = reading.rows
    return row


def test_the_json_has_exactly_the_keys_that_are_promised():
    reading = read(
        "Navn;CPR-nr.;Adresse;Gerningssted;Dato;Rolle;Sigtelse;J.nr.\n"
        "Åse Toft;611012-4321;Prøvevej 3;Torvet;03-09-2025;Sigtet;Tyveri;123-4\n"
    )
    assert reading.as_json() == {
        "encoding": "utf-8",
        "sheet": None,
        "columns": {
            "name": "Navn",
            "cpr": "CPR-nr.",
            "address": "Adresse",
            "place": "Gerningssted",
            "date": "Dato",
            "role": "Rolle",
            "text": "Sigtelse",
            "reference": "J.nr.",
        },
        "rows": [
            {
                "row": 2,
                "name": "Åse Toft",
                "cpr": "6110124321",
                "birth_date": "2012-10-01",
                "address": "Prøvevej 3",
                "place": "Torvet",
                "date": "2025-09-03",
                "role": "charged",
                "text": "Tyveri",
                "reference": "123-4",
            }
        ],
        "problems": [],
    }


def test_missing_columns_are_absent_and_their_values_null():
    reading = read("Fulde navn;Bopæl\nÅse Toft;Prøvevej 3\n")
    assert reading.columns == {"name": "Fulde navn", "address": "Bopæl"}
    row = only_row(reading)
    assert (row.cpr, row.birth_date, row.place, row.date, row.role, row.text, row.reference) == (None,) * 7


def test_every_alias_announces_its_part_in_any_case_and_without_danish_letters():
    for part, aliases in ALIASES.items():
        for alias in aliases:
            for written in (alias, alias.upper(), alias.capitalize(), f" {alias}: "):
                assert announced(written) == part, written
            assert announced(alias.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")) == part, alias


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("CPR-nr. (10 cifre)", "cpr"),
        ("Barnets CPR-nummer", "cpr"),
        ("Fødselsdato (dd-mm-åååå)", "birth_date"),
        ("F�dselsdato", "birth_date"),
        ("Gerningstidspunkt, fra", "date"),
        ("Politiets journalnr. i sagen", "reference"),
        ("Rolle (sigtet, vidne …)", "role"),
        ("Navn*", "name"),
        ("Person (navn)", "name"),
        ("Kort beskrivelse af hændelsen", "text"),
        ("Mistænkt/sigtet/vidne", "role"),
        ("Tidspunkt for forholdet", "date"),
    ],
)
def test_headers_with_more_words_are_understood(header, part):
    assert announced(header) == part


@pytest.mark.parametrize(
    "header", ["Mors navn", "Værges CPR-nr.", "Skolens adresse", "Navn på skole", "Mors alder", "Køn", "Nr.", "CPR 2"]
)
def test_headers_about_somebody_or_something_else_are_not(header):
    assert part_of(header) is None


def test_columns_without_meaning_are_named():
    assert read("Nr.;Navn;Alder;CPR\n1;Åse Toft;13;\n").unread == ("Nr.",)


def test_title_lines_and_empty_lines_are_passed_over_and_counted():
    reading = read(
        "Ungeliste uge 12\n\nSted: Torvet, dato: 3/9\n;;\nNavn;Rolle;Dato\n\n;;\nBo Rask;vidne;3/9-25\n\nAda Toft;;\n"
    )
    assert [(row.row, row.name) for row in reading.rows] == [(8, "Bo Rask"), (10, "Ada Toft")]


def test_a_header_repeated_on_each_page_and_the_foot_of_the_page_are_no_children():
    reading = read("Navn;Rolle\nBo Rask;vidne\nSide 1 af 2;\nNavn;Rolle\nAda Toft;vidne\nI alt: 2;\n")
    assert [row.name for row in reading.rows] == ["Bo Rask", "Ada Toft"]


def test_a_lone_column_of_names_is_a_list():
    assert [row.name for row in read("Navn\nBo Rask\nAda Toft\n").rows] == ["Bo Rask", "Ada Toft"]


def test_a_sentence_that_mentions_a_number_is_no_header():
    with pytest.raises(NotAList):
        read("Husk altid cpr på listen\nBo Rask\nAda Toft\n")


def test_given_name_and_surname_are_joined():
    reading = read("Efternavn;Fornavn;CPR\nToft;Åse;611012-4321\nRask;;\n")
    assert reading.columns["name"] == "Fornavn + Efternavn"
    assert [row.name for row in reading.rows] == ["Åse Toft", "Rask"]


def test_street_postcode_and_town_are_joined():
    reading = read("Navn;Vej;Postnr.;By\nÅse Toft;Prøvevej 3;9990;Prøvekøbing\nBo Rask;;9990;\n")
    assert [row.address for row in reading.rows] == ["Prøvevej 3, 9990 Prøvekøbing", "9990"]


def test_charge_and_remark_are_both_kept():
    reading = read("Navn;Sigtelse;Bemærkninger\nÅse Toft;Tyveri;Var ked af det\nBo Rask;;Så det hele\n")
    assert reading.columns["text"] == "Sigtelse + Bemærkninger"
    assert [row.text for row in reading.rows] == ["Tyveri\nVar ked af det", "Så det hele"]


def test_several_rows_of_one_child_and_two_children_of_one_name_stay_as_they_are():
    reading = read("Navn;CPR;Forhold\nBo Rask;611012-4321;a\nBo Rask;611012-4321;b\nBo Rask;620911-5321;c\n")
    assert [(row.name, row.cpr, row.text) for row in reading.rows] == [
        ("Bo Rask", "6110124321", "a"),
        ("Bo Rask", "6110124321", "b"),
        ("Bo Rask", "6209115321", "c"),
    ]


def test_a_name_merged_over_several_rows_stands_in_each():
    rows: Rows = [["Navn", "Forhold"], ["Bo Rask", "a"], [None, "b"], [None, "c"], ["Ada Toft", "d"]]
    expected = [("Bo Rask", "a"), ("Bo Rask", "b"), ("Bo Rask", "c"), ("Ada Toft", "d")]
    for data in (
        list_files.xlsx({"Ark1": rows}, merged=["A2:A4"]),
        list_files.xls({"Ark1": rows}, merged=[(1, 3, 0, 0)]),
    ):
        reading = parse(data, today=TODAY)
        assert [(row.name, row.text) for row in reading.rows] == expected
        assert reading.problems == ()


@pytest.mark.parametrize("write", [list_files.xlsx, list_files.xls, list_files.ods])
def test_the_first_sheet_with_a_header_and_rows_is_read(write):
    reading = parse(
        write(
            {
                "Vejledning": [["Skriv barnets navn"], ["Navn", "fulde navn"]],
                "Tom": [["Navn", "Rolle"]],
                "Uge 12": [[], [None, "Navn", "Rolle"], [None, "Bo Rask", "vidne"]],
                "Uge 11": [["Navn", "Rolle"], ["Ada Toft", "vidne"]],
            }
        ),
        today=TODAY,
    )
    assert (reading.sheet, reading.encoding, only_row(reading).row, only_row(reading).name) == (
        "Uge 12",
        None,
        3,
        "Bo Rask",
    )


def test_a_hidden_sheet_is_not_read():
    sheets = {"Gammel": [["Navn", "Rolle"], ["Ada Toft", "vidne"]], "Ny": [["Navn", "Rolle"], ["Bo Rask", "vidne"]]}
    assert parse(list_files.xlsx(sheets, hidden=["Gammel"]), today=TODAY).sheet == "Ny"


def test_a_formula_gives_the_value_that_was_last_seen():
    data = list_files.xlsx({"Ark1": [["Navn", "CPR"], ["Bo Rask", "611012-4321"]]})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    cell = sheet[sheet.index(b'<c r="A2"') : sheet.index(b'<c r="B2"')]
    formula = b'<c r="A2" t="str"><f>CONCATENATE("Bo"," Rask")</f><v>Bo Rask</v></c>'
    members["xl/worksheets/sheet1.xml"] = sheet.replace(cell, formula)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert only_row(parse(file.getvalue(), today=TODAY)).name == "Bo Rask"


def test_what_begins_like_a_formula_in_a_text_file_is_text():
    reading = read('Navn;Forhold;J.nr.\nBo Rask;=HYPERLINK("x");+45\nAda Toft;@ada;-12\n')
    assert [(row.text, row.reference) for row in reading.rows] == [('=HYPERLINK("x")', "+45"), ("@ada", "-12")]


def test_quoted_fields_hold_delimiters_quotes_and_line_breaks():
    reading = read('Navn;Forhold;J.nr.\n"Rask; Bo";"sagde ""hej""\nog gik";1\nAda Toft;;2\n')
    assert [(row.row, row.name, row.text) for row in reading.rows] == [
        (2, "Rask; Bo", 'sagde "hej"\nog gik'),
        (4, "Ada Toft", None),
    ]


@pytest.mark.parametrize("slip", ['"tyveri', 'slag "i ansigtet', '"x" y'])
def test_a_slip_with_quotes_does_not_swallow_the_rest(slip):
    reading = read(f'Navn;Forhold;J.nr.\nBo Rask;{slip};1\nAda Toft;"Hærværk";2\nIb Kjær;;3\n')
    assert [(row.row, row.name, row.reference) for row in reading.rows] == [
        (2, "Bo Rask", "1"),
        (3, "Ada Toft", "2"),
        (4, "Ib Kjær", "3"),
    ]
    assert reading.rows[0].text == slip
    assert reading.rows[1].text == "Hærværk"


def test_the_line_that_names_the_delimiter_is_no_row():
    assert only_row(read("sep=,\r\nNavn,Rolle\r\nBo Rask,vidne\r\n")).row == 3


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(delimiter):
    rows = [["Navn", "Rolle", "Forhold"], ["Bo Rask", "vidne", '"a; b, c"']]
    text = "Liste; uge 12, fortrolig\n" + "\n".join(delimiter.join(row) for row in rows)
    assert only_row(read(text)).text == "a; b, c"


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("Sigtet", "charged"), ("SIGTEDE", "charged"), ("sigtet (under 15)", "charged"), ("Mistænkt", "suspected"),
        ("mistænkt, under 15 år", "suspected"), ("dømt", "convicted"), ("Vidne", "witness"), ("forurettet", "victim"),
        ("offer", "victim"), ("Skadelidte", "victim"), ("antruffet", "other"), ("Antruffet ved stationen", "other"),
        ("Påtruffet", "other"), ("", None), (" - ", None),
    ],
)  # fmt: skip
def test_a_known_word_is_a_role_without_a_problem(word, role):
    reading = read(f"Navn;Rolle\nBo Rask;{word}\n")
    assert (only_row(reading).role, reading.problems) == (role, ())


@pytest.mark.parametrize("word", ["kontakt", "set", "Andet", "kontakt på Torvet"])
def test_a_word_for_a_contact_is_read_as_the_role_without_a_name_and_told(word):
    reading = read(f"Navn;Rolle\nBo Rask;{word}\n")
    assert (only_row(reading).role, only_row(reading).role_told) == ("other", word)
    assert [problem.message for problem in reading.problems] == [
        f"Linje 2, »Rolle« er skrevet »{word}« og læst som »Antruffet af politiet«. Vælg selv en anden rolle, hvis den ikke passer."
    ]


@pytest.mark.parametrize(
    "word", ["bisidder", "ikke sigtet", "sigtet og forurettet", "tidligere dømt", "verserende", "ikke set"]
)
def test_an_unknown_or_doubtful_word_is_other_with_a_problem(word):
    reading = read(f"Navn;Rolle\nBo Rask;{word}\n")
    (problem,) = reading.problems
    assert (only_row(reading).role, problem.row, problem.column) == ("other", 2, "role")


def test_of_two_dates_the_deed_is_read_and_a_clock_time_is_none():
    """A column of nothing but times of day is read for these."""
    deed = read("Navn;Dato;Gerningsdato\nBo Rask;04-03-2026;03-09-2025\n")
    assert (only_row(deed).date, deed.columns["date"], deed.unread) == (
        datetime.date(2025, 9, 3),
        "Gerningsdato",
        ("Dato",),
    )
    clock = read("Navn;Gerningstidspunkt;Dato\nBo Rask;22:15;03-09-2025\n")
    assert (only_row(clock).date, clock.columns["date"], clock.problems) == (datetime.date(2025, 9, 3), "Dato", ())
    assert (only_row(clock).time, clock.unread) == (datetime.time(22, 15), ())


def test_the_birth_date_is_the_files_own_else_that_of_the_number():
    reading = read("Navn;CPR;Født\nBo Rask;611012-4321;02-10-2012\nAda Toft;611012-4321;\nIb Kjær;;03-09-12\n")
    assert [row.birth_date for row in reading.rows] == [
        datetime.date(2012, 10, 2),
        datetime.date(2012, 10, 1),
        datetime.date(2012, 9, 3),
    ]


def test_a_column_for_number_or_birth_date_takes_either():
    reading = read("Navn;CPR/fødselsdato\nBo Rask;611012-4321\nAda Toft;03-09-2012\n")
    assert [(row.cpr, row.birth_date) for row in reading.rows] == [
        ("6110124321", datetime.date(2012, 10, 1)),
        (None, datetime.date(2012, 9, 3)),
    ]
    assert reading.problems == ()


@pytest.mark.parametrize("write", [list_files.xlsx, list_files.xls, list_files.ods])
def test_a_number_that_lost_its_zero_in_a_workbook_gets_it_back(write):
    # The one number here that is no replacement number ends in 0000, which nobody is given: theirs begin with 6 to 9.
    reading = parse(write({"Ark1": [["Navn", "CPR"], ["Bo Rask", 110120000], ["Ada Toft", "110120000"]]}), today=TODAY)
    assert [row.cpr for row in reading.rows] == ["0110120000", None]
    assert [problem.row for problem in reading.problems] == [3]


def test_a_number_that_lost_its_zero_on_the_way_to_a_text_file_gets_it_back():
    assert only_row(read("Navn;CPR\nBo Rask;110120000\n")).cpr == "0110120000"


@pytest.mark.parametrize("written", ['="6110124321"', "'6110124321", "611012\xa04321", "6110124321.0"])
def test_ways_of_keeping_a_number_whole_are_seen_through(written):
    assert only_row(read(f"Navn;CPR\nBo Rask;{written}\n")).cpr == "6110124321"


def test_control_characters_never_reach_the_rows():
    row = only_row(read("Navn;Forhold\nBo\x00 Rask;a\x1bb" + "\xa0" * 3 + "\n" + "\n" * 200))
    assert (row.name, row.text) == ("Bo Rask", "ab")


def test_the_empty_rows_that_libreoffice_repeats_to_the_end_of_the_sheet_are_nothing():
    data = list_files.ods({"Ark1": [["Navn", "Rolle"], ["Bo Rask", "vidne"]]}, trailing_empty_rows=1_048_574)
    assert only_row(parse(data, today=TODAY)).name == "Bo Rask"
