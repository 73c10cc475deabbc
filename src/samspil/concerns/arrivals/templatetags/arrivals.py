"""What waits at somebody's doors, for their day."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.concerns.arrivals.queries import door_panel

register = template.Library()


@register.inclusion_tag("arrivals/_my_doors.html", takes_context=True)
def waiting_at_doors(context: dict[str, Any]) -> dict[str, Any]:
    """Counts by kind, with what is late and what is said to be dangerous; nothing, where nothing waits."""
    request = context["request"]
    return {"panel": door_panel(request.actor) if request.colleague else None}
