"""A seat that the chair or deputy of another forum fills: the key comes and goes with the chair, in the same act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from samspil.access.actor import Actor, now, sign
from samspil.access.cabinet import keys as reads
from samspil.lib.refusals import Refused
from samspil.organisations import actions
from samspil.organisations.models import Body, Forum, Role, Seat, SeatHolder, Staff, Unit
from samspil.organisations.queries import forums_of
from samspil.profiles import actions as profiles
from samspil.profiles import editing, queries
from samspil.profiles.models import Subject
from tests.cast import Cast
from tests.profiles.reading import read
from tests.profiles.test_pages_of_the_four import settle

pytestmark = pytest.mark.django_db


def installer(body: Body) -> Actor:
    actor = Actor(body.installer_id, now())
    sign(actor)
    return actor


def enrolled(body: Body, name: str, role: str, unit: str) -> Staff:
    return actions.create_colleague(
        installer(body), body=body, name=name, email=f"{name.split(maxsplit=1)[0].lower()}@example.org",
        role=Role.objects.get(body=body, key=role), unit=Unit.objects.get(body=body, key=unit),
    ).staff  # fmt: skip


def seat_of(body: Body, key: str) -> Seat:
    return Seat.objects.select_related("forum", "unit").get(forum__body=body, key=key)


def holds(staff: Staff, audience: int) -> bool:
    sign(Actor(staff.principal_id, now()))
    return audience in reads()


@pytest.mark.covers("VAL-76", verb="seat.given")
def test_the_chair_of_the_circle_sits_in_the_board_of_the_council_for_as_long_as_they_chair(cast: Cast) -> None:
    circle, _client = settle(read("vestegnens-ssp-kreds"))
    chair = enrolled(circle, "Vita Holm", "formand", "vallensbaek")
    other = enrolled(circle, "Bent Krag", "formand", "vallensbaek")
    held = actions.give_seat(installer(circle), staff=chair, seat=seat_of(circle, "formand"))
    council, _client = settle(read("ssp-samraadet"))  # applied later: whoever chairs already sits there at once
    board, place = Forum.objects.get(body=council), seat_of(council, "vestegnen-formand")
    assert holds(chair, board.audience_id)
    assert not holds(other, board.audience_id)
    assert [seated.forum for seated in forums_of(chair, timezone.localdate()) if seated.forum == board] == [board]

    with pytest.raises(Refused, match="følger"):  # nobody else is put there by hand
        actions.give_seat(installer(circle), staff=other, seat=place)
    with transaction.atomic():  # one transaction: what is undone, is undone for both
        actions.end_seat(installer(circle), holder=held)
        assert not holds(chair, board.audience_id)
        transaction.set_rollback(True)
    assert holds(chair, board.audience_id)

    held.refresh_from_db()
    actions.end_seat(installer(circle), holder=held)
    assert not holds(chair, board.audience_id)
    actions.give_seat(
        installer(circle), staff=other, seat=seat_of(circle, "formand"), until=timezone.localdate() + timedelta(days=20)
    )
    assert holds(other, board.audience_id)
    row = SeatHolder.objects.get(seat=place, staff=other)
    assert row.valid_to == timezone.localdate() + timedelta(days=20), "as long as the chair"
    assert SeatHolder.objects.filter(seat=place, staff=chair).exists(), "who sat there stays as history"
    deputy = enrolled(circle, "Dorte Friis", "naestformand", "ballerup")
    actions.give_seat(installer(circle), staff=deputy, seat=seat_of(circle, "naestformand"))
    assert [one.staff for one in SeatHolder.objects.filter(seat=seat_of(council, "vestegnen-naestformand"))] == [deputy]
    actions.end_colleague(installer(circle), staff=other)
    row.refresh_from_db()
    assert row.valid_to is not None
    assert row.valid_to < timezone.localdate()
    again = profiles.apply(installer(council), council, read("ssp-samraadet"))
    assert sum(sum(one.values()) for one in again.values()) == 0
    assert holds(deputy, board.audience_id)


def test_a_seat_that_begins_to_follow_takes_the_chair_in_and_nobody_gives_themselves_a_key(cast: Cast) -> None:
    body, _client = settle(read("vallensbaek"))
    council, network = (Forum.objects.get(body=body, key=key) for key in ("lokalraadet", "ssp-netvaerksmoedet"))
    leader = enrolled(body, "Carl Juhl", "vicepolitidirektoer", "politiledelsen")
    lead = Seat.objects.select_related("forum", "unit").get(forum=council, key="vicepolitidirektoer")
    actions.give_seat(installer(body), staff=leader, seat=lead)
    assert not holds(leader, network.audience_id)

    def follow(content: queries.Content) -> None:
        values = {"name": "Lokalrådets formand", "unit": "politiledelsen", "appointment": {"chair_of": "lokalraadet"}}
        editing.add_seat(content, network.key, values)

    chief = Staff.objects.get(body=body, name="Hanne Lund")
    actor = Actor(chief.principal_id, now())
    sign(actor)
    seen = queries.digest_of(queries.content_of(body))
    profiles.change(actor, body=body, edit=follow, seen=seen, subject=Subject.SEATS, reason="Rådets formand skal med")
    assert holds(leader, network.audience_id)
    assert not holds(leader, network.door_id)

    unit = Unit.objects.get(body=body, key="politiledelsen")
    role = Role.objects.get(body=body, key="politikommissaer")
    actions.give_post(installer(body), staff=chief, role=role, unit=unit)
    sign(actor)
    with pytest.raises(Refused):
        actions.give_seat(actor, staff=chief, seat=lead)
    assert not holds(chief, network.audience_id)
