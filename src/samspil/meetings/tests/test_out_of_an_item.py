"""Who keeps the minutes and went out of an item, or was not to have its name, reads nothing of it: neither pen nor door opens it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, coming_in, deciding, discussing, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision, Item, Meeting, MeetingState, Slot, Statement
from samspil.meetings.tests.steps import BORN, Table, opened, placed, planned
from samspil.people.models import Person
from tests.cast import Cast

TOLD = "Politiet har talt med familien"
TABLES = ("meetings_item", "meetings_statement", "meetings_decision", "concerns_listentry", "people_person")


@pytest.fixture
def table(cast: Cast) -> Table:
    """Two children; the chair went out of the first, at which the police told something."""
    there = [cast.consultant, cast.colleague, cast.social_worker, cast.police_officer]
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)), *there)
    actor = cast.police_officer.sign()
    sitting.share(actor, item=table.fresh(table.items[0]), text=TOLD, necessity="valg af indsats")
    sitting.step_out(cast.consultant.sign(), item=table.fresh(table.items[0]), staff_id=cast.consultant.staff.pk)
    return table


def decide(table: Table, who: str, item: Item, word: str = "continue") -> Decision:
    actor = table.cast.members[who].sign()
    item = table.fresh(item)
    return deciding.decide(actor, item=item, version=item.version, choice=Choice(word), key=uuid4())


def counted(table: Table, who: str, item: Item) -> dict[str, int]:
    """How many rows of each table about that item the database gives this colleague, in plain SQL as the app role."""
    table.cast.members[who].sign()
    found = {}
    with connection.cursor() as cursor:
        for name in TABLES:
            column = {"meetings_item": "id", "concerns_listentry": "id", "people_person": "id"}.get(name, "item_id")
            key = {"concerns_listentry": item.entry_id, "people_person": item.subject}.get(name, item.pk)
            cursor.execute(f"SELECT count(*) FROM {name} WHERE {column} = %s", [key])
            found[name] = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM access_history WHERE parent_table = 'meetings_item' AND parent_id = %s", [item.pk]
        )
        found["access_history"] = cursor.fetchone()[0]
    return found


def test_the_database_gives_the_chair_nothing_of_it(cast: Cast, table: Table) -> None:
    decide(table, "colleague", table.items[0])
    assert set(counted(table, "consultant", table.items[0]).values()) == {0}
    seen = counted(table, "colleague", table.items[0])
    assert all(seen.values()), seen
    assert all(counted(table, "consultant", table.items[1])[name] for name in ("meetings_item", "people_person"))


def test_neither_written_nor_hung_upon(cast: Cast, table: Table) -> None:
    item = table.items[0]
    cast.consultant.sign()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_item SET label = 'x'")  # every row that the policies let through
    cast.colleague.sign()
    assert Item.objects.get(pk=item.pk).label == "Jonas Holm"
    for path in ("", "del/", "beslut/", "tag-af/"):
        assert cast.client("consultant").post(f"/moeder/punkt/{item.pk}/{path}", {"word": "none"}).status_code in {
            404,
            405,
        }
    cast.colleague.sign()
    assert Item.objects.get(pk=item.pk).state == "waiting"


def test_no_page_shows_the_child(cast: Cast, table: Table) -> None:
    item = table.items[0]
    decide(table, "colleague", item)
    client = cast.client("consultant")
    for path in (f"/moeder/punkt/{item.pk}/", f"/barnet/{item.subject}/"):
        assert client.get(path).status_code == 404, path
    for path in (f"/moeder/{table.meeting.pk}/", f"/moeder/{table.meeting.pk}/bord/", f"/moeder/{table.meeting.pk}/referat/",
                 f"/moeder/{table.meeting.pk}/slut/", f"/moeder/{table.meeting.pk}/fremmoede/", "/"):  # fmt: skip
        page = client.get(path).content.decode()
        assert TOLD not in page, path
        assert "Jonas Holm" not in page.replace('value="Jonas Holm"', ""), path
    link = f'href="/barnet/{item.subject}/"'
    assert link not in client.post("/soeg/", {"name": "Jonas Holm", "born": f"{BORN:%d.%m.%Y}"}).content.decode()
    assert (
        link
        in cast.client("colleague").post("/soeg/", {"name": "Jonas Holm", "born": f"{BORN:%d.%m.%Y}"}).content.decode()
    )


def test_to_whom_of_the_keepers_the_name_was_not_said_reads_nothing_of_it(cast: Cast) -> None:
    there = [cast.consultant, cast.colleague, cast.police_officer]
    table = opened(placed(cast, "Jonas Holm", named=False, meeting=planned(cast, days=0)), *there)
    needed = [cast.police_officer.staff.pk]
    item = discussing.ask(
        cast.consultant.sign(), item=table.fresh(table.items[0]), because="Er i tvivl om hjemmet", needed=needed
    )
    discussing.say_name(cast.consultant.sign(), item=item, name="Jonas Holm", birth_date=None)
    assert set(counted(table, "colleague", item).values()) == {0}
    assert counted(table, "police_officer", item)["people_person"] == 1
    assert cast.client("colleague").get(f"/moeder/punkt/{item.pk}/").status_code == 404
    assert "Jonas Holm" not in cast.client("colleague").get(f"/moeder/{table.meeting.pk}/").content.decode()


def test_who_was_absent_when_the_name_was_said_does_not_get_it_by_coming_late(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm", named=False, meeting=planned(cast, days=0))
    lines = [
        sitting.Seated(cast.members[key].staff.pk, state)
        for key, state in (("consultant", "present"), ("social_worker", "present"), ("police_officer", "absent"))
    ]
    table.meeting = sitting.open_meeting(cast.consultant.sign(), meeting=table.meeting, attendance=lines)
    item = discussing.ask(
        cast.consultant.sign(),
        item=table.fresh(table.items[0]),
        because="Er i tvivl",
        needed=[cast.social_worker.staff.pk],
    )
    discussing.say_name(cast.consultant.sign(), item=item, name="Jonas Holm", birth_date=None)
    late = sitting.Seated(cast.police_officer.staff.pk, "present")
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=late)
    cast.police_officer.sign()
    assert not Item.objects.filter(pk=item.pk).exists()


def test_a_chair_who_went_out_approves_and_still_reads_nothing(cast: Cast, table: Table) -> None:
    first, second = table.items
    places = dict(Slot.objects.filter(meeting=table.meeting).values_list("pk", "position"))
    deciding.decide(
        cast.colleague.sign(), item=table.fresh(first), version=table.fresh(first).version, key=uuid4(),
        choice=Choice("support", responsible=cast.social_worker.staff, due_on=timezone.localdate(table.meeting.starts_at)),
    )  # fmt: skip
    decide(table, "consultant", second, "none")
    client = cast.client("consultant")
    assert client.post(f"/moeder/{table.meeting.pk}/slut/").status_code == 303
    assert client.post(f"/moeder/{table.meeting.pk}/godkend/").status_code == 303
    cast.consultant.sign()
    meeting = Meeting.objects.get(pk=table.meeting.pk)
    assert meeting.state == MeetingState.APPROVED
    assert not Decision.objects.filter(meeting=meeting).exists()
    assert not Person.objects.filter(pk=first.subject).exists()
    assert client.get(f"/barnet/{first.subject}/").status_code == 404
    cast.police_officer.sign()
    line = Decision.objects.get(meeting=meeting)
    assert line.number == places[first.slot_id]
    assert Person.objects.filter(pk=first.subject).exists()
    cast.social_worker.sign()
    assert Statement.objects.filter(item=first, text=TOLD).exists()  # carried on to the unit of the responsible
    cast.consultant.sign()
    assert not Item.objects.filter(meeting=meeting).exists()
    # Opened again, the other keepers and those present read the item, and the chair does not.
    assert client.post(f"/moeder/{meeting.pk}/genaabn/", {"sure": "on"}).status_code == 303
    cast.colleague.sign()
    assert Item.objects.filter(pk=first.pk).exists()
    cast.consultant.sign()
    assert not Item.objects.filter(pk=first.pk).exists()


def test_what_waits_without_the_chair_is_said_with_who_takes_it(cast: Cast, table: Table) -> None:
    decide(table, "consultant", table.items[1], "none")
    client = cast.client("consultant")
    page = " ".join(client.get(f"/moeder/{table.meeting.pk}/slut/").content.decode().split())
    assert "1 punkt mangler en beslutning." in page
    assert "Punkt 1 er lukket for dig." in page
    assert cast.colleague.staff.name in page
    assert "Jonas Holm" not in page
    assert client.post(f"/moeder/{table.meeting.pk}/slut/", {"left_open": "1"}).status_code == 303
    minutes = " ".join(client.get(f"/moeder/{table.meeting.pk}/referat/").content.decode().split())
    assert "Punkt 1 er lukket for dig." in minutes
    assert "Referatet kan ikke godkendes" in minutes
    assert client.post(f"/moeder/{table.meeting.pk}/godkend/").status_code == 409
    closing.resume(cast.colleague.sign(), meeting=Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    decide(table, "colleague", table.items[0], "none")
    assert client.post(f"/moeder/{table.meeting.pk}/slut/").status_code == 303
    assert client.post(f"/moeder/{table.meeting.pk}/godkend/").status_code == 303


def test_another_keeper_lets_the_chair_in_again_and_the_chair_does_not(cast: Cast, table: Table) -> None:
    with pytest.raises(Refused, match="en anden"):
        coming_in.come_in(cast.consultant.sign(), meeting=table.meeting, slot_id=table.items[0].slot_id)
    page = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/fremmoede/").content.decode()
    assert 'name="again"' not in page
    sitting.step_in(cast.colleague.sign(), item=table.fresh(table.items[0]), staff_id=cast.consultant.staff.pk)
    cast.consultant.sign()
    assert Item.objects.filter(pk=table.items[0].pk).exists()


def test_where_nobody_else_keeps_the_minutes_the_chair_comes_in_again_with_a_press(cast: Cast, table: Table) -> None:
    for who in ("colleague", "social_worker"):
        sitting.step_out(
            cast.members[who].sign(), item=table.fresh(table.items[0]), staff_id=cast.members[who].staff.pk
        )
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/fremmoede/"
    page = client.get(address).content.decode()
    assert f'name="again" value="{table.items[0].slot_id}"' in page
    assert client.post(address, {"again": table.items[0].slot_id}).status_code == 303
    assert client.get(f"/moeder/punkt/{table.items[0].pk}/").status_code == 200


def test_what_an_own_unit_reads_in_another_way_stays(cast: Cast, table: Table) -> None:
    """The record was given to the unit of the chair before: with a case of its own it goes on reading it."""
    item = table.items[0]
    cast.consultant.sign()
    assert not ListEntry.objects.filter(pk=item.entry_id).exists()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL ROLE samspil_lock")
        unit = cast.units["ssp"].audience_id
        cursor.execute(
            "UPDATE people_person SET audiences = audiences || %s::bigint WHERE id = %s", [unit, item.subject]
        )
        cursor.execute("SET LOCAL ROLE samspil_app")
    assert Person.objects.filter(pk=item.subject).exists()


def test_nobody_lifts_it_by_hand(cast: Cast, table: Table) -> None:
    cast.consultant.sign()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspil.past', %s, true)", [f"{table.meeting.pk}.{'0' * 64}"])
    assert not Item.objects.filter(pk=table.items[0].pk).exists()
