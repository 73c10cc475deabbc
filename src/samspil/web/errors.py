"""Answers to what goes wrong: plain pages in Danish that say what to do."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeGuard
from urllib.parse import urlencode, urlsplit, urlunsplit

from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseServerError, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.template import loader
from django.urls import is_valid_path, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from samspil.lib.refusals import Conflict, Refused
from samspil.web import dates, drafts
from samspil.web.htmx import wants_panel

__all__ = [
    "Gone",
    "bad_request",
    "conflicted",
    "csrf_failed",
    "explain_by",
    "forbidden",
    "gone",
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

_NEVER_SHOWN = {"csrfmiddlewaretoken", "idempotency_key", "version", "password", "next"}
_WRITTEN_IN = {"text", "email", "url", "tel", "search"}  # kinds of input
_CODE = re.compile(r"[a-z0-9_.:/?=&-]+")  # a key, an address, the value of a button


@dataclass(frozen=True)
class Typed:
    """A text that the person had written when the answer became no, and what its field is called, where that is known."""

    name: str
    text: str
    label: str = ""


def typed(request: HttpRequest) -> list[Typed]:
    """What was typed in the form that was sent, so that an error page can give it back to be copied: running text and dates, never what
    was chosen (a code), a key or a hidden field, which nobody has written.
    """
    if request.method != "POST":
        return []
    try:
        posted: QueryDict = request.POST
    except Exception:  # an unreadable body must not turn a refusal into a server error
        return []
    fields = _fields_of(request)
    return [
        Typed(name, value.replace("\x00", ""), _label(fields, name))
        for name, values in posted.lists()
        if name not in _NEVER_SHOWN and not name.startswith("_") and "password" not in name
        for value in values
        if len(value) > 2 and not value.isdigit() and _is_written(fields, name, value)
    ]


def _fields_of(request: HttpRequest) -> dict[str, list[forms.Field]]:
    """The fields, by name, of the forms that the module of the request's view uses: of each name those in the forms that have most of
    what was sent, so that a field is called what it is called on the page.
    """
    try:
        view = (request.resolver_match or resolve(request.path_info)).func
    except Http404:
        return {}
    sent = {name.rpartition("-")[2] for name in request.POST}
    prefixes = {prefix for prefix, dash, _name in (name.rpartition("-") for name in request.POST) if dash}
    best: dict[str, int] = {}
    found: dict[str, list[forms.Field]] = {}
    for form in _forms_in(sys.modules.get(inspect.unwrap(view).__module__)):
        fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
        named = any(
            form.__name__.lower().startswith(prefix) for prefix in prefixes
        )  # of several on a page: `ask` is AskForm's
        fits = len(sent & set(fields)) + named
        for name, field in fields.items():
            if fits > best.get(name, -1):
                best[name], found[name] = fits, [field]
            elif fits == best[name]:
                found[name].append(field)
    return found


def _forms_in(module: ModuleType | None) -> Iterator[type[forms.BaseForm]]:
    """The forms that a module of views names, itself or as those of a module of forms."""
    for one in list(vars(module).values()) if module else ():
        if isinstance(one, ModuleType) and one.__name__.endswith("forms") and one is not forms:
            yield from (form for form in vars(one).values() if _is_form(form))
        elif _is_form(one):
            yield one


def _is_form(one: object) -> TypeGuard[type[forms.BaseForm]]:
    return isinstance(one, type) and issubclass(one, forms.BaseForm)


def _known(fields: Mapping[str, list[forms.Field]], name: str) -> list[forms.Field]:
    return fields.get(name) or fields.get(name.rpartition("-")[2]) or []


def _is_written(fields: Mapping[str, list[forms.Field]], name: str, value: str) -> bool:
    """Whether somebody writes in this field; of a field that no form of the page knows, whether its value is no code."""
    widgets = [field.widget for field in _known(fields, name)]
    if not widgets:
        return not _CODE.fullmatch(value)
    return any(
        isinstance(widget, forms.Textarea) or getattr(widget, "input_type", "") in _WRITTEN_IN for widget in widgets
    )


def _label(fields: Mapping[str, list[forms.Field]], name: str) -> str:
    labels = {str(field.label) for field in _known(fields, name) if field.label}
    return labels.pop() if len(labels) == 1 else ""


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
    """409 with both texts, and a choice: save one's own over the new version, or go on with theirs; then what was kept of the form
    goes, or it would bring the old version back. Views that let one mix the two catch `Conflict` themselves and draw
    `web/_conflict.html`.
    """
    if wants_panel(request):
        return _sentence_for_panel(
            request, gettext("Somebody else has saved here meanwhile. Load the page again to see their text."), 409
        )
    fields = _fields_of(request)
    texts = [
        {"label": _label(fields, str(side["name"]))}
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
    for field in _known(fields, name):
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


SIGN_IN_HEADER = "Samspil-Sign-In"  # read by static/web/session.js


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """The sign-in has ended: 401 in place of the way to the sign-in page, where that way would lose something.

    A panel gets a sentence with a link, never a page within the page; what asked for it without sending anything may leave for the
    sign-in page. A form that was sent gets a page with what was typed. None for everything else: the redirect is right.
    """
    if wants_panel(request):
        response = _sentence_for_panel(request, gettext("You have been signed out."), 401, sign_in_url(request))
        if request.method in {"GET", "HEAD"}:
            response.headers[SIGN_IN_HEADER] = sign_in_url(request)
        return response
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
        return _sentence_for_panel(request, sentence, 403)
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
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.sentence.split("\n"))  # each sentence is one thing to put right
