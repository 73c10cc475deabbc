"""The format as JSON Schema, for editors that complete and check, and for the reference."""

from __future__ import annotations

from typing import Any

from samspil.organisations.profile.root import Profile


def describe_schema() -> dict[str, Any]:
    """The JSON Schema of a profile (draft 2020-12)."""
    schema = Profile.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
