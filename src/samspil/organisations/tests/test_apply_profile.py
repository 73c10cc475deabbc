"""Applying a profile: once, twice, changed, and with people in its posts and seats."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from samspil.access.actor import Actor, now, sign
from samspil.access.installing import found_body
from samspil.lib.refusals import Refused
from samspil.organisations import actions
from samspil.organisations.models import (
    Body,
    District,
    Forum,
    ForumTerms,
    ProfileVersion,
    Role,
    Seat,
    Site,
    TakingPart,
    Unit,
)
from samspil.organisations.profile import Profile
from samspil.organisations.queries import latest_profile, seats_on, terms_of
from samspil.organisations.tests.conftest import events, keys_of
from tests.cast import Cast, as_role

TERMS: dict[str, Any] = {
    "cadence": {"kind": "weekly", "weekday": "tuesday", "starts": "08:30", "ends": "10:00"},
    "ages": {"at_most": 25},
    "minutes_close_days": 7,
}
SMALL: dict[str, Any] = {
    "format": 1,
    "municipality": {
        "key": "engby", "name": "Engby Kommune", "short_name": "Engby", "code": "0999", "purpose": "At forebygge",
    },
    "districts": [{"key": "syd", "name": "Syd"}],
    "units": [
        {
            "key": "klub", "name": "Klubben", "sector": "leisure", "type": "self_governing", "parent": "fritid",
            "district": "syd",
        },
        {"key": "fritid", "name": "Fritid", "sector": "leisure", "type": "authority"},
        {"key": "politi", "name": "Lokalpolitiet", "sector": "police", "type": "authority", "phone": "114"},
    ],
    "sites": [{"key": "huset", "name": "Huset", "unit": "klub", "address": "Engen 1", "district": "syd"}],
    "roles": [
        {"key": "konsulent", "name": "Konsulent", "type": "ssp_consultant", "duties": ["leder mødet"]},
        {"key": "adm", "name": "Administrator", "type": "administrator"},
    ],
    "forums": [
        {
            "key": "runden", "name": "Runden", "type": "named_case_forum", "level": "operational",
            "named_persons": True, "purpose": "Navngivne unge", "terms": [TERMS],
            "seats": [
                {"key": "fritid", "name": "Fritid", "unit": "fritid", "duties": ["chair", "minute_taker"]},
                {"key": "politi", "name": "Politi", "unit": "politi", "duties": ["deputy"]},
                {"key": "klub", "name": "Klub", "unit": "klub", "kind": "conditional"},
            ],
        }
    ],
}  # fmt: skip


def profile(change: Callable[[dict[str, Any]], None] | None = None) -> Profile:
    content = deepcopy(SMALL)
    if change:
        change(content)
    return Profile.model_validate(content)


@pytest.fixture
def body(cast: Cast) -> Body:
    """A municipality that has just been founded."""
    with as_role("samspil_owner"):
        founded = found_body(connection, "Engby Kommune")
    actor = Actor(founded.installer, now())
    sign(actor)
    return actions.register_body(actor, founded=founded, key="engby", name="Engby", kind="municipality")


def apply(body: Body, change: Callable[[dict[str, Any]], None] | None = None) -> actions.Applied:
    actor = Actor(body.installer_id, now())
    sign(actor)
    return actions.apply_profile(actor, body=body, profile=profile(change))


def counts(body: Body) -> dict[str, int]:
    return {
        "districts": District.objects.filter(body=body).count(),
        "units": Unit.objects.filter(body=body).count(),
        "sites": Site.objects.filter(unit__body=body).count(),
        "roles": Role.objects.filter(body=body).count(),
        "forums": Forum.objects.filter(body=body).count(),
        "seats": Seat.objects.filter(forum__body=body).count(),
        "terms": ForumTerms.objects.filter(forum__body=body).count(),
        "versions": ProfileVersion.objects.filter(body=body).count(),
    }


ONCE = {"districts": 1, "units": 3, "sites": 1, "roles": 2, "forums": 1, "seats": 3, "terms": 1, "versions": 1}


def test_everything_of_the_file_is_there_with_its_audiences(body: Body, today: date) -> None:
    applied = apply(body)
    assert applied.is_new
    assert counts(body) == ONCE
    body.refresh_from_db()
    assert (body.name, body.code) == ("Engby Kommune", "0999")
    club = Unit.objects.select_related("parent", "district").get(body=body, key="klub")
    assert (club.parent.key, club.district.key, club.may_take_part) == ("fritid", "syd", None)
    assert club.audience_id != club.leadership_id
    forum = Forum.objects.get(body=body)
    assert forum.audience_id != forum.door_id
    assert terms_of(forum, today).minutes_close_days == 7
    assert terms_of(forum, date(2001, 1, 1)).cadence == terms_of(forum, today).cadence
    seats = seats_on(forum, today)
    assert [(s.key, s.chairs, s.deputises, s.keeps_minutes, s.may_receive) for s in seats] == [
        ("fritid", True, False, True, True), ("politi", False, True, False, True), ("klub", False, False, False, False),
    ]  # fmt: skip
    assert latest_profile(body) == profile()
    assert len(events("profile.applied")) == 1


def test_the_municipality_lies_in_the_police_district_that_its_file_names(body: Body) -> None:
    with as_role("samspil_owner"):
        founded = found_body(connection, "Engens Politi")
    police = Actor(founded.installer, now())
    sign(police)
    above = actions.register_body(police, founded=founded, key="engen", name="Engens Politi", kind="police_district")
    apply(body, lambda content: content.update(police_district={"key": "engen", "name": "Engens Politi"}))
    body.refresh_from_db()
    assert body.police_district_id == above.pk


def test_a_second_time_changes_nothing_and_notes_nothing(body: Body) -> None:
    apply(body)
    before = [list(model.objects.order_by("pk").values()) for model in (Unit, Forum, ForumTerms, Seat, Role, Site)]
    again = apply(body)
    assert not again.is_new
    assert not again.changes
    assert counts(body) == ONCE
    assert [list(m.objects.order_by("pk").values()) for m in (Unit, Forum, ForumTerms, Seat, Role, Site)] == before
    assert len(events("profile.applied")) == 1


def test_what_the_file_no_longer_names_ends_and_is_not_deleted(body: Body, today: date) -> None:
    apply(body)

    def less(content: dict[str, Any]) -> None:
        content["units"] = [unit for unit in content["units"] if unit["key"] != "klub"]
        content["sites"], content["districts"] = [], []
        content["roles"].pop()
        content["forums"][0]["seats"].pop()

    apply(body, less)
    assert counts(body) == ONCE | {"versions": 2}
    yesterday = today - timedelta(days=1)
    assert Unit.objects.get(body=body, key="klub").valid_to == yesterday
    assert Role.objects.get(body=body, key="adm").valid_to == yesterday
    assert [seat.key for seat in seats_on(Forum.objects.get(body=body), today)] == ["fritid", "politi"]
    apply(body)
    assert Unit.objects.get(body=body, key="klub").valid_to is None
    assert [seat.key for seat in seats_on(Forum.objects.get(body=body), today)] == ["fritid", "politi", "klub"]


def test_a_forum_that_is_gone_ends_with_its_seats(body: Body, today: date) -> None:
    apply(body)
    apply(body, lambda content: content.update(forums=[]))
    forum = Forum.objects.get(body=body)
    assert forum.valid_to == today - timedelta(days=1)
    assert seats_on(forum, today) == []


def test_terms_that_were_in_force_stay_as_they_were(body: Body, today: date) -> None:
    apply(body)
    forum = Forum.objects.get(body=body)
    apply(body, lambda content: content["forums"][0]["terms"][0].update(minutes_close_days=3))
    assert terms_of(forum, today).minutes_close_days == 3
    assert terms_of(forum, today - timedelta(days=1)).minutes_close_days == 7
    apply(body, lambda content: content["forums"][0]["terms"][0].update(minutes_close_days=3))
    assert ForumTerms.objects.filter(forum=forum).count() == 2


def test_terms_from_a_later_day_wait_for_it(body: Body, today: date) -> None:
    later = today + timedelta(days=30)

    def from_then(content: dict[str, Any]) -> None:
        content["forums"][0]["terms"] = [
            {**TERMS, "valid_to": str(later - timedelta(days=1))},
            {**TERMS, "minutes_close_days": 3, "valid_from": str(later)},
        ]

    apply(body)
    forum = Forum.objects.get(body=body)
    for _twice in range(2):
        apply(body, from_then)
        assert terms_of(forum, today).minutes_close_days == 7
        assert terms_of(forum, later).minutes_close_days == 3
    apply(body, lambda content: content["forums"][0].update(terms=[{**TERMS, "valid_to": str(today + timedelta(1))}]))
    with pytest.raises(Refused, match="kommissorium"):
        terms_of(forum, later)


def test_keys_follow_a_seat_that_changes_its_duties_or_ends(body: Body) -> None:
    apply(body)
    forum = Forum.objects.get(body=body)
    installer = Actor(body.installer_id, now())
    staff = actions.create_colleague(
        installer, body=body, name="Ida Vang", email="ida@example.org",
        role=Role.objects.get(body=body, key="konsulent"), unit=Unit.objects.get(body=body, key="fritid"),
    ).staff  # fmt: skip
    actions.give_seat(installer, staff=staff, seat=forum.seats.get(key="fritid"))
    assert {forum.audience_id, forum.door_id} <= keys_of(staff.principal_id)
    apply(body, lambda content: content["forums"][0]["seats"][0].update(duties=[]))
    assert {forum.audience_id, forum.door_id} & keys_of(staff.principal_id) == {forum.audience_id}
    apply(body, lambda content: content["forums"][0]["seats"].pop(0))
    assert not {forum.audience_id, forum.door_id} & keys_of(staff.principal_id)
    apply(body)
    assert {forum.audience_id, forum.door_id} <= keys_of(staff.principal_id)


def test_what_data_protection_settled_later_stands_against_the_file(body: Body, cast: Cast) -> None:
    said = {"answer": True, "decided_by": "DPO", "on": "2020-01-01", "reason": "aftale"}

    def stated(content: dict[str, Any]) -> None:
        content["units"][0]["may_take_part"] = said

    apply(body, stated)
    club = Unit.objects.get(body=body, key="klub")
    assert club.may_take_part is True
    with as_role("samspil_owner"):
        TakingPart.objects.create(
            unit=club, may=False, reason="ny", decided_by=cast.administrator.staff, decided_at=now()
        )
    apply(body, stated)
    club.refresh_from_db()
    assert club.may_take_part is False
    said["on"] = "2999-01-01"
    apply(body, stated)
    club.refresh_from_db()
    assert club.may_take_part is True


def test_only_the_municipalitys_own_installer_or_administrators_apply(body: Body, cast: Cast) -> None:
    for actor in (cast.consultant.sign(), cast.administrator.sign()):
        with pytest.raises(Refused, match="administrator"):
            actions.apply_profile(actor, body=body, profile=profile())
    assert Unit.objects.filter(body=body).count() == 0


def test_without_a_profile_there_is_none_to_read(body: Body) -> None:
    with pytest.raises(Refused, match="profil"):
        latest_profile(body)


def test_the_municipalitys_retention_rules_follow_and_stay(body: Body) -> None:
    from samspil.sharing.actions import set_retention_rules  # noqa: PLC0415
    from samspil.sharing.models import RetentionRule  # noqa: PLC0415

    def ruled(content: dict[str, Any]) -> None:
        rule = {"kind": "no_follow_up", "days": 14, "must_go": "ikke nødvendig", "may_go": "uafklaret"}
        content["retention"] = [rule]

    rules = profile(ruled).retention
    actor = Actor(body.installer_id, now())
    assert set_retention_rules(actor, body=body, rules=rules) == 1
    assert set_retention_rules(actor, body=body, rules=rules) == 0
    assert set_retention_rules(actor, body=body, rules=[]) == 0
    assert RetentionRule.objects.get(body=body.audience_id).days == 14
    assert len(events("retention.stated")) == 1
