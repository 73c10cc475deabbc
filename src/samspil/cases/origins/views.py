"""Whether the parents of the child may be talked with."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.cases.origins import actions, forms
from samspil.cases.queries import get_case
from samspil.cases.views.flow import answer, saved, sent


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def parents(request: Any, case_id: int) -> HttpResponse:
    """Say it, and why."""
    case = get_case(case_id)
    form = forms.ParentsForm(sent(request))

    def act() -> str:
        said = form.cleaned_data
        actions.say_of_parents(
            request.actor, case=case, may_be_told=said["may"] == forms.YES, because=said["because"],
            key=said["idempotency_key"],
        )  # fmt: skip
        return reverse("cases:case", args=[case_id])

    page = {
        "title": _("May the parents be talked with?"),
        "about": case.child,
        "lead": _("Everybody who works in the case reads it."),
        "submit": _("Save"),
        "back": reverse("cases:case", args=[case_id]),
    }
    return answer(request, form=form, act=act, said=saved(), page=page)
