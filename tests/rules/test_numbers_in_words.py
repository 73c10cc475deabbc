"""No CPR number stays among free words: every field in which one writes freely asks for it to be taken out, or moves it to its
field. At a public door nothing is asked: there nothing may hold back what somebody tells of a child in danger.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError

import samspil
from samspil.concerns.public.forms import PublicForm
from samspil.web.forms import LongText, ShortText

ROOT = Path(samspil.__file__).parent
NUMBERS = ("720511-4222", "7205114222", "720511 4222", "7205\u200b11-4222", "slog 720511-4222.", "72.05.11-42 22")
# Fields of words in which a number may stand, and why.
MAY = {
    "CaptureForm.line": "the line itself moves it to its field, or asks (`concerns.spoken`)",
    "CaptureForm.role": "one of the roles",
    "UploadForm.pasted": "the reader moves each number to its field (`concerns.reader`)",
    "DecisionForm.answer": "one of the answers in the profile",
    "LineForm.cpr": "the field of the number",
    "RowForm.cpr": "the same",
    "EntryForm.cpr": "the same",
    "ChildForm.cpr": "the same",
    "SearchForm.cpr": "it is asked for here, and kept nowhere",
    "SearchForm.name": "searched, and kept nowhere",
    "SearchForm.born": "a date or a year",
    "SearchForm.ord": "searched, and kept nowhere",
    "DocumentSearchForm.ord": "searched, and kept nowhere",
    "GoalSearchForm.ord": "searched, and kept nowhere",
    "NoteSearchForm.text": "searched, and kept nowhere",
    "QueueForm.q": "searched, and kept nowhere",
    "ReopeningQueueForm.q": "searched, and kept nowhere",
    "ConcernQueueForm.q": "searched, and kept nowhere",
    "ReferenceForm.link": "an address of another system",
    "ChangeForm.link": "an address of another system",
    "ContactForm.phone": "a telephone number",
    "CreateColleagueForm.phone": "a telephone number",
    "RhythmForm.starts": "a time of day",
    "RhythmForm.ends": "a time of day",
    "RhythmForm.months": "numbers of months",
    "RhythmForm.event": "what calls a meeting, in the profile",
    "SeatForm.name": "a seat, in the profile",
    "WordForm.word": "a word of the municipality",
    "WordForm.plural": "a word of the municipality",
}
PLAIN = (forms.EmailField, forms.URLField, forms.UUIDField, forms.SlugField, forms.RegexField)


def every_form() -> Iterator[type[forms.BaseForm]]:
    """Every form of the product."""
    for file in sorted(ROOT.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        if not {"tests", "demo", "bench", "migrations", "theme"} & set(parts) and "forms" in file.read_text("utf-8"):
            importlib.import_module(".".join(("samspil", *(part for part in parts if part != "__init__"))))
    waiting: list[type] = [forms.BaseForm]
    seen: set[type] = set()
    while waiting:
        for form in waiting.pop().__subclasses__():
            if form not in seen:
                seen.add(form)
                waiting.append(form)
                if form.__module__.startswith("samspil.") and not re.search(r"styleguide|\.tests\.", form.__module__):
                    yield form


def words_of(form: type[forms.BaseForm]) -> Iterator[tuple[str, forms.CharField]]:
    for name, field in form.base_fields.items():
        hidden = field.widget.is_hidden or field.widget.input_type == "password" if _is_input(field) else False
        if isinstance(field, forms.CharField) and not isinstance(field, PLAIN) and not hidden:
            yield name, field


def _is_input(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.widgets.Input)


def refuses(field: forms.CharField, text: str) -> bool:
    try:
        field.run_validators(text)
    except ValidationError as error:
        return any(each.code == "cpr" for each in error.error_list)
    return False


FORMS = sorted(set(every_form()), key=lambda form: (form.__module__, form.__qualname__))
FIELDS = [(form, name, field) for form in FORMS for name, field in words_of(form)]


@pytest.mark.parametrize(
    ("form", "name", "field"), FIELDS, ids=[f"{form.__module__}.{form.__name__}.{name}" for form, name, _ in FIELDS]
)
def test_a_number_among_words_is_asked_about_and_at_a_public_door_never(
    form: type[forms.BaseForm], name: str, field: forms.CharField
) -> None:
    asked = [refuses(field, number) for number in NUMBERS]
    if issubclass(form, PublicForm):
        assert not any(asked)
    elif f"{form.__name__}.{name}" not in MAY:
        assert all(asked)


@pytest.mark.parametrize(
    ("form", "name", "field"), FIELDS, ids=[f"{form.__module__}.{form.__name__}.{name}" for form, name, _ in FIELDS]
)
def test_what_only_looks_empty_is_empty(form: type[forms.BaseForm], name: str, field: forms.CharField) -> None:
    """Where words must be written, signs that nobody sees are none."""
    if isinstance(field, ShortText | LongText):
        assert field.to_python("\u200b\u2060 \u200d\n\ufeff") == ""
        assert field.to_python("\u202eIda\u200b") == "Ida"  # and no line reads backwards
        assert field.to_python("Ida\u200d") == "Ida\u200d"
    else:
        assert f"{form.__name__}.{name}" in MAY or issubclass(form, PublicForm)


def test_what_may_hold_a_number_is_still_there() -> None:
    assert MAY.keys() <= {f"{form.__name__}.{name}" for form, name, _ in FIELDS}
    assert len(FIELDS) > 100
