"""Which concerns are one matter with this one, on its page."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.concerns.queries.at_door import AtDoorPage
from samspil.concerns.together.queries import panel

register = template.Library()


@register.inclusion_tag("together/_panel.html", takes_context=True)
def same_child(context: dict[str, Any], page: AtDoorPage) -> dict[str, Any]:
    """For who answers the door; its sender is shown nothing of it."""
    if not page.answers:
        return {}
    return {
        "panel": panel(context["request"].actor, page.concern, page.person),
        "csrf_token": context.get("csrf_token"),
    }
