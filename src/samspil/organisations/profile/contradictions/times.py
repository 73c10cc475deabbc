"""Periods, rhythms, ages and holidays that cannot be as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from pydantic import BaseModel

from samspil.lib import calendars
from samspil.organisations.profile.ages import AgeScope
from samspil.organisations.profile.cadences import ByEvent, CountedIn, EveryNWeeks, FixedDates, MinimumAYear, Rhythm
from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.contradictions.seats import overlap
from samspil.organisations.profile.faults import Place
from samspil.organisations.profile.forums import Forum, Terms
from samspil.organisations.profile.parts import Dated
from samspil.organisations.profile.rhythm import cadence_of, calendar_of

OLDEST = 120


def check(findings: Findings) -> None:
    """Everything that has to do with time."""
    for place, part in _dated(findings.profile, ()):
        if part.valid_from and part.valid_to and part.valid_to < part.valid_from:
            findings.add(
                (*place, "valid_to"), "period_reversed", valid_from=part.valid_from, valid_to=part.valid_to
            )  # fmt: skip
    sound = _check_calendar(findings)
    for place, forum in placed(findings.profile.forums, "forums"):
        _check_versions(findings, place, forum)
        for at, terms in placed(forum.terms, *place, "terms"):
            _check_ages(findings, at, terms)
            _check_cadence(findings, at, forum, terms, calendar_is_sound=sound)


def _dated(part: Any, place: Place) -> Iterator[tuple[Place, Dated]]:
    """Every part with a period, wherever it stands."""
    if isinstance(part, Dated):
        yield place, part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _dated(getattr(part, name, None), (*place, name))
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from _dated(inner, (*place, number))


def _check_versions(findings: Findings, place: Place, forum: Forum) -> None:
    for (_, one), (at, other) in combinations(placed(forum.terms, *place, "terms"), 2):
        if overlap(one, other):
            day = max((day for day in (one.valid_from, other.valid_from) if day), default=date.min)
            findings.add(at, "terms_overlap", day=day if day > date.min else "…")


def _check_ages(findings: Findings, place: Place, terms: Terms) -> None:
    _check_bounds(findings, (*place, "ages"), terms.ages)
    for at, word in placed(terms.decisions, *place, "decisions"):
        _check_bounds(findings, (*at, "fits", "ages"), word.fits.ages)
    blocks = list(placed(terms.blocks, *place, "blocks"))
    for at, block in blocks:
        _check_bounds(findings, (*at, "ages"), block.ages)
        if block.cadence and block.cadence.at_most_days < block.cadence.every_days:
            findings.add(
                (*at, "cadence", "at_most_days"), "gap_shorter_than_rhythm",
                at_most_days=block.cadence.at_most_days, every_days=block.cadence.every_days,
            )  # fmt: skip
    for (_, one), (at, other) in combinations(blocks, 2):
        both = next((age for age in range(OLDEST + 1) if one.ages.includes(age) and other.ages.includes(age)), None)
        if both is not None:
            findings.add((*at, "ages"), "blocks_overlap", age=both, one=one.code, other=other.code)


def _check_bounds(findings: Findings, place: Place, ages: AgeScope) -> None:
    if ages.at_least is not None and ages.at_most is not None and ages.at_most < ages.at_least:
        findings.add((*place, "at_most"), "ages_reversed", at_least=ages.at_least, at_most=ages.at_most)


def _check_cadence(findings: Findings, place: Place, forum: Forum, terms: Terms, *, calendar_is_sound: bool) -> None:
    cadence, at = terms.cadence, (*place, "cadence")
    if cadence is None:
        return
    if cadence.starts and cadence.ends and cadence.ends <= cadence.starts:
        findings.add((*at, "ends"), "times_reversed", starts=f"{cadence.starts:%H.%M}", ends=f"{cadence.ends:%H.%M}")
    if isinstance(cadence, EveryNWeeks) and cadence.first is None and not _pauses(cadence):
        findings.add(at, "first_needed")
        return
    if isinstance(cadence, ByEvent | FixedDates) or (isinstance(cadence, MinimumAYear) and cadence.times == 0):
        return
    years = findings.profile.calendar.school_years
    follows = not cadence.in_school_holidays or (
        isinstance(cadence, EveryNWeeks) and cadence.counted_in is CountedIn.SCHOOL_WEEKS
    )
    if not years and follows and _says_no_school_years(findings.document.data):
        findings.add(at, "school_calendar_needed")
    if calendar_is_sound:
        for year in sorted({calendars.SchoolYear(one.starts) for one in years}):
            _check_year(findings, at, forum, terms, year)


def _says_no_school_years(data: dict[str, Any]) -> bool:
    calendar = data.get("calendar")
    return calendar is None or (isinstance(calendar, dict) and not calendar.get("school_years"))


def _pauses(cadence: EveryNWeeks) -> bool:
    return cadence.counted_in is CountedIn.SCHOOL_WEEKS and cadence.rhythm is Rhythm.PAUSES


def _check_year(findings: Findings, at: Place, forum: Forum, terms: Terms, year: calendars.SchoolYear) -> None:
    """A rhythm with no meeting at all, or with meetings in school holidays only, is not meant."""
    assert terms.cadence is not None
    days = calendar_of(findings.profile.calendar, forum.key)
    if (terms.valid_from and terms.valid_from > year.first_day) or (terms.valid_to and terms.valid_to < year.last_day):
        return
    if isinstance(terms.cadence, EveryNWeeks) and terms.cadence.first and terms.cadence.first > year.first_day:
        return
    met = [meeting.day for meeting in calendars.occurrences(cadence_of(terms.cadence), days, year)]
    if not met:
        findings.add(at, "never_meets", year=year)
    elif all(days.school_holiday(day) for day in met):
        findings.add(at, "only_in_holidays", year=year)


def _check_calendar(findings: Findings) -> bool:
    """The calendar by itself; whether meetings can be counted with it."""
    calendar, before = findings.profile.calendar, len(findings.faults)
    for place, closing in placed(calendar.closing_days, "calendar", "closing_days"):
        if not _exists(2024, closing.day):
            findings.add((*place, "day"), "no_such_day", value=closing.day)
    for place, off in placed(calendar.weeks_off, "calendar", "weeks_off"):
        for at, week in placed(off.weeks, *place, "weeks"):
            if not _is_week(week):
                findings.add(at, "no_such_week", value=week)
    for place, given in placed(calendar.school_years, "calendar", "school_years"):
        year = calendars.SchoolYear(given.starts)
        holidays = list(placed(given.holidays, *place, "holidays"))
        for at, one in holidays:
            if one.last_day < one.first_day:
                findings.add(
                    (*at, "last_day"), "holiday_reversed", name=one.name, first_day=one.first_day, last_day=one.last_day
                )  # fmt: skip
            elif one.first_day not in year or one.last_day not in year:
                findings.add(at, "holiday_outside", name=one.name, year=year)
        for (_, one), (at, other) in combinations(holidays, 2):
            if one.first_day <= other.last_day and other.first_day <= one.last_day:
                findings.add(at, "holidays_overlap", name=other.name, other=one.name)
    return len(findings.faults) == before


def _exists(year: int, month_day: str) -> bool:
    try:
        date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        return False
    return True


def _is_week(week: str) -> bool:
    try:
        calendars.IsoWeek.parse(week)
    except ValueError:
        return False
    return True
