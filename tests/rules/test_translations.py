"""Django joins the catalogues of all parts into one: what one part calls a text, it calls it everywhere."""

from __future__ import annotations

import gettext
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"


def test_the_same_text_has_one_translation() -> None:
    """A text that means two things is told apart by a context (pgettext), never by the part it stands in."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for catalogue in sorted(SOURCE.rglob("django.mo")):
        with catalogue.open("rb") as file:
            read = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # nothing public lists the texts
        part = str(catalogue.relative_to(SOURCE).parents[3])
        for text, danish in read.items():
            if text and not (isinstance(text, tuple) and text[1]):  # of several forms, the first stands for all
                said[text[0] if isinstance(text, tuple) else text][danish].append(part)
    assert len(said) > 1000
    assert {text: dict(ways) for text, ways in said.items() if len(ways) > 1} == {}
