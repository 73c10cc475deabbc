"""Search in notes. One word is enough in one's own cases; beyond them two (the law asks for a purpose, not a trawl)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from samspil.access import cabinet
from samspil.cases.models import Note, Responsibility
from samspil.cases.queries import names
from samspil.organisations.models import Staff

MOST_HITS = 20


@dataclass(frozen=True)
class Hits:
    """At most twenty notes, newest first; with `too_many` none, and never how many there are."""

    notes: list[Note]
    too_many: bool = False


def own_cases(staff_id: int) -> list[int]:
    """Ids of the cases that a colleague coordinates or holds."""
    mine = Responsibility.objects.filter(staff_id=staff_id, period__upper_inf=True)
    return sorted(set(mine.values_list("case_id", flat=True)))


def search_notes(words: str, *, within: list[int] | None = None) -> Hits:
    """Notes that hold all the words, in any form of them. Raises Refused for fewer than two words without `within`."""
    ids = cabinet.call("SELECT cases.search_notes(%s, %s::bigint[], %s)", [words, within, MOST_HITS + 1])
    if len(ids) > MOST_HITS:
        return Hits([], too_many=True)
    writer = Staff.objects.filter(principal_id=OuterRef("written_by")).values("name")[:1]
    notes = (
        Note.objects.filter(pk__in=[note for (note,) in ids])
        .select_related("case")
        .annotate(child=names.child(), writer=Subquery(writer))
        .order_by("-written_at", "-pk")
    )
    return Hits(list(notes))
