"""What other pages show of meetings that name nobody."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.meetings.matters import agreements, queries

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


OWN, LEFT = _("Agreements from meetings"), _("Agreements of colleagues for whom you act")


@register.inclusion_tag("matters/_agreements_of_day.html")
def agreements_of_day() -> dict[str, Any]:
    """What meetings agreed that the reader does by name, and what colleagues do for whom the reader acts. Two statements at most."""
    own, left = agreements.agreements_of_day()
    return {"own": own, "own_title": OWN, "left": left, "left_title": LEFT}


@register.inclusion_tag("matters/_own_agreements.html")
def agreements_left() -> dict[str, Any]:
    """Those of colleagues who are away, have left or stop, and one's own where one stops oneself. Two statements at most."""
    return {"agreements": agreements.left_agreements(), "title": OWN, "id": "left-agreements", "hands_on": True}
