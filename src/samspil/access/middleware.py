"""Every request is one transaction that carries a signed actor. No principal, no rows."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from samspil.access.actor import Actor, now, sign, sign_off


class ActorMiddleware:
    """Signs the signed-in principal for the request's transaction; an answer of 500 and above rolls it back.

    `request.actor` is an `Actor`, or None for somebody not signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Who has several places works in one at a time, chosen before (organisations.signin).
        principal_id = getattr(request, "principal_id", None) or getattr(request.user, "principal_id", None)
        with transaction.atomic():
            request.actor = Actor(principal_id, now()) if principal_id else None  # type: ignore[attr-defined]
            if principal_id:
                sign(request.actor)  # type: ignore[attr-defined]
            else:
                sign_off()
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
