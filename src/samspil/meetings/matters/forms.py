"""What is typed at meetings that name nobody. The forms validate; the actions write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.lib.naming import traces
from samspil.meetings import agenda_forms as meetings
from samspil.meetings.calendar.planning import at
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import MatterKind, ResolutionKind
from samspil.meetings.models import Meeting
from samspil.meetings.nameless import NamelessForm
from samspil.meetings.states import AttendanceState
from samspil.organisations.queries import OfferedColleague, OfferedUnit, SeatThatDay
from samspil.responsibility.notes import called
from samspil.web import dates
from samspil.web.forms import ClockField, DateField, IdempotencyKey, LongText, ShortText, Version, in_groups

NO_NAMES = _("Write no names of children or citizens, and no CPR number.")
Options = list[Any]


def who_options(staff: Iterable[OfferedColleague], units: Iterable[OfferedUnit]) -> Options:
    """Colleagues and units in one list; the value says which. Never few: always under the names of their groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in staff:
        group = gettext("Colleagues: %(group)s") % {"group": one.group}
        groups.setdefault(group, []).append((f"staff-{one.staff.pk}", one.staff.name))
    for unit in units:
        group = gettext("Units: %(group)s") % {"group": unit.group}
        groups.setdefault(group, []).append((f"unit-{unit.unit.pk}", unit.unit.name))
    return [("", "–"), *groups.items()]


def chosen(value: str) -> tuple[int | None, int | None]:
    """Colleague and unit, of which at most one is chosen."""
    kind, _dash, number = value.partition("-")
    return (int(number) if kind == "staff" else None, int(number) if kind == "unit" else None)


class ProposalForm(NamelessForm):
    """An item for the agenda."""

    title = ShortText(label=_("What is it about?"), max_length=300, help_text=NO_NAMES)
    kind = forms.ChoiceField(
        label=_("What shall the forum do with it?"),
        choices=[(one.value, one.label) for one in MatterKind if one != MatterKind.STANDING],
        initial=MatterKind.DISCUSSION,
    )
    text = LongText(label=_("Presentation"), required=False, rows=5)
    collected_from = ShortText(
        label=_("Collected from"),
        max_length=300,
        required=False,
        help_text=_("Which units or groups have sent it in, for example the schools of the district."),
    )
    presenter = ShortText(label=_("Who presents it"), max_length=200, required=False)
    minutes_planned = forms.IntegerField(label=_("Minutes planned"), min_value=1, max_value=600, required=False)
    idempotency_key = IdempotencyKey(required=False)
    version = Version(required=False)

    def proposal(self) -> Proposal:
        """What the action takes."""
        return Proposal(**{name: self.cleaned_data[name] for name in Proposal.__dataclass_fields__})


class SheetForm(NamelessForm):
    """The theme, who leads and who writes."""

    theme = ShortText(label=_("Theme"), max_length=300, required=False, help_text=NO_NAMES)
    chair = forms.TypedChoiceField(label=_("Leads the meeting"), coerce=int, empty_value=None, required=False)
    minute_taker = forms.TypedChoiceField(label=_("Writes the minutes"), coerce=int, empty_value=None, required=False)
    version = Version(required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(people)
        for name in ("chair", "minute_taker"):
            self.fields[name].choices = [("", "–"), *people]


class AttendanceForm(meetings.AttendanceForm):
    """One line a seat holder and one a guest; whoever is there already keeps what was noted."""

    def __init__(
        self,
        *args: Any,
        seats: Iterable[SeatThatDay],
        guests: Iterable[tuple[int, str]] = (),
        noted: dict[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, seats=seats, **kwargs)
        held = {holder.staff_id for _seat, holder in self.lines}
        self.guests = [guest for guest in guests if guest[0] not in held]
        for staff_id, name in self.guests:
            self.fields[f"staff_{staff_id}"] = forms.ChoiceField(
                label=gettext("%(name)s, invited") % {"name": name},
                choices=AttendanceState.choices,
                initial=AttendanceState.GUEST,
            )
        for staff_id, state in (noted or {}).items():
            if f"staff_{staff_id}" in self.fields:
                self.fields[f"staff_{staff_id}"].initial = state

    @property
    def guest_rows(self) -> list[Any]:
        """The fields of those who are here without a seat."""
        return [self[f"staff_{staff_id}"] for staff_id, _name in self.guests]

    def attendance_with_guests(self) -> list[tuple[int, int | None, str]]:
        """Staff id, seat id (none for a guest) and state of each line."""
        return [
            *self.attendance(),
            *((staff_id, None, self.cleaned_data[f"staff_{staff_id}"]) for staff_id, _name in self.guests),
        ]


class WriteForm(NamelessForm):
    """One item at the table: what was said, and one more thing that was agreed."""

    minutes_text = LongText(label=_("What was said"), required=False, rows=4)
    kind = forms.ChoiceField(
        label=_("What came of it?"), choices=ResolutionKind.choices, initial=ResolutionKind.AGREEMENT
    )
    text = LongText(label=_("What was agreed"), required=False, rows=2, max_length=4000)
    who = forms.ChoiceField(label=_("Who does it"), required=False)
    due_on = DateField(label=_("By when"), required=False)
    key = IdempotencyKey()
    version = Version()
    mark_optional = False

    def __init__(self, *args: Any, who: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = who
        self.fields["sure"].widget = forms.CheckboxInput() if self._posted("sure") else forms.HiddenInput()

    def clean_minutes_text(self) -> str:
        """Browsers send line ends of their own; a text that nobody changed is the same text."""
        return str(self.cleaned_data["minutes_text"]).replace("\r\n", "\n")

    def _posted(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "")

    def add_error(self, field: str | None, error: Any) -> None:
        """Only this item's own texts decide whether the tick is shown."""
        forms.Form.add_error(self, field, error)
        if any(traces(self._posted(name)).doubtful for name in ("minutes_text", "text")):
            self.fields["sure"].widget = forms.CheckboxInput()

    @property
    def keeps_theirs(self) -> bool:
        """Of two texts the writer has chosen the other one."""
        return str(self.data.get(f"choice-{self.add_prefix('minutes_text')}") or "") == "theirs"

    def agreed(self) -> Agreed | None:
        """What was agreed; None where nothing is typed."""
        data = self.cleaned_data
        if not data["text"].strip():
            return None
        staff_id, unit_id = chosen(data["who"])
        return Agreed(data["kind"], data["text"], staff_id, unit_id, data["due_on"])


class FollowUpForm(NamelessForm):
    """How far an agreement is."""

    outcome = LongText(label=_("What has come of it"), required=False, rows=3, max_length=4000, help_text=NO_NAMES)
    done = forms.BooleanField(label=_("It is done; do not show it at the next meeting"), required=False)
    version = Version()


class HandOnForm(forms.Form):
    """Who does what was agreed from now on."""

    to = forms.TypedChoiceField(label=_("Who does it now?"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[OfferedColleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(people)
        self.people = {one.staff.pk: one.staff for one in people}
        self.fields["to"].choices = in_groups((one.group, one.staff.pk, called(one.staff)) for one in people)


class InviteForm(forms.Form):
    """A colleague or the people of a unit."""

    who = forms.ChoiceField(label=_("Colleague or unit"))

    def __init__(self, *args: Any, who: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = who


class CitizenForm(forms.Form):
    """A citizen, who gets a secret link. The name goes when the minutes are approved."""

    name = ShortText(label=_("The citizen's name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Nothing is mailed from here; it is for you to remember.")
    )


class PutOffForm(forms.Form):
    """To which meeting an item goes."""

    to = forms.TypedChoiceField(label=_("To the meeting"), coerce=int)

    def __init__(self, *args: Any, coming: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coming = {one.pk: one for one in coming}
        self.fields["to"].choices = [(one.pk, dates.moment(one.starts_at)) for one in coming]


PEOPLE = 5
UNITS = 3


class ConveneForm(NamelessForm):
    """A meeting with named colleagues and units."""

    theme = ShortText(label=_("What is the meeting about?"), max_length=300, help_text=NO_NAMES)
    day = DateField(label=_("Day"))
    starts = ClockField(label=_("Begins"))
    ends = ClockField(label=_("Ends"))
    place = ShortText(label=_("Place"), max_length=200, required=False)
    minute_taker = forms.TypedChoiceField(
        label=_("Writes the minutes"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Yourself, unless you choose."),
    )

    def __init__(
        self, *args: Any, people: Sequence[OfferedColleague], units: Sequence[OfferedUnit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.staff.pk: one.staff for one in people}
        self.units = {one.unit.pk: one.unit for one in units}
        staff_options = in_groups((one.group, one.staff.pk, one.staff.name) for one in people)
        unit_options = in_groups((one.group, one.unit.pk, one.unit.name) for one in units)
        for number in range(1, PEOPLE + 1):
            self.fields[f"staff_{number}"] = forms.TypedChoiceField(
                label=gettext("Colleague %(number)s") % {"number": number}, coerce=int, empty_value=None, required=False,
                choices=staff_options,
            )  # fmt: skip
        for number in range(1, UNITS + 1):
            self.fields[f"unit_{number}"] = forms.TypedChoiceField(
                label=gettext("Unit %(number)s") % {"number": number}, coerce=int, empty_value=None, required=False,
                choices=unit_options,
            )  # fmt: skip
        self.fields["minute_taker"].choices = staff_options
        self.order_fields(
            [*(name for name in self.fields if name not in {"minute_taker", "sure"}), "minute_taker", "sure"]
        )

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error("staff_1" if field == "staff" else field, error)

    def call(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        staff = [data[f"staff_{number}"] for number in range(1, PEOPLE + 1)]
        units = [data[f"unit_{number}"] for number in range(1, UNITS + 1)]
        taker = self.people.get(data["minute_taker"] or 0)
        members = {one: self.people[one] for one in [*staff, *([taker.pk] if taker else [])] if one}
        return {
            "theme": data["theme"], "place": data["place"], "starts_at": at(data["day"], data["starts"]),
            "ends_at": at(data["day"], data["ends"]), "staff": list(members.values()),
            "units": [self.units[one] for one in dict.fromkeys(units) if one], "minute_taker": taker,
        }  # fmt: skip
