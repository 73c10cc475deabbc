"""Who agrees when something is handed over, and what they may answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

GIVER, RECEIVER, CHILD, PARENTS = "giver", "receiver", "child", "parents"


class Party(models.TextChoices):
    """Who agrees to a handover."""

    GIVER = "giver", _("Who has it now")
    RECEIVER = "receiver", _("Who takes it over")
    CHILD = "child", _("The child")
    PARENTS = "parents", _("The parents")


class Answer(models.TextChoices):
    AGREES = "agrees", _("Agrees")
    DISAGREES = "disagrees", _("Does not agree")
    NOT_ASKED = "not_asked", _("Not asked")
    CONFIRMED = "confirmed", _("A leader has confirmed that they are not asked")
    # Of parents, where somebody outside the family is suspected: they are not asked, they are told.
    TOLD = "told", _("Has been told")
    NOT_TOLD = "not_told", _("Is not told")


class Because(models.TextChoices):
    """Why a party is not asked. Listed reasons only; a leader confirms each."""

    DANGER = "danger", _("It would put the child in danger")
    NOT_REACHED = "not_reached", _("Not reached after two tries")
    LAW = "law", _("The law places it elsewhere")


class Suspicion(models.TextChoices):
    """Whether somebody is suspected of violence against the child or of honour-related control. A person judges it."""

    NONE = "none", _("No")
    HOME = "home", _("Yes, somebody in the home or the family")
    OTHERS = "others", _("Yes, but somebody outside the family")
    UNSURE = "unsure", _("We do not know yet")


# Parents are never asked while it may be somebody in the home or the family.
PARENTS_LEFT_OUT = frozenset({Suspicion.HOME, Suspicion.UNSURE})
