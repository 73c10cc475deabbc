"""The lock of all domains together: what their `lock.py` declare, in the order of INSTALLED_APPS, lower domains first."""

from __future__ import annotations

import hashlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from samspil.access.declaring import Part

NAME = "lock"
DECLARED = "what is declared"  # the name under which the digest of the declarations is noted


@cache
def parts() -> tuple[Part, ...]:
    """Every part that a domain declares, in the order in which it is laid."""
    found = [
        part
        for config in apps.get_app_configs()
        if config.module and module_has_submodule(config.module, NAME)
        for part in import_module(f"{config.name}.{NAME}").LOCK
    ]
    return tuple(sorted(found, key=lambda part: part.step))


@cache
def declared() -> str:
    """A digest of all declarations, of how they are laid, and of the migrations that the tables come from."""
    digest = hashlib.sha256()
    for part in parts():
        digest.update(f"{part.step} {part.relation} {part.sql}\0".encode())
        for file in part.files:
            digest.update(file.read_bytes() + b"\0")
    digest.update(Path(__file__).with_name("laying.py").read_bytes())
    digest.update("\0".join(migrations()).encode())
    return digest.hexdigest()


def migrations() -> Iterator[str]:
    """The names of all migrations, as app and name."""
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "migrations"):
            package = import_module(f"{config.name}.migrations")
            names = (found.name for found in pkgutil.iter_modules(package.__path__))
            yield from (f"{config.label}.{name}" for name in sorted(names) if name[0] not in "_~")
