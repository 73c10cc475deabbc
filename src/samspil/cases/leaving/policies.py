"""What may be shared out when a colleague has left."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access.actor import Actor
from samspil.cases.leaving.queries import LeftLine
from samspil.cases.leaving.wording import named
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit


def check_may_share_out(actor: Actor, unit: Unit, pen: Collection[int]) -> None:
    """Those who work in the unit share out what lies there."""
    if unit.audience_id not in pen:
        raise Refused(_("Only those who work in the unit share out what lies there."))


def check_chosen(lines: Collection[LeftLine]) -> None:
    """Something is ticked; before the last day, who leaves, who leads the unit and who acts from then on share out."""
    if not lines:
        raise Refused(_("Tick what is passed on."), field="what")
    if any(not line.may_share for line in lines):
        raise Refused(
            _("Before the last day, who leaves, who leads the unit and who acts from then on share it out."),
            field="what",
        )


def check_takes(to: Staff, here: Collection[int], lines: Collection[LeftLine]) -> None:
    """A colleague who works with children in the unit and stays takes it; what lies at a door, one who answers the door."""
    if to.ended_at is not None or to.pk not in here:
        raise Refused(
            _("%(name)s does not work in the unit. Choose somebody who does.") % {"name": to.name}, field="to"
        )
    if other := [line for line in lines if not line.fits(to)]:
        what = named([(line.kind, line.text, line.child) for line in other], len(other))
        raise Refused(
            _("%(name)s does not answer the door where this lies: %(what)s. Choose somebody who does.")
            % {"name": to.name, "what": what},
            field="to",
        )


def check_takes_back(count: int) -> None:
    """What was shared out is taken back by who did it, while who got it has done nothing with it."""
    if not count:
        raise Refused(_("Who got it has begun, or it has gone on. Talk with them, or pass it on from its own page."))


# What the database itself says (sql/leaving.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("only the unit that has an open case passes it on"),
    gettext_noop("say why it passes to this colleague"),
    gettext_noop("who takes it on has a post in the unit that has the case"),
    gettext_noop("who passes something on tells who gets it"),
    gettext_noop("who takes something back tells who had got it"),
    gettext_noop("who has the case is still here; hand it over"),
    gettext_noop("who has the concern is still here; hand it over"),
    gettext_noop("who takes it on answers the door that has the concern"),
    gettext_noop("say why you give it back"),
    gettext_noop("whoever has the case asks who chose another adult"),
    gettext_noop("write what they say"),
    gettext_noop("it is given back by who was given it, or by who gave it while nothing has been done"),
    gettext_noop("only who acts for a unit steps in, while nobody who works there is here"),
)
