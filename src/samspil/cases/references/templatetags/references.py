"""The panel of a case with what runs in other systems."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.cases.models import Case
from samspil.cases.queries import CasePage
from samspil.cases.references.queries import references_of

register = template.Library()


@register.inclusion_tag("references/_panel.html")
def case_references(case: Case, page: CasePage) -> dict[str, Any]:
    """References of the case that the reader may see."""
    return {"references": references_of(case), "case": case, "may_work": page.may_work, "is_ours": page.is_ours}
