"""After the meeting: the minutes, approving them, and how far what was agreed is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Conflict, NotVisible
from samspil.meetings import paper
from samspil.meetings.actions import reading
from samspil.meetings.matters import agreements, choices, forms, policies, queries
from samspil.meetings.matters.actions import agreements as acts
from samspil.meetings.matters.actions import closing, sitting
from samspil.meetings.matters.unsaved import unsaved_in
from samspil.meetings.matters.views.asking import METHODS, go_on_from, page_of, sent, shown
from samspil.meetings.queries.sentences import held_on
from samspil.meetings.views.asking import ask_of_unsaved
from samspil.organisations.queries import staff_named
from samspil.responsibility.notes import with_notes
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_POST
def end(request: Any, gathering_id: int) -> HttpResponse:
    """The meeting is over. What is typed and not saved is asked of first."""
    page = shown(request, gathering_id)
    policies.check_leads(request.actor, page.meeting)
    if "unsaved" not in request.POST and page.is_written and (typed := unsaved_in(request.actor, page)):
        return ask_of_unsaved(request, page.meeting, typed, back=page_of(gathering_id, "minutes"))
    closing.end(request.actor, meeting=page.meeting)
    return go(request, page_of(gathering_id, "minutes"))


@open_to(signed_in)
@require_safe
def minutes(request: Any, gathering_id: int) -> HttpResponse:
    """The minutes as they stand."""
    page = shown(request, gathering_id)
    reading.read_minutes(request.actor, meeting=page.meeting)
    return respond(request, "matters/minutes.html", {"page": page, "meeting": page.meeting})


@open_to(signed_in)
@require_safe
def minutes_pdf(request: Any, gathering_id: int) -> HttpResponse:
    """The minutes on paper."""
    page = shown(request, gathering_id)
    reading.download_minutes(request.actor, meeting=page.meeting)
    document = paper.lay_out("matters/minutes_pdf.html", {"page": page, "meeting": page.meeting}, request)
    return paper.as_file(document, f"referat-{held_on(page.meeting):%Y-%m-%d}.pdf")


@open_to(signed_in)
@require_POST
def approve(request: Any, gathering_id: int) -> HttpResponse:
    """Approve the minutes. What is typed and not saved is asked of first."""
    page = shown(request, gathering_id)
    policies.check_leads(request.actor, page.meeting)
    if "unsaved" not in request.POST and page.is_written and (typed := unsaved_in(request.actor, page)):
        return ask_of_unsaved(request, page.meeting, typed, back=page_of(gathering_id, "minutes"), approves=True)
    closing.approve(request.actor, meeting=page.meeting)
    messages.success(request, _("The minutes are approved and closed."))
    return go(request, page_of(gathering_id, "minutes"))


@open_to(signed_in)
@require_POST
def reopen(request: Any, gathering_id: int) -> HttpResponse:
    """Open approved minutes again."""
    closing.reopen(request.actor, meeting=queries.get_meeting(gathering_id))
    return go(request, page_of(gathering_id, "minutes"))


@open_to(signed_in)
@require_http_methods(METHODS)
def follow_up(request: Any, resolution_id: int) -> HttpResponse:
    """How far an agreement is."""
    try:
        found = queries.get_resolution(resolution_id)
        queries.get_meeting(found.meeting_id)
    except NotVisible:  # one's own agreement is read and followed up without a seat there too
        return _own_agreement(request, resolution_id)
    policies.check_may_follow_up(request.actor, found)
    known = {"outcome": found.outcome, "done": found.state == "done", "version": found.version}
    form = forms.FollowUpForm(sent(request), initial=known)
    texts: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            try:
                sitting.follow_up(
                    request.actor, resolution=found, version=data["version"], outcome=data["outcome"], done=data["done"],
                    sure=data["sure"],
                )  # fmt: skip
                messages.success(request, _("It is noted."))
                return go(request, page_of(found.meeting_id, "minutes"))
            except Conflict as conflict:
                texts = sides(conflict)
                go_on_from(form, conflict.version)
                form.add_error(None, _("Somebody has written here meanwhile. Both texts stand below."))
    context = {
        "form": form, "resolution": found, "meeting": found.meeting, "texts": texts,
        "may_hand_on": agreements.may_hand_on(found, request.colleague),
    }  # fmt: skip
    return respond(request, "matters/follow_up.html", context, status=422 if form.errors else 200)


def _own_agreement(request: Any, resolution_id: int) -> HttpResponse:
    """How far an agreement is, for who has it or acts for them, and has no seat at the meeting."""
    own = agreements.read_agreement(resolution_id)
    form = forms.FollowUpForm(sent(request), initial={"outcome": own.outcome, "version": own.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            acts.tell_how_far(
                request.actor, resolution_id=resolution_id, forum=own.forum, version=data["version"], outcome=data["outcome"],
                done=data["done"], sure=data["sure"],
            )  # fmt: skip
            messages.success(request, _("It is noted."))
            return go(request, reverse("desk:my_day"))
    context = {"form": form, "agreement": own, "whose": _whose(request, own)}
    return respond(request, "matters/own_agreement.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(METHODS)
def hand_on(request: Any, resolution_id: int) -> HttpResponse:
    """Give an agreement to another colleague."""
    own = agreements.to_hand_on(resolution_id, request.colleague)
    day = timezone.localdate(request.actor.at)
    people = [one for one in choices.colleagues_around(own.forum, day) if one.staff.pk != own.staff_id]
    with_notes((one.staff for one in people), day)
    form = forms.HandOnForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        to = form.people[form.cleaned_data["to"]]
        with refusals_on(form):
            acts.hand_on(request.actor, resolution_id=resolution_id, to=to)
            messages.success(request, _("%(name)s does it now, and is told.") % {"name": to.name})
            return go(request, reverse("desk:my_day"))
    context = {"form": form, "agreement": own, "whose": _whose(request, own)}
    return respond(request, "matters/hand_on.html", context, status=422 if form.errors else 200)


def _whose(request: Any, own: agreements.ReadAgreement) -> str:
    """The name of whose agreement it is, where it is not the reader's own."""
    return "" if own.staff_id == request.colleague.pk else staff_named({own.staff_id}).get(own.staff_id, "")
