"""Names read aloud that belong to one event."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import NotVisible
from samspil.meetings import queries
from samspil.meetings.actions import gathering
from samspil.meetings.forms import EventForm
from samspil.meetings.models import MeetingState
from samspil.web.errors import refusals_on
from samspil.web.htmx import go


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def gather(request: HttpRequest, meeting_id: int, incident_id: int | None = None) -> HttpResponse:
    """A new event of names read aloud, or one that is corrected."""
    meeting = queries.get_meeting(meeting_id)
    if meeting.minutes_audience_id not in cabinet.own_keys():
        raise NotVisible
    page = queries.event_page(meeting, incident_id)
    form = EventForm(request.POST or None, page=page)
    back = reverse("meetings:table", args=[meeting.pk])
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            chosen = [item for item in page.items if page.is_listed or item.pk in data.get("items", ())]
            gathering.gather(
                request.actor,
                meeting=meeting,
                items=chosen,
                text=data["text"],
                place=data["place"],
                happened_on=data["happened_on"],
                incident=page.incident,
                version=data["version"] or 0,
                sure=data["sure"],
            )
            messages.success(request, _("The event is saved."))
            if chosen and meeting.state == MeetingState.OPEN:  # on with those whom it is about
                return go(request, reverse("meetings:item", args=[chosen[0].pk]))
            return go(request, back)
    context = {"meeting": meeting, "form": form, "page": page, "back": back}
    return render(request, "meetings/gather.html", context, status=422 if form.errors else 200)
