"""The panel of a case with the arenas of the child's life."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.cases.arenas.queries import arenas_of
from samspil.cases.models import Case

register = template.Library()


@register.inclusion_tag("arenas/_panel.html")
def case_arenas(case: Case, may_work: bool) -> dict[str, Any]:
    """All arenas, with what the reader may see of each."""
    return {"arenas": arenas_of(case), "case": case, "may_work": may_work}
