"""A slip of the finger in the year is met at every date that is asked for: the field says so, and nothing breaks behind it."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from samspil.web.forms import DateField
from tests.rules.test_numbers_in_words import FORMS

FIELDS = [
    (form, name, field)
    for form in FORMS
    for name, field in form.base_fields.items()
    if isinstance(field, forms.DateField | forms.DateTimeField | DateField)
]
SLIPS = ("31.12.9999", "9999-12-31", "1.1.2226")


@pytest.mark.parametrize(
    ("form", "name", "field"), FIELDS, ids=[f"{form.__module__}.{form.__name__}.{name}" for form, name, _ in FIELDS]
)
def test_a_day_far_ahead_is_none(form: type[forms.BaseForm], name: str, field: forms.Field) -> None:
    assert isinstance(field, DateField), "every date is asked for by the one field"
    for slip in SLIPS:
        with translation.override("da"), pytest.raises(ValidationError, match="Se efter årstallet") as met:
            field.clean(slip)
        assert met.value.code == ("unborn" if field.born else "far")
    assert field.clean(dt.date(2012, 5, 12)) == dt.date(2012, 5, 12)


def test_whatever_is_called_a_birth_date_is_asked_for_as_one() -> None:
    assert all(field.born is ("birth" in name) for _form, name, field in FIELDS)
    assert len(FIELDS) > 20


def test_the_bounds_themselves() -> None:
    today = timezone.localdate()
    last = today.replace(year=today.year + 10, day=min(today.day, 28))
    assert DateField().clean(last) == last
    assert DateField(born=True).clean(today) == today
    with pytest.raises(ValidationError):
        DateField().clean(last + dt.timedelta(days=5))
    with pytest.raises(ValidationError):
        DateField(born=True).clean(today + dt.timedelta(days=1))
    with translation.override("da"), pytest.raises(ValidationError, match="mere end 120 år tilbage"):
        DateField(born=True).clean(dt.date(today.year - 122, 1, 1))
    old = dt.date(today.year - 119, 1, 1)
    assert DateField(born=True).clean(old) == old
