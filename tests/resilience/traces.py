"""Where words of a child may lie: every row of every table, what is packed inside a value, and files."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

Word = str | bytes  # bytes: a hash or a ciphertext, found as it is, in hexadecimal and in base64
TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
   AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
 ORDER BY 1, 2
"""
HEX = re.compile(r"\\x([0-9a-f]{2,})")
PACKED = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")  # sessions and caches keep base64, compressed or not


def in_tables(connection: psycopg.Connection, words: Sequence[Word]) -> dict[Word, set[str]]:
    """The words that are found in whatever the connection may read, with the tables in which they stand."""
    found: dict[Word, set[str]] = {}
    for schema, table in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(schema, table))
        for (row,) in connection.execute(query):
            for word in in_text(row, words):
                found.setdefault(word, set()).add(table)
    return found


def in_files(folders: Iterable[Path], words: Sequence[Word], *, but: Collection[Path] = ()) -> dict[Word, set[str]]:
    """The words that are found, with the files in whose name or content they stand; not those below the folders of `but`."""
    found: dict[Word, set[str]] = {}
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    for file in (path for path in files if not any(folder in path.parents for folder in but)):
        for word in _within([file.name.encode(), file.read_bytes()], words):
            found.setdefault(word, set()).add(str(file))
    return found


def in_text(text: str, words: Sequence[Word]) -> set[Word]:
    """Words that stand in a text, plainly or packed into one of its values."""
    return _within([text.encode(), *_unpacked(text)], words)


def _within(contents: Iterable[bytes], words: Sequence[Word]) -> set[Word]:
    plain = [(content, content.decode("utf-8", "replace").lower()) for content in contents]
    return {
        word
        for word in words
        if any(word in content if isinstance(word, bytes) else word.lower() in text for content, text in plain)
    }


def _unpacked(text: str) -> Iterator[bytes]:
    for found in HEX.finditer(text):
        yield bytes.fromhex(found[1][: len(found[1]) // 2 * 2])
    for found in PACKED.finditer(text):
        value = found[0].rstrip("=").replace("+", "-").replace("/", "_")
        try:
            packed = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        except binascii.Error:
            continue
        yield packed
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            continue


__all__ = ["Word", "in_files", "in_tables", "in_text"]
