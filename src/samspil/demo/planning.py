"""The school year's meetings, planned through the calendar from the rhythm that the profile gives."""

from __future__ import annotations

from datetime import date, timedelta

from samspil.demo.colleagues import Place
from samspil.lib.calendars import SchoolYear
from samspil.meetings.calendar.actions import plan_year
from samspil.organisations.models import Forum

AHEAD = timedelta(weeks=10)  # what is taken up again finds its meeting in July too


def plan(place: Place, writer: str, forum: Forum, first: date, today: date) -> int:
    """Plan every school year between the first day and some weeks from today; answers how many meetings."""
    years = sorted({SchoolYear.of(day).starts for day in (first, today, today + AHEAD)})
    with place.as_(writer) as actor:
        return sum(plan_year(actor, forum=forum, school_year=year, from_day=first).made for year in years)
