"""No page that nobody can come to: every address is named by another page, by the menu or by an answer that leads there."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspil"
# Where people and machines enter from outside, and what is called by a script: address -> from where.
ENTRANCES: dict[str, str] = {
    "account_inactive": "sign-in leads there by itself when somebody's account is closed",
    "web:styleguide": "for those who build pages; opened by hand in the demo",
}
# Pages that people should come to and cannot: what is missing. Whoever links one takes it away here.
MISSING: dict[str, str] = {}
URL = re.compile(r"""\{%\s*url\s+["']([\w:]+)["']([^%]*)%\}""")
NAME = re.compile(r"(?:\w+:)?\w+")
NOT_A_WAY = re.compile(r"""(?:\baction|hx-post)=["']?$""")


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of the product and its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif getattr(entry.callback, "__module__", "").startswith("samspil.") and entry.name:
            yield space + entry.name, entry


def takes_only_posts(pattern: URLPattern) -> bool:
    view = inspect.unwrap(pattern.callback)
    said = inspect.getsource(view).partition("def ")[0]
    return "require_POST" in said or '(["POST"])' in said


def drawn_by() -> dict[str, set[str]]:
    """Template -> the functions of views that draw it."""
    found: dict[str, set[str]] = {}
    for function, name in strings():
        if name.endswith(".html"):
            found.setdefault(name.partition("#")[0], set()).add(function)
    return found


def strings() -> Iterator[tuple[str, str]]:
    """Every text in the product's Python, with the function it stands in ("" outside of one)."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if {"tests", "migrations", "bench"} & set(parts) or path.name.endswith("urls.py"):
            continue
        module = ".".join(("samspil", *parts)).removesuffix(".py").removesuffix(".__init__")
        waiting: list[tuple[ast.AST, str]] = [(ast.parse(path.read_text(encoding="utf-8")), "")]
        while waiting:
            node, function = waiting.pop()
            if isinstance(node, ast.FunctionDef) and not function:
                function = f"{module}.{node.name}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield function, node.value
            waiting += [(child, function) for child in ast.iter_child_nodes(node)]


def in_templates() -> Iterator[tuple[str, str, bool]]:
    """Every `{% url %}`: the template, the address, and whether it is a way there (and not where a form is sent)."""
    for folder in SOURCE.rglob("templates"):
        if "tests" in folder.relative_to(SOURCE).parts:
            continue
        for file in folder.rglob("*.html"):
            text = file.read_text(encoding="utf-8")
            for found in URL.finditer(text):
                before = text[: found.start()]
                tag = text[before.rfind("<") : text.find(">", found.end())]
                sent = NOT_A_WAY.search(before) and not re.search(r"""method=["']?get""", tag)
                yield str(file.relative_to(folder)), found[1], not sent


def lonely() -> set[str]:
    """The addresses that only their own page names, or nobody."""
    named: dict[str, set[str]] = {}  # address -> the functions and templates that lead there
    sent: set[str] = set()
    for function, text in strings():
        if NAME.fullmatch(text):
            named.setdefault(text, set()).add(function)
    for template, address, leads in in_templates():
        sent.add(address)
        if leads:
            named.setdefault(address, set()).add(template)
    own, found = drawn_by(), set()
    known = list(addresses())
    served = Counter(view_of(pattern) for _, pattern in known)
    for address, pattern in known:
        view = view_of(pattern)
        # a view with several addresses may lead from one of its pages to the next
        alone = {name for name, views in own.items() if views == {view}} | {view} if served[view] == 1 else set()
        if not (named.get(address, set()) - alone or (takes_only_posts(pattern) and address in sent)):
            found.add(address)
    return found


def view_of(pattern: URLPattern) -> str:
    view = inspect.unwrap(pattern.callback)
    return f"{view.__module__}.{view.__name__}"


def test_every_address_is_named_by_somebody_else() -> None:
    assert len(list(addresses())) > 200
    alone = lonely() - set(ENTRANCES) - set(MISSING)
    assert not alone, "nothing leads to " + ", ".join(sorted(alone))


def test_what_is_excused_is_still_alone_and_says_why() -> None:
    assert set(ENTRANCES) | set(MISSING) <= lonely()
    assert all(len(reason) > 20 for reason in (ENTRANCES | MISSING).values())
