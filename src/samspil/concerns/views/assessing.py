"""The door's work: its queue, one concern, and each act on it. Forms are forms first: everything works without
JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns import policies
from samspil.concerns.actions import assessing, attached
from samspil.concerns.actions.door_opening import look_at_queue, open_at_door
from samspil.concerns.actions.ending import check_may_end
from samspil.concerns.arrivals.queries import seen_from_above
from samspil.concerns.child_form import NEW, ChildForm
from samspil.concerns.door_forms import (
    ASKED,
    NONE_CHOSEN,
    AskForm,
    CloseForm,
    JudgeForm,
    MeetingForm,
    NoteForm,
    ReopenForm,
    ShutFileForm,
)
from samspil.concerns.doorsurvey.queries import leads_here
from samspil.concerns.forms import forum_line
from samspil.concerns.models import StepKind
from samspil.concerns.notifying.forms import FirstForm
from samspil.concerns.notifying.queries import possible_notifiers
from samspil.concerns.queries import sending_page
from samspil.concerns.queries.at_door import AtDoorPage, get_at_door, questions_at
from samspil.concerns.queries.figures import figures
from samspil.concerns.queries.holders import was_given, who_has
from samspil.concerns.queries.naming import same_or_like
from samspil.concerns.queries.outside import contact_of, hears, hears_outside, is_owed_an_answer, wrote_outside
from samspil.concerns.queue_forms import ConcernQueueForm, chosen, narrowed
from samspil.concerns.states import ANSWER_IS_LATE, Source
from samspil.concerns.views import readers
from samspil.concerns.views.taking import take_each
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.organisations.models import Staff
from samspil.web.errors import refusals_on
from samspil.web.headings import in_heading
from samspil.web.htmx import go, respond


@require_GET
@open_to(signed_in)
def queue(request: Any) -> HttpResponse:
    """What waits at the doors that one answers."""
    form = ConcernQueueForm(request.GET)
    page = look_at_queue(request.actor, wanted=form.wanted())
    return respond(request, "concerns/queue.html", {"page": page, "form": form, "now": request.actor.at})


@require_POST
@open_to(signed_in)
def take_several(request: Any) -> HttpResponse:
    """Take each that is chosen."""
    found = [get_at_door(number) for number in chosen(request)]
    take_each(request, found, lambda one: assessing.take(request.actor, concern=one), lambda one: one.who)
    held = [
        one for one in who_has(found, request.actor.at).values() if one.staff.pk == request.colleague.pk and one.acting
    ]
    if held and held[0].acting:
        messages.warning(request, said_away(held[0].acting))
    return go(request, reverse("concerns:queue") + narrowed(request))


@require_GET
@open_to(signed_in)
def response_times(request: Any) -> HttpResponse:
    """Figures without names."""
    context = {"figures": figures(request.actor), "late": seen_from_above().late, "leads": leads_here(request.actor)}
    return respond(request, "concerns/figures.html", context)


@require_GET
@open_to(signed_in)
def at_door(request: Any, raised_id: int) -> HttpResponse:
    """One concern, for its sender and for the door."""
    return _page(request, open_at_door(request.actor, concern_id=raised_id))


def _page(request: Any, page: AtDoorPage, status: int = 200, **bound: forms.Form) -> HttpResponse:
    version = page.line.assessment.version if page.line else 0
    told = page.line.assessment if page.line else None
    fresh: dict[str, forms.Form] = {
        "first": FirstForm(
            initial={"version": version}, prefix="first", people=page.notifiers,
            is_answered=bool(told and told.first_answer), is_sent=page.is_covered,
        ),
        "ask": AskForm(prefix="ask"),
        "note": NoteForm(prefix="note", is_promised=page.is_promised),
        "late": NoteForm(
            prefix="note", auto_id="id_late_%s", is_promised=True, initial={"text": _(ANSWER_IS_LATE), "told": True}
        ),
        "judge": JudgeForm(
            prefix="judge",
            initial={
                "version": version, "level": told.level, "opening_reason": told.opening_reason,
                "proportionality": told.proportionality,
                **{ASKED + key: answer for key, answer in told.answers.items()},
            },
            questions=page.door.questions,
        ) if told else JudgeForm(prefix="judge", questions=()),
        "close": CloseForm(
            initial={"version": version}, prefix="close", reads=page.sender_reads,
            is_promised=page.is_promised and not page.was_told, is_reached=page.may_be_told,
        ),
    }  # fmt: skip
    fresh["reopen"] = ReopenForm(initial={"version": version}, prefix="reopen")
    context: dict[str, Any] = {"page": page, "forms": fresh | bound}
    context["may_give_back"] = was_given(page.concern, page.holder, request.colleague)
    return respond(request, "concerns/at_door.html", context, status=status)


def _act(
    request: Any, raised_id: int, name: str, form: forms.Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Carry out one act; refused or faulty, the page comes again with what was typed."""
    page = open_at_door(request.actor, concern_id=raised_id)
    if form.is_valid():
        try:
            with refusals_on(form):
                act(form.cleaned_data)
                messages.success(request, said)
                return go(request, reverse("concerns:at_door", args=[raised_id]))
            page = open_at_door(request.actor, concern_id=raised_id)
        except Conflict as met:
            if met.is_own:  # sent twice at once
                messages.success(request, said)
                return go(request, reverse("concerns:at_door", args=[raised_id]))
            form.add_error(None, _("A colleague has done something here meanwhile. Look at the page and send again."))
            page = open_at_door(request.actor, concern_id=raised_id)
            data = request.POST.copy()
            data[form.add_prefix("version")] = str(page.line.assessment.version if page.line else 0)
            form.data = data
    if not page.offers(name):  # the page has no such form any more: the sentence and what was typed stand alone
        raise Refused(next(str(error) for errors in form.errors.values() for error in errors))
    return _page(request, page, status=422, **{name: form})


@require_POST
@open_to(signed_in)
def answer_first(request: Any, raised_id: int) -> HttpResponse:
    """Can this be a statutory notification?"""
    concern = get_at_door(raised_id)
    form = FirstForm(request.POST, prefix="first", people=possible_notifiers(request.actor, concern))
    return _act(
        request, raised_id, "first", form,
        lambda _data: assessing.answer_first(request.actor, concern=concern, **form.answered()),
        _("The answer is saved."),
    )  # fmt: skip


@require_POST
@open_to(signed_in)
def take(request: Any, raised_id: int) -> HttpResponse:
    """Take it."""
    concern = get_at_door(raised_id)
    done = reverse("concerns:at_door", args=[raised_id])
    try:
        assessing.take(request.actor, concern=concern)
    except Refused as refused:  # the page says who has it, and how to ask for it
        messages.error(request, refused.sentence)
        return go(request, done)
    messages.success(request, _("You have it now."))
    if acting := who_has([concern], request.actor.at)[concern.pk].acting:
        messages.warning(request, said_away(acting))
    return go(request, done)


def said_away(acting: Staff) -> str:
    """Who takes something while they are recorded as away is told so: somebody else acts for them."""
    sentence = _("You are recorded as away, so %(name)s acts for you. Are you back, then end it under Absence.")
    return sentence % {"name": acting.name}


@require_POST
@open_to(signed_in)
def ask(request: Any, raised_id: int) -> HttpResponse:
    """Ask the sender."""
    concern = get_at_door(raised_id)
    return _act(
        request, raised_id, "ask", AskForm(request.POST, prefix="ask"),
        lambda data: assessing.ask_back(request.actor, concern=concern, text=data["text"], key=data["idempotency_key"]),
        _("The question is sent."),
    )  # fmt: skip


@require_POST
@open_to(signed_in)
def note(request: Any, raised_id: int) -> HttpResponse:
    """Write something down."""
    concern = get_at_door(raised_id)
    return _act(
        request, raised_id, "note", NoteForm(request.POST, prefix="note", is_promised=hears_outside(concern)),
        lambda data: assessing.note(
            request.actor, concern=concern, text=data["text"], key=data["idempotency_key"],
            kind=StepKind.TOLD if data.get("told") else StepKind.NOTED,
        ),
        _("The note is saved."),
    )  # fmt: skip


@require_POST
@open_to(signed_in)
def judge(request: Any, raised_id: int) -> HttpResponse:
    """Level, reason, proportionality."""
    concern = get_at_door(raised_id)
    form = JudgeForm(request.POST, prefix="judge", questions=questions_at(concern, request.actor.at))
    return _act(
        request, raised_id, "judge", form,
        lambda _data: assessing.judge(request.actor, concern=concern, **form.judged()), _("The assessment is saved."),
    )  # fmt: skip


@require_POST
@open_to(signed_in)
def close(request: Any, raised_id: int) -> HttpResponse:
    """End it, with a receipt to the sender."""
    concern = get_at_door(raised_id)
    outside = wrote_outside(concern)
    reads = not outside and policies.audience_of_sender(concern, timezone.localdate(request.actor.at)) is not None
    told = _("The concern is closed, and the sender has been told.")
    if outside and concern.sender_id:
        told = _("The concern is closed. The citizen is not told by it: write the answer on the enquiry.")
    elif outside:
        contact = contact_of(concern)
        told = _("The concern is closed. The sender cannot be told from here; they left no way to be reached.")
        if contact and concern.source == Source.CHILD:
            told = _(
                "The concern is closed. The child is not told from here. So that nobody else sees it they may be reached like this: "
                "“%(contact)s”"
            ) % {"contact": contact}
        elif contact:
            told = _("The concern is closed. The sender cannot be told from here; they left: %(contact)s.") % {
                "contact": contact
            }
    elif not reads:
        told = _("The concern is closed. Who sent it has left, and cannot be told from here.")
    form = CloseForm(
        request.POST, prefix="close", reads=reads, is_promised=outside and is_owed_an_answer(concern),
        is_reached=hears(concern, contact_of(concern)),
    )  # fmt: skip
    if not form.is_valid():  # what else is missing is said at the same time
        with refusals_on(form):
            check_may_end(concern, form.cleaned_data.get("outcome", ""))
    return _act(
        request, raised_id, "close", form,
        lambda data: assessing.close(request.actor, concern=concern, **data), told,
    )  # fmt: skip


@require_POST
@open_to(signed_in)
def reopen(request: Any, raised_id: int) -> HttpResponse:
    """It was closed by mistake."""
    concern = get_at_door(raised_id)
    return _act(
        request, raised_id, "reopen", ReopenForm(request.POST, prefix="reopen"),
        lambda data: assessing.reopen(request.actor, concern=concern, **data),
        _("The concern is open again. Whoever had it goes on."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def child(request: Any, raised_id: int) -> HttpResponse:
    """Whom it is about: found among the records that one reads, or made."""
    page = open_at_door(request.actor, concern_id=raised_id)
    policies.check_answers_door(request.actor, page.concern)
    before = page.person
    named = {"name": before.name, "birth_date": before.birth_date} if before else {"name": page.child_named}
    form = ChildForm(request.POST or None, initial=named | {"cpr": page.number_to_move}, is_named=before is not None)
    done = reverse("concerns:at_door", args=[raised_id])
    if request.method == "POST" and form.is_valid() and form.cleaned_data.get("nobody"):
        with refusals_on(form):
            assessing.name_child(request.actor, concern=page.concern, nobody=True)
            return go(request, done)
    elif request.method == "POST" and form.is_valid():
        told = form.child
        found = same_or_like(told, before)
        if found:
            form.offers(found, before)
        chosen = request.POST.get("same", "")
        known = {str(match.person.pk): match.person.pk for match in found}
        if (chosen == str(NEW) or chosen in known) if found else not form.shows():
            with refusals_on(form):
                assessing.name_child(
                    request.actor, concern=page.concern, child=told, person_id=known.get(chosen), cpr=told.cpr or "",
                )  # fmt: skip
                return go(request, done)
    status = 422 if form.errors else 200
    return respond(request, "concerns/child.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def meeting(request: Any, raised_id: int) -> HttpResponse:
    """To a forum's meeting."""
    page = open_at_door(request.actor, concern_id=raised_id)
    policies.check_answers_door(request.actor, page.concern)
    choices = sending_page(request.actor)
    form = MeetingForm(request.POST or None, initial={"who": page.concern.who, "text": in_heading(page.concern.text)})
    forums = choices.about(page.concern.about)
    form.fields["forum"].choices = [NONE_CHOSEN, *((forum.pk, forum_line(forum)) for forum in forums)]
    form.fields["necessity"].choices = [NONE_CHOSEN, *((phrase, phrase) for phrase in choices.necessities)]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        forum = next(forum for forum in forums if forum.pk == data["forum"])
        with refusals_on(form):
            assessing.to_meeting(
                request.actor, concern=page.concern, forum=forum, who=data["who"], text=data["text"],
                crime_focus=data["crime_focus"], necessity=data["necessity"], key=data["idempotency_key"],
            )  # fmt: skip
            messages.success(request, _("The forum has it for its next meeting. You still have the concern."))
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    status = 422 if form.errors else 200
    context: dict[str, Any] = {"page": page, "form": form, "forums": forums, "readers": readers.of_forum(keeps=True)}
    return respond(request, "concerns/to_meeting.html", context, status=status)


@require_POST
@open_to(signed_in)
def case(request: Any, raised_id: int) -> HttpResponse:
    """To a case: the page of cases opens with the concern and its child."""
    person = assessing.to_case(request.actor, concern=get_at_door(raised_id))
    return go(request, f"{reverse('cases:open')}?barn={person}&bekymring={raised_id}")


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def shut_file(request: Any, raised_id: int, file_id: int) -> HttpResponse:
    """Shut a file away: asked first, with what happens and for whom."""
    page = open_at_door(request.actor, concern_id=raised_id)
    file = next((one for one in page.files if one.pk == file_id), None)
    if file is None:
        raise NotVisible
    policies.check_may_answer(request.actor, page.concern)
    done = reverse("concerns:at_door", args=[raised_id])
    if file.shut_away:  # by a colleague, or sent twice
        return go(request, done)
    form = ShutFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            attached.shut_file(request.actor, concern=page.concern, file_id=file_id, reason=form.cleaned_data["reason"])
            messages.success(request, _("The file is shut away. Nobody opens it."))
            return go(request, done)
    status = 422 if form.errors else 200
    return respond(request, "concerns/shut_file.html", {"page": page, "file": file, "form": form}, status=status)
