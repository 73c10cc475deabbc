"""What other pages show of meetings that name nobody."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.meetings.matters import queries

register = template.Library()


@register.inclusion_tag("matters/_invited.html", takes_context=True)
def invited_items(context: template.Context) -> dict[str, Any]:
    """The items to which the colleague is invited alone; nothing where there are none. One statement."""
    request: Any = context["request"]
    return {
        "items": queries.invited_to(request.colleague, timezone.localdate(request.actor.at))
        if request.colleague
        else []
    }


@register.inclusion_tag("matters/_own_agreements.html")
def own_agreements() -> dict[str, Any]:
    """What meetings agreed that the reader does by name. One statement."""
    return {"agreements": queries.my_agreements(), "title": _("Agreements from meetings"), "id": "own-agreements"}


@register.inclusion_tag("matters/_own_agreements.html")
def agreements_left() -> dict[str, Any]:
    """Those of colleagues who are away, have left or stop, for whom the reader acts. Two statements at most."""
    return {
        "agreements": queries.left_agreements(),
        "title": _("Agreements of colleagues for whom you act"),
        "id": "left-agreements",
    }
