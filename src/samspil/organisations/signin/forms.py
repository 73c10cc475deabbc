"""The forms of sign-in: allauth's, with labels in place of placeholders and our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _


def _plain(form: forms.Form, labels: dict[str, Any]) -> None:
    # A placeholder vanishes while one types (WCAG 2.2, 3.3.2); allauth's help texts hold links.
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, {"login": _("Work e-mail"), "password": _("Password")})
        self.fields["login"].widget.attrs |= {"autocomplete": "username"}


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            {
                "oldpassword": _("Your password now"),
                "password1": _("New password"),
                "password2": _("New password once more"),
            },
        )
        self.fields["password1"].help_text = AT_LEAST


class ChoosePasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, {"password1": _("New password"), "password2": _("New password once more")})
        self.fields["password1"].help_text = AT_LEAST


AT_LEAST = _("At least 12 characters. Three words that belong together only for you are easy to remember.")
