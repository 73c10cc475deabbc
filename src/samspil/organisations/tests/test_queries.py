"""Typed reads of the organisation, and who leads a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from samspil.access.actor import Actor, now
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations import policies, queries
from samspil.organisations.actions import end_colleague
from samspil.organisations.models import Post, Role, SeatHolder, Unit
from samspil.organisations.profile.differences import Change, Difference
from samspil.organisations.queries import CHAIR, DEPUTY, MINUTE_TAKER
from samspil.organisations.tests.conftest import keys_of
from tests.cast import Cast


def test_a_colleague_acts_for_the_unit_of_the_first_post(cast: Cast, today: date) -> None:
    worker = cast.social_worker
    assert queries.staff_of(worker.actor) == worker.staff
    assert queries.unit_of(worker.actor, today) == queries.unit_of(worker.staff, today) == worker.unit
    cast.administrator.sign()
    Post.objects.create(
        staff=worker.staff, unit=cast.units["school"], role=Role.objects.get(body=cast.body, key="ssp_teacher"), leads=True,
        valid_from=today,
    )  # fmt: skip
    assert queries.unit_of(worker.staff, today) == cast.units["school"]
    assert queries.units_of(worker.staff, today) == [cast.units["school"], worker.unit]
    assert queries.units_of(worker.staff, today - timedelta(days=1)) == [worker.unit]


def test_a_principal_that_is_no_colleague_is_nobody(cast: Cast) -> None:
    with pytest.raises(NotVisible):
        queries.staff_of(Actor(cast.body.installer_id, now()))


def test_those_of_the_same_unit_are_colleagues(cast: Cast, today: date) -> None:
    assert [staff.name for staff in queries.colleagues(cast.consultant.staff, today)] == [
        "Line Østergaard",
        "Omar Said",
    ]
    assert queries.staff_named([cast.consultant.staff.pk]) == {cast.consultant.staff.pk: "Mette Kjær"}


def test_seats_come_in_their_order_with_those_who_hold_them_that_day(
    cast: Cast, today: date, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(2):
        seats = queries.seats_on(cast.forum, today)
    assert [(seat.key, [holder.name for holder in seat.holders]) for seat in seats] == [
        ("ssp", ["Line Østergaard", "Mette Kjær"]), ("family", ["Pia Møller"]), ("police", ["Karen Holt"]),
        ("youth_job_centre", ["Jens Bak"]),
    ]  # fmt: skip
    assert not any(seat.holders for seat in queries.seats_on(cast.forum, date(2019, 1, 1)))


def test_the_forums_in_which_somebody_sits(
    cast: Cast, today: date, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(1):
        (seated,) = queries.forums_of(cast.youth_job_centre.staff, today)
    assert (seated.forum, seated.blocks) == (cast.forum, frozenset({"18_plus"}))
    (seated,) = queries.forums_of(cast.police_officer.staff, today)
    assert seated.blocks == frozenset()
    assert queries.forums_of(cast.outsider.staff, today) == []


# --- who leads ------------------------------------------------------------------------------------------------------
def ids(cast: Cast, *members: str) -> set[int]:
    return {cast.members[member].staff.pk for member in members}


def test_the_chair_leads_else_the_deputy_else_the_minute_taker(cast: Cast, today: date) -> None:
    cast.administrator.sign()
    cast.forum.seats.filter(key="police").update(keeps_minutes=True)
    leaders = queries.who_may_lead(cast.forum, today)
    assert [(leader.turn, leader.name) for leader in leaders] == [
        (CHAIR, "Line Østergaard"), (CHAIR, "Mette Kjær"), (DEPUTY, "Pia Møller"), (MINUTE_TAKER, "Karen Holt"),
    ]  # fmt: skip
    seats = queries.seats_on(cast.forum, today)

    def leads(*present: str) -> str | None:
        leader = policies.who_leads(seats, ids(cast, *present))
        return leader.name if leader else None

    assert leads("consultant", "social_worker", "police_officer") == "Mette Kjær"
    assert leads("social_worker", "police_officer") == "Pia Møller"
    assert leads("police_officer", "youth_job_centre") == "Karen Holt"
    assert leads("youth_job_centre") is None
    assert leads() is None


def test_who_is_not_in_turn_is_told_who_is(cast: Cast, today: date) -> None:
    cast.administrator.sign()
    cast.forum.seats.filter(key="police").update(keeps_minutes=True)
    seats = queries.seats_on(cast.forum, today)

    def check(member: str, *present: str) -> None:
        policies.check_leads(cast.forum, seats, ids(cast, *present), cast.members[member].staff)

    check("consultant", "social_worker")
    check("colleague", "consultant")  # two in the same turn
    check("social_worker", "police_officer")
    check("police_officer")
    with pytest.raises(Refused, match="Mette Kjær er formand"):
        check("social_worker", "consultant")
    with pytest.raises(Refused, match="Pia Møller er stedfortræder"):
        check("police_officer", "social_worker")
    with pytest.raises(Refused, match="Formanden, stedfortræderen eller referenten"):
        check("youth_job_centre", "consultant")


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({"at_least": 10, "at_most": 25}, "10 til 25 år"), ({"at_least": 18}, "fra 18 år"),
        ({"at_most": 17}, "til og med 17 år"), ({}, ""),
    ],
)  # fmt: skip
def test_a_forums_ages_in_words(cast: Cast, today: date, ages: dict[str, int], words: str) -> None:
    cast.administrator.sign()
    terms = cast.forum.terms.get()
    terms.terms = {**terms.terms, "terms": [{"ages": ages}]}
    terms.save()
    assert queries.forum_page(cast.forum, today).ages_words == words


def test_who_has_left_leads_no_meeting_of_an_earlier_day_either(cast: Cast, today: date) -> None:
    before = today - timedelta(days=7)
    assert "Mette Kjær" in {leader.name for leader in queries.who_may_lead(cast.forum, before)}
    end_colleague(cast.administrator.sign(), staff=cast.consultant.staff)
    assert [leader.name for leader in queries.who_may_lead(cast.forum, before)] == ["Line Østergaard", "Pia Møller"]


def test_a_unit_that_ends_is_told_with_its_own_colleagues_and_no_other_municipalitys(cast: Cast) -> None:
    """The neighbour's unit has the same key, and a colleague."""
    cast.administrator.sign()
    told = list(queries.living_records(cast.body, Difference("units", "ssp", Change.ENDED, (), "")))
    assert [sentence.split(" ", 1)[0] for sentence in told] == ["3", "2"]


# --- who may be told ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("type_", "sector", "settled", "may"),
    [
        ("authority", "social", None, True),
        ("authority", "social", False, False),
        ("authority", "benefit_control", None, False),
        ("authority", "benefit_control", True, True),
        ("self_governing", "leisure", None, False),
        ("self_governing", "leisure", True, True),
        ("self_governing", "leisure", False, False),
        ("private", "leisure", None, False),
        ("private", "leisure", True, False),
    ],
)
def test_who_may_be_given_information_about_named_persons(
    type_: str, sector: str, settled: bool | None, may: bool
) -> None:
    unit = Unit(name="Enhed", type=type_, sector=sector, may_take_part=settled)
    assert queries.may_receive(unit) is may
    assert may or "Enhed" in policies.why_not(unit)


# --- the rule by which keys follow -----------------------------------------------------------------------------------
@pytest.mark.parametrize("member", ["consultant", "colleague", "social_worker", "police_officer", "youth_job_centre"])
def test_the_rule_for_keys_is_what_the_cabinet_holds(cast: Cast, member: str, today: date) -> None:
    colleague = cast.members[member]
    due = queries.keys_due(type(colleague.staff).objects.filter(pk=colleague.staff.pk), today)
    assert {audience for _principal, audience in due} | {colleague.staff.person_audience_id} == keys_of(
        colleague.principal_id
    )


def test_a_seat_whose_unit_may_not_be_told_gives_no_key(cast: Cast, today: date) -> None:
    cast.administrator.sign()
    unit = cast.units["local_police"]
    unit.may_take_part = False
    unit.save()
    staff = type(cast.police_officer.staff).objects.filter(pk=cast.police_officer.staff.pk)
    assert {audience for _p, audience in queries.keys_due(staff, today)} == {unit.audience_id}
    SeatHolder.objects.filter(staff__in=staff).update(valid_to=today - timedelta(days=1))
    assert len(queries.keys_due(staff, today)) == 1
