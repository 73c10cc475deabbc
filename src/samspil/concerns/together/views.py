"""The same child: chosen, looked at side by side, said, and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.together import actions, queries
from samspil.web.htmx import go, respond


@require_GET
@open_to(signed_in)
def choose(request: Any, raised_id: int) -> HttpResponse:
    """Which other concern is about the same child?"""
    page = actions.look_for_others(request.actor, concern_id=raised_id)
    return respond(request, "together/choose.html", {"page": page})


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def join(request: Any, raised_id: int, other_id: int) -> HttpResponse:
    """Both side by side, with who will have them and who reads what; then they become one matter."""
    page = actions.look_at_both(request.actor, concern_id=raised_id, other_id=other_id)
    if request.method == "POST":
        actions.join(request.actor, concern=page.kept.concern, other=page.follows.concern)
        messages.success(request, _("They are one matter now. Each sender still hears from you about their own."))
        return go(request, reverse("concerns:at_door", args=[raised_id]))
    return respond(request, "together/join.html", {"page": page, "raised_id": raised_id})


@require_POST
@open_to(signed_in)
def part(request: Any, tie_id: int) -> HttpResponse:
    """They were two after all."""
    tie = queries.get_tie(tie_id)
    actions.part(request.actor, tie=tie)
    messages.success(request, _("They are two again. Whoever has them has both until one is handed over."))
    return go(request, reverse("concerns:at_door", args=[tie.follows_id]))
