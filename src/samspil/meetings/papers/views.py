"""Pages of the papers for a meeting: read, prepare an item, make, take out as PDF and as a Word file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.meetings import paper as paper_file
from samspil.meetings.matters.policies import leads
from samspil.meetings.matters.queries import get_meeting, get_own_matter
from samspil.meetings.models import Meeting
from samspil.meetings.papers import actions, forms, policies, queries, word
from samspil.organisations.policies import refusal_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

METHODS = ["GET", "HEAD", "POST"]


def _page_of(meeting: Meeting) -> str:
    return reverse("papers:paper", args=[meeting.pk])


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _file_name(meeting: Meeting, ending: str) -> str:
    return f"sagsfremstillinger-{timezone.localdate(meeting.starts_at):%Y-%m-%d}.{ending}"


@open_to(signed_in)
@require_safe
def paper(request: Any, gathering_id: int) -> HttpResponse:
    """The paper as it was made; for those who prepare, the items as they stand."""
    meeting = get_meeting(gathering_id)
    page = actions.open_page(request.actor, meeting=meeting)
    why_not = refusal_of(policies.check_may_prepare, request.actor, meeting)
    context = {"page": page, "meeting": meeting, "prepares": not why_not, "headings": word.headings()}
    context["stays"] = why_not if leads(meeting) else ""  # to who prepares otherwise it is said why not now
    return respond(request, "papers/paper.html", context)


@open_to(signed_in)
@require_safe
def paper_pdf(request: Any, gathering_id: int) -> HttpResponse:
    """The paper as a tagged PDF."""
    meeting = get_meeting(gathering_id)
    made = actions.take_out(request.actor, meeting=meeting, form="pdf")
    context = {"meeting": meeting, "paper": made, "items": queries.items_of(made), "headings": word.headings()}
    return paper_file.as_file(paper_file.lay_out("papers/paper_pdf.html", context, request), _file_name(meeting, "pdf"))


@open_to(signed_in)
@require_safe
def paper_word(request: Any, gathering_id: int) -> HttpResponse:
    """The paper as a Word file with the same content."""
    meeting = get_meeting(gathering_id)
    made = actions.take_out(request.actor, meeting=meeting, form="word")
    headers = {
        "Content-Disposition": f'attachment; filename="{_file_name(meeting, "docx")}"', "Cache-Control": "no-store",
    }  # fmt: skip
    return HttpResponse(word.as_word(meeting, made), content_type=word.TYPE, headers=headers)


@open_to(signed_in)
@require_http_methods(METHODS)
def make(request: Any, gathering_id: int) -> HttpResponse:
    """Make the paper of the items as they stand."""
    meeting = get_meeting(gathering_id)
    policies.check_may_prepare(request.actor, meeting)
    form = forms.MakeForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.make(request.actor, meeting=meeting, sure=form.cleaned_data["sure"])
            messages.success(request, _("The paper is made. Everybody with a seat reads it here."))
            return go(request, _page_of(meeting))
    context = {"form": form, "meeting": meeting, "items": queries.items_now(meeting), "headings": word.headings(),
               "cancel_url": _page_of(meeting)}  # fmt: skip
    return respond(request, "papers/make.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_http_methods(METHODS)
def write(request: Any, matter_id: int) -> HttpResponse:
    """Prepare one item."""
    matter = get_own_matter(matter_id)
    policies.check_may_prepare(request.actor, matter.meeting)
    there = queries.preparation_of(matter)
    known = {name: getattr(there, name) for name in ("proposal", "background", "annex", "version")} if there else {}
    form = forms.PreparationForm(_sent(request), initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.write(request.actor, matter=matter, **form.cleaned_data)
            messages.success(request, _("It is saved."))
            return go(request, _page_of(matter.meeting))
    context = {"form": form, "matter": matter, "cancel_url": _page_of(matter.meeting)}
    return respond(request, "papers/write.html", context, status=422 if form.errors else 200)
