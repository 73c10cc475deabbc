"""The remark on a list is corrected, removed and put back by those who keep the list; what it said stays as its history."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.actions.meanwhile import save_over
from samspil.concerns.models import PoliceList
from samspil.concerns.queries.remarks import remarks_before, words_of
from samspil.lib.refusals import Refused


@verb("policelist.note_corrected")
def correct_remark(actor: Actor, *, received: PoliceList, version: int, note: str) -> None:
    """Give a list's remark these words; none removes it. Saved twice is saved once.

    Raises Refused for others than those who keep the list and for a list that never had a remark, Conflict where a colleague
    has changed the remark meanwhile.
    """
    policies.check_keeps_list(actor, received)
    if not (received.note or remarks_before(received)):
        raise Refused(_("The list came without a remark."), field="note")
    if note.strip() == received.note:
        return
    save_over(actor, received, version, {"note": note.strip()})
    record("policelist.note_corrected", received)


def restore_remark(actor: Actor, *, received: PoliceList) -> bool:
    """Put back the remark that was removed last, where none stands. Answers whether there was one."""
    before = [] if received.note else remarks_before(received)
    if before:
        correct_remark(actor, received=received, version=received.version, note=words_of(before[0]))
    return bool(before)


__all__ = ["correct_remark", "restore_remark"]
