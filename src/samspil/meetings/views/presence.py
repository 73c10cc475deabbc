"""Who is here: coming, going, guests and substitutes; and calling a meeting now."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import NotVisible
from samspil.meetings import policies, queries
from samspil.meetings.actions import attending, coming_in, regretting, sitting, urgent
from samspil.meetings.attendance_forms import ArrivalForm, ImpartialForm, WasHereForm
from samspil.meetings.forms import UrgentForm
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import Staff
from samspil.organisations.policies import allowed
from samspil.organisations.queries import terms_of
from samspil.people.models import Person
from samspil.people.queries import Child, get_person
from samspil.web.errors import refusals_on
from samspil.web.htmx import go
from samspil.web.row_numbers import number_of


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The attendance of a meeting in progress: `leave` sends one out, the form lets one in; at one item alone, `out` and `in`."""
    meeting = queries.get_meeting(meeting_id)
    lines, come = queries.sittings(meeting), queries.who_can_come(meeting)
    form = ArrivalForm(
        request.POST if "arrive" in request.POST else None,
        come=come,
        seats=queries.seats_at(meeting),
        here=queries.not_to_be_let_in(lines, come),
    )
    waiting = queries.agenda_of(meeting).waiting
    moves = request.POST if {"out", "in"} & set(request.POST) else None
    # Whoever is late or has left too: who comes back is out of it from the first instant.
    impartial = ImpartialForm(moves, people=[one.staff for one in lines], rows=waiting, auto_id="impartial_%s")
    if request.method == "POST" and "leave" in request.POST:
        gone = number_of(request.POST["leave"])
        sitting.leave(request.actor, meeting=meeting, staff_id=gone)
        name = next((one.staff.name for one in lines if one.staff.pk == gone), "")
        messages.success(request, _("%(name)s has left the meeting.") % {"name": name})
        return go(request, reverse("meetings:attendance", args=[meeting.pk]))
    if request.method == "POST" and "again" in request.POST:
        coming_in.come_in(request.actor, meeting=meeting, slot_id=number_of(request.POST["again"]))
        return go(request, reverse("meetings:attendance", args=[meeting.pk]))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            line = sitting.Seated(data["staff"], data["state"], data["seat"])
            sitting.arrive(request.actor, meeting=meeting, line=line)
            _say_who_came(request, meeting, data["staff"])
            return go(request, reverse("meetings:attendance", args=[meeting.pk]))
    if request.method == "POST" and ("out" in request.POST or "in" in request.POST) and impartial.is_valid():
        act = sitting.step_out if "out" in request.POST else sitting.step_in
        item = queries.get_item(impartial.cleaned_data["item"])
        with refusals_on(impartial):
            staff_id = impartial.cleaned_data["staff"]
            act(request.actor, item=item, staff_id=staff_id)
            _say_who_moved(request, item, next(one.staff for one in lines if one.staff.pk == staff_id))
            return go(request, reverse("meetings:attendance", args=[meeting.pk]))
    context = {
        "meeting": meeting,
        "form": form,
        "lines": lines,
        "open_items": waiting,
        "impartial": impartial,
        "closed": queries.closed_to_me(meeting, request.colleague),
        "keeps": allowed(policies.check_keeps_minutes, request.actor, meeting),
        "corrects": allowed(policies.check_may_correct_facts, request.actor, meeting),
        "in_progress": meeting.state == MeetingState.OPEN,
        "takes_over": allowed(policies.check_may_take_over, request.actor, meeting, request.colleague),
    }
    failed = form.errors or impartial.errors
    return render(request, "meetings/attendance.html", context, status=422 if failed else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def was_here(request: HttpRequest, meeting_id: int, staff_id: int) -> HttpResponse:
    """Correct whether a colleague was there, until the minutes are approved."""
    meeting = queries.get_meeting(meeting_id)
    policies.check_may_correct_facts(request.actor, meeting)
    one = next((one for one in queries.sittings(meeting) if one.staff.pk == staff_id), None)
    if one is None:
        raise NotVisible
    form = WasHereForm(
        request.POST if request.method == "POST" else None, initial=one.as_noted(meeting.began_at or meeting.starts_at)
    )
    back = reverse("meetings:attendance", args=[meeting.pk])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            attending.correct_attendance(request.actor, meeting=meeting, staff_id=staff_id, **form.cleaned_data)
            messages.success(request, _("It is saved."))
            return go(request, back)
    context = {"meeting": meeting, "one": one, "form": form, "cancel_url": back}
    context["keeps_too"] = queries.writes_minutes(meeting, one.staff, timezone.localdate(request.actor.at))
    return render(request, "meetings/was_here.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(signed_in)
def regrets(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Somebody will not come, or will after all: oneself unless `staff` says whom."""
    meeting = queries.get_meeting(meeting_id)
    staff = request.POST.get("staff", "")
    is_absent = "comes" not in request.POST
    staff_id = number_of(staff) if staff else request.colleague.pk
    meeting = regretting.send_regrets(request.actor, meeting=meeting, staff_id=staff_id, is_absent=is_absent)
    instead = queries.stands_in(meeting, staff_id) if is_absent else ""
    said = _("Noted: sends regrets.") if is_absent else _("Noted: comes after all.")
    messages.success(request, f"{said} {instead}".strip())
    return go(request, reverse("meetings:meeting", args=[meeting.pk]))


def _say_who_came(request: HttpRequest, meeting: Meeting, staff_id: int) -> None:
    one = next(one for one in queries.sittings(meeting) if one.staff.pk == staff_id)
    said = {
        AttendanceState.GUEST: _("%(name)s is here as a guest."),
        AttendanceState.SUBSTITUTE: _("%(name)s is here as a substitute."),
    }.get(AttendanceState(one.line.state), _("%(name)s is here, in the seat."))
    messages.success(request, said % {"name": one.staff.name})


def _say_who_moved(request: HttpRequest, item: Item, staff: Staff) -> None:
    """A receipt, without the child's name: what a session keeps is not forgotten with the child."""
    said = (
        _("%(name)s has gone out at item %(number)s, and reads nothing of it.")
        if "out" in request.POST
        else _("%(name)s has come in again at item %(number)s.")
    )
    messages.success(request, said % {"name": staff.name, "number": item.slot.position})


@require_GET
@open_to(signed_in)
def call_now_where(request: HttpRequest) -> HttpResponse:
    """Which forum is called: chosen where the colleague sits in several."""
    forums = queries.forums_to_call(timezone.localdate(request.actor.at))
    child = _child(request)
    if len(forums) == 1:
        about = f"?{urlencode({'barn': child.pk})}" if child else ""
        return redirect(reverse("meetings:call_now", args=[forums[0].pk]) + about)
    return render(request, "meetings/call_now_where.html", {"forums": forums, "child": child.pk if child else None})


def _child(request: HttpRequest) -> Person | None:
    """The child from whose page somebody comes. Raises NotVisible."""
    number = request.GET.get("barn", "")
    return get_person(int(number)) if number.isdecimal() else None


def _own(child: Person | None) -> Person | None:
    """The child, where the record is the caller's own and can be given to those who are called."""
    return child if child and child.owner_audience_id in cabinet.own_keys() else None


def _known(child: Person, today: date) -> dict[str, object]:
    """What is known of the child already."""
    told = None if child.birth_date else child.age_at(today)
    return {"name": child.name, "birth_date": child.birth_date, "age_told": told}


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def call_now(request: HttpRequest, forum_id: int) -> HttpResponse:
    """A meeting called now, about one child, by any standing seat of the forum."""
    forum, child = queries.get_forum(forum_id), _child(request)
    today = timezone.localdate(request.actor.at)
    others = [staff for staff in queries.holders_of(forum, today) if staff.pk != request.colleague.pk]
    phrases = terms_of(forum, today).necessity_phrases
    form = UrgentForm(
        request.POST or None, people=others, necessities=phrases, initial=_known(child, today) if child else {}
    )
    if _own(child) is None and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "birth_date", "age_told")}
        if known := queries.known_by(forum, Child(**told)):
            form = UrgentForm(request.POST, people=others, necessities=phrases, known=known)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            item = urgent.call_now(
                request.actor,
                forum=forum,
                name=data["name"],
                birth_date=data["birth_date"],
                age_told=data["age_told"],
                present=[staff for staff in form.people if staff.pk in data["present"]],
                necessity=data["necessity"],
                child=_own(child) or form.children.get(data.get("known", "")),
            )
            return go(request, reverse("meetings:item", args=[item.pk]))
    back = reverse("desk:child", args=[child.pk]) if child else reverse("desk:my_day")
    context = {"forum": forum, "form": form, "cancel_url": back}
    return render(request, "meetings/call_now.html", context, status=422 if form.errors else 200)
