"""What a case came of, on its page and on the page of its handover."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.cases.models import Case, Handover
from samspil.cases.origins.queries import goes_along, origin_panel

register = template.Library()


@register.inclusion_tag("origins/_panel.html", takes_context=True)
def case_origin(context: dict[str, Any], case: Case, may_work: bool) -> dict[str, Any]:
    """The concern, and whether the parents may be talked with."""
    return {"panel": origin_panel(case, context["request"].actor.at), "case": case, "may_work": may_work}


@register.inclusion_tag("origins/_goes_along.html")
def handover_origin(handover: Handover) -> dict[str, Any]:
    """That the concern comes along with a case; nothing without a case."""
    return {"along": goes_along(handover) if handover.case_id else None}
