"""The chosen adult asks; the door takes over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.actions.door_opening import open_at_door
from samspil.concerns.chosen import actions, forms, queries
from samspil.concerns.chosen.policies import check_asks, check_holds_as_chosen, check_lies_with_adult
from samspil.concerns.policies import check_answers_door
from samspil.lib.refusals import Refused
from samspil.organisations.queries import staff_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def ask(request: Any, raised_id: int) -> HttpResponse:
    """Ask the door to take over."""
    page = open_at_door(request.actor, concern_id=raised_id)
    check_holds_as_chosen(request.actor, staff_of(request.actor), page.concern, page.holder)
    form = forms.AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.ask_to_take_over(
                request.actor, concern=page.concern, words=form.cleaned_data["words"],
                key=form.cleaned_data["idempotency_key"],
            )  # fmt: skip
            messages.success(request, _("The door has been asked. You have it until somebody has taken it."))
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    status = 422 if form.errors else 200
    return respond(request, "chosen/ask.html", {"page": page, "form": form}, status=status)


@require_POST
@open_to(signed_in)
def take_back(request: Any, raised_id: int) -> HttpResponse:
    """Take the question to the door back."""
    page = open_at_door(request.actor, concern_id=raised_id)
    actions.take_question_back(request.actor, concern=page.concern)
    messages.success(request, _("The question is taken back. You have it, and the door has been told."))
    return go(request, reverse("concerns:at_door", args=[raised_id]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def take_over(request: Any, raised_id: int) -> HttpResponse:
    """Take over from the chosen adult, and say why."""
    page = open_at_door(request.actor, concern_id=raised_id)
    check_answers_door(request.actor, page.concern)
    try:
        check_lies_with_adult(request.actor, page.holder)
    except Refused as refused:
        if request.method != "POST":
            raise
        # a colleague was quicker: the page says who has it, and how to ask for it
        messages.error(request, refused.sentence)
        return go(request, reverse("concerns:at_door", args=[raised_id]))
    form = forms.TakeOverForm(
        request.POST or None, grounds=queries.grounds(page.concern, page.holder) if page.holder else ()
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.take_over(request.actor, concern=page.concern, **form.cleaned_data)
            told = page.holder is not None and not page.holder.has_left
            messages.success(request, _("You have it now. The adult has been told.") if told else _("You have it now."))
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    status = 422 if form.errors else 200
    return respond(request, "chosen/take_over.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def hear_choice(request: Any, raised_id: int) -> HttpResponse:
    """Write what they say whose adult has stopped: whom they talk with now."""
    page = open_at_door(request.actor, concern_id=raised_id)
    check_answers_door(request.actor, page.concern)
    check_asks(page.chosen is not None and page.chosen.may_hear)
    form = forms.HeardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            mine = form.cleaned_data["whom"] == forms.ME
            actions.hear_choice(request.actor, concern=page.concern, mine=mine, words=form.cleaned_data["words"])
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    status = 422 if form.errors else 200
    return respond(request, "chosen/hear_choice.html", {"page": page, "form": form}, status=status)
