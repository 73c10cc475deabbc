"""Two who write the same: the later sees the earlier's text and chooses. Who was invited in between is no other text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, TypeVar

from samspil.access.models import Confidential, History
from samspil.lib.refusals import Conflict
from samspil.organisations.models import Staff
from samspil.web import dates

Row = TypeVar("Row", bound=Confidential)


def save(row: Row, seen: int, fields: Mapping[str, Any], *, texts: Sequence[str]) -> Row:
    """Write `fields` on the row as it was `seen`. Raises Conflict where one of the `texts` says something else now, and was
    changed since: with both texts, the version to go on from, and who was faster.
    """
    rows = type(row)._default_manager
    now = rows.select_for_update(of=("self",)).get(pk=row.pk)
    if now.version != seen:
        table = row._meta.db_table
        earlier = History.objects.filter(parent_table=table, parent_id=row.pk, parent_version__gte=seen)
        before = earlier.order_by("parent_version", "pk").first()
        theirs = {name: str(getattr(now, name)) for name in texts}
        mine = {name: str(fields[name]) for name in texts if name in fields}
        changed = [
            name
            for name in mine
            if before is not None and before.was.get(name) != theirs[name] and mine[name] != theirs[name]
        ]
        if changed:
            raise Conflict(
                theirs={name: theirs[name] for name in changed},
                mine={name: mine[name] for name in changed},
                version=now.version,
                **_faster(table, row.pk),
            )
    rows.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row


class Faster(TypedDict, total=False):
    """Who saved before, and when; empty where nobody knows."""

    by: str
    at: str


def _faster(table: str, pk: int) -> Faster:
    last = History.objects.filter(parent_table=table, parent_id=pk).order_by("-pk").first()
    if last is None or last.written_at is None or last.written_by is None:
        return {}
    staff = Staff.objects.filter(principal_id=last.written_by).only("name").first()
    return {"by": staff.name if staff else "", "at": dates.moment(last.written_at)}


__all__ = ["save"]
