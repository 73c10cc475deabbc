"""What a paper looks like on any server: our own fonts, every name readable, no word out of its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from samspil.meetings import paper

pytest.importorskip("weasyprint")

NAMES = {
    "Latin": "Łucja Żółć, Đorđe Šćepanović, İpek Güneş, Nguyễn Thị Ḥadīja",
    "Greek": "Ελένη Ρήγα",
    "Cyrillic": "Оксана Ївженко, Ђорђе Љубић",
    "Arabic": "محمد پرویز چنگیز گل",
}


def letters_between(first: int, last: int) -> str:
    return "".join(letter for letter in map(chr, range(first, last + 1)) if letter.isalpha())


# Whole alphabets, and not the letters of the names alone.
ALPHABETS = {
    "Latin with the letters of Europe and Africa": letters_between(0x00C0, 0x024F),
    "Latin with the letters of Vietnam": letters_between(0x1E00, 0x1EF9),
    "Greek": letters_between(0x0386, 0x03CE),
    "Cyrillic with the letters of Central Asia": letters_between(0x0400, 0x04FF),
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "Persian": "پچژکگی",
    "Kurdish": "ڕڵۆێەڤھ",
}
LONG = "Udsatteboligområdehelhedsplansamarbejdspartnerskabsaftale" * 3


def laid_out(html: str) -> Any:
    with patch.object(paper, "render_to_string", lambda *args, **kwargs: html):
        return paper.lay_out("any.html", {})


def boxes(document: Any) -> list[Any]:
    return [box for page in document.pages for box in page._page_box.descendants()]


@pytest.mark.parametrize("script", NAMES)
@pytest.mark.parametrize("tag", ["p", "strong"])
def test_every_name_is_written_in_our_own_font(script: str, tag: str) -> None:
    document = laid_out(f"<html lang=da><title>x</title><body><{tag}>{NAMES[script]}</{tag}>")
    file = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, uncompressed_pdf=True)
    fonts = file.split(b"/BaseFont /")[1:]
    assert fonts
    assert all(b"+Paper" in name[:20] for name in fonts), [name[:40] for name in fonts]


def test_each_font_has_every_letter() -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - comes with weasyprint

    from samspil.meetings.paper_fetching import FONTS  # noqa: PLC0415 - needs weasyprint

    assert sorted(FONTS) == ["font:DejaVuSans-Bold.ttf", "font:DejaVuSans.ttf"]
    for file in FONTS.values():
        letters = TTFont(file).getBestCmap()
        for alphabet, every in ALPHABETS.items():
            assert [letter for letter in every if ord(letter) not in letters] == [], alphabet
        assert [letter for name in NAMES.values() for letter in name if ord(letter) not in letters] == []
    assert (Path(paper.__file__).parent / "fonts" / "LICENSE.txt").read_text().count("Bitstream") > 1


@pytest.mark.parametrize(
    "html",
    [f"<p>{LONG}</p>", f"<table><tr><td>{LONG}<td>{LONG}<td>kort</table>", f"<h1>{LONG}</h1>", f"<ul><li>{LONG}</ul>"],
)
def test_a_long_word_is_broken_at_the_edge(html: str) -> None:
    document = laid_out(f"<html lang=da><title>x</title><body>{html}")
    (page,) = document.pages
    edge = page.width - page._page_box.margin_right
    words = [box for box in boxes(document) if getattr(box, "text", "")]
    assert len(words) > 1
    assert max(box.position_x + box.width for box in words) <= edge + 0.5
    assert "".join(box.text for box in words).replace("kort", "").replace("•", "").strip().startswith(LONG[:20])


def test_what_somebody_typed_fetches_nothing() -> None:
    """Not even a font of ours by its name, or a file of the server."""
    typed = '<img src="file:///etc/hostname"><img src="font:DejaVuSans.ttf"><style>@import url("http://127.0.0.1:9/x.css")</style>'
    document = laid_out(f"<html lang=da><title>x</title><body>{typed}<p>Tekst")
    assert [box for box in boxes(document) if type(box).__name__ == "InlineReplacedBox"] == []
    from samspil.meetings.paper_fetching import OurFontsAlone  # noqa: PLC0415 - needs weasyprint

    for url in ("file:///etc/hostname", "font:../paper.py", "http://127.0.0.1:9/", "data:text/plain,x"):
        with pytest.raises(ValueError, match="fetches nothing"):
            OurFontsAlone().fetch(url)
