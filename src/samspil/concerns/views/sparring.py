"""Sparring: asked, answered, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.actions import sparring as actions
from samspil.concerns.actions.door_opening import look_at_sparring
from samspil.concerns.door_forms import AdviceForm, DecidedForm, SparringForm
from samspil.concerns.queries.sparring import get_sparring, matter_choices, my_door
from samspil.concerns.views.doorless import at_own_door
from samspil.lib.refusals import Conflict
from samspil.sharing.drafts import names
from samspil.sharing.drafts.queries import draft, values
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

DRAFT = "sparring"

names.register("sparring")


@require_GET
@open_to(signed_in)
@at_own_door
def queue(request: Any) -> HttpResponse:
    """My door, my questions, and what waits at the doors that I answer."""
    return respond(request, "concerns/sparrings.html", {"page": look_at_sparring(request.actor)})


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
@at_own_door
def ask(request: Any) -> HttpResponse:
    """Ask."""
    kept = {name: texts[0] for name, texts in values(draft(request.actor, DRAFT)).items() if texts}
    door = my_door(request.actor)
    form = SparringForm(
        request.POST or None, initial=kept, own=door.now.door, matters=matter_choices(request.actor)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        key = data.pop("idempotency_key")
        with refusals_on(form):
            asked = actions.ask(request.actor, key=key, draft=DRAFT, **data)
            return go(request, reverse("concerns:sparring", args=[asked.pk]))
    context = {"form": form, "door": door, "draft_url": reverse("drafts:save", args=[DRAFT])}
    return respond(request, "concerns/ask_sparring.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def sparring(request: Any, sparring_id: int) -> HttpResponse:
    """One question; the door answers it, and closes it with what was decided."""
    page = actions.open_sparring(request.actor, sparring_id=sparring_id)
    is_answered = page.sparring.state == "answered"
    form: AdviceForm | DecidedForm = (DecidedForm if is_answered else AdviceForm)(
        request.POST or None, initial={"version": page.sparring.version}
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            with refusals_on(form):
                if is_answered:
                    actions.close(
                        request.actor, sparring=page.sparring, version=version, decided=form.cleaned_data["decided"]
                    )
                else:
                    actions.answer(
                        request.actor, sparring=page.sparring, version=version, text=form.cleaned_data["answer"]
                    )
        except Conflict as met:
            if not met.is_own:  # else sent twice at once
                raise
        if form.is_valid():
            messages.success(request, _("It is saved."))
            return go(request, reverse("concerns:sparring", args=[sparring_id]))
    status = 422 if form.errors else 200
    return respond(request, "concerns/sparring.html", {"page": page, "form": form}, status=status)


@require_POST
@open_to(signed_in)
def withdraw(request: Any, sparring_id: int) -> HttpResponse:
    """Take the question back."""
    actions.withdraw(request.actor, sparring=get_sparring(sparring_id))
    messages.success(request, _("The question is taken back. Those who answer the door have been told."))
    return go(request, reverse("concerns:sparring", args=[sparring_id]))
