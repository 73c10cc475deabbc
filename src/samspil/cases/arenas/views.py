"""Writing of one arena from the case's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.cases.arenas import actions, forms, queries
from samspil.cases.arenas.models import Where
from samspil.cases.queries import get_case
from samspil.cases.views.flow import answer, saved, sent
from samspil.lib.refusals import NotVisible

FIELDS = ("contact", "text", "plan", "status")


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Any, case_id: int, arena: str) -> HttpResponse:
    """The form of one arena, with what stands there."""
    case = get_case(case_id)
    if arena not in Where:
        raise NotVisible
    line = queries.line_of(case, arena)
    known = {name: getattr(line, name) for name in (*FIELDS, "version")} if line else {"version": 0}
    form = forms.ArenaForm(sent(request, line), initial=known)
    back = reverse("cases:case", args=[case_id]) + "#livsarenaer"

    def act() -> str:
        typed = form.cleaned_data
        actions.write_arena(
            request.actor, case=case, arena=arena, version=typed["version"], key=typed["idempotency_key"],
            **{name: typed[name] for name in FIELDS},
        )  # fmt: skip
        return back

    page = {"title": str(Where(arena).label), "about": case.child, "submit": _("Save"), "back": back}
    return answer(request, form=form, act=act, said=saved(), page=page)
