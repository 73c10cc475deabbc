"""Which records may be the child that a concern is about."""

from __future__ import annotations

from samspil.people.models import Person
from samspil.people.queries import Child, Match, matches


def same_or_like(told: Child, before: Person | None) -> list[Match]:
    """The records that may be the child as it is written now; the one that stands, where it is only given the number it lacked."""
    found = matches([told])[0]
    stands = before is not None and before.cpr_hash is None and before.name == told.name
    if before is None or not (stands and told.cpr) or before.pk in {match.person.pk for match in found}:
        return found
    return [Match(before, "name_alone"), *found]
