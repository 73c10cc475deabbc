"""Changing the profile: one edit, checked as a file is, applied by every domain in one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations import policies
from samspil.organisations.models import Body, ProfileVersion
from samspil.organisations.profile import Profile
from samspil.organisations.queries import staff_of
from samspil.profiles import queries
from samspil.profiles.models import Change
from samspil.profiles.sections import SECTIONS


def apply(actor: Actor, body: Body, profile: Profile) -> dict[str, Mapping[str, int]]:
    """Every domain's share of the profile, in order; answers rows by domain and by what happened to them."""
    return {section.name: section.apply(actor, body, profile) for section in SECTIONS}


@verb("profile.changed")
def change(actor: Actor, *, body: Body, edit: queries.Edit, seen: str, subject: str, reason: str) -> Change:
    """Bring the municipality to its profile with one edit made; the version says who, when and why (K03, K04).

    `seen` is the digest of the state that the administrator was shown. Raises Conflict where another has been applied
    since, ProfileErrors where the edited profile does not hold together, Refused for others than administrators and
    where nothing would change.
    """
    policies.check_administers(actor, body)
    Body.objects.select_for_update().get(pk=body.pk)  # two administrators: the later waits, and then meets the earlier
    newer = queries.made_since(body, seen)
    if newer:
        raise _met(newer[0], reason)
    proposal = queries.proposed(body, edit)
    if proposal.is_same:
        raise Refused(_("This is how it is already. Nothing would change."))
    apply(actor, body, proposal.profile)
    version = ProfileVersion.objects.filter(body=body).latest("pk")
    made = Change.objects.create(version=version, made_by=staff_of(actor), subject=subject, reason=reason)
    record("profile.changed", version, owner=body.administration_id, subject=subject)
    return made


def _met(newer: queries.Line, mine: str) -> Conflict:
    by = newer.change.made_by.name if newer.change else _("The profile’s file")
    at = formats.date_format(timezone.localtime(newer.at), "j. F Y H.i")
    return Conflict(theirs=newer.change.reason if newer.change else "", mine=mine, by=by, at=at)
