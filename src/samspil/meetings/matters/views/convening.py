"""Calling a meeting that no standing forum holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.meetings.matters import choices, forms
from samspil.meetings.matters.actions.convening import Call
from samspil.meetings.matters.actions.convening import convene as call_together
from samspil.meetings.matters.views.asking import METHODS, first_of, page_of, sent
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

DRAFT = "meeting-called"

names.register("meeting-called")


@open_to(signed_in)
@require_http_methods(METHODS)
def convene(request: Any) -> HttpResponse:
    """Who, when, where, about what; the meeting has the same pages as every other."""
    day = timezone.localdate(request.actor.at)
    people, units = (
        choices.colleagues_everywhere(request.colleague, day),
        choices.units_everywhere(request.colleague, day),
    )
    typed = first_of(kept.values(kept.draft(request.actor, DRAFT)))
    form = forms.ConveneForm(sent(request), people=people, units=units, initial=typed)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            meeting = call_together(request.actor, call=Call(**form.call()), sure=form.cleaned_data["sure"])
            drafts.discard(request.actor, DRAFT, **kept.sent_from(request.POST))
            said = _(
                "The meeting is called. Those you chose are told and see it in their calendar; "
                "of a whole unit, those who lead it."
            )
            messages.success(request, said)
            return go(request, page_of(meeting.pk))
    context = {"form": form, "draft_url": reverse("drafts:save", args=[DRAFT])}
    return respond(request, "matters/convene.html", context, status=422 if form.errors else 200)
