"""Units, and whether they may be told about named persons."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.organisations import actions, forms, policies, queries
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_safe
def units(request: Any) -> HttpResponse:
    """The units of the municipality, and what is settled about each."""
    found = queries.units_with_answer(request.colleague.body, today(request))
    return respond(request, "organisations/units.html", {"units": found, "administers": administers(request)})


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def settle_taking_part(request: Any, unit_id: int) -> HttpResponse:
    """The unit, who settled what and why; the data protection officer settles it here."""
    unit = queries.get_unit(unit_id, request.colleague.body)
    form = forms.SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.settle_taking_part(request.actor, unit=unit, **form.cleaned_data)
            return go(request, reverse("organisations:unit", args=[unit.pk]))
    context = {
        "form": form,
        "administers": administers(request),
        "shown": queries.unit_page(unit),
        "may_settle": policies.allowed(policies.check_protects, request.actor, unit.body),
    }
    return respond(request, "organisations/unit.html", context, status=422 if form.errors else 200)
