"""The enquiry of which a concern came, on the page of the concern."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.concerns.enquiries.queries import enquiry_behind
from samspil.concerns.queries.at_door import AtDoorPage

register = template.Library()


@register.inclusion_tag("enquiries/_behind.html")
def citizen_behind(page: AtDoorPage) -> dict[str, Any]:
    """Who wrote, and what they were promised."""
    return {"page": page, "behind": enquiry_behind(page.concern)}
