"""The key under which a browser may keep typed text that the server has not yet confirmed.

The text lies encrypted in the browser's sessionStorage (see static/web/drafts.js). Its key is derived here from a
random value in a cookie of the browser session, the person and the installation's secret:

* a reload, a lost connection and an expired sign-in keep the cookie, so the same person gets the same key back;
* signing out deletes the cookie, and with it the key: what is left in the browser can no longer be read;
* another person in the same browser gets another key.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext

COOKIE = "samspil_draft"
SENT_COOKIE = "samspil_sent"
MARK = "_sent"
FORM_KEY = "f-"  # begins the key of a form that no domain has given one
_NEW = "_new_draft_secret"


WORKING_AS = "working_as"  # in the session: which of several places the person works in; drafts of one open in no other


def person_of(request: HttpRequest) -> str:
    """Id of the signed-in person as the session has it, with the place they work in; empty for nobody."""
    session = getattr(request, "session", None)
    if session is None or SESSION_KEY not in session:
        return ""
    return f"{session[SESSION_KEY]}:{session[WORKING_AS]}" if WORKING_AS in session else str(session[SESSION_KEY])


def key_of(request: HttpRequest) -> str:
    """Base64 of the 256-bit key for this browser session and person; empty where nobody is signed in."""
    person = person_of(request)
    if not person:
        return ""
    secret = request.COOKIES.get(COOKIE) or getattr(request, _NEW, None)
    if not secret:
        secret = secrets.token_urlsafe(32)
        setattr(request, _NEW, secret)
    digest = salted_hmac("samspil.web.drafts", f"{person}:{secret}", algorithm="sha256").digest()
    return base64.b64encode(digest).decode()


def set_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """Send the cookie where `key_of` has drawn a new secret for this request."""
    secret = getattr(request, _NEW, None)
    if secret:
        response.set_cookie(
            COOKIE, secret, httponly=True, samesite="Lax", secure=bool(getattr(settings, "SESSION_COOKIE_SECURE", True))
        )


def forget(response: HttpResponseBase) -> None:
    """Signing out: the key dies, and the browser is asked to drop what it kept."""
    response.delete_cookie(COOKIE, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"storage"'


@dataclass(frozen=True)
class Typed:
    """A draft of a form: what is in each field, and what stood there before anything was typed; None where nobody knows."""

    values: Mapping[str, Sequence[str]]
    began: Mapping[str, Sequence[str]] | None = None


Kept = Mapping[str, Typed]  # the drafts of the person by their keys
Keeper = Callable[[HttpRequest], Kept]
DRAFT = "_draft"  # in a form that is sent: the key of its draft
EARLIER = "_earlier_draft"  # in the last of several steps: the keys of the drafts of those before it
BASE = "_base"  # and what its page knew to be kept of it
_KEPT = "_kept_drafts"
_keepers: list[Keeper] = []


def keep_with(keeper: Keeper) -> None:
    """Who keeps drafts says here how they are read. Raises nothing for somebody who can keep none: then there is nothing."""
    _keepers[:] = [keeper]


def keeps(request: HttpRequest) -> bool:
    """Whether somebody is signed in whose typed text is kept."""
    return bool(_keepers) and bool(getattr(request, "colleague", None))


def kept_by(request: HttpRequest) -> Kept:
    """The person's drafts of forms, read once a request."""
    found: Kept | None = getattr(request, _KEPT, None)
    if found is None:
        found = _keepers[0](request) if keeps(request) else {}
        setattr(request, _KEPT, found)
    return found


def key_of_form(request: HttpRequest, form: forms.BaseForm, action: str = "") -> str:
    """The key under which the text of a form is kept: of where it is sent, and which form it is."""
    told = f"{action or request.get_full_path()} {form.prefix or ''} {type(form).__name__}"
    return FORM_KEY + hashlib.sha256(told.encode()).hexdigest()[:32]


def address_of(key: str) -> str:
    """Where the draft of this key is sent and dropped; empty where nobody keeps any, or for what is no key."""
    try:
        return reverse("drafts:save", args=[key])
    except NoReverseMatch:
        return ""


def known_to_sender(request: HttpRequest, form: forms.BaseForm, key: str) -> str | None:
    """Of a form that comes back with something to put right: what the page that sent it knew to be kept. The page that comes back knows
    no more, so that a draft which was resumed is not taken for what another window has typed.
    """
    if not form.is_bound or request.POST.get(DRAFT) != key:
        return None
    return request.POST.get(BASE)


def has_long_text(form: forms.BaseForm) -> bool:
    """Somebody writes sentences in it, and would write them twice if they were lost."""
    return any(
        isinstance(field.widget, forms.Textarea) and "data-draft-skip" not in field.widget.attrs
        for field in form.fields.values()
    )


def restore(form: forms.BaseForm, typed: Typed) -> None:
    """Begin a form that nobody has sent yet with what was typed in it before: with what the person has changed, and nothing else.
    Where what the page itself writes into a field has changed since, the field says so and shows both. What a form asks that is answered
    already (`is_answered`) is never ticked by a draft, and what is hidden (version, key) is the page's own.
    """
    answered = getattr(form, "is_answered", False)
    for name, field in form.fields.items():
        html_name, widget = form.add_prefix(name), field.widget
        told = typed.values.get(html_name)
        chosen = isinstance(
            widget, forms.Select | forms.RadioSelect | forms.CheckboxInput | forms.CheckboxSelectMultiple
        )
        if chosen and (answered or not typed.values):
            continue
        if isinstance(widget, forms.CheckboxInput):
            form.initial[name] = told is not None
        elif isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
            form.initial[name] = list(told or ())
        elif chosen and told:
            form.initial[name] = told[0]
        elif told and not widget.is_hidden:
            now = field.prepare_value(form.get_initial_for_field(field, name))
            _restore_text(form, name, told[0], typed.began, _plain(widget.format_value(now)))


def _restore_text(
    form: forms.BaseForm, name: str, told: str, began: Mapping[str, Sequence[str]] | None, now: str
) -> None:
    """What was typed stands there where it was changed; what stands there by itself now is told where that has changed too."""
    first = None if began is None else _plain((began.get(form.add_prefix(name)) or [""])[0])
    if _plain(told) == first or _plain(told) == now:
        return
    if not told.strip() and first is None:
        return
    form.initial[name] = told
    if now and now != first:
        form.fields[name].help_text = format_html(
            '{} <strong>{}</strong> <span class="draft-newer">{}</span>',
            form.fields[name].help_text or "",
            gettext(
                "Your draft is older than what the page itself writes here now. Compare, and correct it. It is now:"
            ),
            now,
        )


def _plain(text: Any) -> str:
    return str("" if text is None else text).replace("\r\n", "\n").strip()


def confirm(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell the page that its POST was carried out: the draft it kept in the browser may go.

    The page's script has put a random mark into the form; it comes back in a cookie that the script can read.
    """
    if request.method != "POST" or not (response.status_code in {302, 303} or "HX-Redirect" in response.headers):
        return
    mark = request.POST.get(MARK, "")
    if mark.isdecimal() and len(mark) <= 20:
        response.set_cookie(SENT_COOKIE, mark, max_age=60, samesite="Lax")
