"""What was typed in a form that was sent, so that an answer with a no can give it back."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TypeGuard

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve

_NEVER_SHOWN = {"csrfmiddlewaretoken", "idempotency_key", "version", "password", "next"}
_WRITTEN_IN = {"text", "email", "url", "tel", "search"}  # kinds of input
_CODE = re.compile(r"[a-z0-9_.:/?=&-]+")  # a key, an address, the value of a button


@dataclass(frozen=True)
class Typed:
    """A text that the person had written when the answer became no, and what its field is called, where that is known."""

    name: str
    text: str
    label: str = ""


def typed(request: HttpRequest) -> list[Typed]:
    """What was typed in the form that was sent, so that an error page can give it back to be copied: running text and dates, never what
    was chosen (a code), a key or a hidden field, which nobody has written.
    """
    if request.method != "POST":
        return []
    try:
        posted: QueryDict = request.POST
    except Exception:  # an unreadable body must not turn a refusal into a server error
        return []
    fields = fields_of(request)
    return [
        Typed(name, value.replace("\x00", ""), label(fields, name))
        for name, values in posted.lists()
        if name not in _NEVER_SHOWN and not name.startswith("_") and "password" not in name
        for value in values
        if len(value) > 2 and not value.isdigit() and _is_written(fields, name, value)
    ]


def fields_of(request: HttpRequest) -> dict[str, list[forms.Field]]:
    """The fields, by name, of the forms that the module of the request's view uses: of each name those in the forms that have most of
    what was sent, so that a field is called what it is called on the page.
    """
    try:
        view = (request.resolver_match or resolve(request.path_info)).func
    except Http404:
        return {}
    sent = {name.rpartition("-")[2] for name in request.POST}
    prefixes = {prefix for prefix, dash, _name in (name.rpartition("-") for name in request.POST) if dash}
    best: dict[str, int] = {}
    found: dict[str, list[forms.Field]] = {}
    for form in _forms_in(sys.modules.get(inspect.unwrap(view).__module__)):
        fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
        named = any(
            form.__name__.lower().startswith(prefix) for prefix in prefixes
        )  # of several on a page: `ask` is AskForm's
        fits = len(sent & set(fields)) + named
        for name, field in fields.items():
            if fits > best.get(name, -1):
                best[name], found[name] = fits, [field]
            elif fits == best[name]:
                found[name].append(field)
    return found


def _forms_in(module: ModuleType | None) -> Iterator[type[forms.BaseForm]]:
    """The forms that a module of views names, itself or as those of a module of forms."""
    for one in list(vars(module).values()) if module else ():
        if isinstance(one, ModuleType) and one.__name__.endswith("forms") and one is not forms:
            yield from (form for form in vars(one).values() if _is_form(form))
        elif _is_form(one):
            yield one


def _is_form(one: object) -> TypeGuard[type[forms.BaseForm]]:
    return isinstance(one, type) and issubclass(one, forms.BaseForm)


def known(fields: Mapping[str, list[forms.Field]], name: str) -> list[forms.Field]:
    return fields.get(name) or fields.get(name.rpartition("-")[2]) or []


def _is_written(fields: Mapping[str, list[forms.Field]], name: str, value: str) -> bool:
    """Whether somebody writes in this field; of a field that no form of the page knows, whether its value is no code."""
    widgets = [field.widget for field in known(fields, name)]
    if not widgets:
        return not _CODE.fullmatch(value)
    return any(
        isinstance(widget, forms.Textarea) or getattr(widget, "input_type", "") in _WRITTEN_IN for widget in widgets
    )


def label(fields: Mapping[str, list[forms.Field]], name: str) -> str:
    labels = {str(field.label) for field in known(fields, name) if field.label}
    return labels.pop() if len(labels) == 1 else ""
