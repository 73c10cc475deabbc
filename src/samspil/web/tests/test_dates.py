"""Dates as Danes write and read them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspil.web import dates
from samspil.web.forms import DateField

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    ["24.11.2026", "24.11.26", "24/11-2026", "24/11/2026", "24/11-26", "24-11-2026", "24 11 2026", "2026-11-24",
     " 24. 11. 2026 ", "24.11.2026."],
)  # fmt: skip
def test_reads(text: str) -> None:
    assert dates.parse(text, today=TODAY) == TODAY


def test_reads_single_digits() -> None:
    assert dates.parse("1.2.26", today=TODAY) == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    "text", ["", "i morgen", "24.11", "31.2.2026", "24.13.2026", "0.1.2026", "24.11.226", "1.1.1850", "20261124"]
)
def test_does_not_guess(text: str) -> None:
    assert dates.parse(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31.11.2026", "31.11.2026 findes ikke: måneden har 30 dage."),
        ("29.2.27", "29.2.27 findes ikke: måneden har 28 dage."),
        ("2026-02-30", "2026-02-30 findes ikke: måneden har 28 dage."),
        ("24.13.2026", "24.13.2026 findes ikke: der er tolv måneder."),
        ("1.1.1850", "1.1.1850 ligger for langt tilbage."),
        ("10.12", "Skriv også året, for eksempel 10.12.2026."),
        ("10/11", "Skriv også året, for eksempel 10.11.2026."),
        ("3. 1.", "Skriv også året, for eksempel 03.01.2027."),
        ("31.11", "31.11 findes ikke: måneden har 30 dage."),
        ("24.11.2026", ""), ("i morgen", ""), ("", ""),
    ],
)  # fmt: skip
def test_says_what_is_wrong_and_how_to_write_it(text: str, words: str) -> None:
    with translation.override("da"):
        said = dates.problem(text, today=TODAY)
    assert said.startswith(words)
    assert bool(said) == bool(words)


def test_every_date_field_says_it() -> None:
    with translation.override("da"), pytest.raises(ValidationError, match="findes ikke: måneden har 30 dage"):
        DateField().clean("31.11.2026")
    with translation.override("da"), pytest.raises(ValidationError, match=r"for eksempel 24\.11\.2026"):
        DateField().clean("i morgen")


@pytest.mark.parametrize(
    ("text", "past", "year"),
    [("24.11.26", True, 2026), ("25.11.26", True, 1926), ("25.11.26", False, 2026), ("1.1.46", False, 2046),
     ("1.1.47", False, 1947), ("1.1.11", True, 2011)],
)  # fmt: skip
def test_two_digit_years(text: str, past: bool, year: int) -> None:
    parsed = dates.parse(text, past=past, today=TODAY)
    assert parsed is not None
    assert parsed.year == year


@pytest.mark.parametrize(
    ("text", "past", "day"),
    [
        ("28.11", False, dt.date(2026, 11, 28)),
        ("28.11.", False, dt.date(2026, 11, 28)),
        ("8/12", False, dt.date(2026, 12, 8)),
        ("4.1", False, dt.date(2027, 1, 4)),
        ("28.11", True, dt.date(2025, 11, 28)),
        ("23-11", True, dt.date(2026, 11, 23)),
        ("29.2", False, None),
        ("31.11", False, None),
    ],
)
def test_a_day_without_a_year_is_the_nearest_where_that_is_asked_for(
    text: str, past: bool, day: dt.date | None
) -> None:
    assert dates.parse(text, near=True, past=past, today=TODAY) == day
    assert dates.parse(text, past=past, today=TODAY) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)))
def test_what_is_written_is_read_back(day: dt.date) -> None:
    assert dates.parse(dates.short(day)) == day
    assert dates.parse(day.isoformat()) == day


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert dates.parse(text) is None or isinstance(dates.parse(text), dt.date)


def test_written_in_danish() -> None:
    moment = dt.datetime(2026, 11, 24, 8, 41, tzinfo=dt.UTC)
    with translation.override("da"):
        assert dates.long(TODAY) == "tirsdag d. 24. november 2026"
        assert dates.short(TODAY) == "24.11.2026"
        assert dates.moment(moment) == "24.11.2026 kl. 9.41"
        assert dates.moment(dt.datetime(2026, 1, 5, 14, 5)) == "05.01.2026 kl. 14.05"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "i dag"), (1, "i morgen"), (-1, "i går"), (14, "om 14 dage"), (-3, "for 3 dage siden")],
)
def test_distance(days: int, words: str) -> None:
    with translation.override("da"):
        assert dates.distance(TODAY + dt.timedelta(days), TODAY) == words


def test_far_away_the_weekday_alone() -> None:
    with translation.override("da"):
        assert dates.weekday_and_distance(dt.date(2028, 11, 24), TODAY) == "fredag"
        assert dates.weekday_and_distance(dt.date(2026, 12, 8), TODAY) == "tirsdag, om 14 dage"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (dt.date(2011, 11, 24), TODAY, 15),
        (dt.date(2011, 11, 25), TODAY, 14),
        (dt.date(2012, 2, 29), dt.date(2027, 2, 28), 14),
        (dt.date(2012, 2, 29), dt.date(2027, 3, 1), 15),
    ],
)
def test_age(born: dt.date, on: dt.date, years: int) -> None:
    assert dates.age(born, on) == years


@pytest.mark.parametrize(("text", "day"), [("120512", dt.date(2012, 5, 12)), ("12052012", dt.date(2012, 5, 12))])
def test_a_birth_date_is_read_as_people_write_it_and_has_an_example_that_could_be_one(text: str, day: dt.date) -> None:
    assert DateField(born=True).clean(text) == day
    assert DateField().clean(text) == day, "every field reads a date in the same ways"
    assert DateField().widget.words_beside(text)
    assert dates.parse(text, today=TODAY) is None, "where no date is asked for, none is guessed from digits alone"
    with pytest.raises(ValidationError, match=r"12\.05\.2012"):
        DateField(born=True).clean("i maj")
