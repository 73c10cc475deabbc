"""What a seal is made of: a digest for each event and one that chains the batch to those before it.

Both are HMACs under AUDIT_KEY, which never enters the database: whoever owns the database can change a row, but not make
the seal fit again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

BEGINNING = "0" * 64
COLUMNS = (
    "id", "at", "principal", "act", "object_table", "object_id", "subject_key", "owner_audience", "audiences", "detail",
    "transaction",
)  # fmt: skip


def of_row(row: Mapping[str, Any]) -> str:
    """The digest of one event: every column counts."""
    return _hmac({name: _plain(row[name]) for name in COLUMNS})[:32]


def of_batch(previous: str, *, first: int, last: int, rows: Mapping[str, str]) -> str:
    """The digest of a batch: it follows from the one before, so that none can be taken out or put in between."""
    return _hmac({"previous": previous, "first": first, "last": last, "rows": dict(rows)})


def _hmac(value: dict[str, Any]) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    """Alike whatever time zone or driver read it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, (int, str, list, dict)):
        return value
    return str(value)
