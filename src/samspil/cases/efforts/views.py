"""Starting and ending a specific effort, and the efforts for groups."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.cases.efforts import actions, forms, queries
from samspil.cases.queries import get_case
from samspil.cases.views.flow import answer, saved, sent
from samspil.catalogue.activities.queries import interventions
from samspil.web.htmx import respond

FORM = ["GET", "HEAD", "POST"]


@open_to(signed_in)
@require_http_methods(FORM)
def start(request: Any, case_id: int) -> HttpResponse:
    """A specific effort for the child of a case."""
    case = get_case(case_id)
    form = forms.StartForm(sent(request), interventions=_offered(request))

    def act() -> str:
        key = form.cleaned_data["idempotency_key"]
        actions.start_for_child(request.actor, case=case, start=form.start(), key=key)
        return _of_case(case_id)

    page = {"title": _("Start a specific effort"), "about": case.child, "submit": _("Start the effort")}
    page["back"] = _of_case(case_id)
    return answer(request, form=form, act=act, said=_("The effort has started."), page=page)


@open_to(signed_in)
@require_safe
def groups(request: Any) -> HttpResponse:
    """The efforts for groups, by their names."""
    return respond(request, "efforts/groups.html", {"page": queries.group_efforts(request.GET.get("side"))})


@open_to(signed_in)
@require_safe
def effort(request: Any, effort_id: int) -> HttpResponse:
    """One effort with what it rests on; opening it is noted as a reading."""
    found = queries.get_effort(effort_id)
    actions.read_effort(request.actor, effort=found)
    may_end = found.owner_audience_id in cabinet.own_keys()
    return respond(request, "efforts/effort.html", {"effort": found, "may_end": may_end})


@open_to(signed_in)
@require_http_methods(FORM)
def start_for_group(request: Any) -> HttpResponse:
    """A specific effort for a group."""
    form = forms.GroupForm(sent(request), interventions=_offered(request))

    def act() -> str:
        typed = form.cleaned_data
        begun = actions.start_for_group(
            request.actor, group=typed["group"], start=form.start(), sure=typed["sure"], key=typed["idempotency_key"]
        )
        return reverse("efforts:effort", args=[begun.pk])

    page = {"title": _("Start a specific effort for a group"), "submit": _("Start the effort")}
    page |= {"back": reverse("efforts:groups"), "lead": _("Your unit reads it. Write nobody’s name.")}
    return answer(request, form=form, act=act, said=_("The effort has started."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def end(request: Any, effort_id: int) -> HttpResponse:
    """The effort ends."""
    found = queries.get_effort(effort_id)
    back = _of_case(found.case_id) if found.case_id else reverse("efforts:effort", args=[found.pk])
    form = forms.EndForm(sent(request, found), initial={"version": found.version})

    def act() -> str:
        actions.end_effort(request.actor, effort=found, **form.cleaned_data)
        return back

    page = {"title": _("End the effort"), "about": found.what, "submit": _("End the effort"), "back": back}
    return answer(request, form=form, act=act, said=saved(), page=page)


def _offered(request: Any) -> list[tuple[int, str]]:
    return interventions(request.colleague.body, timezone.localdate())


def _of_case(case_id: int) -> str:
    return reverse("cases:case", args=[case_id]) + "#indsatser"
