"""How a child's record is called where a person chooses one: twins are told apart."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from samspil.concerns.models import ListEntry
from samspil.people.models import Person
from samspil.web import dates


def known_words(person: Person, twins: Mapping[int, ListEntry | None]) -> str:
    """Name, birth date and who knows the child; of several who would be called the same, what tells this one from the others."""
    born = dates.short(person.birth_date) if person.birth_date else gettext("birth date not known")
    said = gettext("%(name)s, %(born)s (known to %(audience)s)") % {
        "name": person.name or gettext("no name"), "born": born, "audience": person.owner_audience.name,
    }  # fmt: skip
    return f"{said} · {twin_words(person, twins[person.pk])}" if person.pk in twins else said


def twin_words(person: Person, line: ListEntry | None) -> str:
    """By what one of several of one name is told from the others: where the child was told of last, and whether there is a number."""
    listed = row = ""
    if line is not None:
        listed = gettext("on the list of %(day)s") % {"day": dates.short(line.police_list.received_on)}
        row = gettext("row %(row)s") % {"row": line.row} if line.row else ""
    number = gettext("has a CPR number") if person.cpr_hash is not None else gettext("no CPR number known")
    return ", ".join(filter(None, [listed, row, number]))


__all__ = ["known_words", "twin_words"]
