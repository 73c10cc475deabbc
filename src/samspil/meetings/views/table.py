"""During the meeting: one item at a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Conflict
from samspil.meetings import queries
from samspil.meetings.actions import capturing, deciding, preparing, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.forms import CaptureForm, CorrectForm, DecisionForm, ShareForm
from samspil.meetings.models import Item
from samspil.meetings.queries import DecidingPage, TablePage
from samspil.organisations.models import Staff
from samspil.organisations.queries import terms_of
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go


@require_GET
@open_to(signed_in)
def table(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """To the next item that waits, or to what is still open at the end."""
    meeting = queries.get_meeting(meeting_id)
    agenda = queries.agenda_of(meeting)
    row = agenda.next_after(None)
    if row and row.item:
        return go(request, reverse("meetings:item", args=[row.item.pk]))
    keeps = bool(meeting.minutes_audience_id in cabinet.own_keys())
    context = {"meeting": meeting, "agenda": agenda, "keeps": keeps, "capture": CaptureForm()}
    return render(request, "meetings/table_end.html", context)


@require_GET
@open_to(signed_in)
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """The table at one item. Opening it is noted as a reading."""
    found = queries.get_item(item_id)
    sitting.show(request.actor, item=found)
    return _render(request, found)


def _render(
    request: HttpRequest, found: Item, *, form: DecisionForm | None = None, conflict: Conflict | None = None
) -> HttpResponse:
    page = queries.table_page(request.actor, found, own_keys=cabinet.own_keys())
    form = form or DecisionForm(words=page.words, people=page.people, initial=_proposed(found, page))
    following = page.agenda.next_after(found.pk)
    last = queries.last_decision(page.meeting) if page.may_write else None
    context = {
        "page": page,
        "meeting": page.meeting,
        "agenda": page.agenda,
        "item": found,
        "form": form,
        "share": ShareForm(people=page.people, necessities=page.necessities),
        "capture": CaptureForm(),
        "following": following,
        "last": last,
        "conflict": sides(conflict) if conflict else None,
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "meetings/table.html", context, status=status)


def _proposed(found: Item, page: TablePage) -> dict[str, object]:
    """What the form is filled with: the word that suits the role on the list, with its responsible and deadline."""
    default = next((word for word in page.words if word.is_default), None)
    proposed: dict[str, object] = {"version": found.version}
    if default:
        proposed |= {"word": default.word.code, "responsible": default.responsible_id, "due_on": default.due_on}
    return proposed


@require_POST
@open_to(signed_in)
def decide(request: HttpRequest, item_id: int) -> HttpResponse:
    """Save the decision and go to the next item."""
    found = queries.get_item(item_id)
    page = queries.deciding_page(request.actor, found)
    form = DecisionForm(request.POST, words=page.words, people=page.people)
    if form.is_valid():
        choice = _choice(form, page)
        try:
            with refusals_on(form):
                deciding.decide(
                    request.actor,
                    item=found,
                    version=form.cleaned_data["version"],
                    choice=choice,
                    key=form.cleaned_data["idempotency_key"],
                    terms=page.terms,
                )
                following = page.agenda.next_after(found.pk)
                if following and following.item:
                    return go(request, reverse("meetings:item", args=[following.item.pk]))
                return go(request, reverse("meetings:table", args=[found.meeting_id]))
        except Conflict as conflict:
            return _render(request, queries.get_item(item_id), form=form, conflict=conflict)
    return _render(request, found, form=form)


def _choice(form: DecisionForm, page: TablePage | DecidingPage) -> Choice:
    data = form.cleaned_data
    responsible = next((staff for staff in page.people if staff.pk == data["responsible"]), None)
    return Choice(
        word=data["word"], responsible=responsible, due_on=data["due_on"], reason=data["reason"], text=data["text"]
    )


@require_POST
@open_to(signed_in)
def decide_event(request: HttpRequest, item_id: int) -> HttpResponse:
    """The same decision for every child of the event that still waits; exceptions are decided by themselves."""
    found = queries.get_item(item_id)
    page = queries.table_page(request.actor, found, own_keys=cabinet.own_keys())
    form = DecisionForm(request.POST, words=page.words, people=page.people)
    if form.is_valid():
        with refusals_on(form):
            chosen = set(request.POST.getlist("children")) or {str(row.item.pk) for row in page.siblings if row.item}
            deciding.decide_event(
                request.actor,
                choice=_choice(form, page),
                key=form.cleaned_data["idempotency_key"],
                items=[
                    (row.item, row.item.version) for row in page.siblings if row.item and str(row.item.pk) in chosen
                ],
            )
            return go(request, reverse("meetings:table", args=[found.meeting_id]))
    return _render(request, found, form=form)


@require_POST
@open_to(signed_in)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Undo a decision and go back to its item."""
    waiting = deciding.undo(request.actor, decision=queries.get_decision(decision_id))
    return go(request, reverse("meetings:item", args=[waiting.pk]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def share(request: HttpRequest, item_id: int) -> HttpResponse:
    """Tell something about the item, for oneself or written down for somebody present."""
    found = queries.get_item(item_id)
    day = timezone.localdate(found.meeting.starts_at)
    people = queries.staff_around(found.meeting, day, [])
    terms = terms_of(found.meeting.forum, day)
    form = ShareForm(request.POST or None, people=people, necessities=terms.necessity_phrases)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            speaker = next((staff for staff in people if staff.pk == data["said_by"]), None)
            _tell(request, found, speaker, data["text"], data["necessity"])
            return go(request, reverse("meetings:item", args=[found.pk]))
    return render(request, "meetings/share.html", {"item": found, "form": form}, status=422 if form.errors else 200)


def _tell(request: HttpRequest, found: Item, speaker: Staff | None, text: str, necessity: str) -> None:
    actor = request.actor
    if speaker is None or speaker.principal_id == actor.principal_id:
        sitting.share(actor, item=found, text=text, necessity=necessity)
    else:
        sitting.write_down(actor, item=found, said_by=speaker, text=text, necessity=necessity)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def correct(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The giver mends what was written down for them."""
    statement = queries.get_statement(statement_id)
    form = CorrectForm(request.POST or None, initial={"text": statement.text, "version": statement.version})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sitting.correct(
                request.actor,
                statement=statement,
                version=form.cleaned_data["version"],
                text=form.cleaned_data["text"],
            )
            return go(request, reverse("meetings:item", args=[statement.item_id]))
    return render(
        request, "meetings/correct.html", {"statement": statement, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@open_to(signed_in)
def name(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say the name of a matter that stood on the agenda without one."""
    found = queries.get_item(item_id)
    label = found.entry.name if found.entry else request.POST.get("label", found.label)
    preparing.name_item(request.actor, item=found, label=label)
    return go(request, reverse("meetings:item", args=[found.pk]))


@require_POST
@open_to(signed_in)
def step_out(request: HttpRequest, item_id: int) -> HttpResponse:
    """Not impartial, or out of the room for this item (`back` brings the colleague in again)."""
    found = queries.get_item(item_id)
    act = sitting.step_in if request.POST.get("back") else sitting.step_out
    act(request.actor, item=found, staff_id=int(request.POST.get("staff") or request.colleague.pk))
    return go(request, reverse("meetings:table", args=[found.meeting_id]))


@require_POST
@open_to(signed_in)
def capture(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A line typed while the list is read aloud becomes an entry on the agenda, adults parked on their meeting."""
    form = CaptureForm(request.POST)
    meeting = queries.get_meeting(meeting_id)
    back = request.POST.get("back") or reverse("meetings:table", args=[meeting.pk])
    if form.is_valid():
        with refusals_on(form):
            item, notes = capturing.write_line(
                request.actor,
                meeting=meeting,
                line=form.cleaned_data["line"],
                key=form.cleaned_data["idempotency_key"],
            )
            for note in notes:
                messages.warning(request, f"{item.label}: {note}")
            if item.meeting_id != meeting.pk:
                messages.info(
                    request, _("%(name)s waits for the meeting with the seats for adults.") % {"name": item.label}
                )
            return go(request, back if url_has_allowed_host_and_scheme(back, None) else "/")
    return render(request, "meetings/capture.html", {"meeting": meeting, "capture": form}, status=422)
