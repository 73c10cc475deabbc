"""Answers to what goes wrong: plain pages in Danish that say what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, QueryDict
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext

from samspil.lib.refusals import Conflict, Refused
from samspil.web import drafts
from samspil.web.htmx import wants_panel

__all__ = [
    "bad_request",
    "conflicted",
    "csrf_failed",
    "forbidden",
    "not_found",
    "refusals_on",
    "refused",
    "server_error",
    "sides",
]

log = logging.getLogger("samspil.web")

_NEVER_SHOWN = {"csrfmiddlewaretoken", "idempotency_key", "version", "password", "next", drafts.MARK}


@dataclass(frozen=True)
class Typed:
    """A text that the person had written when the answer became no."""

    name: str
    text: str


def typed(request: HttpRequest) -> list[Typed]:
    """What was typed in the form that was sent, so that an error page can give it back to be copied."""
    if request.method != "POST":
        return []
    try:
        posted: QueryDict = request.POST
    except Exception:  # an unreadable body must not turn a refusal into a server error
        return []
    return [
        Typed(name, value.replace("\x00", ""))
        for name, values in posted.lists()
        if name not in _NEVER_SHOWN and "password" not in name
        for value in values
        if len(value) > 2 and not value.isdigit()
    ]


def _page(request: HttpRequest, template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentence_for_panel(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """For htmx: the sentence goes to the page's alert place, and what was typed stays untouched where it is."""
    response = render(request, "web/errors/_alert.html", {"sentence": sentence}, status=status)
    response.headers["HX-Retarget"] = "#page-alert"
    response.headers["HX-Reswap"] = "innerHTML"
    response.headers["HX-Trigger"] = json.dumps({"samspil:say": {"text": sentence, "quiet": True}})
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """409 with the reason, and what was typed."""
    if wants_panel(request):
        return _sentence_for_panel(request, exception.sentence, 409)
    context = {"sentence": exception.sentence, "typed": typed(request)}
    return _page(request, "web/errors/refused.html", 409, context)


def conflicted(request: HttpRequest, exception: Conflict) -> HttpResponse:
    """409 with both texts. Views that can offer a choice catch `Conflict` themselves and draw `web/_conflict.html`."""
    if wants_panel(request):
        return _sentence_for_panel(
            request, gettext("Somebody else has saved here meanwhile. Load the page again to see their text."), 409
        )
    context = {
        "texts": sides(exception),
        "by": exception.by,
        "at": exception.at,
        "typed": typed(request),
    }
    return _page(request, "web/errors/conflict.html", 409, context)


def sides(conflict: Conflict) -> list[dict[str, str]]:
    """The texts of a conflict for `web/_conflict.html`: only the fields in which the two differ."""
    theirs = conflict.theirs if isinstance(conflict.theirs, Mapping) else {"text": conflict.theirs}
    mine = conflict.mine if isinstance(conflict.mine, Mapping) else {"text": conflict.mine}
    names = list(dict.fromkeys([*theirs, *mine]))
    return [
        {"name": name, "theirs": theirs.get(name, ""), "mine": mine.get(name, "")}
        for name in names
        if theirs.get(name, "") != mine.get(name, "")
    ]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, alike for what does not exist and what may not be seen: nothing of the exception or the path is shown."""
    if wants_panel(request):
        return _sentence_for_panel(request, gettext("It is not here (any more). Load the page again."), 404)
    return _page(request, "web/errors/404.html", 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "web/errors/400.html", 400, {"typed": typed(request)})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "web/errors/403.html", 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The sign-in has expired or the page is old; what was typed is given back. Setting: CSRF_FAILURE_VIEW."""
    if wants_panel(request):
        sentence = gettext("You have been signed out, or the page is too old. Your text is kept: load the page again.")
        return _sentence_for_panel(request, sentence, 403)
    return _page(request, "web/errors/403_csrf.html", 403, {"typed": typed(request)})


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without context processors: whatever broke may be what they need."""
    return HttpResponseServerError(loader.get_template("web/errors/500.html").render({"product_name": "Samspil"}))


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """Turn a `Refused` from an action into an error of `form`, so that the page comes again with all that was typed.

    with refusals_on(form):
        actions.close(actor=..., concern=..., reason=form.cleaned_data["reason"])
        return redirect(...)
    return respond(request, "concerns/close.html", {"form": form}, status=422)
    """
    try:
        yield
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence)
