"""What a forum works by, from a day: how often, for whom, with which agenda and which words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.organisations.profile import CountedIn
from samspil.profiles.editing import Part, fill, key_of, settle
from samspil.web import dates
from samspil.web.forms import DateField
from samspil.web.forms import LongText as Text

KINDS = [
    ("", _("Not settled")),
    ("weekly", _("Every week")),
    ("every_n_weeks", _("Every second, third … week")),
    ("monthly", _("Once a month")),
    ("times_a_year", _("A number of times a year")),
    ("minimum_a_year", _("At least a number of times a year, and when there is need")),
    ("fixed_months", _("In certain months")),
    ("fixed_dates", _("On certain days")),
    ("by_event", _("When something happens")),
]
WEEKDAYS = [
    ("", _("Not fixed")),
    ("monday", _("Monday")),
    ("tuesday", _("Tuesday")),
    ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")),
    ("friday", _("Friday")),
]
COUNTED = [
    (CountedIn.DATE, _("by date, from the first meeting")),
    (CountedIn.ISO_WEEKS, _("by even or odd week numbers")),
    (CountedIn.SCHOOL_WEEKS, _("in school weeks, never in a school holiday")),
]
# Which of the form's fields each kind of rhythm has, beside the day of the week and the clock.
FIELDS = {
    "weekly": ("in_school_holidays",),
    "every_n_weeks": ("weeks", "counted_in", "first", "in_school_holidays"),
    "monthly": ("in_school_holidays",),
    "times_a_year": ("times", "in_school_holidays"),
    "minimum_a_year": ("times", "in_school_holidays"),
    "fixed_months": ("months", "in_school_holidays"),
    "fixed_dates": ("days",),
    "by_event": ("event",),
}
HOLIDAYS_BY_DEFAULT = {"weekly", "every_n_weeks", "monthly", "fixed_months"}
MONTHS = range(1, 13)


class FromDayForm(forms.Form):
    """A change that holds from a day on, so that what was before stays as it was."""

    holds_from = DateField(label=_("Holds from"), help_text=_("Meetings before that day keep the rules of now."))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.initial.setdefault("holds_from", day)

    def clean_holds_from(self) -> date:
        first: date = self.cleaned_data["holds_from"]
        if first < self.day:
            raise forms.ValidationError(_("This day has passed. Choose today or later: what was held, was held."))
        return first


class RhythmForm(FromDayForm):
    """How often it meets, for which ages, and how long minutes wait."""

    kind = forms.ChoiceField(label=_("How often"), choices=KINDS, required=False)
    weeks = forms.IntegerField(label=_("Every how many weeks"), min_value=2, max_value=26, required=False)
    counted_in = forms.ChoiceField(label=_("Counted"), choices=COUNTED, required=False)
    first = DateField(label=_("A day in the first week"), required=False)
    times = forms.IntegerField(label=_("Times a school year"), min_value=0, max_value=52, required=False)
    months = forms.CharField(
        label=_("Months, by number"), required=False, max_length=40, help_text=_("For example 2, 5, 8, 11.")
    )
    days = Text(label=_("Days, one on each line"), required=False, rows=4, help_text=_("For example 24.11.2026."))
    event = forms.CharField(label=_("What calls it"), required=False, max_length=200)
    weekday = forms.ChoiceField(label=_("Day of the week"), choices=WEEKDAYS, required=False)
    starts = forms.CharField(label=_("Begins"), required=False, max_length=5, help_text=_("For example 08.30."))
    ends = forms.CharField(label=_("Ends"), required=False, max_length=5)
    in_school_holidays = forms.BooleanField(label=_("Meets in school holidays too"), required=False)
    at_least = forms.IntegerField(label=_("From age"), min_value=0, max_value=120, required=False)
    at_most = forms.IntegerField(label=_("Up to and including age"), min_value=0, max_value=120, required=False)
    minutes_close_days = forms.IntegerField(
        label=_("Days after which minutes that nobody approved close"), min_value=1, max_value=60
    )
    field_order = ("holds_from",)

    def __init__(self, *args: Any, terms: Part, day: date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, initial=_rhythm(terms), **kwargs)

    def clean_months(self) -> list[int]:
        words = self.cleaned_data["months"].replace(",", " ").split()
        if any(not word.isdigit() or int(word) not in MONTHS for word in words):
            raise forms.ValidationError(_("Write the months as numbers from 1 to 12, with commas between."))
        return [int(word) for word in words]

    def clean_days(self) -> list[str]:
        found = []
        for line in self.cleaned_data["days"].splitlines():
            if line.strip():
                day = dates.parse(line.strip())
                if day is None:
                    raise forms.ValidationError(_("“%(line)s” is not a day. Write it as 24.11.2026.") % {"line": line})
                found.append(day.isoformat())
        return found

    def change(self, terms: Part) -> None:
        """Write what was chosen into the terms."""
        cleaned = self.cleaned_data
        kind = cleaned["kind"]
        if not kind:
            terms.pop("cadence", None)
        else:
            old = terms.get("cadence") or {}
            cadence = dict(old) if old.get("kind") == kind else {"kind": kind}
            known = {name for names in FIELDS.values() for name in names}
            for name in known - set(FIELDS[kind]):
                cadence.pop(name, None)
            values = {name: cleaned[name] for name in (*FIELDS[kind], "weekday", "starts", "ends")}
            if "first" in values:
                values["first"] = values["first"].isoformat() if values["first"] else None
            meets = values.pop("in_school_holidays", None)
            school_weeks = kind == "every_n_weeks" and values["counted_in"] == CountedIn.SCHOOL_WEEKS
            fill(cadence, values)
            if kind == "minimum_a_year":
                cadence["times"] = cleaned["times"] or 0  # nought: only when there is need
            cadence.pop("in_school_holidays", None)
            if meets is not None and not school_weeks and meets != (kind in HOLIDAYS_BY_DEFAULT):
                cadence["in_school_holidays"] = meets
            if cadence != old:
                settle(cadence, set(cadence))
                cadence.pop("assumed", None)
                terms["cadence"] = cadence
        ages = dict(terms.get("ages") or {})
        before = dict(ages)
        for name in ("at_least", "at_most"):
            ages.pop(name, None)
            if cleaned[name] is not None:
                ages[name] = cleaned[name]
        if ages != before:
            terms["ages"] = ages
            if not {"at_least", "at_most"} & set(ages):
                terms.pop("ages")
        if cleaned["minutes_close_days"] != terms.get("minutes_close_days", 10):
            terms["minutes_close_days"] = cleaned["minutes_close_days"]


class AgendaForm(FromDayForm):
    """The headings that every agenda has, in order."""

    def __init__(self, *args: Any, terms: Part, day: date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.headings = list(terms.get("agenda", []))
        for number in range(len(self.headings) + 3):
            now = self.headings[number] if number < len(self.headings) else {}
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Heading %(number)d") % {"number": number + 1}, max_length=200, required=False,
                initial=now.get("title", ""), help_text=_("Left empty: it is not there.") if not now else "",
            )  # fmt: skip
            self.fields[f"minutes_{number}"] = forms.IntegerField(
                label=_("Minutes for heading %(number)d") % {"number": number + 1}, min_value=1, max_value=480,
                required=False, initial=now.get("minutes"),
            )  # fmt: skip

    def change(self, terms: Part) -> None:
        """Write the headings; what is emptied goes, what is new is a standing item."""
        kept: list[Part] = []
        taken = {heading["code"] for heading in self.headings}
        for number in range(len(self.headings) + 3):
            title = self.cleaned_data[f"title_{number}"]
            if not title:
                continue
            heading = dict(self.headings[number]) if number < len(self.headings) else {"holds": "standing"}
            if "code" not in heading:
                heading["code"] = key_of(title, taken)
                taken.add(heading["code"])
            fill(heading, {"title": title, "minutes": self.cleaned_data[f"minutes_{number}"]})
            kept.append(heading)
        fill(terms, {"agenda": kept})


class DecisionsForm(FromDayForm):
    """What the words are called with which the forum decides. What follows from a word stays as it is."""

    def __init__(self, *args: Any, terms: Part, day: date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.words = list(terms.get("decisions", []))
        for number, word in enumerate(self.words):
            self.fields[f"label_{number}"] = forms.CharField(
                label=_("Word %(number)d") % {"number": number + 1}, max_length=200, initial=word["label"]
            )
            if "deadline_days" in word:
                self.fields[f"days_{number}"] = forms.IntegerField(
                    label=_("Deadline in days for word %(number)d") % {"number": number + 1}, min_value=0, max_value=366,
                    initial=word["deadline_days"],
                )  # fmt: skip

    def change(self, terms: Part) -> None:
        """Write the labels and the deadlines that are proposed."""
        for number, word in enumerate(terms.get("decisions", [])):
            fill(word, {"label": self.cleaned_data[f"label_{number}"]})
            days = self.cleaned_data.get(f"days_{number}")
            if days is not None and days != word.get("deadline_days"):
                word["deadline_days"] = days
                settle(word, {"deadline_days"})


def _rhythm(terms: Part) -> dict[str, Any]:
    cadence, ages = terms.get("cadence") or {}, terms.get("ages") or {}
    kind = cadence.get("kind", "")
    clock = {name: str(cadence.get(name) or "")[:5].replace(":", ".") for name in ("starts", "ends")}
    return {
        "counted_in": CountedIn.DATE,
        **cadence,
        **clock,
        "months": ", ".join(map(str, cadence.get("months", []))),
        "days": "\n".join(dates.short(date.fromisoformat(str(day))) for day in cadence.get("days", [])),
        "first": date.fromisoformat(str(cadence["first"])) if cadence.get("first") else None,
        "in_school_holidays": cadence.get("in_school_holidays", kind in HOLIDAYS_BY_DEFAULT),
        "at_least": ages.get("at_least"),
        "at_most": ages.get("at_most"),
        "minutes_close_days": terms.get("minutes_close_days", 10),
    }
