"""Names leave the product one child at a time, to who has the child, and each paper says who took it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.queries.extract import has_child
from samspil.organisations.models import Staff
from samspil.organisations.queries import unit_of
from samspil.people.models import Person


@dataclass(frozen=True)
class Mark:
    """What stands on each page: who took the paper, when, and under which number the record knows it."""

    reader: str
    unit: str
    at: datetime
    number: int


@verb("decisions.downloaded")
def take_out(actor: Actor, *, staff: Staff, person: Person, records: list[int]) -> Mark:
    """A numbered paper about one child for who has the child now: the responsible of a decision, or the coordinator.

    The number stands in the record with the reading. Raises Refused for everybody else.
    """
    if staff.principal_id != actor.principal_id or not has_child(staff.pk, records):
        raise Refused(
            _("Only who is responsible for a decision about the child, or coordinates the case, downloads this.")
        )
    number = int(cabinet.call("SELECT nextval('meetings.extract_number')", [])[0][0])
    record("decisions.downloaded", person, number=number)
    return Mark(staff.name, unit_of(actor, timezone.localdate(actor.at)).name, actor.at, number)


__all__ = ["Mark", "take_out"]
