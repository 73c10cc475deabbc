"""Verifying: every sealed event is read again. What was changed, removed or put in is named by its number."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connections, transaction

from samspil.audit import chain, seal


@dataclass
class Verdict:
    """What verifying found. `unsealed` events can still be changed unseen; `oldest` says since when the tail waits.

    `heads` are the digests that the chain has ended with, one after the other: a digest that was kept elsewhere and is
    not among them tells that seals were taken off.
    """

    sealed: int = 0
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    broken_seals: list[int] = field(default_factory=list)
    unsealed: int = 0
    oldest: datetime | None = None
    heads: list[str] = field(default_factory=lambda: [chain.BEGINNING])

    @property
    def holds(self) -> bool:
        """Whether every sealed event is as it was."""
        return not (self.changed or self.removed or self.inserted or self.broken_seals)


def verify() -> Verdict:
    """Read the chain from its beginning, over the keeper's connection."""
    found = Verdict()
    known: set[int] = set()
    end = 0
    with transaction.atomic("keeper"), connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT id, first, last, count, digest FROM audit_seal ORDER BY id")
        for number, first, last, count, digest in cursor.fetchall():
            cursor.execute("SELECT rows FROM audit_seal WHERE id = %s", [number])
            told: dict[str, str] = json.loads(cursor.fetchone()[0])
            due = chain.of_batch(found.heads[-1], first=first, last=last, rows=told)
            if not hmac.compare_digest(due, digest) or count != len(told):
                found.broken_seals.append(number)
            found.heads.append(digest)
            found.sealed += len(told)
            known.update(map(int, told))
            end = last
            _compare(cursor, found, told)
        _look_for_strangers(cursor, found, known, end)
    return found


def _compare(cursor: Any, found: Verdict, told: dict[str, str]) -> None:
    there = {row["id"]: row for row in seal.rows(cursor, "id = ANY (%s)", [[int(key) for key in told]])}
    for key, digest in told.items():
        row = there.get(int(key))
        if row is None:
            found.removed.append(int(key))
        elif not hmac.compare_digest(chain.of_row(row), digest):
            found.changed.append(int(key))


def _look_for_strangers(cursor: Any, found: Verdict, known: set[int], end: int) -> None:
    """An event in no seal belongs to the tail, unless its transaction is one of those that are sealed: it was put in."""
    cursor.execute("SELECT id, at, transaction FROM audit_event WHERE NOT (id = ANY (%s)) ORDER BY id", [sorted(known)])
    for number, at, its_transaction in cursor.fetchall():
        if its_transaction < end:
            found.inserted.append(number)
        else:
            found.unsealed += 1
            found.oldest = min(at, found.oldest or at)
