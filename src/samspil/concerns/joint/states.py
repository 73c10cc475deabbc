"""What sets a joint assessment off, and who takes part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trigger(models.TextChoices):
    """Why three look at it together (VAL-92)."""

    ACT = "act", _("A criminal act")
    WITNESS = "witness", _("Has witnessed something")
    BEHAVIOUR = "behaviour", _("Behaviour that worries")
    NETWORK = "network", _("A network that worries")


class Party(models.TextChoices):
    """Who assesses."""

    TEACHER = "teacher", _("The SSP teacher")
    CONSULTANT = "consultant", _("The SSP consultant")
    SCHOOL = "school", _("The school's management")
