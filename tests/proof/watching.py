"""The pytest plugin that sees what a marked test does: verbs that end, pages that are answered.

    pytest --tell-proof …            prints what each test did, for those who write marks
    pytest --marked …                runs only the tests that prove a row
    pytest --keep-proof …            writes what was seen for the marks into docs/reference/proof.csv
    pytest --without N …             N marks, drawn by the commit: each test must fail once its verb or page does nothing

Only what happens in the test itself counts, not in its fixtures. A journey's server is a thread of the same process.
"""

from __future__ import annotations

import logging
import random
import subprocess
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from typing import Any

import pytest

from tests.proof.marks import marks, stated
from tests.proof.rows import CHECKOUT, ROW, SEEN, Seen, keep, lacking, requirements, seen

WATCHER = "tests.proof.watching.Watcher"


@dataclass
class Watched:
    """What has happened since a test began."""

    verbs: Counter[tuple[str, str]] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    without_page: str = ""


_now = Watched()


class Ends(logging.Handler):
    """Hears how each verb ended."""

    def emit(self, record: logging.LogRecord) -> None:
        if verb := getattr(record, "verb", None):
            _now.verbs[verb.name, record.getMessage()] += 1


class Watcher:
    """Middleware: which pages were answered in full, by the name of their address."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> Any:
        response = self.answer(request)
        match = getattr(request, "resolver_match", None)
        if match is not None and request.method == "GET" and response.status_code == 200:
            _now.pages[match.view_name] += 1
        return response

    def process_view(self, request: Any, *_view: object) -> Any:
        """An empty page in place of the one that is left out."""
        from django.http import HttpResponse  # noqa: PLC0415 - settings are not there yet when plugins are read

        left_out = _now.without_page and request.resolver_match.view_name == _now.without_page
        return HttpResponse("") if left_out else None


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("proof")
    group.addoption("--tell-proof", action="store_true", help="print which verbs and pages each test saw")
    group.addoption("--keep-proof", action="store_true", help=f"write {SEEN.relative_to(CHECKOUT)}")
    group.addoption("--marked", action="store_true", help="run only the tests that prove a row")
    group.addoption("--without", type=int, default=0, metavar="N", help="draw N marks and take away what they name")
    group.addoption("--draw", default="", help="what the draw of --without starts from; else the commit")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "covers(*rows, verb, page): rows that this test proves, and what is seen to happen"
    )
    from django.conf import settings  # noqa: PLC0415 - as above

    if WATCHER not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, WATCHER]
    log = logging.getLogger("samspil.verbs")
    log.addHandler(Ends())
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper(config), "proof-keeper")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With `--without`, each mark of a test is tried by itself."""
    if not metafunc.config.getoption("without"):
        return
    named = {(m.kwargs.get("verb", ""), m.kwargs.get("page", "")) for m in metafunc.definition.iter_markers("covers")}
    each = sorted({("verb", verb) for verb, _ in named if verb} | {("page", page) for _, page in named if page})
    if not each:
        return
    metafunc.fixturenames.append("taken_away")
    metafunc.parametrize("taken_away", each, ids=[f"without {name}" for _, name in each])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("marked"):
        plain = [item for item in items if not item.get_closest_marker("covers") and "test_stated" not in item.nodeid]
        config.hook.pytest_deselected(items=plain)
        items[:] = [item for item in items if item not in set(plain)]
    number = config.getoption("without")
    if not number:
        return
    possible = sorted(item.nodeid for item in items if _taken_away(item))
    draw = random.Random(config.getoption("draw") or _commit())
    drawn = set(draw.sample(possible, min(number, len(possible))))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in drawn])
    items[:] = [item for item in items if item.nodeid in drawn]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    global _now  # noqa: PLW0603 - one test at a time in a process
    _now = Watched()
    log = logging.getLogger("samspil.verbs")
    level = log.level
    if item.get_closest_marker("covers") or item.config.getoption("tell_proof"):
        log.setLevel(logging.DEBUG)
    missing = _taken_away(item)
    try:
        with _without(*missing):
            if missing:
                try:
                    yield
                except (Exception, pytest.fail.Exception):  # whatever it is, the test noticed
                    return
                pytest.fail(f"Nobody notices that {missing[1]} does nothing: this mark proves nothing.", pytrace=False)
            yield
    finally:
        log.setLevel(level)
    if item.config.getoption("tell_proof"):
        told = [f"{name} {ended}" for name, ended in sorted(_now.verbs)] + [
            f"page {page}" for page in sorted(_now.pages)
        ]
        item.add_report_section("call", "proof", "\n".join(told))
        item.user_properties.append(("told", told))
    item.user_properties.append(("proof", [astuple(each) for each in _proved(item)]))


def _proved(item: pytest.Item) -> Iterator[Seen]:
    """What was seen for each mark of the test; fails it where a mark names what did not happen."""
    where = item.nodeid.split("[", 1)[0]
    for mark in item.iter_markers("covers"):
        verb, page = mark.kwargs.get("verb", ""), mark.kwargs.get("page", "")
        ended = next((how for how in ("carried_out", "refused") if _now.verbs[verb, how]), "") if verb else ""
        if verb and not ended:
            pytest.fail(f"The mark says {verb}, which did not happen: {sorted(_now.verbs)}", pytrace=False)
        if page and not _now.pages[page]:
            pytest.fail(f"The mark says {page}, which was not read: {sorted(_now.pages)}", pytrace=False)
        for row in mark.args:
            if row not in requirements():
                pytest.fail(f"{row} is no row of the requirements.", pytrace=False)
            if why := lacking(requirements()[row].must, verb, ended, page):
                pytest.fail(f"{row} is proved by {requirements()[row].must}: {why}.", pytrace=False)
            yield Seen(row, mark.kwargs.get("of", where), verb, ended, page)


@contextmanager
def _without(kind: str = "", name: str = "") -> Iterator[None]:
    """Every verb of that name, or the page, does nothing."""
    from samspil.access.verbs import every_verb  # noqa: PLC0415 - Django must be set up first

    changed = [(verb, verb.function) for verb in every_verb() if kind == "verb" and verb.name == name]
    for verb, _function in changed:
        verb.function = lambda *_args, **_kwargs: None
    _now.without_page = name if kind == "page" else ""
    try:
        yield
    finally:
        _now.without_page = ""
        for verb, function in changed:
            verb.function = function


def _taken_away(item: pytest.Item) -> tuple[str, str] | tuple[()]:
    params = getattr(getattr(item, "callspec", None), "params", {})
    missing: tuple[str, str] | tuple[()] = params.get("taken_away", ())
    return missing


def _commit() -> str:
    asked = ["git", "rev-parse", "HEAD"]
    return subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout.strip()


class Keeper:
    """Gathers what all processes saw, and keeps it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.ran: set[str] = set()
        self.failed: set[str] = set()
        self.seen: set[Seen] = set()
        self.told: dict[str, list[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        where = report.nodeid.split("[", 1)[0]
        self.ran.add(where)
        if report.failed:
            self.failed.add(where)
        for name, value in report.user_properties:
            if name == "proof":
                self.seen |= {Seen(*each) for each in value}
            elif name == "told":
                self.told[report.nodeid] = value

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for test, told in sorted(self.told.items()):
            terminalreporter.write_line(f"{test}: {'; '.join(told) or 'nothing'}")

    def pytest_sessionfinish(self) -> None:
        """Tests that ran have their say; of others, what was seen before stands.

        A line whose mark is gone is dropped only where the row is still proved by something else: `make check` names
        the rows that are not, and a person takes the line out.
        """
        if not self.config.getoption("keep_proof") or self.config.getoption("without"):
            return
        stand = {(mark.row, mark.where, mark.verb, mark.page) for mark in marks()}
        before = {each for each in seen() if each.where not in self.ran - self.failed}
        read_again = {each.where for each in self.seen if each.where.startswith("profiles/")}
        before = {each for each in before if each.where not in read_again}
        good = {each for each in self.seen if each.where not in self.failed}
        still = {
            each
            for each in before | good
            if (each.row, each.where, each.verb, each.page) in stand or (each.row, each.where) in stated()
        }
        proved = {each.row for each in still}
        keep(still | {each for each in seen() if each.row not in proved and ROW.fullmatch(each.row)})
