"""Words of an early sign, who may write one, and how it lives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.concerns.states import Source
from samspil.lib.lifecycles import LifeCycle
from samspil.organisations.profile.roles import RoleType


class SignTheme(models.TextChoices):
    """What an early sign is about."""

    DRUGS = "drugs", _("Alcohol, drugs or vapes")
    VIOLENCE = "violence", _("Violence and threats")
    CRIME = "crime", _("Theft, damage or trade")
    GATHERING = "gathering", _("A group that gathers, unrest")
    RECRUITING = "recruiting", _("Older ones who draw younger ones in")
    ONLINE = "online", _("Something that spreads online")
    WELLBEING = "wellbeing", _("Loneliness or low spirits")
    OTHER = "other", _("Something else")


class SignState(models.TextChoices):
    OPEN = "open", _("Noted")
    CONCERN = "concern", _("Became a concern")
    TAKEN_BACK = "taken_back", _("Taken back")


# The types of role that write early signs, and where the knowledge of each comes from.
WRITERS = {
    RoleType.OUTREACH_WORKER.value: Source.OUTREACH,
    RoleType.TEACHER.value: Source.SCHOOL,
    RoleType.SSP_TEACHER.value: Source.SCHOOL,
    RoleType.YOUTH_CLUB_WORKER.value: Source.LEISURE,
}

SIGN = LifeCycle(
    "signs_earlysign",
    {
        SignState.OPEN: {SignState.CONCERN, SignState.TAKEN_BACK},
        SignState.CONCERN: set(),
        SignState.TAKEN_BACK: set(),
    },
    rests={SignState.OPEN, SignState.CONCERN, SignState.TAKEN_BACK},
)
