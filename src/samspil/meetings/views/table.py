"""During the meeting: one item at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.concerns.queries.aloud import Givers, givers_aloud
from samspil.concerns.queries.preview_page import PICK
from samspil.lib.refusals import Conflict, NotVisible
from samspil.meetings import policies, queries
from samspil.meetings.actions import again, capturing, deciding, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.forms import CaptureForm, DecisionForm
from samspil.meetings.models import Decision, Item, Meeting, MeetingState
from samspil.meetings.queries import DecidingPage, Suggestion, TablePage
from samspil.meetings.queries.sentences import count_word
from samspil.meetings.states import ItemState
from samspil.organisations.policies import allowed
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web import dates, receipts
from samspil.web.errors import refusals_on
from samspil.web.htmx import go
from samspil.web.row_numbers import number_of
from samspil.web.templatetags.samspil import or_unknown

names.register("item-#-decision")
OF_ANOTHER = "of_another"  # in a draft: what stands there was a colleague's decision, which was undone


@require_GET
@open_to(signed_in)
def table(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """To the next item that waits (`efter`: below that one), or to what is still open at the end."""
    meeting = queries.get_meeting(meeting_id)
    page = queries.live_page(meeting, None, own_keys=cabinet.own_keys())
    after = request.GET.get("efter", "")
    row = page.agenda.next_after(int(after) if after.isdecimal() else None)
    if row and row.item:
        return go(request, reverse("meetings:item", args=[row.item.pk]))
    context = {
        "meeting": meeting, "agenda": page.agenda, "page": page, "mark": page.mark, "keeps": page.may_write,
        "capture": CaptureForm(givers=_givers(request, meeting, writes=page.may_write)),
        "takes_names": page.may_write and queries.takes_names(meeting),
        "struck": queries.struck(meeting) if page.may_write else [],
        "may_begin": meeting.state in {MeetingState.PLANNED, MeetingState.SENT}
        and allowed(policies.check_keeps_minutes, request.actor, meeting),
        "closed": queries.closed_to_me(meeting, request.colleague) if page.may_write else [],
        "takes_over": _takes_over(request, meeting, writes=page.may_write),
        "last": queries.last_decision(request.actor, meeting) if page.may_write and meeting.state == MeetingState.OPEN else None,
        "not_there": queries.not_there(meeting, request.colleague) if meeting.state == MeetingState.OPEN else None,
    }  # fmt: skip
    return render(request, "meetings/table_end.html", context)


@require_GET
@open_to(signed_in)
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """The table at one item. Opening it is noted as a reading."""
    found = queries.get_item_to_show(item_id)
    sitting.show(request.actor, item=found)
    return at_item(request, found)


@require_GET
@open_to(signed_in)
def now(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What an open table looks like this moment; 204 where it looks as it did (`shown`). What is newly told is noted as a reading."""
    meeting = queries.get_meeting(meeting_id)
    asked = request.GET.get("item", "")
    try:
        found = queries.get_item(int(asked)) if asked.isdecimal() else None
    except NotVisible:  # stepped out meanwhile, or the item has left the agenda
        messages.info(request, queries.why_gone(meeting, request.colleague, request.GET.get("slot", "")))
        return go(request, reverse("meetings:table", args=[meeting.pk]))
    page = queries.live_page(meeting, found, own_keys=cabinet.own_keys())
    shown = request.GET.get("shown", "")
    if shown == page.mark:
        return HttpResponse(status=204)
    if found and not shown.endswith(f".{page.told_mark}"):
        sitting.show(request.actor, item=found)
    context = {
        "meeting": meeting, "item": found, "agenda": page.agenda, "page": page, "mark": page.mark,
        "following": page.agenda.next_after(found.pk if found else None), "renewed": True,
        "givers": _givers(request, meeting, writes=page.may_write),
        "takes_over": _takes_over(request, meeting, writes=page.may_write),
    }  # fmt: skip
    return render(request, "meetings/_now.html", context)


def _takes_over(request: HttpRequest, meeting: Meeting, *, writes: bool) -> bool:
    """Whether the reader is offered to take over the minutes. One statement; none for who writes them."""
    in_progress = meeting.state == MeetingState.OPEN and not writes
    return in_progress and allowed(policies.check_may_take_over, request.actor, meeting, request.colleague)


def _givers(request: HttpRequest, meeting: Meeting, *, writes: bool) -> Givers | None:
    """From whom a list that is read aloud may be, for who writes its names down. One statement; none for others."""
    if not (writes and queries.takes_names(meeting)):
        return None
    day = timezone.localdate(request.actor.at)
    return givers_aloud(request.actor, meeting.forum, day, meeting.minutes_audience_id or 0)


def draft_key(item_id: int) -> str:
    """Under which key the browser keeps what is being typed about a decision; it goes when the item is forgotten."""
    return f"item-{item_id}-decision"


def at_item(request: HttpRequest, found: Item, *, form: DecisionForm | None = None, status: int = 0) -> HttpResponse:
    """The table at an item; `form` is one that was not saved. 409 where somebody decided meanwhile, 422 where it has an error."""
    page = queries.table_page(request.actor, found, own_keys=cabinet.own_keys())
    writes = page.may_write and found.meeting.state == MeetingState.OPEN
    earlier = (
        page.standing if form and writes else None
    )  # somebody was faster: theirs stands beside what was typed here
    typed = (
        kept.values(kept.draft(request.actor, draft_key(found.pk))) if writes and not (form or page.standing) else {}
    )
    form = form or DecisionForm(words=page.words, people=page.able, initial=_proposed(found, page, typed))
    if earlier:
        form.take_up(found.version)
    asked = page.may_write and found.police_units != 1  # else it is theirs
    givers = _givers(request, page.meeting, writes=asked)
    context = {
        "page": page,
        "not_there": page.not_there if found.meeting.state == MeetingState.OPEN else None,
        "mark": page.mark,
        "meeting": page.meeting,
        "agenda": page.agenda,
        "item": found,
        "form": form,
        "draft_url": reverse("drafts:save", args=[draft_key(found.pk)]),
        "of_another": OF_ANOTHER in typed,
        "capture": CaptureForm(givers=givers),
        "struck": page.struck,
        "following": page.agenda.next_after(found.pk),
        "takes_over": _takes_over(request, page.meeting, writes=page.may_write),
        "last": queries.last_decision(request.actor, page.meeting) if page.may_write else None,
        "earlier": earlier,
        "earlier_by": next((s for s in page.people if earlier and s.principal_id == earlier.written_by), None),
        "earlier_responsible": next((s for s in page.people if earlier and s.pk == earlier.responsible_id), None),
    }
    status = status or (409 if earlier else 422 if form.errors else 200)
    return render(request, "meetings/table.html", context, status=status)


def _proposed(found: Item, page: TablePage, typed: Mapping[str, list[str]]) -> dict[str, object]:
    """What the form is filled with: what was typed and never sent, else the word that suits the role on the list."""
    if typed:
        return {"version": found.version} | {name: texts[0] for name, texts in typed.items() if texts}
    default = next((word for word in page.words if word.is_default), None)
    proposed: dict[str, object] = {"version": found.version}
    if default:
        proposed |= {"word": default.word.code, "responsible": default.responsible_id, "due_on": default.due_on}
    return proposed


@require_POST
@open_to(signed_in)
def decide(request: HttpRequest, item_id: int) -> HttpResponse:
    """Save the decision and go to the next item. Who meets somebody else's decision sees both and chooses."""
    found = queries.get_item(item_id)
    if request.POST.get("keep") == "theirs":
        drafts.discard(request.actor, draft_key(found.pk), **kept.sent_from(request.POST))
        return go(request, reverse("meetings:item", args=[found.pk]))
    page = queries.deciding_page(request.actor, found)
    form = DecisionForm(request.POST, words=page.words, people=page.people, why_gone=queries.why_not_offered(found))
    if form.is_valid():
        try:
            with refusals_on(form):
                _say_when(request, form, _save(request, found, form, page))
                drafts.discard(request.actor, draft_key(found.pk), **kept.sent_from(request.POST))
                following = page.agenda.next_after(found.pk)
                if following and following.item:
                    return go(request, reverse("meetings:item", args=[following.item.pk]))
                return go(request, reverse("meetings:table", args=[found.meeting_id]))
        except Conflict as conflict:
            form.take_up(conflict.version)
            now = queries.get_item_to_show(item_id)
            if now.state != ItemState.DECIDED:  # nobody decided: the name, the age or the place of the item is another
                form.add_error(None, _("The item was changed while you wrote. Read it again, and save once more."))
            return at_item(request, now, form=form, status=409)
    return at_item(request, queries.get_item_to_show(found.pk), form=form)


def _say_when(request: HttpRequest, form: DecisionForm, made: Decision) -> None:
    """What is taken up again has the day of a meeting: where another day was written, or none is planned, that is said."""
    wanted = form.cleaned_data["due_on"]
    word = next((word.word for word in form.words if word.word.code == made.word), None)
    if not word or "again" not in word.consequences or not wanted:
        return
    if made.due_on and made.due_on != wanted:
        days = {"day": dates.long(wanted), "meeting": dates.long(made.due_on)}
        said = _("There is no meeting on %(day)s. {names} is taken up again at the one on %(meeting)s.") % days
        receipts.say(request, messages.INFO, said, "item", [made.item_id])
    elif again.meeting_on(made.meeting, wanted) is None:
        said = _("{names}: no meeting is planned on %(day)s or later. Plan one before the minutes are approved.")
        receipts.say(request, messages.WARNING, said % {"day": dates.long(wanted)}, "item", [made.item_id])


def _save(request: HttpRequest, found: Item, form: DecisionForm, page: DecidingPage) -> Decision:
    data = form.cleaned_data
    common = {
        "version": data["version"],
        "choice": choice_of(form, page),
        "key": data["idempotency_key"],
        "terms": page.terms,
    }
    if data["replaces"]:
        replaced = queries.get_decision(data["replaces"])
        if replaced.item_id == found.pk:
            return deciding.decide_instead(request.actor, replaced=replaced, **common)
    return deciding.decide(request.actor, item=found, seen=data["seen"] or None, **common)


def choice_of(form: DecisionForm, page: TablePage | DecidingPage) -> Choice:
    """What a valid form chooses."""
    data = form.cleaned_data
    responsible = next((staff for staff in page.people if staff.pk == data["responsible"]), None)
    return Choice(
        word=data["word"],
        responsible=responsible,
        due_on=data["due_on"],
        reason=data["reason"],
        text=data["text"],
        answer=data["answer"],
        keeps_away=data["keeps_away"],
    )


@require_POST
@open_to(signed_in)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Undo a decision (`together`: all that was decided in the same press) and go back to its item."""
    decision = queries.get_decision(decision_id)
    if request.POST.get("together"):
        waiting = deciding.undo_together(request.actor, decision=decision)
    else:
        waiting = [deciding.undo(request.actor, decision=decision)]
    for item in waiting:
        _keep_typed(request, item, decision)
    said = _("Undone: %(word)s for {names}.") % {"word": count_word(decision.label)}
    receipts.say(request, messages.INFO, said, "item", [item.pk for item in waiting])
    return go(request, reverse("meetings:item", args=[waiting[0].pk]))


def _keep_typed(request: HttpRequest, item: Item, undone: Decision) -> None:
    """Who undoes to correct one word finds the others, and who was responsible: they lie in the form again, as a draft of who undoes.
    What a colleague had decided stays with the colleague's word: another word brings its own responsible and date.
    """
    fields = {
        "word": undone.word,
        "responsible": str(undone.responsible_id or ""),
        "due_on": f"{undone.due_on:%d.%m.%Y}" if undone.due_on else "",
        "reason": undone.reason,
        "text": undone.text,
    }
    if undone.written_by != request.actor.principal_id:
        fields[OF_ANOTHER] = "1"
    drafts.save(request.actor, key=draft_key(item.pk), data={"values": {name: [text] for name, text in fields.items()}})


@require_POST
@open_to(signed_in)
def step_out(request: HttpRequest, item_id: int) -> HttpResponse:
    """Not impartial, or out of the room for this item (`back` brings the colleague in again)."""
    found = queries.get_item(item_id)
    act = sitting.step_in if request.POST.get("back") else sitting.step_out
    staff_id = number_of(request.POST.get("staff") or str(request.colleague.pk))
    act(request.actor, item=found, staff_id=staff_id)
    if act is sitting.step_out and staff_id == request.colleague.pk:
        keeps = allowed(policies.check_keeps_minutes, request.actor, found.meeting)
        if keeps and not all(place.names for place in queries.closed_to_me(found.meeting, request.colleague)):
            messages.warning(
                request,
                _(
                    "You are out of the item. Nobody else keeps these minutes, so nobody decides it until you come in again."
                ),
            )
            return go(request, reverse("meetings:attendance", args=[found.meeting_id]))
        said = _("You are out of the item and read nothing of it. Those who keep the minutes can let you in again.")
        messages.info(request, said)
    return go(request, reverse("meetings:table", args=[found.meeting_id]))


def _age(age: int | None) -> str:
    return ngettext("%(age)s year", "%(age)s years", age) % {"age": age} if age is not None else _("age not known")


def _from_list(one: Suggestion) -> str:
    if one.meets_on is None:
        return _("from the list that waits")
    return _("from the list for the meeting on %(day)s") % {"day": dates.short(one.meets_on)}


def _asked(item: Item) -> list[dict[str, Any]]:
    """Who the child of a line that was just written may be: those on the agenda, then those of lists that wait and of earlier meetings;
    each with what a yes sends where. By name: the agenda is numbered anew while the line is still shown.
    """
    rows = queries.agenda_of(item.meeting).rows
    who, join = (reverse(f"meetings:{name}", args=[item.pk]) for name in ("who", "join"))
    waiting = f"{reverse('meetings:meeting', args=[item.meeting_id])}#waiting-title"
    version = item.entry.version if item.entry else 0
    found = [
        _question(
            or_unknown(row.item.label),
            _age(row.age),
            reverse("meetings:item", args=[row.item.pk]),
            join,
            {"other": row.item.pk},
        )
        for row in queries.twins_of(item, rows)[0]
        if row.item and row.is_open
    ]
    found += [
        _question(one.label, f"{_age(one.age)}, {_from_list(one)}", waiting, join, {"line": one.id})
        for one in queries.waiting_twins(item, rows)
    ]
    return found + [
        _question(one.person.name, _age(one.age), who, who, {"person": f"{PICK}{one.person.pk}", "version": version})
        for one in queries.known_to(item, rows)
    ]


def _question(name: str, born: str, address: str, yes: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "born": born, "address": address, "yes": {"address": yes, "fields": fields}}


@require_POST
@open_to(signed_in)
def capture(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A line typed while the list is read aloud becomes an entry on the agenda, adults parked on their meeting."""
    meeting = queries.get_meeting(meeting_id)
    form = CaptureForm(request.POST)
    back = request.POST.get("back") or reverse("meetings:table", args=[meeting.pk])
    notes: list[str] = []
    same: list[dict[str, Any]] = []
    if form.is_valid():
        with refusals_on(form):
            item, notes = capturing.write_line(
                request.actor,
                meeting=meeting,
                line=form.cleaned_data["line"],
                key=form.cleaned_data["idempotency_key"],
                giver_id=form.cleaned_data["giver"],
            )
            if item.meeting_id != meeting.pk:
                notes.append(_("It waits for the meeting with the seats for adults."))
            same = _asked(queries.get_item(item.pk))
    if request.headers.get("Line"):  # the page stays, and shows what became of each line
        told = " ".join(notes) or " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"told": told, "same": same}, status=422 if form.errors else 200)
    if form.errors:
        form.ask(_givers(request, meeting, writes=True))
        return render(request, "meetings/capture.html", {"meeting": meeting, "capture": form}, status=422)
    if same:
        notes.append(_("It may be a child whom you know already. Open the item you just wrote, and say who it is."))
    for note in notes:
        receipts.say(request, messages.WARNING, f"{receipts.NAMES}: {note}", "item", [item.pk])
    return go(request, back if url_has_allowed_host_and_scheme(back, None) else "/")
