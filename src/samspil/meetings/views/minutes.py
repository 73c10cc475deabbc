"""After the meeting: what is still open, the minutes, approval and opening again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Refused
from samspil.meetings import paper, policies, queries
from samspil.meetings.actions import closing, preparing, reading
from samspil.meetings.forms import FactsForm
from samspil.meetings.models import MeetingState
from samspil.meetings.queries.sentences import held_on
from samspil.meetings.states import AttendanceState
from samspil.meetings.views.asking import ask_of_unsaved
from samspil.organisations.policies import allowed
from samspil.web import dates
from samspil.web.errors import refusals_on
from samspil.web.htmx import go
from samspil.web.row_numbers import number_of


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def end(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting is over. Where something has no decision, or there was nothing at all, it is asked first; the page that asks
    is reached from the table whatever is still open.
    """
    meeting = queries.get_meeting(meeting_id)
    policies.check_may_end(request.actor, meeting)
    if request.POST.get("off") == "all":
        for open_item in closing.still_open(meeting):
            preparing.take_off(request.actor, item=open_item)
    count, told = closing.count_open(meeting), request.POST.get("left_open")
    agenda = queries.agenda_of(meeting)
    rows = agenda.rows
    if request.method == "GET" or "off" in request.POST or (told != str(count) and (count or not rows)):
        reading.read_minutes(request.actor, meeting=meeting)  # the names of those who are still open
        context = {
            "meeting": meeting,
            "waiting": agenda.waiting,
            "count": count,
            "closed": queries.closed_to_me(meeting, request.colleague),
            "nothing": not rows,
        }
        return render(request, "meetings/end.html", context)
    if "unsaved" not in request.POST and (unsaved := queries.unsaved_at(request.actor, meeting)):
        reading.read_minutes(request.actor, meeting=meeting)  # the names of those at whom it was typed
        return ask_of_unsaved(request, meeting, unsaved, back=reverse("meetings:minutes", args=[meeting.pk]))
    meeting = closing.end_meeting(request.actor, meeting=meeting, left_open=count)
    return go(request, reverse("meetings:minutes", args=[meeting.pk]))


@require_POST
@open_to(signed_in)
def resume(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Go on with the meeting, at its table, or at the item from which it was pressed."""
    meeting = closing.resume(request.actor, meeting=queries.get_meeting(meeting_id))
    if pressed_at := request.POST.get("item"):
        return go(request, reverse("meetings:item", args=[number_of(pressed_at)]))
    return go(request, reverse("meetings:table", args=[meeting.pk]))


@require_GET
@open_to(signed_in)
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The minutes: what is still open on top, then attendance, words and, for those who may, the decision lines."""
    meeting = queries.get_meeting(meeting_id)
    if not meeting.forum.named_persons:
        return redirect("matters:minutes", meeting.pk)
    keeps = meeting.minutes_audience_id in cabinet.own_keys()
    waiting = closing.still_open(meeting)
    closed = queries.closed_to_me(meeting, request.colleague) if keeps else []
    open_items = closing.count_open(meeting) if keeps else len(waiting)
    context = {
        "page": queries.minutes_page(meeting),
        "meeting": meeting,
        "waiting": waiting,
        "closed": closed,
        "open_items": open_items,
        "unread": open_items - len(waiting) - len(closed),  # taken after the reader had left
        "keeps": keeps,
        "unsaid": closing.count_unsaid(meeting) if keeps and meeting.state == MeetingState.HELD else 0,
        "unplanned": closing.day_without_meeting(meeting) if keeps and meeting.state == MeetingState.HELD else None,
        "corrects": keeps and meeting.state in {MeetingState.OPEN, MeetingState.HELD},
        "lapsed": queries.has_lapsed(meeting, request.actor.at),
        "door": meeting.forum.door_id in cabinet.own_keys(),
        "takes_over": allowed(policies.check_may_take_over, request.actor, meeting, request.colleague),
        "twice": queries.decided_twice(meeting, queries.agenda_of(meeting).rows) if keeps else [],
    }
    reading.read_minutes(request.actor, meeting=meeting)
    return render(request, "meetings/minutes.html", context)


@require_GET
@open_to(signed_in)
def summary_pdf(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The summary without names, as a tagged PDF."""
    meeting = queries.get_meeting(meeting_id)
    context = {"page": queries.minutes_page(meeting), "meeting": meeting}
    reading.download_minutes(request.actor, meeting=meeting)
    document = paper.lay_out("meetings/summary_pdf.html", context, request)
    return paper.as_file(document, f"referat-{held_on(meeting):%Y-%m-%d}.pdf")


@require_POST
@open_to(signed_in)
def approve(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Approve the minutes. Before the day of the meeting it is asked first."""
    meeting = queries.get_meeting(meeting_id)
    if policies.is_early(meeting, request.actor.at) and "early" not in request.POST:
        policies.check_may_become(meeting, MeetingState.APPROVED)
        return render(request, "meetings/approve_early.html", {"meeting": meeting})
    if "unsaved" not in request.POST and meeting.state == MeetingState.HELD:
        policies.check_keeps_minutes(request.actor, meeting)
        if unsaved := queries.unsaved_at(request.actor, meeting):
            reading.read_minutes(request.actor, meeting=meeting)
            back = reverse("meetings:minutes", args=[meeting.pk])
            return ask_of_unsaved(request, meeting, unsaved, back=back, approves=True)
    try:
        meeting = closing.approve(request.actor, meeting=meeting)
    except Refused:
        meeting = queries.get_meeting(meeting_id)
        if meeting.state != MeetingState.APPROVED or not allowed(policies.check_keeps_minutes, request.actor, meeting):
            raise
        by = meeting.approved_by.name if meeting.approved_by else ""  # somebody was faster: what was wanted is done
        said = _("%(name)s approved the minutes at %(time)s. There is nothing more to do.")
        when = dates.clock(timezone.localtime(meeting.approved_at or request.actor.at))
        messages.info(request, said % {"name": by, "time": when})
    return go(request, reverse("meetings:minutes", args=[meeting.pk]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def facts(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Correct what the minutes say of the meeting itself: place, times, who led and who wrote."""
    meeting = queries.get_meeting(meeting_id)
    policies.check_may_correct_facts(request.actor, meeting)
    people = [staff for line, staff in queries.attendance_of(meeting) if staff and line.state != AttendanceState.ABSENT]
    known = {
        "place": meeting.place,
        "began": timezone.localtime(meeting.began_at or meeting.starts_at).time(),
        "ended": timezone.localtime(meeting.ended_at).time() if meeting.ended_at else None,
        "leader": meeting.opened_by_id,
        "writer": meeting.minute_taker_id,
        "version": meeting.version,
    }
    form = FactsForm(
        request.POST if request.method == "POST" else None,
        people=people,
        is_over=meeting.state == MeetingState.HELD,
        initial=known,
    )
    back = reverse("meetings:minutes", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            closing.correct_facts(request.actor, meeting=meeting, **{"ended": None, **form.cleaned_data})
            messages.success(request, _("It is saved."))
            return go(request, back)
    context = {"meeting": meeting, "form": form, "cancel_url": back}
    return render(request, "meetings/facts.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(signed_in)
def reopen(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Open approved or lapsed minutes again. Approved ones everybody has as they are: it is asked first."""
    meeting = queries.get_meeting(meeting_id)
    if meeting.state == MeetingState.APPROVED and "sure" not in request.POST:
        policies.check_keeps_minutes(request.actor, meeting)
        return render(request, "meetings/reopen.html", {"meeting": meeting})
    meeting = closing.reopen(request.actor, meeting=meeting)
    return go(request, reverse("meetings:minutes", args=[meeting.pk]))
