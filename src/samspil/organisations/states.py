"""Which keys follow from which post, and what a role is called in the code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleType(models.TextChoices):
    """Roles that the product itself acts upon; every other type is the profile's word and opens nothing."""

    ADMINISTRATOR = "administrator", _("Administrator")
    PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")


SSP_LEADER = "ssp_leader"  # a role type: leads the cooperation, and acts last where a unit has nobody
BENEFIT_CONTROL = "benefit_control"  # a sector that takes part only when a legal role has said so (VAL-89)

# A post of this type holds, besides the unit's audience, this audience of the body (a field of `Body`).
KEY_OF_ROLE = {
    RoleType.ADMINISTRATOR.value: "administration_id",
    RoleType.PROTECTION_OFFICER.value: "protection_id",
}
