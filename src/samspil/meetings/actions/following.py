"""Said in one press at an item: an attempt to reach the family, a fact that decides what may be done, the child's school."""

from __future__ import annotations

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.meetings import policies
from samspil.meetings.actions import sitting
from samspil.meetings.models import Item, Statement
from samspil.meetings.states import StatementKind
from samspil.organisations.models import Staff, Unit


@verb("statement.noted")
def note(actor: Actor, *, item: Item, kind: StatementKind, said_by: Staff | None = None) -> Statement:
    """Note that somebody called, wrote or went there, or a fact as a person knows it; for oneself, or for somebody present.

    It is told as any other words are: on the giver's basis, taken back by the giver, and carried on to the responsible.
    """
    said = {"item": item, "text": str(kind.label), "necessity": item.necessity, "kind": kind.value}
    if said_by is None or said_by.principal_id == actor.principal_id:
        statement = sitting.share(actor, **said)  # type: ignore[arg-type]
    else:
        statement = sitting.write_down(actor, said_by=said_by, **said)  # type: ignore[arg-type]
    record("statement.noted", statement, item=item.pk, kind=kind.value)
    return statement


@verb("item.school_told")
def tell_school(actor: Actor, *, item: Item, school: Unit | None) -> Item:
    """Which school the child goes to, so that its SSP teacher and district adviser stand on the item. None: not known."""
    policies.check_may_tell_school(actor, item)
    Item.objects.filter(pk=item.pk).update(school=school)
    record("item.school_told", item)
    item.refresh_from_db()
    return item


__all__ = ["note", "tell_school"]
