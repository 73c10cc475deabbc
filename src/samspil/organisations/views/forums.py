"""The register of forums: what each is for, who sits there, and who may read what is said (BRO-54)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.organisations import queries
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def forums(request: Any) -> HttpResponse:
    """The forums of the municipality; one's own are marked."""
    day = today(request)
    own = {seated.forum.pk for seated in queries.forums_of(request.colleague, day)}
    lines = queries.register_of_forums(request.colleague.body, day, own=own)
    context = {"forums": lines, "administers": administers(request)}
    return respond(request, "organisations/forums.html", context)


@open_to(signed_in)
@require_safe
def forum(request: Any, forum_id: int) -> HttpResponse:
    """One forum: purpose, terms, seats, and who reads."""
    found = queries.get_forum(forum_id, request.colleague.body)
    context = {"shown": queries.forum_page(found, today(request)), "administers": administers(request)}
    return respond(request, "organisations/forum.html", context)
