"""One child twice on an agenda, or known to the forum from before: asked about, never guessed. The same record, or a like name with
an age that may be the same. Two whose CPR numbers differ are two, and nobody is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.utils import timezone
from django.utils.translation import gettext

from samspil.concerns.models import ListEntry
from samspil.concerns.states import About
from samspil.lib.names import are_like
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.queries.agenda import Row
from samspil.meetings.states import DecisionState, ItemState, Source
from samspil.people.models import Person
from samspil.people.policies import are_two

TOLD_AGE_MAY_BE_OFF = 1


def twice(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The pairs of an agenda that may be one child, in its order. One statement where two records are alike."""
    return _but_two([(one, other) for one, other in combinations(rows, 2) if may_be_one(one, other)])


def twins_of(item: Item, rows: Sequence[Row]) -> list[Row]:
    """The other lines that may be about this item's child."""
    own = next((row for row in rows if row.item and row.item.pk == item.pk), None)
    likely = [(own, row) for row in rows if own and row is not own and may_be_one(own, row)]
    return [row for _own, row in _but_two(likely)]


def _but_two(pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """The pairs without those whose CPR numbers say that they are two children."""
    records = [tuple(row.item.subject if row.item else None for row in pair) for pair in pairs]
    asked = {record for one, other in records if one and other and one != other for record in (one, other)}
    known = Person.objects.in_bulk(asked) if asked else {}
    return [
        pair
        for pair, (one, other) in zip(pairs, records, strict=True)
        if not are_two(known.get(one or 0), known.get(other or 0))
    ]


def may_be_one(one: Row, other: Row) -> bool:
    """Whether two lines of an agenda may be about one child."""
    ours, theirs = one.item, other.item
    if not (ours and theirs and ours.named and theirs.named and _is_child(ours) and _is_child(theirs)):
        return False
    if ours.subject and ours.subject == theirs.subject:
        return True
    if ours.birth_date and theirs.birth_date:
        return ours.birth_date == theirs.birth_date and are_like(ours.label, theirs.label)
    return _may_be_of_age(one.age, other.age) and are_like(ours.label, theirs.label)


def _may_be_of_age(one: int | None, other: int | None) -> bool:
    """Whether two ages may be one child's, of which one at least was told aloud: that is easily a year off."""
    return one is None or other is None or abs(one - other) <= TOLD_AGE_MAY_BE_OFF


@dataclass(frozen=True)
class Known:
    """A child whom the forum has talked about before, and who may be the one that was read aloud."""

    person: Person
    age: int | None
    last_on: date


def known_to(item: Item, rows: Sequence[Row]) -> list[Known]:
    """The children whom the forum decided about at earlier meetings, or here already, and who may be the child of the item's line; the
    latest first. Not asked: who a line is about whose child is one of them, nor of a file, which was looked through when it was
    received. Three statements at most, none for other items.

    Those who wait on this agenda are asked about there (`twins_of`): the two items become one.
    """
    own = next((row for row in rows if row.item and row.item.pk == item.pk), None)
    is_aloud = item.entry is not None and item.entry.row is None
    if own is None or not (is_aloud and item.named and item.state == ItemState.WAITING and item.label):
        return []
    made = Decision.objects.filter(
        meeting__forum_id=item.meeting.forum_id, state=DecisionState.STANDING, subject__isnull=False
    )
    last = {
        subject: day for subject, day in made.order_by("decided_on").values_list("subject", "decided_on") if subject
    }
    waiting = {row.item.subject or 0 for row in rows if row.item and row.is_open and row is not own}
    if not last or item.subject in last:
        return []
    day = timezone.localdate(item.meeting.starts_at)
    children = Person.objects.filter(pk__in=last.keys() - waiting, merged_into__isnull=True)
    found = [Known(child, child.age_at(day), last[child.pk]) for child in children.order_by("pk")]
    likely = [one for one in found if _may_be_known(item, own, one)]
    mine = Person.objects.filter(pk=item.subject).first() if likely and item.subject else None
    return sorted((one for one in likely if not are_two(mine, one.person)), key=lambda one: one.last_on, reverse=True)


def _may_be_known(item: Item, row: Row, known: Known) -> bool:
    if item.birth_date and known.person.birth_date and item.birth_date != known.person.birth_date:
        return False
    return _may_be_of_age(row.age, known.age) and are_like(item.label, known.person.name)


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
    return own + list(ListEntry.objects.filter(pk__in=item.also).select_related("incident").order_by("pk"))


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
    "Known",
    "came_from",
    "decided_twice",
    "joined_on",
    "joined_to",
    "known_to",
    "lines_of",
    "may_be_one",
    "own_record",
    "twice",
    "twins_of",
]
