"""The counselling: what waits, one question, its answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.public import actions
from samspil.concerns.public.forms import AnswerForm
from samspil.concerns.public.queries import get_question
from samspil.concerns.queue_forms import QueueForm, chosen, narrowed
from samspil.concerns.views.taking import take_each
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_GET
@open_to(signed_in)
def queue(request: Any) -> HttpResponse:
    """What waits for an answer, and figures without names."""
    form = QueueForm(request.GET)
    page = actions.look_at_questions(request.actor, wanted=form.wanted())
    return respond(request, "public/questions.html", {"page": page, "form": form, "now": request.actor.at})


@require_POST
@open_to(signed_in)
def take_several(request: Any) -> HttpResponse:
    """Take each that is chosen."""
    found = [get_question(request.actor, number) for number in chosen(request)]
    take_each(request, found, lambda one: {actions.take(request.actor, question=one).pk}, lambda one: one.question)
    return go(request, reverse("counselling:questions") + narrowed(request))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def question(request: Any, question_id: int) -> HttpResponse:
    """One question; it is answered here."""
    page = actions.open_question(request.actor, question_id=question_id)
    form = AnswerForm(request.POST or None, initial={"version": page.question.version})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.answer(
                request.actor, question=page.question, version=form.cleaned_data["version"],
                text=form.cleaned_data["answer"],
            )  # fmt: skip
            messages.success(request, _("Your answer can be read now."))
            return go(request, reverse("counselling:questions"))
    status = 422 if form.errors else 200
    return respond(request, "public/question.html", {"page": page, "form": form}, status=status)
