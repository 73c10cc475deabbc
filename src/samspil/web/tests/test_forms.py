"""The form renderer: every field has its label, hint and error, and the summary leads to it."""

import datetime as dt
import re
import uuid
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
import time_machine
from django import forms
from django.http import QueryDict
from django.utils import timezone, translation

from samspil.lib.refusals import Refused
from samspil.web.errors import refusals_on
from samspil.web.forms import DateField, DateInput, IdempotencyKey, LongText, ShortText, Version, problems
from samspil.web.styleguide_content import ExampleForm
from tests import clock

pytestmark = pytest.mark.usefixtures("kit")


class Elements(HTMLParser):
    """All elements of a piece of HTML with their attributes, and the texts of those with an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.all if attrs.get("id")]

    def named(self, name: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.all if attrs.get("name") == name)


def wrong() -> ExampleForm:
    return ExampleForm({"day": "31.2.2026", "version": "3", "idempotency_key": str(uuid.uuid4())})


def test_every_control_has_a_label() -> None:
    page = Elements(str(ExampleForm()))
    labelled = {attrs.get("for") for tag, attrs in page.all if tag == "label"}
    controls = [
        attrs for tag, attrs in page.all if tag in {"input", "select", "textarea"} and attrs.get("type") != "hidden"
    ]
    assert len(controls) > 8
    assert [control for control in controls if control.get("id") not in labelled] == []


def test_ids_are_unique_and_described_by_leads_somewhere() -> None:
    for form in (ExampleForm(), wrong(), ExampleForm({}, prefix="other")):
        page = Elements(str(form))
        assert len(page.ids) == len(set(page.ids))
        for _, attrs in page.all:
            for described in (attrs.get("aria-describedby") or "").split():
                assert described in page.ids


def test_a_field_with_an_error_is_wired() -> None:
    page = Elements(str(wrong()))
    name = page.named("name")
    assert name["aria-invalid"] == "true"
    assert name["aria-describedby"] == "id_name_helptext id_name_error"
    assert name["class"] == "form-input"
    assert page.named("day")["aria-describedby"] == "id_day_helptext id_day_error id_day_beside"
    fieldset = next(attrs for tag, attrs in page.all if tag == "fieldset")
    assert fieldset["aria-describedby"] == "id_who_error"


def test_a_field_without_an_error_does_not_pretend() -> None:
    name = Elements(str(ExampleForm())).named("name")
    assert name["aria-describedby"] == "id_name_helptext"
    assert "aria-invalid" not in name
    assert name["required"] is None  # present, without a value


def test_the_summary_stands_first_and_links_to_each_field() -> None:
    html = str(wrong())
    page = Elements(html)
    summary = [tag for tag, attrs in page.all if "data-error-summary" in attrs]
    assert summary == ["div"]
    assert html.index("data-error-summary") < html.index('name="name"')
    links = [str(attrs["href"])[1:] for tag, attrs in page.all if tag == "a"]
    assert links == ["id_name", "id_kind", "id_day", "id_who_0", "id_text"]
    assert set(links) <= set(page.ids)


def test_errors_name_the_field_they_belong_to() -> None:
    with translation.override("da"):
        sentences = [problem.sentence for problem in problems(wrong())]
    assert sentences == [
        "»Navn« skal udfyldes.",
        "Vælg noget under »Slags«.",
        "31.2.2026 findes ikke: måneden har 28 dage.",
        "Vælg noget under »Hvem kender til det«.",
        "»Hvad skete der« skal udfyldes.",
    ]


def test_hidden_fields_complain_without_a_link() -> None:
    form = ExampleForm({"name": "Line"})
    assert [problem for problem in problems(form) if not problem.focus_id] == [problems(form)[0]]


def test_only_optional_fields_are_marked() -> None:
    with translation.override("da"):
        html = str(ExampleForm())
    assert html.count("(valgfri)") == 2
    assert re.search(r"Fil <span[^>]*>\(valgfri\)", html)

    class Search(forms.Form):
        mark_optional = False
        words = forms.CharField(required=False)

    assert "optional" not in str(Search())


def test_no_summary_for_a_form_that_was_not_sent() -> None:
    assert problems(ExampleForm()) == []
    assert "data-error-summary" not in str(ExampleForm())


def test_what_was_typed_comes_back() -> None:
    html = str(ExampleForm({"name": "Ida <b>Holm</b>", "day": "32.13.2026", "text": "Skrev dette", "kind": "b"}))
    assert 'value="Ida &lt;b&gt;Holm&lt;/b&gt;"' in html
    assert 'value="32.13.2026"' in html
    assert "Skrev dette</textarea>" in html
    assert re.search(r'<option value="b"\s+selected', html)


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_a_date_shows_its_weekday() -> None:
    with translation.override("da"):
        html = str(ExampleForm(initial={"day": dt.date(2026, 12, 8)}))
    assert 'value="08.12.2026"' in html
    assert ">tirsdag, om 14 dage</span>" in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.date(2026, 1, 5), "05.01.2026"),
        (dt.datetime(2026, 1, 5, 23, 30, tzinfo=dt.UTC), "06.01.2026"),
        ("5/1", "5/1"),
    ],
)
def test_date_input_writes(value: object, shown: str) -> None:
    assert DateInput().format_value(value) == shown


def test_beside_a_moment_stands_how_far_away_its_day_is() -> None:
    day = timezone.localdate() + dt.timedelta(days=1)
    assert DateInput().words_beside(dt.datetime.combine(day, dt.time(9, 30))) == DateInput().words_beside(day)
    assert "i morgen" in DateInput().words_beside(day)


def test_date_field() -> None:
    field = DateField(required=False, past=True)
    assert field.clean("") is None
    assert field.clean("24.11.99") == dt.date(1999, 11, 24)
    assert field.clean(dt.date(2026, 1, 1)) == dt.date(2026, 1, 1)
    assert field.has_changed(dt.date(2026, 1, 5), "5.1.2026") is False
    assert field.has_changed(dt.date(2026, 1, 5), "6.1.2026") is True
    assert field.has_changed(dt.date(2026, 1, 5), "vrøvl") is True
    with pytest.raises(forms.ValidationError, match=rf"24\.11\.{clock.today().year}"):
        field.clean("24.11")


@pytest.mark.parametrize(
    "field", [forms.CharField(), LongText(), DateField(), IdempotencyKey(), forms.ChoiceField(choices=[("a", "a")])]
)
def test_nul_is_refused(field: forms.Field) -> None:
    with pytest.raises(forms.ValidationError):
        field.clean("a\x00b")


def test_long_text_is_not_cut_by_the_browser() -> None:
    assert "maxlength" not in str(ExampleForm()["text"])
    with pytest.raises(forms.ValidationError):
        LongText(max_length=5).clean("for lang")


class OnceForm(forms.Form):
    idempotency_key = IdempotencyKey()
    version = Version(initial=7)
    reason = forms.CharField()


def test_the_idempotency_key_is_new_each_time_and_stays_with_the_form() -> None:
    first, second = OnceForm()["idempotency_key"].value(), OnceForm()["idempotency_key"].value()
    assert first != second
    back = OnceForm({"idempotency_key": str(first), "version": "7", "reason": ""})
    assert f'value="{first}"' in str(back)
    sent = OnceForm({"idempotency_key": str(first), "version": "7", "reason": "x"})
    assert sent.is_valid()
    assert sent.cleaned_data.keys() == {"idempotency_key", "version", "reason"}
    assert f'value="{first}"' in str(sent)


def key_sent(key: object, **typed: str) -> uuid.UUID:
    form = OnceForm(QueryDict(urlencode({"idempotency_key": str(key), "version": "7", **typed})))
    assert form.is_valid(), form.errors
    found = form.cleaned_data["idempotency_key"]
    assert isinstance(found, uuid.UUID)
    return found


def test_the_same_form_twice_is_one_submission_and_with_another_text_two() -> None:
    key = uuid.uuid4()
    once = key_sent(key, reason="x")
    assert key_sent(key, reason="x", csrfmiddlewaretoken="other", _tab="2", version="8") == once
    assert key_sent(key, reason="y") != once
    assert key_sent(uuid.uuid4(), reason="x") != once
    assert IdempotencyKey().clean(str(key)) == key  # what a program gives is taken as it is


def test_refusals_become_errors_of_the_form() -> None:
    form = OnceForm({"idempotency_key": str(uuid.uuid4()), "version": "7", "reason": "x"})
    assert form.is_valid()
    with refusals_on(form):
        raise Refused("Mødet er lukket.", field="reason")
    assert form.errors["reason"] == ["Mødet er lukket."]
    with refusals_on(form):
        raise Refused("Hele mødet.", field="not a field")
    assert list(form.non_field_errors()) == ["Hele mødet."]
    with pytest.raises(ValueError, match="other"), refusals_on(form):
        raise ValueError("other")


class Words(forms.Form):
    who = ShortText(label="Hvem?")
    text = LongText(label="Hvad er der sket?")


@pytest.mark.parametrize("typed", ["630410-4345", "6304104345", "630410 4345", "630410\u2060-4345", "(630410–4345)"])
@pytest.mark.parametrize("field", ["who", "text"])
def test_a_cpr_number_in_free_words_is_asked_for_its_field_and_the_words_are_kept(field: str, typed: str) -> None:
    words = f"Otto Prøve {typed} var med"
    with translation.override("da"):
        form = Words({"who": "Vera", "text": "Slag", field: words})
        assert not form.is_valid()
        assert list(form.errors) == [field]
        assert form.errors[field][0].startswith("Her står et CPR-nummer.")
        assert "Flyt det" not in form.errors[field][0], "this form has no such field"
        assert "Otto Prøve" in str(form), "what was typed comes back"


class WordsBesideNumber(forms.Form):
    who = ShortText(label="Hvem?", beside_number=True)
    text = LongText(label="Hvad er der sket?", beside_number=True)


@pytest.mark.parametrize("field", ["who", "text"])
def test_where_the_form_has_a_field_for_the_number_it_is_asked_for_there(field: str) -> None:
    with translation.override("da"):
        form = WordsBesideNumber({"who": "Vera", "text": "Slag", field: "630410-4345"})
        assert not form.is_valid()
        assert "Flyt det til feltet til CPR-nummer" in form.errors[field][0]


@pytest.mark.parametrize("typed", ["4100-73111-00123-26", "tlf. 12 34 56 78", "9999999999", "63041043456"])
def test_other_numbers_in_free_words_pass(typed: str) -> None:
    assert Words({"who": "Vera", "text": f"Nr. {typed}"}).is_valid()
