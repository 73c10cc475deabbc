"""Whom would you contact? Everybody is asked once a year; those who lead see shares, and nobody's answer is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.audit.models import Event
from samspil.concerns.doorsurvey import actions, queries
from samspil.concerns.tests.doors import found, leader
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Post, Role, Staff
from samspil.organisations.signin.models import User
from tests import clock
from tests.cast import Cast, Member, as_role


def teachers(cast: Cast, number: int) -> list[Member]:
    """More colleagues at the school."""
    made = []
    for place in range(number):
        sign(Actor(cast.body.installer_id, now()))
        principal, person = cabinet.enrol("staff", cast.body.administration_id)
        staff = Staff.objects.create(
            principal_id=principal, person_audience_id=person, body=cast.body, name=f"Lærer {place}"
        )
        role = Role.objects.get(body=cast.body, key="ssp_teacher")
        Post.objects.create(role=role, unit=cast.units["school"], staff=staff, valid_from=date(2020, 1, 1))
        made.append(Member(f"teacher {place}", staff, cast.units["school"]))
    return made


def client_of(cast: Cast) -> Client:
    """A leader, signed in."""
    user = User.objects.create(principal_id=leader(cast, "family").principal_id, email="leder@example.org")
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def shown(client: Client) -> list[tuple[int, str, int | None, int | None]]:
    years = client.get(reverse("doorsurvey:figures")).context["years"]
    return [(year.year, kind.label, kind.answered, kind.share) for year in years for kind in year.kinds]


def tally() -> list[tuple[Any, ...]]:
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT sector, own, other, unknown FROM public.doorsurvey_tally ORDER BY sector, year")
        return list(cursor.fetchall())


@pytest.mark.covers("HAL-36", verb="doorsurvey.answered", page="doorsurvey:figures")
def test_leaders_see_how_many_name_their_own_door_by_kind_of_workplace_and_year(cast: Cast) -> None:
    own = found(cast)
    other = ConcernDoor.objects.get(key="alle")
    lead = client_of(cast)
    school = [cast.ssp_teacher, *teachers(cast, 4)]
    for member, door in zip(school, (own.pk, own.pk, own.pk, other.pk), strict=False):
        actions.answer(member.sign(), door_id=door)
    actions.answer(cast.social_worker.sign(), door_id=own.pk)
    year = clock.today().year
    assert shown(lead) == [(year, "Familier og socialt arbejde", None, None), (year, "Skoler", None, None)]
    assert "Færre end fem har svaret." in lead.get(reverse("doorsurvey:figures")).content.decode()
    actions.answer(school[4].sign(), door_id=None)
    assert shown(lead)[-1] == (year, "Skoler", 5, 60)
    page = lead.get(reverse("doorsurvey:figures")).content.decode()
    assert "3 (60" in page
    with clock.later(days=366):
        actions.answer(cast.ssp_teacher.sign(), door_id=own.pk)  # another year, asked anew
        assert [line[0] for line in shown(lead)] == [year + 1, year, year]


def test_it_is_asked_calmly_on_ones_day_answered_once_and_the_door_is_told(cast: Cast) -> None:
    own = found(cast)
    client, ask, day = cast.client("ssp_teacher"), reverse("doorsurvey:ask"), "/"
    assert ask in client.get(day).content.decode()
    form = client.get(ask)
    assert form.status_code == 200
    names = [name for _value, name in form.context["form"].fields["door"].choices]
    assert names == ["Familiens dør", "SSP Nord", "Det ved jeg ikke"]
    assert "checked" not in form.content.decode()
    assert client.post(ask, {"door": "unknown"}).status_code == 303
    page = client.get(ask).content.decode()
    assert own.name in page
    assert own.phone in page
    assert "asked-whom" not in client.get(day).content.decode()
    # Sent twice: the second leads to the door, and is counted nowhere.
    assert own.name in client.post(ask, {"door": str(own.pk)}).content.decode()
    assert tally() == [("school", 0, 0, 1)]


def test_it_can_be_declined_and_is_not_asked_again_that_year(cast: Cast) -> None:
    found(cast)
    client = cast.client("ssp_teacher")
    assert client.post(reverse("doorsurvey:decline")).status_code == 303
    assert "asked-whom" not in client.get("/").content.decode()
    assert tally() == []
    with pytest.raises(Refused, match="i år"):
        actions.answer(cast.ssp_teacher.sign(), door_id=None)
    with clock.later(days=366):
        cast.ssp_teacher.sign()
        assert queries.waits()


def test_what_is_missing_or_not_offered_is_asked_for(cast: Cast) -> None:
    found(cast)
    client = cast.client("ssp_teacher")
    for sent in ({}, {"door": "999999"}, {"door": "x"}):
        again = client.post(reverse("doorsurvey:ask"), sent)
        assert again.status_code == 422
        assert set(again.context["form"].errors) == {"door"}
    with pytest.raises(Refused) as refused:
        actions.answer(cast.ssp_teacher.sign(), door_id=999_999)
    assert refused.value.field == "door"
    assert tally() == []


def test_without_a_door_nobody_is_asked(cast: Cast) -> None:
    assert "asked-whom" not in cast.client("ssp_teacher").get("/").content.decode()
    with pytest.raises(Refused, match="112"):
        actions.answer(cast.ssp_teacher.sign(), door_id=None)


def test_no_answer_leads_to_a_colleague(cast: Cast) -> None:
    own = found(cast)
    actions.answer(cast.ssp_teacher.sign(), door_id=own.pk)
    actions.decline(cast.outsider.sign())
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT * FROM public.doorsurvey_asked")
        assert {column.name for column in cursor.description} == {"key", "year"}
        assert len(cursor.fetchall()) == 2  # who answered and who declined leave the same
        cursor.execute("SELECT * FROM public.doorsurvey_tally")
        assert {column.name for column in cursor.description} == {
            "id", "body", "year", "sector", "own", "other", "unknown", "shown_own", "shown_other", "shown_unknown",
        }  # fmt: skip
    cast.ssp_teacher.sign()
    (event,) = Event.objects.filter(act="doorsurvey.answered")
    assert (event.detail, event.object_id, event.owner_audience) == (
        {},
        None,
        cast.ssp_teacher.staff.person_audience_id,
    )
    # A colleague of the same workplace reads nothing of it.
    (mate,) = teachers(cast, 1)
    mate.sign()
    assert not Event.objects.filter(act__startswith="doorsurvey").exists()


def test_what_is_shown_does_not_move_with_a_single_answer(cast: Cast) -> None:
    own = found(cast)
    lead = client_of(cast)
    school = [cast.ssp_teacher, *teachers(cast, 6)]
    for member in school[:5]:
        actions.answer(member.sign(), door_id=own.pk)
    before = shown(lead)
    for member in school[5:]:
        actions.answer(member.sign(), door_id=None)
        assert shown(lead) == before
    assert tally() == [("school", 5, 0, 2)]


def test_the_figures_are_for_those_who_lead_in_the_same_municipality(cast: Cast) -> None:
    own = found(cast)
    for member in [cast.ssp_teacher, *teachers(cast, 4)]:
        actions.answer(member.sign(), door_id=own.pk)
    for member in ("ssp_teacher", "consultant", "outsider", "administrator", "other_consultant"):
        cast.members[member].sign()
        with pytest.raises(Refused), transaction.atomic():
            queries.figures()
    sign(Actor(cast.other.installer_id, now()))
    Post.objects.filter(staff=cast.other_consultant.staff).update(leads=True)
    cast.other_consultant.sign()
    assert queries.figures() == []


def test_nobody_counts_for_another_unit_or_reads_the_rows(cast: Cast) -> None:
    found(cast)
    cast.ssp_teacher.sign()
    for unit, said in ((cast.units["family"].pk, "own"), (cast.units["school"].pk, "jonas"), (0, "own")):
        with pytest.raises(Refused), transaction.atomic():
            cabinet.call("SELECT doorsurvey.answer(%s, %s)", [unit, said])
    for table in ("doorsurvey_tally", "doorsurvey_asked"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")


def test_every_kind_of_workplace_has_a_name() -> None:
    assert set(queries.KINDS) == set(queries.Sector)
