"""Sealing: what has been recorded is chained in batches, by the keeper, as often as the installation likes.

A batch takes the events of transactions below the oldest that still runs in this database: all of those have ended, so
none of their events can still come. What is newer is the unsealed tail, and waits for the next sealing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from psycopg.types.json import Jsonb

from samspil.audit import chain

BATCH = 5000
_ONE_AT_A_TIME = 7767_116  # advisory lock: two sealers at once would fork the chain


@dataclass(frozen=True)
class Head:
    """Where the chain ends. Its digest is worth keeping elsewhere: it cannot be made again without the key."""

    digest: str = chain.BEGINNING
    last: int = 0


@dataclass(frozen=True)
class Sealed:
    """What one run has sealed."""

    batches: int
    events: int
    head: str


def seal() -> Sealed:
    """Seal every event whose transaction has ended. One transaction over the keeper's connection."""
    batches = events = 0
    with transaction.atomic("keeper"), connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        head = _head(cursor)
        low, high = _horizon(cursor)
        if low < head.last:
            # Numbers have begun anew: the database was restored on another server. What was not sealed there is sealed
            # now; its transactions are ahead of this server's, or long ended.
            known = _sealed(cursor)
            loose = rows(cursor, "transaction < %s OR transaction >= %s", [low, high])
            rest = [row for row in loose if row["id"] not in known]
            head = Head(head.digest, low)
            if rest:
                head, batches, events = _put(cursor, head, low, rest), 1, len(rest)
        while batch := rows(cursor, "transaction >= %s AND transaction < %s", [head.last, low], limit=BATCH):
            last = low
            if len(batch) == BATCH:  # to the end of the last transaction, so that no other batch shares it
                last = batch[-1]["transaction"] + 1
                batch = rows(cursor, "transaction >= %s AND transaction < %s", [head.last, last])
            head = _put(cursor, head, last, batch)
            batches, events = batches + 1, events + len(batch)
    return Sealed(batches, events, head.digest)


def rows(cursor: Any, condition: str, parameters: list[Any], limit: int | None = None) -> list[dict[str, Any]]:
    """Events by a condition, in the order of their transactions."""
    cursor.execute(
        f"SELECT {', '.join(chain.COLUMNS)} FROM audit_event WHERE {condition} ORDER BY transaction, id LIMIT %s",  # noqa: S608
        [*parameters, limit],
    )
    found = [dict(zip(chain.COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return [row | {"detail": json.loads(row["detail"])} for row in found]


def _horizon(cursor: Any) -> tuple[int, int]:
    """The oldest transaction that may still write here, and the next one that will begin.

    A snapshot knows the running transactions of the whole server. Those that are known to belong to another database are
    left out: whatever happens there must not keep this record from being sealed. One that ends while its database is
    looked up no longer stands in a second snapshot; one so new that its lock is not seen yet still does.
    """
    high, before = _snapshot(cursor)
    cursor.execute(
        "SELECT l.transactionid::text::bigint FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        "JOIN pg_database d ON d.oid = a.datid "
        "WHERE l.locktype = 'transactionid' AND l.granted AND d.datname <> current_database()"
    )
    elsewhere = {number for (number,) in cursor.fetchall()}  # without the upper half of the number
    _, still = _snapshot(cursor)
    here = [number for number in before & still if number % 2**32 not in elsewhere]
    return min([*here, high]), high


def _snapshot(cursor: Any) -> tuple[int, set[int]]:
    """The next transaction, and those that run."""
    cursor.execute("SELECT pg_current_snapshot()::text")
    _, high, *running = cursor.fetchone()[0].replace(":", " ").replace(",", " ").split()
    return int(high), {int(number) for number in running}


def _head(cursor: Any) -> Head:
    cursor.execute("SELECT digest, last FROM audit_seal ORDER BY id DESC LIMIT 1")
    found = cursor.fetchone()
    return Head(*found) if found else Head()


def _sealed(cursor: Any) -> set[int]:
    cursor.execute("SELECT key::bigint FROM audit_seal, jsonb_object_keys(rows) AS key")
    return {number for (number,) in cursor.fetchall()}


def _put(cursor: Any, head: Head, last: int, batch: list[dict[str, Any]]) -> Head:
    told = {str(row["id"]): chain.of_row(row) for row in batch}
    digest = chain.of_batch(head.digest, first=head.last, last=last, rows=told)
    cursor.execute(
        "INSERT INTO audit_seal (first, last, count, rows, digest, sealed_at) VALUES (%s, %s, %s, %s, %s, now())",
        [head.last, last, len(batch), Jsonb(told), digest],
    )
    return Head(digest, last)
