"""The panel of a case with the arenas of the child's life."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.cases.arenas.queries import arenas_of
from samspil.cases.models import Case
from samspil.cases.queries import CasePage

register = template.Library()


@register.inclusion_tag("arenas/_panel.html")
def case_arenas(case: Case, page: CasePage) -> dict[str, Any]:
    """All arenas, with what the reader may see of each; for who does not have the case, those of which they read something."""
    arenas = [arena for arena in arenas_of(case) if page.is_ours or arena.lines]
    return {"arenas": arenas, "case": case, "may_work": page.may_work}
