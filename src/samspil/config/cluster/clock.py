"""By whose clock the private server runs: the machine's, or the one on which the tests try another day.

`tools/days.py` says in the environment which day that is, how far it lies ahead, and which library sets the clock of a
program. The server is given nothing else of our environment, so it must be handed its clock.
"""

from __future__ import annotations

import os
import sys

DAY, AHEAD, LIBRARY = "SAMSPIL_CLOCK", "SAMSPIL_CLOCK_AHEAD", "SAMSPIL_CLOCK_LIBRARY"
_PRELOADED = "DYLD_INSERT_LIBRARIES" if sys.platform == "darwin" else "LD_PRELOAD"


def variables() -> dict[str, str]:
    """What a program needs to live by our clock; nothing where that is the machine's."""
    if DAY not in os.environ:
        return {}
    return {
        _PRELOADED: os.environ[LIBRARY],
        "FAKETIME": f"{int(os.environ[AHEAD]):+d}s",
        # Waiting is measured by the steady clock. The second is the variable's name until faketime 0.9.9.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }


def label() -> str:
    """Tells data folders apart: what was written on another day lies in the future of this one."""
    return f"-{day}" if (day := os.environ.get(DAY)) else ""
