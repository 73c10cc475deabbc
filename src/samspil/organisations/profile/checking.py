"""Checking what a file says against the schema: pydantic's findings as faults with a line, a sentence and a guess."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from samspil.organisations.profile.calendar import ISO_WEEK_PATTERN, MONTH_DAY_PATTERN
from samspil.organisations.profile.faults import Fault, Place
from samspil.organisations.profile.marks import Document
from samspil.organisations.profile.opening import PHONE_PATTERN
from samspil.organisations.profile.parts import ADDRESS_PATTERN, KEY_PATTERN, REFERENCE_PATTERN, ROW_PATTERN
from samspil.organisations.profile.place import CODE_PATTERN
from samspil.organisations.profile.root import Profile

_CODE_OF = {
    "missing": "missing",
    "extra_forbidden": "extra_forbidden",
    "union_tag_not_found": "kind_missing",
    "string_type": "text",
    "string_too_short": "text_empty",
    "string_too_long": "text_long",
    "int_type": "whole",
    "int_parsing": "whole",
    "int_from_float": "whole",
    "decimal_type": "decimal",
    "decimal_parsing": "decimal",
    "bool_type": "bool",
    "bool_parsing": "bool",
    "greater_than_equal": "at_least",
    "greater_than": "more_than",
    "less_than_equal": "at_most",
    "tuple_type": "list",
    "too_short": "list_short",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "clock": "clock",
    "day": "day",
    "assumed_unknown": "assumed_unknown",
}
_CODE_OF_PATTERN = {
    KEY_PATTERN: "key_form",
    REFERENCE_PATTERN: "reference_form",
    ADDRESS_PATTERN: "address_form",
    ROW_PATTERN: "row_form",
    CODE_PATTERN: "code_form",
    MONTH_DAY_PATTERN: "month_day_form",
    ISO_WEEK_PATTERN: "week_form",
    PHONE_PATTERN: "phone_form",
}
_CHOICES = {"enum", "literal_error", "union_tag_invalid"}


def faults_of(data: Any, document: Document) -> list[Fault]:
    """Everything in which the data does not fit the schema."""
    try:
        Profile.model_validate(data)
    except ValidationError as error:
        return list(_faults(error, document))
    return []


def _faults(error: ValidationError, document: Document) -> Iterator[Fault]:
    seen = set()
    for found in error.errors(include_url=False):
        place = _place(found, document)
        code = _code(found, place)
        # A field that may be one of two types (true, or a list) is complained of twice.
        if (place, code) in seen or (place and place[-1] == "assumed" and code == "list"):
            continue
        # A list whose elements do not fit is complained of as too short, though it is not.
        if code == "list_short" and len(found["input"]) >= found["ctx"]["min_length"]:
            continue
        seen.add((place, code))
        yield Fault(place, document.line_of(place), code, _values(found, place, document))


def _place(found: ErrorDetails, document: Document) -> Place:
    """The place in the file. Pydantic also names the member of a union, which is not in the file."""
    place: Place = ()
    steps = found["loc"]
    for number, step in enumerate(steps):
        further = (*place, step)
        if further in document.values or (number == len(steps) - 1 and found["type"] == "missing"):
            place = further
    return place


def _code(found: ErrorDetails, place: Place) -> str:
    if place == ("format",) and found["type"] in _CHOICES:
        return "format"
    if found["type"] in _CHOICES:
        return "choice"
    if found["type"] == "string_pattern_mismatch":
        return _CODE_OF_PATTERN.get(found["ctx"]["pattern"], "unexpected")
    if found["type"] == "missing":
        return "missing"
    if found["type"] == "extra_forbidden" and place and not re.fullmatch(r"[a-z_]+", str(place[-1])):
        return "text_cut"  # no field is written so: a comma has cut a text in two
    return _CODE_OF.get(found["type"], "unexpected")


def _values(found: ErrorDetails, place: Place, document: Document) -> dict[str, Any]:
    values: dict[str, Any] = dict(found.get("ctx", {}))
    values["value"] = found["input"]
    if found["type"] in {"missing", "extra_forbidden"}:
        values["field"] = place[-1] if place else ""
    if found["type"] == "extra_forbidden":
        known = sorted(_fields_at(place[:-1], document.data))
        values |= guess(str(place[-1]), known) or {"hints": ["known"], "choices": known}
    if found["type"] in _CHOICES:
        choices = _named(values.get("expected") or values.get("expected_tags", ""))
        values |= {"hints": ["choices"], "choices": choices} | guess(str(found["input"]), choices, and_choices=True)
        if found["type"] == "union_tag_invalid":
            values["value"] = values.get("tag", found["input"])
    if found["type"] == "union_tag_not_found":
        values["choices"] = sorted(KINDS)
    return values


def _named(expected: str) -> list[str]:
    """The choices in pydantic's list: 'a', 'b' or 'c'."""
    return [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",") if part.strip()]


def guess(written: str, known: Iterable[str], *, and_choices: bool = False) -> dict[str, Any]:
    """What was probably meant, for the remedy; nothing where no known word is near."""
    near = difflib.get_close_matches(written.lower(), list(known), n=1, cutoff=0.5)
    if not near:
        return {}
    return {"hints": ["meant", "choices"] if and_choices else ["meant"], "guess": near[0]}


# --- the schema by place --------------------------------------------------------------------------------------------


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation may hold, lists and options looked into."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif typing.get_origin(annotation) in {typing.Annotated, typing.Union, types.UnionType, tuple}:
        for inner in typing.get_args(annotation):
            yield from _models(inner)


def _kind_of(model: type[BaseModel]) -> str | None:
    kind = model.model_fields.get("kind")
    return (
        typing.get_args(kind.annotation)[0] if kind and typing.get_origin(kind.annotation) is typing.Literal else None
    )


KINDS = frozenset(
    kind
    for forum in _models(Profile.model_fields["forums"].annotation)
    for terms in _models(forum.model_fields["terms"].annotation)
    for model in _models(terms.model_fields["cadence"].annotation)
    if (kind := _kind_of(model))
)


def _fields_at(place: Place, data: Any) -> set[str]:
    """The fields that may stand at a place."""
    models: list[type[BaseModel]] = [Profile]
    for step in place:
        data = data[step]
        if isinstance(step, str):
            annotations = [model.model_fields[step].annotation for model in models if step in model.model_fields]
            models = [model for annotation in annotations for model in _models(annotation)]
            kind = data.get("kind") if isinstance(data, dict) else None
            models = [model for model in models if _kind_of(model) in {None, kind}]
    return {name for model in models for name in model.model_fields}
