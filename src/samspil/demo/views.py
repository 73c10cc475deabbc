"""The list that waits, as files and as a sheet to read aloud. In the demo only: elsewhere these pages are not there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.access.entrance import anybody, open_to
from samspil.demo.build import FOLDER
from samspil.demo.sheets import ALOUD, Aloud
from samspil.lib.refusals import NotVisible

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


@require_safe
@open_to(anybody)
def lists(request: HttpRequest) -> HttpResponse:
    """The files of the waiting list, and the way to the sheet."""
    return render(request, "demo/lists.html", {"files": [path.name for path in _files()]})


@require_safe
@open_to(anybody)
def download(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files. Raises NotVisible for any other name."""
    path = next((path for path in _files() if path.name == name), None)
    if path is None:
        raise NotVisible
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return HttpResponse(path.read_bytes(), content_type=TYPES[path.suffix], headers=headers)


@require_safe
@open_to(anybody)
def aloud(request: HttpRequest) -> HttpResponse:
    """The list as the officer at the table reads it aloud; made to be printed."""
    path = _folder() / ALOUD
    if not path.exists():
        raise NotVisible
    told = json.loads(path.read_text(encoding="utf-8"))
    context = {
        "week": told["week"],
        "meets_on": date.fromisoformat(told["meets_on"]),
        "lines": [Aloud(*line) for line in told["lines"]],
    }
    return render(request, "demo/aloud.html", context)


def _files() -> list[Path]:
    return sorted(path for path in _folder().glob("ungeliste-uge-*") if path.suffix in TYPES)


def _folder() -> Path:
    if not settings.DEMO:
        raise NotVisible
    return FOLDER
