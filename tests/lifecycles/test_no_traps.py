from __future__ import annotations

import pprint

import pytest

from tests.cast import Cast
from tests.lifecycles.walking import walk
from tests.lifecycles.worlds import BEGINNINGS


@pytest.mark.parametrize("begin", BEGINNINGS, ids=lambda begin: begin.__name__)
def test_every_state_has_a_way_out(cast: Cast, begin) -> None:
    done = walk(cast, begin(cast))
    with open("/tmp/walks.txt", "a") as out:
        print(f"== {begin.__name__}\n{pprint.pformat(done.steps, width=170)}\n tried {done.tried} traps {done.traps()} undeclared {done.undeclared()} faults {done.faults}", file=out)
    assert (done.traps(), done.faults, done.undeclared()) == ([], [], [])
