"""Children's records that would be called the same in a choice, and where each was told of last: by that a person tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from samspil.concerns.models import ListEntry
from samspil.people.models import Person


def twins_of(persons: Iterable[Person]) -> dict[int, ListEntry | None]:
    """Those of the records that have the name, the birth date and the audience of another, with the last line about each; None for
    one that no line is about. One statement, and none where all differ.
    """
    each = {person.pk: person for person in persons}
    called = Counter((person.name, person.birth_date, person.owner_audience_id) for person in each.values())
    alike = [pk for pk, person in each.items() if called[person.name, person.birth_date, person.owner_audience_id] > 1]
    lines = ListEntry.objects.filter(subject__in=alike).select_related("police_list").order_by("pk") if alike else ()
    return dict.fromkeys(alike) | {line.subject: line for line in lines if line.subject}


__all__ = ["twins_of"]
