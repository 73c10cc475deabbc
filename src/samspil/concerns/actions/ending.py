"""What is missing before a concern ends: all of it at once, and not one thing at each press."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from samspil.concerns import policies
from samspil.concerns.arrivals.policies import check_danger_is_taken
from samspil.concerns.models import Assessment, Concern, Outcome
from samspil.concerns.notifying.policies import check_is_sent
from samspil.concerns.notifying.queries import was_sent
from samspil.concerns.queries.clocks import UNSENT, my_clocks
from samspil.lib.refusals import Refused


def check_may_end(concern: Concern, outcome: str) -> None:
    """No question stands open, somebody acts on a danger, a notification is sent, and what is said to have come of it has. Raises Refused
    with a sentence for each that is missing, a line each.
    """
    clock = my_clocks().get(concern.pk)
    checks: tuple[Callable[[], None], ...] = (
        lambda: policies.check_nothing_is_open(clock),
        lambda: check_danger_is_taken(concern),
        lambda: check_is_sent(clock is not None and clock.waits == UNSENT),
        lambda: _check_notification(concern, outcome),
        lambda: policies.check_came_of_it(concern, outcome),
    )
    missing: list[Refused] = []
    for check in checks:
        try:
            check()
        except Refused as refused:
            missing.append(refused)
    if len(missing) == 1:
        raise missing[0]
    if missing:
        raise Refused("\n".join(one.sentence for one in missing))


def _check_notification(concern: Concern, outcome: str) -> None:
    if outcome != Outcome.NOTIFICATION or was_sent(concern):
        return
    asks = Assessment.objects.filter(concern=concern, asks_notification=True).exists()
    raise Refused(
        _("It has not been sent on as a notification. Change the first answer to yes, and send it.")
        if asks
        else _("Write first who sent it, when and to whom: “A notification was sent” on the page of the concern."),
        field="outcome",
    )
