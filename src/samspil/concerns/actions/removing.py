"""A line that was received by mistake is removed: with a reason, with a trace, and so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.models import History
from samspil.access.verbs import verb
from samspil.audit.record import record, record_each
from samspil.concerns import agendas, policies
from samspil.concerns.actions.remarks import correct_remark, restore_remark
from samspil.concerns.models import ListEntry, PoliceList, RemovedBecause
from samspil.concerns.queries.received import list_page
from samspil.concerns.queries.telling import told_by
from samspil.lib.refusals import Refused
from samspil.web import dates

KEPT_REMOVED = timedelta(days=14)  # as long it can be taken back, where the municipality's rule lets it be deleted


@verb("listentry.removed", "listentry.received")
def remove_lines(actor: Actor, *, entries: Sequence[ListEntry], because: str, keeps_told: bool = False) -> None:
    """Take lines away that should not have been received. They count for nothing from now on; `restore_line` takes them back.
    With `keeps_told` rows of other lists that say the same become lines of their own there.

    Raises Refused for others than those who keep the list, for a line on an agenda, for one that was removed, and without
    one of the reasons.
    """
    if because not in RemovedBecause.values:
        raise Refused(_("Choose why the line is removed."), field="because")
    standing = agendas.places([entry.pk for entry in entries])
    for entry in entries:
        policies.check_may_change(actor, entry)
        if place := standing.get(entry.pk):
            raise Refused(
                _("%(name)s stands on the agenda of %(day)s. Take the item off there first.")
                % {"name": entry.name or _("The line"), "day": dates.long(place.day)},
                field="because",
            )
    for entry in entries:
        entry.removed_at, entry.removed_because = actor.at, because
        entry.delete_after = _gone_after(actor, entry.delete_after)
    ListEntry.objects.bulk_update(entries, ["removed_at", "removed_because", "delete_after"])
    record_each("listentry.removed", entries)
    if keeps_told:
        _tell_elsewhere(entries)


def _tell_elsewhere(entries: Sequence[ListEntry]) -> None:
    """Give the first other list that says what a removed line said a line of its own; further lists say what that one says."""
    for pk, (first, *others) in told_by(entries).items():
        was = next(entry for entry in entries if entry.pk == pk)
        told = {name: getattr(was, name) for name in _TOLD}
        line = ListEntry.objects.create(
            **told, owner_audience_id=was.owner_audience_id, subject=was.subject, origin=first.origin,
            retention_kind=was.retention_kind, delete_after=first.delete_after, police_list=first,
            row=first.told_again[str(pk)], giver_unit_id=first.giver_unit_id,
        )  # fmt: skip
        record("listentry.received", line)
        if first.known and not _was_corrected(was, first):
            first.known -= 1
        for one in (first, *others):
            row = one.told_again.pop(str(pk))
            if one is not first:
                one.told_again[str(line.pk)] = row
            one.save(update_fields=["told_again", "known"])


def _was_corrected(entry: ListEntry, received: PoliceList) -> bool:
    """Whether a line was corrected when a list was received: such a row is not counted among those that say the same."""
    return History.objects.filter(
        parent_table=ListEntry._meta.db_table, parent_id=entry.pk, written_at=received.written_at
    ).exists()


def _tells_again(received: PoliceList, sign: int) -> bool:
    """Say that a list tells the lines of earlier lists again (1), or that it has been taken back and does not (-1). Answers whether
    that is news.
    """
    told = {key: sign * abs(row) for key, row in received.told_again.items()}
    if told == received.told_again:
        return False
    received.told_again = told
    received.save(update_fields=["told_again"])
    received.refresh_from_db()
    return True


_TOLD = (
    "name", "birth_date", "age_told", "role", "text", "place", "happened_on", "happened_at", "reference", "incident",
    "fingerprint",
)  # fmt: skip


@verb("listentry.restored")
def restore_line(actor: Actor, *, entry: ListEntry) -> None:
    """Take a removed line back: it waits for a meeting again. Taken back twice is taken back once.

    Raises Refused for others than those who keep the list.
    """
    policies.check_keeps(actor, entry)
    if entry.removed_at is None:
        return
    entry.removed_at, entry.removed_because = None, ""
    entry.delete_after = entry.police_list.delete_after
    entry.save(update_fields=["removed_at", "removed_because", "delete_after"])
    record("listentry.restored", entry)


def remove_doubles(actor: Actor, *, list_id: int) -> int:
    """Remove the lines of a list that say of a child what an earlier list says, and that stand on no agenda. Answers how many.

    Raises NotVisible, and Refused for others than those who keep the list.
    """
    doubles = [line.entry for line in list_page(list_id).doubles]
    if doubles:
        remove_lines(actor, entries=doubles, because=RemovedBecause.TWICE)
    return len(doubles)


@verb("policelist.taken_back")
def remove_list(actor: Actor, *, list_id: int, because: str) -> int:
    """Take a whole list back that should not have been received: its lines that stand on no agenda, and its remark. What
    another list says too stays there as a line of its own. Answers how many lines.

    Raises NotVisible, and Refused for others than those who keep the list, without one of the reasons, and where no line waits
    and no remark stands.
    """
    page = list_page(list_id)
    policies.check_keeps_list(actor, page.received)
    waiting = [line.entry for line in page.waiting]
    if not page.can_be_taken_back:
        raise Refused(_("No line of the list waits for a meeting, so there is nothing to take back."))
    remove_lines(actor, entries=waiting, because=because, keeps_told=True)
    _tells_again(page.received, -1)
    if page.received.note:
        correct_remark(actor, received=page.received, version=page.received.version, note="")
    record("policelist.taken_back", page.received, entries=len(waiting))
    return len(waiting)


@verb("policelist.put_back")
def restore_list(actor: Actor, *, list_id: int) -> int:
    """Put every line back that has been removed from a list, and its remark. Answers how many lines. Raises NotVisible, and Refused
    for others than those who keep the list.
    """
    page = list_page(list_id)
    policies.check_keeps_list(actor, page.received)
    removed = [line.entry for line in page.removed]
    for entry in removed:
        restore_line(actor, entry=entry)
    tells = _tells_again(page.received, 1)
    if restore_remark(actor, received=page.received) or removed or tells:
        record("policelist.put_back", page.received, entries=len(removed))
    return len(removed)


def _gone_after(actor: Actor, due: date | None) -> date | None:
    return min(due, timezone.localdate(actor.at + KEPT_REMOVED)) if due else None


__all__ = ["remove_doubles", "remove_lines", "remove_list", "restore_line", "restore_list"]
