"""One child twice on an agenda, or known to the forum from before: asked about, never guessed. The same record, or a like name with
an age that may be the same. Two whose CPR numbers differ are two, and nobody is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext

from samspil.access.models import History
from samspil.concerns.models import ListEntry
from samspil.concerns.states import About
from samspil.lib.names import are_like, sought
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.queries.agenda import Row
from samspil.meetings.states import DecisionState, ItemState, Source
from samspil.people.models import Person
from samspil.people.policies import are_two
from samspil.people.queries import may_be_of_age


def twice(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The pairs of an agenda that may be one child, in its order. One statement where two records are alike."""
    asked, _parted = _sorted_out([(one, other) for one, other in combinations(rows, 2) if may_be_one(one, other)])
    return asked


def twins_of(item: Item, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The other lines that may be about this item's child, and those of them that somebody has parted from it: the press that
    parted them can have been the wrong one.
    """
    own = next((row for row in rows if row.item and row.item.pk == item.pk), None)
    likely = [(own, row) for row in rows if own and row is not own and may_be_one(own, row)]
    asked, parted = _sorted_out(likely)
    return [row for _own, row in asked], [row for _own, row in parted]


def _sorted_out(pairs: list[tuple[Row, Row]]) -> tuple[list[tuple[Row, Row]], list[tuple[Row, Row]]]:
    """The pairs to ask about, and those of whom somebody has said that they are two: here, by parting them, or when a list was received;
    without those whose CPR numbers say so. Two statements at most.
    """
    records = [tuple(row.item.subject if row.item else None for row in pair) for pair in pairs]
    asked = {record for one, other in records if one and other and one != other for record in (one, other)}
    known = Person.objects.in_bulk(asked) if asked else {}
    items = {row.item.pk: row.item for pair in pairs for row in pair if row.item}
    parted = parted_from(items) | {frozenset({item.pk, other}) for item in items.values() for other in item.apart_from}
    parted |= {_ids(pair) for pair in pairs if _told_apart(*pair) or _told_apart(*reversed(pair))}
    likely = [
        pair
        for pair, (one, other) in zip(pairs, records, strict=True)
        if not are_two(known.get(one or 0), known.get(other or 0))
    ]
    return (
        [pair for pair in likely if _ids(pair) not in parted],
        [pair for pair in likely if _ids(pair) in parted],
    )


def _told_apart(one: Row, other: Row) -> bool:
    """Whether who received the line was asked about the other's child, and said that it is another."""
    line = one.item.entry if one.item else None
    return line is not None and other.item is not None and other.item.subject in line.told_apart


def _ids(pair: tuple[Row, Row]) -> frozenset[int]:
    return frozenset(row.item.pk for row in pair if row.item)


def parted_from(items: Collection[int]) -> set[frozenset[int]]:
    """The pairs with one of these items that were joined once and parted again: somebody has said that they are two. One statement;
    none for no items.
    """
    if not items:
        return set()
    were = History.objects.filter(
        parent_table=Item._meta.db_table, parent_id__in=items, was__joined_to_id__isnull=False
    )
    pairs = were.order_by("pk").values_list("parent_id", KT("was__joined_to_id"))
    return {frozenset({one, int(other)}) for one, other in pairs if other is not None}


@dataclass(frozen=True)
class ChildTold:
    """A child as a line tells of it."""

    name: str
    birth_date: date | None
    age: int | None


def may_be_child(one: ChildTold, other: ChildTold) -> bool:
    """Whether two lines may tell of one child: like names, and one birth date; where one of them has none, an age that may be the same."""
    if one.birth_date and other.birth_date:
        return one.birth_date == other.birth_date and are_like(one.name, other.name)
    of_one_name = sought(one.name) == sought(other.name)
    return may_be_of_age(one.age, other.age, of_one_name=of_one_name) and are_like(one.name, other.name)


def told_by(row: Row) -> ChildTold | None:
    """What a line of the agenda tells of a child by name; None where it names none."""
    item = row.item
    return ChildTold(item.label, item.birth_date, row.age) if item and item.named and _is_child(item) else None


def may_be_one(one: Row, other: Row) -> bool:
    """Whether two lines of an agenda may be about one child."""
    ours, theirs = told_by(one), told_by(other)
    if not (ours and theirs and one.item and other.item):
        return False
    is_one_record = one.item.subject is not None and one.item.subject == other.item.subject
    return is_one_record or may_be_child(ours, theirs)


def asked_about(item: Item, rows: Sequence[Row]) -> Row | None:
    """The line of an item that waits and was read aloud by name, so that it is asked whose child it is; None for other items. A file was
    looked through when it was received.
    """
    own = next((row for row in rows if row.item and row.item.pk == item.pk), None)
    is_aloud = item.entry is not None and item.entry.row is None
    return own if is_aloud and item.named and item.state == ItemState.WAITING and item.label else None


@dataclass(frozen=True)
class Known:
    """A child whom the forum has talked about before, and who may be the one that was read aloud."""

    person: Person
    age: int | None
    last_on: date
    is_here: bool  # the last decision about the child was made at this meeting


def known_to(item: Item, rows: Sequence[Row]) -> list[Known]:
    """The children whom the forum decided about at earlier meetings, or here already, and who may be the child of the item's line; the
    latest first. Not asked: who a line is about whose child is one of them. Four statements at most, none for other items.

    Those who wait on this agenda are asked about there (`twins_of`): the two items become one. Nor is it asked about whom the item was
    parted from.
    """
    own = asked_about(item, rows)
    if own is None:
        return []
    made = Decision.objects.filter(
        meeting__forum_id=item.meeting.forum_id, state=DecisionState.STANDING, subject__isnull=False
    )
    last = {
        subject: (day, meeting)
        for subject, day, meeting in made.order_by("decided_on", "pk").values_list("subject", "decided_on", "meeting")
        if subject
    }
    waiting = {row.item.subject or 0 for row in rows if row.item and row.is_open and row is not own}
    if not last or item.subject in last:
        return []
    day = timezone.localdate(item.meeting.starts_at)
    children = Person.objects.filter(pk__in=last.keys() - waiting, merged_into__isnull=True).order_by("pk")
    found = [Known(one, one.age_at(day), last[one.pk][0], last[one.pk][1] == item.meeting_id) for one in children]
    told = ChildTold(item.label, item.birth_date, own.age)
    likely = [one for one in found if may_be_child(told, ChildTold(one.person.name, one.person.birth_date, one.age))]
    if not likely:
        return []
    mine = Person.objects.filter(pk=item.subject).first() if item.subject else None
    others = {
        other for pair in parted_from([row.item.pk for row in rows if row.item]) if item.pk in pair for other in pair
    }
    apart = {row.item.subject for row in rows if row.item and row.item.pk in others - {item.pk}}
    kept = [one for one in likely if not are_two(mine, one.person) and one.person.pk not in apart]
    return sorted(kept, key=lambda one: one.last_on, reverse=True)


def _is_child(item: Item) -> bool:
    return item.concern_id is None or not item.concern or item.concern.about == About.CHILD


def own_record(item: Item) -> int | None:
    """The record that was made for the item's line and says no more than it: the child itself, and nobody whom it may be. Three
    statements at most.
    """
    if not item.subject or Item.objects.filter(subject=item.subject).exclude(pk=item.pk).exists():
        return None
    if ListEntry.objects.filter(subject=item.subject).exclude(pk=item.entry_id or 0).exists():
        return None
    known = Person.objects.filter(pk=item.subject, birth_date__isnull=False).exists()
    return None if known else item.subject


def came_from(one: Item, other: Item) -> str:
    """What two items of one child came from, in words."""
    first, second = sorted((one, other), key=lambda item: item.slot.position)
    words = [_came_from(first), _came_from(second)]
    if words[0] == words[1]:
        return (
            gettext("both lines of the list") if first.entry_id and second.entry_id else gettext("what stands at both")
        )
    return gettext("%(one)s and %(other)s") % {"one": words[0], "other": words[1]}


def _came_from(item: Item) -> str:
    if item.source == Source.FOLLOW_UP:
        return gettext("the follow-up")
    if item.source == Source.AGAIN:
        return gettext("what is taken up again")
    if item.entry:
        return gettext("the name read aloud") if item.entry.row is None else gettext("the line of the list")
    return gettext("the concern") if item.concern_id else gettext("what stands there")


def may_have_joined(item: Item) -> bool:
    """Whether something may have been joined with an item: it would have brought a line, or the matter that it comes from."""
    return bool(item.also or item.from_item_id)


def joined_to(item: Item) -> list[Item]:
    """The items that were joined with this one, for those who keep the minutes. One statement where there may be any."""
    if not may_have_joined(item):
        return []
    return list(
        Item.objects.filter(joined_to=item, state=ItemState.MOVED).select_related("entry", "slot").order_by("pk")
    )


def joined_on(rows: Sequence[Row]) -> list[tuple[Row, Item]]:
    """What was joined with items of an agenda that wait, for those who keep the minutes: each with the item it was joined to. One
    statement where there is any.
    """
    by_item = {row.item.pk: row for row in rows if row.item and may_have_joined(row.item) and row.is_open}
    if not by_item:
        return []
    found = Item.objects.filter(joined_to__in=by_item, state=ItemState.MOVED).order_by("slot__position", "pk")
    return [(by_item[one.joined_to_id or 0], one) for one in found]


def lines_of(item: Item) -> list[ListEntry]:
    """The lines of the list that are about the item's child: its own, and those of items joined with it."""
    own = [item.entry] if item.entry else []
    if not item.also:
        return own
    return own + list(
        ListEntry.objects.filter(pk__in=item.also).select_related("incident", "giver_unit").order_by("pk")
    )


def decided_twice(meeting: Meeting, rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The pairs that may be one child and about whom different words have been decided. One statement."""
    pairs = [(one, other) for one, other in twice(rows) if one.is_done and other.is_done]
    if not pairs:
        return []
    standing = Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING)
    words = dict(standing.values_list("item_id", "word"))
    return [
        (one, other)
        for one, other in pairs
        if one.item and other.item and words.get(one.item.pk) != words.get(other.item.pk)
    ]


__all__ = [
    "ChildTold",
    "Known",
    "asked_about",
    "came_from",
    "decided_twice",
    "joined_on",
    "joined_to",
    "known_to",
    "lines_of",
    "may_be_child",
    "may_be_one",
    "own_record",
    "parted_from",
    "told_by",
    "twice",
    "twins_of",
]
