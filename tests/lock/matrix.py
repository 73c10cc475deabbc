"""Runs the attempts of `expected` and tells where the database answers otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from tests.lock import catalogue, expected, scene
from tests.lock import functions as called
from tests.lock.stage import Stage, insertion


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
    hangs = [
        column
        for column in catalogue.columns(stage.cursor, table)
        if column.parent and catalogue.is_confidential(stage.cursor, column.parent)
    ]
    with stage.undone():
        row = stage.row(table, owner, [receiver])
        for member in members or stage.members:
            mine = stage.unit_of(member)
            theirs = stage.unit_of("other_consultant" if member != "other_consultant" else "social_worker")
            things = {"row": row, "mine": mine, "theirs": theirs}
            for attempt in expected.CONFIDENTIAL:
                due = wanted(table, attempt, member)
                for note, got in _answers(stage, table, attempt, member, things, hangs):
                    if got != due:
                        yield Deviation(table, attempt.told + note, member, due, got)


def _answers(
    stage: Stage,
    table: str,
    attempt: expected.Try,
    member: str,
    things: dict[str, int],
    hangs: Sequence[catalogue.Column],
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
        for column in hangs:
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
    held = catalogue.rights(stage.cursor, table) - (
        {"SELECT"} if reads == "own" or table in expected.READABLE_CABINET else set()
    )
    if held:
        yield Deviation(table, "holds rights", "samspil_app", "none", ", ".join(sorted(held)))
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


def records(stage: Stage, table: str) -> Iterator[Deviation]:
    """Who reads rows that definer functions wrote about the scene."""
    with stage.undone():
        stage.become("consultant")
        if table == "sharing_deletionreport":
            stage.cursor.execute(
                "SELECT retention.delete('concerns_incident', ARRAY[%(kept)s], 'no_follow_up')", stage.things
            )
        stage.cursor.execute("SET LOCAL ROLE NONE")
        key = {
            "audit_event": "act = 'person.opened'",
            "sharing_disclosedrow": "row_id = %(row)s",
            "sharing_disclosure": "id = %(disclosure)s",
            "sharing_deletionreport": "true",
            "sharing_extract": "row_id = %(row)s",
        }[table]
        for member in stage.members:
            got = stage.tries(member, f"SELECT FROM {table} WHERE {key}", stage.things)
            due = "row" if member in expected.RECORDS[table] else "nothing"
            if got != due:
                yield Deviation(table, "reads the row", member, due, got)


def audiences(stage: Stage) -> Iterator[Deviation]:
    """Audiences that are no secret are read by everybody, the others by those who hold them."""
    for name, readers in {
        "family": called.ANYBODY, "forum": called.ANYBODY, "minutes": called.DOOR, "item_audience": called.FORUM,
        "second_item": (), "team": (), "sealed": (), "colleague_person": ("colleague",),
    }.items():  # fmt: skip
        for member in stage.members:
            got = stage.tries(member, f"SELECT FROM access_audience WHERE id = %({name})s", stage.things)
            due = "row" if member in readers else "nothing"
            if got != due:
                yield Deviation("access_audience", f"reads {name}", member, due, got)


def open_tables(stage: Stage, tables: Sequence[str] | None = None) -> Iterator[Deviation]:
    """Who writes the rows of the first municipality in the open tables, and that who answers for them stays."""
    for table in tables or sorted(expected.OPEN):
        name = sql.Identifier(table)
        with stage.undone():
            row = _open_row(stage, table)
            column = sql.Identifier(catalogue.columns(stage.cursor, table)[1].name)
            fixed = expected.FIXED.get(table, ())
            for member in stage.members:
                writes = member in expected.OPEN[table]
                closed = not expected.OPEN[table]
                for told, statement, due in (
                    ("reads a row", sql.SQL("SELECT FROM {} WHERE id = %(row)s").format(name), "row"),
                    ("changes the row", sql.SQL("UPDATE {} SET {} = {} WHERE id = %(row)s").format(name, column, column),
                     "refused" if closed else "done" if writes else "nothing"),
                    ("changes every row", sql.SQL("UPDATE {} SET {} = {}").format(name, column, column),
                     "refused" if closed else "done" if writes else None if table in _PERSONAL or member[:5] == "other" else "nothing"),
                    ("empties the table", sql.SQL("TRUNCATE {}").format(name), "refused"),
                    *((f"changes {each}", sql.SQL("UPDATE {} SET {} = (SELECT max(id) + 1 FROM access_audience) WHERE id = %(row)s")
                       .format(name, sql.Identifier(each)), "refused" if writes else "nothing") for each in fixed),
                ):  # fmt: skip
                    got = stage.tries(member, statement, {"row": row})
                    if due and got != due:
                        yield Deviation(table, told, member, due, got)
                got = _adds(stage, table, member)
                due = "done" if member == "administrator" and writes and table != "organisations_body" else "refused"
                if got != due and (not writes or due == "done"):
                    yield Deviation(table, "adds a row", member, due, got)


_PERSONAL = (
    "organisations_staff",
    "organisations_feedaddress",
    "responsibility_absence",
)  # everybody has a row of their own


def _open_row(stage: Stage, table: str) -> int:
    """The first row of the first municipality; one is made where there is none."""
    own = {
        "organisations_staff": "principal_id = (SELECT %(me)s)", "organisations_feedaddress": "staff_id = (SELECT %(staff)s)",
        "responsibility_absence": "staff_id = (SELECT %(staff)s)",
    }.get(table, "true")  # fmt: skip
    consultant = stage.cast.consultant.staff
    things = {"me": consultant.principal_id, "staff": consultant.pk}
    found = stage.cursor.execute(f"SELECT min(id) FROM {table} WHERE {own}", things).fetchone()
    if found and found[0]:
        return int(found[0])
    return stage.row(table, 0, **_whose(stage, table))


def _whose(stage: Stage, table: str) -> dict[str, Any]:
    if table in {"organisations_feedaddress", "calendar_seen", "responsibility_absence"}:
        return {"staff_id": stage.cast.consultant.staff.pk}
    if table == "meetings_meeting":
        return {"minutes_audience_id": stage.cast.forum.door_id}
    if table == "organisations_concerndoor":
        return {"audience_id": stage.cast.forum.audience_id}
    if table == "concerns_reception":
        return {"body_id": stage.cast.body.pk}
    return {"body": stage.cast.body.audience_id} if table == "sharing_retentionrule" else {}


def _adds(stage: Stage, table: str, member: str) -> str:
    """A new row of the first municipality, with audiences of its own."""
    with stage.undone():
        values = stage.values(table, 0) | _whose(stage, table)
        for column in catalogue.columns(stage.cursor, table):
            if column.name in values and column.parent in {"access_audience", "access_principal"}:
                made = stage.row(column.parent, 0, **({"kind": "unit"} if column.parent == "access_audience" else {}))
                values[column.name] = made
        return stage.tries(member, insertion(table, values, returning=False), values)


def functions(
    stage: Stage, names: Sequence[str] | None = None, members: Sequence[str] | None = None
) -> Iterator[Deviation]:
    """Every function of ours, called by every member of the cast; those not meant for the app role, by right."""
    known = catalogue.functions(stage.cursor)
    for name in names or sorted(set(known) | set(called.CALLS) | set(called.CLOSED)):
        if name not in known or (name in called.CALLS) == (name in called.CLOSED):
            yield Deviation(name, "stands in CALLS or in CLOSED", "tests/lock/functions.py", "once", "not so")
        open_ = bool(
            catalogue.rows(
                stage.cursor, "SELECT has_function_privilege('samspil_app', %s::regproc, 'EXECUTE')", [name]
            )[0][0]
        )
        if open_ != (name in called.CALLS):
            yield Deviation(name, "may be called", "samspil_app", str(name in called.CALLS), str(open_))
        for call in called.CALLS.get(name, ()):
            for member in members or stage.members:
                got = stage.tries(member, call.sql, scene.of(stage, member))
                if got != call.answer(member):
                    yield Deviation(name, call.told, member, call.answer(member), got)
