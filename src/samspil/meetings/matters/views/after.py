"""After the meeting: the minutes, approving them, and how far what was agreed is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Conflict, NotVisible
from samspil.meetings import paper
from samspil.meetings.actions import reading
from samspil.meetings.matters import agreements, forms, policies, queries
from samspil.meetings.matters.actions import closing, sitting
from samspil.meetings.matters.views.asking import METHODS, go_on_from, page_of, sent, shown
from samspil.web.errors import refusals_on, sides
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_POST
def end(request: Any, gathering_id: int) -> HttpResponse:
    """The meeting is over."""
    closing.end(request.actor, meeting=queries.get_meeting(gathering_id))
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
    return paper.as_file(document, f"referat-{timezone.localdate(page.meeting.starts_at):%Y-%m-%d}.pdf")


@open_to(signed_in)
@require_POST
def approve(request: Any, gathering_id: int) -> HttpResponse:
    """Approve the minutes."""
    closing.approve(request.actor, meeting=queries.get_meeting(gathering_id))
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
    except NotVisible:  # one's own agreement is read without a seat there too
        own = agreements.read_agreement(resolution_id)
        return respond(request, "matters/own_agreement.html", {"agreement": own})
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
    context = {"form": form, "resolution": found, "meeting": found.meeting, "texts": texts}
    return respond(request, "matters/follow_up.html", context, status=422 if form.errors else 200)
