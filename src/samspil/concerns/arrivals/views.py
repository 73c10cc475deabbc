"""Saying that one acts on what its sender has marked as danger."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.arrivals import actions
from samspil.concerns.arrivals.apps import PAGES
from samspil.concerns.arrivals.queries import SORTS
from samspil.lib.refusals import NotVisible
from samspil.web.htmx import go


@require_POST
@open_to(signed_in)
def take(request: Any, sort: str, about_id: int) -> HttpResponse:
    """The others are told no more."""
    if sort not in SORTS:
        raise NotVisible
    row = apps.get_model(SORTS[sort])._default_manager.filter(pk=about_id).first()
    if row is None:
        raise NotVisible
    try:
        actions.take(request.actor, about=row)
    except actions.ActsAlready as met:
        messages.error(request, met.sentence)
    else:
        messages.success(request, _("You act on it. The others have been told that they need not."))
    return go(request, reverse(PAGES[sort], args=[about_id]))
