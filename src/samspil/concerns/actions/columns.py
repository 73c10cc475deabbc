"""What a person says that the columns of a list are: the list is read again with it, before it is received."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.actions.reading import columns_kept, parts_of, with_hidden_columns
from samspil.concerns.lists.lines import Line, line_from_json
from samspil.concerns.queries.preview import draft_key, meanings_said, reading_kept
from samspil.concerns.queries.preview_page import COLUMNS, GONE
from samspil.concerns.reader import NAMES, ListReading, Meaning, NotAList, OpenColumn, open_column, read_again, shut_out
from samspil.lib.refusals import Refused
from samspil.organisations.models import District
from samspil.organisations.queries import get_forum
from samspil.people import cpr_at_rest
from samspil.sharing.drafts import actions as drafts

# The fields of a line that are read from a column that is said to be this.
_FIELDS: dict[Meaning, tuple[str, ...]] = {
    "name": ("name", "name_told"),
    "given_name": ("name", "name_told"),
    "surname": ("name", "name_told"),
    "cpr": ("cpr", "birth_date", "number_told"),
    "birth_date": ("birth_date",),
    "age": ("age",),
    "address": ("district_id",),
    "place": ("place",),
    "date": ("happened_on", "date_choices", "happened_at"),
    "time": ("happened_at",),
    "role": ("role", "role_told"),
    "text": ("text",),
    "reference": ("reference",),
}


@verb("policelist.columns_said")
def say_columns(actor: Actor, *, key: UUID, said: Mapping[int, str]) -> list[int]:
    """Read a list again with what its columns are said to be; a column that is not named is not read.

    Each row keeps its place, and what was chosen of it. A row that a person has corrected stays as it was written, but that
    it gets what stood nowhere in it and is read now; the numbers of those rows are returned. Raises NotVisible where there is no
    such reading, Refused where a column cannot be that.
    """
    kept = reading_kept(actor, key)
    forum = get_forum(kept["forum"])
    policies.check_may_receive(actor, forum)
    columns = [open_column(column) for column in kept.get("open", ())]
    meant = _meant(columns, kept.get("meanings", ()), said, is_bare=kept.get("bare", False))
    before = meanings_said(kept)
    if meant == before and not kept.get("bare", False):
        return []
    try:
        reading = read_again(
            json.loads(cpr_at_rest.from_text(kept["table"])), meant, today=timezone.localdate(actor.at)
        )
        lines = [line_from_json(row) for row in kept["rows"]]
    except cpr_at_rest.Unreadable as error:
        raise Refused(_("What was read cannot be opened any more. Choose the file once more.")) from error
    except NotAList as refusal:
        raise Refused(refusal.sentence) from refusal
    policies.check_size(len(reading.rows))
    corrected = frozenset(kept.get("corrected", ()))
    rows, said_anew = _read_anew(kept, lines, reading, corrected, _gained(before, meant))
    drafts.save(actor, key=draft_key(key), data={"list": said_anew})
    record("policelist.columns_said", owner=forum.door_id, rows=len(reading.rows), columns=len(meant))
    return [rows[index].row for index in sorted(corrected) if not rows[index].by_hand]


def _meant(
    columns: Sequence[OpenColumn], meanings: Collection[str], said: Mapping[int, str], *, is_bare: bool
) -> dict[int, Meaning]:
    """What was said, where each column can be that, and no two are what one alone can be. Raises Refused."""
    headings = {one.column: one.heading for one in columns}
    meant: dict[int, Meaning] = {}
    for column, meaning in sorted(said.items()):
        if not meaning:
            continue
        field = f"column-{column}"
        if column not in headings or meaning not in meanings:
            raise Refused(_("The column cannot be read as that. Choose once more."), field=field)
        for other, beside in meant.items():
            if meaning in shut_out(beside):
                raise Refused(
                    _("The columns “%(one)s” and “%(other)s” cannot both be that. Choose one of them.")
                    % {"one": headings[other], "other": headings[column]},
                    field=field,
                )
        meant[column] = cast("Meaning", meaning)
    if is_bare and meant and not NAMES.intersection(meant.values()):
        raise Refused(
            _("Say too in which column the name stands, or the CPR number."), field=f"column-{columns[0].column}"
        )
    return meant


def _gained(before: Mapping[int, Meaning], now: Mapping[int, Meaning]) -> frozenset[str]:
    """The fields that are read from what was not read before."""
    new = [meaning for column, meaning in now.items() if before.get(column) != meaning]
    return frozenset(name for meaning in new for name in _FIELDS[meaning])


def _read_anew(
    kept: Mapping[str, Any],
    before: Sequence[Line],
    reading: ListReading,
    corrected: Collection[int],
    gained: Collection[str],
) -> tuple[list[Line], dict[str, Any]]:
    """The lines, and what is kept of the list, each line in its place; further sheets and tables as they were."""
    forum = get_forum(kept["forum"])
    districts = dict(District.objects.filter(body_id=forum.body_id).values_list("name", "pk"))
    keys = {part["kind"]: part["key"] for part in kept["parts"] if not _is_further(part)}
    further = [part for part in kept["parts"] if _is_further(part)]
    of_further = {part["key"] for part in further}
    lines, parts, problems = parts_of(reading, districts, keys)
    places = {line.row: place for place, line in enumerate(before) if not (line.by_hand or line.part in of_further)}
    rows = list(before)
    for line in lines:
        place = places.pop(line.row, None)
        if place is None:
            rows.append(line)
        elif place in corrected:
            rows[place] = _filled(before[place], line, gained)
        else:
            rows[place] = replace(line, district_id=line.district_id or before[place].district_id)
    for place in places.values():
        if place not in corrected:
            rows[place] = Line(row=before[place].row, part=GONE)
    with_hidden = {
        place: whole
        for place, whole in with_hidden_columns(reading, rows, districts).items()
        if int(place) not in corrected
    }
    return rows, {
        **kept,
        "columns": dict(reading.columns),
        "unread": list(reading.unread),
        "notes": [*reading.notes, *kept["further_notes"]],
        "told": list(reading.told),
        "parts": [*parts, *further],
        "problems": [*problems, *(one for one in kept["problems"] if one.get("part", "") in of_further)],
        "rows": [line.as_json() for line in rows],
        "with_hidden": with_hidden,
        **columns_kept(reading, kept),
    }


def _is_further(part: Mapping[str, Any]) -> bool:
    """Whether a part is of another sheet or table than the list's own; what is said of columns is not read there."""
    return bool(part["name"]) and part["kind"] != COLUMNS


def _filled(line: Line, anew: Line, gained: Collection[str]) -> Line:
    """A corrected line with what stood nowhere in it and is read of its row now. It is known again by what the row says."""
    empty = (None, "", ())
    is_told = {"date_choices": line.happened_on, "name_told": line.name, "number_told": line.cpr}
    added = {name: getattr(anew, name) for name in gained if getattr(line, name) in empty and not is_told.get(name)}
    return replace(line, original=anew.fingerprint.hex(), **added)
