"""Who has changed a row last: told to whom is told that somebody was faster."""

from __future__ import annotations

from typing import TypedDict

from samspil.access.models import Confidential, History
from samspil.organisations.models import Staff
from samspil.web import dates


class Faster(TypedDict, total=False):
    """`by` and `at` of a `Conflict`, ready to be shown."""

    by: str
    at: str


def faster(row: Confidential) -> Faster:
    """Who saved last and when; nothing where no change is known."""
    changes = History.objects.filter(parent_table=row._meta.db_table, parent_id=row.pk)
    last = changes.order_by("-parent_version", "-pk").first()
    return who_and_when(last) if last else {}


def who_and_when(change: History) -> Faster:
    """Who made a change, and when."""
    if change.written_at is None or change.written_by is None:
        return {}
    name = Staff.objects.filter(principal_id=change.written_by).values_list("name", flat=True).first()
    return {"by": name or "", "at": dates.moment(change.written_at)}
