"""A name that was written by mistake is taken away, waits for no other meeting, comes back by one press, and goes at approval."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, closing, striking
from samspil.meetings.models import FollowUpCount, Item
from samspil.meetings.queries import what_waits
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from samspil.people.models import Person
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    found = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    item, _notes = capturing.write_line(
        cast.consultant.sign(), meeting=found.meeting, line="Fjern Mig 14 m", key=uuid4()
    )
    found.items.append(found.fresh(item))
    return found


def test_taken_away_at_the_table_it_waits_for_no_meeting(cast: Cast, table: Table) -> None:
    coming, client = planned(cast, days=7), cast.client("consultant")
    typed = table.items[1]
    page = client.get(f"/moeder/punkt/{typed.pk}/").content.decode()
    assert f"/moeder/punkt/{typed.pk}/slet/" in page
    assert f"/moeder/punkt/{typed.pk}/tag-af/" in page
    assert client.post(f"/moeder/punkt/{typed.pk}/slet/").status_code == 303
    cast.consultant.sign()
    assert what_waits(coming).all == 0
    cast.police_officer.sign()
    assert not Item.objects.filter(pk=typed.pk).exists()
    page = client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert "1 navn taget væk" in page


def test_one_press_puts_it_back(cast: Cast, table: Table) -> None:
    client, typed = cast.client("consultant"), table.items[1]
    client.post(f"/moeder/punkt/{typed.pk}/slet/")
    assert client.post(f"/moeder/punkt/{typed.pk}/slet/fortryd/").status_code == 303
    cast.police_officer.sign()
    assert Item.objects.get(pk=typed.pk).state == "waiting"


def test_at_approval_nothing_of_it_is_left_and_nothing_is_counted(cast: Cast, table: Table) -> None:
    first, typed = table.items
    striking.strike(cast.consultant.sign(), item=table.fresh(typed))
    decided(table, first, "continue")
    actor = cast.consultant.sign()
    closing.approve(actor, meeting=closing.end_meeting(actor, meeting=table.meeting))
    for who in ("consultant", "police_officer"):
        cast.members[who].sign()
        assert not ListEntry.objects.filter(pk=typed.entry_id).exists()
        assert not Person.objects.filter(name="Fjern Mig").exists()
    assert not FollowUpCount.objects.exists()


def test_what_came_on_a_list_is_taken_off_instead(cast: Cast, table: Table) -> None:
    with pytest.raises(Refused, match="skrevet ved dette møde"):
        striking.strike(cast.consultant.sign(), item=table.fresh(table.items[0]))
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert "/slet/" not in page
    assert f"/moeder/punkt/{table.items[0].pk}/tag-af/" in page
