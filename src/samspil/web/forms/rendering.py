"""Form renderer: every plain `forms.Form` is drawn in the design system's markup, with label, hint and error wired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import boundfield, widgets
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "form-checkbox"),
    (forms.CheckboxSelectMultiple, "form-checkbox"),
    (forms.RadioSelect, "form-radio"),
    (forms.Select, "form-select"),
    (forms.FileInput, "form-file"),
    (forms.Textarea, "form-input"),
    (widgets.Input, "form-input"),
]

# What a field is called says how it is written. These are no words of a dictionary: a browser underlines none of them, and sends
# none to a spelling service. No field of one line is remembered by the browser: many work at the same machine.
AS_WRITTEN = frozenset(
    {
        "name", "names", "who", "label", "cpr", "phone", "email", "address", "street", "code", "reference", "receipt",
        "contact", "persons", "presenter", "addressee", "number", "line", "ord", "q",
    }
)  # fmt: skip
KEYBOARDS = {"cpr": "numeric", "phone": "tel", "email": "email"}

_FILL_IN = _("“%(label)s” must be filled in.")
_CHOOSE = _("Choose something under “%(label)s”.")


class BoundField(boundfield.BoundField):
    """A field of a form as the templates of the kit need it."""

    @property
    def kind(self) -> str:
        """How the field is drawn: `options`, `checkbox`, `date`, `hidden` or `input`."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "options"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return str(getattr(widget, "kind", "input"))

    @property
    def optional(self) -> bool:
        """Whether "(valgfri)" stands beside the label. Required fields carry the attribute instead."""
        return (
            not self.field.required
            and not self.field.disabled
            and self.kind != "checkbox"
            and bool(getattr(self.form, "mark_optional", True))
        )

    @property
    def focus_id(self) -> str:
        """Id of the element that a link in the error summary leads to."""
        if self.kind == "options":
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def sentences(self) -> list[str]:
        """What is wrong with the field; Django's "This field is required" is made to name it, for the summary."""
        label = str(self.label)
        words = _CHOOSE if self.kind == "options" or isinstance(self.field.widget, forms.Select) else _FILL_IN
        default = str(forms.Field.default_error_messages["required"])
        return [words % {"label": label} if label and error == default else error for error in map(str, self.errors)]

    @property
    def option_groups(self) -> list[tuple[str, list[boundfield.BoundWidget]]]:
        """Radio buttons or boxes under the names of their groups; an empty name: under none."""
        widget, value = self.field.widget, self.value()
        names = [
            str(name or "") for name, options, _index in widget.optgroups(self.html_name, widget.format_value(value) or [])
            for _option in options
        ]  # fmt: skip
        groups: list[tuple[str, list[boundfield.BoundWidget]]] = []
        for name, option in zip(names, self, strict=True):
            if not groups or groups[-1][0] != name:
                groups.append((name, []))
            groups[-1][1].append(option)
        return groups

    @property
    def beside(self) -> str:
        """Text beside the input, such as the weekday of a date. Empty for most widgets."""
        words = getattr(self.field.widget, "words_beside", None)
        return str(words(self.value())) if words else ""

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is not None and self.kind == "date" and self.auto_id:
            described = f"{described} {self.auto_id}_beside".strip()
        return described

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            # Nothing points at a hidden field, and a page has many of the same name: an id names one element.
            return {**attrs, "id": False}
        css = next((css for kind, css in _CLASSES if isinstance(widget, kind)), "")
        own = attrs.get("class") or widget.attrs.get("class", "")
        attrs["class"] = f"{css} {own}".strip()
        return _as_written(self.name, widget) | attrs


def _as_written(name: str, widget: forms.Widget) -> dict[str, Any]:
    """Keyboard, spelling and memory of a field of one line, unless its own widget says something else."""
    if not isinstance(widget, widgets.Input) or widget.input_type not in {"text", "email", "tel", "number", "search"}:
        return {}
    words = name.split("_")
    keyboard = next((KEYBOARDS[word] for word in words if word in KEYBOARDS), "")
    if widget.input_type == "number":
        keyboard = "numeric"
    attrs = {"autocomplete": "off"} | ({"inputmode": keyboard} if keyboard else {})
    if keyboard or getattr(widget, "kind", "") == "date" or AS_WRITTEN & set(words):
        attrs["spellcheck"] = "false"
    return {key: value for key, value in attrs.items() if key not in widget.attrs}


class Renderer(TemplatesSetting):
    """Draws forms with the templates below `web/forms/`."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = BoundField


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: a sentence, and the element to go to (empty: the form as a whole)."""

    sentence: str
    focus_id: str = ""


def problems(form: forms.BaseForm) -> list[Problem]:
    """Everything that is wrong with a bound form, in the order of the page."""
    if not form.is_bound:
        return []
    found = [Problem(sentence) for sentence in map(str, form.non_field_errors())]
    for field in form:
        focus_id = "" if field.is_hidden else getattr(field, "focus_id", field.id_for_label)
        found += [Problem(sentence, focus_id) for sentence in getattr(field, "sentences", map(str, field.errors))]
    return list(dict.fromkeys(found))
