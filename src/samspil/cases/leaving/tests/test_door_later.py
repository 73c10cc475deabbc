"""Whoever has stepped in for a unit has what lies at its doors too, whether the unit or the door was left first; and is told of danger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from samspil.cases.leaving.acting import acting_where
from samspil.cases.leaving.actions import step_in
from samspil.cases.leaving.tests.places import answered_by_another, higher, sent
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_stepping_in import ABOVE, alone, put_in, text, told
from samspil.concerns.actions import handing
from samspil.concerns.arrivals import actions
from samspil.concerns.models import Concern
from samspil.concerns.queries.at_door import get_at_door
from samspil.concerns.tests.doors import another
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor
from samspil.responsibility.models import Absence
from tests import clock
from tests.cast import Cast, Member

DANGER = "Nogen kan være i fare lige nu."
DANGER_ABOVE = "Nogen er måske i fare, og ingen af dem, der svarer der, er her. Træd ind."


def away(cast: Cast, member: str = "outreach_worker") -> Absence:
    actor = cast.members[member].sign()
    return handing.register_absence(actor, staff=cast.members[member].staff, since=actor.at, until=None)


def night(cast: Cast) -> None:
    with connection.cursor() as cursor:
        at = cast.administrator.sign().at
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        cursor.execute("SELECT leaving.remind(%s), arrivals.remind(%s)", [at, at])
        cursor.execute("SET LOCAL ROLE samspil_app")


@pytest.fixture
def boss(cast: Cast) -> Member:
    """The leader above a unit that everybody has left, but whose door a colleague of another unit answers still."""
    answered_by_another(cast)
    boss = higher(cast)
    alone(cast)
    ended(cast, "social_worker")
    return boss


def reads(boss: Member, concern: Concern) -> bool:
    boss.sign()
    try:
        return get_at_door(concern.pk) is not None
    except NotVisible:
        return False


@pytest.mark.parametrize("first", ["step in", "absence"])
def test_the_order_in_which_a_unit_and_its_door_are_left_makes_no_difference(
    cast: Cast, boss: Member, first: str
) -> None:
    door = ConcernDoor.objects.get(key="familien")
    before = sent(cast, door)
    if first == "absence":
        away(cast)
        step_in(boss.sign(), unit=cast.units["family"])
    else:
        step_in(boss.sign(), unit=cast.units["family"])
        assert not reads(boss, before), "a colleague at the door has it still"
        cast.client("boss").get("/besked/")
        away(cast)
    later = sent(cast, door)
    assert ABOVE in told(boss)
    assert reads(boss, before)
    assert reads(boss, later)
    boss.sign()
    assert [(one.things, one.is_inside) for one in acting_where()] == [(4, True)]
    assert "Vera Ottosen" in text(cast.client("boss").get("/"))


def test_who_answered_the_door_is_back_and_who_stepped_in_has_the_unit_alone(cast: Cast, boss: Member) -> None:
    concern = sent(cast, ConcernDoor.objects.get(key="familien"))
    step_in(boss.sign(), unit=cast.units["family"])
    absence = away(cast)
    assert reads(boss, concern)
    handing.end_absence(cast.outreach_worker.sign(), absence=absence)
    assert not reads(boss, concern)
    boss.sign()
    assert [(one.things, one.is_inside) for one in acting_where()] == [(2, True)]


def test_an_absence_that_begins_by_itself_opens_the_door_when_the_keeper_comes_by(cast: Cast, boss: Member) -> None:
    concern = sent(cast, ConcernDoor.objects.get(key="familien"))
    step_in(boss.sign(), unit=cast.units["family"])
    actor = cast.outreach_worker.sign()
    begins = actor.at + timedelta(hours=1)
    handing.register_absence(actor, staff=cast.outreach_worker.staff, since=begins, until=None)
    assert not reads(boss, concern)
    with clock.at(begins + timedelta(minutes=5)):
        boss.sign()
        assert [(one.things, one.is_inside) for one in acting_where()] == [(3, False)], "the button stands here again"
        night(cast)
        assert reads(boss, concern)


def test_danger_reaches_whoever_has_stepped_in(cast: Cast, boss: Member) -> None:
    step_in(boss.sign(), unit=cast.units["family"])
    away(cast)
    concern = sent(cast, ConcernDoor.objects.get(key="familien"), in_danger=True)
    assert any(address.endswith(f"/doer/{concern.pk}/") for address in told(boss).values()), told(boss)
    assert DANGER_ABOVE not in told(boss)


def test_danger_at_a_door_where_nobody_is_here_tells_who_acts_from_above_to_step_in(cast: Cast, boss: Member) -> None:
    away(cast)
    concern = sent(cast, ConcernDoor.objects.get(key="familien"), in_danger=True)
    assert DANGER_ABOVE in told(boss)
    assert not reads(boss, concern)
    night(cast)
    assert DANGER_ABOVE in told(boss)
    # it stands on their day, with the way in, and on nobody else's
    on_the_day = "Nogen er måske i fare, og ingen af dem, der svarer i Familieafdelingen, er her."
    assert on_the_day in text(cast.client("boss").get("/"))
    assert all(on_the_day not in text(cast.client(member).get("/")) for member in ("consultant", "outreach_worker"))
    step_in(boss.sign(), unit=cast.units["family"])
    assert reads(boss, concern)
    shown = text(cast.client("boss").get("/"))
    assert on_the_day not in shown
    assert "Fare nu" in shown
    actions.take(boss.sign(), about=concern)
    assert "Fare nu" not in text(cast.client("boss").get("/"))


def test_who_acts_at_a_door_alone_steps_in_there_alone(cast: Cast) -> None:
    """Somebody works in the unit, but nobody who answers its door is here: the leader above has the door, and not the unit."""
    boss = higher(cast)
    door = another(cast, "familien", "Familiens dør", "family", ("outreach_worker",))
    door.answered_by = [{"unit": cast.units["ssp"].pk, "role": "outreach_worker", "district": None}]
    door.save()
    alone(cast)
    concern = sent(cast, door)
    away(cast)
    boss.sign()
    assert [(one.unit.name, one.things, one.is_inside) for one in acting_where()] == [("Familieafdelingen", 1, False)]
    step_in(boss.sign(), unit=cast.units["family"])
    assert reads(boss, concern)
    shown = text(cast.client("boss").get(f"/sager/efterladt/?enhed={cast.units['family'].pk}"))
    assert "Vera Ottosen" in shown
    assert "Ring til skolen" not in shown


def test_somebody_is_put_in_and_the_door_is_theirs(cast: Cast, boss: Member) -> None:
    concern = sent(cast, ConcernDoor.objects.get(key="familien"))
    step_in(boss.sign(), unit=cast.units["family"])
    away(cast)
    put_in(cast, "colleague")
    assert not reads(boss, concern)
