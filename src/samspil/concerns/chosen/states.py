"""Who chose an adult, and why the door takes over what lies with that adult."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Chooser(models.TextChoices):
    """Who chose the adult (HAL-13)."""

    CHILD = "child", _("The child")
    YOUNG_PERSON = "young_person", _("The young person")
    FAMILY = "family", _("The family")


class Act(models.TextChoices):
    """What a line about taking over tells."""

    ASKED = "asked", _("Has asked the door to take over")
    TAKEN_BACK = "taken_back", _("Has taken the question back")
    TAKEN = "taken", _("Has taken over")
    GIVEN_BACK = "given_back", _("Has given it back")


class Ground(models.TextChoices):
    """Why the door takes over from the chosen adult without everybody's yes (HAL-15: an exception with its reason)."""

    DANGER = "danger", _("The child may be in danger")
    ABSENCE = "absence", _("The adult is away or has left")
    LAW = "law", _("The law places it elsewhere")
    ASKED = "asked", _("The adult has asked for it")
