"""`samspil policelist read`: 0 with rows as JSON, 2 with one sentence."""

import json
import os
from datetime import timedelta

import pytest

from samspil.concerns.policelist_command import main
from samspil.concerns.tests import list_files
from tests import clock

DAY = clock.today() - timedelta(days=60)  # older ones are asked about
LIST = [
    ["Navn", "CPR-nr.", "Dato"],
    ["Åse Toft", "611012-4321", f"{DAY.day}/{DAY.month}-{DAY:%y}"],
    ["Bo Rask", "6110", "i går"],
]


@pytest.mark.parametrize("write", [list_files.xlsx, list_files.xls, list_files.ods])
def test_a_workbook_is_printed_as_json(tmp_path, capsys, write):
    path = tmp_path / "liste"
    path.write_bytes(write({"Uge 12": LIST}))
    assert main(["read", str(path), "--json"]) == 0
    printed = capsys.readouterr()
    said = json.loads(printed.out)
    assert list(said) == ["encoding", "sheet", "columns", "rows", "problems"]
    assert (said["encoding"], said["sheet"]) == (None, "Uge 12")
    assert said["columns"] == {"name": "Navn", "cpr": "CPR-nr.", "date": "Dato"}
    assert said["rows"][0] == {
        "row": 2,
        "name": "Åse Toft",
        "cpr": "6110124321",
        "birth_date": "2012-10-01",
        "address": None,
        "place": None,
        "date": DAY.isoformat(),
        "role": None,
        "text": None,
        "reference": None,
    }
    assert [(problem["row"], problem["column"]) for problem in said["problems"]] == [(3, "cpr"), (3, "date")]
    assert printed.err == ""


def test_without_json_it_says_what_was_understood(tmp_path, capsys):
    path = tmp_path / "liste.csv"
    path.write_bytes(list_files.text_file(LIST, encoding="cp850"))
    assert main(["read", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 rækker læst, tekst i cp850.",
        "name: Navn",
        "cpr: CPR-nr.",
        "date: Dato",
        (
            "Linje 3, »CPR-nr.« er ikke et CPR-nummer: »6110«. "
            "Skriv ti cifre, der begynder med en dato, eller lad feltet stå tomt."
        ),
        "Linje 3, »Dato« er ikke en dato: »i går«. Skriv dag, måned og år, for eksempel 03-09-2025.",
    ]


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (b"%PDF-1.4", "Filen er en PDF. Bed afsenderen om listen som regneark (.xlsx) eller som tekst (.csv)."),
        (b"", "Filen er tom. Bed afsenderen om at sende listen igen."),
        (bytes(11_000_000), "Filen fylder mere end 10 MB. Gem arket med listen alene i en ny fil, og prøv igen."),
    ],
)
def test_what_is_no_list_is_one_sentence_and_two(tmp_path, capsys, contents, sentence):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(contents)
    assert main(["read", str(path), "--json"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", sentence + "\n")


def test_what_is_no_file_is_said_too(tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "none.csv", tmp_path, tmp_path / "pipe", "/dev/zero", "with\0nul"):
        assert main(["read", str(path)]) == 2
        assert capsys.readouterr().err == (
            "Filen findes ikke eller kan ikke åbnes. Se efter, om sti og navn er skrevet rigtigt.\n"
        )


def test_a_wrong_command_ends_with_two(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["write"])
    assert ended.value.code == 2
