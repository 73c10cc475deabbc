"""What other pages show of meetings that name nobody."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

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
