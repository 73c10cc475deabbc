"""Danish and ISO dates, spreadsheets' numbers, and years of two digits."""

from datetime import date

import pytest

from samspil.lib import dates

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    "written",
    ["3.9.2025", "03-09-2025", "03/09/2025", "3/9-2025", "3/9-25", "3/9 2025", "03.09.25", "3-9-25", "030925",
     "03092025",
     "2025-09-03", "2025/09/03", "20250903", "3. september 2025", "3 sep 2025", "d. 3. sept. 25",
     "den 3. september 2025",
     "onsdag den 3. september 2025", "ons. d. 3/9-2025", "3-Sep-25", "3. SEPTEMBER 2025", "3. september 2025.",
     "03-09-2025 22:15", "03-09-2025 kl. 22.15", "2025-09-03T22:15:00", "2025-09-03T22:15:00.000Z",
     "2025-09-03 22:15:00+02:00",
     "03-09-2025 22:00 - 04-09-2025 02:00", "3.-4. september 2025", "03-09-2025, ca. kl. 23", "20250903T221500",
     "45903"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(written):
    assert dates.parse(written, today=TODAY) == date(2025, 9, 3)


@pytest.mark.parametrize(
    "written",
    ["", "   ", "i går", "uge 12", "31-02-2025", "29-02-2025", "13-13-2025", "9/13/2025", "00-09-2025", "3-9",
     "3-9-202", "2025",
     "september 2025", "12", "123456789", "3. oktobber 2025", "03-09-2025 i skolen", "20250903 i skolen",
     "61-09-2025", "611012-4321",
     "03-09-25-4321",
     "12-13/9-2025", "01-01-0001", "1" * 400, "٠٣-٠٩-٢٠٢٥", "22:15"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written):
    with pytest.raises(dates.InvalidDate):
        dates.parse(written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("04-03-26", date(2026, 3, 4)),
        ("05-03-26", date(1926, 3, 5)),
        ("31-12-99", date(1999, 12, 31)),
        ("010100", date(2000, 1, 1)),
        ("29-02-00", date(2000, 2, 29)),
        ("1. jan. 27", date(1927, 1, 1)),
    ],
)
def test_a_year_of_two_digits_never_lies_in_the_future(written, read):
    assert dates.parse(written, today=TODAY) == read


def test_a_year_of_four_digits_is_taken_at_its_word():
    assert dates.parse("05-03-2026", today=TODAY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("number", "read"),
    [(45903, date(2025, 9, 3)), (45903.75, date(2025, 9, 3)), (30925, date(1984, 8, 31)), (130925, date(2025, 9, 13)),
     (3092025, date(2025, 9, 3)), (13092025, date(2025, 9, 13)), (20250903, date(2025, 9, 3))],
)  # fmt: skip
def test_a_bare_number_is_a_serial_day_or_a_date_that_lost_its_zero(number, read):
    assert dates.from_number(number, today=TODAY) == read


@pytest.mark.parametrize("number", [0, -1, 2012, 1999, 12.5, 99999, 6110124321, float("inf"), float("nan"), 1e300])
def test_other_numbers_are_no_dates(number):
    with pytest.raises(dates.InvalidDate):
        dates.from_number(number, today=TODAY)
