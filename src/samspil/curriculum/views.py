"""What is taught to a whole class. Open to everybody who works in the municipality; no pupil stands here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.curriculum import queries
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def curriculum(request: Any) -> HttpResponse:
    """Stages, themes, learning goals, and what must be reached (K39)."""
    shown = queries.curriculum_page(request.colleague.body, today(request))
    return respond(request, "curriculum/curriculum.html", {"shown": shown, "administers": administers(request)})
