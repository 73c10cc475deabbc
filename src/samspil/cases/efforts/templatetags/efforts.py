"""The panel of a case with its specific efforts."""

from __future__ import annotations

from typing import Any

from django import template

from samspil.access import cabinet
from samspil.cases.efforts.queries import efforts_of
from samspil.cases.models import Case
from samspil.cases.queries import CasePage

register = template.Library()


@register.inclusion_tag("efforts/_panel.html")
def case_efforts(case: Case, page: CasePage) -> dict[str, Any]:
    """Efforts of the case that the reader may see. Those of who had the case before are ended where they stayed."""
    efforts = efforts_of(case)
    own = cabinet.own_keys() if efforts and not page.is_ours else ()
    may_end = page.may_work or any(effort.owner_audience_id in own for effort in efforts)
    return {
        "efforts": efforts, "case": case, "may_work": page.may_work, "is_ours": page.is_ours, "may_end": may_end,
    }  # fmt: skip
