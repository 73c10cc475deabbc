"""A small site of made-up pages around the kit, without database and without any domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import include, path

from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.web.errors import refusals_on
from samspil.web.forms import DateField, IdempotencyKey, LongText, Version
from samspil.web.htmx import go, respond

handler400 = "samspil.web.errors.bad_request"
handler403 = "samspil.web.errors.forbidden"
handler404 = "samspil.web.errors.not_found"
handler500 = "samspil.web.errors.server_error"


@dataclass
class State:
    """What the site remembers; a test begins with a fresh one."""

    drafts: list[dict[str, str]] = field(default_factory=list)
    saved: list[dict[str, Any]] = field(default_factory=list)
    draft_fails: int = 0  # status to answer drafts with; 0: save them


state = State()


@dataclass
class Person:
    """The signed-in person as far as the kit looks."""

    name: str
    is_authenticated: bool = True

    def get_full_name(self) -> str:
        return self.name


class Nobody:
    is_authenticated = False


class PersonMiddleware:
    """Takes the person from the session, as Django's own middleware does, without a database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = request.session.get(SESSION_KEY)
        request.user = Person(name) if name else Nobody()  # type: ignore[assignment]
        request.colleague = Person(name) if name else None  # type: ignore[attr-defined]
        return self.get_response(request)


class NoteForm(forms.Form):
    idempotency_key = IdempotencyKey()
    version = Version(initial=1)
    text = LongText(label="Notat")
    day = DateField(label="Frist", required=False)


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request.session[SESSION_KEY] = request.POST["name"]
        return redirect(request.GET.get("next", "/"))
    return respond(request, "web_tests/sign_in.html")


def sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return redirect("/log-ind/")


def expire(request: HttpRequest) -> HttpResponse:
    """The sign-in ends on the server's side: the browser only finds out at the next page."""
    response = HttpResponse("expired")
    response.delete_cookie("sessionid")
    return response


def home(request: HttpRequest) -> HttpResponse:
    return respond(request, "web_tests/home.html")


def note(request: HttpRequest) -> HttpResponse:
    if SESSION_KEY not in request.session:
        return redirect("/log-ind/?next=/notat/")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if "nej" in form.cleaned_data["text"]:
                raise Refused("Notatet kan ikke gemmes, når mødet er slut.", field="text")
            state.saved.append(form.cleaned_data)
            return go(request, "/")
    return respond(request, "web_tests/note.html", {"form": form}, panel="note", status=422 if form.errors else 200)


def draft(request: HttpRequest) -> HttpResponse:
    if SESSION_KEY not in request.session:
        return redirect("/log-ind/")
    if state.draft_fails:
        return HttpResponse(status=state.draft_fails)
    state.drafts.append({name: request.POST[name] for name in request.POST})
    return HttpResponse(status=204)


def rows(request: HttpRequest) -> HttpResponse:
    if request.GET.get("maade") == "member" and SESSION_KEY not in request.session:
        return redirect("/log-ind/?next=/punkter/")
    here = int(request.GET.get("nr", "1"))
    context = {"here": here, "numbers": range(1, 5), "mode": request.GET.get("maade", "")}
    return respond(request, "web_tests/rows.html", context, panel="rows", say=f"Punkt {here}" if here > 1 else "")


def no(request: HttpRequest, what: str) -> HttpResponse:
    match what:
        case "refused":
            raise Refused("Mødet er lukket. Bed mødelederen åbne det igen.")
        case "conflict":
            raise Conflict(theirs="Hans tekst", mine="Min tekst", version=4, by="Mette Kjær", at="9.41")
        case "forbidden":
            raise PermissionDenied
        case "not-visible":
            raise NotVisible("secret reason")
        case _:
            raise RuntimeError("broken")


urlpatterns = [
    path("", home, name="home"),
    path("", include("samspil.web.urls")),
    path("log-ind/", sign_in),
    path("log-ud/", sign_out, name="account_logout"),
    path("udloeb/", expire),
    path("notat/", note, name="note"),
    path("kladde/", draft, name="draft"),
    path("punkter/", rows, name="rows"),
    path("nej/<str:what>/", no),
]

SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": "samspil.web.tests.site",
    "DEMO": True,
    "SECRET_KEY": "only-for-tests",
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "LOGIN_URL": "/log-ind/",
    "FORM_RENDERER": "samspil.web.forms.Renderer",
    "CSRF_FAILURE_VIEW": "samspil.web.errors.csrf_failed",
    "MIDDLEWARE": [
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "samspil.web.tests.site.PersonMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
        "samspil.web.middleware.Edge",
        "samspil.web.middleware.Refusals",
    ],
}
