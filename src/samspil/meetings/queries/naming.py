"""The names that stand on an agenda: what is written without names names none of them."""

from __future__ import annotations

from collections.abc import Sequence

from samspil.concerns.states import About
from samspil.meetings.models import Item, Meeting
from samspil.meetings.states import ItemState
from samspil.people.models import Person
from samspil.web.templatetags.samspil import or_unknown

# Words that stand where a name would, of who is not identified.
NO_NAME = frozenset(
    {"ukendt", "ukendte", "uden", "navn", "dreng", "drengen", "pige", "pigen", "barn", "ung", "ung mand"}
)


def names_on(meeting: Meeting) -> list[str]:
    """The children and young people of the agenda, as far as the actor reads them, those whose names have not been said too.
    One statement. A place or a group is nobody's name.
    """
    items = Item.objects.filter(meeting=meeting).exclude(state=ItemState.MOVED).select_related("entry", "concern")
    found: set[str] = set()
    for item in items.order_by("pk"):
        if item.concern and item.concern.about != About.CHILD:
            continue
        found |= {item.label if item.named else "", item.entry.name if item.entry else ""}
        found |= {item.concern.who if item.concern else ""}
    return sorted(name for name in map(_without_words, found) if name)


def names_of_items(item_ids: Sequence[int]) -> list[str]:
    """Whom these items are about, in their order, as far as the actor reads them. One statement."""
    labels = dict(Item.objects.filter(pk__in=item_ids).values_list("pk", "label"))
    return [or_unknown(labels[item_id]) for item_id in item_ids if item_id in labels]


def names_to_say(meeting: Meeting) -> list[tuple[Item, str]]:
    """The items that stand without name until the meeting, and whose name the actor reads: of the line, the concern or the child. Left
    out: what is talked of without the name for a reason. Two statements at most.
    """
    items = Item.objects.filter(meeting=meeting, state=ItemState.WAITING, named=False, nameless_because="")
    found = list(items.select_related("meeting__forum", "slot", "entry", "concern").order_by("slot__position"))
    children = Person.objects.in_bulk({item.subject for item in found if item.subject}) if found else {}
    named = [(item, _name_of(item, children.get(item.subject or 0))) for item in found]
    return [(item, name) for item, name in named if name]


def _name_of(item: Item, child: Person | None) -> str:
    read = item.entry.name if item.entry else item.concern.who if item.concern else ""
    return read or (child.name if child else "")


def _without_words(name: str) -> str:
    return " ".join(word for word in name.split() if word.lower() not in NO_NAME and not word.isdecimal())


__all__ = ["names_of_items", "names_on", "names_to_say"]
