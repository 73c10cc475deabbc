"""My day, and my year."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.queries.absences import away_now
from samspil.desk.queries import day, year
from samspil.evaluation.queries import my_overdue
from samspil.meetings.calendar import queries as calendar
from samspil.meetings.passages import queries as passages
from samspil.organisations import leaving
from samspil.organisations.identity import administers, leads_or_administers, posts_today, units_today
from samspil.organisations.queries.colleagues import post_to_come
from samspil.organisations.views.rules import today
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def my_day(request: Any) -> HttpResponse:
    """What waits for the colleague who is signed in."""
    context = {
        "day": day.my_day(request.actor, request.colleague, units_today(request)),
        "away": away_now(request.actor, request.colleague),
        "last_days": day.that_end(posts_today(request), today(request)),
        "news": calendar.news_for(request.colleague, request.actor.at),
        "overdue": my_overdue(request.colleague.body, today(request)) if leads_or_administers(request) else (),
        "unstaffed": leaving.unstaffed() if administers(request) else (),
        "begins": None if units_today(request) else post_to_come(request.colleague, today(request)),
        "travelling": passages.waiting_for(request.actor),
    }
    return respond(request, "desk/my_day.html", context)


YEARS = range(2000, 2101)


@open_to(signed_in)
@require_safe
def my_year(request: Any) -> HttpResponse:
    """What is expected of the colleague who is signed in, and what the colleague took part in (HAL-09)."""
    asked = request.GET.get("aar", "")
    chosen = (
        int(asked) if len(asked) == len("2000") and asked.isdecimal() and int(asked) in YEARS else today(request).year
    )
    shown = year.my_year(request.actor, request.colleague, chosen)
    return respond(request, "desk/my_year.html", {"shown": shown})
