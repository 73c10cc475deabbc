"""A form that has been carried out leaves no draft: in the transaction that carried it out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from samspil.sharing.drafts import actions
from samspil.sharing.drafts.queries import sent_from
from samspil.web.drafts import DRAFT, EARLIER


class DropSent:
    """Stands after the actor's. The page's script names the draft of the form that it sends (static/web/drafts.js)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method != "POST" or not (
            response.status_code in {302, 303} or "HX-Redirect" in response.headers
        ):  # fmt: skip
            return response
        sent = [*request.POST.getlist(DRAFT)[-1:], *request.POST.getlist(EARLIER)]
        keys = [key for key in sent if key and len(key) <= actions.LONGEST_KEY]
        actor = getattr(request, "actor", None)
        if keys and actor is not None:
            actions.discard(actor, *keys, **sent_from(request.POST))
        return response
