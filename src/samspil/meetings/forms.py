"""Forms of the meeting. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.models import ListEntry, ListRole
from samspil.concerns.spoken import CODES
from samspil.concerns.states import role_label
from samspil.meetings.nameless import NamelessForm
from samspil.meetings.queries import EventPage, Row, Suggestion, Word
from samspil.meetings.states import AttendanceState, StatementKind
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import SeatThatDay
from samspil.web import dates
from samspil.web.forms import ClockField, DateField, IdempotencyKey, LongText, ShortText, Version
from samspil.web.templatetags.samspil import or_unknown


class DecisionForm(forms.Form):
    """One decision. Responsible and deadline are prefilled from the word; free text is optional."""

    word = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    responsible = forms.TypedChoiceField(label=_("Responsible"), required=False, coerce=int, empty_value=None)
    due_on = DateField(label=_("Deadline"), required=False, near=True)
    answer = forms.CharField(required=False, max_length=220)  # of the question that stands below its word
    keeps_away = forms.BooleanField(  # asked where somebody of the responsible's unit went out of the item
        label=_("We have agreed how they keep away from the task"), required=False, widget=forms.HiddenInput
    )
    reason = ShortText(label=_("Why"), required=False, max_length=500)
    text = LongText(label=_("Anything more"), required=False, rows=2, max_length=4000)
    idempotency_key = IdempotencyKey()
    version = Version()
    seen = forms.CharField(required=False, max_length=12)  # stands beside what was told, not in the form
    replaces = forms.IntegerField(
        required=False, widget=forms.HiddenInput
    )  # a decision that was read and is not to stand
    mark_optional = False

    def __init__(self, *args: Any, words: Iterable[Word], people: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = list(words)
        self.fields["word"].choices = [(word.word.code, word.word.label) for word in self.words]
        self.fields["responsible"].choices = [("", "–"), *((staff.pk, staff.name) for staff in people)]
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
        # The browser keeps the version with a draft, so that a conflict is seen; here it has been seen.
        self.fields["version"].widget.attrs["data-draft-skip"] = True


class ShareForm(forms.Form):
    """What a unit chooses to tell, or what the minute-taker writes down for somebody present."""

    said_by = forms.TypedChoiceField(
        label=_("Told by"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Choose somebody else when you write down what they said."),
    )
    text = LongText(label=_("What is told"), max_length=8000)
    necessity = forms.ChoiceField(label=_("Necessary for"))
    mark_optional = False

    def __init__(self, *args: Any, people: Iterable[Staff], necessities: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].choices = [("", _("Myself")), *((staff.pk, staff.name) for staff in people)]
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]


class WhoForm(forms.Form):
    """Name, birth date or age as it is said at the table. An unknown age stays empty: nobody guesses."""

    name = ShortText(label=_("Name"), max_length=300, required=False)
    birth_date = DateField(label=_("Birth date"), past=True, required=False)
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


GROUPS = [
    ("entry", _("The police's list")),
    ("later", _("The police’s lists for later meetings")),
    ("concern", _("Concerns")),
    ("followup", _("Follow-ups that are due, the oldest first")),
]


class PlaceForm(forms.Form):
    """Which waiting matters go on the agenda, with name or without until the meeting, and why."""

    chosen = forms.MultipleChoiceField(label=_("On the agenda"), widget=forms.CheckboxSelectMultiple)
    named = forms.ChoiceField(
        label=_("On the agenda that is sent"),
        choices=[("with", _("With name")), ("without", _("Without name until the meeting"))],
        initial="with",
        widget=forms.RadioSelect,
    )
    necessity = forms.ChoiceField(label=_("Necessary for"))
    mark_optional = False

    def __init__(
        self, *args: Any, suggestions: Iterable[Suggestion], necessities: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        suggestions = list(suggestions)
        self.suggestions = {f"{one.kind}-{one.id}": one for one in suggestions}
        self.fields["chosen"].choices = [(value, _described(one)) for value, one in self.suggestions.items()]
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """What waits, sorted by where it comes from. Follow-ups come by themselves; the press is still a person's."""
        options = list(self["chosen"])
        found = [
            {
                "kind": kind,
                "label": label,
                "options": [
                    {"box": box, "one": self.suggestions[str(box.data["value"])]}
                    for box in options
                    if str(box.data["value"]).startswith(f"{kind}-")
                ],
            }
            for kind, label in GROUPS
        ]
        return [group for group in found if group["options"]]


def _described(one: Suggestion) -> str:
    """The name with what is chosen by: age, role on the list, and whether it waits for another meeting."""
    facts = [one.label or gettext("Not identified")]
    if one.age is not None:
        facts.append(ngettext("%(age)s year", "%(age)s years", one.age) % {"age": one.age})
    facts += [_deed(line, one.age) for line in one.deeds] or ([role_label(one.role, one.age)] if one.role else [])
    if one.meets_on:
        facts.append(gettext("from the list for the meeting on %(day)s") % {"day": dates.short(one.meets_on)})
    if one.kind == "concern":
        facts.append(gettext("concern"))
    for line in one.agreed:
        said = gettext("follow-up: %(word)s, by %(day)s") % {"word": line.label, "day": dates.short(line.due_on)}
        facts.append(f"{said} ({line.responsible})" if line.responsible else said)
    if one.parked:
        facts.append(gettext("waits for the next meeting with the block for adults"))
    return " · ".join(facts)


def _deed(line: ListEntry, age: int | None) -> str:
    """What one line of the list tells of the child: as what, when and where."""
    event = line.incident
    day = line.happened_on or (event.happened_on if event else None)
    place = line.place or (event.place if event else "")
    told = [role_label(line.role, age), dates.short(day) if day else "", place]
    return " ".join(filter(None, told))


class AttendanceForm(forms.Form):
    """One line a seat holder; everybody present unless told otherwise, the seats of a block for that block. Whose place somebody
    else takes, is asked who. Before the day of the meeting, `early` is asked too.
    """

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        seats: Iterable[SeatThatDay],
        people: Iterable[Staff] = (),
        blocks: Mapping[str, str] = MappingProxyType({}),
        regrets: Collection[int] = (),
        early: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        found = {
            holder.staff_id: (seat, holder)
            for seat in sorted(seats, key=lambda seat: not seat.is_standing, reverse=True)
            for holder in seat.holders
        }
        self.lines = sorted(found.values(), key=lambda line: line[0].position)
        choices = [("", "–"), *((staff.pk, staff.name) for staff in people)]
        for seat, holder in self.lines:
            self.fields[f"staff_{holder.staff_id}"] = forms.ChoiceField(
                label=f"{holder.name}, {seat.name}",
                choices=_coming(seat, blocks),
                initial=AttendanceState.ABSENT if holder.staff_id in regrets else AttendanceState.PRESENT,
            )
            self.fields[f"instead_{holder.staff_id}"] = forms.TypedChoiceField(
                label=_("Who comes instead of %(name)s?") % {"name": holder.name},
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
            )
        if early:
            self.fields["early"] = forms.BooleanField(
                label=early,
                error_messages={"required": _("The meeting is planned for a later day. Tick if it begins now.")},
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each line with the field that asks who comes instead."""
        return [(self[f"staff_{one.staff_id}"], self[f"instead_{one.staff_id}"]) for _seat, one in self.lines]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        taken = {
            one.staff_id for _seat, one in self.lines if data.get(f"staff_{one.staff_id}") != AttendanceState.ABSENT
        }
        taken -= {one.staff_id for _seat, one in self.lines if self._is_replaced(data, one.staff_id)}
        for _seat, holder in self.lines:
            field = f"instead_{holder.staff_id}"
            if not self._is_replaced(data, holder.staff_id) or field in self.errors:
                continue
            if not data.get(field):
                self.add_error(field, gettext("Choose who comes instead of %(name)s.") % {"name": holder.name})
            elif data[field] in taken:
                self.add_error(field, gettext("This colleague is noted here already. Choose somebody else."))
            else:
                taken.add(data[field])
        return data

    def _is_replaced(self, data: Mapping[str, Any], staff_id: int) -> bool:
        return bool(data.get(f"staff_{staff_id}") == AttendanceState.SUBSTITUTE)

    def attendance(self) -> list[tuple[int, int, str]]:
        """Staff id, seat id and state of each: a colleague with two seats once; whom somebody replaces is absent, and whoever
        comes instead sits in that seat.
        """
        data = self.cleaned_data
        replaced = {data[f"instead_{one.staff_id}"] for _s, one in self.lines if self._is_replaced(data, one.staff_id)}
        found = []
        for seat, holder in self.lines:
            state = data[f"staff_{holder.staff_id}"]
            if self._is_replaced(data, holder.staff_id):
                found.append((data[f"instead_{holder.staff_id}"], seat.id, state))
                state = AttendanceState.ABSENT
            if holder.staff_id not in replaced:
                found.append((holder.staff_id, seat.id, str(state)))
        return found


def _coming(seat: SeatThatDay, blocks: Mapping[str, str]) -> list[tuple[str, str]]:
    """How the holder of a seat comes: to the whole meeting, or to the block of the seat alone unless as a guest."""
    absent, instead = AttendanceState.ABSENT, AttendanceState.SUBSTITUTE
    others = [(absent.value, str(absent.label)), (instead.value, gettext("Somebody else comes instead"))]
    if seat.is_standing:
        return [(AttendanceState.PRESENT.value, str(AttendanceState.PRESENT.label)), *others]
    block = blocks.get(seat.block, seat.block)
    return [
        (AttendanceState.PRESENT.value, gettext("Comes to: %(block)s") % {"block": block}),
        (AttendanceState.GUEST.value, gettext("At the whole meeting, as a guest")),
        *others,
    ]


class FactsForm(forms.Form):
    """What the minutes say of the meeting itself, as it was."""

    place = ShortText(label=_("Place"), max_length=200, required=False)
    began = ClockField(label=_("Began at"))
    ended = ClockField(label=_("Ended at"))
    leader = forms.TypedChoiceField(label=_("Led the meeting"), coerce=int)
    writer = forms.TypedChoiceField(label=_("Took the minutes"), coerce=int)
    version = Version()

    def __init__(self, *args: Any, people: Iterable[Staff], is_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("leader", "writer"):
            self.fields[field].choices = [(staff.pk, staff.name) for staff in people]
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
        self.fields["needed"].choices = [(staff.pk, staff.name) for staff in people]
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]
        if not necessities:
            del self.fields["necessity"]


class NameForm(forms.Form):
    """The name, said to those who must be there."""

    name = ShortText(label=_("Child or young person"), max_length=200)
    birth_date = DateField(label=_("Born"), required=False, past=True)
    age_told = forms.IntegerField(label=_("Age, where only that is known"), min_value=0, max_value=120, required=False)


class NotedForm(forms.Form):
    """What is said in one press, and by whom."""

    kind = forms.ChoiceField(choices=StatementKind)
    said_by = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, people: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].choices = [("", _("Myself")), *((staff.pk, staff.name) for staff in people)]


class SchoolForm(forms.Form):
    """Which school the child goes to."""

    school = forms.TypedChoiceField(label=_("School"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, schools: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [("", _("not known")), *((school.pk, school.name) for school in schools)]


class CaptureForm(forms.Form):
    """The line that is typed while the list is read aloud."""

    line = forms.CharField(label=_("Type a name while the list is read aloud"), max_length=300)
    role = forms.CharField(required=False, max_length=20)
    idempotency_key = IdempotencyKey()
    mark_optional = False
    letters = [(letter, ListRole(role).label) for letter, role in CODES.items()]


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
    birth_date = DateField(label=_("Born"), required=False, past=True)
    age_told = forms.IntegerField(label=_("Age, where only that is known"), min_value=0, max_value=120, required=False)
    necessity = forms.ChoiceField(label=_("Necessary for"))
    present = forms.TypedMultipleChoiceField(label=_("Who takes part"), coerce=int, widget=forms.CheckboxSelectMultiple)
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, people: Iterable[Staff], necessities: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        self.fields["present"].choices = [(staff.pk, staff.name) for staff in self.people]
        self.fields["necessity"].choices = [(phrase, phrase) for phrase in necessities]


class TakeOverForm(NamelessForm):
    """Why somebody takes over a meeting that nobody leads any more."""

    reason = ShortText(label=_("Why do you take it over?"), max_length=300, help_text=_("Name no child."))
    mark_optional = False


class ImpartialForm(forms.Form):
    """Who is not impartial, and at which item that is still to be taken."""

    staff = forms.TypedChoiceField(label=_("Who is not impartial"), coerce=int)
    item = forms.TypedChoiceField(label=_("At the item"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[Staff], rows: Iterable[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [("", "–"), *((staff.pk, staff.name) for staff in people)]
        self.fields["item"].choices = [
            ("", "–"), *((row.item.pk, f"{row.number}. {or_unknown(row.item.label)}") for row in rows if row.item),
        ]  # fmt: skip


class ArrivalForm(forms.Form):
    """Somebody comes during the meeting: late, as a substitute for a seat, as a guest."""

    staff = forms.TypedChoiceField(label=_("Who comes"), coerce=int)
    state = forms.ChoiceField(
        label=_("As"),
        choices=[
            (AttendanceState.PRESENT, _("Holder of a seat")),
            (AttendanceState.SUBSTITUTE, AttendanceState.SUBSTITUTE.label),
            (AttendanceState.GUEST, AttendanceState.GUEST.label),
        ],
    )
    seat = forms.TypedChoiceField(
        label=_("In whose place, of a substitute"), coerce=int, empty_value=None, required=False
    )
    mark_optional = False

    def __init__(self, *args: Any, people: Iterable[Staff], seats: Iterable[SeatThatDay] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = [("", "–"), *((staff.pk, staff.name) for staff in people)]
        self.fields["seat"].choices = [("", "–"), *((seat.id, _seat_with_holders(seat)) for seat in seats)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == AttendanceState.SUBSTITUTE and not data.get("seat"):
            self.add_error("seat", gettext("Choose in whose place the substitute sits."))
        elif data.get("state") != AttendanceState.SUBSTITUTE:
            data["seat"] = None
        return data


def _seat_with_holders(seat: SeatThatDay) -> str:
    names = ", ".join(holder.name for holder in seat.holders)
    return f"{seat.name} ({names})" if names else seat.name
