"""One's own notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.sharing.notices import actions, queries
from samspil.sharing.notices.forms import ChoiceForm
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_safe
def notices(request: Any) -> HttpResponse:
    """What waits for me, and to whom no mail arrives."""
    context = {"lines": queries.mine(), "wanted": queries.wanted(), "undelivered": queries.list_undelivered()}
    return respond(request, "notices/notices.html", context)


@open_to(signed_in)
@require_POST
def see(request: Any, notice_id: int = 0) -> HttpResponse:
    """Seen: one, or all."""
    actions.see(request.actor, notice_id=notice_id or None)
    return go(request, reverse("notices:notices"))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Any) -> HttpResponse:
    """How and when I want mail."""
    form = ChoiceForm(request.POST if request.method == "POST" else None, initial=vars(queries.wanted()))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.choose(request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return go(request, reverse("notices:notices"))
    return respond(request, "notices/choose.html", {"form": form}, status=422 if form.errors else 200)
