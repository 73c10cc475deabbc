"""Context processor: what every page of the layout needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from samspil.web import drafts, navigation, writer


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation, the signed-in person, the demo banner, the draft key, the page's writer and the person's setting for shortcut keys.

    Everything is lazy: a panel that draws none of it costs nothing.
    """
    return {
        "product_name": getattr(settings, "PRODUCT_NAME", "Samspil"),
        "navigation": SimpleLazyObject(lambda: navigation.drawn(request)),
        "identity": SimpleLazyObject(lambda: navigation.identity(request) or False),
        "demo_mode": getattr(settings, "DEMO", False),
        "writer": SimpleLazyObject(lambda: writer.mark_of(request)),
        "draft_key": SimpleLazyObject(lambda: drafts.key_of(request)),
        "shortcuts_enabled": SimpleLazyObject(lambda: _shortcuts_enabled(request)),
    }


def _shortcuts_enabled(request: HttpRequest) -> bool:
    # WCAG 2.2, 2.1.4: single-letter keys can be switched off. The choice is kept with the sign-in session.
    session = getattr(request, "session", None)
    return session is None or session.get("web.shortcuts", True) is not False
