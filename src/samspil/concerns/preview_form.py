"""The form of a list's preview: what is to be chosen before the list is received. It validates; the action judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.lists.events import Event
from samspil.concerns.queries.preview_page import (
    CREATE,
    NO_DAY,
    SAME_AS,
    SKIP,
    UPDATE,
    Candidate,
    Preview,
    PreviewLine,
)
from samspil.concerns.states import role_label
from samspil.web import dates
from samspil.web.forms import LongText

FIELDS = {
    "name": _("Name"),
    "birth_date": _("Birth date"),
    "role": _("Role"),
    "text": _("Words"),
    "place": _("Place"),
    "happened_on": _("Date"),
    "reference": _("Number"),
}


class PreviewForm(forms.Form):
    """What is to be chosen before a list is received: lines that need a look, rows left out, events and their words."""

    mark_optional = False

    def __init__(
        self, *args: Any, preview: Preview, kept: Mapping[str, list[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        kept = kept or {}
        self.taken = [part.key for part in preview.taken]
        self.skipped = set(self.data.getlist("skip") if isinstance(self.data, QueryDict) else kept.get("skip", ()))
        for line in preview.looked_at:
            self.fields[f"line-{line.index}"] = forms.ChoiceField(
                label=title(line),
                help_text=" ".join(remarks(line, preview)),
                widget=forms.RadioSelect,
                choices=_options(line, preview),
                initial=next(iter(kept.get(f"line-{line.index}", ())), line.default),
                error_messages={"required": _("Choose who it is, or leave the row out.")},
            )
        for line in preview.asking_day:
            self.fields[f"date-{line.index}"] = forms.ChoiceField(
                label=title(line),
                help_text=f"»{line.line.text}«" if line.line.text else "",
                widget=forms.RadioSelect,
                choices=[
                    *((day.isoformat(), _day(day, preview.day)) for day in line.line.date_choices),
                    (NO_DAY, gettext("The day is not known")),
                ],
                initial=next(iter(kept.get(f"date-{line.index}", ())), None),
                required=False,  # a row that is left out needs no day; the action asks for the others
            )
        for event in preview.events:
            self._add_event(event, kept)

    def _add_event(self, event: Event, kept: Mapping[str, list[str]]) -> None:
        on = f"event-{event.key}" in kept if f"event_text-{event.key}" in kept else True
        self.fields[f"event-{event.key}"] = forms.BooleanField(
            label=_("Take these rows as one event"), required=False, initial=on
        )
        self.fields[f"event_text-{event.key}"] = LongText(
            label=_("What happened? Written once, without names"),
            required=False,
            rows=3,
            initial=(kept.get(f"event_text-{event.key}") or [event.text])[0],
        )
        if event.names:
            self.fields[f"event_ok-{event.key}"] = forms.BooleanField(
                label=gettext("These words are no names here: %(words)s") % {"words": ", ".join(event.names)},
                required=False,
                initial=f"event_ok-{event.key}" in kept,
            )

    @property
    def to_choose(self) -> list[forms.BoundField]:
        """The fields of lines of which nothing could be proposed."""
        return [self[f"line-{line.index}"] for line in self.preview.looked_at if line.default is None]

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of lines whose day is in doubt."""
        return [self[f"date-{line.index}"] for line in self.preview.asking_day]

    @property
    def to_check(self) -> list[forms.BoundField]:
        """The fields of lines of which something is proposed that a person should see."""
        seen = [line for line in self.preview.looked_at if line.default is not None and not self._is_folded(line)]
        return [self[f"line-{line.index}"] for line in seen]

    @property
    def known(self) -> list[forms.BoundField]:
        """The fields of lines whose number says who it is: there may be many, and they stand folded."""
        return [self[f"line-{line.index}"] for line in self.preview.looked_at if self._is_folded(line)]

    def _is_folded(self, line: PreviewLine) -> bool:
        return line.is_known_by_number and f"line-{line.index}" not in self.errors

    @property
    def happened(self) -> list[dict[str, Any]]:
        """The events with their fields."""
        return [
            {
                "event": event,
                "rows": [self.preview.lines[index] for index in event.members],
                "on": self[f"event-{event.key}"],
                "text": self[f"event_text-{event.key}"],
                "ok": self[f"event_ok-{event.key}"] if event.names else None,
            }
            for event in self.preview.events
        ]


def choices_of(data: QueryDict) -> Choices:
    """What was chosen, as it was sent; the action judges whether it was offered."""
    lines = {int(index): SKIP for index in data.getlist("skip") if index.isdigit()}
    days = {}
    happened = {}
    for name in data:
        kind, _dash, key = name.partition("-")
        if kind == "line" and key.isdigit():
            lines[int(key)] = str(data[name])
        elif kind == "date" and key.isdigit():
            days[int(key)] = str(data[name])
        elif kind == "event" and key:
            names_are_words = f"event_ok-{key}" in data
            happened[key] = EventChoice(data.get(f"event_text-{key}", ""), names_are_words)
    return Choices(lines, happened, frozenset(data.getlist("taken")), days)


def choices_kept(kept: Mapping[str, list[str]]) -> Choices:
    """The parts that were taken and the days that were said, as the page's draft keeps them."""
    return Choices(
        taken=frozenset(kept.get("taken", ())),
        days={
            int(name.removeprefix("date-")): said[0]
            for name, said in kept.items()
            if said and name.startswith("date-") and name.removeprefix("date-").isdigit()
        },
    )


def _day(day: date, meeting: date) -> str:
    """A day with its weekday; one that has not been is said to be so."""
    return gettext("%(day)s (it has not been yet)") % {"day": dates.long(day)} if day > meeting else dates.long(day)


def title(line: PreviewLine) -> str:
    """Row, name, age and role: what the line is about."""
    who = line.line.name or gettext("not identified")
    parts = [gettext("Row %(row)s: %(who)s") % {"row": line.line.row, "who": who}]
    if line.line.birth_date:
        parts.append(dates.short(line.line.birth_date))
    if line.age is not None:
        parts.append(ngettext("%(age)s year old", "%(age)s years old", line.age) % {"age": line.age})
    if line.role:
        parts.append(str(role_label(line.role, line.age)))
    return ", ".join(parts)


def remarks(line: PreviewLine, preview: Preview) -> Iterable[str]:
    """What is to be told about a line: its words, the forum's bounds, a role or words that were changed."""
    if line.line.text:
        yield f"»{line.line.text}«"
    if line.is_above:
        yield gettext("Above %(age)s: the forum is told nothing about those who are older. The row is not taken.") % {
            "age": preview.ages.at_most
        }
    if line.is_below:
        family = preview.family
        way = f"{family.name} {family.phone}".strip() if family else gettext("the family department")
        yield gettext("Under %(age)s: the way is %(unit)s.") % {"age": preview.ages.at_least, "unit": way}
    if line.role_was_changed:
        yield gettext("The list says charged; under 15 it is suspected.")
    if line.difference.changed:
        changed = ", ".join(str(FIELDS[name]).lower() for name in line.changed_in)
        yield gettext("Stands on the week's list already, with other words: %(fields)s.") % {"fields": changed or "–"}


def _options(line: PreviewLine, preview: Preview) -> list[tuple[str, str]]:
    labels = {
        CREATE: gettext("A child we have not met: make a new record"),
        SKIP: gettext("Leave the row out"),
        UPDATE: gettext("Correct the row that was received before"),
    }
    if line.is_below and not line.candidates:
        labels[CREATE] = gettext("Take it in all the same")
    for candidate in line.candidates:
        person = candidate.person
        ground = _ground(candidate)
        born = dates.short(person.birth_date) if person.birth_date else ""
        named = ", ".join(filter(None, [person.name or gettext("no name"), born]))
        labels[candidate.answer] = gettext("%(child)s: %(ground)s (known to %(audience)s)") % {
            "child": named, "ground": ground, "audience": candidate.kept_by,
        }  # fmt: skip
        labels[candidate.renaming] = gettext("%(child)s: has got the name of this row, and the record is to say so") % {
            "child": named,
        }  # fmt: skip
    for index in line.alike:
        other = preview.lines[index].line
        labels[f"{SAME_AS}{index}"] = gettext("The same child as in row %(row)s: %(name)s") % {
            "row": other.row, "name": other.name,
        }  # fmt: skip
    return [(option, labels[option]) for option in line.options]


def _ground(candidate: Candidate) -> str:
    if candidate.by_number:
        return gettext("same CPR number")
    if candidate.is_like:
        return gettext("same birth date, the name is like")
    return gettext("same name and birth date")
