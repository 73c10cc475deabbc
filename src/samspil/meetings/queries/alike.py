"""Children of lists that wait, and who on the agenda may be one of them: asked about where either comes in."""

from __future__ import annotations

from collections.abc import Sequence

from samspil.meetings.models import Item
from samspil.meetings.queries.agenda import Row
from samspil.meetings.queries.twice import ChildTold, asked_about, may_be_child, told_by
from samspil.meetings.queries.waiting import Suggestion, children_on_lists
from samspil.people.models import Person
from samspil.people.policies import are_two


def waiting_twins(item: Item, rows: Sequence[Row]) -> list[Suggestion]:
    """The children of lists that wait and who may be the child of a name that was read aloud; none for other items, nor where the item has
    a line of a list already. Three statements at most.
    """
    own = asked_about(item, rows)
    if own is None or item.also:
        return []
    return [one for one, _rows in _alike(children_on_lists(item.meeting), [own])]


def on_agenda(waiting: Sequence[Suggestion], rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The lines of the agenda that may be about a child of a list that waits, by suggestion ("entry-7"). One statement where names are
    like.
    """
    return {f"{one.kind}-{one.id}": found for one, found in _alike(waiting, rows)}


def _alike(waiting: Sequence[Suggestion], rows: Sequence[Row]) -> list[tuple[Suggestion, list[Row]]]:
    pairs = [(one, row) for one in waiting if one.deeds for row in rows if _may_be(one, row)]
    records = {record for one, row in pairs for record in (_child(one), _child(row)) if record}
    known = Person.objects.in_bulk(records) if records else {}
    found: dict[int, tuple[Suggestion, list[Row]]] = {}
    for one, row in pairs:
        if not are_two(known.get(_child(one)), known.get(_child(row))):
            found.setdefault(one.id, (one, []))[1].append(row)
    return list(found.values())


def _may_be(one: Suggestion, row: Row) -> bool:
    told = told_by(row)
    if told is None:
        return False
    is_one_record = bool(_child(one)) and _child(one) == _child(row)
    return is_one_record or may_be_child(ChildTold(one.label, one.deeds[0].birth_date, one.age), told)


def _child(of: Suggestion | Row) -> int:
    """The record of the child; 0 where there is none."""
    if isinstance(of, Row):
        return (of.item and of.item.subject) or 0
    return of.deeds[0].subject or 0


__all__ = ["on_agenda", "waiting_twins"]
