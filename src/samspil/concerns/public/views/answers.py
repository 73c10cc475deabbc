"""How a public page is answered: with what every one of them shows, and without anything that asks for a cookie."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from samspil.concerns.public.queries import PublicPlace
from samspil.web.htmx import respond


def answered(
    request: HttpRequest, template: str, place: PublicPlace, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of that place. An empty CSRF token: the layout would otherwise draw one, and with it a cookie."""
    return respond(request, template, context | {"place": place, "csrf_token": ""}, status=status)


def status_of(form: forms.BaseForm) -> int:
    """422 where the form comes back with errors."""
    return 422 if form.errors else 200
