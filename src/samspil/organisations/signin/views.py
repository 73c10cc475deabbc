"""Signing in and out and choosing a password: allauth's views with our templates; and the demo's one click."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import anybody, open_to, signed_in
from samspil.lib.refusals import NotVisible
from samspil.organisations.signin import actions, queries
from samspil.organisations.signin.middleware import WORKING_AS, note_places
from samspil.web.htmx import go, respond

sign_in = open_to(anybody)(
    allauth_views.LoginView.as_view(
        template_name="signin/sign_in.html", extra_context={"worried": queries.worried_places}
    )
)
sign_out = open_to(anybody)(allauth_views.LogoutView.as_view(template_name="signin/sign_out.html"))
change_password = open_to(signed_in)(
    allauth_views.PasswordChangeView.as_view(
        template_name="signin/change_password.html", success_url=reverse_lazy("web:settings")
    )
)
choose_password = open_to(anybody)(
    allauth_views.PasswordResetFromKeyView.as_view(template_name="signin/choose_password.html")
)
password_chosen = open_to(anybody)(
    allauth_views.PasswordResetFromKeyDoneView.as_view(template_name="signin/password_chosen.html")
)


@open_to(anybody)
def inactive(request: HttpRequest) -> HttpResponse:
    """The sign-in is closed: who to ask."""
    return respond(request, "signin/inactive.html", status=403)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: Any) -> HttpResponse:
    """Where one may work, and which it is now. Choosing another opens its keys and shuts those of the one before."""
    if request.method == "POST":
        wanted = request.POST.get("principal", "")
        principal_id = int(wanted) if wanted.isdecimal() else 0
        actions.work_as(user=request.user, principal_id=principal_id)
        request.session[WORKING_AS] = principal_id
        request.session.cycle_key()  # drafts of one place cannot be opened in the other
        return go(request, settings.LOGIN_REDIRECT_URL)
    found = queries.places_of(request.user, here=request.actor.principal_id)
    return respond(request, "signin/places.html", {"places": found})


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many attempts in a short time. Not an address of its own; see `handler429` in the addresses."""
    return render(request, "signin/too_many.html", status=429)


@open_to(anybody)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_member(request: HttpRequest) -> HttpResponse:
    """Demo only: everybody in the made-up municipality, one click each. 404 in every installation with real people. Who came by
    a link is led on to its page.
    """
    if not settings.DEMO:
        raise NotVisible
    if request.method == "POST":
        user = queries.demo_user(request.POST.get("principal", ""))
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        actions.note_signed_in(user=user, way="demo")
        note_places(request, user)
        return go(request, _wanted(request) or settings.LOGIN_REDIRECT_URL)
    context = {"groups": queries.demo_members(), "worried": queries.worried_places}
    return respond(request, "signin/choose_member.html", context)


def _wanted(request: HttpRequest) -> str:
    """The page of ours that somebody wanted before they signed in; empty for none, and for pages of others."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""
