"""Early signs: the list of one's unit, noting one, making a concern of it, and taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.signs import actions, policies, queries
from samspil.concerns.signs.forms import SignFilterForm, SignForm
from samspil.organisations.queries import staff_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_safe
def signs(request: Any) -> HttpResponse:
    """The signs of one's units."""
    form = SignFilterForm(request.GET, districts=queries.districts_of(staff_of(request.actor).body))
    shown = actions.look_at_signs(request.actor, wanted=form.wanted())
    return respond(request, "signs/signs.html", {"shown": shown, "form": form})


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Any) -> HttpResponse:
    """Note one."""
    today = timezone.localdate(request.actor.at)
    policies.writing_post(request.actor, today)
    form = SignForm(
        request.POST if request.method == "POST" else None,
        districts=queries.districts_of(staff_of(request.actor).body),
        initial={"seen_on": today},
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        key = data.pop("idempotency_key")
        with refusals_on(form):
            actions.note(request.actor, key=key, **data)
            messages.success(request, _("The sign is noted. Your unit can read it."))
            return go(request, reverse("signs:signs"))
    return respond(request, "signs/note.html", {"form": form}, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def to_concern(request: Any, sign_id: int) -> HttpResponse:
    """Make a concern of it: the list has said to which door it goes."""
    concern = actions.to_concern(request.actor, sign=queries.get_sign(sign_id))
    messages.success(request, _("The sign became a concern."))
    return go(request, reverse("concerns:raised", args=[concern.pk]))


@open_to(signed_in)
@require_POST
def take_back(request: Any, sign_id: int) -> HttpResponse:
    """It was wrong."""
    actions.take_back(request.actor, sign=queries.get_sign(sign_id))
    messages.success(request, _("The sign is taken back. Your colleagues do not see it any more."))
    return go(request, reverse("signs:signs"))
