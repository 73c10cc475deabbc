"""The organisation as pages: the picture, roles and vacancies, whom to call, and what anybody may know."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samspil.access.entrance import anybody, open_to, signed_in
from samspil.organisations import queries
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.organisations.wording import OPEN_FOR, PURPOSES
from samspil.web.htmx import respond


@open_to(signed_in)
@require_safe
def diagram(request: Any) -> HttpResponse:
    """Forums by level and units by what they belong to, drawn and as tables."""
    body, day = request.colleague.body, today(request)
    context = {
        "forums": queries.forums_picture(body, day),
        "units": queries.units_picture(body, day),
        "administers": administers(request),
    }
    return respond(request, "organisations/diagram.html", context)


@open_to(signed_in)
@require_safe
def roles(request: Any) -> HttpResponse:
    """Roles with those who hold them, and where somebody is missing."""
    shown = queries.roles_page(request.colleague.body, today(request))
    return respond(request, "organisations/roles.html", {"shown": shown, "administers": administers(request)})


@open_to(signed_in)
@require_safe
def directory(request: Any) -> HttpResponse:
    """Whom do I call? Doors by what one needs, and colleagues by words."""
    body, day, words = request.colleague.body, today(request), request.GET.get("ord", "").strip()
    context = {
        "groups": _titled(queries.door_groups(body, day)),
        "body": body,
        "words": words,
        "found": queries.find_colleagues(body, day, words=words) if words else [],
        "administers": administers(request),
    }
    return respond(request, "organisations/directory.html", context)


@open_to(anybody)
@require_safe
def about(request: HttpRequest, body_key: str) -> HttpResponse:
    """What the cooperation is and where to turn, for anybody: no sign-in, no colleague's name."""
    shown = queries.public_page(queries.get_public_body(body_key), timezone.localdate())
    return respond(
        request, "organisations/about.html", {"shown": shown, "groups": _titled(shown.groups), "is_public": True}
    )


def _titled(groups: list[queries.DoorGroup]) -> list[dict[str, Any]]:
    """Groups of doors with their headings, and for each door whom it is open for."""
    return [
        {
            "title": PURPOSES[group.purpose],
            "doors": [(line, [OPEN_FOR[one] for one in line.door.open_for]) for line in group.doors],
        }
        for group in groups
    ]
