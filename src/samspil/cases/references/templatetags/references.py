"""The panel of a case with what runs in other systems."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.cases.models import Case
from samspil.cases.references.queries import references_of

register = template.Library()


@register.inclusion_tag("references/_panel.html")
def case_references(case: Case, may_work: bool) -> dict[str, Any]:
    """References of the case that the reader may see."""
    return {"references": references_of(case), "case": case, "may_work": may_work}
