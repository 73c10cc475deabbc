"""What the verbs share: changing a row that somebody may have changed meanwhile, and giving a new row to its unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.queries.faster import faster
from samspil.sharing.actions import hand_over

Row = TypeVar("Row", bound=Confidential)


def change(actor: Actor, row: Row, version: int, mine: Mapping[str, str], **fields: Any) -> Row:
    """Update `row` as it was at `version`. Raises Conflict, with both texts, when somebody was faster."""
    rows = type(row)._default_manager
    if not rows.filter(pk=row.pk, version=version).update(**fields):
        raise _conflict(rows.get(pk=row.pk), mine)
    row.refresh_from_db()
    return row


def _conflict(now: Confidential, mine: Mapping[str, str]) -> Conflict:
    return Conflict(
        theirs={field: str(getattr(now, field) or "") for field in mine},
        mine=mine,
        version=now.version,
        **faster(now),
    )


def give(
    actor: Actor,
    rows: Sequence[Confidential],
    to: int,
    keep: Sequence[int],
    basis_version_id: int | None,
    necessity: str,
) -> None:
    """Rows of one table that the actor has just written become those of audience `to`. Nothing where they are already."""
    if not rows or rows[0].owner_audience_id == to:
        return
    if basis_version_id is None:
        raise Refused(_("Say on which legal basis it is given to the other unit."))
    hand_over(actor, rows[0]._meta.db_table, [row.pk for row in rows], to, keep, basis_version_id, necessity)
    for row in rows:
        row.owner_audience_id = to


def required(text: str, sentence: str, field: str) -> str:
    """The text without blanks around it. Raises Refused with `sentence` when nothing is left."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()


def sent_before(model: type[Model], owner_audience_id: int, key: object) -> Any | None:
    """The row that the same form made when it was sent the first time."""
    if key is None:
        return None
    return model._default_manager.filter(owner_audience_id=owner_audience_id, key=key).first()
