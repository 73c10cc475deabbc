"""Who has a concern, to the instant: from receipt to closing, one after another and never nobody."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from samspil.access import cabinet
from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.models import Assessment, Concern, Holding
from samspil.concerns.tests.doors import SAID, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from tests import clock
from tests.cast import Cast


@pytest.fixture
def door(cast: Cast) -> ConcernDoor:
    return found(cast)


def test_who_has_it_changes_in_the_instant_of_the_act(cast: Cast, door: ConcernDoor) -> None:
    concern = raised(cast, door)
    with clock.later(hours=1):
        taken = cast.colleague.sign()
        first(taken, concern)
        assessing.take(taken, concern=concern)
    with clock.later(hours=2):
        ended = cast.colleague.sign()
        version = Assessment.objects.get(concern=concern).version
        closed = assessing.close(ended, concern=concern, version=version, outcome="help", reason="Aftalt")
        held = list(Holding.objects.filter(concern=concern).order_by("period"))
    assert [(one.period.lower, one.period.upper) for one in held] == [
        (concern.received_at, taken.at), (taken.at, ended.at),
    ]  # fmt: skip
    assert closed.closed_at == ended.at
    assert not any(one.hold for one in held)  # to pass it on keeps nothing from being deleted


def test_what_is_taken_is_one_concern_by_somebody_of_the_unit_behind(cast: Cast, door: ConcernDoor) -> None:
    one, other = raised(cast, door), raised(cast, door)
    first(cast.colleague.sign(), one)
    with pytest.raises(Refused, match="stilling i enheden bag døren"):
        cabinet.call("SELECT concerns.take(%s, %s)", [one.pk, cast.units["family"].pk])
    assessing.take(cast.colleague.sign(), concern=one)
    states = dict(Concern.objects.values_list("pk", "state"))
    assert (states[one.pk], states[other.pk]) == ("taken", "new")


def test_what_is_received_taken_and_closed_in_one_instant_has_a_holder_all_the_same(
    cast: Cast, door: ConcernDoor
) -> None:
    actor, least = cast.consultant.sign(), timedelta(microseconds=1)
    concern = raise_concern(actor, door=door, **{"key": uuid4(), **SAID})
    first(actor, concern)
    assessing.take(actor, concern=concern)
    version = Assessment.objects.get(concern=concern).version
    closed = assessing.close(actor, concern=concern, version=version, outcome="help", reason="Aftalt")
    held = list(Holding.objects.filter(concern=concern).order_by("period"))
    assert [one.period.lower for one in held] == [actor.at, actor.at + least]
    assert held[-1].period.upper == closed.closed_at == actor.at + 2 * least
