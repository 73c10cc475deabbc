"""A list in a file: read, looked at, corrected. Until it is received it lies in its reader's draft and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.lists.lines import Line, line_of
from samspil.concerns.queries.doors import check_may_give
from samspil.concerns.queries.preview import choices_key, draft_key, lines_kept, preview, reading_kept
from samspil.concerns.queries.preview_page import COLUMNS, Preview
from samspil.concerns.reader import ListReading
from samspil.lib import cpr
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import District, Forum, Unit
from samspil.organisations.queries import get_forum
from samspil.people import cpr_at_rest
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts.queries import own_audience
from samspil.sharing.models import Draft


@dataclass(frozen=True)
class EventChoice:
    """The words of an event as its reader leaves them. `names_are_words`: what looks like a name in it is none."""

    text: str
    names_are_words: bool = False


@dataclass(frozen=True)
class Choices:
    """What was chosen in the preview. Lines that are not named keep their default; events not named are no events.

    `mark` is that of the page on which it was chosen; empty asks nothing about what others have done meanwhile.
    """

    lines: Mapping[int, str] = field(default_factory=dict)
    events: Mapping[str, EventChoice] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()  # parts of the file that are left out else
    days: Mapping[int, str] = field(default_factory=dict)  # of lines whose day is in doubt
    mark: str = ""
    belongs: frozenset[int] = frozenset()  # lines whose words name another child, and are to
    apart: Mapping[str, str] = field(default_factory=dict)  # what was written of rows that are not to be one event
    born: Mapping[int, str] = field(default_factory=dict)  # of lines that tell two birth dates: which is right
    columns: Mapping[int, str] = field(
        default_factory=dict
    )  # what the page has them as; read again, they are kept beside the rows
    said: Mapping[int, str] = field(
        default_factory=dict
    )  # of lines that a colleague has received since they were answered

    @property
    def digest(self) -> str:
        """The same for two windows in which the same was chosen; keyed, for words may stand in it."""
        told = [
            sorted(self.lines.items()),
            sorted((key, event.text, event.names_are_words) for key, event in self.events.items()),
            sorted(self.taken),
            sorted(self.days.items()),
            sorted(self.belongs),
            sorted(self.apart.items()),
            sorted(self.born.items()),
        ]
        return cpr_at_rest.fingerprint(json.dumps(told)).hex()


NOTHING_READ = ListReading(encoding=None, sheet=None, columns={}, rows=(), problems=())


@verb("policelist.read")
def keep_reading(
    actor: Actor,
    *,
    forum: Forum,
    giver: Unit,
    meets_on: date | None,
    reading: ListReading = NOTHING_READ,
    file: str = "",
    under: UUID | None = None,
) -> UUID:
    """Keep what was read in the actor's own draft, CPR numbers encrypted, until it is received or 14 days are over.

    The file is gone, and with it every address: it is read for the district alone. Returns the key of the preview. Without
    a reading the lines are written by hand (`correct_row`), `under` the key that their page has had from the beginning.
    """
    policies.check_may_receive(actor, forum)
    policies.check_size(len(reading.rows))
    today = timezone.localdate(actor.at)
    check_may_give(giver, forum, today)
    districts = District.objects.filter(body_id=forum.body_id).on(today).values_list("name", "pk")
    lines, parts, problems = parts_of(reading, dict(districts))
    key = under or uuid4()
    drafts.save(
        actor,
        key=draft_key(key),
        data={
            "list": {
                "forum": forum.pk,
                "giver": giver.pk,
                "meets_on": meets_on.isoformat() if meets_on else None,
                "file": "" if cpr.found_in(file) else file[:120],
                "columns": dict(reading.columns),
                "unread": list(reading.unread),
                "notes": list(reading.notes),
                "told": list(reading.told),
                "parts": parts,
                "problems": problems,
                "rows": [line.as_json() for line in lines],
                "with_hidden": with_hidden_columns(reading, lines, dict(districts)),
                "further_notes": list(reading.notes[reading.own_notes :]),
                **columns_kept(reading),
            }
        },
    )
    record("policelist.read", owner=forum.door_id, forum=forum.pk, rows=len(reading.rows))
    return key


def columns_kept(reading: ListReading, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The columns of which a person can say what they are, what was said, and the table that is read again with it, in cipher: whole
    CPR numbers stand in it. A list is bare where no headings of it are known.
    """
    if before is None:
        table = cpr_at_rest.as_text(json.dumps(reading.table)) if reading.table else ""
        kept = {"table": table, "bare": bool(table) and not reading.columns, "said": {}}
    else:
        said = {str(one.column): one.said for one in reading.open_columns if one.said}
        kept = {"table": before["table"], "bare": before["bare"], "said": said}
    return {
        **kept,
        "open": [column.as_answer() for column in reading.open_columns if kept["table"]],
        "meanings": list(reading.meanings),
    }


def parts_of(
    reading: ListReading, districts: Mapping[str, int], keys: Mapping[str, str] | None = None
) -> tuple[list[Line], list[dict[str, Any]], list[dict[str, Any]]]:
    """The lines of the list and of the parts beside it, what is to be known of each part, and all problems.

    Of parts, no more lines are kept than a list may have; the rest is counted. `keys` are those that parts of a kind have had, where
    the list is read again.
    """
    lines = [line_of(row, districts) for row in reading.rows]
    problems = [problem.as_json() for problem in reading.problems]
    parts = []
    room = policies.MOST_ROWS
    for number, part in enumerate(reading.asides):
        key = COLUMNS if part.kind == COLUMNS else f"{part.kind}-{number}"
        if keys is not None:
            key = keys.get(part.kind, COLUMNS if part.kind == COLUMNS else f"{part.kind}-own")
        rows = () if part.kind == COLUMNS else part.rows[:room]
        room -= len(rows)
        sheet = "" if part.kind == COLUMNS else part.name
        lines += [line_of(row, districts, key, sheet) for row in rows]
        problems += [problem.as_json() | {"part": key} for problem in part.problems]
        more = part.more + (0 if part.kind == COLUMNS else len(part.rows) - len(rows))
        parts.append({"key": key, "kind": part.kind, "name": part.name, "more": more})
    return lines, parts, problems


def with_hidden_columns(
    reading: ListReading, lines: Sequence[Line], districts: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """The lines as they are with the hidden columns of their sheet, by their place."""
    places = {line.row: place for place, line in enumerate(lines) if not (line.sheet or line.by_hand)}
    return {
        str(places[row.row]): line_of(row, districts, lines[places[row.row]].part).as_json()
        for part in reading.asides
        if part.kind == COLUMNS
        for row in part.rows
        if row.row in places
    }


@verb("policelist.previewed")
def look_at(actor: Actor, *, key: UUID, choices: Choices | None = None) -> Preview:
    """Open the preview: a reading, for it tells its reader which children of the list are known to them."""
    chosen = choices or Choices()
    seen = preview(actor, key, taken=chosen.taken, days=chosen.days, born=chosen.born)
    record("policelist.previewed", owner=seen.forum.door_id, rows=seen.rows, matches=seen.matched)
    return seen


@verb("policelist.row_corrected")
def correct_row(
    actor: Actor,
    *,
    key: UUID,
    index: int,
    taken: frozenset[str] = frozenset(),
    days: Mapping[int, str] | None = None,
    **said: Any,
) -> None:
    """Write a row of a reading as its reader knows it to be, before the list is received; `index` behind the last row adds one.

    `said` are fields of `Line`; a day in doubt of which they say nothing stays in doubt, `days` was said of
    it before. What the file said of the row stays only as the fingerprint by which it is known again.
    Raises NotVisible where there is no such reading or row.
    """
    kept = reading_kept(actor, key)
    forum = get_forum(kept["forum"])
    policies.check_may_receive(actor, forum)
    lines = lines_kept(kept, taken, days or {})
    if index > len(lines):
        raise NotVisible
    if index == len(lines):
        policies.check_size(len(lines) + 1)
        line = Line(row=max((line.row for line in lines), default=0) + 1, by_hand=True, **said)
        rows = [*kept["rows"], line.as_json()]
    else:
        before = lines[index]
        in_doubt = () if said.get("happened_on") else before.date_choices
        told = before.role_told if said.get("role") == before.role else ""
        line = replace(
            before, original=before.fingerprint.hex(), date_choices=in_doubt, role_told=told, number_told="", **said
        )
        if line == before:
            return
        rows = [*kept["rows"][:index], line.as_json(), *kept["rows"][index + 1 :]]
    whole = {place: row for place, row in kept["with_hidden"].items() if place != str(index)}
    corrected = sorted({*kept.get("corrected", ()), index})
    drafts.save(
        actor, key=draft_key(key), data={"list": kept | {"rows": rows, "with_hidden": whole, "corrected": corrected}}
    )
    record("policelist.row_corrected", owner=forum.door_id, row=line.row)


@verb("policelist.forgotten")
def forget_reading(actor: Actor, *, key: UUID) -> bool:
    """Drop a reading that is not to be received. Dropped twice is dropped once: False where nothing of that key lies there."""
    if not Draft.objects.filter(owner_audience_id=own_audience(actor), key=draft_key(key)).exists():
        return False
    drafts.discard(actor, draft_key(key), choices_key(key))
    record("policelist.forgotten", owner=own_audience(actor))
    return True


__all__ = ["Choices", "EventChoice", "correct_row", "forget_reading", "keep_reading", "look_at"]
