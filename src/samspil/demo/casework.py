"""Cases that a unit has on its own account: children whom the meeting has never heard of, and need not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from samspil.cases import actions as cases
from samspil.demo.children import Child
from samspil.demo.town import Town, turn, words
from samspil.people import actions as people
from samspil.people import queries

# Who, how many of a hundred children, of which ages, and which words.
OWN = (("pia", 12, (9, 17), "social"), ("thomas", 8, (9, 17), "social"), ("jonas", 4, (18, 24), "employment"),
       ("lars", 3, (18, 24), "employment"), ("omar", 3, (13, 17), "social"))  # fmt: skip
KNOWN_TO_BOTH = 2


def open_own_cases(town: Town, first: date, last: date) -> None:
    """Cases opened through the autumn, each by its own unit, whose records these children are."""
    for key, share, ages, kind in OWN:
        random = town.chance(f"own cases {key}")
        fit = [
            child for child in town.children if ages[0] <= child.age(last) <= ages[1] and child.number not in town.used
        ]
        chosen = random.sample(fit, min(len(fit), round(len(town.children) * share / 100)))
        if chosen:
            turn(first + timedelta(days=random.randint(0, (last - first).days)), "09:40")
            _open(town, key, chosen, kind)


def _open(town: Town, key: str, children: list[Child], kind: str) -> None:
    random = town.chance(f"reasons {key}")
    staff, unit = town.place.staff[key], None
    with town.place.as_(key) as actor:
        unit = next(post.unit for post in staff.post_set.select_related("unit").order_by("pk"))
        records = people.find_or_create_many(
            actor, owner_audience=unit.audience_id, retention_kind="person",
            children=[
                queries.Child(child.name, child.born, child.cpr, town.place.districts[child.district].pk) for child in children
            ],
        )  # fmt: skip
        for child, record in zip(children, records, strict=True):
            town.used.add(child.number)
            cases.open_case(
                actor, person_id=record.pk, opening_reason=random.choice(words("cases", "own", kind)), coordinator=staff,
                unit=unit, owner_audience_id=unit.audience_id, key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
            town.told["own cases"] += 1
