"""The administrators of the reader's municipality, where a page says what they alone can do."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from samspil.organisations.queries import administrators_of

register = template.Library()


@register.inclusion_tag("organisations/_administrators.html", takes_context=True)
def administrators(context: dict[str, Any]) -> dict[str, Any]:
    """Their names with telephone and address."""
    request = context["request"]
    return {"administrators": administrators_of(request.colleague.body, timezone.localdate(request.actor.at))}
