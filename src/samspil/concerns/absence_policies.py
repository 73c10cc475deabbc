"""Who may write that a colleague is away, and who can act for them meanwhile.

Each check raises `Refused` with the sentence that the page shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.organisations.queries import colleagues, work_with_children
from samspil.responsibility.models import Absence


def check_is_away(actor: Actor, absence: Absence) -> None:
    """An absence ends once: what was done after its end was not done by a deputy."""
    until = absence.away.upper
    if absence.away.isempty or (until is not None and until <= actor.at):
        raise Refused(_("The absence is over already."))


def check_may_say_away(actor: Actor, staff: Staff) -> None:
    """A colleague says themselves that they are away. Others say it for them: whoever leads the unit or acts from above, where
    nobody leads it who is here a colleague of the unit, and the administrators. The rule stands in the database
    (`responsibility.says_away`).
    """
    ((allowed,),) = cabinet.read("SELECT responsibility.says_away(%s)", [staff.pk])
    _check_holds(allowed)


def check_may_end(absence: Absence) -> None:
    """Whoever may write it ends it, and who wrote this one (`responsibility.ends_away`)."""
    ((allowed,),) = cabinet.read("SELECT responsibility.ends_away(%s, %s)", [absence.pk, absence.staff_id])
    _check_holds(allowed)


def _check_holds(allowed: Iterable[int]) -> None:
    if not set(allowed) & set(cabinet.own_keys()):
        raise Refused(
            _(
                "Only they themselves, whoever leads or acts from above, a colleague where nobody leads, or an administrator "
                "can write this."
            )
        )


def check_deputy(staff: Staff, deputy: Staff, day: date) -> None:
    """A deputy is a colleague who works with children in one of the units of who is away."""
    if deputy.pk == staff.pk:
        raise Refused(_("Choose somebody else as deputy."), field="deputy")
    if not work_with_children([deputy], day):
        raise Refused(
            _("%(name)s does not work with children here. Choose somebody else as deputy.") % {"name": deputy.name},
            field="deputy",
        )
    if deputy not in colleagues(staff, day):
        raise Refused(
            _("%(name)s works in no unit of %(staff)s. Choose somebody else as deputy, or leave it empty.")
            % {"name": deputy.name, "staff": staff.name},
            field="deputy",
        )


def check_not_away_already(name: str, others: Iterable[Absence]) -> None:
    """Two absences do not overlap: it would not be said who acts."""
    if any(others):
        raise Refused(
            _(
                "%(name)s is already written down as away on some of these days. Take that back first, then write it anew."
            )
            % {"name": name},
            field="since",
        )
