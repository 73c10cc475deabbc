"""Saving over what has happened to a row since its page was drawn: only a colleague's other words for the same field stop it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samspil.access.actor import Actor
from samspil.access.models import Confidential, History
from samspil.concerns.queries.earlier import as_kept
from samspil.lib.refusals import Conflict
from samspil.organisations.queries.faster import Faster, who_and_when

MOST_ATTEMPTS = 5


def save_over(actor: Actor, row: Confidential, version: int, mine: Mapping[str, Any]) -> None:
    """Write these fields on the row, which the actor saw as it stood at `version`. Readers who came to it meanwhile, and what the actor
    has saved since, stop nothing; what a colleague has changed in other fields stands.

    Raises Conflict where a colleague has changed one of the same fields to something else, with who it was and when.
    """
    table: Any = type(row)._default_manager
    for _attempt in range(MOST_ATTEMPTS):
        if table.filter(pk=row.pk, version=version).update(**mine):
            return
        now = table.get(pk=row.pk)
        if version > now.version:  # a page that never was
            break
        since = _since(row, version)
        if since:
            was = since[0].was
            touched = {name for name, value in mine.items() if as_kept(value) != as_kept(was.get(name))}
            theirs = {name: getattr(now, name) for name in mine}
            clash = {
                name for name in touched if as_kept(theirs[name]) not in {as_kept(was.get(name)), as_kept(mine[name])}
            }
            mine = {name: value if name in touched else theirs[name] for name, value in mine.items()}
            other = _by_another(actor, since)
            if clash and other:
                raise Conflict(
                    theirs=theirs, mine=dict(mine), version=now.version, untouched=frozenset(mine) - touched,
                    **who_and_when(other),
                )  # fmt: skip
        version = now.version
    raise Conflict(theirs={name: getattr(now, name) for name in mine}, mine=dict(mine), version=now.version)


def overtaken(actor: Actor, row: Confidential, version: int) -> Faster | None:
    """Which colleague has changed the row last since it stood at `version`, and when; None where nobody else has."""
    other = _by_another(actor, _since(row, version))
    return who_and_when(other) if other else None


def _since(row: Confidential, version: int) -> list[History]:
    changes = History.objects.filter(
        parent_table=row._meta.db_table, parent_id=row.pk, parent_version__gte=version
    ).order_by("parent_version", "pk")  # fmt: skip
    return list(changes)


def _by_another(actor: Actor, since: list[History]) -> History | None:
    return next((one for one in reversed(since) if one.written_by != actor.principal_id), None)


__all__ = ["overtaken", "save_over"]
