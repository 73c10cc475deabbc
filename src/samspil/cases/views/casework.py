"""Cases: lists, the case's page, opening, coordinating, describing, closing, notes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.cases import actions, forms, policies, queries
from samspil.cases.efforts.queries import running_in
from samspil.cases.models import CaseState, Duty
from samspil.cases.origins.actions import open_from_concern
from samspil.cases.views.flow import answer, saved, sent
from samspil.cases.voices.queries import heard_in
from samspil.cases.youth import queries as youth
from samspil.concerns.queries.at_door import get_at_door
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.queries import unit_of, units_of
from samspil.people.queries import get_person
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web.htmx import respond

FORM = ["GET", "HEAD", "POST"]

names.register("case-#-background", "case-#-note")


def page_of(case_id: int) -> str:
    return reverse("cases:case", args=[case_id])


@open_to(signed_in)
@require_safe
def cases(request: Any) -> HttpResponse:
    """The cases of one of the colleague's units, fifty a page."""
    units = units_of(request.actor, timezone.localdate())
    unit = next((unit for unit in units if str(unit.pk) == request.GET.get("enhed")), units[0] if units else None)
    which = request.GET.get("vis", "aabne")
    context: dict[str, Any] = {"units": units, "unit": unit, "which": which, "sort": request.GET.get("orden", "nyeste")}
    if unit is not None:
        asked = {"sort": context["sort"], "page": request.GET.get("side", 1)}
        if which == "inddraget":
            context["page"] = queries.cases_with(unit, **asked)
        else:
            state = CaseState.CLOSED if which == "afsluttede" else CaseState.OPEN
            context["page"] = queries.cases_of(unit, state=state, **asked)
    return respond(request, "cases/cases.html", context)


@open_to(signed_in)
@require_safe
def case(request: Any, case_id: int) -> HttpResponse:
    """One case; opening it is noted as a reading."""
    found = queries.get_case(case_id)
    actions.read_case(request.actor, case=found)
    context: dict[str, Any] = {"page": queries.case_page(request.actor, found), "case": found}
    context |= {"heard": heard_in(found)}
    context["today"] = timezone.localdate()
    page = context["page"]
    context["tasks_by"], context["talks_by"] = queries.who_did(page.done_tasks), queries.who_did(page.past)
    context["knows"] = queries.who_knows(found, found.child, request.actor.at, request.colleague)
    context["may_hear_choice"] = queries.may_hear_choice(request.colleague, context["page"])
    context["may_give_back"] = queries.may_give_back(request.colleague, context["page"])
    return respond(request, "cases/case.html", context)


@open_to(signed_in)
@require_http_methods(FORM)
def open_case(request: Any) -> HttpResponse:
    """Open a case about a child whose record the colleague reads."""
    person, unit = get_person(_number(request, "barn")), unit_of(request.actor, timezone.localdate())
    concern = get_at_door(_number(request, "bekymring")) if "bekymring" in request.GET else None
    form = forms.OpenForm(sent(request), colleagues=queries.staff_in([unit], timezone.localdate()))
    if concern is not None:
        form.fields["opening_reason"].label = _("Why is a case opened?")
        form.fields["opening_reason"].help_text = _(
            "That the child must be safe is a reason. What the concern says comes along by itself."
        )

    page: dict[str, Any] = {}

    def act() -> str:
        coordinator, at = form.chosen()
        said = {
            "opening_reason": form.cleaned_data["opening_reason"],
            "coordinator": coordinator,
            "unit": at,
            "key": form.cleaned_data["idempotency_key"],
            "chosen_by": form.cleaned_data["chosen_by"],
        }
        try:
            if concern is not None:
                opened = open_from_concern(request.actor, concern=concern, **said)
            else:
                opened = actions.open_case(
                    request.actor, person_id=person.pk, owner_audience_id=at.audience_id, **said
                )  # fmt: skip
        except Refused:
            page["there"] = queries.open_case_about(at, person)
            raise
        return page_of(opened.pk)

    page |= {
        "title": _("Open a case"),
        "about": person.name,
        "submit": _("Open the case"),
        "back": reverse("concerns:at_door", args=[concern.pk]) if concern else reverse("cases:cases"),
    }
    return answer(request, form=form, act=act, said=_("The case is open."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def change_coordinator(request: Any, case_id: int) -> HttpResponse:
    """Another colleague of the unit coordinates the case from now."""
    found = queries.get_case(case_id)
    seen = queries.get_duty(found, Duty.COORDINATOR)
    colleagues = queries.staff_in([queries.unit_of_case(found)], timezone.localdate())
    tasks, talks = queries.work_of(found, seen.staff_id)
    form = forms.CoordinatorForm(
        sent(request),
        colleagues=colleagues,
        now=seen.staff_name or "",
        work=len(tasks) + len(talks),
        initial={"version": seen.pk},
    )

    def act() -> str:
        seen.pk = form.cleaned_data["version"]
        actions.change_coordinator(
            request.actor, case=found, seen=seen, to=form.chosen()[0], reason=form.cleaned_data["reason"],
            with_work=form.cleaned_data.get("with_work", False),
        )  # fmt: skip
        return page_of(found.pk)

    until_now = _("%(name)s until now. The change counts from this moment and stands in the case.")
    page = {
        "title": _("Change the coordinator"),
        "about": found.child,
        "lead": f"{until_now % {'name': seen.staff_name}} {_of_holder(request, found, seen)}",
        "submit": _("Pass it on"),
        "back": page_of(case_id),
    }
    return answer(request, form=form, act=act, said=_("The new coordinator has been told."), page=page)


def _of_holder(request: Any, found: Any, seen: Any) -> str:
    """What happens to who has the case, which is another thing than who coordinates it."""
    if queries.passes_along(found, seen, request.actor.at):
        return _("The case passes too: who has it has left, or stops.")
    holder = queries.get_duty(found, Duty.HOLDER)
    return _("%(name)s goes on having the case until it is handed over with every yes.") % {"name": holder.staff_name}


@open_to(signed_in)
@require_http_methods(FORM)
def describe(request: Any, case_id: int) -> HttpResponse:
    """Problem, background and history."""
    found = queries.get_case(case_id)
    draft = f"case-{case_id}-background"
    typed = kept.values(kept.draft(request.actor, draft)).get("background", [found.background])
    initial = {"background": typed[0], "version": found.version}
    form = forms.BackgroundForm(sent(request, found), initial=initial)

    def act() -> str:
        actions.describe_case(
            request.actor, case=found, version=form.cleaned_data["version"], background=form.cleaned_data["background"]
        )
        drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
        return page_of(case_id)

    page = {
        "title": _("Background"),
        "about": found.child,
        "submit": _("Save"),
        "back": page_of(case_id),
        "draft": draft,
    }
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def close(request: Any, case_id: int) -> HttpResponse:
    """The case ends."""
    found = queries.get_case(case_id)
    form = forms.CloseForm(sent(request), initial={"version": found.version})

    def act() -> str:
        actions.close_case(request.actor, case=found, **form.cleaned_data)
        return page_of(case_id)

    lead = _("Coordinator and holder end with the case. It can be read until it is deleted by the municipality's rule.")
    shown = queries.case_page(request.actor, found)
    missing = queries.unfinished(shown, heard_in(found).missing, running_in(found), youth.running_in(found))
    page = {
        "title": _("Close the case"),
        "about": found.child,
        "lead": lead,
        "submit": _("Close"),
        "back": page_of(case_id),
        "missing": missing,
        "case": found,
    }
    said = _("The case is closed. Was it a mistake? It can be opened again within a day.")
    return answer(request, form=form, act=act, said=said, page=page, template="cases/close.html")


@open_to(signed_in)
@require_http_methods(FORM)
def reopen(request: Any, case_id: int) -> HttpResponse:
    """A closing by mistake is undone."""
    found = queries.get_case(case_id)
    policies.check_may_reopen(request.actor, found, cabinet.own_keys())
    form = forms.ReopenForm(sent(request), initial={"version": found.version})

    def act() -> str:
        actions.reopen_case(request.actor, case=found, **form.cleaned_data)
        return page_of(case_id)

    page = {
        "title": _("Open the case again"),
        "about": found.child,
        "lead": _("Everybody who had the case and coordinated it goes on, as if it had not been closed."),
        "submit": _("Open it again"),
        "back": page_of(case_id),
    }
    return answer(request, form=form, act=act, said=_("The case is open."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def write_note(request: Any, case_id: int) -> HttpResponse:
    """A note. What is typed is kept as a draft until it is saved."""
    found = queries.get_case(case_id)
    draft = f"case-{case_id}-note"
    typed = kept.values(kept.draft(request.actor, draft)).get("text", [""])
    form = forms.NoteForm(sent(request), initial={"text": typed[0]})

    def act() -> str:
        day = form.cleaned_data["event_on"]
        at = timezone.make_aware(datetime.combine(day, time.min)) if day else None
        actions.write_note(
            request.actor,
            case=found,
            text=form.cleaned_data["text"],
            event_at=at,
            key=form.cleaned_data["idempotency_key"],
        )
        drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
        return f"{page_of(case_id)}#notater"

    page = {
        "title": _("Write a note"),
        "about": found.child,
        "submit": _("Save"),
        "back": page_of(case_id),
        "draft": draft,
    }
    return answer(request, form=form, act=act, said=_("The note is saved."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def correct_note(request: Any, note_id: int) -> HttpResponse:
    """Mend one's own note."""
    note = queries.get_note(note_id)
    form = forms.CorrectNoteForm(sent(request, note), initial={"text": note.text, "version": note.version})

    def act() -> str:
        actions.correct_note(request.actor, note=note, **form.cleaned_data)
        return f"{page_of(note.case_id)}#notater"

    page = {"title": _("Mend the note"), "submit": _("Save"), "back": page_of(note.case_id)}
    return answer(request, form=form, act=act, said=saved(), page=page)


def _number(request: Any, name: str) -> int:
    """A number of the query string. Raises NotVisible for anything else."""
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotVisible
    return int(text)
