"""A colleague says themselves on which day they stop in a post, and takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.organisations import leaving, policies
from samspil.organisations.actions.keys import last_instants, today
from samspil.organisations.models import Post, Staff
from samspil.organisations.queries import own_last_days


@verb("last_day.said")
def say_last_day(actor: Actor, *, post: Post, last_day: date) -> Post:
    """A colleague says the last day of a post that they hold; another day than they said before replaces it. It does what a
    last day does that an administrator has settled. Whoever leads the unit or acts there from then on and the administrators
    are told. Raises Refused: for others, and for a later day than is settled.
    """
    policies.check_own_post(actor, post, today(actor))
    said = {day.post_id: day for day in own_last_days()}.get(post.pk)
    policies.check_own_last_day(post, last_day, said.before if said else post.valid_to, today(actor))
    if said is not None and said.last_day == last_day:
        return post
    with _own_keys_follow(actor):
        if said is not None:
            cabinet.call("SELECT organisations.take_last_day_back(%s)", [post.pk])
        cabinet.call("SELECT organisations.say_last_day(%s, %s)", [post.pk, last_day])
    post.valid_to = last_day
    record("last_day.said", post, owner=post.unit.body.administration_id, staff=post.staff_id)
    leaving.planned(post)
    return post


@verb("last_day.taken_back")
def take_last_day_back(actor: Actor, *, post: Post) -> Post:
    """A colleague takes back the last day that they said themselves, until it has come: what was settled before is so again.
    Raises Refused where an administrator has settled something since.
    """
    policies.check_own_post(actor, post, today(actor))
    said = {day.post_id: day for day in own_last_days()}.get(post.pk)
    policies.check_said_themselves(said is not None)
    with _own_keys_follow(actor):
        cabinet.call("SELECT organisations.take_last_day_back(%s)", [post.pk])
    post.valid_to = said.before if said else None
    record("last_day.taken_back", post, owner=post.unit.body.administration_id, staff=post.staff_id)
    leaving.planned(post)
    return post


@contextmanager
def _own_keys_follow(actor: Actor) -> Iterator[None]:
    """The actor's own keys follow a last day that they say or take back: `keys_follow`, for nothing more than they had."""
    own = Staff.objects.filter(principal_id=actor.principal_id)
    before = last_instants(own, today(actor))
    yield
    after = last_instants(own, today(actor))
    ends = {key: until for key, until in after.items() if until is not None and _later(before.get(key, until), until)}
    back = "SELECT organisations.take_keys_back(%s::bigint[], %s::timestamptz[])"
    cabinet.call(back, [list(after), list(after.values())])
    if ends:
        up = "SELECT organisations.give_keys_up(%s::bigint[], %s::timestamptz[])"
        cabinet.call(up, [list(ends), list(ends.values())])


def _later(was: datetime | None, until: datetime) -> bool:
    return was is None or was > until
