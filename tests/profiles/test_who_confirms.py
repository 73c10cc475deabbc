"""In each of the four municipalities there is somebody who confirms that a child or parents are not asked, at every door and in every
unit to which a concern can be handed over (HAL-15).
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.demo.colleagues import answering as with_telephones
from samspil.organisations.models import Body, ConcernDoor, Post, Role, Staff, Unit
from samspil.organisations.profile import Profile
from samspil.organisations.queries.concern_doors import answering, doors_of, units_asked
from tests.cast import as_role
from tests.profiles.reading import MUNICIPALITIES, read
from tests.profiles.test_pages_of_the_four import settle


def staffed(profile: Profile) -> Body:
    """The profile applied, with somebody in each of its posts: two where the number is not one."""
    body, _client = settle(profile)
    sign(Actor(body.installer_id, now()))
    roles = {role.key: role for role in Role.objects.filter(body=body)}
    units = {unit.key: unit for unit in Unit.objects.filter(body=body)}
    for post in profile.posts:
        for number in range(1 if post.number == 1 else 2):
            principal, person = cabinet.enrol("staff", body.administration_id)
            staff = Staff.objects.create(
                principal_id=principal, person_audience_id=person, body=body, name=f"{post.name} {number}"
            )
            Post.objects.create(role=roles[post.role], unit=units[post.unit], staff=staff, leads=post.leads)
    for door in doors_of(body, timezone.localdate(now())):
        people = {post.staff.principal_id for _place, post in answering([door], timezone.localdate(now()))[door.pk]}
        cabinet.admit([door.audience_id], sorted(people))
    return body


def confirmers(door: ConcernDoor, writer: Staff) -> list[int]:
    with as_role("samspil_lock"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT responsibility.confirmers(%s, ARRAY[%s]::bigint[], ARRAY[%s]::bigint[], access.at())",
            [writer.principal_id, door.unit_id, door.audience_id],
        )
        return list(cursor.fetchone()[0])


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_at_every_door_somebody_confirms_what_each_who_answers_it_writes(db: None, name: str) -> None:
    body = staffed(with_telephones(read(name), name))
    today = timezone.localdate(now())
    doors = [door for door in doors_of(body, today) if not door.matter]
    assert doors
    first = answering(doors, today)[doors[0].pk][0][1].staff
    for unit in units_asked(body, today):
        sign(Actor(first.principal_id, now()))
        cabinet.call("SELECT concerns.door_of_unit(%s)", [unit.pk])
    doors = [door for door in doors_of(body, today) if not door.matter]
    nobody = [
        f"{door.name}: {post.staff.name}"
        for door in doors
        for _place, post in answering([door], today)[door.pk]
        if not post.leads and not confirmers(door, post.staff)
    ]
    assert nobody == []
