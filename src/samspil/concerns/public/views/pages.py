"""The page for children."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import anybody, open_to
from samspil.concerns.public.queries import doors_for_children, public_place
from samspil.concerns.public.views.answers import answered


@require_safe
@open_to(anybody)
def children(request: Any, body_key: str) -> HttpResponse:
    """Whom can you talk to? In words for somebody who is eleven."""
    place = public_place(body_key)
    return answered(request, "public/children.html", place, {"groups": doors_for_children(place)})
