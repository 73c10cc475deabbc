"""At the meeting: attendance, one page to write on, and what is put off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Conflict
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.agenda_forms import another_day
from samspil.meetings.calendar.policies import check_may_plan
from samspil.meetings.calendar.queries import has_calendar
from samspil.meetings.matters import choices, forms, policies, queries
from samspil.meetings.matters.actions import sitting as acts
from samspil.meetings.matters.queries import Line, MeetingPage
from samspil.meetings.matters.unsaved import draft_of, prefix_of
from samspil.meetings.matters.views.asking import METHODS, go_on_from, page_of, sent, shown
from samspil.meetings.policies import check_may_take_over
from samspil.meetings.queries import who_can_come
from samspil.organisations.policies import allowed
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go, respond

names.register("minutes-#")


@open_to(signed_in)
@require_http_methods(METHODS)
def begin(request: Any, gathering_id: int) -> HttpResponse:
    """Who is here; then the minutes are written."""
    page = shown(request, gathering_id, begins=True)
    policies.check_leads(request.actor, page.meeting)
    if not page.is_before:
        return redirect(page_of(gathering_id))
    return _attendance(request, page, begins=True)


@open_to(signed_in)
@require_http_methods(METHODS)
def attendance(request: Any, gathering_id: int) -> HttpResponse:
    """Correct who was here."""
    page = shown(request, gathering_id)
    policies.check_leads(request.actor, page.meeting)
    if not page.is_written:
        return redirect(page_of(gathering_id))
    return _attendance(request, page, begins=False)


def _attendance(request: Any, page: MeetingPage, *, begins: bool) -> HttpResponse:
    meeting = page.meeting
    guests = {
        guest.invitation.staff_id: guest.name
        for line in page.lines
        for guest in line.guests
        if guest.invitation.staff_id
    }
    noted = {line.staff_id: line.state for line, _staff in page.attendance}
    guests |= {line.staff_id: staff.name for line, staff in page.attendance if staff and line.seat_id is None}
    come = who_can_come(meeting)
    asked = another_day(meeting, request.actor.at) if begins else {}
    form = forms.AttendanceForm(sent(request), seats=page.seats, come=come, guests=guests.items(), noted=noted, **asked)
    if request.method == "POST" and form.is_valid():
        lines = [Seated(staff_id, state, seat_id) for staff_id, seat_id, state in form.attendance_with_guests()]
        with refusals_on(form):
            if begins:
                acts.begin(request.actor, meeting=meeting, attendance=lines)
            else:
                acts.note_attendance(request.actor, meeting=meeting, attendance=lines)
            return go(request, page_of(meeting.pk, "write"))
    context = {"form": form, "meeting": meeting, "page": page, "begins": begins}
    return respond(request, "matters/attendance.html", context, status=422 if form.errors else 200)


Typed = dict[str, list[str]]
KEPT = ("minutes_text", "version", "kind", "text", "who", "due_on")


@dataclass
class Sheet:
    """One item on the writing page: what stands, what is typed, and where somebody was faster."""

    line: Line
    form: forms.WriteForm
    texts: list[dict[str, str]] = field(default_factory=list)
    by: str = ""
    at: str = ""


@open_to(signed_in)
@require_http_methods(METHODS)
def write(request: Any, gathering_id: int) -> HttpResponse:
    """The whole meeting on one page. Every press saves everything that is typed on it; what cannot be saved stays typed."""
    page = shown(request, gathering_id)
    if not page.writes and allowed(check_may_take_over, request.actor, page.meeting, request.colleague):
        return redirect("meetings:take_over", meeting_id=gathering_id)
    policies.check_may_write(request.actor, page.meeting, page.sheet, request.colleague)
    day, draft = timezone.localdate(page.meeting.starts_at), draft_of(gathering_id)
    forum = page.meeting.forum
    who = forms.who_options(choices.colleagues_around(forum, day), choices.units_around(forum, day))
    typed = {} if request.method == "POST" else kept.values(kept.draft(request.actor, draft))
    sheets = [_sheet(request, line, who, typed) for line in page.lines if line.matter]
    status = 200
    if request.method == "POST":
        unsaved = [sheet for sheet in sheets if not _save(request, sheet)]
        if not unsaved:
            drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
            pressed = request.POST.get("save", "")
            messages.success(request, _("It is saved."))
            return go(request, page_of(gathering_id, "write", int(pressed) if pressed.isdecimal() else None))
        _keep(request, draft, unsaved)
        held, status = {sheet.line.matter.pk: sheet for sheet in unsaved if sheet.line.matter}, 422
        page = shown(request, gathering_id)
        sheets = [held.get(line.matter.pk) or Sheet(line, _form(None, line, who)) for line in page.lines if line.matter]
    context = {
        "page": page, "meeting": page.meeting, "sheets": sheets, "draft_url": reverse("drafts:save", args=[draft]),
        "failed": [sheet for sheet in sheets if sheet.form.errors or sheet.texts], "from_draft": bool(typed),
    }  # fmt: skip
    return respond(request, "matters/write.html", context, status=status)


def _form(data: Any, line: Line, who: forms.Options, typed: Typed | None = None) -> forms.WriteForm:
    assert line.matter
    prefix, known = prefix_of(line.matter), {"minutes_text": line.matter.minutes_text, "version": line.matter.version}
    # With the version that was read then: if somebody has written meanwhile, both texts are shown.
    draft = {name: typed[f"{prefix}-{name}"][0] for name in KEPT if typed.get(f"{prefix}-{name}")} if typed else {}
    return forms.WriteForm(data, prefix=prefix, initial=known | draft, who=who)


def _sheet(request: Any, line: Line, who: forms.Options, typed: Typed) -> Sheet:
    form = _form(sent(request), line, who, typed)
    if request.method == "POST" and form.add_prefix("version") not in request.POST:
        form = _form(None, line, who)  # an item that came onto the agenda after the page was read
    return Sheet(line, form)


def _keep(request: Any, draft: str, unsaved: list[Sheet]) -> None:
    """What could not be saved stays in the draft, and nothing else: what is saved must not come back as a draft of itself."""
    names = {sheet.form.add_prefix(name) for sheet in unsaved for name in KEPT}
    drafts.save(request.actor, key=draft, data={"values": {name: request.POST.getlist(name) for name in sorted(names)}})


def _save(request: Any, sheet: Sheet) -> bool:
    """Whether what is typed at this item stands now. Of one item all is saved or nothing."""
    form, matter = sheet.form, sheet.line.matter
    assert matter
    if not form.is_bound:
        return True
    if not form.is_valid():
        return False
    data = form.cleaned_data
    with refusals_on(form):
        try:
            text = None if form.keeps_theirs else data["minutes_text"]
            acts.note(
                request.actor, matter=matter, text=text, version=data["version"], agreed=form.agreed(), key=data["key"],
                sure=data["sure"],
            )  # fmt: skip
            return True
        except Conflict as conflict:
            name = form.add_prefix("minutes_text")
            sheet.texts = [{**side, "name": name, "label": _("What was said")} for side in sides(conflict)]
            sheet.by, sheet.at = conflict.by, conflict.at
            go_on_from(form, conflict.version)
    return False


@open_to(signed_in)
@require_POST
def take_back(request: Any, resolution_id: int) -> HttpResponse:
    """It was not agreed."""
    found = queries.get_resolution(resolution_id)
    acts.take_back(request.actor, resolution=found)
    return go(request, page_of(found.meeting_id, "write", found.matter_id))


@open_to(signed_in)
@require_http_methods(METHODS)
def put_off(request: Any, matter_id: int) -> HttpResponse:
    """To a later meeting."""
    found = queries.get_own_matter(matter_id)
    policies.check_leads(request.actor, found.meeting)
    form = forms.PutOffForm(sent(request), coming=choices.coming_meetings(found.meeting))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            to = form.coming[form.cleaned_data["to"]]
            acts.put_off(request.actor, matter=found, to=queries.get_meeting(to.pk))
            messages.success(request, _("The item stands on the agenda of the meeting you chose."))
            return go(
                request, page_of(found.meeting_id, "write" if found.meeting.state in policies.WRITTEN else "agenda")
            )
    context = {"form": form, "matter": found, "meeting": found.meeting}
    context["may_call"] = has_calendar(found.meeting.forum, request.colleague) and allowed(
        check_may_plan, request.actor, found.meeting.forum
    )
    return respond(request, "matters/put_off.html", context, status=422 if form.errors else 200)
