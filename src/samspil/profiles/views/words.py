"""What the cooperation's words are called here, for everybody who works with them (BAL-01)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.profiles import queries
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def words(request: Any) -> HttpResponse:
    """The local words with what they mean."""
    context = {
        "words": queries.local_words(request.colleague.body, today(request)),
        "administers": administers(request),
    }
    return respond(request, "profiles/words.html", context)
