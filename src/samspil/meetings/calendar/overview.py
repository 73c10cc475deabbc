"""The year of every forum on one sheet: by month, for a level or a district, to look at and to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.functional import Promise

from samspil.lib.calendars import SchoolYear
from samspil.meetings.calendar.planning import COUNTED, MIDNIGHT, at, profile_of_year
from samspil.meetings.calendar.queries import Line, Month, is_over
from samspil.meetings.models import Meeting, MeetingKind, MeetingState
from samspil.meetings.queries.sentences import held_on
from samspil.organisations.models import Body, District, Forum
from samspil.organisations.queries import stated_by
from samspil.organisations.wording import LEVELS


@dataclass(frozen=True)
class Sheet:
    """A school year of all forums, or of those that fit."""

    year: SchoolYear
    months: list[Month]
    without: list[Forum]  # forums that fit and have nothing planned
    levels: list[tuple[str, str | Promise]]
    districts: list[tuple[str, str]]
    has_forums: bool

    @property
    def count(self) -> int:
        return sum(not line.is_cancelled for month in self.months for line in month.lines)


def sheet(body: Body, day: date, at_: datetime, *, starts: int | None, level: str, district: str) -> Sheet:
    """Every forum's meetings of a school year by month. Four statements, whatever the size.

    A meeting that was called now is on nobody's sheet: that it is held at all is for those who are there.
    """
    year = SchoolYear(starts) if starts is not None else SchoolYear.of(day)
    found = list(Forum.objects.filter(body=body).on(max(day, year.first_day)).order_by("name", "pk"))
    profile = stated_by(body)
    place = {forum.key: forum.district or "" for forum in profile.forums} if profile else {}
    fitting = [
        forum
        for forum in found
        if (not level or forum.level == level) and (not district or place.get(forum.key, "") == district)
    ]
    first, last = at(year.first_day, MIDNIGHT), at(year.last_day + timedelta(days=1), MIDNIGHT)
    meetings = (
        Meeting.objects.filter(forum__in=fitting, starts_at__gte=first, starts_at__lt=last)
        .exclude(kind=MeetingKind.URGENT)
        .exclude(state=MeetingState.CANCELLED)
        .select_related("forum")
        .order_by("starts_at", "pk")
    )
    lines = [
        Line(one, held_on(one), (), (), is_mine=False, is_on=True, is_over=is_over(one, at_))
        for one in sorted(meetings, key=lambda one: one.began_at or one.starts_at)
    ]
    met = {line.meeting.forum_id for line in lines}
    used = {place.get(forum.key, "") for forum in found}
    return Sheet(
        year=year,
        months=[Month(begins, list(of)) for begins, of in groupby(lines, key=lambda line: line.day.replace(day=1))],
        without=[forum for forum in fitting if forum.pk not in met],
        levels=[(key.value, name) for key, name in LEVELS.items() if key.value in {forum.level for forum in found}],
        districts=[
            (row.key, row.name) for row in District.objects.filter(body=body).order_by("name", "pk") if row.key in used
        ],
        has_forums=bool(found),
    )


@dataclass(frozen=True)
class TooFew:
    """Fewer meetings than the terms agree for a school year."""

    left: int
    agreed: int


def too_few(forum: Forum, year: SchoolYear, *, without: Meeting | None = None) -> TooFew | None:
    """Where a forum meets a number of times in a school year, and that many meetings are not held any more (BRO-67).

    None where the terms agree no number, where nothing is planned yet, and where there are enough. `without` is a meeting
    that somebody is about to cancel.
    """
    stated = profile_of_year(forum, year)
    cadence = stated.terms[-1].cadence if stated else None
    if cadence is None or cadence.kind != "times_a_year":
        return None
    first, last = at(year.first_day, MIDNIGHT), at(year.last_day + timedelta(days=1), MIDNIGHT)
    planned = Meeting.objects.filter(forum=forum, kind__in=COUNTED, starts_at__gte=first, starts_at__lt=last)
    states = [one.state for one in planned if without is None or one.pk != without.pk]
    left = sum(state != MeetingState.CANCELLED for state in states)
    return TooFew(left, cadence.times) if (states or without) and left < cadence.times else None
