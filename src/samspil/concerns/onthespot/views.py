"""Intervened on the spot: told by any colleague, and the figures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.onthespot import actions, queries
from samspil.concerns.onthespot.forms import TellForm
from samspil.lib.refusals import Refused
from samspil.organisations.queries import units_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: Any) -> HttpResponse:
    """Tell that one saw something, and whether one stepped in."""
    units = units_of(request.actor, timezone.localdate(request.actor.at))
    if not units:
        raise Refused(_("You hold no post today. Ask your administrator to give you one."))
    form = TellForm(request.POST if request.method == "POST" else None, units=units)
    if form.is_valid():
        said = form.cleaned_data
        with refusals_on(form):
            actions.tell(
                request.actor, unit=form.chosen_unit(), seen=said["seen"], did=said["did"], times=said["times"],
                key=said["idempotency_key"],
            )  # fmt: skip
            messages.success(request, _("It is counted."))
            return go(request, reverse("onthespot:figures"))
    return respond(request, "onthespot/tell.html", {"form": form}, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def figures(request: Any) -> HttpResponse:
    """How often something was seen, and how often somebody stepped in."""
    return respond(request, "onthespot/figures.html", {"figures": queries.figures()})
