"""What was answered about the rows of a list that a colleague has received meanwhile, where something else stands now. It is told
answer by answer, with the line on which the row stands: nothing is received of it, and nothing of it is lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from samspil.access.models import History
from samspil.concerns.lists.differences import Earlier
from samspil.concerns.lists.events import Event, events
from samspil.concerns.lists.likeness import plain
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.naming import called
from samspil.concerns.queries.preview import row_name
from samspil.concerns.queries.preview_page import (
    CREATE,
    OTHER,
    PICK,
    RENAME,
    SAME_AS,
    SKIP,
    Preview,
    PreviewLine,
    is_again,
    is_update,
)
from samspil.lib.names import spelled
from samspil.people.models import Person
from samspil.people.queries import standing


@dataclass(frozen=True)
class SaidOtherwise:
    """One answer that differs from what stands: in a sentence, with the line on which its row stands and that line's list. `index`
    and `answer` are the row's and what was chosen for it; None and empty for what was said of an event.
    """

    sentence: str
    list_id: int
    entry_id: int
    index: int | None = None
    answer: str = ""


def said_otherwise(
    seen: Preview, said: Mapping[int, str], words: Mapping[str, str], apart: Mapping[str, str]
) -> list[SaidOtherwise]:
    """The answers that differ from what stands. `said` are answers by row, `words` and `apart` what was written of events that were
    and were not to be one. Four statements at most, none where no row that stands was answered.
    """
    stood = {line.index: earlier.id for line in seen.lines if (earlier := _stands_as(line, said.get(line.index, "")))}
    if not stood or not (said.keys() & stood.keys() or words or apart):
        return []
    found = ListEntry.objects.select_related("incident").in_bulk(stood.values())
    entries = {index: found[entry] for index, entry in stood.items() if entry in found}
    met = _Met(seen, entries, said)
    rows = [one for line in seen.lines if line.index in entries and (one := met.of_row(line))]
    same = {line.index: entries[line.index] for line in seen.same if line.index in entries}
    return [*rows, *_of_events(seen, same, words, apart)]


def _stands_as(line: PreviewLine, answer: str) -> Earlier | None:
    """The line that says what the row says; or that it may change, where the answer was given before that line was there."""
    return line.difference.same or (line.difference.changed if answer and answer not in line.options else None)


class _Met:
    """The rows that stand, with the children of their lines and those that were chosen for them."""

    def __init__(self, seen: Preview, entries: Mapping[int, ListEntry], said: Mapping[int, str]) -> None:
        self.seen, self.entries, self.said = seen, entries, said
        about = {entry.subject for entry in entries.values() if entry.subject}
        picked = {pk for index in entries if (pk := picked_in(said.get(index, "")))}
        self.persons = standing(list(Person.objects.select_related("owner_audience").filter(pk__in=about | picked)))
        self.corrected = _corrected([
            entry for index, entry in entries.items() if is_again(said.get(index)) or is_update(said.get(index))
        ])  # fmt: skip

    def of_row(self, line: PreviewLine) -> SaidOtherwise | None:
        """What was answered about one row, where something else stands."""
        answer, entry = self.said.get(line.index, ""), self.entries[line.index]
        sentence = self._sentence(line, answer, entry) if answer else ""
        if not sentence:
            return None
        return SaidOtherwise(
            sentence % self._what(line, answer, entry), entry.police_list_id, entry.pk, line.index, answer
        )

    def _what(self, line: PreviewLine, answer: str, entry: ListEntry) -> dict[str, str]:
        child, other = self.persons.get(entry.subject or 0), self._joined_with(line)
        if answer.startswith(SAME_AS):
            other = self._row_of(answer)
        return {
            "row": row_name(line.line),
            "name": entry.name or _("Not identified"),
            "child": _called(child) if child else entry.name or _("Not identified"),
            "said": _called(self.persons.get(picked_in(answer))),
            "other": row_name(other.line) if other else "",
            "written": line.line.name,
        }

    def _sentence(self, line: PreviewLine, answer: str, entry: ListEntry) -> str:
        if answer == SKIP:
            return _("%(row)s: you left it out. It stands on the list: %(name)s.")
        if answer.startswith((PICK, RENAME)):
            return self._of_known(line, answer, entry)
        if answer in {CREATE, OTHER}:
            if not self._is_new(entry):
                return _("%(row)s: you said that it is a child you have not met. It stands as %(child)s.")
            if self._joined_with(line):
                return _("%(row)s: you said that it is a child of its own. It stands as the same child as %(other)s.")
        if answer.startswith(SAME_AS):
            first = self._row_of(answer)
            if first and first.index in self.entries and not self._is_one(entry, self.entries[first.index]):
                return _("%(row)s: you said that it is the same child as %(other)s. They stand as two children.")
        if is_update(answer) and entry.pk not in self.corrected:
            return _("%(row)s: you said that it corrects the line from before. It stands as a line of its own.")
        if is_again(answer) and entry.pk in self.corrected:
            return _("%(row)s: you said that it is a new event. It stands as a correction of the line from before.")
        return ""

    def _of_known(self, line: PreviewLine, answer: str, entry: ListEntry) -> str:
        picked, child = self.persons.get(picked_in(answer)), self.persons.get(entry.subject or 0)
        if picked is None:
            return ""
        if child is not None and child.pk == picked.pk:
            is_renamed = answer.startswith(RENAME) and plain(child.name) != plain(line.line.name)
            return (
                _("%(row)s: you said that %(said)s is called %(written)s now. That has not been written.")
                if is_renamed
                else ""
            )
        if self._is_new(entry):
            return _(
                "%(row)s: you said that it is %(said)s. It stands as a child of whom a new record was made: %(name)s."
            )
        return _("%(row)s: you said that it is %(said)s. It stands as %(child)s.")

    def _is_new(self, entry: ListEntry) -> bool:
        """Whether the record of the line's child was made with the line, or there is none."""
        child = self.persons.get(entry.subject or 0)
        return child is None or not (child.written_at and entry.written_at) or child.written_at >= entry.written_at

    def _is_one(self, one: ListEntry, other: ListEntry) -> bool:
        first, second = (self.persons.get(entry.subject or 0) for entry in (one, other))
        return first is not None and second is not None and first.pk == second.pk

    def _joined_with(self, line: PreviewLine) -> PreviewLine | None:
        """Another row whose line is about the same child, though neither the number nor the spelling of the name says so."""
        number, name = line.line.cpr, spelled(line.line.name)
        return next(
            (
                self.seen.lines[index]
                for index, entry in self.entries.items()
                if index != line.index
                and self._is_one(entry, self.entries[line.index])
                and spelled(self.seen.lines[index].line.name) != name
                and not (number and self.seen.lines[index].line.cpr == number)
            ),
            None,
        )

    def _row_of(self, answer: str) -> PreviewLine | None:
        index = int(answer.removeprefix(SAME_AS)) if answer.removeprefix(SAME_AS).isdigit() else -1
        return self.seen.lines[index] if 0 <= index < len(self.seen.lines) else None


def _corrected(entries: Sequence[ListEntry]) -> set[int]:
    """Those of the lines that were another row's until a row of a later list corrected them."""
    if not entries:
        return set()
    changes = History.objects.filter(
        parent_table=ListEntry._meta.db_table, parent_id__in=[entry.pk for entry in entries]
    )
    was = changes.order_by("pk").values_list("parent_id", KT("was__fingerprint"))
    now = {entry.pk: f"\\x{bytes(entry.fingerprint or b'').hex()}" for entry in entries}
    return {pk for pk, fingerprint in was if fingerprint and fingerprint != now[pk]}


def picked_in(answer: str) -> int:
    """The record that an answer chooses; 0 for others."""
    chosen = answer.removeprefix(RENAME if answer.startswith(RENAME) else PICK)
    return int(chosen) if answer.startswith((PICK, RENAME)) and chosen.isdigit() else 0


def _called(person: Person | None) -> str:
    """A record by name and birth date; a child of a list may have no name."""
    return called(person) if person is None or person.name else ", ".join(filter(None, [_("no name"), called(person)]))


def _of_events(
    seen: Preview, entries: Mapping[int, ListEntry], words: Mapping[str, str], apart: Mapping[str, str]
) -> Iterator[SaidOtherwise]:
    """What was said of events all of whose rows stand: that they are one or none, and in which words."""
    offered = [Line(row=0) if line.is_left_out else line.line for line in seen.lines]
    for event in events(offered):
        if (event.key not in words and event.key not in apart) or not entries.keys() >= set(event.members):
            continue
        lines = [entries[index] for index in event.members]
        first, incident = lines[0], lines[0].incident
        is_one = incident is not None and {entry.incident_id for entry in lines} == {incident.pk}
        written = words.get(event.key, apart.get(event.key, "")).strip()
        told = {
            "rows": ", ".join(row_name(seen.lines[index].line) for index in event.members),
            "words": written,
            "stands": incident.text if incident else "",
        }
        sentence = _event_sentence(event, told, is_one=is_one, was_one=event.key in words)
        if sentence:
            yield SaidOtherwise(sentence % told, first.police_list_id, first.pk)


def _event_sentence(event: Event, told: Mapping[str, str], *, is_one: bool, was_one: bool) -> str:
    is_written = plain(told["words"]) not in {"", plain(event.text), *map(plain, event.texts)}
    if was_one and not is_one:
        return _("%(rows)s: you took them as one event and wrote “%(words)s”. They stand each with its own words.")
    if is_one and not was_one:
        return _("%(rows)s: you did not take them as one event. They stand as one: “%(stands)s”.")
    if is_one and plain(told["words"]) != plain(told["stands"]):
        return _("%(rows)s: you wrote “%(words)s”. It stands there: “%(stands)s”.")
    return _("%(rows)s: you wrote “%(words)s”. That stands nowhere.") if is_written and not is_one else ""


def rows_said(otherwise: Sequence[SaidOtherwise]) -> list[tuple[int, str]]:
    """The rows among them with their answers, to be sent along until the list is received."""
    return [(one.index, one.answer) for one in otherwise if one.index is not None]


__all__ = ["SaidOtherwise", "picked_in", "rows_said", "said_otherwise"]
