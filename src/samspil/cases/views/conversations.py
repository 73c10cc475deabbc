"""Conversations: planned in a case, one conversation, held, not held, answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.cases import actions, forms, policies, queries
from samspil.cases.models import Attempt, Conversation, ConversationState
from samspil.cases.views.casework import FORM, page_of
from samspil.cases.views.flow import answer, pass_form, passing, saved, sent
from samspil.lib.refusals import Refused
from samspil.web.htmx import go, respond
from samspil.web.row_numbers import number_of


def _page(conversation_id: int) -> str:
    return reverse("cases:conversation", args=[conversation_id])


@open_to(signed_in)
@require_safe
def conversation(request: Any, conversation_id: int) -> HttpResponse:
    """One conversation."""
    found = actions.read_conversation(request.actor, conversation_id=conversation_id)
    context = {
        "talk": found,
        "why_not": _why_not(request, found),
        "basis": queries.basis_of(found),
        "follow_up": queries.follow_up_of(found),
        "adult": _is_adult(found),
        "today": timezone.localdate(),
        "attempts": Attempt.choices,
    }
    context |= passing(request, found, is_open=found.state == ConversationState.PLANNED)
    return respond(request, "cases/conversation.html", context)


def _why_not(request: Any, found: Conversation) -> str:
    held = found.state == ConversationState.HELD
    check = policies.check_may_answer if held and found.offer else policies.check_may_hold
    try:
        check(request.actor, found, cabinet.own_keys())
    except Refused as refused:
        return refused.sentence
    return ""


def _is_adult(found: Any) -> bool:
    return policies.is_adult(found.child_born, timezone.localdate())


@open_to(signed_in)
@require_http_methods(FORM)
def plan(request: Any, case_id: int) -> HttpResponse:
    """A conversation in a case."""
    found, day = queries.get_case(case_id), timezone.localdate()
    own = queries.unit_of_case(found)
    form = forms.PlanForm(sent(request), colleagues=queries.staff_in([own], day), initial={"kind": "preventive"})

    def act() -> str:
        responsible, unit = form.chosen()
        basis = queries.basis_between(own, unit, day, forum_id=found.forum_id)
        planned = actions.plan_conversation(
            request.actor,
            person_id=found.subject,
            kind=form.cleaned_data["kind"],
            responsible=responsible,
            unit=unit,
            owner_audience_id=own.audience_id,
            with_police=form.cleaned_data["with_police"],
            case=found,
            due_on=form.cleaned_data["due_on"],
            key=form.cleaned_data["idempotency_key"],
            basis_version_id=basis.pk,
        )
        return _page(planned.pk)

    page = {"title": _("Plan a conversation"), "about": found.child, "submit": _("Plan it"), "back": page_of(case_id)}
    return answer(request, form=form, act=act, said=_("The conversation is planned."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def hold(request: Any, conversation_id: int) -> HttpResponse:
    """Write down a conversation that was held."""
    found = queries.get_conversation(conversation_id)
    initial = {"version": found.version, "held_on": timezone.localdate(), "answer_child": "", "answer_parents": ""}
    form = forms.HoldForm(sent(request, found), adult=_is_adult(found), initial=initial)

    def act() -> str:
        typed = dict(form.cleaned_data)
        version = typed.pop("version")
        actions.hold_conversation(request.actor, conversation=found, version=version, held=actions.Held(**typed))
        return _page(conversation_id)

    page = {
        "title": _("Write down the conversation"),
        "about": found.child,
        "submit": _("Save"),
        "back": _page(found.pk),
    }
    if _is_adult(found):
        page["lead"] = _("The young person is 18 or older and answers alone; the parents are not asked.")
    return answer(request, form=form, act=act, said=_("The conversation is written down."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def skip(request: Any, conversation_id: int) -> HttpResponse:
    """The conversation is not held, and why."""
    found = queries.get_conversation(conversation_id)
    form = forms.SkipForm(sent(request), initial={"version": found.version})

    def act() -> str:
        actions.skip_conversation(request.actor, conversation=found, **form.cleaned_data)
        return _page(conversation_id)

    page = {
        "title": _("The conversation is not held"),
        "about": found.child,
        "submit": _("Save"),
        "back": _page(found.pk),
    }
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_POST
def attempt(request: Any, conversation_id: int) -> HttpResponse:
    """An attempt to reach the family, in one press."""
    found = queries.get_conversation(conversation_id)
    version, said = number_of(request.POST.get("version", "0")), request.POST.get("attempt", "")
    actions.note_attempt(request.actor, conversation=found, version=version, attempt=said)
    messages.success(request, _("The attempt is noted. The conversation goes on waiting."))
    return go(request, _page(conversation_id))


@open_to(signed_in)
@require_http_methods(FORM)
def reply(request: Any, conversation_id: int) -> HttpResponse:
    """An answer that came after the conversation."""
    found = queries.get_conversation(conversation_id)
    initial = {
        "version": found.version,
        "answer_child": found.answer_child,
        "answer_parents": found.answer_parents,
        "answered_on": timezone.localdate(),
    }
    form = forms.AnswerForm(sent(request), adult=_is_adult(found), initial=initial)

    def act() -> str:
        actions.answer_offer(request.actor, conversation=found, **({"answer_parents": ""} | form.cleaned_data))
        return _page(conversation_id)

    page = {"title": _("Answer to the offer"), "about": found.offer, "submit": _("Save"), "back": _page(found.pk)}
    return answer(request, form=form, act=act, said=saved(), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def pass_on(request: Any, conversation_id: int) -> HttpResponse:
    """The conversation goes on to another colleague of the unit."""
    found = queries.get_conversation(conversation_id)
    form = pass_form(request, found)

    def act() -> str:
        version, to = form.cleaned_data["version"], form.chosen()[0]
        actions.pass_conversation(request.actor, conversation=found, version=version, to=to)
        return _page(conversation_id)

    page = {"title": _("Pass the conversation on"), "about": found.get_kind_display(), "submit": _("Pass it on")}
    page["back"] = _page(conversation_id)
    said = _("The conversation is passed on, and the colleague is told.")
    return answer(request, form=form, act=act, said=said, page=page)
