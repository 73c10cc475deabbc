"""A child is talked of without the name: the reason, who must be there, then the name or the end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import NotVisible
from samspil.meetings import policies, queries
from samspil.meetings.actions import discussing, preparing, reading
from samspil.meetings.forms import NameForm, WithoutNameForm
from samspil.meetings.models import Item, Meeting
from samspil.meetings.queries.naming import names_to_say
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import Staff
from samspil.organisations.queries import terms_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go


def _others(request: HttpRequest, meeting: Meeting) -> list[Staff]:
    """Those who sit there now, beside whoever writes."""
    return [
        staff
        for line, staff in queries.attendance_of(meeting)
        if staff and line.left_at is None and line.state != AttendanceState.ABSENT and staff.pk != request.colleague.pk
    ]


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def begin(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A new item without a name."""
    meeting = queries.get_meeting(meeting_id)
    policies.check_may_discuss(request.actor, meeting)
    form = WithoutNameForm(
        request.POST if request.method == "POST" else None,
        people=_others(request, meeting),
        necessities=terms_of(meeting.forum, timezone.localdate(meeting.starts_at)).necessity_phrases,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            item = discussing.begin(request.actor, meeting=meeting, **form.cleaned_data)
            return go(request, reverse("meetings:without_name", args=[item.pk]))
    context = {"meeting": meeting, "form": form, "cancel_url": reverse("meetings:table", args=[meeting.pk])}
    return render(request, "meetings/begin_without_name.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def say_names(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """All names that stood without name until the meeting are said at once, to those present at each item."""
    meeting = queries.get_meeting(meeting_id)
    policies.check_may_discuss(request.actor, meeting)
    found = names_to_say(meeting)
    if request.method == "POST":
        for item, name in found:
            preparing.name_item(request.actor, item=item, label=name)
        said = ngettext("%(count)s name has been said.", "%(count)s names have been said.", len(found))
        messages.success(request, said % {"count": len(found)})
        return go(request, reverse("meetings:table", args=[meeting.pk]))
    reading.read_minutes(request.actor, meeting=meeting)  # the names of those who are still open
    rows = {row.item.pk: row for row in queries.agenda_of(meeting).rows if row.item}
    lines = [(rows[item.pk], name) for item, name in found if item.pk in rows]
    return render(request, "meetings/say_names.html", {"meeting": meeting, "lines": lines})


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def without_name(request: HttpRequest, item_id: int) -> HttpResponse:
    """The step at the table: `act` asks, says the name, or ends it there. For those who keep the minutes."""
    found = queries.get_item(item_id)
    if found.owner_audience_id not in cabinet.own_keys():
        raise NotVisible
    sent, act = request.POST if request.method == "POST" else None, request.POST.get("act")
    others = _others(request, found.meeting)
    asked = WithoutNameForm(
        sent if act == "ask" else None, people=others, initial={"because": found.nameless_because}, auto_id="ask_%s"
    )
    name = found.entry.name if found.entry else found.concern.who if found.concern else ""
    known = {"name": name, "birth_date": found.birth_date, "age_told": found.age_told}
    said = NameForm(sent if act == "name" else None, initial=known, auto_id="name_%s")
    if act == "end":
        discussing.end(request.actor, item=found)
        messages.success(request, _("It ended without the name. Only a count is kept."))
        return go(request, reverse("meetings:table", args=[found.meeting_id]))
    if act == "ask" and asked.is_valid():
        with refusals_on(asked):
            discussing.ask(request.actor, item=found, **asked.cleaned_data)
            return go(request, reverse("meetings:without_name", args=[found.pk]))
    if act == "name" and said.is_valid():
        with refusals_on(said):
            discussing.say_name(request.actor, item=found, **said.cleaned_data)
            return go(request, reverse("meetings:item", args=[found.pk]))
    context = {"item": found, "meeting": found.meeting, "asked": asked, "said": said, "needed": _needed(found, others)}
    return render(request, "meetings/without_name.html", context, status=422 if asked.errors or said.errors else 200)


def _needed(item: Item, others: list[Staff]) -> list[Staff]:
    """Who was chosen to be there when the name is said."""
    out = {line.staff_id for line, _staff in queries.attendance_of(item.meeting) if item.slot_id in line.left_out}
    return [staff for staff in others if staff.pk not in out] if item.nameless_because else []
