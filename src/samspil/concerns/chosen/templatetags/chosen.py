"""Adults whom somebody chose and who stop, or have stopped: for themselves, and for who acts next."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.concerns.chosen.queries import stopping

register = template.Library()


@register.inclusion_tag("chosen/_stopping.html", takes_context=True)
def chosen_who_stop(context: dict[str, Any]) -> dict[str, Any]:
    """The concerns in which the adult stops or has stopped, and who asks whom they will talk with now."""
    request = context["request"]
    return {"lines": stopping(request.actor, request.colleague)}
