"""Who comes for one item: a colleague, the people of a unit, a citizen. They read that item alone (VAL-71, BRO-47)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.calendar.queries import hash_of
from samspil.meetings.matters import policies
from samspil.meetings.matters.models import Invitation, InvitedKind, Matter
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import with_somebody
from samspil.sharing.notices.actions import tell


@verb("colleague.invited", "matter.opened")
def invite_colleague(actor: Actor, *, matter: Matter, staff: Staff) -> Invitation:
    """A colleague, of whatever body, reads this item until the meeting's day is over. Raises Refused."""
    _check(actor, matter, staff_id=staff.pk)
    if staff.ended_at is not None:
        raise Refused(_("%(name)s is no longer a colleague. Choose somebody else.") % {"name": staff.name}, field="who")
    _open(matter, staff.person_audience_id)
    made = Invitation.objects.create(
        owner_audience_id=matter.owner_audience_id, matter=matter, kind=InvitedKind.COLLEAGUE, staff_id=staff.pk
    )
    record("colleague.invited", made, staff=staff.pk)
    tell(actor, [staff.pk], "item_invited", matter)
    return made


@verb("unit.invited", "matter.opened")
def invite_unit(actor: Actor, *, matter: Matter, unit: Unit) -> Invitation:
    """Whoever works in the unit reads this item: the technical administration, say, when it is about lamps."""
    _check(actor, matter, unit_id=unit.pk)
    if not with_somebody([unit], timezone.localdate(actor.at)):
        raise Refused(_("Nobody is in %(unit)s. Choose another unit.") % {"unit": unit.name}, field="who")
    _open(matter, unit.audience_id)
    made = Invitation.objects.create(
        owner_audience_id=matter.owner_audience_id, matter=matter, kind=InvitedKind.UNIT, unit_id=unit.pk
    )
    record("unit.invited", made, unit=unit.pk)
    return made


@verb("citizen.invited", "guest.enrolled", "matter.opened")
def invite_citizen(actor: Actor, *, matter: Matter, name: str, email: str = "") -> tuple[Invitation, str]:
    """A citizen gets a secret link to this item. Answers it once; only its hash is kept. Raises Refused."""
    _check(actor, matter)
    if not name.strip():
        raise Refused(_("Write whom you invite."), field="name")
    principal, person = cabinet.call(
        "SELECT principal, person_audience FROM matters.enrol_guest(%s)", [matter.meeting.forum.door_id]
    )[0]
    _open(matter, person)
    secret = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        owner_audience_id=matter.owner_audience_id,
        matter=matter,
        kind=InvitedKind.CITIZEN,
        name=name.strip(),
        email=email.strip(),
        guest_principal_id=principal,
        guest_audience_id=person,
        secret_hash=hash_of(secret),
    )
    record("citizen.invited", made, guest=principal)
    return made, secret


@verb("matter.called_off", "matter.closed")
def call_off(actor: Actor, *, invitation: Invitation) -> None:
    """The invitation is taken back: the item is closed to them in this instant. Raises Refused where it is over already:
    who has been invited again since keeps the new invitation.
    """
    policies.check_leads(actor, invitation.matter.meeting)
    policies.check_may_call_off(invitation)
    cabinet.call("SELECT matters.call_off(%s, %s::bigint[])", [invitation.matter_id, [audience_of(invitation)]])
    Invitation.objects.filter(pk=invitation.pk).update(ended_at=actor.at)
    record("matter.called_off", invitation)


def invite_again(actor: Actor, *, invitations: Sequence[Invitation], matter: Matter) -> None:
    """The item has moved to another meeting: whoever was invited is invited there, a citizen by the link they have."""
    for one in invitations:
        _open(matter, audience_of(one))
    Invitation.objects.bulk_create(
        Invitation(
            owner_audience_id=matter.owner_audience_id, matter=matter, kind=one.kind, staff_id=one.staff_id,
            unit_id=one.unit_id, name=one.name, email=one.email, guest_principal_id=one.guest_principal_id,
            guest_audience_id=one.guest_audience_id, secret_hash=one.secret_hash,
        )
        for one in invitations
    )  # fmt: skip


def audience_of(invitation: Invitation) -> int:
    """Whom the item is opened to."""
    if invitation.staff_id:
        return int(Staff.objects.values_list("person_audience_id", flat=True).get(pk=invitation.staff_id))
    if invitation.unit_id:
        return int(Unit.objects.values_list("audience_id", flat=True).get(pk=invitation.unit_id))
    return int(invitation.guest_audience_id or 0)


def _open(matter: Matter, audience: int) -> None:
    cabinet.call("SELECT matters.invite(%s, %s::bigint[])", [matter.pk, [audience]])


def _check(actor: Actor, matter: Matter, **who: int) -> None:
    policies.check_leads(actor, matter.meeting)
    if who and Invitation.objects.filter(matter=matter, ended_at__isnull=True, **who).exists():
        raise Refused(_("They are invited to this item already."))


__all__ = ["audience_of", "call_off", "invite_again", "invite_citizen", "invite_colleague", "invite_unit"]
