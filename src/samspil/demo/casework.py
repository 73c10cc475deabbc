"""Cases that a unit has on its own account: children whom the meeting has never heard of, and need not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from samspil.cases import actions as cases
from samspil.cases.references import actions as references
from samspil.cases.references.models import Status
from samspil.demo.children import Child
from samspil.demo.town import Town, turn, words
from samspil.people import actions as people
from samspil.people import queries

# Who, how many of a hundred children, of which ages, and which words.
OWN = (
    ("pia", 3, (9, 17), "social"), ("thomas", 4, (9, 17), "social"), ("sanne", 3, (9, 15), "social"),
    ("henrik", 3, (9, 15), "social"), ("fatima", 4, (9, 15), "social"), ("jonas", 3, (18, 24), "employment"),
    ("lars", 3, (18, 24), "employment"), ("omar", 2, (13, 17), "social"), ("camilla", 3, (13, 17), "social"),
)  # fmt: skip
KNOWN_TO_BOTH = 1
BATCHES = 3
IDLE_OF_A_HUNDRED = 12  # cases in which nothing is planned
ELSEWHERE_OF_A_HUNDRED = 40  # children with whom something runs in the family department's own system too


def open_own_cases(town: Town, first: date, last: date) -> None:
    """Cases opened through the autumn, each by its own unit, whose records these children are."""
    for key, share, ages, kind in OWN:
        random = town.chance(f"own cases {key}")
        fit = [
            child for child in town.children if ages[0] <= child.age(last) <= ages[1] and child.number not in town.used
        ]
        chosen = random.sample(fit, min(len(fit), round(len(town.children) * share / 100)))
        span = (last - first).days
        for batch in range(BATCHES):  # not all on one day
            children = chosen[batch::BATCHES]
            if children:
                turn(first + timedelta(days=batch * span // BATCHES + random.randint(0, 6)), "09:40")
                _open(town, key, children, kind, last)


def _open(town: Town, key: str, children: list[Child], kind: str, last: date) -> None:
    random = town.chance(f"reasons {key} {children[0].number}")
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
            case = cases.open_case(
                actor, person_id=record.pk, opening_reason=random.choice(words("cases", "own", kind)), coordinator=staff,
                unit=unit, owner_audience_id=unit.audience_id, key=UUID(int=random.getrandbits(128)),
            )  # fmt: skip
            if (
                kind == "social" and random.randrange(100) < ELSEWHERE_OF_A_HUNDRED
            ):  # its number there, and nothing more
                references.refer(
                    actor, case=case, system="DUBU", number=f"{last.year}-{random.randint(1000, 9999)}",
                    status=random.choice((Status.RUNNING, Status.APPLIED)), key=UUID(int=random.getrandbits(128)),
                )  # fmt: skip
            if random.randrange(100) >= IDLE_OF_A_HUNDRED:
                cases.give_task(
                    actor, person_id=record.pk, text=random.choice(words("tasks", "next")), responsible=staff, unit=unit,
                    owner_audience_id=unit.audience_id, due_on=last + timedelta(days=random.randint(2, 40)), case=case,
                    key=UUID(int=random.getrandbits(128)),
                )  # fmt: skip
            town.told["own cases"] += 1
