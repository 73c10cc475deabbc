"""The guide: one question a page, nothing asked that is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.queries.guide import guide_page
from samspil.web.htmx import respond


@require_GET
@open_to(signed_in)
def guide(request: Any, step: str = "") -> HttpResponse:
    """A question, or what to do."""
    return respond(request, "concerns/guide.html", {"page": guide_page(request.actor, step)})
