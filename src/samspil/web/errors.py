"""Answers to what goes wrong: plain pages in Danish that say what to do."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseServerError
from django.shortcuts import redirect, render, resolve_url
from django.template import loader
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from samspil.lib.refusals import Conflict, Refused
from samspil.web import dates, drafts
from samspil.web.htmx import wants_panel
from samspil.web.typed import fields_of, known, label, typed

__all__ = [
    "Gone",
    "bad_request",
    "begin",
    "conflicted",
    "csrf_failed",
    "explain_by",
    "forbidden",
    "gone",
    "kept",
    "not_found",
    "only_sent",
    "refusals_on",
    "refused",
    "server_error",
    "sides",
    "signed_out",
    "somebody_else",
    "tell_person_by",
]

log = logging.getLogger("samspil.web")

SIGN_IN_HEADER = "Samspil-Sign-In"  # read by static/web/session.js

# What was refused while the request of this thread was answered, for a page that does not say it (`kept`).
_refusals: ContextVar[list[str]] = ContextVar("refusals", default=[])  # noqa: B039 - never changed, only replaced


def begin() -> None:
    """Nothing has been refused yet: a new request."""
    _refusals.set([])


def _page(request: HttpRequest, template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    response = render(request, template, {"of_person": _of_person(request), **(context or {})}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentence_for_panel(request: HttpRequest, sentence: str, status: int, sign_in_url: str = "") -> HttpResponse:
    """For htmx: the sentence goes to the page's alert place, and what was typed stays untouched where it is."""
    sentence = " ".join(filter(None, (sentence, _of_person(request))))
    context = {"sentence": sentence, "sign_in_url": sign_in_url}
    response = render(request, "web/errors/_alert.html", context, status=status)
    response.headers["HX-Retarget"] = "#page-alert"
    response.headers["HX-Reswap"] = "innerHTML"
    response.headers["HX-Reselect"] = (
        "unset"  # what the asking element would pick from its own answer is not in this one
    )
    if sign_in_url:
        response.headers[SIGN_IN_HEADER] = sign_in_url
    response.headers["HX-Trigger"] = json.dumps({"samspil:say": {"text": sentence, "quiet": True}})
    response.headers["Cache-Control"] = "no-store"
    return response


def kept(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer to a refused form; where its page has no place any more for what was typed, because things went on meanwhile, 409
    with the reason and the text instead.
    """
    shown = " ".join(unescape(response.getvalue().decode()).split())
    if all(" ".join(each.text.split()) in shown for each in typed(request)):
        return response
    sentences = _refusals.get() or [
        gettext("Things have gone on meanwhile, and what you wrote has no place there any more.")
    ]
    return refused(request, Refused(" ".join(sentences)))


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """409 with the reason, what was typed, and the way back to the page one came from."""
    if wants_panel(request):
        return _sentence_for_panel(request, exception.sentence, 409)
    context = {"sentence": exception.sentence, "typed": typed(request), "page": _page_before(request)}
    return _page(request, "web/errors/refused.html", 409, context)


def conflicted(request: HttpRequest, exception: Conflict) -> HttpResponse:
    """409 with both texts, and a choice: save one's own over the new version, or go on with theirs; then what was kept of the form
    goes, or it would bring the old version back. Views that let one mix the two catch `Conflict` themselves and draw
    `web/_conflict.html`.
    """
    if wants_panel(request):
        return _sentence_for_panel(
            request, gettext("Somebody else has saved here meanwhile. Load the page again to see their text."), 409
        )
    fields = fields_of(request)
    texts = [
        {"label": label(fields, str(side["name"]))}
        | {whose: _as_read(fields, str(side["name"]), side[whose]) for whose in ("theirs", "mine")}
        for side in sides(exception)
    ]
    may_save = exception.version is not None and "version" in request.POST
    theirs = exception.theirs if isinstance(exception.theirs, Mapping) else {}
    posted = [
        (name, _as_typed(theirs[name]) if name in exception.untouched and name in theirs else value)
        for name, values in request.POST.lists()
        for value in values
    ]
    left = sorted(name for name in exception.untouched if name in theirs and name not in request.POST)
    posted += [(name, _as_typed(theirs[name])) for name in left]
    draft = request.POST.get(drafts.DRAFT, "")
    context = {
        "texts": texts,
        "by": exception.by,
        "at": exception.at,
        "version": exception.version if may_save else None,
        "sent": [pair for pair in posted if pair[0] not in {"csrfmiddlewaretoken", "version"}],
        "kept": [pair for pair in posted if pair[0].startswith("_")],
        "drop_url": drafts.address_of(draft) if draft else "",
        "page": _page_before(request) or request.get_full_path(),
    }
    return _page(request, "web/errors/conflict.html", 409, context)


def _as_typed(value: object) -> str:
    """What stands in a field, as it is sent by a form."""
    if isinstance(value, dt.date):
        return dates.short(value)
    if isinstance(value, dt.time):
        return dates.clock(value)
    return "" if value is None else str(value)


def _as_read(fields: Mapping[str, list[forms.Field]], name: str, value: object) -> str:
    """What stands in a field, as it is read there: a day, a time, the words of a choice."""
    for field in known(fields, name):
        if isinstance(field, forms.ChoiceField) and value:
            offered: Any = field.choices
            words = {
                str(key): str(said) for key, said in offered
            }  # grouped choices are made for each form, and stand in none of these
            return words.get(str(value), str(value))
    return _as_typed(value)


def sides(conflict: Conflict) -> list[dict[str, Any]]:
    """The texts of a conflict for `web/_conflict.html`: only the fields in which the two differ."""
    theirs = conflict.theirs if isinstance(conflict.theirs, Mapping) else {"text": conflict.theirs}
    mine = conflict.mine if isinstance(conflict.mine, Mapping) else {"text": conflict.mine}
    names = list(dict.fromkeys([*theirs, *mine]))
    return [
        {"name": name, "theirs": theirs.get(name, ""), "mine": mine.get(name, "")}
        for name in names
        if theirs.get(name, "") != mine.get(name, "")
    ]


@dataclass(frozen=True)
class Gone:
    """What became of a page that is not there any more, and where one goes on from it."""

    sentence: str
    address: str = ""
    link: str = ""
    heading: str = ""  # where more is known than that it is not here

    @property
    def title(self) -> str:
        return self.heading or gettext("It is not here any more")


_explanations: list[Callable[[HttpRequest], Gone | None]] = []
_persons: list[Callable[[HttpRequest], str]] = []


def tell_person_by(sentence: Callable[[HttpRequest], str]) -> None:
    """Let a part say on every page with a no what holds of the person: that the post has ended, and whom to ask. Empty for nothing."""
    _persons.append(sentence)


def _of_person(request: HttpRequest) -> str:
    return " ".join(filter(None, (sentence(request) for sentence in _persons)))


def explain_by(explanation: Callable[[HttpRequest], Gone | None]) -> None:
    """Let a part say what became of a page that is not there for somebody whom it has told of it; None for everybody else."""
    _explanations.append(explanation)


def gone(request: HttpRequest, became: Gone) -> HttpResponse:
    """410 for who knew it before: what became of it."""
    if wants_panel(request):
        return _sentence_for_panel(request, became.sentence, 410)
    return _page(request, "web/errors/gone.html", 410, {"gone": became, "typed": typed(request)})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, alike for what does not exist and what may not be seen: nothing of the exception or the path is shown. 410 for who was told
    of it before: what became of it.
    """
    known = next(filter(None, (explanation(request) for explanation in _explanations)), None)
    if known:
        return gone(request, known)
    if wants_panel(request):
        return _sentence_for_panel(request, gettext("It is not here (any more). Load the page again."), 404)
    return _page(request, "web/errors/404.html", 404, {"typed": typed(request)})


def only_sent(request: HttpRequest) -> HttpResponse:
    """405 for an address that something is sent to, opened by hand: what it is, and the page above it.

    Whoever comes from a page of ours stood on an error page at that address, or goes on from one: they get the page above.
    """
    if request.method == "GET" and _page_before(request) and not wants_panel(request):
        return redirect(_above(request.path_info))
    return _page(request, "web/errors/405.html", 405, {"above": _above(request.path_info)})


def _above(path: str) -> str:
    """The nearest page above an address: of what is sent from a page, mostly that page."""
    parts = path.strip("/").split("/")[:-1]
    while parts:
        above = f"/{'/'.join(parts)}/"
        if is_valid_path(above):
            return above
        parts.pop()
    return "/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "web/errors/400.html", 400, {"typed": typed(request)})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "web/errors/403.html", 403, {"typed": typed(request)})


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """The sign-in has ended: 401 in place of the way to the sign-in page, where that way would lose something.

    Whatever htmx asked for leads to the whole sign-in page, never to a page within the page; where somebody has written something, the
    page stays with a sentence and a link (session.js: the server does not know what stands in the other forms). A form that was sent
    gets a page with what was typed. None for everything else: the redirect is right.
    """
    if wants_panel(request):
        return _sentence_for_panel(request, gettext("You have been signed out."), 401, sign_in_url(request))
    written = typed(request)
    if not written:
        return None
    context = {"typed": written, "sign_in_url": sign_in_url(request)}
    return _page(request, "web/errors/signed_out.html", 401, context)


def sign_in_url(request: HttpRequest) -> str:
    """Address of the sign-in page, and back from there to the page that the person was on: never to a panel's address or one that
    only takes what is sent.
    """
    htmx = getattr(request, "htmx", None)
    back = _page_before(request, htmx.current_url if htmx else None)
    query = f"?{urlencode({REDIRECT_FIELD_NAME: back})}" if back else ""
    return f"{resolve_url(settings.LOGIN_URL)}{query}"


def _page_before(request: HttpRequest, page: str | None = None) -> str:
    """The address of the page from which a request came; empty where that is not known."""
    page = page or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(page)
    return urlunsplit(("", "", parts.path, parts.query, ""))


def leads_to_sign_in(response: HttpResponseBase) -> bool:
    """Whether an answer is the way to the sign-in page."""
    location = urlsplit(response.headers.get("Location", "")).path
    return response.status_code in {302, 303} and location == resolve_url(settings.LOGIN_URL)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The sign-in has expired or the page is old; what was typed is given back. Setting: CSRF_FAILURE_VIEW."""
    if wants_panel(request):
        sentence = gettext("You have been signed out, or the page is too old. Your text is kept: load the page again.")
        return _sentence_for_panel(request, sentence, 403, "" if drafts.person_of(request) else sign_in_url(request))
    return _page(request, "web/errors/403_csrf.html", 403, {"typed": typed(request)})


def somebody_else(request: HttpRequest) -> HttpResponse:
    """403: another person, or the same in another place, has signed in since the page was drawn. Nothing is saved."""
    if wants_panel(request):
        sentence = gettext(
            "Somebody else has signed in here since you opened the page. Nothing is saved: your text stays here until you have "
            "signed in again."
        )
        return _sentence_for_panel(request, sentence, 403)
    return _page(request, "web/errors/somebody_else.html", 403, {"typed": typed(request)})


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with what was typed, without context processors and without the database: whatever broke may be what they need."""
    context = {"product_name": "Samspil", "typed": typed(request)}
    return HttpResponseServerError(loader.get_template("web/errors/500.html").render(context))


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
        _refusals.set([*_refusals.get(), *refused.sentence.split("\n")])
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence.split("\n"))  # each sentence is one thing to put right
