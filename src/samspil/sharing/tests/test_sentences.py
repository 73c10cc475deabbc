"""Every sentence by which the database refuses stands in the catalogue of its domain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from samspil.people import policies as people
from samspil.sharing import sentences as sharing

SOURCE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("domain", "known"), [("sharing", sharing.SENTENCES), ("people", people.SENTENCES)])
def test_each_refusal_of_the_database_has_its_danish(domain, known):
    said = set()
    for file in (SOURCE / domain).rglob("sql/*.sql"):
        said |= {text.replace("''", "'") for text in re.findall(r"refuse\('((?:[^']|'')*)'\)", file.read_text())}
    assert said == set(known)
    with translation.override("da"):
        assert [sentence for sentence in known if translation.gettext(sentence) == sentence] == []
