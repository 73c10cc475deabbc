"""Pages of what travels: sent and received, one passage, sending, answering, a task, carried out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.cases.queries import staff_in
from samspil.lib.refusals import Conflict, NotVisible
from samspil.meetings import paper
from samspil.meetings.matters.queries import get_resolution
from samspil.meetings.passages import actions, forms, policies, queries
from samspil.meetings.passages.states import AS_SENT, State
from samspil.organisations.queries import get_forum, profile_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

METHODS = ["GET", "HEAD", "POST"]


def _page_of(passage_id: int) -> str:
    return reverse("passages:passage", args=[passage_id])


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) < 18 else None


@open_to(signed_in)
@require_safe
def mine(request: Any) -> HttpResponse:
    """What waits for me, what my units have received, and the way to each of my forums."""
    context = {
        "page": queries.my_forums(request.actor, request.colleague),
        "waiting": queries.waiting_for(request.actor),
    }
    return respond(request, "passages/mine.html", context)


@open_to(signed_in)
@require_safe
def forum(request: Any, forum_id: int) -> HttpResponse:
    """What a forum has sent and received; what of it one may read is the database's matter."""
    found = get_forum(forum_id, request.colleague.body)
    return respond(request, "passages/forum.html", {"page": queries.forum_passages(request.actor, found)})


@open_to(signed_in)
@require_safe
def forum_pdf(request: Any, forum_id: int) -> HttpResponse:
    """The same on paper."""
    found = get_forum(forum_id, request.colleague.body)
    actions.print_sent(request.actor, forum=found)
    page = queries.forum_passages(request.actor, found)
    return paper.as_file(paper.lay_out("passages/forum_pdf.html", {"page": page}, request), "sendt-og-modtaget.pdf")


@open_to(signed_in)
@require_http_methods(METHODS)
def send(request: Any, forum_id: int) -> HttpResponse:
    """Send something on from a forum: typed here, or begun from what it has received (`?fra=`) or agreed (`?beslutning=`)."""
    found = get_forum(forum_id, request.colleague.body)
    policies.check_may_send(request.actor, found)
    today = timezone.localdate(request.actor.at)
    from_id = _number(request.GET.get("fra"))
    begun = queries.get_passage(from_id) if from_id is not None else None
    if begun is not None and begun.to_forum_id != found.pk:
        raise NotVisible
    resolution_id = _number(request.GET.get("beslutning"))
    agreed = get_resolution(resolution_id) if resolution_id is not None else None
    if agreed is not None and agreed.meeting.forum_id != found.pk:
        raise NotVisible
    initial = {"title": begun.title, "answer_by": begun.answer_by} if begun else {}
    if agreed is not None:
        initial = {"kind": AS_SENT[agreed.kind], "title": agreed.matter.title, "text": agreed.text}
    form = forms.SendForm(
        _sent(request), initial=initial, addressees=queries.addressees(found, today),
        units=queries.units_below(found, today), kinds=policies.kinds_of(profile_of(found, today).mandate),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sent = actions.send(
                request.actor, forum=found, to=form.receivers(), key=form.cleaned_data["idempotency_key"],
                passes_on=begun, resolution_id=agreed.pk if agreed else None, **form.texts(),
            )  # fmt: skip
            messages.success(request, _("It is sent. You see here how far the receiver has come."))
            one = len(sent) == 1
            return go(request, _page_of(sent[0].pk) if one else reverse("passages:forum", args=[found.pk]))
    context = {"form": form, "forum": found, "begun": begun, "cancel_url": reverse("passages:forum", args=[found.pk])}
    return respond(request, "passages/send.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def passage(request: Any, passage_id: int) -> HttpResponse:
    """One: what was sent, what was answered, what it became."""
    return respond(
        request, "passages/passage.html", {"page": actions.open_passage(request.actor, passage_id=passage_id)}
    )


@open_to(signed_in)
@require_POST
def acknowledge(request: Any, passage_id: int) -> HttpResponse:
    """Seen."""
    actions.acknowledge(request.actor, passage=queries.get_passage(passage_id))
    return go(request, _page_of(passage_id))


@open_to(signed_in)
@require_POST
def withdraw(request: Any, passage_id: int) -> HttpResponse:
    """Take it back."""
    actions.withdraw(request.actor, passage=queries.get_passage(passage_id))
    return go(request, _page_of(passage_id))


@open_to(signed_in)
@require_http_methods(METHODS)
def answer(request: Any, passage_id: int) -> HttpResponse:
    """Answer it."""
    page = actions.open_passage(request.actor, passage_id=passage_id)
    form = forms.AnswerForm(_sent(request), initial={"text": page.line.reply.answer if page.line.reply else ""})
    return _say(request, page, form, actions.answer, State.ANSWERED, _("Answer"), _("Send the answer"))


@open_to(signed_in)
@require_http_methods(METHODS)
def carry_out(request: Any, passage_id: int) -> HttpResponse:
    """Tell that it is carried out."""
    page = actions.open_passage(request.actor, passage_id=passage_id)
    form = forms.OutcomeForm(_sent(request), initial={"text": page.proposed_outcome})
    return _say(request, page, form, actions.carry_out, State.CARRIED_OUT, _("Carried out"), _("Tell the sender"))


def _say(request: Any, page: Any, form: Any, act: Any, state: State, heading: str, submit: str) -> HttpResponse:
    passage_id = page.passage.pk
    if request.method != "POST":  # what is sent twice is answered twice; the action checks it
        policies.check_may_reply(request.actor, page.passage, page.line.reply, state)
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_on(form):
                act(request.actor, passage=page.passage, **form.cleaned_data)
                messages.success(request, _("It is saved, and the sender sees it."))
                return go(request, _page_of(passage_id))
        except Conflict:
            form.add_error(None, _("A colleague has done something here meanwhile. Look at the page and send again."))
    context = {"form": form, "page": page, "heading": heading, "submit": submit, "cancel_url": _page_of(passage_id)}
    return respond(request, "passages/reply.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(METHODS)
def place(request: Any, passage_id: int) -> HttpResponse:
    """The receiving forum takes it up at a meeting."""
    page = actions.open_passage(request.actor, passage_id=passage_id)
    if page.passage.to_forum is None:
        raise NotVisible
    policies.check_may_reply(request.actor, page.passage, page.line.reply, State.PLACED)
    meetings = queries.coming_meetings(request.actor, page.passage)
    form = forms.PlaceForm(_sent(request), initial={"meeting": meetings[0].pk if meetings else None}, meetings=meetings)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.place(request.actor, passage=page.passage, **form.cleaned_data)
            messages.success(request, _("It stands on the agenda, and the sender sees it."))
            return go(request, _page_of(passage_id))
    context = {"form": form, "page": page, "meetings": meetings, "cancel_url": _page_of(passage_id)}
    return respond(request, "passages/place.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(METHODS)
def make_task(request: Any, passage_id: int) -> HttpResponse:
    """A unit gives it to a colleague."""
    page = actions.open_passage(request.actor, passage_id=passage_id)
    unit = page.passage.to_unit
    if unit is None:
        raise NotVisible
    policies.check_may_reply(request.actor, page.passage, page.line.reply, State.UNDER_WAY)
    colleagues = [staff for staff, _unit in staff_in([unit], timezone.localdate(request.actor.at))]
    initial = {"text": page.passage.title, "due_on": page.passage.answer_by}
    form = forms.TaskForm(_sent(request), initial=initial, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            key = data.pop("idempotency_key")
            actions.make_task(request.actor, passage=page.passage, key=key, **data)
            messages.success(
                request, _("The task stands on the colleague’s day, and the sender sees that it is under way.")
            )
            return go(request, _page_of(passage_id))
    context = {
        "form": form, "page": page, "heading": _("Give it to a colleague"), "submit": _("Give the task"),
        "cancel_url": _page_of(passage_id),
    }  # fmt: skip
    return respond(request, "passages/reply.html", context, status=422 if form.errors else 200)
