"""CPR numbers: form and date only. The numbers are replacement numbers, or end in 0000, which nobody is given."""

from datetime import date

import pytest

from samspil.lib import cpr


@pytest.mark.parametrize(
    "written", ["6110124321", "611012-4321", "611012 4321", " 61 10 12 - 43 21 ", "611012–4321", "61.10.12-4321"]
)
def test_a_number_is_read_however_it_is_written(written):
    assert cpr.parse(written) == "6110124321"


@pytest.mark.parametrize(
    "written",
    ["", "611012", "611012-432", "611012-43210", "611012-432x", "601012-4321", "921012-4321", "611312-4321",
     "900225-4321",
     "٦١١٠١٢٤٣٢١", "6.11012E+09"],
)  # fmt: skip
def test_what_is_no_ten_digits_beginning_with_a_date_is_refused(written):
    with pytest.raises(cpr.InvalidCpr):
        cpr.parse(written)


def test_modulus_11_never_refuses():
    remainders = set()
    for last in range(10):
        number = cpr.parse(f"611012432{last}")
        remainders.add(
            sum(int(digit) * weight for digit, weight in zip(number, (4, 3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11
        )
    assert len(remainders) == 10


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("6110120321", date(1912, 10, 1)),
        ("6110993321", date(1999, 10, 1)),
        ("6110364321", date(2036, 10, 1)),
        ("6110374321", date(1937, 10, 1)),
        ("6110125321", date(2012, 10, 1)),
        ("6110578321", date(2057, 10, 1)),
        ("6110588321", date(1858, 10, 1)),
        ("6110369321", date(2036, 10, 1)),
        ("6110379321", date(1937, 10, 1)),
        ("9112129321", date(2012, 12, 31)),
        ("8902004321", date(2000, 2, 29)),
    ],
)
def test_the_seventh_digit_and_the_year_give_the_century(number, born):
    assert cpr.birth_date(number) == born


def test_a_day_above_sixty_is_a_replacement_number():
    assert cpr.is_replacement("6110124321")
    assert not cpr.is_replacement("0110120000")
    assert cpr.birth_date("0110120000") == date(1912, 10, 1)


def test_a_number_kept_as_a_number_gets_its_zero_back():
    assert cpr.parse_number("110120000") == "0110120000"
    assert cpr.parse_number("6110124321") == "6110124321"
    with pytest.raises(cpr.InvalidCpr):
        cpr.parse("110120000")
    with pytest.raises(cpr.InvalidCpr):
        cpr.parse_number("10120000")


def test_it_is_shown_with_a_hyphen():
    assert cpr.hyphenated("6110124321") == "611012-4321"


def test_numbers_in_a_text():
    text = "Otto 630410-4345 og Ida 640511 4456, sag 4100-73111-00123-26, tlf. 12345678, 9999999999, 16304104345"
    assert cpr.found_in(text) == ["6304104345", "6405114456"]
    assert cpr.cut_from(text, "#").startswith("Otto # og Ida #, sag 4100-73111-00123-26")


@pytest.mark.parametrize(
    "written",
    ["61.01.90-1234", "61-01-90-1234", "61/01-90 1234", "610190-12 34", "61 01 90-1234", "610190_1234", "610190--1234",
     "６１０１９０-１２３４", "６１０１９０１２３４", "61 01 90 12 34", "61.01.90.1234", "610190 - 1234", "610190 12 34"],
)  # fmt: skip
def test_a_number_in_a_text_is_found_however_it_is_written(written):
    text = f"Hun hedder Ida ({written}), siger mor."
    assert cpr.found_in(text) == ["6101901234"]
    assert cpr.cut_from(text, "#") == "Hun hedder Ida (#), siger mor."


@pytest.mark.parametrize(
    "written",
    ["6 1 0 1 9 0 1 2 3 4", "6-1-0-1-9-0-1-2-3-4", "610190  -  1234", "610190, 1234", "610190 (1234", "610190:1234", "610190;1234",
     "61011990-1234", "61012012-1234", "19900161-1234", "20120161 - 1234", "610190 løbenr 1234", "610190 med løbenummer 1234",
     "610190</b>-1234", "6101 90 1234", "6101-90-1234", "61 0190 12 34", "610190*1234", "610190+1234", "610190=1234", "610190|1234",
     "610190~1234", '610190"-"1234', "610190 og 1234", "610190 sidste fire 1234", "610190 de sidste 4 cifre: 1234"],
)  # fmt: skip
def test_a_number_in_a_text_is_found_however_oddly_it_is_written(written):
    year = "12" if "2012" in written else "90"
    assert cpr.found_in(f"Ida, {written}, og Bo 611012-4321") == [f"6101{year}1234", "6110124321"]
    assert cpr.cut_from(f"Ida, {written}, og Bo", "#") == "Ida, #, og Bo"


@pytest.mark.parametrize(
    "text",
    ["1 2 3 4 5 6 7 8 9 0", "karakterer 7 4 10 2 7 12", "1 1 1 1 1 1 1 1 1 1 1", "ring 20121212, 1234", "24112026, 1430", "20261124, 1430",
     "sag 991399, 1234", "610190, 12345", "010190 blev 1234"],
)  # fmt: skip
def test_rows_of_digits_are_no_numbers(text):
    assert cpr.found_in(text) == []


@pytest.mark.parametrize(
    "text",
    ["24.11.2026 12.30", "d. 24.11.26 kl. 12.30", "24.11.26 12.30", "2011-12-24 10.30", "2026-11-24 1000", "24.11.2026-26.11.2026",
     "24.11.26-26.11.26", "ring 20 12 12 12", "+45 61 12 34 56", "2011-12-24 10:30", "01.12.2026 og 1000 kr.", "20111224 10 30",
     "fra 2011-12-24 til 2012", "1010 1012 1014", "kl. 1030-11-12 dage"],
)  # fmt: skip
def test_dates_times_and_telephones_are_no_numbers(text):
    assert cpr.found_in(text) == []


DATES = ["24.11.26", "24. 11. 26", "24/11-26", "24/11/26", "24-11-26", "01.12.25", "31.12.36"]


@pytest.mark.parametrize("day", DATES)
def test_a_date_with_its_time_is_no_number(day):
    for minute in range(24 * 60):
        hours, minutes = f"{minute // 60:02}", f"{minute % 60:02}"
        for written in (f"{day} {hours}{minutes}", f"{day} {hours} {minutes}"):
            assert cpr.found_in(f"Mødt ved banen {written} af Ida.") == [], written
        assert cpr.found_in(f"{day} {hours}{minutes}-{hours}59, og {day} {hours}{minutes} - 1500") == []


@pytest.mark.parametrize("day", DATES)
def test_what_is_no_time_is_a_number(day):
    digits = "".join(filter(str.isdigit, day))
    for tail in [*(f"{n:04}" for n in range(10000) if n >= 2400 or n % 100 >= 60)]:
        assert cpr.found_in(f"Ida {day} {tail}") == [digits + tail], tail


@pytest.mark.parametrize(
    "written",
    ["241126 1430", "241126-1430", "2411261430", "24.11.26-1430", "24.11.26.1430", "24.11.26/1430", "24 11 26 1430", "24 11 26 14 30",
     "24.11.26 - 1430", "24.11.261430", "24_11_26 1430", "241126 14 30", "24.11.26-14 30"],
)  # fmt: skip
def test_a_number_that_could_be_a_date_written_as_nobody_writes_one_is_found(written):
    assert cpr.found_in(f"Mødt {written} af Ida") == ["2411261430"]


def test_a_date_of_the_last_century_has_no_time():
    for year in range(37, 100):
        assert cpr.found_in(f"mor 24.11.{year} 1430") == [f"2411{year}1430"]


@pytest.mark.parametrize("day", ["61.10.12", "91/12-26", "61-10-26"])
def test_a_replacement_number_is_no_date(day):
    assert cpr.found_in(f"Ida {day} 1430") == ["".join(filter(str.isdigit, day)) + "1430"]


@pytest.mark.parametrize(
    "before",
    ["CPR ", "cpr: ", "Cpr-nr. ", "cpr.nr ", "CPR-nummer: ", "hendes cpr-nummer er ", "personnummer ", "personnr. ", "p-nr. ",
     "person-nr: ", "CPR\n"],
)  # fmt: skip
def test_a_date_with_its_time_is_a_number_where_the_words_say_so(before):
    assert cpr.found_in(f"Ida, {before}24.11.26 1430") == ["2411261430"]


@pytest.mark.parametrize(
    "before", ["d. ", "kl. ", "mødt 12 børn ", "cpr kender vi ikke, men hun blev mødt ved banen ", "op "]
)
def test_other_words_before_say_nothing(before):
    assert cpr.found_in(f"{before}24.11.26 1430") == []


def test_a_number_beside_a_date_with_its_time_is_found():
    text = "Mødt 24.11.26 1430 med Ida 61.10.12 1430 og igen 24.11.26 1530"
    assert cpr.found_in(text) == ["6110121430"]
    assert cpr.cut_from(text, "#") == "Mødt 24.11.26 1430 med Ida # og igen 24.11.26 1530"


def test_a_number_behind_a_date_is_not_swallowed_by_it():
    assert cpr.found_in("24.11.26 610190-1234, 24.11.26 1430 610190-1234") == ["6101901234"] * 2
    for number in ("01 01 90 1234", "61 01 90 1234"):  # whichever way it is read
        assert cpr.found_in(f"24.11.26 {number}")


def test_a_number_behind_other_digits_is_found():
    assert cpr.found_in("sag 12 610190-1234, 9999-61.01.90-1234") == ["6101901234", "6101901234"]


@pytest.mark.parametrize("written", ["620309", "020309-xxxx", "620309-????", "020309 - ****", "020309-0000"])
def test_a_birth_date_where_the_last_four_are_not_told(written):
    assert cpr.birth_date_alone(written, date(2026, 3, 4)) == date(2009, 3, 2)


@pytest.mark.parametrize("written", ["620309-4234", "320309", "62030", "6203091", ""])
def test_no_birth_date_alone(written):
    assert cpr.birth_date_alone(written, date(2026, 3, 4)) is None


def test_a_slip_of_the_finger_is_cut_where_others_glance():
    assert cpr.looks_like_one("Vera 721511-4222")  # no month 15
    assert cpr.cut_likes_from("Vera 721511-4222 og 720511-4222, 24.11.26 1430", "#") == "Vera # og #, 24.11.26 1430"
    assert cpr.likes_in("Vera 721511-4222 og 72.05.11 4222, 24.11.26 1430") == ["72.05.11 4222", "721511-4222"]
    assert not cpr.looks_like_one("tlf. 12345678, 24.11.26 1430")
