"""The neighbour municipality: just enough that somebody there has a day of their own, and sees nothing of ours."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from samspil.cases import actions as cases
from samspil.demo.children import make_children
from samspil.demo.colleagues import Place
from samspil.demo.planning import plan
from samspil.demo.town import Town, turn, words
from samspil.people import actions as people
from samspil.people import queries

CHILDREN = 4


def live(place: Place, seed: int, first: date, today: date) -> int:
    """Plan its forum's year and open a few cases; answers how many children."""
    forum = place.forums["mandagsgruppen"]
    plan(place, "eva", forum, first, today)
    town = Town(place, forum, seed, today, make_children(seed + 1, CHILDREN, today, list(place.districts)))
    random = town.chance("neighbour")
    turn(today - timedelta(days=12), "10:15")
    staff, unit = place.staff["eva"], place.units["forebyggelse"]
    with place.as_("eva") as actor:
        records = people.find_or_create_many(
            actor, owner_audience=unit.audience_id, retention_kind="person",
            children=[queries.Child(one.name, one.born, one.cpr) for one in town.children],
        )  # fmt: skip
        for record in records:
            case = cases.open_case(
                actor, person_id=record.pk, opening_reason=random.choice(words("cases", "reasons")), coordinator=staff,
                unit=unit, owner_audience_id=unit.audience_id, key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
            cases.give_task(
                actor, person_id=record.pk, text=random.choice(words("tasks", "support")), responsible=staff, unit=unit,
                owner_audience_id=unit.audience_id, due_on=today + timedelta(days=random.randint(1, 9)), case=case,
                key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
    return len(records)
