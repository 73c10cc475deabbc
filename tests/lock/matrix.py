"""Runs the attempts of `expected` and tells where the database answers otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from tests.lock import catalogue, expected
from tests.lock.stage import Stage, answer, insertion


@dataclass(frozen=True)
class Deviation:
    thing: str
    attempt: str
    member: str
    wanted: str
    got: str

    def __str__(self) -> str:
        return f"{self.thing}: {self.member} {self.attempt}: {self.got}, should be {self.wanted}"


def wanted(table: str, attempt: expected.Try, member: str) -> str:
    different = expected.DIFFERENT.get(table, {}).get(attempt.told)
    answers = different or attempt.answers
    return answers[expected.STANDINGS.index(expected.standing(member))]


def confidential(stage: Stage, table: str, members: Sequence[str] | None = None) -> Iterator[Deviation]:
    """Every attempt on one confidential table by every member of the cast."""
    owner, receiver = stage.unit_of(expected.OWNERS[0]), stage.unit_of(expected.RECEIVERS[0])
    with stage.undone():
        row = stage.row(table, owner, [receiver])
        for member in members or stage.members:
            mine = stage.unit_of(member)
            theirs = stage.unit_of("other_consultant" if member != "other_consultant" else "social_worker")
            things = {"row": row, "mine": mine, "theirs": theirs}
            for attempt in expected.CONFIDENTIAL:
                due = wanted(table, attempt, member)
                for note, got in _answers(stage, table, attempt, member, things):
                    if got != due:
                        yield Deviation(table, attempt.told + note, member, due, got)


def _answers(
    stage: Stage, table: str, attempt: expected.Try, member: str, things: dict[str, int]
) -> Iterator[tuple[str, str]]:
    kind, _, what = attempt.sql.partition(": ")
    if kind == "insert" and what != "own, hanging on the row":
        owner = things["theirs"] if what.startswith("others") else things["mine"]
        with stage.undone():
            values = stage.values(table, owner)
            if what.endswith("read by others"):
                values["audiences"] = [owner, things["theirs"]]
            elif what.endswith("read by own"):
                values["audiences"] = [owner, things["mine"]]
            yield "", stage.tries(member, insertion(table, values, returning=False), values)
    elif kind in {"insert", "update"}:
        for column in catalogue.columns(stage.cursor, table):
            if column.parent in catalogue.confidential(stage.cursor):
                yield f" ({column.name})", _hang(stage, table, column, member, things, later=kind == "update")
    else:
        yield "", stage.tries(member, attempt.sql.replace("{table}", table), things)


def _hang(
    stage: Stage, table: str, column: catalogue.Column, member: str, things: dict[str, int], *, later: bool
) -> str:
    """A row of one's own whose `column` names a row of the unit of `expected.OWNERS`, at once or by a change."""
    owner, receiver = stage.unit_of(expected.OWNERS[0]), stage.unit_of(expected.RECEIVERS[0])
    with stage.undone():
        parent = stage.row(str(column.parent), owner, [receiver])
        values = stage.values(table, things["mine"])
        if not later:
            values[column.name] = parent
            return stage.tries(member, insertion(table, values, returning=False), values)
        mine = stage.row(table, things["mine"])
        change = sql.SQL("UPDATE {} SET {} = %(parent)s WHERE id = %(mine)s").format(
            sql.Identifier(table), sql.Identifier(column.name)
        )
        return stage.tries(member, change, {"parent": parent, "mine": mine})


def rights(stage: Stage, table: str, class_: str) -> Iterator[Deviation]:
    """Tables that the app role may not write at all, and mostly not read."""
    reads, inserts, updates, deletes = expected.CLASSES[class_]
    column = catalogue.columns(stage.cursor, table)[0].name
    name, first = sql.Identifier(table), sql.Identifier(column)
    attempts = (
        ("reads it", sql.SQL("SELECT FROM {}").format(name), reads),
        ("locks it", sql.SQL("SELECT FROM {} FOR UPDATE").format(name), updates),
        ("inserts", sql.SQL("INSERT INTO {} DEFAULT VALUES").format(name), inserts),
        ("updates", sql.SQL("UPDATE {} SET {} = {}").format(name, first, first), updates),
        ("deletes", sql.SQL("DELETE FROM {}").format(name), deletes),
        ("empties it", sql.SQL("TRUNCATE {}").format(name), deletes),
    )
    for member in stage.members:
        for told, statement, due in attempts:
            if told == "reads it" and (due == "own" or table in expected.READABLE_CABINET):
                continue  # told by the rows themselves: see `records` and `cabinet`
            got = stage.tries(member, statement, {})
            if got != due:
                yield Deviation(table, told, member, due, got)


__all__ = ["Any", "Deviation", "answer", "confidential", "rights", "wanted"]
