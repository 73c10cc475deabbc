"""The year of every forum on one sheet: by month, for a level or a district, to look at and to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.functional import Promise

from samspil.lib.calendars import SchoolYear
from samspil.meetings.calendar.planning import MIDNIGHT, at, day_of
from samspil.meetings.calendar.queries import Line, Month
from samspil.meetings.models import Meeting, MeetingKind, MeetingState
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
    lines = [Line(one, day_of(one), (), (), is_mine=False, is_on=True, is_over=one.ends_at < at_) for one in meetings]
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
