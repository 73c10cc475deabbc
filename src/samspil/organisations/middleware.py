"""`request.colleague`: the colleague who is signed in, read when somebody asks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from samspil.organisations import queries


class ColleagueMiddleware:
    """Stands after the actor's. `request.colleague` is the `Staff` of `request.actor`, or None for nobody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        colleague = SimpleLazyObject(lambda: queries.staff_of(actor)) if actor else None
        request.colleague = colleague  # type: ignore[attr-defined]
        return self.get_response(request)
