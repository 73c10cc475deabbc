"""Where the knowledge came from: the figures of one's forums and doors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.sources import queries
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """By forum or door, year and source."""
    return respond(request, "sources/figures.html", {"places": queries.figures()})
