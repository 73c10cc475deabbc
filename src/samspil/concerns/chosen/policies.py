"""Who has a matter when somebody chose an adult, and who may ask for what."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access.actor import Actor
from samspil.concerns.chosen.states import Ground
from samspil.concerns.models import Concern
from samspil.concerns.queries.holders import Holder
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff


def check_holds_as_chosen(actor: Actor, staff: Staff, concern: Concern, holder: Holder | None) -> None:
    """The adult whom the child or the family chose asks, for as long as the matter is theirs."""
    if holder is None or not holder.is_chosen or holder.staff.pk != staff.pk:
        raise Refused(_("Only the adult who was chosen, and still has it, can ask for this."))
    if concern.closed_at is not None:
        raise Refused(_("The concern is closed. Send a new one if there is something new."))


def check_has_asked(asked_at: datetime | None) -> None:
    """A question that stands is taken back, and none else."""
    if asked_at is None:
        raise Refused(_("You have not asked the door to take over, or have taken that back already."))


def check_lies_with_adult(actor: Actor, holder: Holder | None) -> None:
    """The door takes over what lies with an adult whom somebody chose, or with a colleague who has left; else it takes, or hands
    over.
    """
    if holder is not None and not (holder.is_chosen or holder.has_left):
        raise Refused(_("%(name)s has it now, and is here: nobody needs to take it over.") % {"name": holder.now.name})
    if holder is None:
        raise Refused(_("this lies with no adult whom somebody chose"))


def check_asks(may_hear: bool) -> None:
    """Whoever has the concern, or acts at its door, asks whom they will talk with when the adult has stopped."""
    if not may_hear:
        raise Refused(_("whoever has the concern asks whom they will talk with now"))


def check_ground(ground: str, words: str) -> None:
    """The door takes over for a listed reason; danger and law are told in words."""
    if ground not in Ground.values:
        raise Refused(_("Choose why you take over."), field="ground")
    if ground in {Ground.DANGER, Ground.LAW} and not words.strip():
        raise Refused(_("Write what it is, so that the adult knows."), field="words")


# What the database itself says (sql/chosen.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("the door takes over for a reason that is written down"),
    gettext_noop("the adult is at work"),
    gettext_noop("whoever has the concern asks whom they will talk with now"),
    gettext_noop("the adult has not asked for it"),
    gettext_noop("this lies with no adult whom somebody chose"),
)
