"""A variable that a template names and nobody gave fails the test that rendered it.

Django draws nothing in its place, so that a name spelled wrong looks like an empty field. What asks whether something is
there (`{% if %}`, `{% firstof %}`, the filter `default`) may ask about what is not; a loop, an argument and a printed
value may not.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, VariableDoesNotExist, base, defaultfilters, defaulttags

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "samspil"

_faults: list[str] = []  # of all threads: the server of a journey renders in its own
_asked = threading.local()  # the variable that must be there, and the sequence of the loop that begins
_resolve, _lookup, _loop = base.FilterExpression.resolve, base.Variable.resolve, defaulttags.ForNode.render


@contextmanager
def collected() -> Iterator[list[str]]:
    """What was undefined within the block; the test itself does not fail of it."""
    before, found = list(_faults), []
    _faults.clear()
    try:
        yield found
    finally:
        found += _faults
        _faults[:] = before


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, Any, Any]:
    """Fail after the test, so that it names all that was undefined and not only the first."""
    try:
        answer = yield
    finally:
        found = sorted(set(_faults))
        _faults.clear()
    if found:
        pytest.fail("Templates name what nobody gave:\n" + "\n".join(found), pytrace=False)
    return answer


def pytest_configure() -> None:
    """Put the three questions into Django's template engine."""
    base.FilterExpression.resolve = _expression  # type: ignore[method-assign]
    base.Variable.resolve = _variable  # type: ignore[method-assign]
    defaulttags.ForNode.render = _for  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    """Leave the engine as it was."""
    base.FilterExpression.resolve = _resolve  # type: ignore[method-assign]
    base.Variable.resolve = _lookup  # type: ignore[method-assign]
    defaulttags.ForNode.render = _loop  # type: ignore[method-assign]


def _expression(self: base.FilterExpression, context: Context, ignore_failures: bool = False) -> Any:
    asks = any(function is defaultfilters.default for function, _ in self.filters)
    looped = self is getattr(_asked, "sequence", None)
    before = getattr(_asked, "variable", None)
    _asked.variable = self.var if self.is_var and not asks and (looped or not ignore_failures) else None
    try:
        return _resolve(self, context, ignore_failures)
    finally:
        _asked.variable = before


def _variable(self: base.Variable, context: Context) -> Any:
    asked, _asked.variable = getattr(_asked, "variable", None), None
    try:
        return _lookup(self, context)
    except VariableDoesNotExist:
        if asked is self:
            _note(self, context)
        raise


def _for(self: defaulttags.ForNode, context: Context) -> Any:
    before, _asked.sequence = getattr(_asked, "sequence", None), self.sequence
    try:
        return _loop(self, context)
    finally:
        _asked.sequence = before


def _note(variable: base.Variable, context: Context) -> None:
    template = context.render_context.template or context.template
    name = str(template.origin.name)
    if Path(name).is_relative_to(TEMPLATES):
        _faults.append(f"{Path(name).relative_to(TEMPLATES)}: {variable.var}")
