"""How an item without names and what was agreed about it live."""

from __future__ import annotations

from samspil.lib.lifecycles import LifeCycle
from samspil.meetings.matters.models import MatterState, ResolutionState

MATTER = LifeCycle(
    "matters_matter",
    {
        MatterState.WAITING: {MatterState.TAKEN, MatterState.MOVED, MatterState.WITHDRAWN},
        MatterState.TAKEN: {MatterState.WAITING, MatterState.MOVED},
        MatterState.MOVED: set(),
        MatterState.WITHDRAWN: set(),
    },
    rests={MatterState.TAKEN, MatterState.MOVED, MatterState.WITHDRAWN},
)
RESOLUTION = LifeCycle(
    "matters_resolution",
    {
        ResolutionState.STANDING: {ResolutionState.DONE, ResolutionState.UNDONE},
        ResolutionState.DONE: {ResolutionState.STANDING, ResolutionState.UNDONE},
        ResolutionState.UNDONE: set(),
    },
    rests=set(ResolutionState),
)
