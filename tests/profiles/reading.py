"""What the tests of the profiles ask again and again."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from samspil.lib.calendars import Occurrence, SchoolYear
from samspil.organisations.profile import Forum, Profile, expanded, load, meetings_of

PROFILES = Path(__file__).parents[2] / "profiles"
YEAR = SchoolYear(2026)
MUNICIPALITIES = ("ballerup", "broendby", "halsnaes", "vallensbaek")


@cache
def read(name: str) -> Profile:
    """A shipped profile as it stands in its file."""
    return load(PROFILES / f"{name}.yaml")


def forum_of(name: str, key: str) -> Forum:
    """One forum, formulas written out."""
    return next(forum for forum in expanded(read(name)).forums if forum.key == key)


def held(name: str, key: str) -> list[Occurrence]:
    """Its meetings in the school year 2026/27."""
    return meetings_of(forum_of(name, key), read(name).calendar, YEAR)


def days(name: str, key: str) -> list[date]:
    """The days of its meetings in the school year 2026/27."""
    return [meeting.day for meeting in held(name, key)]


def typed(text: str) -> list[date]:
    """Days as a hand writes them: "12.8. 26.8. …" of the school year 2026/27."""
    found = [tuple(map(int, day.strip(".").split("."))) for day in text.split()]
    return [date(2026 if month >= 8 else 2027, month, day) for day, month in found]
