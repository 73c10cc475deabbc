"""Not a test of the product: it lets the databases be made before the first mutant (see trying.py)."""

from __future__ import annotations

from collections.abc import Callable

from tests.cast import Cast


def test_warm(empty_place: Callable[[], None], cast: Cast) -> None:
    assert cast.members
