"""What somebody writes in sentences is never lost: every form with a long text keeps it as a draft (two LOST findings of a trial)."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"
FORM = re.compile(r"<form\b(?:[^<>]|\{%[^%]*%\}|\{\{[^}]*\}\})*>", re.DOTALL)
DRAWS = re.compile(r"\{\{\s*(\w*form\w*|said|asked|there|insider|citizen)\s*\}\}|\.as_field_group|<textarea")
KEPT = re.compile(r"data-draft-url|\{%\s*draft\s")
# Forms in which nobody writes sentences, or that nobody's text may be kept of.
NOT_KEPT: dict[str, str] = {
    "public/_form.html": "without sign-in nothing typed is kept, neither here nor on the telephone",
    "signin/sign_in.html": "address and password: nothing of them is kept",
    "voices/ask.html": "answered by a child on a colleague's screen: nothing of it is kept before it is sent",
    "desk/search.html": "words to search for; nothing of a search is kept",
    "web/styleguide.html": "examples for those who build pages",
    "web/styleguide_table.html": "examples for those who build pages",
    "web/settings.html": "a switch of one's own",
}


def forms() -> dict[str, list[tuple[str, str]]]:
    """Template -> its forms that are posted, each as its opening tag and what stands in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for folder in SOURCE.rglob("templates"):
        if "tests" in folder.relative_to(SOURCE).parts:
            continue
        for file in sorted(folder.rglob("*.html")):
            text = file.read_text(encoding="utf-8")
            for match in FORM.finditer(text):
                tag, body = match[0], text[match.end() : text.find("</form>", match.end())]
                if 'method="post"' in tag:
                    found.setdefault(str(file.relative_to(folder)), []).append((tag, body))
    return found


def test_every_form_in_which_somebody_writes_keeps_a_draft() -> None:
    told = forms()
    assert sum(map(len, told.values())) > 60
    lost = {
        name
        for name, parts in told.items()
        for tag, body in parts
        if DRAWS.search(body) and not KEPT.search(tag) and name not in NOT_KEPT
    }
    assert not lost, "write {% draft form %} into the <form> of " + ", ".join(sorted(lost))


def test_what_is_excused_is_there_and_says_why() -> None:
    told = forms()
    assert set(NOT_KEPT) <= set(told)
    assert all(len(reason) > 20 for reason in NOT_KEPT.values())


def test_a_form_without_a_draft_is_noticed() -> None:
    tag = '<form method="post" novalidate>'
    assert FORM.fullmatch(tag)
    assert DRAWS.search("{% csrf_token %}{{ form }}")
    assert not KEPT.search(tag)
    assert KEPT.search('<form method="post"{% draft form %}>')
    assert FORM.fullmatch('<form method="post"{% if a > 1 %} id="x"{% endif %}>') is not None
