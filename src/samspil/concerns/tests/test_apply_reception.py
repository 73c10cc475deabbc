"""Doors from a profile: founded once, keys by posts, ended when the file no longer names them."""

from __future__ import annotations

import pytest

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions.applying import apply_reception
from samspil.concerns.models import Reception
from samspil.concerns.queries.own_door import door_of
from samspil.concerns.tests.doors import OFFICE
from samspil.lib.refusals import Refused
from samspil.organisations.actions.keys import today
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile import DoorTakes, Profile
from samspil.organisations.queries import keys_due
from tests.cast import Cast

HOURS = [{**OFFICE[0], "opens": "08.00", "closes": "15.00"}]


DOOR = {
    "key": "nord",
    "name": "SSP Nord",
    "kind": "team",
    "purpose": "concern",
    "open_for": ["colleague"],
    "unit": "ssp",
    "district": "nord",
    "takes": ["concern", "sparring"],
    "posts": ["ssp", "gaden"],
    "phone": "40001000",
    "hours": HOURS,
}


UNANSWERED = {name: value for name, value in DOOR.items() if name not in {"phone", "hours"}}


def profile(*doors, **reception) -> Profile:
    """Units, roles and posts of the cast, by their keys."""
    return Profile.model_validate(
        {
            "format": 1,
            "municipality": {"key": "lillevig", "name": "Lillevig", "short_name": "Lillevig", "purpose": "At forebygge"},
            "posts": [
                {"key": "ssp", "name": "Konsulenter", "role": "ssp_consultant", "unit": "ssp"},
                {"key": "gaden", "name": "Gaden", "role": "outreach_worker", "unit": "ssp"},
                {"key": "klub", "name": "Klubben", "role": "club_leader", "unit": "sports"},
            ],
            "doors": doors or [DOOR],
            "reception": {
                "telephones": [{"key": "vagt", "name": "Vagten", "phone": "40 00 00 02"}],
                "duty": "vagt",
            }
            | reception,
        }
    )  # fmt: skip


def apply(cast: Cast, told: Profile) -> dict[str, int]:
    actor = Actor(cast.body.installer_id, now())
    sign(actor)
    return dict(apply_reception(actor, cast.body, told))


def test_a_door_is_founded_once_with_keys_for_its_posts(cast):
    assert apply(cast, profile()) == {"added": 2}
    assert apply(cast, profile()) == {}
    door = ConcernDoor.objects.get()
    ring = keys_due(type(cast.consultant.staff).objects.filter(body=cast.body), today(cast.consultant.actor))
    holders = {principal for principal, audience in ring if audience == door.audience_id}
    assert holders == {cast.members[key].principal_id for key in ("consultant", "colleague", "outreach_worker")}
    assert door_of(cast.ssp_teacher.staff, today(cast.consultant.actor), DoorTakes.CONCERN) == door
    cast.outreach_worker.sign()
    from samspil.access.cabinet import own_keys  # noqa: PLC0415

    assert door.audience_id in own_keys()


def test_a_door_without_number_and_hours_stands_in_the_directory_alone(cast):
    assert apply(cast, profile(UNANSWERED)) == {"added": 1}  # what holds for all doors
    assert not ConcernDoor.objects.exists()


def test_a_door_is_made_as_the_register_says_it(cast):
    of_school = {"workplace": "school", "district": None, "takes": ["sparring"], "answers_within_open_hours": 4}
    apply(cast, profile({**DOOR, **of_school}))
    door = ConcernDoor.objects.get()
    assert (door.workplace, door.takes, door.answers_within_open_hours) == (cast.units["school"], ["sparring"], 4)


def test_what_the_file_no_longer_names_ends_and_its_keys_with_it(cast):
    apply(cast, profile())
    door = ConcernDoor.objects.get()
    assert apply(cast, profile(UNANSWERED))["ended"] == 1
    ring = keys_due(type(cast.consultant.staff).objects.filter(body=cast.body), today(cast.consultant.actor))
    assert not {principal for principal, audience in ring if audience == door.audience_id}
    with pytest.raises(Refused):
        door_of(cast.ssp_teacher.staff, today(cast.consultant.actor), DoorTakes.CONCERN)


def test_a_private_association_answers_no_door(cast):
    door = {**DOOR, "key": "klub", "unit": "sports", "posts": ["klub"]}
    with pytest.raises(Refused, match="Boldklubben"):
        apply(cast, profile(door))
    with pytest.raises(Refused, match="ukendt"):
        apply(cast, profile({**door, "posts": ["ukendt"]}))


def test_each_guide_is_kept_with_its_day(cast):
    apply(cast, profile())
    apply(cast, profile(remind_after_hours=6))
    assert [row.content.get("remind_after_hours") for row in Reception.objects.order_by("pk")] == [None, 6]


def test_a_door_inside_the_house_is_no_profiles_and_stays(cast):
    """A unit was asked to take over a concern; the profile names its doors and never that one."""
    apply(cast, profile())
    cast.consultant.sign()
    ((made,),) = cabinet.call("SELECT concerns.door_of_unit(%s)", [cast.units["school"].pk])
    assert apply(cast, profile()) == {}
    assert ConcernDoor.objects.get(pk=made).valid_to is None
