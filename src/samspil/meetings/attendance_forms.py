"""The forms of who is there: who comes, who was here, and who is not impartial."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.meetings.forms import ColleagueField, at_the_table
from samspil.meetings.queries import Row, WhoCanCome
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import Staff
from samspil.organisations.queries import SeatThatDay
from samspil.responsibility.forms import choose
from samspil.web.forms import ClockField, in_groups
from samspil.web.templatetags.samspil import or_unknown


class WasHereForm(forms.Form):
    """Whether a colleague was at the meeting, and from when to when."""

    was_here = forms.TypedChoiceField(
        label=_("Was this colleague here?"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("Yes, was here")), ("no", _("No, was not here"))],
    )  # fmt: skip
    came = ClockField(label=_("Came at"), required=False, help_text=_("Empty: from the beginning."))
    left = ClockField(label=_("Left at"), required=False, help_text=_("Empty: stayed to the end."))
    mark_optional = False


class ImpartialForm(forms.Form):
    """Who is not impartial, and at which item that is still to be taken."""

    staff = ColleagueField(label=_("Who is not impartial"))
    item = forms.TypedChoiceField(label=_("At the item"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[Staff], rows: Iterable[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "staff").choices = at_the_table(people)
        choose(self, "item").choices = [
            ("", "–"), *((row.item.pk, f"{row.number}. {or_unknown(row.item.label)}") for row in rows if row.item),
        ]  # fmt: skip


class ArrivalForm(forms.Form):
    """Somebody comes during the meeting: late, as a substitute for a seat, as a guest."""

    staff = ColleagueField(label=_("Who comes"))
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

    def __init__(
        self,
        *args: Any,
        come: WhoCanCome,
        seats: Iterable[SeatThatDay] = (),
        here: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        """`here`: those who are there already, and are not offered."""
        super().__init__(*args, **kwargs)
        offered = [one for one in come.anybody() if one.staff.pk not in here]
        holders = [one.staff.pk for one in offered if one.staff.pk in come.holders]
        # Who holds a seat comes to it, unless somebody says otherwise.
        chosen = offered[0].staff.pk if offered else None
        self.initial.setdefault("state", AttendanceState.PRESENT if chosen in holders else AttendanceState.GUEST)
        who = choose(self, "staff")
        assert isinstance(who, ColleagueField)
        who.choices = in_groups((one.group, one.staff.pk, one.staff.name) for one in offered)
        who.why_gone = lambda pk: gettext("This colleague is here already.") if pk in here else ""
        who.widget.attrs["data-holders"] = " ".join(map(str, holders))
        choose(self, "seat").choices = [("", "–"), *((seat.id, _seat_with_holders(seat)) for seat in seats)]

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
