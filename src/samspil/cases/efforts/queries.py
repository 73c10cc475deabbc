"""The specific efforts of a case, and those of one's unit for groups."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from samspil.cases.efforts.models import Effort
from samspil.cases.models import Case
from samspil.cases.queries import names
from samspil.lib.refusals import NotVisible

ON_A_PAGE = 25


def _named(efforts: QuerySet[Effort]) -> QuerySet[Effort]:
    """With who assessed, and where: running ones first, then the newest."""
    return efforts.annotate(assessor=names.colleague("assessed_by_id")).order_by(
        F("ended_on").desc(nulls_first=True), "-started_on", "-pk"
    )


def efforts_of(case: Case) -> list[Effort]:
    """The efforts of a case that the actor may read. One statement."""
    return list(_named(Effort.objects.filter(case=case)))


def running_in(case: Case) -> list[Effort]:
    """Efforts of a case that have not ended."""
    return list(Effort.objects.filter(case=case, ended_on__isnull=True).order_by("started_on", "pk"))


def group_efforts(number: str | int | None = 1) -> Page[Any]:
    """Efforts for groups that the actor may read, a page of them. Two statements."""
    return Paginator(_named(Effort.objects.filter(case__isnull=True)), ON_A_PAGE).get_page(number)


def get_effort(effort_id: int) -> Effort:
    """An effort with its case. Raises NotVisible."""
    effort = _named(Effort.objects.select_related("case").filter(pk=effort_id)).first()
    if effort is None:
        raise NotVisible
    return effort
