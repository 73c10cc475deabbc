"""Memberships follow posts and seats: after a change, the difference is carried to the key cabinet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.organisations.models import Forum, Seat, Staff
from samspil.organisations.queries.keys import Period, keys_due

Span = tuple[datetime | None, datetime | None]


@contextmanager
def keys_follow(actor: Actor, staff: QuerySet[Staff]) -> Iterator[None]:
    """Whatever posts and seats of these colleagues change inside, their keys are right afterwards, from this instant.

    Raises Refused where the actor may not give or take such a key. Keys that stay are not touched.
    """
    ids = list(staff.values_list("pk", flat=True))
    day = today(actor)
    before = keys_due(Staff.objects.filter(pk__in=ids), day)
    yield
    after = keys_due(Staff.objects.filter(pk__in=ids), day)
    taken: dict[int, list[int]] = defaultdict(list)
    given: dict[tuple[int, Span], list[int]] = defaultdict(list)
    for principal, audience in sorted(before.keys() | after.keys()):
        was, is_now = before.get((principal, audience), ()), after.get((principal, audience), ())
        if was == is_now:
            continue
        if was:
            taken[principal].append(audience)
        for period in is_now:
            given[principal, _span(period)].append(audience)
    for principal, audiences in taken.items():
        cabinet.dismiss(audiences, [principal])
    for (principal, (since, until)), audiences in given.items():
        cabinet.admit(audiences, [principal], since=since, until=until)


def leaders_sit(staff: Staff | None = None) -> None:
    """Seats that are filled by the chair or deputy of another forum follow, rows and keys, in this instant (VAL-76).

    After a colleague has come to a forum's lead or left it, or (no colleague named) after a body was brought to its profile. The
    seats may be another body's: the database carries out what both have settled. Raises Refused where the actor
    would give themselves a key.
    """
    following = Seat.objects.exclude(follows="")
    if not following.exists():
        return
    if staff is not None:
        led = Forum.objects.filter(seats__holders__staff=staff).filter(Q(seats__chairs=True) | Q(seats__deputises=True))
        forums = set(led.values_list("pk", flat=True))
    else:
        names = {follows.partition(":")[2] for follows in following.values_list("follows", flat=True)}
        keys = {name.rpartition("/")[2] for name in names}
        forums = set(Forum.objects.filter(key__in=keys).values_list("pk", flat=True))
    if forums:
        cabinet.call("SELECT organisations.follow_leaders(%s::bigint[])", [sorted(forums)])


def today(actor: Actor) -> date:
    """The day of the act, in the municipality's own time."""
    return timezone.localtime(actor.at).date()


def last_instants(staff: QuerySet[Staff], day: date) -> dict[int, datetime | None]:
    """When each key of a colleague ends, by what posts and seats give; None: never."""
    return {audience: _span(periods[-1])[1] for (_principal, audience), periods in keys_due(staff, day).items()}


def _span(period: Period) -> Span:
    first, last = period
    return (_midnight(first) if first else None, _midnight(last + timedelta(days=1)) if last else None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
