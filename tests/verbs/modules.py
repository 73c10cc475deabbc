"""The modules in which verbs are declared: all that are called `actions`, or lie in a package of that name."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

import samspil
from samspil.access.verbs import Verb, every_verb

SOURCE = Path(samspil.__file__).parent


@cache
def action_modules() -> tuple[ModuleType, ...]:
    """Every module of actions in the product, imported."""
    names = []
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        if "actions" in parts and not {"tests", "demo", "bench"} & set(parts):
            names.append(".".join(("samspil", *(part for part in parts if part != "__init__"))))
    return tuple(importlib.import_module(name) for name in names)


@cache
def all_verbs() -> tuple[Verb, ...]:
    """Every verb of the product, in the order of their place."""
    action_modules()
    return tuple(each for each in every_verb() if each.function.__module__.startswith("samspil."))
