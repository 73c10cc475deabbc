"""Reading a register: one statement for all its entries on a day, one for the versions of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body
from samspil.organisations.profile.parts import Keyed
from samspil.organisations.registers.models import EntryVersion

P = TypeVar("P", bound=Keyed)
WITHOUT_WORDS = {"source", "note", "assumed", "key"}


@dataclass(frozen=True)
class Entry(Generic[P]):
    """An entry as it stands on a day: its row's id, what the profile says of it, and since when it says so."""

    id: int
    part: P
    since: date | None

    @property
    def key(self) -> str:
        return self.part.key


@dataclass(frozen=True)
class Version:
    """One version: from when to when, when it was written, and which fields it changed."""

    first: date | None
    last: date | None
    written_at: datetime
    changed: tuple[str, ...]


def rows_of(versions: type[EntryVersion]) -> Any:
    """The rows of a register's versions. Each concrete version has a foreign key `entry`, which the abstract one cannot name."""
    return versions._default_manager


def entries_on(versions: type[EntryVersion], part: type[P], body: Body, day: date) -> list[Entry[P]]:
    """Every entry of the municipality that day, in the order of the profile."""
    table: Any = versions
    held = table.entry.field.related_model._default_manager.on(day).filter(body=body)
    rows = (
        rows_of(versions)
        .on(day)
        .filter(entry__in=held)
        .select_related("entry")
        .order_by("entry__position", "entry_id", "pk")
    )
    found = {row.entry_id: Entry(row.entry_id, part.model_validate(row.content), row.valid_from) for row in rows}
    return list(found.values())


def get_entry(versions: type[EntryVersion], part: type[P], body: Body, entry_id: int, day: date) -> Entry[P]:
    """One entry of the municipality, also one that has ended: then as it last stood. Raises NotVisible."""
    rows = rows_of(versions).filter(entry_id=entry_id, entry__body=body).order_by("-pk")
    row = rows.on(day).first() or rows.first()
    if row is None:
        raise NotVisible
    return Entry(entry_id, part.model_validate(row.content), row.valid_from)


def versions_of(versions: type[EntryVersion], entry_id: int) -> list[Version]:
    """The versions of an entry, the newest first, each with what it changed."""
    found: list[Version] = []
    before: dict[str, object] = {}
    for row in rows_of(versions).filter(entry_id=entry_id).order_by("pk"):
        names = sorted({*row.content, *before} - WITHOUT_WORDS)
        changed = tuple(name for name in names if before and row.content.get(name) != before.get(name))
        found.append(Version(row.valid_from, row.valid_to, row.written_at, changed))
        before = row.content
    return found[::-1]
