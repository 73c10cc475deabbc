"""One template answers both the whole page and the panel that htmx asks for."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def wants_panel(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of the page. Boosted links and restored history want whole pages."""
    htmx = getattr(request, "htmx", None)
    if htmx is None or not htmx:
        return False
    return not htmx.boosted and not htmx.history_restore_request


def respond(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    panel: str | None = None,
    status: int = 200,
    say: str = "",
    push_url: str = "",
) -> HttpResponse:
    """Render `template`; where htmx asked and `panel` names a `{% partialdef %}` of it, only that part.

    `say` is announced to screen readers and shown as a passing message (htmx answers only; whole pages use Django's
    messages). `push_url` puts an address into the address bar. Use status 422 for a form that comes back with errors.
    """
    asked = wants_panel(request)
    response = render(request, f"{template}#{panel}" if panel and asked else template, context, status=status)
    response.headers["Vary"] = "HX-Request"  # a cached panel must never be shown as a page
    response.headers["Cache-Control"] = "no-store"
    if asked and say:
        # ASCII only: headers are latin-1 and names are not
        response.headers["HX-Trigger"] = json.dumps({"samspil:say": {"text": say}})
    if asked and push_url:
        response.headers["HX-Push-Url"] = push_url
    return response


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect after a POST: 303, or for htmx a full visit of `url` (a redirect would land inside the panel)."""
    if wants_panel(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponse(status=303, headers={"Location": url})
