"""A concern for a door: written, sent, added to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.actions.door_opening import open_at_door
from samspil.concerns.actions.raising import add_to, raise_concern
from samspil.concerns.door_forms import AddForm, RaiseForm
from samspil.concerns.queries.elsewhere import neighbours
from samspil.concerns.queries.raising import raising_page
from samspil.concerns.queries.waiting import DRAFT
from samspil.concerns.views import readers
from samspil.concerns.views.doorless import at_own_door
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts.queries import draft, values
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

CANNOT_SEND = "kan-ikke"  # in the address: whoever is to send the notification writes why they cannot


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
@at_own_door
def new(request: Any) -> HttpResponse:
    """Write a concern and send it."""
    page = raising_page(request.actor)
    kept = {name: texts[0] for name, texts in values(draft(request.actor, DRAFT)).items() if texts}
    form = RaiseForm(
        request.POST or None, request.FILES or None, doors=page.doors, own=page.own, initial=kept,
        stays=page.stays,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        key = data.pop("idempotency_key")
        data["files"] = [(file.name, file.read()) for file in data.pop("attachments")]
        with refusals_on(form):
            sent = raise_concern(request.actor, key=key, draft=DRAFT, **data)
            return go(request, reverse("concerns:raised", args=[sent.pk]))
    elsewhere = neighbours(request.actor) if form.is_bound and form.is_elsewhere else ()
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "elsewhere": elsewhere,
        "readers": readers.of_door(page.doors, page.led),
    }
    url = reverse("drafts:save", args=[DRAFT])
    if form.is_bound and form.is_elsewhere:  # about a child of another municipality nothing is kept here
        drafts.discard(request.actor, DRAFT)
        context |= {"draft_drop": url, "draft_url": ""}
    else:
        context["draft_url"] = url
    return respond(request, "concerns/raise.html", context, status=422 if form.errors else 200)


@require_GET
@open_to(signed_in)
def raised(request: Any, raised_id: int) -> HttpResponse:
    """It is sent: who has it, when they answer, what to do if it gets worse."""
    page = open_at_door(request.actor, concern_id=raised_id)
    return respond(request, "concerns/raised.html", {"page": page, "form": AddForm()})


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def add(request: Any, raised_id: int) -> HttpResponse:
    """Tell more, or answer a question."""
    page = open_at_door(request.actor, concern_id=raised_id)
    form = AddForm(request.POST or None)
    cannot_send = CANNOT_SEND in request.GET and page.clock is not None and page.clock.is_mine
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            add_to(
                request.actor, concern=page.concern, text=form.cleaned_data["text"], key=form.cleaned_data["idempotency_key"],
                cannot_send=cannot_send,
            )  # fmt: skip
            messages.success(
                request,
                _("It is sent. Those who answer at %(door)s have been told.") % {"door": page.door.door.name}
                if page.has_it
                else _("It is sent. Those who have the concern have been told."),
            )
            return go(request, reverse("concerns:at_door", args=[raised_id]))
    return respond(
        request,
        "concerns/raised.html",
        {"page": page, "form": form, "writes": True, "cannot_send": cannot_send},
        status=422 if form.errors else 200,
    )
