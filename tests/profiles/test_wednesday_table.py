"""Vallensbæk's forum for named children at the table: the same pages as everywhere, by the profile alone."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from samspil.access.actor import Actor, now, sign
from samspil.access.cabinet import keys as reads
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, preparing, sitting
from samspil.meetings.models import Decision, Item, Meeting
from samspil.organisations import actions
from samspil.organisations.models import Body, Forum, Role, Seat, Staff
from samspil.organisations.signin.models import User
from tests.cast import Cast
from tests.profiles.reading import forum_of, read
from tests.profiles.test_pages_of_the_four import settle

# Who takes which seat; the seats, their units and their roles are the profile's.
SITS = {
    "ssp": "Vibeke Holm", "uddannelse": "Ole Krag", "ssp-laerere-egholmskolen": "Nina Toft", "forebyggelse": "Pia Lund",
    "job": "Jens Bak", "vicepolitidirektoer": "Carl Juhl", "politi": "Karen Riis",
}  # fmt: skip


def _enrolled(body: Body, key: str, name: str) -> tuple[Staff, Seat]:
    stated = next(seat for seat in forum_of("vallensbaek", "onsdagsgruppen").seats if seat.key == key)
    seat = Seat.objects.select_related("forum", "unit").get(forum__body=body, forum__key="onsdagsgruppen", key=key)
    role = Role.objects.get(body=body, key=stated.role or "jobraadgiver")
    actor = Actor(body.installer_id, now())
    sign(actor)
    made = actions.create_colleague(
        actor, body=body, name=name, email=f"{key}@example.org", role=role, unit=seat.unit
    )  # fmt: skip
    return made.staff, seat


def _acts(staff: Staff) -> Actor:
    actor = Actor(staff.principal_id, now())
    sign(actor)
    return actor


@pytest.mark.django_db
@pytest.mark.covers("VAL-84", verb="listentry.captured")
@pytest.mark.covers("VAL-85", verb="decision.made")
@pytest.mark.covers("VAL-89", verb="seat.given")
def test_the_wednesday_group_runs_at_the_table_by_its_own_rules(cast: Cast) -> None:
    body, _client = settle(read("vallensbaek"))
    seated: dict[str, Staff] = {}
    for key, name in SITS.items():
        seated[key], seat = _enrolled(body, key, name)
        actions.give_seat(Actor(body.installer_id, now()), staff=seated[key], seat=seat)
    control, seat = _enrolled(body, "kontrol", "Jørgen Falk")
    with pytest.raises(Refused, match="Kontrolgruppen"):  # benefit control, until the officer has settled it
        actions.give_seat(Actor(body.installer_id, now()), staff=control, seat=seat)

    forum = Forum.objects.select_related("body").get(body=body, key="onsdagsgruppen")
    actor = _acts(seated["ssp"])
    start = actor.at + timedelta(days=1)
    meeting = Meeting.objects.create(forum=forum, starts_at=start, ends_at=start + timedelta(hours=2))
    meeting = preparing.send_agenda(actor, meeting=meeting)
    lines = [sitting.Seated(staff.pk, "present") for staff in seated.values()]
    meeting = sitting.open_meeting(actor, meeting=meeting, attendance=lines)
    assert meeting.opened_by_id == seated["ssp"].pk, "the consultant has the chair"

    writer = Client()
    writer.force_login(User.objects.get(principal_id=seated["ssp"].principal_id))
    typed = {"Jonas Holm 25 sigtet": 303, "Aya Vinter 15 vidne": 303, "Bo Eng": 303, "Ida Krog 26 sigtet": 422}
    for line, status in typed.items():
        answer = writer.post(f"/moeder/{meeting.pk}/skriv/", {"line": line, "idempotency_key": uuid4()})
        assert answer.status_code == status, line
    assert "unge til og med 25 år" in answer.content.decode()
    assert "Ida Krog 26 sigtet" in answer.content.decode(), "what was typed is kept"

    _acts(seated["ssp"])
    items = list(Item.objects.filter(meeting=meeting).order_by("slot__position"))
    assert [item.label for item in items] == ["Aya Vinter", "Bo Eng", "Jonas Holm"], "26 is not there, 25 is"
    for item in items:  # the default is the conversation, whatever the role on the list
        page = writer.get(f"/moeder/punkt/{item.pk}/").content.decode()
        assert re.search(r'value="preventive_conversation"[^>]* checked', page), item.label
        assert not re.search(r'value="no_conversation"[^>]* checked', page)

    first, second, third = items
    wrong = _decide(writer, second, word="no_conversation")
    assert wrong.status_code == 422
    assert "Skriv med få ord hvorfor" in wrong.content.decode()
    assert _decide(writer, second, word="no_conversation", reason="Er flyttet").status_code == 303
    assert _decide(writer, first, word="preventive_conversation").status_code == 303
    _acts(seated["ssp"])
    made = {one.item_id: one for one in Decision.objects.filter(meeting=meeting)}
    assert (made[second.pk].label, made[second.pk].reason) == ("Ingen samtale (begrundes)", "Er flyttet")
    assert made[first.pk].responsible_id == seated["ssp-laerere-egholmskolen"].pk, "an SSP teacher is proposed"
    assert made[first.pk].due_on == made[first.pk].decided_on + timedelta(days=14)
    assert third.pk not in made

    for key, staff in seated.items():  # every party at the table reads; nobody else does
        _acts(staff)
        assert forum.audience_id in reads(), key
        assert Decision.objects.filter(meeting=meeting).count() == 2, key
    _acts(control)
    assert forum.audience_id not in reads()
    assert not Item.objects.filter(meeting=meeting).exists()

    actor = _acts(seated["ssp"])
    ended = closing.end_meeting(
        actor, meeting=Meeting.objects.select_related("forum__body").get(pk=meeting.pk), left_open=1
    )
    with pytest.raises(Refused):  # somebody on the list has neither a conversation nor a reason
        closing.approve(_acts(seated["ssp"]), meeting=ended)


def _decide(client: Client, item: Item, **choice: str) -> object:
    version = Item.objects.values_list("version", flat=True).get(pk=item.pk)
    sent = {"idempotency_key": uuid4(), "version": version, **choice}
    return client.post(f"/moeder/punkt/{item.pk}/beslut/", sent)
