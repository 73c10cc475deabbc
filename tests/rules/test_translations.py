"""Django joins the catalogues of all parts into one: what one part calls a text, it calls it everywhere."""

from __future__ import annotations

import gettext
import re
from collections import defaultdict
from collections.abc import Iterator
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


def test_what_is_quoted_stands_in_one_kind_of_quotes() -> None:
    """»Godkendt« on every page, whoever wrote it: in the catalogues, and where a template puts quotes around what was typed."""
    other = re.compile(r"[“”„\"]")
    told = {danish for _text, danish in _all_texts() if other.search(re.sub(r"<[^>]*>", "", danish))}
    assert told == set()
    in_words = re.compile(r"{% translate .*?%}|{% blocktranslate.*?{% endblocktranslate %}", re.S)
    typed = {
        template.name
        for template in SOURCE.rglob("templates/**/*.html")
        if re.search(r"[“”„]", in_words.sub("", template.read_text(encoding="utf-8")))
    }
    assert typed == set()


def test_what_the_database_refuses_is_a_sentence() -> None:
    """It stands before another sentence on the page that says no: it begins with a capital and ends with a full stop."""
    said = dict(_all_texts())
    refused = {
        words.replace("''", "'")
        for file in SOURCE.rglob("*.sql")
        for words in re.findall(r"access\.refuse\('((?:[^']|'')+)'", file.read_text(encoding="utf-8"))
    }
    assert len(refused) > 50
    assert {text: said.get(text) for text in refused if not re.fullmatch(r"[A-ZÆØÅ].*[.?!]", said.get(text, ""))} == {}


def _all_texts() -> Iterator[tuple[str, str]]:
    """Every text with its Danish, each form of it."""
    for catalogue in sorted(SOURCE.rglob("django.mo")):
        with catalogue.open("rb") as file:
            read = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # as above
        yield from ((key[0] if isinstance(key, tuple) else key, danish) for key, danish in read.items() if key)
