"""In which of their places somebody works: chosen at the top of the page, kept in the session, asked about each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase

from samspil.organisations.signin.models import FurtherPlace
from samspil.web.drafts import WORKING_AS

__all__ = ["SEVERAL", "WORKING_AS", "PlaceMiddleware", "note_places"]

SEVERAL = "several_places"  # told at sign-in, so that no page has to ask


def note_places(request: Any, user: Any) -> None:
    """Keep in the session whether the person who has just signed in has several places."""
    request.session[SEVERAL] = FurtherPlace.objects.filter(user_id=user.pk).exists()


class PlaceMiddleware:
    """Stands before the actor's: `request.principal_id` is the place that was chosen, as long as it is theirs."""

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.principal_id = None
        chosen = request.session.get(WORKING_AS)
        elsewhere = chosen is not None and request.user.is_authenticated and chosen != request.user.principal_id
        if elsewhere and FurtherPlace.objects.filter(user_id=request.user.pk, principal_id=chosen).exists():
            request.principal_id = chosen
        return self.get_response(request)
