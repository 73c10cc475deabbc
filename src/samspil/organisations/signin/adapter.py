"""How allauth behaves here: nobody signs up by themselves, and who signs in or is turned away is noted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.organisations.signin import actions
from samspil.organisations.signin.middleware import note_places

QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
CHANGED = "account/messages/password_changed.txt"


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in is for those whom an administrator has enrolled."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        actions.note_signed_in(user=user, way="password")
        note_places(request, user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_turned_away(email=credentials.get("email", ""))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Signing in and out show by themselves; the page says no more about it. That the password is changed is said in our words."""
        if message_template == CHANGED:
            messages.add_message(request, level, _("The password is changed."))
        elif message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("web:settings")
