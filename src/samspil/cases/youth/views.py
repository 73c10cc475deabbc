"""The youth effort of a case, and its figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.cases.queries import get_case
from samspil.cases.views.flow import answer, saved, sent
from samspil.cases.youth import actions, forms, policies, queries
from samspil.web.htmx import respond

FORM = ["GET", "HEAD", "POST"]


@open_to(signed_in)
@require_http_methods(FORM)
def start(request: Any, case_id: int) -> HttpResponse:
    """The need for support, its degree, and the communities."""
    case = get_case(case_id)
    outside = policies.is_outside_age(case.child_born, timezone.localdate(request.actor.at))
    form = forms.YouthForm(sent(request), outside_age=outside)

    def act() -> str:
        typed = form.cleaned_data
        actions.start_youth_effort(
            request.actor, case=case, eligibility=form.eligibility(), started_on=typed["started_on"],
            outside_age=typed["outside_age"], key=typed["idempotency_key"],
        )  # fmt: skip
        return _back(case_id)

    page = _page(_("Start the youth effort"), _("Start the effort"), case_id) | {"about": case.child}
    return answer(request, form=form, act=act, said=_("The youth effort has started."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def degree(request: Any, youth_id: int) -> HttpResponse:
    """Raise or lower the degree of support."""
    effort = queries.get_youth_effort(youth_id)
    form = forms.DegreeForm(sent(request), initial={"degree": queries.degree_now(effort)[0]})

    def act() -> str:
        typed = form.cleaned_data
        actions.change_degree(
            request.actor, effort=effort, degree=typed["degree"], reason=typed["reason"], since=typed["since"],
            key=typed["idempotency_key"],
        )  # fmt: skip
        return _back(effort.case_id)

    page = _page(_("Raise or lower the support"), _("Save"), effort.case_id)
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def community(request: Any, youth_id: int) -> HttpResponse:
    """Into a community, or out of it."""
    effort = queries.get_youth_effort(youth_id)
    form = forms.CommunityForm(sent(request), initial={"inside": "inside"})

    def act() -> str:
        typed = form.cleaned_data
        actions.write_community(
            request.actor, effort=effort, community=typed["community"], inside=typed["inside"] == "inside",
            since=typed["since"], which=typed["which"], key=typed["idempotency_key"],
        )  # fmt: skip
        return _back(effort.case_id)

    page = _page(_("Into a community, or out of it"), _("Save"), effort.case_id)
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def take_back(request: Any, state_id: int) -> HttpResponse:
    """A line about a community was a mistake."""
    state = queries.get_state(state_id)
    form = forms.TakeBackForm(sent(request, state), initial={"version": state.version})

    def act() -> str:
        actions.take_back_community(request.actor, state=state, version=form.cleaned_data["version"])
        return _back(state.case_id)

    page = _page(_("It was written by mistake"), _("Take it back"), state.case_id)
    page["lead"] = _("The line is taken away from the case’s page and from the count. Its history is kept.")
    return answer(request, form=form, act=act, said=saved(), page=page | {"about": state.get_community_display()})


@open_to(signed_in)
@require_http_methods(FORM)
def end(request: Any, youth_id: int) -> HttpResponse:
    """The youth effort ends."""
    effort = queries.get_youth_effort(youth_id)
    form = forms.EndYouthForm(sent(request, effort), initial={"version": effort.version})

    def act() -> str:
        actions.end_youth_effort(request.actor, effort=effort, **form.cleaned_data)
        return _back(effort.case_id)

    page = _page(_("End the youth effort"), _("End the effort"), effort.case_id)
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_safe
def figures(request: Any) -> HttpResponse:
    """How many came into a community, year by year, in the whole municipality."""
    return respond(request, "youth/figures.html", {"years": queries.figures()})


def _page(title: str, submit: str, case_id: int) -> dict[str, Any]:
    return {"title": title, "submit": submit, "back": _back(case_id)}


def _back(case_id: int) -> str:
    return reverse("cases:case", args=[case_id]) + "#ungeindsats"
