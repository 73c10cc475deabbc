"""The municipality's own year: school holidays and closing days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.profiles.editing import Part
from samspil.web.forms import DateField

SPARE = 2  # empty lines for what is new


class SchoolYearForm(forms.Form):
    """The school holidays of one school year."""

    def __init__(self, *args: Any, year: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holidays = list(year.get("holidays", []))
        self.lines = max(len(holidays) + SPARE, 7)
        for number in range(self.lines):
            now = holidays[number] if number < len(holidays) else {}
            told = {"number": number + 1}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Holiday %(number)d") % told, max_length=200, required=False, initial=now.get("name", "")
            )
            self.fields[f"first_{number}"] = DateField(
                label=_("First day of holiday %(number)d") % told, required=False, initial=_day(now.get("first_day"))
            )
            self.fields[f"last_{number}"] = DateField(
                label=_("Last day of holiday %(number)d") % told, required=False, initial=_day(now.get("last_day"))
            )
        self.fields["confirmed_by"] = forms.CharField(
            label=_("Compared with the municipality’s own calendar by"), max_length=200, required=False,
            initial=year.get("confirmed_by", ""),
            help_text=_("The role of whoever did it. Until then the holidays are shown as assumed."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A holiday has a name, a first and a last day; all three, or the line is empty."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(self.lines):
            values = [cleaned.get(f"{part}_{number}") for part in ("name", "first", "last")]
            if any(values) and not all(values):
                for part, value in zip(("name", "first", "last"), values, strict=True):
                    if not value and f"{part}_{number}" not in self.errors:
                        self.add_error(f"{part}_{number}", _("Name, first day and last day belong together."))
            elif all(values) and cleaned[f"last_{number}"] < cleaned[f"first_{number}"]:
                self.add_error(f"last_{number}", _("The last day lies before the first. Put one of them right."))
        return cleaned

    def holidays(self) -> list[Part]:
        """The holidays as the profile writes them, by date."""
        lines = [
            {
                "name": self.cleaned_data[f"name_{number}"],
                "first_day": self.cleaned_data[f"first_{number}"].isoformat(),
                "last_day": self.cleaned_data[f"last_{number}"].isoformat(),
            }
            for number in range(self.lines)
            if self.cleaned_data[f"name_{number}"]
        ]
        return sorted(lines, key=lambda line: line["first_day"])


class ClosingDaysForm(forms.Form):
    """Days on which the municipality is closed, every year."""

    def __init__(self, *args: Any, days: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = len(days) + SPARE
        for number in range(self.lines):
            now = days[number] if number < len(days) else {}
            month, _dash, day = str(now.get("day", "")).partition("-")
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Closing day %(number)d") % {"number": number + 1}, max_length=200, required=False,
                initial=now.get("name", ""),
            )  # fmt: skip
            self.fields[f"day_{number}"] = forms.CharField(
                label=_("Day and month of closing day %(number)d") % {"number": number + 1}, max_length=6,
                required=False, initial=f"{int(day)}.{int(month)}." if day else "", help_text=_("For example 24.12."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A closing day has a name and a day of the year."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(self.lines):
            name, day = cleaned.get(f"name_{number}"), cleaned.get(f"day_{number}")
            if day and _month_day(day) is None:
                self.add_error(f"day_{number}", _("Write day and month, for example 24.12."))
            if bool(name) != bool(day):
                self.add_error(f"day_{number}" if name else f"name_{number}", _("Name and day belong together."))
        return cleaned

    def days(self) -> list[Part]:
        """The days as the profile writes them, in the order of the year."""
        lines = [
            {"name": self.cleaned_data[f"name_{number}"], "day": _month_day(self.cleaned_data[f"day_{number}"])}
            for number in range(self.lines)
            if self.cleaned_data[f"name_{number}"]
        ]
        return sorted(lines, key=lambda line: str(line["day"]))


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _month_day(text: str) -> str | None:
    """24.12. as the profile writes it: 12-24. None for what is no day of any year."""
    found = re.fullmatch(r"\s*(\d{1,2})[./-](\d{1,2})\.?\s*", text)
    try:
        return date(2024, int(found[2]), int(found[1])).strftime("%m-%d") if found else None
    except ValueError:
        return None
