"""Where nobody knows the name, the words for that are no name."""

import datetime

import pytest

from samspil.concerns.reader.parsing import parse
from samspil.concerns.reader.unknown import is_unknown

TODAY = datetime.date(2026, 3, 4)


@pytest.mark.parametrize(
    "said",
    ["ukendt", "Ukendt", "UKENDT GERNINGSMAND", "ukendt gerningsmand 2", "?", "??", "n.n.", "N.N", "NN", "ikke identificeret",
     "uoplyst", "(ukendt)", "ukendt, 1", "Ukendt ukendt", "navn ikke oplyst"],
)  # fmt: skip
def test_it_is_nobody_s_name(said):
    assert is_unknown(said)
    reading = parse(f'Navn;Rolle;Sigtelse\n"{said}";mistænkt;Tyveri\nJonas Holm;sigtet;Tyveri\n'.encode(), today=TODAY)
    assert [row.name for row in reading.rows] == [None, "Jonas Holm"]
    assert [row.name_told for row in reading.rows] == [said, None], "the words are not lost"
    assert not reading.problems


@pytest.mark.parametrize(
    "name", ["Nina Nord", "N. Nielsen", "Uno Kendt", "Anonyma Holm", "Ann", "Ukendt Jensen", "Vidne Holm"]
)
def test_it_is_somebody_s_name(name):
    assert not is_unknown(name)


def test_first_and_last_name_apart():
    reading = parse(b"Fornavn;Efternavn;Rolle\nukendt;ukendt;sigtet\n?;;sigtet\n", today=TODAY)
    assert [row.name for row in reading.rows] == [None, None]
    assert not reading.problems


def test_an_empty_name_is_still_told():
    reading = parse(b"Navn;Rolle\n;sigtet\nJonas Holm;sigtet\n", today=TODAY)
    assert [problem.column for problem in reading.problems] == ["name"]
