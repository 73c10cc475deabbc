"""Which records may be the child that a concern is about, and what is said of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.people import cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import Child, Match, is_called, matches
from samspil.web import dates


def same_or_like(told: Child, before: Person | None) -> list[Match]:
    """The records that may be the child as it is written now. The one that stands is among them where it may be the same child with
    what was wrong corrected: of a like name, or of no other birth date. One whose CPR number is another never is.
    """
    found = matches([told])[0]
    if before is None or before.pk in {match.person.pk for match in found} or not _may_be(told, before):
        return found
    return [Match(before, "name_alone"), *found]


def _may_be(told: Child, before: Person) -> bool:
    if told.cpr and before.cpr_hash is not None and bytes(before.cpr_hash) != cpr_at_rest.keyed_hash(told.cpr):
        return False
    born = {told.birth_date, before.birth_date} - {None}
    return is_called(before, told.name) or len(born) < 2


def called(person: Person | None) -> str:
    """A record in the history: name and birth date."""
    if person is None:
        return ""
    return ", ".join(filter(None, [person.name, dates.short(person.birth_date) if person.birth_date else ""]))


def said_of(person: Person | None, before: Person | None) -> str:
    """What stands in the history of whom it is about; for the door alone, as every note."""
    said = {"child": called(person), "before": called(before)}
    if person is None:
        return _("It is not about %(before)s after all.") % said
    if before is not None and before.pk == person.pk:
        return _("Corrected: the child is %(child)s. Before it said %(before)s.") % said
    if before is not None:
        return _("Corrected: it is about %(child)s, not about %(before)s.") % said
    return _("It is about %(child)s.") % said
