"""Every refusal of the database can be said in Danish."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation

from samspil.access.sentences import SENTENCES
from samspil.concerns.policies import SENTENCES as OF_CONCERNS
from samspil.sharing.sentences import SENTENCES as OF_SHARING

SOURCE = Path(__file__).resolve().parents[2]
REFUSAL = re.compile(r"access\.refuse\(\s*'((?:[^']|'')*)'")


def test_every_refusal_in_sql_has_a_danish_sentence() -> None:
    said = {
        found.replace("''", "'") for path in SOURCE.glob("**/sql/*.sql") for found in REFUSAL.findall(path.read_text())
    }
    assert said
    assert said - set(SENTENCES) - set(OF_SHARING) - set(OF_CONCERNS) == set()
    with translation.override("da"):
        assert [sentence for sentence in sorted(said) if translation.gettext(sentence) == sentence] == []
