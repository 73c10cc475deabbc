"""The adult whom somebody chose reacts within a time, and is reminded; and that whoever chose them has not agreed (HAL-13)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import now
from samspil.concerns.actions import handing
from samspil.concerns.actions.raising import add_to
from samspil.concerns.arrivals.tests.steps import remind, told
from samspil.concerns.chosen import actions
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Concern, Handover
from samspil.lib.calendars.days import public_holidays
from samspil.responsibility.states import Answer
from tests import clock
from tests.cast import Cast

CHOOSERS = ("child", "young_person", "family")


def page(cast: Cast, concern: Concern, member: str) -> str:
    answer = cast.client(member).get(reverse("concerns:at_door", args=[concern.pk]))
    return str(answer.content.decode()).replace("\xa0", " ")


@pytest.mark.covers("HAL-13", verb="concern.raised")
@pytest.mark.parametrize("chooser", CHOOSERS)
def test_the_clock_of_the_adult_begins_whoever_chose(cast: Cast, chooser: str) -> None:
    """Child, young person and family alike: the adult stands as responsible, and reads before when to react."""
    concern = confided(cast, chosen_by=chooser)
    cast.ssp_teacher.sign()
    chosen = ChosenAdult.objects.get(concern=concern)
    assert chosen.react_by is not None
    # The door's hours: always open here, but on public holidays.
    days = [timezone.localdate(chosen.since) + timedelta(days=number) for number in range(6)]
    closed = sum(day in public_holidays(day.year) for day in days)
    assert timedelta(hours=23) < chosen.react_by - chosen.since < timedelta(days=1 + closed, hours=1)
    assert "Reagér inden" in page(cast, concern, "ssp_teacher")
    assert "Skriv, hvad du har gjort" in page(cast, concern, "ssp_teacher")
    assert "Anders Friis reagerer inden" in page(cast, concern, "consultant")


def test_where_the_door_has_it_the_adult_has_no_clock(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    cast.ssp_teacher.sign()
    assert ChosenAdult.objects.get(concern=concern).react_by is None
    assert "Reagér inden" not in page(cast, concern, "ssp_teacher")


def test_the_adult_is_reminded_and_when_it_has_passed_the_door_is_told(cast: Cast) -> None:
    concern = confided(cast)
    cast.ssp_teacher.sign()
    due = ChosenAdult.objects.get(concern=concern).react_by
    assert due is not None
    remind(due - timedelta(hours=4))
    assert told("chosen_waits") == {}
    remind(due - timedelta(hours=1))
    assert list(told("chosen_waits")) == [cast.ssp_teacher.staff.pk]
    assert told("chosen_late") == {}
    remind(due + timedelta(hours=1))
    remind(due + timedelta(hours=2))
    door = {cast.members[one].staff.pk for one in ("consultant", "colleague", "outreach_worker")}
    assert set(told("chosen_late")) == door
    assert {len(times) for times in told("chosen_late").values()} == {1}  # once
    with clock.at(due + timedelta(hours=1)):
        assert "Du skulle reagere inden" in page(cast, concern, "ssp_teacher")
        assert "har ikke skrevet, hvad der er gjort" in page(cast, concern, "consultant")


def wrote(cast: Cast, concern: Concern) -> None:
    actor = cast.ssp_teacher.sign()
    add_to(actor, concern=Concern.objects.get(pk=concern.pk), text="Vi har talt sammen i dag", key=uuid4())


def asked_the_door(cast: Cast, concern: Concern) -> None:
    actor = cast.ssp_teacher.sign()
    actions.ask_to_take_over(actor, concern=concern, words="Det er for stort for mig", key=uuid4())


def hands_over(cast: Cast, concern: Concern) -> Handover:
    actor = cast.ssp_teacher.sign()
    return handing.propose(
        actor, concern=concern, to_staff=cast.consultant.staff, reason="Kender familien", key=uuid4(), suspicion="none"
    )


@pytest.mark.parametrize("react", [wrote, asked_the_door, hands_over])
def test_who_has_reacted_is_left_in_peace(cast: Cast, react: Any) -> None:
    concern, at = confided(cast), now()
    react(cast, concern)
    remind(at + timedelta(hours=30))
    assert told("chosen_waits") == told("chosen_late") == {}
    with clock.later(hours=25):
        assert "reagere inden" not in page(cast, concern, "ssp_teacher")


def test_what_the_door_has_taken_over_waits_for_the_adult_no_more(cast: Cast) -> None:
    concern, at = confided(cast), now()
    actions.take_over(cast.consultant.sign(), concern=concern, ground="danger", words="Onklen kommer i aften")
    remind(at + timedelta(hours=30))
    assert told("chosen_waits") == told("chosen_late") == {}
    assert "Reagér inden" not in page(cast, concern, "ssp_teacher")


@pytest.mark.parametrize(("chooser", "party"), [("child", "child"), ("young_person", "child"), ("family", "parents")])
def test_the_adult_is_reminded_that_whoever_chose_them_has_not_agreed(cast: Cast, chooser: str, party: str) -> None:
    concern, at = confided(cast, chosen_by=chooser), now()
    offer = hands_over(cast, concern)
    assert party in offer.needs
    remind(at + timedelta(days=1))
    assert told("chooser_asked") == {}
    remind(at + timedelta(days=2, hours=1))
    remind(at + timedelta(days=3))
    assert {staff: len(times) for staff, times in told("chooser_asked").items()} == {cast.ssp_teacher.staff.pk: 1}


@pytest.mark.parametrize(("chooser", "party"), [("child", "child"), ("family", "parents")])
def test_when_they_have_agreed_nobody_is_reminded(cast: Cast, chooser: str, party: str) -> None:
    concern, at = confided(cast, chosen_by=chooser), now()
    offer = hands_over(cast, concern)
    handing.reply(cast.ssp_teacher.sign(), handover=offer, party=party, answer=Answer.AGREES)
    remind(at + timedelta(days=3))
    assert told("chooser_asked") == {}
