"""Before the meeting: the agenda, its front, proposing, order, sending, and the agenda on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Conflict
from samspil.meetings import paper
from samspil.meetings.calendar.policies import check_may_change
from samspil.meetings.calendar.queries import has_calendar
from samspil.meetings.matters import choices, forms, policies, queries
from samspil.meetings.matters.actions import agenda as acts
from samspil.meetings.matters.actions import reading
from samspil.meetings.matters.views.asking import METHODS, first_of, go_on_from, page_of, sent, shown
from samspil.meetings.policies import check_day_is_not_over, check_may_take_over, is_past
from samspil.organisations.policies import allowed
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go, respond

names.register("proposal-#")


@open_to(signed_in)
@require_safe
def agenda(request: Any, gathering_id: int) -> HttpResponse:
    """The agenda with what may be done with it now; while minutes are written or approved the way to them."""
    page = shown(request, gathering_id)
    taken = allowed(check_may_take_over, request.actor, page.meeting, request.colleague)
    context = {"page": page, "meeting": page.meeting, "takes_over": taken}
    context["is_past"] = is_past(page.meeting, request.actor.at)
    context["may_change"] = allowed(check_may_change, request.actor, page.meeting)
    context["has_calendar"] = has_calendar(page.meeting.forum, request.colleague)
    return respond(request, "matters/agenda.html", context)


@open_to(signed_in)
@require_safe
def agenda_pdf(request: Any, gathering_id: int) -> HttpResponse:
    """The agenda on paper."""
    page = shown(request, gathering_id)
    reading.print_agenda(request.actor, meeting=page.meeting)
    document = paper.lay_out("matters/agenda_pdf.html", {"page": page, "meeting": page.meeting}, request)
    return paper.as_file(document, f"dagsorden-{timezone.localdate(page.meeting.starts_at):%Y-%m-%d}.pdf")


@open_to(signed_in)
@require_http_methods(METHODS)
def settle(request: Any, gathering_id: int) -> HttpResponse:
    """The meeting's theme, who leads and who writes."""
    page = shown(request, gathering_id)
    policies.check_leads(request.actor, page.meeting)
    sheet, front = page.sheet, page.front
    texts: list[dict[str, str]] = []
    known = {
        "theme": sheet.theme if sheet else "", "chair": front.chair_id, "minute_taker": front.minute_taker_id,
        "version": sheet.version if sheet else 0,
    }  # fmt: skip
    form = forms.SheetForm(sent(request), initial=known, people=choices.seated_colleagues(page.seats))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            try:
                acts.settle(
                    request.actor, meeting=page.meeting, theme=data["theme"], chair_id=data["chair"],
                    minute_taker_id=data["minute_taker"], version=data["version"] or 0, sure=data["sure"],
                )  # fmt: skip
                return go(request, page_of(gathering_id))
            except Conflict as conflict:
                texts = sides(conflict)
                go_on_from(form, conflict.version)
                form.add_error("theme", _("%(name)s has written here meanwhile.") % {"name": conflict.by})
    context = {"form": form, "page": page, "meeting": page.meeting, "texts": texts}
    return respond(request, "matters/settle.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(METHODS)
def propose(request: Any, gathering_id: int) -> HttpResponse:
    """Propose an item; every seat may."""
    meeting = queries.get_meeting(gathering_id)
    policies.check_may_propose(request.actor, meeting)
    draft = f"proposal-{meeting.pk}"
    form = forms.ProposalForm(sent(request), initial=first_of(kept.values(kept.draft(request.actor, draft))))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            matter = acts.propose(
                request.actor, meeting=meeting, proposal=form.proposal(), key=form.cleaned_data["idempotency_key"],
                sure=form.cleaned_data["sure"],
            )  # fmt: skip
            drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
            messages.success(request, _("“%(title)s” is on the agenda.") % {"title": matter.title})
            return go(request, page_of(meeting.pk, anchor=matter.pk))
    context = {"form": form, "meeting": meeting, "draft_url": reverse("drafts:save", args=[draft])}
    return respond(request, "matters/propose.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def matter(request: Any, matter_id: int) -> HttpResponse:
    """One item. Those with a seat see it on its meeting's agenda; whoever is invited to it sees it alone."""
    found = queries.get_matter(matter_id)
    page = queries.matter_page(found, request.colleague, seated=queries.is_seated(found.meeting.forum))
    reading.read_matter(request.actor, matter=found)
    return respond(request, "matters/matter.html", {"page": page, "matter": found, "meeting": found.meeting})


@open_to(signed_in)
@require_http_methods(METHODS)
def change(request: Any, matter_id: int) -> HttpResponse:
    """Mend an item that waits."""
    found = queries.get_own_matter(matter_id)
    policies.check_may_change(request.actor, found, request.colleague)
    names = ("title", "kind", "text", "collected_from", "presenter", "minutes_planned", "version")
    form = forms.ProposalForm(sent(request), initial={name: getattr(found, name) for name in names})
    if found.kind == "standing":
        form.fields["kind"].choices = [(found.kind, found.get_kind_display())]
    texts: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            try:
                acts.change(
                    request.actor,
                    matter=found,
                    proposal=form.proposal(),
                    version=data["version"] or 0,
                    sure=data["sure"],
                )
                return go(request, page_of(found.meeting_id, anchor=found.pk))
            except Conflict as conflict:
                texts = sides(conflict)
                go_on_from(form, conflict.version)
                form.add_error(None, _("Somebody has changed the item meanwhile. Both texts stand below."))
    context = {"form": form, "matter": found, "meeting": found.meeting, "texts": texts}
    return respond(request, "matters/change.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def shift(request: Any, matter_id: int) -> HttpResponse:
    """One up or one down."""
    found = queries.get_own_matter(matter_id)
    page = shown(request, found.meeting_id)
    order = [line.matter.pk for line in page.lines if line.matter]
    if found.pk in order:
        index = order.index(found.pk)
        target = max(0, min(len(order) - 1, index + (-1 if request.POST.get("way") == "up" else 1)))
        order.insert(target, order.pop(index))
        acts.order(request.actor, meeting=page.meeting, matter_ids=order)
    return go(request, page_of(found.meeting_id, anchor=found.pk))


@open_to(signed_in)
@require_POST
def withdraw(request: Any, matter_id: int) -> HttpResponse:
    """Take an item off."""
    found = queries.get_own_matter(matter_id)
    acts.withdraw(request.actor, matter=found)
    messages.success(request, _("“%(title)s” is off the agenda.") % {"title": found.title})
    return go(request, page_of(found.meeting_id))


@open_to(signed_in)
@require_http_methods(METHODS)
def send(request: Any, gathering_id: int) -> HttpResponse:
    """Who gets what, then send."""
    page = shown(request, gathering_id)
    policies.check_leads(request.actor, page.meeting)
    if request.method != "POST":
        check_day_is_not_over(request.actor, page.meeting)
    if request.method == "POST":
        acts.send(request.actor, meeting=page.meeting)
        messages.success(request, _("The agenda is sent: everybody with a seat sees it on their day."))
        return go(request, page_of(gathering_id))
    if not page.is_before:
        return redirect(page_of(gathering_id))
    return respond(request, "matters/send.html", {"page": page, "meeting": page.meeting})
