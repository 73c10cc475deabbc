"""Whom a page is open to. A rule test demands that every view says so; what is *on* the page the database decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

Rule = Callable[[HttpRequest], None]
View = Callable[..., HttpResponseBase]


class SignInFirst(Exception):
    """Nobody is signed in."""


def anybody(request: HttpRequest) -> None:
    """Open without sign-in: nothing confidential can be read here, for there is no principal."""


def signed_in(request: HttpRequest) -> None:
    """Open to every signed-in colleague; rows are the database's matter. Raises SignInFirst."""
    if getattr(request, "actor", None) is None:
        raise SignInFirst


def open_to(rule: Rule) -> Callable[[View], View]:
    """Declare whom a view is open to: `@open_to(signed_in)`. A rule raises SignInFirst, Refused or NotVisible."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                rule(request)
            except SignInFirst:
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        guarded.open_to = rule  # type: ignore[attr-defined]
        return guarded

    return decorate
