"""What a verb leaves behind: the rows it writes and the events it records, in words that are the same on any day.

Numbers of rows say what they stand for (`the unit ssp`, `new meeting`), moments whether they are now, past or to come, and
keys only that they are there. What a column says otherwise stands there as it is: states, versions, codes, texts.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from samspil.access import actor
from samspil.access.models import Audience
from tests.cast import Cast, as_role
from tests.clock import today
from tests.verbs import world

KEPT = Path(__file__).parent / "traces"
Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]  # table → text of its key → row

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d(?::?\d\d)?|Z)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAY_IN_WORDS = re.compile(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")  # as a Dane reads it, inside a text
TIME_IN_WORDS = re.compile(r"(today) kl\. \d\d?\.\d\d\b")
OPAQUE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w+/.:=-]{32,}|\b\w*[A-Z]\w*\d\w{18,}")
NUMBERED = re.compile(r"\b(p|(?:item|matter|meeting|reply) |ad-hoc-)\d+\b")  # names that hold the number of a row
NUMBERS = (models.BigIntegerField, models.ForeignKey, models.AutoField)
# In the details of an event these numbers count something; its other numbers are of rows.
COUNTS = {
    *("added", "cancelled", "changed", "count", "dropped", "entries", "events", "kept", "made", "matches", "moved"),
    *("present", "rows", "seats", "signs", "skipped", "times"),
}
MANY = 10  # a school year's meetings, the pages of a profile: how many differs by the day
EARLIER_THIS_HOUR = timedelta(minutes=65)  # what comes anonymously says the hour alone
LONG = 400  # letters; a whole profile or document is compared by its digest, where it is loaded
# PostgreSQL's own number; what was before a change, which the change says; and what the day decides.
NOT_SAID = {"transaction", "was", "half"}


@dataclass
class Names:
    """What the numbers of rows stand for: the cast by name, everything else by its kind."""

    audiences: dict[int, str]
    rows: dict[tuple[str, int], str]
    new: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, cast: Cast) -> Names:
        """The names of the cast and of every audience there is."""
        with as_role("NONE") as cursor:
            cursor.execute("SELECT id, kind, name FROM access_audience")
            audiences = {pk: _text(f"{kind} {name}".strip()) for pk, kind, name in cursor.fetchall()}
        rows = {("access_principal", each.principal_id): who for who, each in cast.members.items()}
        rows |= {("organisations_staff", each.staff.pk): who for who, each in cast.members.items()}
        rows |= {("organisations_unit", unit.pk): f"unit {key}" for key, unit in cast.units.items()}
        return cls(audiences, rows)

    def of_audience(self, number: int) -> str:
        return self.audiences.get(number, "new audience")

    def of_row(self, table: str, number: int) -> str:
        noun = table.partition("_")[2]
        if number in self.new.get(table, ()):
            return f"new {noun}"
        return self.rows.get((table, number), f"a {noun}")


def rows(tables: Iterable[str]) -> Rows:
    """The rows of these tables as they stand, past the policies."""
    found: Rows = {}
    for prints in world.PRINTS:
        with prints.past_the_policies() as cursor:
            for table in sorted(set(tables) & set(world.tables(alias=prints.alias))):
                cursor.execute(f"SELECT to_jsonb(t) FROM {table} t")
                found[table] = {_key_of(row): row for row in (json.loads(text) for (text,) in cursor.fetchall())}
    return found


def _key_of(row: Row) -> str:
    return str(row.get("id", sorted(row.items(), key=str)))


def trace(before: Rows, after: Rows, names: Names) -> list[str]:
    """One line for each row that is new (`+`), gone (`-`) or changed (`~`), sorted: the order of writing is nobody's."""
    numbers = {table: {int(key) for key in of if key.isdigit()} for table, of in before.items()}
    names.new = {table: {int(key) for key in of if key.isdigit()} - numbers[table] for table, of in after.items()}
    lines = []
    for table, now in after.items():
        then = before[table]
        if len(now) - len(then) >= MANY:
            lines.append(f"+ {table}: many")
            continue
        for key, row in now.items():
            if key not in then:
                lines.append(f"+ {table}: {_said(table, row, names)}")
            elif row != then[key]:
                lines.append(f"~ {table}: {_changed(table, then[key], row, names)}")
        lines += [f"- {table}: {_said(table, row, names)}" for key, row in then.items() if key not in now]
    return [line if often == 1 else f"{line}  ({often} times)" for line, often in sorted(Counter(lines).items())]


def compare(place: str, lines: list[str]) -> None:
    """Assert that the verb leaves what its file says; with SAMSPIL_WRITE_TRACES set, write the file instead."""
    file = _file(place)
    if os.environ.get("SAMSPIL_WRITE_TRACES"):
        file.write_text("".join(f"{line}\n" for line in lines))
    said = file.read_text().splitlines() if file.exists() else []
    assert lines == said, "\n".join(
        [
            *unified_diff(said, lines, file.name, "left now", n=0, lineterm=""),
            "",
            "`make traces` writes it anew, to be read.",
        ]
    )


def kept() -> set[str]:
    """The places of the verbs whose traces are written down."""
    return {f"samspil.{file.stem}" for file in KEPT.glob("*.txt")}


def _file(place: str) -> Path:
    return KEPT / f"{place.removeprefix('samspil.')}.txt"


def _said(table: str, row: Row, names: Names) -> str:
    """What a row says, without its key and what is empty."""
    said = {column: _value(table, column, value, names) for column, value in row.items() if column != "id"}
    return ", ".join(f"{column} {text}" for column, text in said.items() if text not in {"", "[]", "{}", "null"})


def _changed(table: str, then: Row, now: Row, names: Names) -> str:
    return ", ".join(
        f"{column} {_value(table, column, then[column], names)} → {_value(table, column, value, names)}"
        for column, value in now.items()
        if value != then[column]
    )


def _value(table: str, column: str, value: Any, names: Names) -> str:
    if column in NOT_SAID:
        return ""
    if column == "month" or (table, column) == ("public_counted", "written_at"):
        return "as the month began"  # which is today once a month, and this hour
    if value is None or isinstance(value, bool):
        return {None: "null", True: "yes", False: "no"}[value]
    if isinstance(value, list):
        return "[" + ", ".join(sorted(_value(table, column, each, names) for each in value)) + "]"
    if isinstance(value, dict):
        inside = {key: _value(table, key, each, names) for key, each in value.items()}
        said = ", ".join(f"{key}: {text}" for key, text in sorted(inside.items()))
        return "{much}" if len(said) > LONG else "{" + said + "}"
    if isinstance(value, str):
        return _text(value)
    known = _columns()[table].get(column)
    if isinstance(value, int) and (isinstance(_element(known), NUMBERS) or (known is None and column not in COUNTS)):
        return _number(known, column, value, names)
    if known is None and isinstance(value, int) and value >= MANY:
        return "many"
    return "this year" if value == actor.now().year else str(value)


def _element(known: models.Field[Any, Any] | None) -> models.Field[Any, Any] | None:
    """The field, or that of the elements of an array."""
    return getattr(known, "base_field", known)


def _number(known: models.Field[Any, Any] | None, column: str, value: int, names: Names) -> str:
    target = known.related_model if isinstance(known, models.ForeignKey) else None
    if target is Audience or "audience" in column:
        return names.of_audience(value)
    if target is not None and not isinstance(target, str):
        return names.of_row(target._meta.db_table, value)
    if column in {"principal", "written_by"}:
        return names.of_row("access_principal", value)
    return "a number"


def _text(value: str) -> str:
    value = DAY_IN_WORDS.sub(r"\3-\2-\1", " ".join(value.split()))  # one line a row
    value = TIME_IN_WORDS.sub(r"\1 at this hour", DAY.sub(_day, MOMENT.sub(_moment, value)))
    return NUMBERED.sub(r"\1…", OPAQUE.sub("a key", value))


def _moment(found: re.Match[str]) -> str:
    at = datetime.fromisoformat(found[0].replace(" ", "T"))
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    away = at - actor.now()
    if -EARLIER_THIS_HOUR < away < timedelta(minutes=5):
        return "now"
    return "later" if away > timedelta(0) else "before"


def _day(found: re.Match[str]) -> str:
    on = date.fromisoformat(found[0])
    if on == today():
        return "today"
    return "a later day" if on > today() else "an earlier day"


@cache
def _columns() -> dict[str, dict[str, models.Field[Any, Any]]]:
    """The fields of every table by their column."""
    every = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: {each.column: each for each in model._meta.concrete_fields} for model in every}
