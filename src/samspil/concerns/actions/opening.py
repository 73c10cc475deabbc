"""Opening what names children is a verb too: it is noted who has read it."""

from __future__ import annotations

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.models import Concern
from samspil.concerns.queries.received import EntryPage, ListPage, entry_page, list_page
from samspil.concerns.queries.remarks import RemarkPage, remark_page
from samspil.concerns.queries.waiting import ConcernPage, WaitingPage, concern_page, get_concern, waiting_page


@verb("concern.listed")
def look_through(actor: Actor) -> WaitingPage:
    """The page of what waits: names stand there, so that it was seen is noted once for each door."""
    page = waiting_page(actor)
    for door in sorted({line.forum.door_id for line in page.waiting}):
        record("concern.listed", owner=door, count=sum(line.forum.door_id == door for line in page.waiting))
    return page


@verb("concern.read")
def open_concern(actor: Actor, *, concern_id: int) -> ConcernPage:
    """Open one concern. Raises NotVisible."""
    concern: Concern = get_concern(concern_id)
    record("concern.read", concern)
    return concern_page(actor, concern)


@verb("policelist.opened")
def open_list(actor: Actor, *, list_id: int) -> ListPage:
    """Open a list as it was received. Raises NotVisible."""
    page = list_page(list_id)
    record("policelist.opened", page.received, entries=len(page.entries))
    return page


@verb("policelist.note_opened")
def open_remark(actor: Actor, *, list_id: int) -> RemarkPage:
    """Open the remark of a list, with what it said before. Raises NotVisible."""
    page = remark_page(list_id)
    record("policelist.note_opened", page.received)
    return page


@verb("listentry.opened")
def open_entry(actor: Actor, *, entry_id: int) -> EntryPage:
    """Open one entry, with the records that may be its child. Raises NotVisible."""
    page = entry_page(entry_id)
    record("listentry.opened", page.line.entry, matches=len(page.matches))
    return page


__all__ = ["look_through", "open_concern", "open_entry", "open_list", "open_remark"]
