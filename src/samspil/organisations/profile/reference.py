"""The format as a page to read: `python -m samspil.organisations.profile.reference` prints docs/reference/profile.md."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

from pydantic import BaseModel

from samspil.organisations.profile.parts import Dated, Keyed, Part
from samspil.organisations.profile.root import Profile

SHARED = (Part, Dated, Keyed)
PLAIN: dict[Any, str] = {str: "text", int: "whole number", bool: "true or false"}
NAMED = {"date": "day", "time": "clock", "Decimal": "number"}
HEAD = """# The profile: a municipality as data

Made by `make documents` from the format itself; editors read the same as JSON Schema (`samspil profile schema`).

A profile is one YAML file for a municipality, or for a body above the municipalities. `samspil profile check FILE …`
tells everything that is wrong at once; `diff` tells what a file would change, `apply` brings the installation to it,
`export KEY` writes what holds now. How to write one: `profiles/README.md`.

* **Unknown is allowed.** What no source says is left out; pages then say "ikke fastlagt". What somebody has assumed is
  marked with `assumed`.
* **Every part** may have `source` (rows of the requirements), `assumed` (true, or the names of fields) and `note` (a
  remark for those who look after the file).
* **Dated** parts may have `valid_from` and `valid_to`, both included; **keyed** parts have a `key` that never changes
  and a `name` that may.
* A **key** is of small letters a-z, digits, `-` and `_`; a **reference** is a key of this file, or another body's key, a
  slash and a key there.
* Formulas (`each_district`, `each`, `joins`) are written out when the file is applied; the file keeps them.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for model in dict.fromkeys(_models(Profile)):
        lines += _section(model)
    return "\n".join(lines).rstrip() + "\n"


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those its fields hold, each where it is first met."""
    yield model
    for field in model.model_fields.values():
        for inner in _held(field.rebuild_annotation()):
            yield from _models(inner)


def _held(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        if not isinstance(inner, str):
            yield from _held(inner)


def _section(model: type[BaseModel]) -> Iterator[str]:
    sort = "keyed" if issubclass(model, Keyed) else "dated" if issubclass(model, Dated) else ""
    yield f"## {model.__name__}" + (f" ({sort})" if sort else "")
    yield ""
    yield " ".join((model.__doc__ or "").split())
    yield ""
    shared = {name for base in SHARED if issubclass(model, base) for name in base.model_fields}
    rows = [(name, field) for name, field in model.model_fields.items() if name not in shared]
    if not rows:
        return
    yield "| field | holds | needed | what it is |"
    yield "|---|---|---|---|"
    for name, field in rows:
        needed = "yes" if field.is_required() else ""
        told = " ".join((field.description or "").split()).replace("|", "\\|")
        yield f"| `{name}` | {_written(field.rebuild_annotation())} | {needed} | {told} |"
    yield ""


def _written(annotation: Any) -> str:
    """What a field holds, in words."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _written(inner[0])
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(dict.fromkeys(_written(one) for one in inner if one is not type(None)))
    if origin is tuple:
        return f"list of {_written(inner[0])}"
    if origin is typing.Literal:
        return ", ".join(f"`{one}`" for one in inner)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ", ".join(f"`{one.value}`" for one in annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{_anchor(annotation)})"
    return PLAIN.get(annotation) or NAMED.get(getattr(annotation, "__name__", ""), "text")


def _anchor(model: type[BaseModel]) -> str:
    sort = "-keyed" if issubclass(model, Keyed) else "-dated" if issubclass(model, Dated) else ""
    return f"{model.__name__.lower()}{sort}"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - what a generated document is made by
