"""One line of a list that was received: whose it is, what it says, and that it should not have been received."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns import actions, queries
from samspil.concerns.forms import EntryForm, EventForm, MatchForm, RemoveForm
from samspil.concerns.queries.received import EntryPage
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def match(request: Any, entry_id: int) -> HttpResponse:
    """Say which child a line is about, or take that back."""
    page = actions.open_entry(request.actor, entry_id=entry_id)
    entry = page.line.entry
    form = MatchForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.rematch(request.actor, entry=entry, version=data["version"], person_id=data["person"])
            messages.success(request, _("It is saved which child the line is about."))
            return go(request, reverse("concerns:list", args=[entry.police_list_id]))
    return respond(request, "concerns/match.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def correct(request: Any, entry_id: int) -> HttpResponse:
    """Correct a line, or name somebody who was not identified."""
    page = actions.open_entry(request.actor, entry_id=entry_id)
    entry = page.line.entry
    form = EntryForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.correct(request.actor, entry=entry, **form.said)
            messages.success(request, _("The line is corrected."))
            if _may_be_known_now(page):
                messages.info(request, _("You may know the child from before. Choose here who it is."))
                return go(request, reverse("concerns:match", args=[entry.pk]))
            return go(request, reverse("concerns:list", args=[entry.police_list_id]))
    return respond(request, "concerns/correct.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _may_be_known_now(page: EntryPage) -> bool:
    """Whether a line whose child was somebody nobody knows can be about a known one by what it says now."""
    now = queries.entry_page(page.line.entry.pk)
    before = {match.person.pk for match in page.matches}
    return now.has_own_record and any(match.person.pk not in before for match in now.matches)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def correct_event(request: Any, entry_id: int) -> HttpResponse:
    """Correct what happened, where several lines tell of it; a line without an event is corrected itself."""
    page = actions.open_entry(request.actor, entry_id=entry_id)
    entry = page.line.entry
    if page.event is None:
        return go(request, reverse("concerns:correct", args=[entry.pk]))
    form = EventForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.correct_event(request.actor, entry=entry, **form.cleaned_data)
            messages.success(request, _("It is corrected what happened."))
            return go(request, reverse("concerns:list", args=[entry.police_list_id]))
    context = {"page": page, "form": form}
    return respond(request, "concerns/correct_event.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def remove(request: Any, entry_id: int) -> HttpResponse:
    """Remove a line that should not have been received, with the reason, and go back to where that was pressed."""
    page = actions.open_entry(request.actor, entry_id=entry_id)
    entry = page.line.entry
    others = queries.told_by([entry]).get(entry.pk, [])
    form = RemoveForm(request.POST or None, told_by=others)
    back = request.POST.get("back") or request.GET.get("tilbage", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("concerns:list", args=[entry.police_list_id])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.remove_lines(request.actor, entries=[entry], **form.cleaned_data)
            messages.success(request, _("The line is removed. It can be taken back from the page of its list."))
            if form.cleaned_data.get("keeps_told"):
                messages.success(
                    request, _("The other list has a line about the child now, and it waits for the meeting.")
                )
            return go(request, back)
    context = {"page": page, "form": form, "back": back, "others": others}
    return respond(request, "concerns/remove.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(signed_in)
def restore(request: Any, entry_id: int) -> HttpResponse:
    """Take a removed line back."""
    entry = actions.open_entry(request.actor, entry_id=entry_id).line.entry
    actions.restore_line(request.actor, entry=entry)
    messages.success(request, _("The line is back, and waits for a meeting."))
    return go(request, reverse("concerns:list", args=[entry.police_list_id]))
