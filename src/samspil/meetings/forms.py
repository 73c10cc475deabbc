"""Forms of the meeting. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.models import ListRole
from samspil.concerns.queries.aloud import Givers
from samspil.concerns.spoken import CODES
from samspil.meetings.nameless import NamelessForm
from samspil.meetings.queries import EventPage, Word
from samspil.meetings.states import StatementKind
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import kind_names, kind_of_sector, name_met
from samspil.people.models import Person
from samspil.responsibility.forms import choose
from samspil.responsibility.notes import stops
from samspil.web import dates
from samspil.web.forms import FEW, ClockField, DateField, IdempotencyKey, LongText, ShortText, Version, in_groups


def at_the_table(people: Iterable[Staff], *, first: Iterable[tuple[str, Any]] = (("", "–"),)) -> list[Any]:
    """Those at the table, by name, and of who stops the last day; many of them by what their units work with (`sector`,
    `queries.with_sector`).
    """
    names = kind_names()
    lines = [(kind_of_sector(getattr(staff, "sector", "")), staff) for staff in people]
    if len(lines) > FEW:
        lines.sort(key=lambda line: line[0])
    return in_groups(((names[kind], staff.pk, _called(staff)) for kind, staff in lines), first=first)


def _called(staff: Staff) -> str:
    last_day = getattr(staff, "last_day", None)
    return f"{staff.name} ({stops(last_day)})" if last_day else staff.name


class ColleagueField(forms.TypedChoiceField):
    """One of the colleagues who are offered. Where the chosen one has gone away since the page was drawn, the refusal says who it
    was, and why as far as `why_gone` knows.
    """

    why_gone: Callable[[int], str] | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def validate(self, value: Any) -> None:
        try:
            super().validate(value)
        except forms.ValidationError as error:
            told = self._told(str(value)) if error.code == "invalid_choice" else ""
            if not told:
                raise
            raise forms.ValidationError(told, code="gone") from None

    def _told(self, value: str) -> str:
        if not value.isdecimal():
            return ""
        name = name_met(int(value))
        why = self.why_gone(int(value)) if self.why_gone else ""
        return (
            why
            or (name and gettext("%(name)s can no longer be chosen here. Choose somebody else.") % {"name": name})
            or ""
        )


class DecisionForm(forms.Form):
    """One decision. Responsible and deadline are prefilled from the word; free text is optional."""

    word = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    responsible = ColleagueField(label=_("Responsible"), required=False, empty_value=None)
    due_on = DateField(label=_("Deadline"), required=False, near=True)
    answer = forms.CharField(
        required=False, max_length=220, widget=forms.Select
    )  # of the question that stands below its word
    keeps_away = forms.BooleanField(  # asked where somebody of the responsible's unit went out of the item
        label=_("We have agreed how they keep away from the task"), required=False, widget=forms.HiddenInput
    )
    reason = ShortText(label=_("Why"), required=False, max_length=500)
    text = LongText(label=_("Anything more"), required=False, rows=2, max_length=4000)
    idempotency_key = IdempotencyKey()
    version = Version()
    seen = forms.CharField(
        required=False, max_length=12, widget=forms.HiddenInput
    )  # stands beside what was told, not in the form
    replaces = forms.IntegerField(
        required=False, widget=forms.HiddenInput
    )  # a decision that was read and is not to stand
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        words: Iterable[Word],
        people: Iterable[Staff],
        why_gone: Callable[[int], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].why_gone = why_gone
        self.words = list(words)
        self.fields["word"].choices = [(word.word.code, word.word.label) for word in self.words]
        self.fields["responsible"].choices = at_the_table(people)
        for name, key in (("responsible", "R"), ("due_on", "I")):
            self.fields[name].widget.attrs["data-key"] = key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        word = next((word for word in self.words if word.word.code == data.get("word")), None)
        if word:
            data["responsible"] = data.get("responsible") or word.responsible_id
            data["due_on"] = data.get("due_on") or word.due_on
        asked, _dot, answer = str(data.get("answer", "")).partition(".")
        data["answer"] = answer if asked == data.get("word") else ""  # to another word's question: not of this decision
        return data

    def add_error(self, field: str | None, error: Any) -> None:
        """The form comes back: with the tick, where it is asked for."""
        if field == "keeps_away":
            self.fields["keeps_away"].widget = forms.CheckboxInput()
        super().add_error(field, error)

    @property
    def has_words(self) -> bool:
        """Whether reason or text has something to show: the fold is open then."""
        return any(self[name].value() or self[name].errors for name in ("reason", "text"))

    def take_up(self, version: int | None) -> None:
        """Save next time on top of what was read meanwhile."""
        data = self.data.copy()
        data["version"] = str(version)
        self.data = data


class ShareForm(forms.Form):
    """What a unit chooses to tell, or what the minute-taker writes down for somebody present."""

    said_by = ColleagueField(
        label=_("Told by"),
        required=False,
        empty_value=None,
        help_text=_("Choose somebody else when you write down what they said."),
    )
    text = LongText(label=_("What is told"), max_length=8000)
    necessity = forms.ChoiceField(label=_("Necessary for"))
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        people: Iterable[Staff],
        necessities: Iterable[str],
        why_gone: Callable[[int], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].why_gone = why_gone
        offered = list(people)
        self.fields["said_by"].choices = at_the_table(offered, first=[("", _("Myself"))])
        if (
            not offered and not self["said_by"].value()
        ):  # who does not write down what others say is not asked whose it is
            del self.fields["said_by"]
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]


class WhoForm(forms.Form):
    """Name, birth date or age as it is said at the table. An unknown age stays empty: nobody guesses."""

    name = ShortText(label=_("Name"), max_length=300, required=False)
    birth_date = DateField(label=_("Birth date"), born=True, required=False)
    age_told = forms.IntegerField(label=_("Age, where only that is known"), min_value=0, max_value=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *ListRole.choices], required=False)
    version = Version()
    mark_optional = False

    def __init__(self, *args: Any, has_role: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_role:  # of a concern or a follow-up: no list gave it a role
            del self.fields["role"]


class CorrectForm(forms.Form):
    text = LongText(label=_("What is told"), max_length=8000)
    version = Version()


class FactsForm(forms.Form):
    """What the minutes say of the meeting itself, as it was."""

    place = ShortText(label=_("Place"), max_length=200, required=False)
    began = ClockField(label=_("Began at"))
    ended = ClockField(label=_("Ended at"))
    leader = ColleagueField(label=_("Led the meeting"))
    writer = ColleagueField(label=_("Took the minutes"))
    version = Version()

    def __init__(self, *args: Any, people: Iterable[Staff], is_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("leader", "writer"):
            self.fields[field].choices = at_the_table(people, first=[])
        if not is_over:
            del self.fields["ended"]


class WithoutNameForm(NamelessForm):
    """Why a child is talked of without the name, and who must be there when it is said. Nobody is chosen in advance."""

    because = LongText(
        label=_("Why without the name?"),
        rows=2,
        max_length=500,
        help_text=_("For instance what you are in doubt about. Name nobody."),
    )
    needed = forms.TypedMultipleChoiceField(
        label=_("Who must be there when the name is said?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    necessity = forms.ChoiceField(label=_("Necessary for"))
    mark_optional = False

    def __init__(self, *args: Any, people: Iterable[Staff], necessities: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needed"].choices = at_the_table(people, first=[])
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]
        if not necessities:
            del self.fields["necessity"]


class NameForm(forms.Form):
    """The name, said to those who must be there."""

    name = ShortText(label=_("Child or young person"), max_length=200)
    birth_date = DateField(label=_("Born"), required=False, born=True)
    age_told = forms.IntegerField(label=_("Age, where only that is known"), min_value=0, max_value=120, required=False)


class NotedForm(forms.Form):
    """What is said in one press, and by whom."""

    kind = forms.ChoiceField(choices=StatementKind)
    said_by = ColleagueField(required=False, empty_value=None)

    def __init__(
        self, *args: Any, people: Iterable[Staff], why_gone: Callable[[int], str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].why_gone = why_gone
        self.fields["said_by"].choices = at_the_table(people, first=[("", _("Myself"))])


class SchoolForm(forms.Form):
    """Which school the child goes to."""

    school = forms.TypedChoiceField(label=_("School"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, schools: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [("", _("not known")), *((school.pk, school.name) for school in schools)]


class CaptureForm(forms.Form):
    """The line that is typed while the list is read aloud."""

    line = forms.CharField(label=_("Type a name while the list is read aloud"), max_length=300)
    giver = forms.IntegerField(label=_("From whom?"), widget=forms.Select, required=False)
    role = forms.CharField(required=False, max_length=20)
    idempotency_key = IdempotencyKey()
    mark_optional = False
    letters = [(letter, ListRole(role).label) for letter, role in CODES.items()]

    def __init__(self, *args: Any, givers: Givers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_giver = False
        self.ask(givers)

    def ask(self, givers: Givers | None) -> None:
        """Ask from whom the list is, where it can be from several. Who has stopped sitting there meanwhile is no error: the line is
        written down all the same.
        """
        if givers is not None and givers.are_asked:
            self.asks_giver = True
            self.fields["giver"].widget.choices = [(unit.pk, unit.name) for unit in givers.units]
            self.initial["giver"] = givers.usual.pk


class EventForm(NamelessForm):
    """What happened, without names, and who of those read aloud was part of it."""

    text = LongText(label=_("What happened, without names"), rows=3, max_length=4000)
    place = ShortText(label=_("Where"), required=False, max_length=200)
    happened_on = DateField(label=_("When"), required=False, past=True, near=True)
    items = forms.TypedMultipleChoiceField(
        label=_("Who was part of it"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    version = Version(required=False)
    mark_optional = False

    def __init__(self, *args: Any, page: EventPage, **kwargs: Any) -> None:
        told = page.incident
        stand = [item.pk for item in page.items if told and item.incident_id == told.pk]
        kwargs["initial"] = (
            {name: getattr(told, name) for name in ("text", "place", "happened_on", "version")} if told else {}
        )
        kwargs["initial"]["items"] = stand
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(item.pk, item.label or gettext("Not identified")) for item in page.items]
        if page.is_listed or not page.items:
            del self.fields["items"]


class UrgentForm(forms.Form):
    """A meeting called now: from one name, with two or more seats."""

    name = ShortText(label=_("Child or young person"), max_length=200)
    birth_date = DateField(label=_("Born"), required=False, born=True)
    age_told = forms.IntegerField(label=_("Age, where only that is known"), min_value=0, max_value=120, required=False)
    necessity = forms.ChoiceField(label=_("Necessary for"))
    present = forms.TypedMultipleChoiceField(label=_("Who takes part"), coerce=int, widget=forms.CheckboxSelectMultiple)
    known = forms.ChoiceField(
        label=_("Is it one of those whom you know?"),
        widget=forms.RadioSelect,
        help_text=_("Name and birth date are those that stand here, not what you have written above."),
    )
    idempotency_key = IdempotencyKey()
    field_order = ("name", "birth_date", "age_told", "known")

    def __init__(
        self,
        *args: Any,
        people: Iterable[Staff],
        necessities: Iterable[str],
        known: Iterable[Person] = (),
        **kwargs: Any,
    ) -> None:
        """`known` are children of the caller's own whom it may be: it is asked."""
        super().__init__(*args, **kwargs)
        self.people = list(people)
        self.children = {str(one.pk): one for one in known}
        if self.children:
            lines = [(key, _known_child(one)) for key, one in self.children.items()]
            choose(self, "known").choices = [*lines, ("new", _("No, it is another child"))]
        else:
            del self.fields["known"]
        self.fields["present"].choices = at_the_table(self.people, first=[])
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]


def _known_child(child: Person) -> str:
    """A child to choose: the name, and when it was born."""
    if not child.birth_date:
        return child.name
    return gettext("%(name)s, born %(day)s") % {"name": child.name, "day": dates.short(child.birth_date)}


class TakeOverForm(NamelessForm):
    """Why somebody takes over a meeting. Where everybody there sees why, nothing is asked."""

    reason = ShortText(
        label=_("Why do you take it over?"), max_length=300, help_text=_("Name no child."), required=False
    )
    kept_by = forms.IntegerField(
        required=False, widget=forms.HiddenInput
    )  # who kept the minutes when the page was opened
    mark_optional = False
