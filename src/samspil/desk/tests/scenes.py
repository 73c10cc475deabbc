"""The scenes of the desk: what was read, and what was searched for."""

from __future__ import annotations

from datetime import date
from typing import Any

from samspil.access.models import Confidential
from samspil.desk import actions
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Play, fresh, scene


def of_child(cast: Cast) -> Play:
    child = Child("Vera Ottosen", date(2011, 5, 12), "7205114222")
    person = find_or_create(cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=child)

    def args() -> dict[str, Any]:
        here: Person = fresh(person)
        return {"person": here}

    return Play("consultant", args, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


for reading in (actions.read_child, actions.read_disclosures, actions.read_readings):
    scene(reading)(of_child)


@scene(actions.note_search)
def note_search(cast: Cast) -> Play:
    child = Child("Vera Ottosen", date(2011, 5, 12), "7205114222")
    person = find_or_create(cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=child)

    def args() -> dict[str, Any]:
        found: list[Confidential] = [fresh(person)]
        return {"staff": cast.consultant.staff, "kind": "person", "words": ["Vera"], "found": found}

    return Play("consultant", args, "Everybody searches in what they see.", "A search has no state.", reads=True)
