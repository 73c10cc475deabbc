"""One rule reads a date: the field, the words beside it and what the browser is told of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.utils import timezone

from samspil.web import dates
from samspil.web.forms import DateField


class Happened(forms.Form):
    past = DateField(past=True, near=True, required=False)
    due = DateField(near=True, required=False)
    born = DateField(born=True, required=False)
    told = DateField(past=True, required=False)
    other = forms.CharField()


def two_days_ahead() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=2)


@pytest.mark.parametrize("name", ["past", "due"])
def test_the_words_after_a_refusal_say_the_day_that_is_stored(name: str) -> None:
    day = two_days_ahead()
    form = Happened({name: f"{day.day}.{day.month}"})
    assert not form.is_valid()
    stored = form.cleaned_data[name]
    assert (stored <= timezone.localdate()) == (name == "past")
    beside = dates.weekday_and_distance(stored, timezone.localdate())
    assert f">{beside}</span>" in form[name].as_field_group()


@pytest.mark.parametrize("name", ["told", "born"])
def test_a_short_year_of_what_has_been_lies_in_the_past_beside_the_field_too(name: str) -> None:
    day = two_days_ahead().replace(day=1) + dt.timedelta(days=40)
    form = Happened({name: f"{day:%d.%m.%y}"})
    form.is_valid()
    assert form.cleaned_data[name].year < timezone.localdate().year - 90
    assert form[name].field.widget.words_beside(f"{day:%d.%m.%y}") == dates.weekday_and_distance(
        form.cleaned_data[name], timezone.localdate()
    )


def test_the_browser_is_told_the_rule_also_after_a_refusal() -> None:
    for form in (Happened(), Happened({"past": "2.12"})):
        assert "data-near" in str(form["past"])
        assert "data-past" in str(form["past"])
        assert "data-near" in str(form["due"])
        assert "data-past" not in str(form["due"])
        assert "data-born" in str(form["born"])
