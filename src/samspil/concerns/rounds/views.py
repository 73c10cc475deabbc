"""Rounds: the overview, and holding one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.rounds import actions, queries
from samspil.concerns.rounds.forms import RoundForm
from samspil.concerns.rounds.models import Outcome
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

NEXT = {
    Outcome.NOTHING.value: "rounds:rounds", Outcome.SPARRING.value: "concerns:ask_sparring", Outcome.CONCERN.value: "concerns:raise",
}  # fmt: skip


@open_to(signed_in)
@require_safe
def rounds(request: Any) -> HttpResponse:
    """Which classes have had theirs."""
    return respond(request, "rounds/rounds.html", {"page": queries.rounds_page(request.actor)})


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: Any) -> HttpResponse:
    """Hold a round; it ends in nothing, in sparring or in a concern."""
    form = RoundForm(
        request.POST if request.method == "POST" else None, initial={"group": request.GET.get("hold", "")[:40]}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            held = actions.hold(request.actor, **form.cleaned_data)
            messages.success(request, _("The round of %(group)s is written down.") % {"group": held.group})
            return go(request, reverse(NEXT[held.outcome]))
    return respond(request, "rounds/hold.html", {"form": form}, status=422 if form.errors else 200)
