"""Who is here: coming, going, guests and substitutes; and calling a meeting now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.meetings import queries
from samspil.meetings.actions import sitting, urgent
from samspil.meetings.forms import ArrivalForm, UrgentForm
from samspil.organisations.queries import terms_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The attendance of a meeting in progress: `leave` sends one out, the form lets one in."""
    meeting = queries.get_meeting(meeting_id)
    form = ArrivalForm(
        request.POST if "arrive" in request.POST else None,
        people=queries.colleagues_of(meeting),
        initial={"state": "guest"},
    )
    if request.method == "POST" and "leave" in request.POST:
        sitting.leave(request.actor, meeting=meeting, staff_id=int(request.POST["leave"]))
        return go(request, reverse("meetings:attendance", args=[meeting.pk]))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            line = sitting.Seated(form.cleaned_data["staff"], form.cleaned_data["state"])
            sitting.arrive(request.actor, meeting=meeting, line=line)
            return go(request, reverse("meetings:attendance", args=[meeting.pk]))
    context = {"meeting": meeting, "form": form, "lines": queries.attendance_of(meeting)}
    return render(request, "meetings/attendance.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def call_now(request: HttpRequest, forum_id: int) -> HttpResponse:
    """A meeting called now, about one child, by any standing seat of the forum."""
    forum = queries.get_forum(forum_id)
    today = timezone.localdate()
    form = UrgentForm(
        request.POST or None,
        people=queries.holders_of(forum, today),
        necessities=terms_of(forum, today).necessity_phrases,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            item = urgent.call_now(
                request.actor,
                forum=forum,
                name=data["name"],
                birth_date=data["birth_date"],
                present=[staff for staff in form.people if staff.pk in data["present"]],
                necessity=data["necessity"],
            )
            return go(request, reverse("meetings:item", args=[item.pk]))
    return render(request, "meetings/call_now.html", {"forum": forum, "form": form}, status=422 if form.errors else 200)
