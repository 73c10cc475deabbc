"""Names beside ids: a row keeps numbers of colleagues, units and children, and a page shows them in the same
statement.
"""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from samspil.organisations.models import Staff, Unit
from samspil.people.models import Person


def child(column: str = "subject", field: str = "name") -> Subquery:
    """The child's name (or another field). Empty for who may not read the record: the policy holds here too."""
    return Subquery(Person.objects.filter(pk=OuterRef(column)).values(field)[:1])


def colleague(column: str = "responsible_id") -> Subquery:
    """A colleague's name."""
    return Subquery(Staff.objects.filter(pk=OuterRef(column)).values("name")[:1])


def unit(column: str = "unit_id") -> Subquery:
    """A unit's name."""
    return Subquery(Unit.objects.filter(pk=OuterRef(column)).values("name")[:1])
