"""Given-steps of specific efforts."""

from __future__ import annotations

from typing import Any

from samspil.cases.efforts import actions
from samspil.cases.efforts.actions import Start
from samspil.cases.efforts.models import Effort
from samspil.cases.models import Case
from samspil.cases.tests import stage as cases
from tests.cast import Cast

ASSESSED = Start(
    situation="Har været med i to tyverier på en måned",
    resources="Glad for fodbold; storebror hjælper gerne",
    what="Fritidsjob i kiosken",
)


def running(cast: Cast, case: Case | None = None, **more: Any) -> Effort:
    """An effort that runs in a case of the consultant's unit."""
    case = case or cases.case(cast)
    return actions.start_for_child(cast.consultant.sign(), case=case, start=ASSESSED, **more)


def for_group(cast: Cast, **more: Any) -> Effort:
    """An effort of the consultant's unit for a group."""
    told = {"group": "drengene ved torvet", "start": ASSESSED} | more
    return actions.start_for_group(cast.consultant.sign(), **told)
