"""What a specific effort rests on before it starts: once, for one child as for a group."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.access.actor import Actor
from samspil.cases.efforts.models import Effort
from samspil.cases.policies import Pen, check_has
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.organisations.queries import works_with_children

# The form says the same as the refusal.
NO_WHAT = gettext_lazy("Write what the effort is, or choose an intervention.")
NO_GROUP = gettext_lazy("Write what the group is called.")
NO_SITUATION = gettext_lazy("Write how you assess the situation. A specific effort is started on that.")
NO_RESOURCES = gettext_lazy("Write which resources there are. A specific effort is started on that.")
NO_OUTCOME = gettext_lazy("Write in a few words what came of it.")


def check_assessed(situation: str, resources: str, assessed_on: date, started_on: date) -> None:
    """A specific effort is started on a written assessment of the situation and of the resources, made no later than the effort
    begins (BRO-89). Raises Refused at the field.
    """
    if not situation:
        raise Refused(str(NO_SITUATION), field="situation")
    if not resources:
        raise Refused(str(NO_RESOURCES), field="resources")
    if assessed_on > started_on:
        raise Refused(
            _("The assessment comes before the effort. Choose a day no later than the one on which it starts."),
            field="assessed_on",
        )


def check_has_been(day: date, today: date, field: str) -> None:
    """What is written down as begun or ended has been."""
    if day > today:
        raise Refused(_("The day has not come yet. Choose today or an earlier day."), field=field)


def check_may_start(staff: Staff, today: date) -> None:
    """Who works with children starts an effort for a group of them."""
    if not works_with_children(staff, today):
        raise Refused(_("Only colleagues who work with children and young people start an effort for a group."))


def check_may_end(actor: Actor, effort: Effort, pen: Pen, ended_on: date, today: date) -> None:
    """The unit that has a running effort ends it, on a day that has been and not before it began."""
    check_has(actor, effort, pen)
    if effort.ended_on is not None:
        raise Refused(_("The effort has ended already. Start a new one if there is more to do."))
    check_has_been(ended_on, today, "ended_on")
    if ended_on < effort.started_on:
        raise Refused(_("Choose a day no earlier than the one on which the effort started."), field="ended_on")
