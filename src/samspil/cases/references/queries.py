"""What a case refers to in other systems."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from samspil.cases.models import Case
from samspil.cases.references.models import Reference
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Staff


def references_of(case: Case) -> list[Reference]:
    """The references of a case that the actor reads, by system. One statement."""
    writer = Subquery(Staff.objects.filter(principal_id=OuterRef("written_by")).values("name")[:1])
    return list(Reference.objects.filter(case=case).annotate(writer=writer).order_by("system", "pk"))


def get_reference(reference_id: int) -> Reference:
    """A reference with its case. Raises NotVisible."""
    found = Reference.objects.select_related("case").filter(pk=reference_id).first()
    if found is None:
        raise NotVisible
    return found
