"""Every refusal of the database can be said in Danish."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation

SOURCE = Path(__file__).resolve().parents[2]
REFUSAL = re.compile(r"access\.refuse\(\s*'((?:[^']|'')*)'")
NOTED = re.compile(r'gettext_noop\(\s*"([^"]*)"\s*\)')


def test_every_refusal_in_sql_has_a_danish_sentence() -> None:
    said = {
        found.replace("''", "'") for path in SOURCE.glob("**/sql/*.sql") for found in REFUSAL.findall(path.read_text())
    }
    noted = {found for path in SOURCE.glob("**/*.py") for found in NOTED.findall(path.read_text())}
    assert said
    assert said - noted == set(), "put it into SENTENCES of the domain, so that its catalogue has it"
    with translation.override("da"):
        assert [sentence for sentence in sorted(said) if translation.gettext(sentence) == sentence] == []
