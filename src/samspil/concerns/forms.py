"""Forms of lists and concerns. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.door_forms import NONE_CHOSEN
from samspil.concerns.lists.events import Event
from samspil.concerns.models import ListRole
from samspil.concerns.queries import Preview, PreviewLine, SendingPage, UploadPage
from samspil.concerns.queries.preview import CREATE, PICK, SKIP, UPDATE
from samspil.concerns.queries.waiting import EntryPage
from samspil.concerns.reader import MOST_BYTES, ListReading, NotAList, read_list
from samspil.concerns.states import About, Source, role_label
from samspil.organisations.models import Forum, Unit
from samspil.people.queries import Match
from samspil.sharing.files.fields import FileField
from samspil.web import dates
from samspil.web.forms import DateField, IdempotencyKey, LongText, Version

PASTED = "indsat.txt"
FIELDS = {
    "name": _("Name"),
    "birth_date": _("Birth date"),
    "role": _("Role"),
    "text": _("Words"),
    "place": _("Place"),
    "happened_on": _("Date"),
    "reference": _("Number"),
}


class UploadForm(forms.Form):
    """A list in a file, or pasted. `cleaned_data["reading"]` is what was understood of it."""

    target = forms.ChoiceField(label=_("For which meeting?"))
    giver = forms.TypedChoiceField(label=_("From whom?"), coerce=int)
    file = FileField(
        label=_("The list as a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Excel, OpenDocument or text (csv). The file itself is not kept."),
    )
    pasted = forms.CharField(
        label=_("or paste it here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-draft-skip": True, "spellcheck": "false"}),
        help_text=_("Copy the cells from the spreadsheet or the mail, with the line of headings."),
    )
    mark_optional = False

    def __init__(self, *args: Any, page: UploadPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["target"].choices = [(target.code, _target(target.forum, target.day)) for target in page.targets]
        self.fields["giver"].choices = [(unit.pk, unit.name) for unit in page.givers]
        if len(page.targets) == 1:
            self.fields["target"].initial = page.targets[0].code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        uploaded, pasted = data.get("file"), data.get("pasted") or ""
        if uploaded and pasted.strip():
            raise forms.ValidationError(_("Choose a file or paste the list, not both."))
        if not uploaded and not pasted.strip():
            self.add_error("file", _("Choose the file with the list, or paste the list below."))
            return data
        name, contents = (uploaded.name or "", _contents(uploaded)) if uploaded else (PASTED, pasted.encode())
        try:
            data["reading"] = read_list(contents, name)
        except NotAList as refusal:
            self.add_error("file" if uploaded else "pasted", refusal.sentence)
        return data

    @property
    def chosen(self) -> tuple[Forum, date | None, Unit, ListReading]:
        """Forum, meeting, giver and reading of a valid form."""
        data = self.cleaned_data
        target = next(target for target in self.page.targets if target.code == data["target"])
        giver = next(unit for unit in self.page.givers if unit.pk == data["giver"])
        return target.forum, target.day, giver, data["reading"]


def _contents(uploaded: Any) -> bytes:
    # One byte more than allowed is enough to say that it is too large.
    contents: bytes = uploaded.read(MOST_BYTES + 1)
    return contents


def _target(forum: Forum, day: date | None) -> str:
    return f"{forum.name}, {dates.long(day)}" if day else str(forum.name)


class PreviewForm(forms.Form):
    """What is to be chosen before a list is received: lines that need a look, rows left out, events and their words."""

    mark_optional = False

    def __init__(
        self, *args: Any, preview: Preview, kept: Mapping[str, list[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.preview = preview
        kept = kept or {}
        self.skipped = set(self.data.getlist("skip") if isinstance(self.data, QueryDict) else kept.get("skip", ()))
        for line in preview.looked_at:
            self.fields[f"line-{line.index}"] = forms.ChoiceField(
                label=title(line),
                help_text=" ".join(remarks(line, preview)),
                widget=forms.RadioSelect,
                choices=_options(line),
                initial=next(iter(kept.get(f"line-{line.index}", ())), line.default),
                error_messages={"required": _("Choose who it is, or leave the row out.")},
            )
        for event in preview.events:
            self._add_event(event, kept)

    def _add_event(self, event: Event, kept: Mapping[str, list[str]]) -> None:
        on = f"event-{event.key}" in kept if kept else True
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
    happened = {}
    for name in data:
        kind, _dash, key = name.partition("-")
        if kind == "line" and key.isdigit():
            lines[int(key)] = str(data[name])
        elif kind == "event" and key:
            names_are_words = f"event_ok-{key}" in data
            happened[key] = EventChoice(data.get(f"event_text-{key}", ""), names_are_words)
    return Choices(lines, happened)


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


def _options(line: PreviewLine) -> list[tuple[str, str]]:
    labels = {
        CREATE: gettext("A child we have not met: make a new record"),
        SKIP: gettext("Leave the row out"),
        UPDATE: gettext("Correct the row that was received before"),
    }
    if line.is_below and not line.candidates:
        labels[CREATE] = gettext("Take it in all the same")
    for candidate in line.candidates:
        person = candidate.person
        ground = gettext("same CPR number") if candidate.by_number else gettext("same name and birth date")
        born = dates.short(person.birth_date) if person.birth_date else ""
        named = ", ".join(filter(None, [person.name or gettext("no name"), born]))
        labels[candidate.answer] = gettext("%(child)s: %(ground)s (known to %(audience)s)") % {
            "child": named, "ground": ground, "audience": candidate.kept_by,
        }  # fmt: skip
    return [(option, labels[option]) for option in line.options]


class ConcernForm(forms.Form):
    """A concern on its way to a forum."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("Who, or where?"),
        max_length=300,
        help_text=_("A child: name, and birth date or age if you know it. A group or a place: what people call it."),
    )
    text = LongText(
        label=_("What have you seen or heard?"),
        rows=6,
        help_text=_("What happened, when and where, in plain words. Write what you know and what you have been told."),
    )
    source = forms.ChoiceField(label=_("Where do you know it from?"), choices=[NONE_CHOSEN, *Source.choices])
    forum = forms.TypedChoiceField(label=_("To whom?"), coerce=int)
    crime_focus = LongText(
        label=_("Why is a separate crime-preventive focus needed?"),
        rows=3,
        required=False,
        max_length=4000,
        help_text=_("If there is no such need, the ordinary services are the way: school, family department, leisure."),
    )
    necessity = forms.ChoiceField(label=_("It is necessary that they know, for"))
    idempotency_key = IdempotencyKey()
    mark_optional = False

    def __init__(self, *args: Any, page: SendingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["forum"].choices = [NONE_CHOSEN, *((forum.pk, forum.name) for forum in page.forums)]
        self.fields["necessity"].choices = [NONE_CHOSEN, *((phrase, phrase) for phrase in page.necessities)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["forum"] = next((forum for forum in self.page.forums if forum.pk == data.get("forum")), None)
        return data


class MatchForm(forms.Form):
    """Who a line is about."""

    person = forms.ChoiceField(label=_("Who is it?"), widget=forms.RadioSelect)
    version = Version()
    mark_optional = False

    def __init__(self, *args: Any, page: EntryPage, **kwargs: Any) -> None:
        entry = page.line.entry
        initial = {"version": entry.version, "person": f"{PICK}{entry.subject}" if entry.subject else None}
        super().__init__(*args, **{"initial": initial, **kwargs})
        options = [(f"{PICK}{match.person.pk}", _known(match)) for match in page.matches]
        if entry.name:
            options.append((CREATE, gettext("A child we have not met: make a new record")))
        self.fields["person"].choices = options

    def clean_person(self) -> int | None:
        chosen: str = self.cleaned_data["person"]
        return int(chosen.removeprefix(PICK)) if chosen.startswith(PICK) else None


def _known(match: Match) -> str:
    person = match.person
    born = dates.short(person.birth_date) if person.birth_date else gettext("birth date not known")
    return gettext("%(name)s, %(born)s (known to %(audience)s)") % {
        "name": person.name or gettext("no name"), "born": born, "audience": person.owner_audience.name,
    }  # fmt: skip


class EntryForm(forms.Form):
    """What a line says, to be corrected."""

    name = forms.CharField(label=_("Name"), max_length=300, required=False)
    birth_date = DateField(label=_("Birth date"), past=True, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *ListRole.choices], required=False)
    text = LongText(label=_("Words"), rows=3, required=False, max_length=4000)
    version = Version()
    mark_optional = False
