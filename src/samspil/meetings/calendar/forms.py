"""What is typed about a meeting's time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.lib.calendars import SchoolYear
from samspil.meetings.calendar.blocks import BlockSeats
from samspil.meetings.calendar.planning import at
from samspil.web.forms import ClockField, DateField, LongText, ShortText


class ReasonForm(forms.Form):
    """Why. `sure` is asked for only when a word of the reason is also the name of a child."""

    reason = LongText(
        label=_("Reason"),
        rows=2,
        max_length=500,
        required=False,
        help_text=_("Everybody who is signed in can read it in the calendar. Name no child, and write no CPR number."),
    )
    sure = forms.BooleanField(label=_("No child is meant in the text"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("sure") != "on":
            self.fields["sure"].widget = forms.HiddenInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """The question is shown once it has been asked."""
        if field == "sure":
            self.fields["sure"].widget = forms.CheckboxInput()
        super().add_error(field, error)


class TimeForm(ReasonForm):
    """When and where, and why it changes."""

    day = DateField(label=_("Day"))
    starts = ClockField(label=_("Begins"))
    ends = ClockField(label=_("Ends"))
    place = ShortText(label=_("Place"), max_length=200, required=False)

    field_order: tuple[str, ...] = ("day", "starts", "ends", "place", "reason", "sure")

    def times(self) -> dict[str, Any]:
        """What an action takes: instants in the municipality's own time."""
        given = dict(self.cleaned_data)
        day, starts, ends = given.pop("day"), given.pop("starts"), given.pop("ends")
        return {**given, "starts_at": at(day, starts), "ends_at": at(day, ends)}


class ExtraForm(TimeForm):
    """An extra meeting: also which blocks' seats take part, as the terms have it beforehand."""

    with_blocks = forms.MultipleChoiceField(
        label=_("Who comes for a part of the agenda"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Where they would else be away longer than the terms allow, they are called anyway."),
    )

    field_order = ("day", "starts", "ends", "place", "with_blocks", "reason", "sure")

    def __init__(self, *args: Any, blocks: Sequence[BlockSeats], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not blocks:
            del self.fields["with_blocks"]
            return
        field = self.fields["with_blocks"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.code, _("%(seats)s take part") % {"seats": one.called}) for one in blocks]
        field.initial = [one.code for one in blocks if one.always]
        if all(one.always for one in blocks):
            field.help_text = ""


class BlockForm(forms.Form):
    """Whether the seats of one block take part in a meeting."""

    block = forms.ChoiceField()
    comes = forms.BooleanField(required=False)

    def __init__(self, *args: Any, blocks: Sequence[BlockSeats], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["block"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, one.called) for one in blocks]


class YearForm(forms.Form):
    """Which school year."""

    year = forms.TypedChoiceField(label=_("School year"), coerce=int)

    def __init__(self, *args: Any, years: list[SchoolYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year.starts, str(year)) for year in years]


class SheetForm(forms.Form):
    """Which forums stand on the sheet of the year."""

    niveau = forms.ChoiceField(label=_("Level"), required=False)
    distrikt = forms.ChoiceField(label=_("District"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, levels: Sequence[Any], districts: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("niveau", levels), ("distrikt", districts)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]
            if not choices:
                del self.fields[name]
