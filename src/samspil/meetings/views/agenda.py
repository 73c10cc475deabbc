"""Before the meeting: the list of meetings, one meeting with its agenda, placing and sending."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.meetings import policies, queries
from samspil.meetings.actions import preparing, sitting
from samspil.meetings.agenda_forms import AttendanceForm, PlaceForm, another_day
from samspil.meetings.calendar.policies import check_may_change
from samspil.meetings.models import Item, Meeting, MeetingKind, MeetingState
from samspil.organisations.policies import allowed
from samspil.organisations.queries import terms_of
from samspil.responsibility.notes import away_at
from samspil.web import dates, receipts
from samspil.web.errors import refusals_on
from samspil.web.htmx import go

PREPARED = {MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN}  # after that its agenda only tells what it was


@require_GET
@open_to(signed_in)
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting: its agenda, what waits to be placed, and the step that comes next. A forum that names nobody has its
    own pages.
    """
    found = queries.get_meeting(meeting_id)
    if not found.forum.named_persons:
        return redirect("matters:agenda", found.pk)
    return _page(request, found)


def _page(request: HttpRequest, meeting: Meeting, form: PlaceForm | None = None) -> HttpResponse:
    keeps = meeting.forum.door_id in cabinet.own_keys()
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    prepares = keeps and meeting.state in PREPARED
    # A meeting called now is about one child: nothing that waits for the forum is placed there.
    places = prepares and meeting.kind != MeetingKind.URGENT
    waiting = queries.suggestions(meeting) if places and meeting.forum.named_persons else []
    agenda, is_past = queries.agenda_of(meeting), policies.is_past(meeting, request.actor.at)
    form = form or PlaceForm(suggestions=waiting, necessities=terms.necessity_phrases)
    form.say_alike(queries.on_agenda(waiting, agenda.rows))
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "has_closed": agenda.is_hidden and meeting.state == MeetingState.APPROVED,
        "keeps": keeps,
        "prepares": prepares,
        "places": places,
        "is_urgent": meeting.kind == MeetingKind.URGENT,
        "waiting": waiting,
        "form": form,
        "seats": queries.seats_at(meeting),
        "opens_at": preparing.opens_at(meeting),
        "states": MeetingState,
        "now": request.actor.at,
        "lapsed": queries.has_lapsed(meeting, request.actor.at),
        "takes_over": allowed(policies.check_may_take_over, request.actor, meeting, request.colleague),
        "comes": [] if is_past else queries.coming_to(meeting, request.colleague, keeps=keeps),
        "is_past": is_past,
        "may_change": is_past and allowed(check_may_change, request.actor, meeting),
        "reported": queries.reported_at(meeting),
        "twice": queries.twice(agenda.rows) if prepares else [],
        "joined": queries.joined_on(agenda.rows) if prepares and not is_past else [],
    }
    return render(request, "meetings/meeting.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(signed_in)
def place(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Put chosen matters on the agenda: with a name this is the disclosure to those seated."""
    meeting = queries.get_meeting(meeting_id)
    terms = terms_of(meeting.forum, timezone.localdate(meeting.starts_at))
    waiting = queries.suggestions(meeting)
    data = request.POST.copy()
    if "all" in data:  # one press for a whole group
        data.setlist("chosen", [f"{one.kind}-{one.id}" for one in waiting if one.kind == data["all"]])
    form = PlaceForm(data, suggestions=waiting, necessities=terms.necessity_phrases)
    if form.is_valid():
        with refusals_on(form):
            items = preparing.place(
                request.actor,
                meeting=meeting,
                necessity=form.cleaned_data["necessity"],
                placements=queries.placements_of(
                    meeting,
                    form.cleaned_data["chosen"],
                    hidden="" if form.cleaned_data["named"] == "with" else _("Without name until the meeting"),
                ),
            )
            _tell_of_placed(request, meeting, items)
            _tell_of_parked(request, meeting, items)
            return go(request, reverse("meetings:meeting", args=[meeting.pk]))
    return _page(request, meeting, form)


def _tell_of_placed(request: HttpRequest, meeting: Meeting, items: list[Item]) -> None:
    """A receipt: how many, and from when who reads them. Without names: what a session keeps is not forgotten with a child."""
    here = [item for item in items if item.meeting_id == meeting.pk and item.joined_to_id is None]
    if not here:
        return
    placed = ngettext("%(count)s item is on the agenda now.", "%(count)s items are on the agenda now.", len(here))
    said = [placed % {"count": len(here)}]
    if meeting.state == MeetingState.PLANNED:
        said.append(_("Nobody but those who keep the minutes reads it until the agenda is sent."))
    messages.success(request, " ".join(said))


def _tell_of_parked(request: HttpRequest, meeting: Meeting, items: list[Item]) -> None:
    """Who was put on another meeting is said at once: an adult waits for the seats that come for adults (BRO-60)."""
    parked: dict[datetime, list[int]] = defaultdict(list)
    for item in items:
        if item.meeting_id != meeting.pk and item.joined_to_id is None:
            parked[item.meeting.starts_at].append(item.pk)
    for day, rows in sorted(parked.items()):
        said = ngettext(
            "%(count)s is an adult and stands on the agenda of %(day)s instead: {names}.",
            "%(count)s are adults and stand on the agenda of %(day)s instead: {names}.",
            len(rows),
        ) % {"count": len(rows), "day": dates.long(timezone.localdate(day))}
        receipts.say(request, messages.INFO, said, "item", rows)


@require_POST
@open_to(signed_in)
def send(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Send the agenda: what stands on it opens to those seated, from the forum's set time."""
    meeting = queries.get_meeting(meeting_id)
    meeting = preparing.send_agenda(request.actor, meeting=meeting)
    names = sorted({holder.name for seat in queries.seats_at(meeting) for holder in seat.holders})
    said = ngettext(
        "The agenda has been sent to %(count)s colleague: %(names)s.",
        "The agenda has been sent to %(count)s colleagues: %(names)s.",
        len(names),
    ) % {"count": len(names), "names": ", ".join(names)}
    if request.actor.at < preparing.opens_at(meeting):
        said += " " + _("They read it from %(when)s.") % {"when": dates.moment(preparing.opens_at(meeting))}
    messages.success(request, said)
    return go(request, reverse("meetings:meeting", args=[meeting.pk]))


@require_POST
@open_to(signed_in)
def shift(request: HttpRequest, meeting_id: int, slot_id: int) -> HttpResponse:
    """Move one line of the agenda up or down."""
    meeting = queries.get_meeting(meeting_id)
    order = [row.slot.pk for row in queries.agenda_of(meeting).rows]
    if slot_id in order:
        index = order.index(slot_id)
        target = max(0, min(len(order) - 1, index + (-1 if request.POST.get("way") == "up" else 1)))
        order.insert(target, order.pop(index))
    preparing.reorder(request.actor, meeting=meeting, slot_ids=order)
    return go(request, reverse("meetings:meeting", args=[meeting.pk]))


@require_POST
@open_to(signed_in)
def take_off(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a matter off the agenda again, and go back to where that was pressed."""
    item = queries.get_item(item_id)
    preparing.take_off(request.actor, item=item)
    said = _("{names} is off the agenda, and waits to be placed again.")
    receipts.say(request, messages.SUCCESS, said, "item", [item.pk])
    back = request.POST.get("back", "")
    within = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return go(request, back if within else reverse("meetings:meeting", args=[item.meeting_id]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def start(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Attendance in one press, then the meeting is in progress. It is shown what waits, and asked where the day is another."""
    meeting = queries.get_meeting(meeting_id)
    if not meeting.forum.named_persons:
        return redirect("matters:begin", meeting.pk)
    seats = queries.seats_at(meeting)
    form = AttendanceForm(
        request.POST or None,
        seats=seats,
        away=away_at((holder.staff_id for seat in seats for holder in seat.holders), request.actor.at),
        come=queries.who_can_come(meeting),
        blocks=queries.block_names(meeting),
        regrets=meeting.regrets,
        **another_day(meeting, request.actor.at),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sitting.open_meeting(
                request.actor,
                meeting=meeting,
                attendance=[sitting.Seated(staff_id, state, seat_id) for staff_id, seat_id, state in form.attendance()],
            )
            return go(request, reverse("meetings:table", args=[meeting.pk]))
    return render(
        request, "meetings/start.html", {"meeting": meeting, "form": form}, status=422 if form.errors else 200
    )
