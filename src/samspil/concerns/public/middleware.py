"""On the public pages nobody is known: no session, no cookie, no address, no program, no line in a log."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from samspil.concerns.public import limits

PREFIX = "/om/"
# All that such a request may tell. What else a browser or a proxy sends is taken off before anything can write it down.
KEPT = {"HTTP_HOST", "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_PROTO"}


class Nameless:
    """Stands first of all. `request.mark` is what stands for the address today (`limits`); the address itself is gone.

    What the web server and the proxy before it write is theirs to say (docs/how-to/install.md); the product's own log gets
    no line about these addresses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.mark = limits.mark(_address(request))  # type: ignore[attr-defined]
        for name in [name for name in request.META if name.startswith(("HTTP_", "REMOTE_")) and name not in KEPT]:
            del request.META[name]
        request.META["REMOTE_ADDR"] = ""
        response = self.get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django logs answers of 400 and above with the path
        return response


def _address(request: HttpRequest) -> str:
    """Who calls, seen through as many proxies as the installation has."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and forwarded:
        return str(forwarded[-min(proxies, len(forwarded))])
    return str(request.META.get("REMOTE_ADDR", ""))
