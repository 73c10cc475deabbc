"""The page on which a unit shares out what lies with colleagues who have left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.cases.leaving import actions, forms, queries
from samspil.cases.queries.choices import staff_in
from samspil.organisations.queries import units_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(signed_in)
def left(request: Any) -> HttpResponse:
    """What lies with somebody who is away or has left, who acts, and a form that passes on what lies with who has left."""
    units = units_of(request.actor, timezone.localdate())
    unit = next((unit for unit in units if str(unit.pk) == request.GET.get("enhed")), units[0] if units else None)
    lines = queries.left_in([unit], request.actor.at) if unit else []
    colleagues = [one for one, _unit in staff_in([unit], timezone.localdate())] if unit else []
    form = forms.ShareForm(request.POST or None, lines=[line for line in lines if line.has_left], colleagues=colleagues)
    if request.method == "POST" and unit is not None and form.is_valid():
        with refusals_on(form):
            passed = actions.share_out(request.actor, unit=unit, what=form.cleaned_data["what"], to=form.chosen())
            messages.success(request, _("Passed on: %(count)s.") % {"count": len(passed)})
            return go(request, f"{reverse('leaving:left')}?enhed={unit.pk}")
    context = {
        "units": units, "unit": unit, "lines": lines, "form": form,
        "acts": [line for line in lines if line.acting is not None and line.acting.pk == request.colleague.pk],
    }  # fmt: skip
    return respond(request, "leaving/left.html", context, status=422 if form.errors else 200)
