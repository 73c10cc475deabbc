"""A list: uploaded, looked at, received; its lines matched and corrected afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns import actions, queries
from samspil.concerns.forms import EntryForm, MatchForm, UploadForm
from samspil.concerns.preview_form import PreviewForm, choices_kept, choices_of
from samspil.lib.refusals import Refused
from samspil.sharing.drafts.queries import draft, values
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def upload(request: Any) -> HttpResponse:
    """Choose the meeting, the giver and the file; or paste the list."""
    page = queries.upload_page(request.actor)
    form = UploadForm(request.POST or None, request.FILES or None, page=page)
    if request.method == "POST" and form.is_valid():
        forum, day, giver, reading = form.chosen
        with refusals_on(form):
            key = actions.keep_reading(request.actor, forum=forum, giver=giver, meets_on=day, reading=reading)
            return go(request, reverse("concerns:preview", args=[key]))
    context = {"form": form, "unfinished": queries.unfinished(request.actor)}
    return respond(request, "concerns/upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def preview(request: Any, key: UUID) -> HttpResponse:
    """What was understood, and what is to be chosen; sent, the list is received. "take" and "leave" only show it anew."""
    kept = values(draft(request.actor, queries.choices_key(key)))
    choices, refusal, data = choices_kept(kept), None, None
    if request.method == "POST":
        choices = choices_of(request.POST)
        if {"take", "leave"} & request.POST.keys():
            kept = dict(request.POST.lists())
            taken = choices.taken.union(request.POST.getlist("take")).difference(request.POST.getlist("leave"))
            choices = replace(choices, taken=taken)
        else:
            data = request.POST
            try:
                received = actions.receive_list(request.actor, key=key, choices=choices)
                messages.success(request, _("The list is received. It waits to be placed on the agenda."))
                return go(request, reverse("concerns:list", args=[received.pk]))
            except Refused as refused:
                refusal = refused
    seen = actions.look_at(request.actor, key=key, choices=choices)
    form = PreviewForm(data, preview=seen, kept=kept)
    if refusal and not form.has_error(refusal.field or "__all__"):
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    context = {"preview": seen, "form": form, "draft_url": reverse("drafts:save", args=[queries.choices_key(key)])}
    return respond(request, "concerns/preview.html", context, status=422 if refusal else 200)


@require_POST
@open_to(signed_in)
def forget(request: Any, key: UUID) -> HttpResponse:
    """Drop what was read."""
    actions.forget_reading(request.actor, key=key)
    messages.success(request, _("What was read is deleted. Nothing of it has been kept."))
    return go(request, reverse("concerns:upload"))


@require_GET
@open_to(signed_in)
def received(request: Any, list_id: int) -> HttpResponse:
    """A list as it was received."""
    return respond(request, "concerns/list.html", {"page": actions.open_list(request.actor, list_id=list_id)})


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
            return go(request, reverse("concerns:list", args=[entry.police_list_id]))
    return respond(request, "concerns/match.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def correct(request: Any, entry_id: int) -> HttpResponse:
    """Correct a line, or name somebody who was not identified."""
    page = actions.open_entry(request.actor, entry_id=entry_id)
    entry = page.line.entry
    initial = {name: getattr(entry, name) for name in ("name", "birth_date", "role", "text", "version")}
    form = EntryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.correct(request.actor, entry=entry, **form.cleaned_data)
            return go(request, reverse("concerns:list", args=[entry.police_list_id]))
    return respond(request, "concerns/correct.html", {"page": page, "form": form}, status=422 if form.errors else 200)
