"""The question of the year, on somebody's day."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.concerns.doorsurvey.queries import waits

register = template.Library()


@register.inclusion_tag("doorsurvey/_asked.html", takes_context=True)
def asked_whom(context: dict[str, Any]) -> dict[str, Any]:
    """Whether the question waits for the colleague; nothing where it does not. One statement."""
    return {"waits": bool(context["request"].colleague) and waits(), "csrf_token": context.get("csrf_token")}
