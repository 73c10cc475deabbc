"""Forms of lists and concerns. They validate; the actions write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.door_forms import NONE_CHOSEN
from samspil.concerns.models import ListRole
from samspil.concerns.queries import SendingPage, UploadPage
from samspil.concerns.queries.preview_page import CREATE, PICK
from samspil.concerns.queries.waiting import EntryPage
from samspil.concerns.reader import MOST_BYTES, ListReading, NotAList, read_list
from samspil.concerns.states import About, Source
from samspil.organisations.models import Forum, Unit
from samspil.people.queries import Match
from samspil.sharing.files.fields import FileField
from samspil.web import dates
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version

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

    name = ShortText(label=_("Name"), max_length=300, required=False)
    birth_date = DateField(label=_("Birth date"), past=True, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *ListRole.choices], required=False)
    text = LongText(label=_("Words"), rows=3, required=False, max_length=4000)
    version = Version()
    mark_optional = False
