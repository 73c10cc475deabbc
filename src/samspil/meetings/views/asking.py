"""What is asked before a meeting is ended or its minutes are approved: that something typed there is not saved."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.meetings.models import Meeting
from samspil.meetings.queries.unsaved import Unsaved

_TAKEN_ALONG = ("left_open", "early")  # what has been answered on the way


def ask_of_unsaved(
    request: HttpRequest, meeting: Meeting, unsaved: Sequence[Unsaved], *, back: str, approves: bool = False
) -> HttpResponse:
    """The page that says where something is typed and not saved, with the way there and the way on."""
    context = {
        "meeting": meeting,
        "unsaved": unsaved,
        "approves": approves,
        "go_on": request.path,
        "back": back,
        "hidden": {name: request.POST[name] for name in _TAKEN_ALONG if name in request.POST},
    }
    return render(request, "meetings/unsaved.html", context)
