"""How a field is written: its keyboard, no spelling of what is no word, and an id that names one element."""

from __future__ import annotations

import re

import pytest
from django import forms

from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version


class Everything(forms.Form):
    name = forms.CharField()
    child_name = forms.CharField()
    cpr = forms.CharField(required=False)
    phone = forms.CharField()
    email = forms.EmailField()
    pieces = forms.IntegerField()
    born = DateField()
    title = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)
    code = forms.CharField(widget=forms.TextInput({"inputmode": "numeric", "spellcheck": "true"}))
    version = Version(initial=1)
    idempotency_key = IdempotencyKey()


def drawn(form: forms.Form, name: str) -> str:
    (tag,) = re.findall(rf'<(?:input|textarea)[^>]* ?name="{name}"[^>]*>', str(form[name]))
    return str(tag)


@pytest.mark.parametrize(
    ("name", "keyboard", "spelled"),
    [
        ("name", None, False), ("child_name", None, False), ("cpr", "numeric", False), ("phone", "tel", False),
        ("email", "email", False), ("pieces", "numeric", False), ("born", None, False), ("title", None, True),
        ("text", None, True),
    ],
)  # fmt: skip
def test_each_field_asks_for_its_keyboard(kit: object, name: str, keyboard: str | None, spelled: bool) -> None:
    tag = drawn(Everything(), name)
    assert ('spellcheck="false"' in tag) is not spelled
    assert re.findall(r'inputmode="([^"]*)"', tag) == ([keyboard] if keyboard else [])
    assert ('autocomplete="off"' in tag) is (name != "text")  # a text of several lines is remembered by no browser


def test_what_a_field_says_itself_stands(kit: object) -> None:
    tag = drawn(Everything(), "code")
    assert tag.count("inputmode") == tag.count("spellcheck") == 1
    assert 'spellcheck="true"' in tag


def test_hidden_fields_have_no_id(kit: object) -> None:
    """A page with five forms has five versions."""
    for name in ("version", "idempotency_key"):
        assert " id=" not in drawn(Everything(), name)
    assert 'id="id_title"' in drawn(Everything(), "title")


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u200b", "\ufeff", "\u2060"])
def test_no_line_reads_backwards_or_hides_a_sign(sign: str) -> None:
    for field in (ShortText(), LongText()):
        assert field.clean(f"Ring til {sign}skolen") == "Ring til skolen"
    assert (
        LongText().clean("Familien \U0001f468\u200d\U0001f469 var her") == "Familien \U0001f468\u200d\U0001f469 var her"
    )
