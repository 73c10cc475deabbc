"""What a case may be opened from, and who says whether the parents may be talked with."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases.models import Case, CaseState
from samspil.lib.refusals import Refused


def check_may_say(actor: Actor, case: Case) -> None:
    """Somebody of the unit that has the open case."""
    if case.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only the unit that has the case can say this."))
    if case.state != CaseState.OPEN:
        raise Refused(_("The case is closed."))
