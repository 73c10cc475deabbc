"""A door for concerns in each municipality, with five hundred that wait at it, whatever the size of the world."""

from __future__ import annotations

import json
from typing import Any

from samspil.access.models import AudienceKind
from samspil.bench.world import words
from samspil.bench.world.children import Child, Children
from samspil.bench.world.places import BEFORE, Place, Places
from samspil.bench.world.sheets import Header, Sheet, array, period
from samspil.concerns.models import Assessment, ConcernState, Footing, Holding
from samspil.concerns.states import CONCERN_KIND
from samspil.organisations.models import ConcernDoor

QUEUE = 500


class Doors:
    """Concerns at a door: who has each, and that nobody has assessed it yet."""

    def __init__(self) -> None:
        self.doors = Sheet(
            ConcernDoor,
            "body_id",
            "key",
            "name",
            "unit_id",
            "audience_id",
            "phone",
            "answered_by",
            "hours",
            "valid_from",
        )
        self.holdings = Sheet(Holding, "concern_id", "staff_id", "unit_id", "footing", "period")
        self.assessments = Sheet(Assessment, "concern_id", "asks_notification", "received_at")

    def open(self, places: Places, place: Place, children: Children, known: list[Child]) -> None:
        """The prevention unit answers; concerns come from the schools, the last of them within the last days."""
        unit, random = place.units["ssp"], place.random
        audience = places.audience(place, AudienceKind.DOOR, place.administration, "concerns")
        for colleague in unit.colleagues:
            places.member(colleague, audience)
        answered_by = json.dumps([{"unit": unit.id, "role": "ssp", "district": None}])
        door = self.doors.add(
            place.body, "concerns", "Concerns", unit.id, audience, "40000000", answered_by, "[]", BEFORE
        )
        for number in range(QUEUE):
            school = place.units[f"school_{1 + number % 4}"]
            sender = school.colleagues[number % len(school.colleagues)]
            at = place.calendar.instant(random, last=6)
            holder = unit.colleagues[number % len(unit.colleagues)]
            told: dict[str, Any] = {
                "owner": audience, "body": place.audience, "written_by": sender.principal, "written_at": at,
                "retention_kind": CONCERN_KIND, "delete_after": place.calendar.day(1000), "version": 2,
            }  # fmt: skip
            read = Header(**told, audiences=array([sender.person, audience]))
            concern = children.concerns.confide(
                read, None, "child", random.choice(known).name, words.note(random), "school", sender.staff, school.id, "",
                ConcernState.NEW, door, at,
            )  # fmt: skip
            self.holdings.confide(read, concern, holder.staff, unit.id, Footing.RECEIVED, period(at))
            self.assessments.confide(Header(**told), concern, True, at)

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]
