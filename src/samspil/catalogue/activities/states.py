"""How an activity lives."""

from __future__ import annotations

from samspil.catalogue.activities.models import State
from samspil.lib.lifecycles import LifeCycle

ACTIVITY = LifeCycle(
    "activities_activity",
    {
        State.PLANNED: {State.HELD, State.NOT_HELD},
        State.HELD: {State.HELD, State.NOT_HELD},
        State.NOT_HELD: {State.HELD},
    },
    rests={State.HELD, State.NOT_HELD},
)
