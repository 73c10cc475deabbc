"""What was understood of a list, line by line, before anything of it is received.

Seen by its reader alone. The matches are worked out anew each time and stored nowhere: before a person has chosen, no
row says that a child is known.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns import policies
from samspil.concerns.lists.differences import Earlier, differences, missing
from samspil.concerns.lists.events import events
from samspil.concerns.lists.lines import BY_LIST, BY_NUMBER, Line, hidden_words, line_from_json
from samspil.concerns.models import PoliceList
from samspil.concerns.queries.preview_before import earlier_of_week, with_before
from samspil.concerns.queries.preview_lines import (
    Circle,
    alike_lines,
    left_out,
    names_elsewhere,
    preview_line,
    role_met,
    with_those_who_wait,
    with_told,
    with_twins_told,
)
from samspil.concerns.queries.preview_page import (
    BEHIND_MARK,
    COLUMNS,
    REMARK,
    UPDATE,
    Attention,
    LeftOut,
    Preview,
    PreviewLine,
    is_update,
)
from samspil.concerns.reader import Meaning, open_column, sentences
from samspil.concerns.states import role_label
from samspil.lib.names import fold
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Unit
from samspil.organisations.queries import get_forum, terms_of
from samspil.people import cpr_at_rest
from samspil.people.queries import matches
from samspil.sharing.drafts import names
from samspil.sharing.drafts.queries import draft
from samspil.web import dates

PREFIX = "policelist:"

names.register(f"{PREFIX}*:choices")  # the reading itself is no form's


def draft_key(key: UUID) -> str:
    """Under which the reading lies among its reader's drafts."""
    return f"{PREFIX}{key}"


def choices_key(key: UUID) -> str:
    """Under which the choices lie while they are being made."""
    return f"{PREFIX}{key}:choices"


def preview(
    actor: Actor,
    key: UUID,
    *,
    taken: Collection[str] = (),
    days: Mapping[int, str] | None = None,
    born: Mapping[int, str] | None = None,
) -> Preview:
    """The reading that lies in the actor's draft, with matches, events and differences. Constant statements.

    `taken` are parts that are left out else, `days` what was said of days in doubt, `born` which of two birth
    dates is right. Raises NotVisible where there is no such draft, Refused where it cannot be opened any more.
    """
    kept = reading_kept(actor, key)
    forum = get_forum(kept["forum"])
    own = own_keys()
    policies.check_may_receive(actor, forum, own)
    read_so, born = lines_kept(kept, taken, days or {}), born or {}
    lines = [line.with_birth(born.get(i, "")) for i, line in enumerate(read_so)]
    meets_on = date.fromisoformat(kept["meets_on"]) if kept["meets_on"] else None
    today = timezone.localdate(actor.at)
    circle = Circle(forum, terms_of(forum, meets_on or today).ages, meets_on or today)
    remarks = {part["key"] for part in kept.get("parts", ()) if part["kind"] == REMARK}
    read = [i for i, line in enumerate(lines) if not line.part or (line.part in taken and line.part not in remarks)]
    repeats = _repeats([(i, lines[i]) for i in read])
    compared = [i for i in read if i not in repeats]
    earlier, removed, waiting = earlier_of_week(forum, circle.day, lines, own)
    met = [role_met(lines[i], circle.day) for i in compared]
    found, left = differences([lines[i] for i in compared], earlier, met)
    persons = matches([lines[i].child for i in compared], named_in=forum.door_id)
    alike = alike_lines([(i, lines[i]) for i in compared])
    told = [left_out(i, line, circle.day, repeats=repeats.get(i)) for i, line in enumerate(lines)]
    for place, i in enumerate(compared):
        may_be = with_those_who_wait(persons[place], lines[i], waiting)
        told[i] = preview_line(i, lines[i], may_be, found[place], alike.get(i), circle)
    told = [_with_births_told(line, read_so[line.index], born.get(line.index, "")) for line in told]
    told = with_twins_told(with_told(with_before(told, removed), circle))
    told = _with_names_told(_with_days_told(kept, told), [one.name for one in earlier])
    units = Unit.objects.filter(Q(pk=kept["giver"]) | Q(sector="social", seat__forum=forum)).distinct().order_by("pk")
    by_id = {unit.pk: unit for unit in units}
    return Preview(
        key=key,
        forum=forum,
        giver=by_id[kept["giver"]],
        meets_on=meets_on,
        day=circle.day,
        ages=circle.ages,
        columns=tuple(kept["columns"].items()),
        unread=tuple(kept["unread"]),
        attention=tuple(_attention(kept, taken, told)),
        lines=tuple(told),
        events=tuple(events(_taken(told))),
        gone=tuple(missing([lines[i] for i in compared], found, earlier, left)),
        mark=_mark([lines[i] for i in read], earlier, meanings_said(kept)),
        notes=tuple(kept.get("notes", ())),
        told=tuple(kept.get("told", ())),
        asides=tuple(_parts(kept, taken, told)),
        family=next((unit for unit in by_id.values() if unit.sector == "social"), None),
        open_columns=tuple(open_column(column) for column in kept.get("open", ())),
        meanings=tuple(kept.get("meanings", ())),
        said=meanings_said(kept),
        is_bare=kept.get("bare", False),
    )


def meanings_said(kept: Mapping[str, Any]) -> dict[int, Meaning]:
    """What was said of the columns of a reading."""
    return {int(column): cast("Meaning", meaning) for column, meaning in kept.get("said", {}).items()}


def reading_kept(actor: Actor, key: UUID) -> dict[str, Any]:
    """The reading as it lies in the actor's draft. Raises NotVisible where there is none."""
    kept: dict[str, Any] | None = (draft(actor, draft_key(key)) or {}).get("list")
    if kept is None:
        raise NotVisible
    return kept


def lines_kept(kept: Mapping[str, Any], taken: Collection[str], days: Mapping[int, str]) -> list[Line]:
    """The lines as they are with the hidden columns, if these are taken, and with the days that were chosen.

    Raises Refused where they cannot be opened any more.
    """
    with_hidden = kept.get("with_hidden", {}) if COLUMNS in taken else {}
    try:
        lines = [line_from_json(with_hidden.get(str(index), row)) for index, row in enumerate(kept["rows"])]
    except cpr_at_rest.Unreadable as error:
        raise Refused(_("What was read cannot be opened any more. Choose the file once more.")) from error
    for index, said in days.items():
        chosen = {day.isoformat(): day for day in lines[index].date_choices} if index < len(lines) else {}
        if said in chosen:
            lines[index] = replace(lines[index], happened_on=chosen[said], original=lines[index].fingerprint.hex())
    return lines


def _repeats(lines: Sequence[tuple[int, Line]]) -> dict[int, int]:
    """The lines that say what an earlier one says, word for word, and which that is. Somebody not identified is not the same."""
    first: dict[bytes, int] = {}
    answer: dict[int, int] = {}
    for index, line in lines:
        if not line.child_keys and not fold(line.name):
            continue
        if (before := first.setdefault(line.fingerprint, index)) != index:
            answer[index] = before
    return answer


def _with_births_told(line: PreviewLine, read_so: Line, said: str) -> PreviewLine:
    """The line with the two birth dates that its row told, and which of them was chosen."""
    if read_so.births is None:
        return line
    return replace(line, births=read_so.births, born=said if said in {BY_NUMBER, BY_LIST} else "")


def _with_days_told(kept: Mapping[str, Any], told: Sequence[PreviewLine]) -> list[PreviewLine]:
    """The lines whose day is in doubt, with what the reader said of it: how it stands in the file."""
    said = {
        ("" if problem.get("part", "") == COLUMNS else problem.get("part", ""), problem["row"]): problem["message"]
        for problem in kept["problems"]
        if problem["column"] == "date"
    }
    return [
        replace(line, day_told=said.get((line.line.part, line.line.row), "")) if line.asks_day else line
        for line in told
    ]


def _with_names_told(told: Sequence[PreviewLine], others: Sequence[str]) -> list[PreviewLine]:
    """The lines with the names of others in their words, of the list or of those that the forum has for that week. Where there are
    any, nothing is corrected without a person's choice.
    """
    named = names_elsewhere({line.index: line.line for line in told if not line.is_aside}, others)
    return [
        replace(line, names_others=tuple(named[line.index]), default=None if is_update(line.default) else line.default)
        if line.index in named
        else line
        for line in told
    ]


def _attention(kept: Mapping[str, Any], taken: Collection[str], told: Sequence[PreviewLine]) -> list[Attention]:
    """What is to be looked at, row by row: but for parts that are left out, for days that the page asks about, and for rows
    that a person has corrected.
    """
    places = {(line.line.part, line.line.row): line.index for line in told}
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    corrected = set(kept.get("corrected", ()))
    remarks = {part["key"] for part in kept.get("parts", ()) if part["kind"] == REMARK}
    for problem in kept["problems"]:
        part = problem.get("part", "")
        at = ("" if part == COLUMNS else part), problem["row"]
        line = told[places[at]] if at in places else None
        is_asked = line is not None and (
            (problem["column"] == "date" and line.asks_day)
            or (line.births is not None and problem["message"].endswith(sentences.dates_differ("")))
        )
        if part in {"", *taken} - remarks and not is_asked and (line is None or line.index not in corrected):
            said[at].append(problem["message"])
    for line in told:
        place = line.line.part, line.line.row
        if line.role_was_changed and not line.is_aside:
            said[place].append(_role_changed(line))
        if line.births and not line.is_aside:
            said[place].append(_born_twice(line, *line.births))
        if line.names_others:
            said[place].append(
                _(
                    "%(row)s: the words name %(names)s, who stands on the list too. Correct the row, or say that it belongs there."
                )
                % {"row": row_name(line.line), "names": ", ".join(line.names_others)}
            )
    order = sorted(said, key=lambda place: (place[0], place[1]))
    return [Attention(places.get(place), tuple(said[place])) for place in order]


def _role_changed(line: PreviewLine) -> str:
    return _("%(row)s: the list says “%(said)s”; under 15 it is written as “%(role)s”.") % {
        "row": row_name(line.line),
        "said": line.line.role_told or role_label(line.line.role, None),
        "role": role_label(line.role, line.age_then),
    }


def _born_twice(line: PreviewLine, by_number: date, told: date) -> str:
    what = {"row": row_name(line.line), "number": dates.short(by_number), "told": dates.short(told)}
    if line.born:
        return (
            _(
                "%(row)s: the CPR number says born %(number)s, and the list says born %(told)s. You have chosen between them."
            )
            % what
        )
    return (
        _(
            "%(row)s: the CPR number says born %(number)s, and the list says born %(told)s. Choose which of them is right."
        )
        % what
    )


def row_name(line: Line) -> str:
    """What a row is called on the page: its number, and its sheet where that is another one than the list's."""
    if line.by_hand:
        return _("Row %(row)s, written by hand") % {"row": line.row}
    if line.sheet:
        return _("Row %(row)s on the sheet “%(sheet)s”") % {"row": line.row, "sheet": line.sheet}
    return _("Row %(row)s") % {"row": line.row}


def to_choose(line: PreviewLine) -> str:
    """What is said of a line of which nothing is chosen: who it is, or whether it tells of the event from before."""
    if line.difference.changed:
        said = _("%(row)s: choose whether it is the same event, or leave the row out.")
    else:
        said = _("%(row)s: choose who it is, or leave the row out.")
    return said % {"row": row_name(line.line)}


def _parts(kept: Mapping[str, Any], taken: Collection[str], told: Sequence[PreviewLine]) -> list[LeftOut]:
    by_part: dict[str, list[PreviewLine]] = defaultdict(list)
    for line in told:
        by_part[line.line.part].append(line)
    whole = kept.get("with_hidden", {})
    by_part[COLUMNS] = [told[int(index)] for index in whole]
    return [
        LeftOut(
            part["key"], part["kind"], part["name"], part["more"], part["key"] in taken, tuple(by_part[part["key"]]),
            tuple(_hidden(kept, told)) if part["kind"] == COLUMNS else (),
        )
        for part in kept.get("parts", ())
    ]  # fmt: skip


def _hidden(kept: Mapping[str, Any], told: Sequence[PreviewLine]) -> Iterator[tuple[PreviewLine, str]]:
    for index, whole in kept.get("with_hidden", {}).items():
        yield told[int(index)], hidden_words(line_from_json(kept["rows"][int(index)]), line_from_json(whole))


def _mark(lines: Sequence[Line], earlier: Sequence[Earlier], said: Mapping[int, Meaning]) -> str:
    """Of the entries of the week that are about these lines: another mark says that somebody has changed them meanwhile. Behind it
    stands what the columns are said to be.
    """
    keys = {key for line in lines for key in line.child_keys}
    prints = {line.fingerprint for line in lines}
    about = [
        f"{entry.id}.{entry.version}"
        for entry in earlier
        if entry.fingerprint in prints or keys.intersection(entry.child_keys)
    ]
    columns = "".join(f"{BEHIND_MARK}{column}{meaning}" for column, meaning in sorted(said.items()))
    return hashlib.sha256(" ".join(sorted(about)).encode()).hexdigest()[:16] + columns


def list_of(actor: Actor, key: UUID) -> PoliceList | None:
    """The list that a reading of the actor became, or in which all of it stood before; None where it became none."""
    lists = PoliceList.objects.all()
    if received := lists.filter(written_by=actor.principal_id, key=key).first():
        return received
    known = (draft(actor, draft_key(key)) or {}).get("received")
    return lists.filter(pk=known).first() if known else None


def _taken(lines: Sequence[PreviewLine]) -> list[Line]:
    """The lines as events see them: what stands on the week's list already, or cannot be taken, tells of no new one."""
    blank = Line(row=0)
    return [
        blank if line.is_aside or line.is_above or (line.difference.changed and line.default == UPDATE) else line.line
        for line in lines
    ]


__all__ = [
    "Preview", "PreviewLine", "choices_key", "draft_key", "lines_kept", "list_of", "preview", "reading_kept", "row_name",
]  # fmt: skip
