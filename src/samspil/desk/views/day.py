"""My day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.desk.queries import day
from samspil.meetings.calendar import queries as calendar
from samspil.meetings.passages import queries as passages
from samspil.organisations.identity import units_today
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def my_day(request: Any) -> HttpResponse:
    """What waits for the colleague who is signed in."""
    context = {
        "day": day.my_day(request.actor, request.colleague, units_today(request)),
        "news": calendar.news_for(request.colleague, request.actor.at),
        "travelling": passages.waiting_for(request.actor),
    }
    return respond(request, "desk/my_day.html", context)
