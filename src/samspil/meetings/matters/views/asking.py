"""What every page here begins with: the meeting or item of the address, and what was sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from samspil.meetings.matters import queries
from samspil.meetings.matters.queries import MeetingPage

METHODS = ["GET", "HEAD", "POST"]


def sent(request: HttpRequest) -> Any:
    """What was typed; None before anything was sent."""
    return request.POST if request.method == "POST" else None


def shown(request: Any, gathering_id: int, *, begins: bool = False) -> MeetingPage:
    """The meeting as this colleague sees it; `begins`: as it is begun in this instant. Raises NotVisible."""
    return queries.meeting_page(request.actor, queries.get_meeting(gathering_id), request.colleague, begins=begins)


def page_of(gathering_id: int, name: str = "agenda", anchor: int | None = None) -> str:
    """An address of a meeting; `anchor` is an item on it."""
    address = reverse(f"matters:{name}", args=[gathering_id])
    return f"{address}#punkt-{anchor}" if anchor else address


def go_on_from(form: forms.Form, version: int | None) -> None:
    """Somebody was faster: the next press saves on top of what has been shown."""
    data = form.data.copy()
    data[form.add_prefix("version")] = str(version)
    form.data = data


def first_of(typed: dict[str, list[str]]) -> dict[str, str]:
    """A draft as a form begins with it."""
    return {name: texts[0] for name, texts in typed.items() if texts and name != "sure"}
