"""Every shipped profile is applied twice, and then one is changed: nothing that lives is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from samspil.access.actor import Actor, now, sign
from samspil.access.installing import found_body
from samspil.demo.years import stated_for
from samspil.meetings.calendar.actions import plan_year
from samspil.meetings.models import Meeting
from samspil.organisations.actions import register_body
from samspil.organisations.models import Body, Forum, ForumTerms, Post, ProfileVersion, Seat, SeatHolder, Unit
from samspil.organisations.profile import Profile, check, load
from samspil.profiles import actions, queries
from tests.cast import Cast, as_role
from tests.profiles.reading import PROFILES, read
from tests.profiles.test_pages_of_the_four import settle

LIVING = (Unit, Forum, ForumTerms, Post, Seat, SeatHolder, Meeting, ProfileVersion)


def counted() -> dict[str, int]:
    """Every row of the organisation, ended or not."""
    return {model.__name__: model._default_manager.count() for model in LIVING}


def applied(body: Body, profile: Profile) -> int:
    actor = Actor(body.installer_id, now())
    sign(actor)
    return sum(sum(done.values()) for done in actions.apply(actor, body, profile).values())


def founded(profile: Profile) -> Body:
    with as_role("samspil_owner"):
        made = found_body(connection, profile.whose.name)
    actor = Actor(made.installer, now())
    sign(actor)
    whose = profile.whose
    return register_body(actor, founded=made, key=whose.key, name=whose.name, kind=profile.body_kind)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(file.stem for file in PROFILES.glob("*.yaml")))
def test_applied_twice_it_changes_nothing(cast: Cast, name: str) -> None:
    profile = load(PROFILES / f"{name}.yaml")
    body = founded(profile)
    assert applied(body, profile) > 0
    before = counted()
    assert applied(body, profile) == 0
    assert counted() == before


@pytest.mark.django_db
def test_a_changed_one_keeps_what_lives_and_says_what_ended(cast: Cast) -> None:
    body, _client = settle(stated_for(read("vallensbaek"), timezone.localdate()))
    actor = Actor(body.installer_id, now())
    sign(actor)
    year = timezone.localdate().year
    plan_year(actor, forum=Forum.objects.get(body=body, key="onsdagsgruppen"), school_year=year)
    before = counted()
    content: dict[str, Any] = queries.content_of(body)
    group = next(forum for forum in content["forums"] if forum["key"] == "onsdagsgruppen")
    group["terms"][0]["cadence"]["weekday"] = "thursday"
    group["seats"] = [seat for seat in group["seats"] if seat["key"] != "job"]
    content["forums"] = [forum for forum in content["forums"] if forum["key"] != "lokalraadet"]
    changed = check(content, body.name)
    told = [sentence for one in queries.differences_from(body, changed) for sentence in (one.sentence, *one.living)]
    assert any("Lokalråd" in sentence for sentence in told)
    assert any("reglerne" in sentence.lower() or "regler" in sentence.lower() for sentence in told), told
    assert applied(body, changed) > 0
    after = counted()
    assert after["ForumTerms"] == before["ForumTerms"] + 1, "the old rules stay with the meetings held under them"
    assert after["ProfileVersion"] == before["ProfileVersion"] + 1
    kept = {"ForumTerms", "ProfileVersion"}
    assert {name: n for name, n in after.items() if name not in kept} == {
        name: n for name, n in before.items() if name not in kept
    }
    yesterday = timezone.localdate() - timedelta(days=1)
    council = Forum.objects.get(body=body, key="lokalraadet")
    assert council.valid_to == yesterday
    assert set(Seat.objects.filter(forum=council).values_list("valid_to", flat=True)) == {yesterday}
    assert Seat.objects.get(forum__body=body, forum__key="onsdagsgruppen", key="job").valid_to == yesterday
    assert applied(body, changed) == 0
