"""Laying the register of legal bases (`register.yaml`) into the database. Called after every migrate, as the owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

FILE = Path(__file__).with_name("register.yaml")


def entries() -> list[dict[str, Any]]:
    """The register as the file has it."""
    read: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def lay(alias: str) -> None:
    """Bring the tables up to the file: new bases and wordings come in, dates and status follow, nothing is removed.

    A wording that a disclosure may refer to is never rewritten: another wording is another version.
    """
    bases = apps.get_model("sharing", "LegalBasis").objects.using(alias)
    versions = apps.get_model("sharing", "BasisVersion").objects.using(alias)
    for entry in entries():
        facts = {name: entry[name] for name in ("act", "section", "label", "giver", "purpose", "recipient_types")}
        basis, _made = bases.update_or_create(key=entry["key"], defaults=facts)
        for version in entry["versions"]:
            dated = {name: version.get(name) for name in ("valid_from", "valid_to", "checked")}
            versions.update_or_create(
                basis=basis,
                wording=version["wording"],
                defaults={**dated, "status": version["status"], "source": version["source"]},
            )
