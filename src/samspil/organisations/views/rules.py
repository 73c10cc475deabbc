"""Whom these pages are open to."""

from __future__ import annotations

from django.http import HttpRequest

from samspil.access.entrance import signed_in
from samspil.organisations import policies


def administrators(request: HttpRequest) -> None:
    """Administrators of the actor's own municipality. Raises SignInFirst, or Refused with whom to ask."""
    signed_in(request)
    policies.check_administers(request.actor, request.colleague.body)  # type: ignore[attr-defined]
