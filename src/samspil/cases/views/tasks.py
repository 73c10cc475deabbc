"""Tasks: the list, one task, giving, completing, postponing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.cases import actions, forms, policies, queries
from samspil.cases.models import Task, TaskState
from samspil.cases.views.casework import FORM, page_of
from samspil.cases.views.flow import answer, pass_form, passing, saved, sent
from samspil.lib.refusals import Refused
from samspil.organisations.models import Unit
from samspil.organisations.queries import units_of
from samspil.web.htmx import respond


def _task_page(task_id: int) -> str:
    return reverse("cases:task", args=[task_id])


@open_to(signed_in)
@require_safe
def tasks(request: Any) -> HttpResponse:
    """Tasks of the colleague, or of a whole unit."""
    units = units_of(request.actor, timezone.localdate())
    unit = next((unit for unit in units if str(unit.pk) == request.GET.get("enhed")), units[0] if units else None)
    mine, done = request.GET.get("vis") != "enheden", request.GET.get("vis") == "udfoerte"
    context: dict[str, Any] = {"units": units, "unit": unit, "which": request.GET.get("vis", "mine")}
    context["today"] = timezone.localdate()
    if unit is not None:
        context["page"] = queries.task_list(
            unit,
            staff_id=request.colleague.pk if mine else None,
            state=TaskState.DONE if done else TaskState.OPEN,
            page=request.GET.get("side", 1),
        )
    return respond(request, "cases/tasks.html", context)


@open_to(signed_in)
@require_safe
def task(request: Any, task_id: int) -> HttpResponse:
    """One task."""
    found = actions.read_task(request.actor, task_id=task_id)
    context = {"task": found, "why_not": _why_not(request, found), "earlier": queries.postponements(found)}
    context |= passing(request, found, is_open=found.state == TaskState.OPEN)
    return respond(request, "cases/task.html", context | {"today": timezone.localdate()})


def _why_not(request: Any, found: Task) -> str:
    try:
        policies.check_may_complete(request.actor, found, cabinet.own_keys())
    except Refused as refused:
        return refused.sentence
    return ""


@open_to(signed_in)
@require_http_methods(FORM)
def give(request: Any, case_id: int) -> HttpResponse:
    """A task in a case, for a colleague of the unit or of one that takes part."""
    found, day = queries.get_case(case_id), timezone.localdate()
    own = queries.unit_of_case(found)
    units = queries.units_at(found, own)
    form = forms.TaskForm(sent(request), colleagues=queries.staff_in(units, day))

    def act() -> str:
        responsible, unit = form.chosen()
        outside = unit.pk != own.pk
        actions.give_task(
            request.actor,
            person_id=found.subject,
            text=form.cleaned_data["text"],
            responsible=responsible,
            unit=unit,
            owner_audience_id=own.audience_id,
            due_on=form.cleaned_data["due_on"],
            case=found,
            key=form.cleaned_data["idempotency_key"],
            keep=[own.audience_id] if outside else [],
            basis_version_id=queries.basis_between(own, unit, day, forum_id=found.forum_id).pk if outside else None,
            necessity=form.cleaned_data["text"] if outside else "",
        )
        return page_of(case_id)

    page: dict[str, Any] = {"title": _("Give a task"), "about": found.child, "submit": _("Give the task")}
    page |= {"back": page_of(case_id), "readers": _who_reads(own, units)}
    return answer(request, form=form, act=act, said=_("The task is given."), page=page)


def _who_reads(own: Unit, units: Sequence[Unit]) -> list[dict[str, str]]:
    """What is passed on when a colleague of another unit gets the task; nothing to say where there is none."""
    if len(units) == 1:
        return []
    lines = (
        (_("%(unit)s, which has the case") % {"unit": own.name}, _("Everybody there reads the task, whoever gets it.")),
        (
            _("The unit of a colleague elsewhere"),
            _(
                "What you write here and the deadline. It reads the case’s front page already, and nothing more of it by this."
            ),
        ),
    )
    return [{"label": label, "value": value} for label, value in lines]


@open_to(signed_in)
@require_http_methods(FORM)
def complete(request: Any, task_id: int) -> HttpResponse:
    """The task is done."""
    found = queries.get_task(task_id)
    form = forms.CompleteForm(sent(request, found), initial={"version": found.version})

    def act() -> str:
        actions.complete_task(request.actor, task=found, **form.cleaned_data)
        return _task_page(task_id)

    page = {"title": _("The task is done"), "about": found.text, "submit": _("Save"), "back": _task_page(task_id)}
    return answer(request, form=form, act=act, said=_("The task is done."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def postpone(request: Any, task_id: int) -> HttpResponse:
    """A later day, with a reason."""
    found = queries.get_task(task_id)
    form = forms.PostponeForm(sent(request), initial={"version": found.version})

    def act() -> str:
        actions.postpone_task(request.actor, task=found, **form.cleaned_data)
        return _task_page(task_id)

    page = {"title": _("Postpone the task"), "about": found.text, "submit": _("Postpone"), "back": _task_page(task_id)}
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def pass_on(request: Any, task_id: int) -> HttpResponse:
    """The task goes on to another colleague of the unit."""
    found = queries.get_task(task_id)
    form = pass_form(request, found)

    def act() -> str:
        actions.pass_task(request.actor, task=found, version=form.cleaned_data["version"], to=form.chosen()[0])
        return _task_page(task_id)

    page = {"title": _("Pass the task on"), "about": found.text, "submit": _("Pass it on"), "back": _task_page(task_id)}
    return answer(request, form=form, act=act, said=_("The task is passed on, and the colleague is told."), page=page)
