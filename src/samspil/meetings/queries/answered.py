"""Who was said to be another child when a list was received: the page before that asks whether a row is about a child whom the door
knows, or about that of an earlier row. The answer holds on the agenda too, with the way to say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models.fields.json import KT

from samspil.access.models import History
from samspil.concerns.models import ListEntry, Way
from samspil.lib.names import are_like, sought
from samspil.meetings.models import Item
from samspil.meetings.queries.agenda import Row
from samspil.people.models import Person

Known = Mapping[int, Person]
Lines = Mapping[int, ListEntry]
Asked = tuple[Item, Item]  # whose line was asked about, and the item whose child it might have been


def answered_two(pairs: Sequence[tuple[Row, Row]], known: Known) -> set[frozenset[int]]:
    """The pairs, by their items, of whom whoever received a list has said that they are two; `known` are the records of their children.
    Three statements at most, none where no line of a list in writing stands in a pair of two records.

    A row was asked about where the door had a record that it may be about, and who took it as another child said no. Concluded only from
    what stands as it stood then: where the name or the birth date of either has been changed since, it is asked again.
    """
    items = [(one.item, other.item) for one, other in pairs if one.item and other.item]
    likely = [(one, other) for one, other in items if _are_two_records(one, other, known)]
    wanted = {one.entry.pk for pair in likely for one in pair if one.entry and one.entry.row}
    if not wanted:
        return set()
    # All lines of these lists: of one list a row is asked about beside the first that is like it.
    lists = ListEntry.objects.filter(pk__in=wanted, police_list__way=Way.FILE).values("police_list")
    of_lists = ListEntry.objects.filter(police_list__in=lists).select_related("police_list").order_by("row", "pk")
    lines = {line.pk: line for line in of_lists}
    asked = [two for pair in likely for two in (pair, pair[::-1]) if _was_asked(two, lines, known)]
    changed = _changed(asked, lines, known)
    return {
        frozenset({item.pk, other.pk})
        for item, other in asked
        if not changed & {("line", item.entry_id), ("record", other.subject)}
    }


def _are_two_records(one: Item, other: Item, known: Known) -> bool:
    return one.subject != other.subject and one.subject in known and other.subject in known


def _was_asked(asked: Asked, lines: Lines, known: Known) -> bool:
    """Whether the page asked if the row is about the child of the other's record: by the birth date and a like name, or, where the row
    had neither birth date nor number, by the same name.
    """
    item, other = asked
    line, own, record = lines.get(item.entry_id or 0), known[item.subject or 0], known[other.subject or 0]
    if line is None or not line.written_at or not record.written_at:
        return False
    if record.owner_audience_id != line.owner_audience_id:
        return False
    by_birth = line.birth_date is not None and line.birth_date == record.birth_date and are_like(line.name, record.name)
    if record.written_at < line.written_at:
        by_name = line.birth_date is None and own.cpr_hash is None and sought(line.name) == sought(record.name)
        return by_birth or by_name
    return by_birth and _is_first_like(line, lines.get(other.entry_id or 0), lines)


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


def _changed(asked: Sequence[Asked], lines: Lines, known: Known) -> set[tuple[str, int | None]]:
    """Which of their lines and records had another name or birth date before. Two statements, none where nobody was asked about."""
    entries = {item.entry_id or 0: lines[item.entry_id or 0] for item, _other in asked}
    records = {other.subject or 0: known[other.subject or 0] for _item, other in asked}
    found: set[tuple[str, int | None]] = set()
    for kind, table, now in (
        ("line", ListEntry._meta.db_table, {pk: (one.name, _iso(one.birth_date)) for pk, one in entries.items()}),
        ("record", Person._meta.db_table, {pk: (one.name, _iso(one.birth_date)) for pk, one in records.items()}),
    ):
        was = History.objects.filter(parent_table=table, parent_id__in=now) if now else History.objects.none()
        told = was.order_by("pk").values_list("parent_id", KT("was__name"), KT("was__birth_date"))
        found |= {(kind, pk) for pk, name, born in told if (name, born or "") != now[pk]}
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


__all__ = ["answered_two"]
