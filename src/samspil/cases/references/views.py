"""Referring to another system from a case."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.cases.queries import get_case
from samspil.cases.references import actions, forms, queries
from samspil.cases.views.flow import answer, saved, sent

FORM = ["GET", "HEAD", "POST"]
FIELDS = ("system", "number", "what", "status", "link")


@open_to(signed_in)
@require_http_methods(FORM)
def refer(request: Any, case_id: int) -> HttpResponse:
    """One more reference."""
    case = get_case(case_id)
    form = forms.ReferenceForm(sent(request))

    def act() -> str:
        typed = form.cleaned_data
        actions.refer(request.actor, case=case, key=typed["idempotency_key"], **{name: typed[name] for name in FIELDS})
        return _back(case_id)

    return answer(request, form=form, act=act, said=saved(), page=_page(_("Refer to another system"), case_id))


@open_to(signed_in)
@require_http_methods(FORM)
def change(request: Any, reference_id: int) -> HttpResponse:
    """How it stands there now."""
    found = queries.get_reference(reference_id)
    known = {name: getattr(found, name) for name in FIELDS} | {"version": found.version}
    form = forms.ChangeForm(sent(request, found), initial=known)

    def act() -> str:
        typed = form.cleaned_data
        actions.change_reference(
            request.actor, reference=found, version=typed["version"], **{name: typed[name] for name in FIELDS}
        )
        return _back(found.case_id)

    return answer(request, form=form, act=act, said=saved(), page=_page(_("Change the reference"), found.case_id))


def _page(title: str, case_id: int) -> dict[str, Any]:
    return {"title": title, "submit": _("Save"), "back": _back(case_id)}


def _back(case_id: int) -> str:
    return reverse("cases:case", args=[case_id]) + "#andre-systemer"
