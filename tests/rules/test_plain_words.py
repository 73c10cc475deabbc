"""Guidance is easy to read: LIX 40 or below, in every page, form and mail by which somebody who is worried finds the way."""

from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from samspil.concerns.guide.tests.test_guide import HARDEST, lix

SOURCE = Path(__file__).parent.parent.parent / "src" / "samspil"
PROFILES = Path(__file__).parent.parent.parent / "profiles"
# Who writes or asks here has no time, and may never have done it before.
TEMPLATES = [
    *(SOURCE / "concerns" / "templates" / "concerns" / name for name in (
        "raise.html", "raised.html", "receipt.html", "_holder.html", "ask_sparring.html", "hand_over.html", "handover.html",
        "absences.html",
    )),
    *sorted((SOURCE / "concerns" / "guide" / "templates" / "guide").glob("*.html")),
    *sorted((SOURCE / "concerns" / "notifying" / "templates" / "notifying").glob("*.html")),
    *sorted((SOURCE / "concerns" / "joint" / "templates" / "joint").glob("*.html")),
    *sorted((SOURCE / "concerns" / "public" / "templates" / "public").glob("*.html")),
    *sorted((SOURCE / "concerns" / "rounds" / "templates" / "rounds").glob("*.html")),
    *sorted((SOURCE / "concerns" / "signs" / "templates" / "signs").glob("*.html")),
    *sorted((SOURCE / "concerns" / "onthespot" / "templates" / "onthespot").glob("*.html")),
    *sorted((SOURCE / "catalogue" / "activities" / "templates" / "activities").glob("*.html")),
    *sorted((SOURCE / "sharing" / "notices" / "templates" / "notices").glob("*.html")),
]  # fmt: skip
FORMS = [
    SOURCE / "concerns" / "notifying" / "forms.py", SOURCE / "concerns" / "joint" / "forms.py",
    SOURCE / "concerns" / "door_forms.py", SOURCE / "concerns" / "apps.py", SOURCE / "concerns" / "public" / "forms.py",
    SOURCE / "catalogue" / "activities" / "forms.py", SOURCE / "concerns" / "onthespot" / "forms.py",
    SOURCE / "concerns" / "signs" / "forms.py",
    SOURCE / "sharing" / "notices" / "forms.py", SOURCE / "sharing" / "notices" / "mailing.py", SOURCE / "cases" / "apps.py",
]  # fmt: skip
IN_TEMPLATE = re.compile(
    r"{%\s*translate\s+(\"([^\"]+)\"|'([^']+)')|{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate", re.S
)
IN_CODE = re.compile(r"_\(\s*\"((?:[^\"\\]|\\.)*)\"((?:\s*\"(?:[^\"\\]|\\.)*\")*)\s*\)")
FEWEST_WORDS = 10  # LIX says nothing of a word or two


@cache
def catalogues() -> tuple[gettext.GNUTranslations, ...]:
    found = []
    for path in sorted(SOURCE.rglob("locale/da/LC_MESSAGES/django.mo")):
        with path.open("rb") as file:
            found.append(gettext.GNUTranslations(file))
    return tuple(found)


def danish(text: str) -> str:
    for catalogue in catalogues():
        said = catalogue.gettext(text)
        if said != text:
            return said
    return text


def sentences(path: Path) -> list[str]:
    """What the file says in Danish, each text by itself."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        wholes = [next(part for part in found.groups()[1:] if part) for found in IN_TEMPLATE.finditer(text)]
        wholes = [re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", whole.split("{% plural %}")[0]) for whole in wholes]
    else:
        wholes = [
            found[1] + "".join(re.findall(r"\"((?:[^\"\\]|\\.)*)\"", found[2])) for found in IN_CODE.finditer(text)
        ]
    return [re.sub(r"%\(\w+\)s|<[^>]+>|https?://\S+", "", danish(whole)) for whole in wholes]


def as_text(parts: list[str]) -> str:
    """Together, each ended as a sentence: a heading is one."""
    return " ".join(
        part.strip() if re.search(r"[.!?:]\s*$", part) else f"{part.strip()}." for part in parts if part.strip()
    )


@pytest.mark.parametrize("path", [*TEMPLATES, *FORMS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_guidance_is_easy_to_read(path: Path) -> None:
    parts = sentences(path)
    words = re.findall(r"[^\W\d_]+", as_text(parts))
    if len(words) < FEWEST_WORDS:
        return
    assert lix(as_text(parts)) <= HARDEST, f"{lix(as_text(parts)):.0f}: {as_text(parts)}"
    long = [part for part in parts if len(re.findall(r"[^\W\d_]+", part)) >= FEWEST_WORDS and lix(part) > HARDEST + 5]
    assert long == []


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_a_profile_tells_people_is_easy_to_read(path: Path) -> None:
    """A municipality's own guide and the purposes of its doors."""
    reception = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("reception") or {}
    guide = reception.get("guide") or {}
    texts = [" ".join(filter(None, [step.get("question"), step.get("help")])) for step in guide.get("steps", [])]
    texts += [f"{end.get('title')}. {' '.join(end.get('text') or [])}" for end in guide.get("ends", [])]
    for text in texts:
        assert lix(text) <= HARDEST, f"{lix(text):.0f}: {text}"


def test_the_rule_finds_hard_texts(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '{% translate "Underretningsforpligtelsen forudsætter selvstændig myndighedsvurdering af bekymringsgrundlaget '
        'hos kommunens familieafdeling og samarbejdspartnere" %}'
    )
    with pytest.raises(AssertionError):
        test_guidance_is_easy_to_read(page)
