"""Templates of the whole product: nothing inline, only icons that exist."""

import re
from pathlib import Path

import pytest

import samspil
from samspil.web import icons
from samspil.web.tests import inline_code

SOURCE = Path(samspil.__file__).parent
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".svg", ".txt"})


def test_there_are_templates_to_look_at() -> None:
    assert SOURCE / "web/templates/web/base.html" in TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_inline_code(path: Path) -> None:
    assert inline_code.found_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("<script>alert(1)</script>", "script with content"),
        ("<style>p{}</style>", "style element"),
        ('<p style="color:red">', "style attribute"),
        ('<button onclick="go()">', "event handler"),
        ('<a href="javascript:go()">', "javascript address"),
        ('<div hx-on:click="go()">', "htmx code"),
        ("<div hx-vals='js:{a: b}'>", "htmx code"),
        ('<input hx-trigger="keyup[key==1]">', "htmx event filter"),
        ('<script src="//elsewhere/x.js"></script>', "foreign address"),
    ],
)
def test_the_search_finds_it(template: str, name: str) -> None:
    assert inline_code.found_in(template) == [name]


@pytest.mark.parametrize(
    "template", ['<script src="{% static "a.js" %}" defer></script>', '<p class="x" data-once="1">', '<a href="/x">']
)
def test_the_search_leaves_the_rest_alone(template: str) -> None:
    assert inline_code.found_in(template) == []


def test_icons_in_templates_are_in_the_sprite() -> None:
    used = {
        (path.name, name)
        for path in TEMPLATES
        for name in re.findall(r'{%\s*icon\s+"([^"]+)"', path.read_text("utf-8"))
    }
    assert used
    assert [(where, name) for where, name in used if name not in icons.known()] == []


def test_the_sprite_holds_exactly_the_listed_icons() -> None:
    sprite = (SOURCE / "web/static/web/icons.svg").read_text("utf-8")
    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == icons.known()


def test_an_unknown_icon_says_what_to_do() -> None:
    with pytest.raises(KeyError, match=r"icons\.txt"):
        icons.named("no-such-icon")
