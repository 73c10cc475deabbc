"""Who was said to be another child when a list was received: the page before that asks whether a row is about a child whom the door
knows, or about that of an earlier row. The answer holds on the agenda too, with the way to say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from samspil.concerns.models import ListEntry, Way
from samspil.lib.names import are_like, sought
from samspil.meetings.models import Item
from samspil.meetings.queries.agenda import Row
from samspil.people.models import Person

Known = Mapping[int, Person]
Lines = Mapping[int, ListEntry]
Told = tuple[
    str, int, str | None, str | None
]  # of a line or record: its table and id, the name and birth date that it had
Asked = tuple[Item, Item]  # whose line was asked about, and the item whose child it might have been
LINE, RECORD = ListEntry._meta.db_table, Person._meta.db_table


def asked_when_received(pairs: Sequence[tuple[Row, Row]], known: Known) -> list[Asked]:
    """Who was asked about when a list in writing was received, and was taken as another child; `known` are the records of the children.
    One statement where two lines of one list are alike, else none.

    A row was asked about where the door had a record that it may be about. That holds of what stands as it stood then: see `unchanged`.
    """
    items = [(one.item, other.item) for one, other in pairs if one.item and other.item]
    likely = [(one, other) for one, other in items if _are_two_records(one, other, known)]
    lists = {one.entry.police_list_id for one, other in likely if one.entry and _of_one_list(one.entry, other.entry)}
    of_lists = ListEntry.objects.filter(police_list__in=lists, police_list__way=Way.FILE).select_related("police_list")
    lines = {line.pk: line for line in of_lists.order_by("row", "pk")} if lists else {}
    return [two for pair in likely for two in (pair, pair[::-1]) if _was_asked(two, lines, known)]


def changes_of(asked: Sequence[Asked]) -> Q:
    """The history of the lines and records of those who were asked about."""
    return Q(parent_table=LINE, parent_id__in={item.entry_id for item, _other in asked}) | Q(
        parent_table=RECORD, parent_id__in={other.subject for _item, other in asked}
    )


def unchanged(asked: Sequence[Asked], known: Known, told: Iterable[Told]) -> set[frozenset[int]]:
    """Of those who were asked about the pairs whose line and record have the name and birth date that they had then, by their items. Where
    either was changed since, nothing is known of what would have been said. `told` is what the history says of `changes_of`.
    """
    now = {(LINE, item.entry_id): _said(item.entry) for item, _other in asked if item.entry}
    now |= {(RECORD, other.subject): _said(known[other.subject or 0]) for _item, other in asked}
    changed = {
        (table, pk)
        for table, pk, name, born in told
        if (table, pk) in now and now[table, pk] != (name or "", born or "")
    }
    return {
        frozenset({item.pk, other.pk})
        for item, other in asked
        if not changed & {(LINE, item.entry_id), (RECORD, other.subject)}
    }


def _said(told: ListEntry | Person) -> tuple[str, str]:
    return told.name, told.birth_date.isoformat() if told.birth_date else ""


def _of_one_list(one: ListEntry, other: ListEntry | None) -> bool:
    return other is not None and one.police_list_id == other.police_list_id and one.birth_date == other.birth_date


def _are_two_records(one: Item, other: Item, known: Known) -> bool:
    return one.subject != other.subject and one.subject in known and other.subject in known


def _was_asked(asked: Asked, lines: Lines, known: Known) -> bool:
    """Whether the page asked if the row is about the child of the other's record: by the birth date and a like name, or, where the row
    had neither birth date nor number, by the same name.
    """
    item, other = asked
    line, own, record = item.entry, known[item.subject or 0], known[other.subject or 0]
    if line is None or line.row is None or not line.written_at or not record.written_at:
        return False
    if record.owner_audience_id != line.owner_audience_id:
        return False
    by_birth = line.birth_date is not None and line.birth_date == record.birth_date and are_like(line.name, record.name)
    if record.written_at < line.written_at:
        by_name = line.birth_date is None and own.cpr_hash is None and sought(line.name) == sought(record.name)
        return by_birth or by_name
    return by_birth and line.pk in lines and _is_first_like(lines[line.pk], lines.get(other.entry_id or 0), lines)


def _is_first_like(line: ListEntry, earlier: ListEntry | None, lines: Lines) -> bool:
    """Whether a line of the same list is the first that is like this one; False where rows of the list became no lines, and it may have
    been one of those.
    """
    received = line.police_list
    if (
        earlier is None
        or earlier.police_list_id != received.pk
        or received.left_out
        or received.known
        or received.corrected
    ):
        return False
    alike = (
        one.pk
        for one in lines.values()
        if one.police_list_id == received.pk and one.birth_date == line.birth_date and are_like(one.name, line.name)
    )
    return next(alike) == earlier.pk != line.pk


__all__ = ["Asked", "asked_when_received", "changes_of", "unchanged"]
