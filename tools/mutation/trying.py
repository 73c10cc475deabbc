"""A pytest plugin that tries mutants instead of running the tests once: loaded by `make mutate` alone.

Everything is imported and the databases are made once; then each mutant lives in a process of its own, forked from here.
There its code takes the place of the function's code, or its statement the place of the
database's function; the tests that run the line follow, the fastest first, until one fails. A test that fails is tried
without the mistake too: if it fails then as well, it says nothing.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import importlib
import json
import os
import signal
import time
import traceback
import types
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from _pytest.runner import runtestprotocol

from tools.mutation import functions, operators, places
from tools.mutation.operators import Mutant

WARM = "tools/mutation/test_warm.py"
CAUGHT, SURVIVED, UNFIT = 1, 0, 3  # how a mutant's process ends; anything else says that the process itself broke


class LeftBehindError(Exception):
    """Something was committed in the databases of the tests: they cannot serve the next mutant."""


@dataclass
class Answer:
    """What became of a mutant, through which test, and how many were tried."""

    outcome: str
    test: str = ""
    tried: int = 0
    seconds: float = 0.0


class Trying:
    """The plan of a run: `{"mutants": [{…, "tests": […], "limit": 60}], "answers": path}`."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.items: dict[str, pytest.Item] = {}
        self.databases: list[str] = []
        self.sound: set[str] = set()
        self.unsound: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        warm = next(item for item in session.items if item.nodeid.startswith(WARM))
        self.items = {item.nodeid: item for item in session.items if item is not warm}
        away = next(iter(self.items.values()))
        for report in runtestprotocol(warm, log=False, nextitem=away):
            if report.failed:
                raise pytest.UsageError(f"The databases could not be made: {report.longrepr}")
        self.databases = names_of_databases(warm)
        with Path(self.plan["answers"]).open("a") as answers:
            for told in self.plan["mutants"]:
                mutant = Mutant(**told["mutant"])
                try:
                    answer = self.tried(mutant, told["tests"], told["limit"])
                except LeftBehindError:
                    answer = Answer("broken")
                answers.write(json.dumps({"place": mutant.place, **asdict(answer)}) + "\n")
                answers.flush()
                if answer.outcome == "broken":
                    break  # the rest of them is tried when it is run again
        return True

    def tried(self, mutant: Mutant, tests: Sequence[str], limit: float) -> Answer:
        """Try until a sound test fails, or all have passed."""
        begun = time.monotonic()
        left = [name for name in tests if name in self.items and name not in self.unsound]
        answer = Answer("survived", tried=0)
        while left:
            answer = self.forked(mutant, left, limit)
            culprit = answer.test
            if answer.outcome not in {"caught", "timed out"} or not culprit or culprit in self.sound:
                break
            control = self.forked(None, [culprit], limit)
            if control.outcome == "survived":
                self.sound.add(culprit)
                break
            self.unsound.add(culprit)
            left = left[left.index(culprit) + 1 :]
            answer = Answer("survived", tried=answer.tried)
        answer.seconds = round(time.monotonic() - begun, 1)
        return answer

    def forked(self, mutant: Mutant | None, tests: Sequence[str], limit: float) -> Answer:
        """One mutant in one process; without a mutant the tests alone."""
        from django.db import connections  # noqa: PLC0415 - Django is not set up when this file is read

        connections.close_all()
        reading, writing = os.pipe()
        with in_the_database(self.databases, mutant) as fits:
            if not fits:
                return Answer("unfit")
            child = os.fork()
            if child == 0:
                os.close(reading)
                code = 70
                try:
                    code = self.inside(mutant, tests, writing)
                except BaseException:
                    (places.KEPT / "broken.log").write_text(f"{mutant}\n{traceback.format_exc()}")
                finally:
                    os._exit(code)
            os.close(writing)
            status = waited(child, limit)
        with os.fdopen(reading, "rb") as told:
            begun = len(told.read())  # a byte for each test that was begun
        last = tests[begun - 1] if begun else ""
        outcomes = {SURVIVED: "survived", CAUGHT: "caught", UNFIT: "unfit", None: "timed out"}
        outcome = outcomes.get(status, "broken")
        return Answer(outcome, last if outcome in {"caught", "timed out"} else "", begun)

    def inside(self, mutant: Mutant | None, tests: Sequence[str], writing: int) -> int:
        """In the mutant's process: plant, run, answer."""
        os.setpgid(0, 0)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if mutant is not None and mutant.kind != "sql":
            try:
                plant(mutant)
            except ValueError:  # the mistake closes over other names than the function
                return UNFIT
        forget_what_is_remembered()
        items = [self.items[name] for name in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            os.write(writing, b".")
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following or item)):
                return CAUGHT
        return SURVIVED


def waited(child: int, limit: float) -> int | None:
    """The code with which it ends; None where it does not within the time."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


# --- the code ---------------------------------------------------------------------------------------------------------
def plant(mutant: Mutant) -> None:
    """Exchange the code of the function, wherever it is held: behind decorators, in registries, as a method."""
    file = places.CHECKOUT / mutant.file
    parts = file.relative_to(places.SOURCE).with_suffix("").parts
    importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    text = file.read_text()
    before, after = (
        codes(compile(tree, str(file), "exec")) for tree in (ast.parse(text), operators.planted(text, mutant))
    )
    done = False
    for function in [one for one in objects() if type(one) is types.FunctionType]:  # a lazy object says it is one too
        code = function.__code__
        if code.co_filename != str(file):
            continue
        key = (code.co_qualname, code.co_firstlineno)
        if key in after and key in before and before[key] != after[key]:
            function.__code__ = after[key]
            done = True
    if not done:
        raise LookupError(mutant.place)


def objects() -> list[Any]:
    """All there are: also what the tests have put out of the collector's sight when they were collected (conftest.py)."""
    gc.unfreeze()
    return gc.get_objects()


def codes(module: types.CodeType) -> dict[tuple[str, int], types.CodeType]:
    """The code objects by name and line; of those that share both (comprehensions of one line) none is exchanged alone."""
    found: dict[tuple[str, int], types.CodeType] = {}
    waiting = [module]
    while waiting:
        for code in waiting.pop().co_consts:
            if isinstance(code, types.CodeType):
                waiting.append(code)
                found.setdefault((code.co_qualname, code.co_firstlineno), code)
    return found


def forget_what_is_remembered() -> None:
    """What functions of the product remember was found out without the mistake."""
    for one in objects():
        if type(one) is functools._lru_cache_wrapper:
            module = getattr(one, "__module__", "") or ""
            if module.startswith("samspil.") and ".tests" not in module and not module.startswith("samspil.config"):
                one.cache_clear()


# --- the databases ----------------------------------------------------------------------------------------------------
# Each test is rolled back, or works on a copy that it throws away, so the mutants follow each other in the same two databases;
# that none of them has committed anything is looked at after each. (Copies for each mutant took twenty times as long.)
@contextlib.contextmanager
def in_the_database(names: Sequence[str], mutant: Mutant | None) -> Iterator[bool]:
    """The function with the mistake stands in the databases of the tests, and afterwards the right one again."""
    statement = right = None
    if mutant is not None and mutant.kind == "sql":
        statement = functions.planted((places.CHECKOUT / mutant.file).read_text(), mutant)
    before = [committed(name) for name in names]
    fits = True
    with contextlib.ExitStack() as mended:
        for name in names if statement is not None else ():
            inside = mended.enter_context(databases_administering(name))
            (right,) = inside.execute(
                "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE (pronamespace::regnamespace || '.' || proname) = %s",
                [mutant.function if mutant else ""],
            ).fetchone()
            try:
                inside.execute(statement.encode())
            except psycopg.Error:  # what the mistake leaves is no SQL
                fits = False
                break
            mended.callback(inside.execute, right.encode())
        yield fits
    if [committed(name) for name in names] != before:
        raise LeftBehindError(mutant)


def databases_administering(name: str) -> contextlib.AbstractContextManager[psycopg.Connection[Any]]:
    """A connection past every policy."""
    from samspil.config.tests import databases  # noqa: PLC0415 - only in a pytest process

    return databases.administering(name)


def committed(name: str) -> tuple[Any, ...] | None:
    """What grows with every act."""
    with databases_administering(name) as inside:
        return inside.execute("SELECT count(*), max(id) FROM audit_event").fetchone()


def names_of_databases(warm: pytest.Item) -> list[str]:
    """The empty one of this process, and the cast's."""
    found = {}
    for fixture in ("_empty_database", "_committed_cast"):
        held = warm.session._fixturemanager.getfixturedefs(fixture, warm)[-1].cached_result
        assert held is not None
        found[fixture] = held[0]
    return [found["_empty_database"], found["_committed_cast"][0]]


def pytest_configure(config: pytest.Config) -> None:
    """Read the plan."""
    config.pluginmanager.register(Trying(json.loads(Path(os.environ["SAMSPIL_PLAN"]).read_text())), "samspil-trying")
