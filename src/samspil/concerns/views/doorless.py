"""A page that begins at one's door, for somebody who has none: it says where to turn, and offers nothing that would be refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from samspil.concerns.queries.own_door import NoDoor
from samspil.concerns.queries.without_door import without_door
from samspil.web.htmx import respond

View = Callable[..., HttpResponse]


def at_own_door(view: View) -> View:
    """Answer a page that nobody could use with whom to ring. What was sent is refused as ever, and comes back."""

    @wraps(view)
    def shown(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoDoor as none:
            if request.method == "POST":
                raise
            context = {"page": without_door(request.actor), "sentence": none.sentence}
            return respond(request, "concerns/without_door.html", context)

    return shown
