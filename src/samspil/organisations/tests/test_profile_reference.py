"""The page about the format and its JSON Schema say the same as the format."""

from __future__ import annotations

import re

from pydantic import TypeAdapter

from samspil.organisations.profile import Profile, describe_schema
from samspil.organisations.profile.reference import _models, page


def test_every_part_and_field_is_on_the_page_with_what_it_is() -> None:
    text = page()
    for model in dict.fromkeys(_models(Profile)):
        assert re.search(rf"^## {model.__name__}\b", text, re.MULTILINE), model.__name__
        assert model.__doc__, model.__name__
    undescribed = re.findall(r"^\| `(\w+)` \| [^|]* \| [^|]* \|  \|$", text, re.MULTILINE)
    assert set(undescribed) <= {"kind", "weekday", "times", "months", "week", "days", "in_school_holidays"}


def test_every_link_on_the_page_leads_somewhere() -> None:
    text = page()
    anchors = {
        re.sub(r"[^a-z0-9]+", "-", head.lower()).strip("-") for head in re.findall(r"^## (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\(#([a-z0-9-]+)\)", text)) <= anchors


def test_the_schema_knows_every_part_that_the_page_knows() -> None:
    names = {model.__name__ for model in _models(Profile)} - {"Profile"}
    known = set(describe_schema()["$defs"])
    assert names <= known
    assert TypeAdapter(dict).validate_python(describe_schema())["$schema"].endswith("2020-12/schema")
