"""The key under which a browser may keep typed text that the server has not yet confirmed.

The text lies encrypted in the browser's sessionStorage (see static/web/drafts.js). Its key is derived here from a
random value in a cookie of the browser session, the person and the installation's secret:

* a reload, a lost connection and an expired sign-in keep the cookie, so the same person gets the same key back;
* signing out deletes the cookie, and with it the key: what is left in the browser can no longer be read;
* another person in the same browser gets another key.
"""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = "samspil_draft"
SENT_COOKIE = "samspil_sent"
MARK = "_sent"
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


def confirm(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell the page that its POST was carried out: the draft it kept in the browser may go.

    The page's script has put a random mark into the form; it comes back in a cookie that the script can read.
    """
    if request.method != "POST" or not (response.status_code in {302, 303} or "HX-Redirect" in response.headers):
        return
    mark = request.POST.get(MARK, "")
    if mark.isdecimal() and len(mark) <= 20:
        response.set_cookie(SENT_COOKIE, mark, max_age=60, samesite="Lax")
