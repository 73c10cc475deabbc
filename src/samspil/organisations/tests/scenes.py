"""The scenes of an organisation: colleagues come and go, hold posts and seats; a place is registered and told its profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client

from samspil.access.actor import Actor, now, sign
from samspil.access.installing import FoundedBody, found_body
from samspil.organisations import actions
from samspil.organisations.models import Body, Post, SeatHolder, Staff
from samspil.organisations.signin.models import User
from samspil.organisations.tests.test_apply_profile import profile
from samspil.organisations.tests.test_staffing import enrol, role
from tests import clock
from tests.cast import Cast, Member, as_role
from tests.verbs.scene import Nothing, Other, Play, Unseen, fresh, scene

COLLEAGUE = Other("consultant")  # sees colleagues, and administers none


def of_colleague(cast: Cast, args: Callable[[Staff], dict[str, Any]]) -> Play:
    """Something an administrator does with a new colleague, until the colleague has ended."""
    staff = enrol(cast)

    def ended() -> None:
        actions.end_colleague(cast.administrator.sign(), staff=fresh(staff))

    return Play("administrator", lambda: args(fresh(staff)), COLLEAGUE, ended)


@scene(actions.create_colleague)
def create_colleague(cast: Cast) -> Play:
    given = {"body": cast.body, "name": "Ny Kollega", "email": "ny.kollega@example.org"}

    def signs_in_already() -> None:
        enrol(cast)

    return Play(
        "administrator",
        lambda: {**given, "role": role(cast, "social_worker"), "unit": cast.units["family"]},
        COLLEAGUE,
        signs_in_already,
    )


@scene(actions.give_place)
def give_place(cast: Cast) -> Play:
    staff = enrol(cast)

    def ended() -> None:
        actions.end_colleague(cast.administrator.sign(), staff=fresh(staff))

    def args() -> dict[str, Any]:
        at = {"role": role(cast, "ssp_teacher"), "unit": cast.units["school"]}
        return {"body": cast.body, "email": staff.email, **at}

    return Play("administrator", args, COLLEAGUE, ended)


@scene(actions.change_colleague)
def change_colleague(cast: Cast) -> Play:
    facts = {"name": "Nyt Navn", "email": "nyt.navn@example.org", "phone": "12345678"}
    return of_colleague(cast, lambda staff: {"staff": staff, **facts})


@scene(actions.renew_password)
def renew_password(cast: Cast) -> Play:
    return of_colleague(cast, lambda staff: {"staff": staff})


@scene(actions.end_sessions)
def end_sessions(cast: Cast) -> Play:
    staff = enrol(cast)
    signed_in(staff)
    return Play(
        "administrator", lambda: {"staff": fresh(staff)}, COLLEAGUE, "Sessions are ended at any time, and after the end too."
    )  # fmt: skip


def signed_in(staff: Staff) -> None:
    """The colleague has a browser open."""
    Client().force_login(User.objects.get(principal_id=staff.principal_id))


@scene(actions.end_colleague)
def end_colleague(cast: Cast) -> Play:
    return of_colleague(cast, lambda staff: {"staff": staff})


@scene(actions.give_post)
def give_post(cast: Cast) -> Play:
    at = {"role": role(cast, "ssp_teacher"), "unit": cast.units["school"]}
    return of_colleague(cast, lambda staff: {"staff": staff, **at})


@scene(actions.end_post)
def end_post(cast: Cast) -> Play:
    post = Post.objects.get(staff=enrol(cast))

    def ended() -> None:
        actions.end_post(cast.administrator.sign(), post=at())

    def at() -> Post:
        return Post.objects.select_related("staff__body", "unit").get(pk=post.pk)

    return Play("administrator", lambda: {"post": at()}, COLLEAGUE, ended)


@scene(actions.keep_post)
def keep_post(cast: Cast) -> Play:
    post = Post.objects.get(staff=enrol(cast))

    def at() -> Post:
        return Post.objects.select_related("staff__body", "unit").get(pk=post.pk)

    actions.end_post(cast.administrator.sign(), post=at(), last_day=clock.today() + timedelta(days=9))

    def kept() -> None:
        actions.keep_post(cast.administrator.sign(), post=at())

    return Play("administrator", lambda: {"post": at()}, COLLEAGUE, kept)


def own_post(cast: Cast) -> Post:
    return Post.objects.select_related("staff__body", "unit__body").get(staff=cast.police_officer.staff)


@scene(actions.say_last_day)
def say_last_day(cast: Cast) -> Play:
    def ended() -> None:
        actions.end_colleague(cast.administrator.sign(), staff=fresh(cast.police_officer.staff))

    day = clock.today() + timedelta(days=9)
    return Play("police_officer", lambda: {"post": own_post(cast), "last_day": day}, COLLEAGUE, ended)


@scene(actions.take_last_day_back)
def take_last_day_back(cast: Cast) -> Play:
    day = clock.today() + timedelta(days=9)
    actions.say_last_day(cast.police_officer.sign(), post=own_post(cast), last_day=day)

    def settled() -> None:
        actions.end_post(cast.administrator.sign(), post=own_post(cast), last_day=day)

    return Play("police_officer", lambda: {"post": own_post(cast)}, COLLEAGUE, settled)


@scene(actions.give_seat)
def give_seat(cast: Cast) -> Play:
    seat = cast.forum.seats.get(key="family")
    return of_colleague(cast, lambda staff: {"staff": staff, "seat": seat})


@scene(actions.end_seat)
def end_seat(cast: Cast) -> Play:
    staff = enrol(cast)
    holder = actions.give_seat(cast.administrator.sign(), staff=staff, seat=cast.forum.seats.get(key="family"))

    def at() -> SeatHolder:
        return SeatHolder.objects.select_related("staff__body", "seat__forum").get(pk=holder.pk)

    def ended() -> None:
        yesterday = clock.today() - timedelta(days=1)
        with as_role("NONE"):
            SeatHolder.objects.filter(pk=holder.pk).update(valid_to=yesterday, valid_from=yesterday)

    return Play("administrator", lambda: {"holder": at()}, COLLEAGUE, ended)


@scene(actions.keep_seat)
def keep_seat(cast: Cast) -> Play:
    staff = enrol(cast)
    holder = actions.give_seat(cast.administrator.sign(), staff=staff, seat=cast.forum.seats.get(key="family"))

    def at() -> SeatHolder:
        return SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit").get(pk=holder.pk)

    actions.end_seat(cast.administrator.sign(), holder=at(), last_day=clock.today() + timedelta(days=9))

    def kept() -> None:
        actions.keep_seat(cast.administrator.sign(), holder=at())

    return Play("administrator", lambda: {"holder": at()}, COLLEAGUE, kept)


@scene(actions.settle_taking_part)
def settle_taking_part(cast: Cast) -> Play:
    def args(unit: str = "school") -> dict[str, Any]:
        return {"unit": fresh(cast.units[unit]), "may": True, "reason": "Notat af 3. marts"}

    return Play("protection_officer", args, Other("administrator"), lambda: args("sports"))


# --- a place ------------------------------------------------------------------------------------------------------------
def installer_of(cast: Cast, principal_id: int) -> str:
    """Whoever sets a new place up, as a member of the cast."""
    cast.members["installer"] = Member("installer", Staff(principal_id=principal_id), cast.consultant.unit)
    return "installer"


def founded(cast: Cast) -> FoundedBody:
    with as_role("samspil_owner"):
        place = found_body(connection, "Engby Kommune")
    installer_of(cast, place.installer)
    return place


def named(place: FoundedBody) -> dict[str, Any]:
    return {"founded": place, "key": "engby", "name": "Engby", "kind": "municipality"}


@scene(actions.register_body)
def register_body(cast: Cast) -> Play:
    place = founded(cast)
    return Play(
        "installer", lambda: named(place), Unseen("administrator"),
        "A place is founded and registered in one go, by the program that sets it up.",
    )  # fmt: skip


@scene(actions.apply_profile)
def apply_profile(cast: Cast) -> Play:
    place = founded(cast)
    actor = Actor(place.installer, now())
    sign(actor)
    body: Body = actions.register_body(actor, **named(place))
    return Play(
        "installer", lambda: {"body": fresh(body), "profile": profile()}, Other("administrator"),
        Nothing(given=lambda: actions.apply_profile(actor, body=fresh(body), profile=profile()) and None),
    )  # fmt: skip
