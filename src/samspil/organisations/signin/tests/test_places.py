"""One person with two places works in one at a time: what was read in one is not found in the other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations import actions as organisations
from samspil.organisations.models import Role, Staff, Unit
from samspil.organisations.signin import actions
from samspil.organisations.signin.models import FurtherPlace, User
from samspil.organisations.tests.conftest import events, keys_of
from tests.cast import Cast

CHOOSE = "/konto/plads/"


@pytest.fixture
def teacher(cast: Cast) -> User:
    """The SSP teacher, who signs in with the address that colleagues see."""
    staff = cast.ssp_teacher.staff
    Staff.objects.filter(pk=staff.pk).update(email="anders.friis@example.org")
    return User.objects.create_user("anders.friis@example.org", principal_id=staff.principal_id)


def second(cast: Cast, unit: str = "family") -> Staff:
    """The same person in one more unit, given by the administrator."""
    role = Role.objects.filter(body=cast.body).exclude(type__in=["administrator", "data_protection_officer"])[0]
    return organisations.give_place(
        cast.administrator.sign(), body=cast.body, email="Anders.Friis@example.org", role=role, unit=cast.units[unit]
    )


def test_each_place_has_keys_of_its_own(cast: Cast, teacher: User) -> None:
    place = second(cast)
    assert (place.name, place.principal_id != cast.ssp_teacher.principal_id) == ("Anders Friis", True)
    first, further = keys_of(cast.ssp_teacher.principal_id), keys_of(place.principal_id)
    assert cast.units["family"].audience_id in further - first
    assert cast.units["school"].audience_id in first - further
    assert cast.ssp_teacher.staff.person_audience_id not in further


@pytest.mark.covers("VAL-90", verb="place.chosen")
def test_choosing_at_the_top_of_the_page_changes_who_acts_and_the_record_says_which(cast: Cast, teacher: User) -> None:
    place = second(cast)
    client = Client()
    client.force_login(teacher)
    page = client.get(CHOOSE).content.decode()
    assert "Familieafdelingen" in page
    assert client.post(CHOOSE, {"principal": place.principal_id}).status_code == 303
    client.get("/fora/")
    (event,) = events("place.chosen")
    assert event.principal == place.principal_id
    assert set(event.audiences) == {place.person_audience_id, cast.body.protection_id}
    page = client.get(CHOOSE).content.decode()
    assert page.index("Familieafdelingen") < page.index("Skolen ved Mosen") or "her nu" in page
    assert client.post(CHOOSE, {"principal": cast.ssp_teacher.principal_id}).status_code == 303
    assert [event.principal for event in events("place.chosen")] == [place.principal_id, cast.ssp_teacher.principal_id]


def test_what_was_written_in_one_place_is_not_found_in_the_other(cast: Cast, teacher: User) -> None:
    from samspil.concerns.models import Concern  # noqa: PLC0415

    place = second(cast)
    kept = Concern.objects.create  # written by the unit of the further place
    from samspil.access.actor import Actor, now, sign  # noqa: PLC0415

    actor = Actor(place.principal_id, now())
    sign(actor)
    concern = kept(
        owner_audience_id=cast.units["family"].audience_id, about="child", who="Alma Krogh", text="Kommer ikke i skole",
        source="school", sender_id=place.pk, sender_unit_id=cast.units["family"].pk, event_at=actor.at,
    )  # fmt: skip
    assert Concern.objects.filter(pk=concern.pk).exists()
    sign(Actor(cast.ssp_teacher.principal_id, now()))
    assert not Concern.objects.filter(pk=concern.pk).exists()


def test_a_place_in_another_body_is_chosen_there(cast: Cast, teacher: User) -> None:
    other = cast.other_consultant.staff.body
    role = Role.objects.filter(body=other).first()
    unit = Unit.objects.filter(body=other).first()
    assert role is not None
    assert unit is not None
    from samspil.access.actor import Actor, now, sign  # noqa: PLC0415

    actor = Actor(other.installer_id, now())
    sign(actor)
    place = organisations.give_place(actor, body=other, email="anders.friis@example.org", role=role, unit=unit)
    client = Client()
    client.force_login(teacher)
    assert cast.body.name in client.get("/fora/").content.decode()
    client.post(CHOOSE, {"principal": place.principal_id})
    page = client.get("/fora/").content.decode()
    assert other.name in page
    assert cast.body.name not in page


def test_nobody_chooses_a_place_that_is_not_theirs(cast: Cast, teacher: User) -> None:
    client = Client()
    client.force_login(teacher)
    for wanted in (cast.consultant.principal_id, 0, "x"):
        assert client.post(CHOOSE, {"principal": wanted}).status_code == 404
    session = client.session
    session["working_as"] = cast.consultant.principal_id  # as if somebody could write in the session
    session.save()
    assert "Anders Friis" in client.get("/fora/").content.decode()
    with pytest.raises(NotVisible):
        actions.work_as(user=teacher, principal_id=cast.consultant.principal_id)


def test_an_ended_place_opens_nothing_and_the_first_stays(cast: Cast, teacher: User) -> None:
    place = second(cast)
    client = Client()
    client.force_login(teacher)
    client.post(CHOOSE, {"principal": place.principal_id})
    organisations.end_colleague(cast.administrator.sign(), staff=place)
    assert not FurtherPlace.objects.exists()
    page = client.get("/fora/").content.decode()
    assert "Anders Friis" in page
    assert client.post(CHOOSE, {"principal": place.principal_id}).status_code == 404


def test_whom_one_may_give_a_place(cast: Cast, teacher: User) -> None:
    def give(actor: Any, email: str) -> None:
        role = Role.objects.filter(body=cast.body)[0]
        organisations.give_place(actor, body=cast.body, email=email, role=role, unit=cast.units["family"])

    with pytest.raises(Refused, match="logger"):
        give(cast.administrator.sign(), "ingen@example.org")
    with pytest.raises(Refused):
        give(cast.consultant.sign(), "anders.friis@example.org")


def test_the_administrator_gives_it_on_the_page_of_new_colleagues(cast: Cast, teacher: User) -> None:
    role = Role.objects.filter(body=cast.body).exclude(type__in=["administrator", "data_protection_officer"])[0]
    sent = {
        "name": "Anders Friis",
        "email": "anders.friis@example.org",
        "role": role.pk,
        "unit": cast.units["family"].pk,
    }
    path = "/administration/medarbejdere/ny/"
    client = cast.client("administrator")
    assert client.post(path, sent).status_code == 422, "the address is taken"
    assert client.post(path, sent | {"signs_in_already": "on"}).status_code == 303
    assert FurtherPlace.objects.get().user_id == teacher.pk


def test_what_is_written_in_one_place_is_not_saved_in_another(cast: Cast, teacher: User) -> None:
    """A form that is open in one window, while another place is chosen in the other."""
    place = second(cast)
    client = Client()
    client.force_login(teacher)
    drawn = re.search(r'data-writer="(\w+)"', client.get(CHOOSE).content.decode())
    assert drawn is not None
    form = {"principal": place.principal_id, "reason": "Skrevet på skolen"}
    assert client.post(CHOOSE, form | {"_writer": drawn[1]}).status_code == 303, "still the one who was there"
    refused = client.post(CHOOSE, form | {"_writer": drawn[1]})
    assert refused.status_code == 403
    assert "Skrevet på skolen" in refused.content.decode(), "it is given back to be copied"
    assert len(events("place.chosen")) == 1
    assert client.post(CHOOSE, form, headers={"Writer": drawn[1]}).status_code == 403


def test_when_the_first_place_ends_the_person_goes_on_signing_in_to_the_other(cast: Cast, teacher: User) -> None:
    place = second(cast)
    client = Client()
    client.force_login(teacher)
    organisations.end_colleague(
        cast.administrator.sign(), staff=Staff.objects.select_related("body").get(pk=cast.ssp_teacher.staff.pk)
    )
    teacher.refresh_from_db()
    assert (teacher.principal_id, teacher.is_active) == (place.principal_id, True)
    assert not FurtherPlace.objects.filter(user=teacher).exists()
    assert client.get("/fora/").status_code == 302  # what was open is closed
    again = Client()
    again.force_login(teacher)
    assert "Anders Friis" in again.get("/fora/").content.decode()
    with pytest.raises(Refused, match="Logger allerede ind"):  # the address is still somebody's
        actions.check_address_is_free(email="anders.friis@example.org")
    organisations.end_colleague(cast.administrator.sign(), staff=Staff.objects.select_related("body").get(pk=place.pk))
    actions.check_address_is_free(email="anders.friis@example.org")
    assert not User.objects.filter(pk=teacher.pk).exists()
