"""A concern: written, sent, opened."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.concerns import actions, queries
from samspil.concerns.forms import ConcernForm
from samspil.concerns.states import SOURCE_OF_SECTOR, Source
from samspil.concerns.views import readers
from samspil.sharing.drafts import names
from samspil.sharing.drafts.queries import draft, values
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

DRAFT = "concern"

names.register("concern")


@require_GET
@open_to(signed_in)
def waiting(request: Any) -> HttpResponse:
    """What waits at the doors that one answers, and what one has sent."""
    return respond(request, "concerns/waiting.html", {"page": actions.look_through(request.actor)})


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def new(request: Any) -> HttpResponse:
    """Write a concern and send it."""
    page = queries.sending_page(request.actor)
    kept = {name: texts[0] for name, texts in values(draft(request.actor, DRAFT)).items() if texts}
    first = {"source": SOURCE_OF_SECTOR.get(page.unit.sector, Source.OTHER)}  # where the sender works
    form = ConcernForm(request.POST or None, page=page, initial=first | kept)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        key = data.pop("idempotency_key")
        with refusals_on(form):
            sent = actions.send(request.actor, key=key, draft=DRAFT, **data)
            return go(request, reverse("concerns:receipt", args=[sent.pk]))
    context = {"form": form, "page": page, "draft_url": reverse("drafts:save", args=[DRAFT])}
    context["readers"] = readers.of_forum(keeps=False)
    return respond(request, "concerns/new.html", context, status=422 if form.errors else 200)


@require_GET
@open_to(signed_in)
def concern(request: Any, concern_id: int) -> HttpResponse:
    """One concern."""
    page = actions.open_concern(request.actor, concern_id=concern_id)
    return respond(request, "concerns/concern.html", {"page": page})


@require_GET
@open_to(signed_in)
def receipt(request: Any, concern_id: int) -> HttpResponse:
    """It is sent: who has it now, and what happens next."""
    page = actions.open_concern(request.actor, concern_id=concern_id)
    return respond(request, "concerns/receipt.html", {"page": page})
