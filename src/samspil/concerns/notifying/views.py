"""A notification: who sends it, and that it was sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.actions.door_opening import open_at_door
from samspil.concerns.notifying import actions
from samspil.concerns.notifying.forms import AssignForm, SentForm
from samspil.concerns.notifying.queries import possible_notifiers
from samspil.concerns.notifying.text import text_to_send
from samspil.concerns.policies import check_answers_door
from samspil.lib.refusals import NotVisible
from samspil.responsibility.notes import with_notes
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def send(request: Any, raised_id: int) -> HttpResponse:
    """The text to send, where to, and what was sent."""
    page = open_at_door(request.actor, concern_id=raised_id)
    if not page.answers and not page.is_mine:
        raise NotVisible
    people = possible_notifiers(request.actor, page.concern)
    if not page.answers:
        people = tuple(each for each in people if each.pk == page.concern.sender_id)
    told = text_to_send(page)
    chosen = page.notifying.notifier_id if page.notifying else None
    first = {"text": told, "staff": chosen, "day": timezone.localdate(request.actor.at)}
    form = SentForm(request.POST or None, people=people, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.record_sent(request.actor, concern=page.concern, **form.sent())
            messages.success(request, _("It is written down that the notification was sent."))
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    status = 422 if form.errors else 200
    is_sent = page.notifying is not None and page.notifying.is_settled
    context = {"page": page, "form": form, "told": told, "is_sent": is_sent}
    return respond(request, "notifying/send.html", context, status=status)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def assign(request: Any, raised_id: int) -> HttpResponse:
    """Somebody else sends it."""
    page = open_at_door(request.actor, concern_id=raised_id)
    check_answers_door(request.actor, page.concern)
    people = with_notes(possible_notifiers(request.actor, page.concern), timezone.localdate(request.actor.at))
    form = AssignForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.assign(request.actor, concern=page.concern, notifier=form.chosen("notifier"))
            messages.success(request, _("It is saved, and they have been told."))
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    status = 422 if form.errors else 200
    return respond(request, "notifying/assign.html", {"page": page, "form": form}, status=status)
