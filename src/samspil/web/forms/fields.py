"""Fields that every domain needs and Django does not draw the Danish way."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.lib import cpr
from samspil.lib.encodings import without_invisible, without_turns
from samspil.web import dates
from samspil.web.forms.sending import SentKey, digest_of


class DateInput(forms.TextInput):
    """A text field dd.mm.yyyy with the weekday beside it.

    Not `<input type="date">`: browsers draw that in their own language, so a Dane may be shown month before day.
    """

    kind = "date"
    # How the field reads a date: the words beside it, and those that the browser writes while it is typed, follow the same rule.
    past = near = born = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # numeric keyboards on telephones lack the dot, so the ordinary keyboard is asked for
        super().__init__({"autocomplete": "off", "maxlength": 12, "data-date": True, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, dt.datetime):
            value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
        if isinstance(value, dt.date):
            return dates.short(value)
        return str(value) if value not in (None, "") else None

    def words_beside(self, value: Any) -> str:
        """Weekday and distance from today ("tirsdag, om 14 dage"); empty for what is not a date."""
        if isinstance(value, dt.datetime):
            value = value.date()
        if not isinstance(value, dt.date):
            value = dates.parse(str(value or ""), past=self.past, near=self.near, digits=True)
        return dates.weekday_and_distance(value, timezone.localdate()) if value else ""


YEARS_AHEAD = 10  # no deadline, absence or term of office is settled for longer
LONGEST_LIFE = 120

# What a birth date is told by: an example that could be one.
BORN = {
    "invalid": _("Write the birth date as day.month.year, for example 12.05.2012."),
    "required": _("Write a birth date, for example 12.05.2012."),
}


class DateField(forms.Field):
    """A date as Danes write it: 24.11.2026, 24.11.26, 24/11-2026, 24-11-2026, 24112026, and ISO 2026-11-24.

    `past=True` reads two-digit years as lying in the past; `born=True` is a birth date.
    A day without a year is refused, not guessed, unless `near=True`: then it is the nearest such day, as the words beside it say
    (deadlines, what has just happened). The sentence says how to write it, and that a day does not exist (`dates.problem`).

    A slip of the finger in the year is no date: nothing lies more than ten years ahead, and nobody is born in the future or more
    than 120 years ago.
    """

    widget = DateInput
    default_error_messages = {
        "invalid": _("Write the date as day.month.year, for example 24.11.2026."),
        "required": _("Write a date, for example 24.11.2026."),
        "far": _("%(day)s lies more than ten years ahead. Look at the year."),
        "unborn": _("%(day)s has not been yet, so nobody is born that day. Look at the year."),
        "old": _("%(day)s lies more than 120 years back. Look at the year."),
    }

    def __init__(self, *, past: bool = False, near: bool = False, born: bool = False, **kwargs: Any) -> None:
        self.past, self.near, self.born = past or born, near, born
        if born:
            kwargs["error_messages"] = BORN | (kwargs.get("error_messages") or {})
        super().__init__(**kwargs)
        self._tell(cast("forms.Widget", self.widget))

    def _tell(self, widget: forms.Widget) -> None:
        """The widget, and with `data-` the browser (`readDate` in page.js), read a date as the field does."""
        if not isinstance(widget, DateInput):
            return
        widget.past, widget.near, widget.born = self.past, self.near, self.born
        for name, value in (("data-near", self.near), ("data-past", self.past), ("data-born", self.born)):
            if value:
                widget.attrs[name] = True

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        parsed = dates.parse(str(value), past=self.past, near=self.near, digits=True)
        if parsed is None:
            told = dates.problem(str(value), past=self.past)
            raise ValidationError(told or self.error_messages["invalid"], code="invalid")
        return parsed

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, dt.date) and (code := self._beyond(value, timezone.localdate())):
            raise ValidationError(self.error_messages[code], code=code, params={"day": dates.short(value)})

    def _beyond(self, day: dt.date, today: dt.date) -> str:
        """Which bound a day lies beyond; empty for a day that makes sense."""
        if self.born:
            return "unborn" if day > today else "old" if dates.age(day, today) > LONGEST_LIFE else ""
        return "far" if (day.year - YEARS_AHEAD, day.month, day.day) > (today.year, today.month, today.day) else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class ClockField(forms.TimeField):
    """A time of day as Danes write it: 9, 9.30, 09:30."""

    default_error_messages = {"invalid": _("Write the time as hour.minute, for example 9.30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H.%M", "%H:%M", "%H"], **kwargs)
        self.widget.format = "%H.%M"
        self.widget.attrs |= {"autocomplete": "off", "maxlength": 5, "class": "clock"}


def refuse_cpr_numbers(text: str) -> None:
    """A CPR number in running words goes wherever they go, and no rule of deletion or masking finds it there.

    The same check for every field in which one writes freely; modulus 11 is not asked.
    """
    if cpr.found_in(without_invisible(text)):
        raise ValidationError(
            _("There is a CPR number here. Take it out: it never belongs in running text."),
            code="cpr",
        )


def refuse_cpr_numbers_beside_field(text: str) -> None:
    """The same on a form that has a field for the number: it is asked for there."""
    if cpr.found_in(without_invisible(text)):
        raise ValidationError(
            _(
                "There is a CPR number here. Move it to the field for the CPR number: it belongs there, not among other words."
            ),
            code="cpr",
        )


class Words(forms.CharField):
    """Free words. What only looks empty is empty: signs that nobody sees are no words; and no line reads backwards."""

    def to_python(self, value: Any) -> Any:
        words = without_turns(super().to_python(value) or "")
        return words if without_invisible(words).strip() else self.empty_value


class ShortText(Words):
    """One line of free words, such as a name or a place: no CPR number is typed into it. `beside_number`: the form has a field for
    it.
    """

    def __init__(self, *, beside_number: bool = False, **kwargs: Any) -> None:
        super().__init__(
            **kwargs, validators=[refuse_cpr_numbers_beside_field if beside_number else refuse_cpr_numbers]
        )


class LongText(Words):
    """Text of several lines. Django's CharField refuses NUL characters, which PostgreSQL cannot store; no CPR number is
    typed into it, unless `numbers` lets it: at a public door nothing may hold back what somebody tells of a child in danger.
    """

    def __init__(
        self, *, rows: int = 4, max_length: int | None = 20_000, numbers: bool = False, beside_number: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        if not numbers:
            refuse = refuse_cpr_numbers_beside_field if beside_number else refuse_cpr_numbers
            kwargs["validators"] = [*kwargs.get("validators", ()), refuse]
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # no maxlength attribute: browsers cut pasted text silently, and nothing typed may be lost
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class KeyInput(forms.HiddenInput):
    """The hidden key, which goes back to the page as it came, and knows with what it was sent."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value if value is None else SentKey(value, digest_of(data, files, without=name))


class IdempotencyKey(forms.UUIDField):
    """Hidden key of one submission: sent twice (double click, lost answer), an action does its work once.

    A form that comes back with errors keeps its key. The same key with another text (back in the browser, written on, sent again)
    is another submission: the action is given a key of its own for it, so the second text is kept beside the first, never dropped.
    """

    widget = KeyInput
    default_error_messages = {
        "invalid": _("The page has become too old. Load it again and send once more."),
        "required": _("The page has become too old. Load it again and send once more."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"initial": uuid.uuid4, "label": "", **kwargs})

    def to_python(self, value: Any) -> Any:
        key: Any = super().to_python(value)
        return uuid.uuid5(key, value.digest) if key and isinstance(value, SentKey) else key


class Version(forms.IntegerField):
    """Hidden version of the row that the person saw, for telling an edit conflict (`samspil.lib.refusals.Conflict`)."""

    widget = forms.HiddenInput
    default_error_messages = {
        "invalid": _("The page has become too old. Load it again and send once more."),
        "required": _("The page has become too old. Load it again and send once more."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "label": "", **kwargs})
