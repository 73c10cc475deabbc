"""How the municipality prevents, and its catalogue of interventions. Open to everybody who works there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.catalogue import forms, queries
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def prevention(request: Any) -> HttpResponse:
    """The levels of the municipality's model, and what stands on each (K02)."""
    shown = queries.prevention_page(request.colleague.body, today(request))
    return respond(request, "catalogue/prevention.html", {"shown": shown, "administers": administers(request)})


@open_to(signed_in)
@require_safe
def interventions(request: Any) -> HttpResponse:
    """The catalogue, by words and level (K34)."""
    words, level = request.GET.get("ord", "")[:100], request.GET.get("niveau", "")
    found, levels = queries.find_interventions(request.colleague.body, today(request), words, level)
    context = {
        "found": found,
        "form": forms.SearchForm({"ord": words, "niveau": level}, levels=levels),
        "searched": bool(words or level),
        "administers": administers(request),
    }
    return respond(request, "catalogue/interventions.html", context, panel="found")


@open_to(signed_in)
@require_safe
def intervention(request: Any, intervention_id: int) -> HttpResponse:
    """One entry of the catalogue."""
    shown = queries.intervention_page(request.colleague.body, intervention_id, today(request))
    return respond(request, "catalogue/intervention.html", {"shown": shown, "administers": administers(request)})
