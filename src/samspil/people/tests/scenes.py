"""The scenes of children's records."""

from __future__ import annotations

from datetime import date
from typing import Any

from samspil.people import actions
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.actions import disclose
from samspil.sharing.models import BasisVersion
from tests.cast import Cast
from tests.verbs.scene import Nothing, Other, Play, Unseen, fresh, scene

BORN = date(2011, 5, 12)
VERA, OTHER = "7205114222", "7205115333"
NO_STATE = "A record stands or is deleted; it has no state between."


def make(cast: Cast, *children: Child, unit: str = "ssp") -> list[Person]:
    actor = cast.consultant.sign()
    return actions.find_or_create_many(actor, owner_audience=cast.units[unit].audience_id, children=children)


def given_to_family(cast: Cast, *persons: Person) -> Other:
    """The family department was given the records: it reads them and keeps its own."""

    def given() -> None:
        basis = BasisVersion.objects.filter(status="confirmed", valid_to=None).order_by("pk").first()
        assert basis is not None
        family = cast.units["family"].audience_id
        for person in persons:
            disclose(cast.consultant.sign(), "people_person", [person.pk], [family], basis.pk, "familien bor der")

    return Other("social_worker", given)


@scene(actions.find_or_create_many)
def find_or_create_many(cast: Cast) -> Play:
    children = [Child("Vera Ottosen", BORN, VERA), Child("Jonas Holm", BORN)]
    return Play(
        "consultant",
        lambda: {"owner_audience": cast.consultant.unit.audience_id, "children": children},
        Unseen("social_worker"),
        NO_STATE,
    )


@scene(actions.correct)
def correct(cast: Cast) -> Play:
    (person,) = make(cast, Child("Vera Otosen", BORN))

    def args(name: str = "Vera Ottosen") -> dict[str, Any]:
        return {"person_id": person.pk, "was": "Vera Otosen", "name": name, "birth_date": BORN}

    # A record that others keep, or that says something else by now, is left as it is: a correction elsewhere must not tell
    # that it exists.
    return Play(
        "consultant",
        args,
        Nothing("social_worker", given_to_family(cast, person).given),
        Nothing(given=lambda: actions.correct(cast.consultant.sign(), **args("Vera K. Ottosen"))),
        strangers=Nothing(),
    )


@scene(actions.show_cpr)
def show_cpr(cast: Cast) -> Play:
    about = make(cast, Child("Jonas Holm", BORN), Child("Vera Ottosen", BORN, VERA))
    nameless, person = about[0], about[1]
    return Play(
        "consultant",
        lambda: {"person_id": about[-1].pk},
        given_to_family(cast, person),
        lambda: about.append(nameless),
        reads=True,
    )


def two(cast: Cast) -> tuple[Person, Person]:
    one, other = make(cast, Child("Vera Ottosen", BORN), Child("Vera K. Ottosen", BORN))
    return one, other


def joined(cast: Cast, one: Person, other: Person) -> None:
    actions.merge(cast.consultant.sign(), keep=fresh(one), other=fresh(other))


@scene(actions.merge)
def merge(cast: Cast) -> Play:
    one, other = two(cast)
    return Play(
        "consultant",
        lambda: {"keep": fresh(one), "other": fresh(other)},
        given_to_family(cast, one, other),
        lambda: joined(cast, one, other),
    )


@scene(actions.unmerge)
def unmerge(cast: Cast) -> Play:
    one, other = two(cast)
    same = [*make(cast, Child("Aya Nour", BORN, OTHER)), *make(cast, Child("Aya N.", BORN, OTHER), unit="ssp")]
    joined(cast, one, other)
    pair = [(one, other)]
    return Play(
        "consultant",
        lambda: {"keep": fresh(pair[-1][0]), "other": fresh(pair[-1][1])},
        given_to_family(cast, one, other),
        lambda: pair.append((same[0], same[1])),
    )


@scene(actions.add_numbers)
def add_numbers(cast: Cast) -> Play:
    (person,) = make(cast, Child("Vera Ottosen", BORN))

    def args() -> dict[str, Any]:
        return {"numbers_of": {person.pk: VERA}}

    def stands_elsewhere() -> None:
        make(cast, Child("Vera K. Ottosen", BORN, VERA))

    return Play(
        "consultant",
        args,
        Nothing("social_worker", given_to_family(cast, person).given),
        stands_elsewhere,
        strangers=Nothing(),
    )


@scene(actions.tie_each)
def tie_each(cast: Cast) -> Play:
    (one,) = make(cast, Child("Vera Ottosen", BORN))
    other = actions.find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", BORN)
    )

    def args() -> dict[str, Any]:
        return {"pairs": [(fresh(one), fresh(other))]}

    return Play(
        "consultant",
        args,
        Nothing("social_worker", given_to_family(cast, one).given),
        "Records that are tied already are tied by that.",
        strangers=Nothing(),
    )


@scene(actions.return_number)
def return_number(cast: Cast) -> Play:
    holder, owner = make(cast, Child("Vera Ottosen", age_told=14), Child("Vera Ottosen"))
    actor = cast.consultant.sign()
    actions.add_numbers(actor, numbers_of={holder.pk: VERA})

    def args() -> dict[str, Any]:
        return {"from_id": holder.pk, "to_id": owner.pk, "came_at": actor.at}

    return Play(
        "consultant",
        args,
        Nothing("social_worker", given_to_family(cast, holder, owner).given),
        Nothing(given=lambda: actions.return_number(cast.consultant.sign(), **args())),
        strangers=Nothing(),
    )
