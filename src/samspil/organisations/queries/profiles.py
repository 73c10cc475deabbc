"""The municipality's profile as it was last applied."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.organisations.models import Body, ProfileVersion
from samspil.organisations.profile import Profile


def latest_profile(body: Body) -> Profile:
    """The profile that holds now. Raises Refused where none has been applied."""
    version = ProfileVersion.objects.filter(body=body).order_by("-pk").first()
    if version is None:
        raise Refused(_("No profile has been applied for %(body)s.") % {"body": body.name})
    return Profile.model_validate(version.profile)
