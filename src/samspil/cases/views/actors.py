"""The checklist of actors: who is considered, takes part, or does not and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.cases import actions, forms, queries
from samspil.cases.views.casework import FORM
from samspil.cases.views.flow import answer, saved, sent
from samspil.organisations.models import Unit
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


def _page(case_id: int) -> str:
    return reverse("cases:actors", args=[case_id])


@open_to(signed_in)
@require_http_methods(FORM)
def actors(request: Any, case_id: int) -> HttpResponse:
    """The checklist; another unit can be added to it, which is then being considered."""
    found = queries.get_case(case_id)
    own = queries.unit_of_case(found)
    shown = queries.checklist(found, own)
    there = {line.unit.pk for line in shown.lines}
    others = queries.other_units(own, timezone.localdate(), without=there)
    form = forms.AddActorForm(sent(request), units=others)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.consider_unit(request.actor, case=found, unit=form.chosen_unit())
            messages.success(request, saved())
            return go(request, _page(case_id))
    context = {"case": found, "checklist": shown, "form": form, "why_not": queries.why_not(request.actor, found)}
    return respond(request, "cases/actors.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(FORM)
def involve(request: Any, case_id: int, unit_id: int) -> HttpResponse:
    """The unit takes part: what it will read, on which basis, why and until when."""
    found, unit = queries.get_case(case_id), queries.get_unit(unit_id)
    own, line = queries.unit_of_case(found), queries.get_line(found, unit)
    basis = queries.basis_between(own, unit, timezone.localdate(), forum_id=found.forum_id)
    form = forms.InvolveForm(sent(request), initial={"version": line.version})

    def act() -> str:
        actions.involve_unit(
            request.actor,
            case=found,
            unit=unit,
            necessity=form.cleaned_data["reason"],
            basis_version_id=basis.pk,
            version=form.cleaned_data["version"],
            until=form.cleaned_data["until"],
        )
        return _page(case_id)

    page: dict[str, Any] = {"title": _("Involve %(unit)s") % {"unit": unit.name}, "about": found.child}
    page |= {"submit": _("Involve"), "back": _page(case_id), "readers": _who_reads(unit, str(basis.basis.label))}
    return answer(request, form=form, act=act, said=_("The unit takes part from now."), page=page)


def _who_reads(unit: Unit, basis: str) -> list[dict[str, str]]:
    """What is passed on when the unit takes part."""
    lines = (
        (
            _("%(unit)s, from now") % {"unit": unit.name},
            _(
                "The case’s front page with its background and why it was opened, who coordinates it, whom it is about, and "
                "what you write here. Its colleagues are told. Notes, tasks and conversations are not included."
            ),
        ),
        (_("On which legal basis, %(whom)s") % {"whom": unit.name}, basis),
    )
    return [{"label": label, "value": value} for label, value in lines]


@open_to(signed_in)
@require_http_methods(FORM)
def leave_out(request: Any, case_id: int, unit_id: int) -> HttpResponse:
    """The unit does not take part, and why."""
    found, unit = queries.get_case(case_id), queries.get_unit(unit_id)
    form = forms.ReasonForm(sent(request), initial={"version": queries.get_line(found, unit).version})

    def act() -> str:
        actions.leave_out_unit(request.actor, case=found, unit=unit, **form.cleaned_data)
        return _page(case_id)

    title = _("%(unit)s does not take part") % {"unit": unit.name}
    page = {"title": title, "about": found.child, "submit": _("Save"), "back": _page(case_id)}
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def end(request: Any, case_id: int, unit_id: int) -> HttpResponse:
    """The unit no longer takes part."""
    found, unit = queries.get_case(case_id), queries.get_unit(unit_id)
    form = forms.ReasonForm(sent(request), initial={"version": queries.get_line(found, unit).version})

    def act() -> str:
        actions.end_involvement(request.actor, case=found, unit=unit, **form.cleaned_data)
        return _page(case_id)

    lead = _("The unit can no longer read the case from the moment you save.")
    title = _("%(unit)s no longer takes part") % {"unit": unit.name}
    page = {"title": title, "about": found.child, "lead": lead, "submit": _("Save"), "back": _page(case_id)}
    return answer(request, form=form, act=act, said=saved(), page=page)
