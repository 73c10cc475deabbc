"""Names beside ids: a row keeps numbers of colleagues, units and children, and a page shows them in the same
statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from samspil.cases.models import Case, Conversation, Handover, Responsibility, Task
from samspil.organisations.models import Post, Staff, Unit
from samspil.people.models import Person


class _OfCase(TypedDict):
    child: str | None
    child_born: date | None
    unit_name: str | None


class _OfTask(TypedDict):
    child: str | None
    responsible_name: str | None
    responsible_left: bool
    unit_name: str | None


class _OfConversation(_OfTask):
    child_born: date | None


class _OfHandover(TypedDict):
    child: str | None
    to_name: str | None
    from_name: str | None
    to_staff_name: str | None


class _OfDuty(TypedDict):
    staff_name: str | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    NamedCase = WithAnnotations[Case, _OfCase]
    NamedTask = WithAnnotations[Task, _OfTask]
    NamedConversation = WithAnnotations[Conversation, _OfConversation]
    NamedHandover = WithAnnotations[Handover, _OfHandover]
    NamedDuty = WithAnnotations[Responsibility, _OfDuty]
else:
    NamedCase, NamedTask, NamedConversation, NamedHandover, NamedDuty = (
        Case,
        Task,
        Conversation,
        Handover,
        Responsibility,
    )


def child(column: str = "subject", field: str = "name") -> Subquery:
    """The child's name (or another field). Empty for who may not read the record: the policy holds here too."""
    return Subquery(Person.objects.filter(pk=OuterRef(column)).values(field)[:1])


def with_children(rows: Iterable[NamedCase]) -> list[NamedCase]:
    """The rows, each with its child's name and birth date, as `child` would give them; in one statement for all of them.

    A list is quicker so: every record that a statement names beside the row asks for the actor's keys once more.
    """
    found = list(rows)
    persons = Person.objects.only("name", "birth_date").in_bulk({row.subject for row in found})
    for row in found:
        person = persons.get(row.subject)
        row.child, row.child_born = (person.name, person.birth_date) if person else (None, None)
    return found


def colleague(column: str = "responsible_id") -> Subquery:
    """A colleague's name."""
    return Subquery(Staff.objects.filter(pk=OuterRef(column)).values("name")[:1])


def left(column: str = "responsible_id", unit_column: str = "unit_id") -> Exists:
    """Whether a colleague has left the unit for which they have it: ended, or without a post there today."""
    here = Post.objects.on(timezone.localdate()).filter(staff__ended_at__isnull=True)
    there = here.filter(staff_id=OuterRef(column), unit_id=OuterRef(unit_column))
    return ~Exists(there)  # type: ignore[return-value]


def unit(column: str = "unit_id") -> Subquery:
    """A unit's name."""
    return Subquery(Unit.objects.filter(pk=OuterRef(column)).values("name")[:1])


def writer() -> Subquery:
    """The colleague who wrote a row."""
    return Subquery(Staff.objects.filter(principal_id=OuterRef("written_by")).values("name")[:1])
