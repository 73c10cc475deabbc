"""The form of a list's preview: what is to be chosen before the list is received. It validates; the action judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.lists.events import Event
from samspil.concerns.lists.lines import names_of
from samspil.concerns.preview_words import MEANINGS, answer_words, remarks, title
from samspil.concerns.queries.preview import row_name, to_choose
from samspil.concerns.queries.preview_page import NO_DAY, SKIP, Attention, Preview, PreviewLine, is_update
from samspil.concerns.queries.said_otherwise import SaidOtherwise
from samspil.concerns.reader import OpenColumn
from samspil.lib.names import words_of_names_in
from samspil.web import dates
from samspil.web.forms import LongText

TAKEN = "taken-"  # begins the name of a field that says that a part is taken


@dataclass(frozen=True)
class Asked:
    """A line with the field in which something is asked about it."""

    line: PreviewLine
    field: forms.BoundField


@dataclass(frozen=True)
class WordsKept:
    """What was written of an event whose rows do not tell of one any more: given back when they do again."""

    key: str
    text: str
    is_on: bool


class PreviewForm(forms.Form):
    """What is to be chosen before a list is received: lines that need a look, rows left out, events and their words."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        preview: Preview,
        kept: Mapping[str, list[str]] | None = None,
        otherwise: Sequence[SaidOtherwise] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        self.otherwise = otherwise
        kept = kept or {}
        self.taken = [part.key for part in preview.taken]
        self.skipped = set(self.data.getlist("skip") if isinstance(self.data, QueryDict) else kept.get("skip", ()))
        for column in preview.open_columns:
            self._add_column(column, kept)
        for line in preview.looked_at:
            self.fields[f"line-{line.index}"] = forms.ChoiceField(
                label=title(line),
                help_text="\n".join(remarks(line, preview)),
                widget=forms.RadioSelect,
                choices=answer_words(line, preview),
                initial=next(
                    (said for said in kept.get(f"line-{line.index}", ()) if said in line.options), line.default
                ),
                error_messages={"required": to_choose(line)},
            )
        for line in preview.asking_day:
            said = [line.day_told, f"»{line.line.text}«" if line.line.text else "", line.line.place]
            self.fields[f"date-{line.index}"] = forms.ChoiceField(
                label=title(line),
                help_text=" · ".join(filter(None, said)),
                widget=forms.RadioSelect,
                choices=[
                    *((day.isoformat(), _day(day, preview.day)) for day in line.line.date_choices),
                    (NO_DAY, gettext("The day is not known")),
                ],
                initial=next(iter(kept.get(f"date-{line.index}", ())), None),
                required=False,  # a row that is left out needs no day; the action asks for the others
            )
        chosen = dict(self.data.lists()) if isinstance(self.data, QueryDict) else kept
        self.words_kept = _words_kept(chosen, preview)
        for line in preview.naming:
            self.fields[f"named-{line.index}"] = forms.BooleanField(
                label=gettext("The name belongs in the words of this row: %(names)s")
                % {"names": ", ".join(line.names_others)},
                required=False,
                initial=f"named-{line.index}" in kept,
            )
        for event in preview.events:
            self._add_event(event, kept)

    def _add_column(self, column: OpenColumn, kept: Mapping[str, list[str]]) -> None:
        said = kept.get(f"column-{column.column}") or [self.preview.said.get(column.column) or column.said or ""]
        cells = ", ".join(f"»{cell}«" for cell in column.cells)
        self.fields[f"column-{column.column}"] = forms.ChoiceField(
            label=gettext("“%(heading)s”: the column is") % {"heading": column.heading},
            help_text=gettext("There stands: %(cells)s") % {"cells": cells} if cells else "",
            choices=[("", gettext("Not read")), *((one, MEANINGS[one]) for one in self.preview.meanings)],
            initial=said[0],
            required=False,
        )

    def _add_event(self, event: Event, kept: Mapping[str, list[str]]) -> None:
        on = f"event-{event.key}" in kept if f"event_text-{event.key}" in kept else event.is_sure
        self.fields[f"event-{event.key}"] = forms.BooleanField(
            label=_("Take these rows as one event"), required=False, initial=on
        )
        self.fields[f"event_text-{event.key}"] = LongText(
            label=_("What happened? Written once, without names"),
            required=False,
            rows=3,
            help_text=gettext("The words that you wrote before stand here again.")
            if f"apart-{event.key}" in kept
            else "",
            initial=(kept.get(f"event_text-{event.key}") or [event.text])[0],
        )
        written = self.data.get(f"event_text-{event.key}") or self.fields[f"event_text-{event.key}"].initial
        names = words_of_names_in(written, names_of([self.preview.lines[index].line for index in event.members]))
        if names:
            self.fields[f"event_ok-{event.key}"] = forms.BooleanField(
                label=gettext("These words are no names here: %(words)s") % {"words": ", ".join(names)},
                required=False,
                initial=f"event_ok-{event.key}" in kept,
            )

    def _asked(self, lines: Iterable[PreviewLine], kind: str = "line") -> list[Asked]:
        return [Asked(line, self[f"{kind}-{line.index}"]) for line in lines]

    @property
    def attention(self) -> list[tuple[Attention, forms.BoundField | None]]:
        """What is to be looked at in the rows, with the box that says that a name belongs there."""
        names = [f"named-{one.index}" for one in self.preview.attention]
        return [
            (one, self[name] if name in self.fields else None)
            for one, name in zip(self.preview.attention, names, strict=True)
        ]

    @property
    def columns(self) -> list[forms.BoundField]:
        """What each column is that no heading tells the meaning of."""
        return [self[f"column-{one.column}"] for one in self.preview.open_columns]

    @property
    def to_choose(self) -> list[Asked]:
        """Lines of which nothing could be proposed."""
        return self._asked(line for line in self.preview.looked_at if line.default is None)

    @property
    def days(self) -> list[Asked]:
        """Lines whose day is in doubt."""
        return self._asked(self.preview.asking_day, "date")

    @property
    def to_check(self) -> list[Asked]:
        """Lines of which something is proposed that a person should see."""
        seen = [line for line in self.preview.looked_at if line.default is not None and not self._is_folded(line)]
        return self._asked(seen)

    @property
    def known(self) -> list[Asked]:
        """Lines whose number says who it is: there may be many, and they stand folded."""
        return self._asked(line for line in self.preview.looked_at if self._is_folded(line))

    def _is_folded(self, line: PreviewLine) -> bool:
        return line.is_known_by_number and f"line-{line.index}" not in self.errors

    def _is_left_out(self, line: PreviewLine) -> bool:
        """Whether a row is to be left out, or to correct an earlier line, as it is chosen now."""
        name = f"line-{line.index}"
        answer = self[name].value() if name in self.fields else None
        return answer == SKIP or is_update(answer)

    @property
    def has_events(self) -> bool:
        """Whether any of the events is to be seen: a browser shows them again when their rows come back."""
        return any(not one["is_over"] for one in self.happened)

    @property
    def happened(self) -> list[dict[str, Any]]:
        """The events with their fields and those of their rows that are not left out; also where one row is left of it and
        somebody has written what happened: a row left out may come back.
        """
        found = []
        for event in self.preview.events:
            rows = [self.preview.lines[index] for index in event.members if str(index) not in self.skipped]
            text = self[f"event_text-{event.key}"]
            is_written = (text.value() or "").strip() not in {"", event.text}
            if len(rows) > 1 or (rows and is_written):
                found.append({
                    "event": event,
                    "rows": rows,
                    "is_over": not is_written and sum(not self._is_left_out(row) for row in rows) < 2,
                    "on": self[f"event-{event.key}"],
                    "text": text,
                    "ok": self[f"event_ok-{event.key}"] if f"event_ok-{event.key}" in self.fields else None,
                })  # fmt: skip
        return found


def choices_of(data: QueryDict) -> Choices:
    """What was chosen, as it was sent; the action judges whether it was offered."""
    lines = {int(index): SKIP for index in data.getlist("skip") if index.isdigit()}
    days = {}
    born = {}
    before = {}
    happened = {}
    columns = {}
    apart: dict[str, str] = {}
    belongs = set()
    for name in data:
        kind, _dash, key = name.partition("-")
        if kind == "line" and key.isdigit():
            lines[int(key)] = str(data[name])
        elif kind == "date" and key.isdigit():
            days[int(key)] = str(data[name])
        elif kind == "born" and key.isdigit():
            born[int(key)] = str(data[name])
        elif kind == "said" and key.isdigit():
            before[int(key)] = str(data[name])
        elif kind == "column" and key.isdigit():
            columns[int(key)] = str(data[name])
        elif kind == "event" and key:
            names_are_words = f"event_ok-{key}" in data
            happened[key] = EventChoice(data.get(f"event_text-{key}", ""), names_are_words)
        elif kind == "named" and key.isdigit():
            belongs.add(int(key))
        elif kind == "event_text" and key and f"event-{key}" not in data:
            apart[key] = str(data[name])
    taken = _taken(dict(data.lists()))
    return Choices(lines, happened, taken, days, data.get("mark", ""), frozenset(belongs), apart, born, columns, before)


def choices_kept(kept: Mapping[str, list[str]]) -> Choices:
    """The parts that were taken, the days and birth dates that were said, and what was answered, as the page's draft keeps them."""
    skipped = {int(index): SKIP for index in kept.get("skip", ()) if index.isdigit()}
    answers = _of_rows(kept, "said-") | skipped | _of_rows(kept, "line-")
    events = {
        name.removeprefix("event_text-"): said[0]
        for name, said in kept.items()
        if name.startswith("event_text-") and said
    }
    return Choices(
        events={key: EventChoice(text) for key, text in events.items() if f"event-{key}" in kept},
        taken=_taken(kept),
        days=_of_rows(kept, "date-"),
        born=_of_rows(kept, "born-"),
        apart={key: text for key, text in events.items() if f"event-{key}" not in kept},
        said=answers,
    )


def _of_rows(kept: Mapping[str, list[str]], prefix: str) -> dict[int, str]:
    return {
        int(name.removeprefix(prefix)): said[0]
        for name, said in kept.items()
        if said and name.startswith(prefix) and name.removeprefix(prefix).isdigit()
    }


def to_keep(data: QueryDict, taken: Iterable[str]) -> dict[str, list[str]]:
    """What was chosen so far, as the page's draft keeps it, while the page is looked at anew; with the parts that are taken."""
    passing = {"csrfmiddlewaretoken", "born", "edit", "mark", "take", "taken", "leave", "look", "columns"}
    said = {name: texts for name, texts in data.lists() if name not in passing and not name.startswith((TAKEN, "_"))}
    return said | {f"{TAKEN}{part}": ["1"] for part in taken}


def without_columns(kept: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What was chosen but for what the columns are, where the list is read with that."""
    return {name: texts for name, texts in kept.items() if not name.startswith("column-")}


def not_kept(kept: Mapping[str, list[str]], before: Preview, now: Preview) -> list[str]:
    """What was chosen on a page and cannot stand on the page of the list as it is read again: sentences, with the words that were
    written.
    """
    told = []
    for line in now.lines:
        answer = next(iter(kept.get(f"line-{line.index}", ())), "")
        was = before.lines[line.index] if line.index < len(before.lines) else line
        day = next(iter(kept.get(f"date-{line.index}", ())), "")
        days = {NO_DAY, *(one.isoformat() for one in line.line.date_choices)}
        is_lost = answer and answer != was.default and answer not in line.options
        if is_lost or (day and day not in days) or (was.born and not line.born):
            told.append(
                gettext("%(row)s: what you had chosen cannot be chosen any more.") % {"row": row_name(line.line)}
            )
    lost = _words_kept(kept, now)
    return [
        *told,
        *(gettext("What you wrote belongs to no event any more: “%(words)s”") % {"words": one.text} for one in lost),
    ]


def _taken(said: Mapping[str, list[str]]) -> frozenset[str]:
    """The parts that were taken. Each is a field of its own: what a window has kept of another one's cannot change which."""
    return frozenset(said.get("taken", ())) | {name.removeprefix(TAKEN) for name in said if name.startswith(TAKEN)}


def _words_kept(said: Mapping[str, list[str]], preview: Preview) -> list[WordsKept]:
    """What somebody wrote of rows that are no event any more; the rows' own words are not lost with it."""
    events = {event.key for event in preview.events}
    told = {line.line.text.strip() for line in preview.lines}
    return [
        WordsKept(key, texts[0], f"event-{key}" in said)
        for name, texts in said.items()
        if (key := name.removeprefix("event_text-")) != name and key not in events
        if texts and texts[0].strip() and texts[0].strip() not in told
    ]


def _day(day: date, meeting: date) -> str:
    """A day with its weekday; one that has not been is said to be so."""
    return gettext("%(day)s (it has not been yet)") % {"day": dates.long(day)} if day > meeting else dates.long(day)
