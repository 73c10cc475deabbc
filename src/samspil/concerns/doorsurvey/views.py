"""Whom would you contact? Asked of every colleague once a year; the figures are for those who lead."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.doorsurvey import actions, queries
from samspil.concerns.doorsurvey.forms import DoorForm
from samspil.concerns.queries.sparring import my_door
from samspil.concerns.views.doorless import at_own_door
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@at_own_door
def ask(request: Any) -> HttpResponse:
    """The question, until it is answered; from then on one's own door."""
    door = my_door(request.actor)
    if not queries.waits():
        return respond(request, "doorsurvey/told.html", {"door": door})
    form = DoorForm(request.POST if request.method == "POST" else None, doors=queries.choices(request.actor))
    if form.is_valid():
        with refusals_on(form):
            actions.answer(request.actor, door_id=form.chosen())
            messages.success(request, _("Thank you. It is counted without your name."))
            return go(request, reverse("doorsurvey:ask"))
    return respond(request, "doorsurvey/ask.html", {"form": form}, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def decline(request: Any) -> HttpResponse:
    """Not this year."""
    actions.decline(request.actor)
    messages.success(request, _("You are not asked again this year."))
    return go(request, reverse("desk:my_day"))


@open_to(signed_in)
@require_safe
def figures(request: Any) -> HttpResponse:
    """How many name their own door, by kind of workplace and year."""
    return respond(request, "doorsurvey/figures.html", {"years": queries.figures()})
