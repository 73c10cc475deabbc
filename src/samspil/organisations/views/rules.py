"""Whom these pages are open to, and which day it is."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from samspil.access.entrance import signed_in
from samspil.organisations import policies


def administrators(request: HttpRequest) -> None:
    """Administrators of the actor's own municipality. Raises SignInFirst, or Refused with whom to ask."""
    signed_in(request)
    policies.check_administers(request.actor, request.colleague.body)


def today(request: HttpRequest) -> date:
    """The day of the request, by the clock that the actor was signed with."""
    return timezone.localtime(request.actor.at).date()
