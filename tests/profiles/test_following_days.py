"""A seat that follows another forum's chair is held as long as that one chairs; its keys begin and end with the days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.access.models import Membership
from samspil.meetings.matters.tests import network
from samspil.organisations.models import Forum, Seat, SeatHolder
from tests.cast import Cast, as_role
from tests.clock import today

SINCE = date(2020, 1, 1)


@pytest.fixture
def board(cast: Cast) -> Forum:
    """A forum in which whoever chairs the Fagrunden has a seat."""
    made = network.forum(cast)
    sign(Actor(cast.body.installer_id, now()))
    Seat.objects.create(
        forum=made, key="formand", name="Formand", unit=cast.units["ssp"], follows="chair_of:fagrunden", position=9
    )
    return made


def chairs(cast: Cast, *, since: date = SINCE, until: date | None = None, seat_until: date | None = None) -> None:
    """The colleague chairs in these days, in a seat that there is until then; nobody else does."""
    sign(Actor(cast.body.installer_id, now()))
    Seat.objects.filter(forum=cast.forum, chairs=True).update(valid_to=seat_until)
    holders = SeatHolder.objects.filter(seat__forum=cast.forum, seat__chairs=True)
    holders.exclude(staff=cast.colleague.staff).update(valid_to=SINCE)
    holders.filter(staff=cast.colleague.staff).update(valid_from=since, valid_to=until)


def follow(cast: Cast) -> None:
    sign(Actor(cast.body.installer_id, now()))
    cabinet.call("SELECT organisations.follow_leaders(%s::bigint[])", [[cast.forum.pk]])


def seated(board: Forum) -> list[tuple[int, date, date | None]]:
    return list(
        SeatHolder.objects.filter(seat__forum=board, seat__key="formand").values_list(
            "staff_id", "valid_from", "valid_to"
        )
    )


def key_periods(cast: Cast, board: Forum) -> list[tuple[datetime, datetime | None]]:
    """From when to when the colleague holds the board's key, past the policies."""
    with as_role("NONE"):
        held = Membership.objects.filter(principal=cast.colleague.principal_id, audience=board.audience_id)
        return [(period.lower, period.upper) for period in held.values_list("period", flat=True)]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@pytest.mark.parametrize(("until", "seat_until"), [(10, 20), (20, 10), (10, None), (None, 10)])
def test_it_is_held_until_the_chair_or_the_chairs_seat_ends(
    cast: Cast, board: Forum, until: int | None, seat_until: int | None
) -> None:
    ends = [None if days is None else today() + timedelta(days=days) for days in (until, seat_until)]
    chairs(cast, until=ends[0], seat_until=ends[1])
    follow(cast)
    last = today() + timedelta(days=10)
    assert seated(board) == [(cast.colleague.staff.pk, today(), last)]
    ((since, upper),) = key_periods(cast, board)
    assert since <= now()
    assert upper == midnight(last + timedelta(days=1))


def test_it_begins_when_the_chair_does_and_no_key_is_given_before(cast: Cast, board: Forum) -> None:
    first = today() + timedelta(days=5)
    chairs(cast, since=first)
    follow(cast)
    assert seated(board) == [(cast.colleague.staff.pk, first, None)]
    assert key_periods(cast, board) == [(midnight(first), None)]


@pytest.mark.parametrize(("until", "seat_until"), [(-1, 20), (20, -1)])
def test_who_chairs_no_longer_is_not_seated(cast: Cast, board: Forum, until: int, seat_until: int) -> None:
    chairs(cast, until=today() + timedelta(days=until), seat_until=today() + timedelta(days=seat_until))
    follow(cast)
    assert seated(board) == []
    assert key_periods(cast, board) == []


def test_the_key_ends_with_the_chair_though_the_seat_itself_goes_on(cast: Cast, board: Forum) -> None:
    sign(Actor(cast.body.installer_id, now()))
    Seat.objects.filter(forum=board, key="formand").update(valid_to=today() + timedelta(days=30))
    chairs(cast)
    follow(cast)
    assert len(key_periods(cast, board)) == 1
    chairs(cast, until=today() - timedelta(days=1))
    follow(cast)
    assert all(upper is not None and upper <= now() for _since, upper in key_periods(cast, board))


def test_a_seat_that_begins_after_the_chair_has_stopped_gives_no_key(cast: Cast, board: Forum) -> None:
    sign(Actor(cast.body.installer_id, now()))
    Seat.objects.filter(forum=board, key="formand").update(valid_from=today() + timedelta(days=20))
    chairs(cast, until=today() + timedelta(days=10))
    follow(cast)
    assert key_periods(cast, board) == []
