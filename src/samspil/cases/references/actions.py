"""Referring to what runs in another system, and writing down how it stands there."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies as cases
from samspil.cases.actions.writing import change, required, sent_before
from samspil.cases.models import Case
from samspil.cases.references import policies
from samspil.cases.references.models import Reference, Status


@verb("reference.made")
def refer(
    actor: Actor,
    *,
    case: Case,
    system: str,
    number: str,
    what: str = "",
    status: str = Status.UNKNOWN,
    link: str = "",
    key: UUID | None = None,
) -> Reference:
    """Point to a case or an intervention in another system, instead of copying it (HAL-25).

    Raises Refused without system and number, for a CPR number, and in a case that is closed or another unit's.
    """
    system = required(system, _("Write which system it is in."), "system")
    number = required(number, _("Write the number it has there."), "number")
    policies.check_points(number=number, what=what, link=link)
    sent = sent_before(Reference, case.owner_audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    cases.check_is_open(actor, case, cabinet.own_keys())
    reference = Reference.objects.create(
        owner_audience_id=case.owner_audience_id,
        subject=case.subject,
        case=case,
        system=system,
        number=number,
        what=what.strip(),
        status=status,
        status_on=timezone.localdate(actor.at),
        link=link,
        key=key,
        retention_kind="case",
    )
    record("reference.made", reference, status=status)
    return reference


@verb("reference.changed")
def change_reference(
    actor: Actor, *, reference: Reference, version: int, system: str, number: str, what: str, status: str, link: str
) -> Reference:
    """How it stands there now. What stood before stays in its history. Raises as `refer`, and Conflict."""
    policies.check_points(number=number, what=what, link=link)
    cases.check_is_open(actor, reference.case, cabinet.own_keys())
    texts = {
        "system": required(system, _("Write which system it is in."), "system"),
        "number": required(number, _("Write the number it has there."), "number"),
        "what": what.strip(), "link": link,
    }  # fmt: skip
    change(actor, reference, version, texts, **texts, status=status, status_on=timezone.localdate(actor.at))
    record("reference.changed", reference, status=status)
    return reference
