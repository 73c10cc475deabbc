"""One stage for the tests of a file; struck when the file is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.lock.stage import Stage, set_up


@pytest.fixture(scope="module")
def stage(empty_place: Callable[[], None], django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    empty_place()
    with django_db_blocker.unblock(), set_up() as stage:
        yield stage
