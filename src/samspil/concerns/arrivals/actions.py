"""What happens to an arrival: something is promised when it comes, and somebody acts on what is said to be dangerous."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.access.verbs import verb
from samspil.lib.refusals import Refused


def promise(table: str, key: UUID | str, answer_by: datetime | None, *, in_danger: bool = False) -> None:
    """Keep what the sender reads on the receipt, in the transaction of the sending. `key` is that of the form; sent twice is
    promised once.
    """
    cabinet.call("SELECT arrivals.promise(%s, %s, %s, %s)", [table, key, answer_by, in_danger])


@verb("arrival.taken")
def take(actor: Actor, *, about: Confidential) -> None:
    """Say that one acts on what its sender has marked as danger: the others are told no more. Raises Refused."""
    try:
        cabinet.call("SELECT arrivals.take(%s, %s)", [about._meta.db_table, about.pk])
    except Refused as refused:
        raise Refused(_("Somebody acts on this already, or you do not answer this door.")) from refused
