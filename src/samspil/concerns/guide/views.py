"""The guide: one question a page, nothing asked that is kept; with and without sign-in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from samspil.access.entrance import anybody, open_to, signed_in
from samspil.concerns.guide.queries import guide_page, places_with_a_guide, public_guide_page
from samspil.concerns.public.queries import public_place
from samspil.concerns.public.views.answers import answered
from samspil.concerns.queries.elsewhere import neighbours
from samspil.concerns.queue_forms import is_number
from samspil.concerns.views.doorless import at_own_door
from samspil.web.htmx import respond


@require_GET
@open_to(signed_in)
@at_own_door
def guide(request: Any, step: str = "") -> HttpResponse:
    """A question, or what to do."""
    return respond(request, "guide/guide.html", {"page": guide_page(request.actor, step)})


@require_GET
@open_to(signed_in)
def elsewhere(request: Any) -> HttpResponse:
    """The child lives in another municipality: where to send it."""
    number = request.GET.get("bekymring", "")
    back = reverse("concerns:at_door", args=[int(number)]) if is_number(number) else ""
    return respond(request, "guide/elsewhere.html", {"neighbours": neighbours(request.actor), "back": back})


@require_safe
@open_to(anybody)
def public(request: Any, body_key: str, step: str = "") -> HttpResponse:
    """The same without sign-in."""
    place = public_place(body_key)
    return answered(request, "guide/public.html", place, {"page": public_guide_page(place, step)})


@require_safe
@open_to(anybody)
def where(request: Any) -> HttpResponse:
    """In which municipality? For somebody who stands before the page of signing in."""
    return respond(request, "guide/where.html", {"bodies": places_with_a_guide(), "csrf_token": ""})
