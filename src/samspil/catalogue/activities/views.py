"""Activities of one's own team: the list with its totals, one of them, and what is written of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.catalogue.activities import actions, forms, queries
from samspil.catalogue.activities.models import Activity, State
from samspil.lib.refusals import Conflict
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go, respond

FORM = ["GET", "HEAD", "POST"]
FACTS = ("title", "place", "day", "intervention_id", "planned_cost")


@open_to(signed_in)
@require_safe
def activities(request: Any) -> HttpResponse:
    """What is planned, what has been, and what it came to."""
    shown = queries.activities_page(request.actor, request.GET.get("side"))
    return respond(request, "activities/activities.html", {"shown": shown})


@open_to(signed_in)
@require_safe
def activity(request: Any, activity_id: int) -> HttpResponse:
    """One activity."""
    shown = actions.open_activity(request.actor, activity_id=activity_id)
    return respond(request, "activities/activity.html", {"shown": shown})


@open_to(signed_in)
@require_http_methods(FORM)
def plan(request: Any) -> HttpResponse:
    """A new one."""
    form = forms.PlanForm(_sent(request), interventions=_interventions(request))

    def act() -> str:
        typed = form.cleaned_data
        facts = {name: typed[name] for name in (*FACTS, "sure")}
        return _of(actions.plan(request.actor, key=typed["idempotency_key"], **facts))

    return _answer(request, form, act, _("Plan an activity"), reverse("activities:activities"))


@open_to(signed_in)
@require_http_methods(FORM)
def change(request: Any, activity_id: int) -> HttpResponse:
    """What, where, when."""
    found = queries.get_activity(activity_id)
    known = {name: getattr(found, name) for name in (*FACTS, "version")}
    form = forms.ChangeForm(_sent(request), interventions=_interventions(request, found), initial=known)

    def act() -> str:
        typed = {name: form.cleaned_data[name] for name in (*FACTS, "version", "sure")}
        return _of(actions.change_plan(request.actor, activity=found, **typed))

    return _answer(request, form, act, _("Change the activity"), _of(found))


@open_to(signed_in)
@require_http_methods(FORM)
def write_up(request: Any, activity_id: int) -> HttpResponse:
    """How it went."""
    found = queries.get_activity(activity_id)
    known = {name: getattr(found, name) for name in ("why_not", "participants", "cost", "went", "version")}
    known |= forms.heads_as_typed(found.heads)
    form = forms.WriteUpForm(
        _sent(request), initial=known | ({} if found.state == State.PLANNED else {"outcome": found.state})
    )

    def act() -> str:
        return _of(actions.write_up(request.actor, activity=found, **form.told()))

    page = {"activity": found}
    return _answer(request, form, act, _("How did the activity go?"), _of(found), "activities/write_up.html", page)


@open_to(signed_in)
@require_http_methods(FORM)
def count(request: Any) -> HttpResponse:
    """Young people who came into a club, from no activity."""
    return _count(request, None, reverse("activities:activities"))


@open_to(signed_in)
@require_http_methods(FORM)
def count_from(request: Any, activity_id: int) -> HttpResponse:
    """Young people who came into a club from an activity."""
    found = queries.get_activity(activity_id)
    return _count(request, found, _of(found))


def _count(request: Any, found: Activity | None, back: str) -> HttpResponse:
    form = forms.IntoClubForm(_sent(request), initial={"day": timezone.localdate(request.actor.at)})

    def act() -> str:
        typed = form.cleaned_data
        told = {name: typed[name] for name in ("day", "club", "number", "sure")}
        actions.count_into_club(request.actor, activity=found, key=typed["idempotency_key"], **told)
        return back

    page = {"activity": found, "lead": _("Only the number is kept. Nobody is named.")}
    return _answer(request, form, act, _("Into a club (again)"), back, page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def correct(request: Any, count_id: int) -> HttpResponse:
    """A count that was wrong."""
    found = queries.get_count(count_id)
    back = _of(found.activity) if found.activity else reverse("activities:activities")
    known = {name: getattr(found, name) for name in ("day", "club", "number", "version")}
    form = forms.CorrectForm(_sent(request), initial=known)

    def act() -> str:
        typed = {name: form.cleaned_data[name] for name in ("day", "club", "number", "version", "sure")}
        actions.correct_count(request.actor, count=found, **typed)
        return back

    return _answer(request, form, act, _("Correct the count"), back)


def _sent(request: Any) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _of(found: Activity) -> str:
    return reverse("activities:activity", args=[found.pk])


def _interventions(request: Any, found: Activity | None = None) -> list[tuple[int, str]]:
    """Those of today; one that the activity has had since before it ended stays."""
    known = queries.interventions(request.colleague.body, timezone.localdate(request.actor.at))
    kept = found.intervention_id if found else None
    return known if kept is None or kept in dict(known) else [*known, (kept, _("An earlier intervention"))]


def _answer(
    request: Any, form: django_forms.Form, act: Callable[[], str], title: str, back: str,
    template: str = "activities/form.html", page: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The form; what was typed is kept when it is refused, and when somebody else was faster."""
    conflict: Conflict | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                url = act()
                messages.success(request, _("Saved."))
                return go(request, url)
        except Conflict as met:
            conflict = met
    told = _take_up(form, conflict) if conflict else []
    status = 409 if conflict else 422 if form.errors else 200
    context = {"form": form, "title": title, "back": back, "conflict": conflict, "told": told, **(page or {})}
    return respond(request, template, context, status=status)


def _take_up(form: django_forms.Form, conflict: Conflict) -> list[tuple[str, str]]:
    """What the other one has saved, by the questions of the form. Sent again, the form saves on top of it."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(conflict.version)
    form.data = data
    told = []
    for side in sides(conflict):
        field = form.fields.get({"state": "outcome"}.get(side["name"], side["name"]))
        if field is None:
            told.append((_("Numbers by age and gender"), _("They have changed.")))
            continue
        words = {str(value): str(label) for value, label in getattr(field, "choices", ())}
        told.append((str(field.label), words.get(side["theirs"], side["theirs"])))
    return told
