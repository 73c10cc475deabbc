"""Telling colleagues that something waits, in the transaction of what happened: it is told if and only if it happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from django.db.models import Model

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.organisations.queries import staff_of


def tell(actor: Actor, staff: Iterable[int | None], kind: str, about: Model) -> None:
    """Tell these colleagues that `about` waits for them. The actor must read it; nobody tells themselves."""
    ids = sorted({one for one in staff if one})
    if ids:
        cabinet.call("SELECT notices.tell(%s::bigint[], %s, %s, %s)", [ids, kind, about._meta.db_table, about.pk])


@verb("notice.seen")
def see(actor: Actor, *, notice_id: int | None = None) -> None:
    """Mark one of one's own notices as seen, or all of them."""
    ((seen,),) = cabinet.call("SELECT notices.see(%s)", [notice_id])
    record("notice.seen", owner=staff_of(actor).person_audience_id, count=seen)


@verb("notice.chosen")
def choose(actor: Actor, *, how: str, quiet_from: time, quiet_to: time, quiet_weekends: bool) -> None:
    """Choose how and when one wants mail."""
    cabinet.call("SELECT notices.choose(%s, %s, %s, %s)", [how, quiet_from, quiet_to, quiet_weekends])
    record("notice.chosen", owner=staff_of(actor).person_audience_id, how=how)
