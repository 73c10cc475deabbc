"""Rows of the product's tables as lines for COPY.

A sheet knows its model's columns and defaults, so that a column which the product gains later is filled as the product
fills it. Only what differs from row to row is told; a confidential row always tells its whole header.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import count
from typing import Any

import psycopg
from django.db import models
from psycopg import sql

from samspil.access.models import Confidential

NULL = r"\N"
FLUSH = 20_000  # lines in one write
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def text(value: Any) -> str:
    """A value as COPY reads it. Strings must hold no tab, line break or backslash unless they pass through here."""
    if value is None:
        return NULL
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    if isinstance(value, (list, tuple, set)):
        return array(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def array(values: Iterable[object]) -> str:
    """An array of numbers or plain words."""
    return f"{{{','.join(map(str, values))}}}"


def period(since: datetime | str, until: datetime | str | None = None) -> str:
    """A period as the product writes it: its first instant belongs to it, its last does not."""
    return f'["{since}","{until}")' if until else f'["{since}",)'


@dataclass(frozen=True)
class Header:
    """What the guard of the lock fills when the product writes a row, and what the writer tells.

    `version` rises with each update; a disclosure is one too.
    """

    owner: int
    body: int
    written_by: int
    written_at: str
    audiences: str = ""
    subject: int | None = None
    origin: str = "own"
    retention_kind: str = ""
    delete_after: str | None = None
    version: int = 1


HEADER = ("owner_audience_id", "audiences", "body", "subject", "origin", "written_by", "written_at", "retention_kind",
          "delete_after", "version")  # fmt: skip


class Sheet:
    """The lines of one table. `varying` names the attributes that each row tells, in order, after id and header."""

    def __init__(self, model: type[models.Model], *varying: str) -> None:
        self.model = model
        self.table = model._meta.db_table
        self.confidential = issubclass(model, Confidential)
        key = model._meta.pk
        assert key is not None
        told = (key.attname, *(HEADER if self.confidential else ()), *varying)
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
        self.columns = [str(field.column) for field in fields]
        unknown = set(told) - {field.attname for field in fields}
        assert not unknown, f"{self.table} has no {unknown}"
        self.key_column = str(key.column)
        self._counts = isinstance(key, models.AutoField | models.BigAutoField)
        self._order = [told.index(field.attname) for field in fields if field.attname in told]
        # One template a table: what never varies stands in it already.
        self._template = "\t".join(
            "%s" if field.attname in told else text(field.get_default()).replace("%", "%%") for field in fields
        )
        self._ids = count(1)
        self.last = 0
        self.lines: list[str] = []

    def next_id(self) -> int:
        self.last = next(self._ids)
        return self.last

    def add(self, *values: Any, id: int | None = None) -> int:
        """One row of a table without header; answers its id."""
        key = id if id is not None else self.next_id()
        self._put((key, *values))
        return key

    def confide(self, header: Header, *values: Any, id: int | None = None) -> int:
        """One row of a confidential table; answers its id."""
        key = id if id is not None else self.next_id()
        h = header
        self._put(
            (
                key,
                h.owner,
                h.audiences or f"{{{h.owner}}}",
                h.body,
                h.subject,
                h.origin,
                h.written_by,
                h.written_at,
                h.retention_kind,
                h.delete_after,
                h.version,
                *values,
            )
        )
        return key

    def _put(self, values: tuple[Any, ...]) -> None:
        self.lines.append(
            self._template
            % tuple(
                v if v.__class__ is str or v.__class__ is int else text(v) for v in [values[i] for i in self._order]
            )
        )

    def write(self, connection: psycopg.Connection) -> int:
        """Send the lines and forget them; answers how many there were."""
        if not self.lines:
            return 0
        lines, self.lines = self.lines, []
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.table), sql.SQL(", ").join(map(sql.Identifier, self.columns))
        )
        with connection.cursor().copy(into) as copy:
            for start in range(0, len(lines), FLUSH):
                copy.write("\n".join(lines[start : start + FLUSH]) + "\n")
        return len(lines)

    def catch_up(self, connection: psycopg.Connection) -> None:
        """Let the product's next row follow the last of ours."""
        if self._counts and self.last:
            connection.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [self.table, self.key_column, self.last]
            )
