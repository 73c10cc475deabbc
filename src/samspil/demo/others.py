"""The other municipalities: each with somebody in every post and seat, and the year's meetings of every forum.

One may walk about as any role and see how the place is organised. Names are drawn by seed. Children stand only where a
forum's meetings are lived through (`wednesday`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from samspil.demo.colleagues import ABOVE, CIRCLE, DISTRICT, OTHERS, Place, enrol, found, people_of
from samspil.demo.names import POOLS
from samspil.demo.planning import plan
from samspil.demo.town import turn
from samspil.organisations.actions import give_place, give_seat
from samspil.organisations.models import ForumTerms, Seat
from samspil.organisations.profile import Forum, Post, Profile, expanded

CHIEF = "administrator"


def open_others(seed: int, first: date, today: date) -> Iterator[tuple[Place, int]]:
    """Each of the others with the number of meetings planned."""
    for key in OTHERS:
        turn(first, "08:30")
        place = staffed(key, Random(f"{seed}:{key}"))
        turn(first, "09:00")
        yield place, plan_all(place, CHIEF, first, today)


def open_above(seed: int, first: date, ours: Place, writer: str) -> dict[str, Place]:
    """The bodies above the municipalities, the police district with its people, and one of ours with a place in the circle."""
    turn(first, "08:45")
    bodies = {key: staffed(key, Random(f"{seed}:{key}")) if key == DISTRICT else found(key) for key in ABOVE}
    circle = bodies[CIRCLE]
    with circle.as_installer() as actor:
        sits = give_place(
            actor, body=circle.body, email=ours.staff[writer].email, role=circle.roles["ssp-konsulent"],
            unit=circle.units[ours.body.key],
        )  # fmt: skip
        seat = Seat.objects.select_related("forum", "unit").get(
            forum=circle.forums["ssp-kredsen"], key=f"konsulent-{ours.body.key}"
        )
        give_seat(actor, staff=sits, seat=seat)
    return bodies


def plan_all(place: Place, writer: str, first: date, today: date) -> int:
    """Plan every forum that has a rhythm; answers how many meetings. The rest are called when there is need."""
    rhythmic = ForumTerms.objects.filter(forum__body=place.body, terms__terms__0__cadence__isnull=False)
    keys = set(rhythmic.values_list("forum__key", flat=True))
    return sum(plan(place, writer, place.forums[key], first, today) for key in sorted(keys))


def staffed(key: str, random: Random) -> Place:
    """The municipality with one made-up colleague for each post of its profile, in the seats that the post takes.

    `colleagues.yaml` may say whom the demo shows first, and who works there beside the posts.
    """
    place = found(key)
    profile, names, told = expanded(place.profile), _names(random), people_of(key)
    shown: dict[str, dict[str, Any]] = told.get("shown", {})
    posts = sorted(profile.posts, key=lambda post: place.roles[post.role].type != CHIEF)
    chief, others = posts[0], posts[1:]
    with place.as_installer() as actor:
        first = 10 if shown else 1
        enrol(actor, place, _person(CHIEF, next(names), chief, first, "Opretter kolleger, poster og pladser."))
    with place.as_(CHIEF) as actor:
        for number, post in enumerate(others, 2):
            person = _person(post.key, next(names), post, number if number <= 6 and not shown else None, "")
            enrol(actor, place, person | shown.get(post.key, {}) | {"seats": list(_seats(profile, post))})
        for further in told.get("further", ()):
            enrol(actor, place, further)
    return place


def _person(key: str, name: str, post: Post, first: int | None, about: str) -> dict[str, Any]:
    shown = {"first": first, "about": about or post.name} if first else {}
    return {
        "key": key, "name": name, "role": post.role, "unit": post.unit, "district": post.district,
        "leads": post.leads, **shown,
    }  # fmt: skip


def _seats(profile: Profile, post: Post) -> Iterator[str]:
    """The first seat in each forum for the post's unit and role, in the post's district where the forum has one."""
    for forum in profile.forums:
        if forum.district and post.district and forum.district != post.district:
            continue
        found = next((seat for seat in forum.seats if (seat.unit, seat.role) == (post.unit, post.role)), None)
        if found is not None and _sits(forum, found.kind):
            yield f"{forum.key}/{found.key}"


def _sits(forum: Forum, kind: str) -> bool:
    return forum.is_ours and kind == "standing"


def _names(random: Random) -> Iterator[str]:
    """Full names, none twice."""
    used: set[str] = set()
    while True:
        pool = random.choices(POOLS, [pool.share for pool in POOLS])[0]
        name = f"{random.choice(random.choice((pool.girls, pool.boys)))} {random.choice(pool.families)}"
        if name not in used:
            used.add(name)
            yield name
