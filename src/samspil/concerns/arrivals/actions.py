"""What happens to an arrival: something is promised when it comes, and somebody acts on what is said to be dangerous."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.access.verbs import verb
from samspil.concerns.arrivals.queries import promise_about
from samspil.lib.refusals import Refused


class ActsAlready(Refused):
    """A colleague acts on it: who comes second reads who."""


def promise(table: str, key: UUID | str, answer_by: datetime | None, *, in_danger: bool = False) -> None:
    """Keep what the sender reads on the receipt, in the transaction of the sending. `key` is that of the form; sent twice is
    promised once.
    """
    cabinet.call("SELECT arrivals.promise(%s, %s, %s, %s)", [table, key, answer_by, in_danger])


@verb("arrival.taken")
def take(actor: Actor, *, about: Confidential) -> None:
    """Say that one acts on what its sender has marked as danger: the others are told no more. Raises Refused."""
    promised = promise_about(about)
    if promised.taken_by is not None and about.owner_audience_id in cabinet.own_keys():
        raise ActsAlready(_("%(name)s acts on it already.") % {"name": promised.taken_by_name})
    try:
        cabinet.call("SELECT arrivals.take(%s, %s)", [about._meta.db_table, about.pk])
    except Refused as refused:
        raise Refused(_("Only those who answer this door say that they act on it.")) from refused


def go_on(about: Confidential, becomes: Confidential) -> None:
    """An enquiry has become a concern: whoever acts on its danger does so there too, since they said so, and says it once."""
    cabinet.call("SELECT arrivals.go_on(%s, %s)", [about.pk, becomes.pk])
