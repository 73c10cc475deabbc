"""Dates as Danes write and read them."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

_DANISH = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})\.?")
_DAY = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})\.?")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def parse(
    text: str, *, past: bool = False, near: bool = False, digits: bool = False, today: dt.date | None = None
) -> dt.date | None:
    """The date that `text` writes, or None.

    Reads 24.11.2026, 24.11.26, 24/11-2026, 24/11/26, 24-11-2026, 24 11 2026 and 2026-11-24. Two-digit years lie within
    the 80 years before and the 20 after today; with `past` never after today. With `near` a day without a year (28.11, 8/12) is
    the nearest one: for what happens about now, never for a birth date. With `digits` 120512 and 12052012 are dates too: birth dates
    are written so.
    """
    text = text.strip()
    today = today or timezone.localdate()
    if digits and (match := _DIGITS.fullmatch(text)):
        text = ".".join(match.groups())
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DANISH.fullmatch(text):
        day, month = int(match[1]), int(match[2])
        year = int(match[3])
        if len(match[3]) == 2:
            year = _century(year, month, day, past=past, today=today)
    elif near and (match := _DAY.fullmatch(text)):
        return _nearest(int(match[1]), int(match[2]), past=past, today=today)
    else:
        return None
    if year < 1900:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def problem(text: str, *, past: bool = False, today: dt.date | None = None) -> str:
    """Why `text` is no date, as a sentence that says how to write it: the day does not exist, or the year is missing (a year is never
    guessed: the nearest such day is the example). Empty where it is a date, or nothing like one.
    """
    text, today = text.strip(), today or timezone.localdate()
    if parse(text, past=past, today=today) is not None:
        return ""
    if match := _DAY.fullmatch(text):
        near = [
            day
            for year in (today.year - 1, today.year, today.year + 1)
            if (day := _day(year, int(match[2]), int(match[1])))
        ]
        if near:
            return gettext("Write the year too, for example %(day)s.") % {
                "day": short(min(near, key=lambda day: abs((day - today).days)))
            }
        return _not_there(text, today.year, int(match[2]))
    if match := _ISO.fullmatch(text):
        return _not_there(text, int(match[1]), int(match[2]))
    if match := _DANISH.fullmatch(text):
        return _not_there(
            text, int(match[3]) if len(match[3]) == 4 else today.year // 100 * 100 + int(match[3]), int(match[2])
        )
    return ""


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _not_there(text: str, year: int, month: int) -> str:
    """A day, or a month, that the calendar does not have."""
    if not 1 <= month <= 12:
        return gettext("%(day)s does not exist: there are twelve months. Write day, month, year.") % {"day": text}
    if year < 1900:
        return gettext("%(day)s lies too far back. Write the year with four digits.") % {"day": text}
    days = monthrange(year, month)[1]
    return gettext("%(day)s does not exist: the month has %(days)s days.") % {"day": text, "days": days}


def _nearest(day: int, month: int, *, past: bool, today: dt.date) -> dt.date | None:
    """That day of the year that brings it nearest to today; with `past` the last one."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:  # 29 February
            continue
    found = [one for one in found if not past or one <= today]
    return min(found, key=lambda one: abs((one - today).days), default=None)


def _century(year: int, month: int, day: int, *, past: bool, today: dt.date) -> int:
    full = today.year // 100 * 100 + year
    if past:
        return full - 100 if (full, month, day) > (today.year, today.month, today.day) else full
    return full - 100 if full > today.year + 20 else full


def short(value: dt.date) -> str:
    """24.11.2026"""
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def long(value: dt.date) -> str:
    """tirsdag d. 24. november 2026"""
    return date_format(value, pgettext("date with weekday, in Django's format letters", "l j F Y"))


def clock(value: dt.datetime | dt.time) -> str:
    """9.41"""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}.{value.minute:02d}"


def moment(value: dt.datetime) -> str:
    """24.11.2026 kl. 9.41"""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return gettext("%(date)s at %(time)s") % {"date": short(local.date()), "time": clock(local)}


def distance(value: dt.date, today: dt.date) -> str:
    """i dag, i morgen, i går, om 14 dage, for 3 dage siden"""
    days = (value - today).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days == -1:
        return gettext("yesterday")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def weekday_and_distance(value: dt.date, today: dt.date) -> str:
    """tirsdag, om 14 dage. More than a year away, the weekday alone: the number of days says nothing then."""
    weekday = date_format(value, "l")
    return f"{weekday}, {distance(value, today)}" if abs((value - today).days) <= 366 else weekday


def age(born: dt.date, on: dt.date) -> int:
    """Whole years from birth to `on`. Who is born on 29 February turns a year older on 1 March in common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
