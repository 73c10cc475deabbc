"""The neighbour municipality: just enough that somebody there has a day of their own, and sees nothing of ours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from samspil.cases import actions as cases
from samspil.demo.children import make_children
from samspil.demo.colleagues import Place
from samspil.demo.planning import plan
from samspil.demo.town import Town, turn, words
from samspil.people import actions as people
from samspil.people import queries
from samspil.profiles import editing
from samspil.profiles import queries as profiles
from samspil.profiles.actions import change
from samspil.profiles.models import Subject

CHILDREN = 4


def live(place: Place, seed: int, first: date, today: date) -> int:
    """Plan its forum's year and open a few cases; answers how many children."""
    forum = place.forums["mandagsgruppen"]
    plan(place, "eva", forum, first, today)
    town = Town(place, forum, seed, today, make_children(seed + 1, CHILDREN, today, list(place.districts)))
    _change_the_setup(place, first)
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


def _change_the_setup(place: Place, day: date) -> None:
    """The administrator changes a word in the product, so that its history has something to show."""
    turn(day + timedelta(days=3), "09:20")

    def call_it(content: dict[str, Any]) -> None:
        editing.set_word(content, "concern_conversation", {"word": "bekymringssnak", "plural": "bekymringssnakke"})

    with place.as_("inger") as actor:
        seen = profiles.digest_of(profiles.content_of(place.body))
        change(
            actor, body=place.body, edit=call_it, seen=seen, subject=Subject.WORDS,
            reason="Forældrerådet syntes, at samtale lød for alvorligt.",
        )  # fmt: skip
