"""Forms of a meeting that is prepared and begins: what goes on its agenda, and who is there. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.models import ListEntry
from samspil.concerns.policies import age_then
from samspil.concerns.states import role_label
from samspil.meetings import policies
from samspil.meetings.models import Meeting
from samspil.meetings.queries import Row, Suggestion, WhoCanCome
from samspil.meetings.states import AttendanceState
from samspil.organisations.queries import SeatThatDay
from samspil.responsibility.forms import choose
from samspil.web import dates
from samspil.web.forms import in_groups

GROUPS = [
    ("entry", _("From lists")),
    ("concern", _("Concerns")),
    ("followup", _("Follow-ups that are due, the oldest first")),
    ("later", _("From lists for later meetings")),
    ("older", _("Older follow-ups whose work lies with others")),
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
        choose(self, "chosen").choices = [(value, _described(one)) for value, one in self.suggestions.items()]
        choose(self, "necessity").choices = [(phrase, phrase) for phrase in necessities]

    def say_alike(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Write beside each suggestion which lines of the agenda may be about the same child."""
        told = [(value, _described(one, rows.get(value, ()))) for value, one in self.suggestions.items()]
        choose(self, "chosen").choices = told

    @property
    def groups(self) -> list[dict[str, Any]]:
        """What waits, sorted by where it comes from, the older follow-ups folded until one of them is chosen. Follow-ups come by
        themselves; the press is still a person's.
        """
        options = list(self["chosen"])
        found: list[dict[str, Any]] = [
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
        for group in found:
            group["is_folded"] = group["kind"] == "older"
            group["is_chosen"] = any(option["box"].data["selected"] for option in group["options"])
        return [group for group in found if group["options"]]


def _described(one: Suggestion, alike: Sequence[Row] = ()) -> str:
    """The name with what is chosen by: age, role on the list, whether it waits for another meeting, and who on the agenda is `alike`."""
    facts = [one.label or gettext("Not identified")]
    if one.known_as:
        facts.append(gettext("here called %(name)s") % {"name": one.known_as})
    if one.age is not None:
        facts.append(ngettext("%(age)s year", "%(age)s years", one.age) % {"age": one.age})
    facts += [_deed(line, one.age) for line in one.deeds] or ([role_label(one.role, one.age)] if one.role else [])
    facts += sorted({line.giver_unit.name for line in one.deeds if line.giver_unit.sector != "police"})
    if one.meets_on:
        facts.append(gettext("from the list for the meeting on %(day)s") % {"day": dates.short(one.meets_on)})
    if one.kind == "concern":
        facts.append(gettext("concern"))
    for line in one.agreed:
        said = gettext("follow-up: %(word)s, by %(day)s") % {"word": line.label, "day": dates.short(line.due_on)}
        facts.append(f"{said} ({line.responsible})" if line.responsible else said)
    if one.parked:
        facts.append(gettext("waits for the next meeting with the block for adults"))
    if alike:
        there = ", ".join(f"{row.number}. {row.item.label}" for row in alike if row.item)
        facts.append(gettext("may be the same child as item %(there)s") % {"there": there})
    return " · ".join(facts)


def _deed(line: ListEntry, age: int | None) -> str:
    """What one line of the list tells of the child: as what, when and where."""
    event = line.incident
    day = line.happened_on or (event.happened_on if event else None)
    place = line.place or (event.place if event else "")
    told = [role_label(line.role, age_then(line.birth_date, day, age)), dates.short(day) if day else "", place]
    return " ".join(filter(None, told))


def another_day(meeting: Meeting, at: datetime) -> dict[str, str]:
    """What is asked where a meeting begins on another day than it is planned for: nothing, `early` or `late`."""
    day = {"day": dates.long(timezone.localdate(meeting.starts_at))}
    if policies.is_early(meeting, at):
        return {"early": gettext("The meeting is planned for %(day)s. It begins now all the same") % day}
    if policies.is_late(meeting, at):
        return {"late": gettext("The meeting was planned for %(day)s. It begins now all the same") % day}
    return {}


class AttendanceForm(forms.Form):
    """One line a seat holder; everybody present unless told otherwise, the seats of a block for that block. Who sent regrets or is
    `away` (in words) stands as absent. Whose place somebody else takes, is asked who. On a day before the meeting's, `early` is
    asked too, and after it `late`.
    """

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        seats: Iterable[SeatThatDay],
        come: WhoCanCome | None = None,
        blocks: Mapping[str, str] = MappingProxyType({}),
        regrets: Collection[int] = (),
        away: Mapping[int, str] = MappingProxyType({}),
        early: str = "",
        late: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        found = {
            holder.staff_id: (seat, holder)
            for seat in sorted(seats, key=lambda seat: not seat.is_standing, reverse=True)
            for holder in seat.holders
        }
        self.lines = sorted(found.values(), key=lambda line: line[0].position)
        for seat, holder in self.lines:
            others = come.instead_of(holder.staff_id, seat) if come else []
            self.fields[f"staff_{holder.staff_id}"] = forms.ChoiceField(
                label=f"{holder.name}, {seat.name}",
                choices=_coming(seat, blocks),
                initial=AttendanceState.ABSENT if holder.staff_id in {*regrets, *away} else AttendanceState.PRESENT,
                help_text=capfirst(away.get(holder.staff_id, "")),
            )
            self.fields[f"instead_{holder.staff_id}"] = forms.TypedChoiceField(
                label=_("Who comes instead of %(name)s?") % {"name": holder.name},
                choices=in_groups((one.group, one.staff.pk, one.staff.name) for one in others),
                coerce=int,
                empty_value=None,
                required=False,
            )
        for name, label, required in (
            ("early", early, _("The meeting is planned for a later day. Tick if it begins now.")),
            ("late", late, _("The meeting was planned for an earlier day. Tick if it begins now.")),
        ):
            if label:
                self.fields[name] = forms.BooleanField(label=label, error_messages={"required": required})

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
