"""Forms of lists and concerns. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.actions import DeedTold
from samspil.concerns.actions.reading import NOTHING_READ
from samspil.concerns.child_form import NumberForm
from samspil.concerns.door_forms import NONE_CHOSEN, LocationField
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import ListRole, PoliceList, RemovedBecause
from samspil.concerns.person_words import known_words
from samspil.concerns.queries import SendingPage, UploadPage
from samspil.concerns.queries.preview_page import CREATE, PICK
from samspil.concerns.queries.received import EntryPage
from samspil.concerns.queries.remarks import RemarkPage
from samspil.concerns.reader import MOST_BYTES, HeadingsUnknown, ListReading, NotAList, read_list
from samspil.concerns.states import About, Source
from samspil.lib import cpr as numbers
from samspil.lib.names import words_of_names_in
from samspil.organisations.models import Forum, Unit
from samspil.people.models import Person
from samspil.sharing.files.fields import FileField
from samspil.web import dates
from samspil.web.forms import ClockField, DateField, IdempotencyKey, LongText, ShortText, Version, in_groups
from samspil.web.forms.fields import refuse_cpr_numbers, refuse_cpr_numbers_beside_field

PASTED = "indsat.txt"


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
        self.fields["giver"].choices = in_groups(
            [(gettext("At the table"), unit.pk, unit.name) for unit in page.givers]
            + [(gettext("Others who may tell of children"), unit.pk, unit.name) for unit in page.others],
            first=(),
        )
        if len(page.targets) == 1:
            self.fields["target"].initial = page.targets[0].code
        elif page.wanted in {target.code for target in page.targets}:
            self.fields["target"].initial = page.wanted

    @property
    def is_by_hand(self) -> bool:
        """Whether the lines are written by hand, because there is no file."""
        return "by_hand" in self.data

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_by_hand or "file" in self.errors:  # what is the matter with the file has been said
            return data
        uploaded, pasted = data.get("file"), data.get("pasted") or ""
        if uploaded and pasted.strip():
            raise forms.ValidationError(_("Choose a file or paste the list, not both."))
        if not uploaded and not pasted.strip():
            refused = self.fields["file"].widget.refused_before(self.data, "file")
            self.add_error("file", refused or _("Choose the file with the list, or paste the list below."))
            return data
        name, contents = (uploaded.name or "", _contents(uploaded)) if uploaded else (PASTED, pasted.encode())
        try:
            data["reading"] = read_list(contents, name)
        except HeadingsUnknown as unknown:  # what its columns are is asked before it is received
            data["reading"] = unknown.reading
        except NotAList as refusal:
            self.add_error("file" if uploaded else "pasted", refusal.sentence)
            if uploaded:  # it was sent, and cannot be read: choosing it again helps nobody
                self.files = self.files.copy()
                del self.files["file"]
        return data

    @property
    def chosen(self) -> tuple[Forum, date | None, Unit, ListReading]:
        """Forum, meeting, giver and reading of a valid form; written by hand, nothing was read."""
        data = self.cleaned_data
        target = next(target for target in self.page.targets if target.code == data["target"])
        giver = next(unit for unit in self.page.all_givers if unit.pk == data["giver"])
        return target.forum, target.day, giver, data.get("reading", NOTHING_READ)


def _contents(uploaded: Any) -> bytes:
    # One byte more than allowed is enough to say that it is too large.
    contents: bytes = uploaded.read(MOST_BYTES + 1)
    return contents


def _target(forum: Forum, day: date | None) -> str:
    return f"{forum.name}, {dates.long(day)}" if day else str(forum.name)


class ConcernForm(forms.Form):
    """A concern on its way to a forum."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    who = ShortText(
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
    location_type = LocationField()
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
        self.fields["forum"].choices = [NONE_CHOSEN, *((forum.pk, forum_line(forum)) for forum in page.forums)]
        self.fields["necessity"].choices = [NONE_CHOSEN, *((phrase, phrase) for phrase in page.necessities)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["forum"] = next((forum for forum in self.page.forums if forum.pk == data.get("forum")), None)
        return data


def forum_line(forum: Forum) -> str:
    """A forum as it is offered: where nobody is named, it says so."""
    if forum.named_persons:
        return forum.name
    return gettext("%(forum)s (groups and places; no named child)") % {"forum": forum.name}


class MatchForm(forms.Form):
    """Who a line is about."""

    person = forms.ChoiceField(label=_("Who is it?"), widget=forms.RadioSelect)
    version = Version()
    mark_optional = False

    def __init__(
        self, *args: Any, page: EntryPage, known: Sequence[Person] = (), but: int | None = None, **kwargs: Any
    ) -> None:
        """`known` are children of earlier meetings who may be meant, beside those that the records say; `but` is the record that stands for
        nobody else than the line itself.
        """
        entry = page.line.entry
        chosen = entry.subject if entry.subject != but else None
        initial = {"version": entry.version, "person": f"{PICK}{chosen}" if chosen else None}
        super().__init__(*args, **{"initial": initial, **kwargs})
        persons = {person.pk: person for person in (*(match.person for match in page.matches), *known)}
        options = [
            (f"{PICK}{person.pk}", known_words(person, page.told_on)) for person in persons.values() if person.pk != but
        ]
        self.offers = bool(options)
        if entry.name:
            options.append((CREATE, gettext("A child we have not met: make a new record")))
        self.fields["person"].choices = options
        self.page = page

    def clean(self) -> dict[str, Any]:
        """Where a colleague has chosen meanwhile, and so other children are offered now, it says who has chosen whom."""
        data = super().clean() or {}
        line = self.page.line
        if "person" in self.errors and data.get("version") not in {None, line.entry.version}:
            self.errors["person"] = self.error_class([
                gettext("%(who)s has chosen meanwhile who the line is about: %(name)s. Choose again if it is another child.")
                % {"who": self.page.by or gettext("A colleague"), "name": line.child.name if line.child else line.entry.name}
            ])  # fmt: skip
            sent: Any = self.data.copy()
            sent["version"] = line.entry.version
            self.data = sent
        return data

    def clean_person(self) -> int | None:
        chosen: str = self.cleaned_data["person"]
        return int(chosen.removeprefix(PICK)) if chosen.startswith(PICK) else None


class LineForm(NumberForm):
    """What a line says of a child and a deed, to be written or corrected."""

    name = ShortText(beside_number=True, label=_("Name"), max_length=300, required=False)
    birth_date = DateField(label=_("Birth date"), born=True, required=False)
    cpr = forms.CharField(label=_("CPR number"), max_length=20, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *ListRole.choices], required=False)
    text = LongText(beside_number=True, label=_("Words"), rows=3, required=False, max_length=4000)
    happened_on = DateField(label=_("Date of the event"), past=True, required=False)
    happened_at = ClockField(label=_("Time of day"), required=False)
    place = ShortText(beside_number=True, label=_("Place"), max_length=300, required=False)
    reference = ShortText(beside_number=True, label=_("The police’s number"), max_length=100, required=False)
    mark_optional = False

    def ask_about_day_to_come(self) -> None:
        """Give the form a box that says that a day that has not been is right; only where such a day was written."""
        field = self.fields["happened_on"]
        try:
            day = field.clean(self.data.get(self.add_prefix("happened_on"), ""))
        except forms.ValidationError:
            return
        if day and day > timezone.localdate() and day != self.initial.get("happened_on"):
            box = forms.BooleanField(label=_("The day is right: it has not been yet"), required=False)
            place = list(self.fields).index("happened_on") + 1
            fields = list(self.fields.items())
            self.fields = dict([*fields[:place], ("to_come", box), *fields[place:]])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_born_as_numbered(data) and (number := data.get("cpr")):
            data["birth_date"] = numbers.birth_date(number)
        if "to_come" in self.fields and not data.pop("to_come", False):
            self.add_error("happened_on", _("The day has not been yet. Correct it, or tick that it is right."))
        return data


class RowForm(LineForm):
    """A row of a list that is not received yet. The number that was read is not shown; a new one takes its place."""

    no_number = forms.BooleanField(label=_("The CPR number that was read is wrong: leave it out"), required=False)

    def __init__(self, *args: Any, line: Line | None, born: str = "", **kwargs: Any) -> None:
        """`born` is which of the line's two birth dates was chosen on the page of the list."""
        names = ("name", "birth_date", "role", "text", "happened_on", "happened_at", "place", "reference")
        initial = {name: getattr(line, name) for name in names} if line else {}
        if line and line.births:
            right = line.with_birth(born)
            initial |= {"birth_date": right.birth_date, "no_number": right.cpr is None}
        if line and not line.cpr:
            initial["cpr"] = line.number_slip
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.line = line
        if line and line.cpr:
            self.fields["cpr"].help_text = gettext("%(begin)s-xxxx was read. Write another one if it is wrong.") % {
                "begin": line.cpr[:6]
            }
        else:
            del self.fields["no_number"]
        if line and line.name_told and not line.name:
            self.fields["name"].help_text = gettext("The list says: “%(words)s”.") % {"words": line.name_told}
        self.ask_about_day_to_come()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        read = self.line.cpr if self.line and not data.get("no_number") else None
        number = data.get("cpr") or read
        born = data.get("birth_date")
        if not data.get("cpr") and read and born not in {None, numbers.birth_date(read)}:
            self.add_error("birth_date", _("The birth date is not that of the CPR number. Correct one of them."))
        if not (data.get("name") or number or data.get("text")):
            self.add_error("name", _("Write the name, or what happened if nobody knows who it was."))
        data["birth_date"] = born or (numbers.birth_date(number) if number else None)
        return data

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the line, as the action takes them."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "no_number"}
        read = self.line.cpr if self.line and not self.cleaned_data.get("no_number") else None
        return data | {"cpr": data["cpr"] or read, "role": data["role"] or None}


class EntryForm(LineForm):
    """A line that was received. Its number stands on the child's record: only a new one is written here."""

    version = Version()

    def __init__(self, *args: Any, page: EntryPage, **kwargs: Any) -> None:
        entry = page.line.entry
        names = ("name", "birth_date", "role", "text", "happened_on", "happened_at", "place", "reference", "version")
        super().__init__(*args, **{"initial": {name: getattr(entry, name) for name in names}, **kwargs})
        child = page.line.child
        if child is None:
            del self.fields["cpr"]
            for field in self.fields.values():  # there is no field for a number then
                field.validators = [
                    refuse_cpr_numbers if one is refuse_cpr_numbers_beside_field else one for one in field.validators
                ]
        elif child.cpr_hash is not None:
            self.fields["cpr"].help_text = (
                gettext("One came with the line. Write another one if it is wrong.")
                if page.has_own_record
                else gettext("The child has one. Write it here only to check it.")
            )
        else:
            self.fields["cpr"].help_text = gettext("Is written on the child’s record.")
        if page.event and page.event.text:
            self.fields["text"].help_text = ngettext(
                "The event is told once: “%(words)s”. Write here only what is to stand beside it.",
                "The event is told once for %(n)s lines: “%(words)s”. Write here only what is to stand beside it for this child.",
                page.in_event,
            ) % {"n": page.in_event, "words": page.event.text}
        self.ask_about_day_to_come()

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        deed = {name: data.pop(name) for name in ("place", "happened_on", "happened_at", "reference")}
        return data | {"deed": DeedTold(**deed), "cpr": data.get("cpr", "")}


class EventForm(forms.Form):
    """The words of an event that several lines tell of. What looks like a name of theirs is asked about."""

    text = LongText(
        label=_("What happened? Written once, without names"),
        rows=4,
        max_length=4000,
        error_messages={"required": _("Write in a few words what happened, without names.")},
    )
    version = Version()
    mark_optional = False

    def __init__(self, *args: Any, page: EntryPage, **kwargs: Any) -> None:
        event = page.event
        initial = {"text": event.text, "version": event.version} if event else {}
        super().__init__(*args, **{"initial": initial, **kwargs})
        words = words_of_names_in(self.data.get("text") or (event.text if event else ""), page.names_in_event)
        if words:
            self.fields["names_are_words"] = forms.BooleanField(
                label=gettext("These words are no names here: %(words)s") % {"words": ", ".join(words)},
                required=False,
            )


class RemarkForm(forms.Form):
    """The remark of a list, to be corrected or removed; one that was removed stands in the field, to be put back."""

    note = LongText(label=_("The remark"), rows=4, max_length=4000, required=False)
    version = Version()
    mark_optional = False

    def __init__(self, *args: Any, page: RemarkPage, **kwargs: Any) -> None:
        received = page.received
        initial = {"note": received.note or page.removed_words, "version": received.version}
        super().__init__(*args, **{"initial": initial, **kwargs})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "remove" in self.data:
            self.errors.pop("note", None)
            data["note"] = ""
        elif not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Write the remark, or press “Remove the remark”."))
        return data


class RemoveForm(forms.Form):
    """Why a line is removed."""

    because = forms.ChoiceField(label=_("Why?"), choices=RemovedBecause.choices, widget=forms.RadioSelect)
    keeps_told = forms.TypedChoiceField(
        label=_("Another list says the same. Is the child to wait for the meeting because of that one?"),
        choices=[
            ("yes", _("Yes: the row on that list becomes a line of its own")),
            ("no", _("No: it is not to stand there either")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    mark_optional = False

    def __init__(self, *args: Any, told_by: Sequence[PoliceList] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not told_by:
            del self.fields["keeps_told"]
