"""Dates as Danes write and read them."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

_DANISH = re.compile(r"(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})\.?")
_DAY = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def parse(text: str, *, past: bool = False, near: bool = False, today: dt.date | None = None) -> dt.date | None:
    """The date that `text` writes, or None.

    Reads 24.11.2026, 24.11.26, 24/11-2026, 24/11/26, 24-11-2026, 24 11 2026 and 2026-11-24. Two-digit years lie within
    the 80 years before and the 20 after today; with `past` never after today. With `near` a day without a year (28.11, 8/12) is
    the nearest one: for what happens about now, never for a birth date.
    """
    text = text.strip()
    today = today or timezone.localdate()
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
