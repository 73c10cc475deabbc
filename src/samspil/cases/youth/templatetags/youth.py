"""The panel of a case with its youth effort."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.access import cabinet
from samspil.cases.models import Case
from samspil.cases.queries import CasePage
from samspil.cases.youth.queries import youth_efforts_of

register = template.Library()


@register.inclusion_tag("youth/_panel.html")
def case_youth(case: Case, page: CasePage) -> dict[str, Any]:
    """Youth efforts of the case that the reader may see."""
    parts = youth_efforts_of(case)
    mine = [part for part in parts if part.effort.owner_audience_id == case.owner_audience_id]
    runs = any(part.effort.ended_on is None for part in mine)
    own = cabinet.own_keys() if parts and not page.is_ours else ()
    return {
        "may_end": page.may_work or any(part.effort.owner_audience_id in own for part in parts),
        "parts": parts, "case": case, "is_ours": page.is_ours, "may_work": page.may_work,
        "may_start": page.may_work and not runs,
    }  # fmt: skip
