"""Bringing a register to what a profile says: added, changed by a new version, ended by date. Nothing is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from samspil.access.actor import Actor
from samspil.audit.record import record
from samspil.organisations import policies
from samspil.organisations.actions.keys import today
from samspil.organisations.models import Body
from samspil.organisations.profile.parts import Keyed
from samspil.organisations.registers.models import EntryVersion, RegisterEntry
from samspil.organisations.registers.reading import rows_of


@transaction.atomic
def keep_register(
    actor: Actor,
    *,
    body: Body,
    entries: type[RegisterEntry],
    versions: type[EntryVersion],
    parts: Sequence[Keyed],
) -> Counter[str]:
    """How many entries were "added", "changed" and "ended"; a second time none.

    A change begins today and the version before it ends yesterday. An entry that the parts no longer name ends
    yesterday, and goes on when it comes back. Refused: for others than the municipality's administrators.
    """
    policies.check_administers(actor, body)
    day = today(actor)
    changes: Counter[str] = Counter()
    known = {row.key: row for row in entries._default_manager.filter(body=body)}
    running: dict[int, Any] = {
        version.entry_id: version for version in rows_of(versions).filter(entry__body=body, valid_to__isnull=True)
    }
    for position, part in enumerate(parts):
        content = part.model_dump(mode="json", exclude_defaults=True, exclude={"valid_from", "valid_to"})
        values: dict[str, Any] = {
            "name": part.name, "position": position, "valid_from": part.valid_from, "valid_to": part.valid_to,
        }  # fmt: skip
        row = known.get(part.key)
        if row is None:
            row = entries(body=body, key=part.key, **values)
            row.save()
            _begin(versions, row, content, actor)
            changes["added"] += 1
            continue
        differing = [name for name, value in values.items() if getattr(row, name) != value]
        for name in differing:
            setattr(row, name, values[name])
        if differing:
            row.save(update_fields=differing)
        before = running.get(row.pk)
        if before is None or before.content != content:
            if before is not None:
                before.valid_to = day - timedelta(days=1)
                before.save(update_fields=["valid_to"])
            _begin(versions, row, content, actor, since=day)
            differing.append("content")
        changes["changed"] += bool(differing)
    named = {part.key for part in parts}
    for row in known.values():
        if row.key not in named and (row.valid_to is None or row.valid_to >= day):
            row.valid_to = day - timedelta(days=1)
            row.save(update_fields=["valid_to"])
            changes["ended"] += 1
    changes = +changes
    if changes:
        record(f"{entries._meta.model_name}.kept", body, owner=body.administration_id, **changes)
    return changes


def _begin(
    versions: type[EntryVersion], row: RegisterEntry, content: dict[str, Any], actor: Actor, since: Any = None
) -> None:
    versions(entry=row, content=content, written_at=actor.at, valid_from=since).save()  # type: ignore[misc]
