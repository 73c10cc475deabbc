"""A meeting whose minutes nobody keeps any more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.meetings import policies
from samspil.meetings.actions import taking_over
from samspil.meetings.calendar.queries import get_meeting
from samspil.meetings.forms import TakeOverForm
from samspil.meetings.models import MeetingState
from samspil.meetings.queries.presence import keeper_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def take_over(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Why one takes it over, or nothing where everybody there sees why; then one keeps its minutes."""
    meeting = get_meeting(meeting_id, request.colleague.body)
    policies.check_may_take_over(request.actor, meeting, request.colleague)
    keeper = keeper_of(meeting)
    form = TakeOverForm(
        request.POST if request.method == "POST" else None, initial={"kept_by": keeper.pk if keeper else None}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            taking_over.take_over(request.actor, meeting=meeting, **form.cleaned_data)
            at_the_table = meeting.forum.named_persons and meeting.state == MeetingState.OPEN
            return go(request, reverse(f"meetings:{'table' if at_the_table else 'meeting'}", args=[meeting.pk]))
    context = {"meeting": meeting, "form": form, "cancel_url": reverse("desk:my_day")}
    return render(request, "meetings/take_over.html", context, status=422 if form.errors else 200)
