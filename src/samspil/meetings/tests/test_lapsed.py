"""Minutes that nobody approved in time say so, with what to do, to those who could have approved them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspil.meetings.models import Meeting
from samspil.meetings.tests.steps import Table, decided, opened, placed
from tests.cast import Cast

SAID = "Ingen nåede at godkende referatet"


@pytest.fixture
def table(cast: Cast) -> Table:
    """Decided, never approved; the forum's days went by yesterday."""
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "support", cast.consultant)
    actor = cast.consultant.sign()
    Meeting.objects.filter(pk=table.meeting.pk).update(
        state="held", starts_at=actor.at - timedelta(days=11), closes_at=actor.at - timedelta(days=1)
    )
    return table


def test_my_day_says_it_to_those_who_could_approve(cast: Cast, table: Table) -> None:
    for who, told in (("consultant", True), ("social_worker", True), ("police_officer", False)):
        page = cast.client(who).get("/").content.decode()
        assert (SAID in page) == told
        assert "venter på godkendelse" not in page


def test_the_pages_of_the_meeting_say_what_to_do(cast: Cast, table: Table) -> None:
    for url in (f"/moeder/{table.meeting.pk}/", f"/moeder/{table.meeting.pk}/referat/"):
        page = cast.client("consultant").get(url).content.decode()
        assert SAID in page
        assert f"/moeder/{table.meeting.pk}/genaabn/" in page
        assert f"/moeder/{table.meeting.pk}/godkend/" not in page
        assert "genaabn" not in cast.client("police_officer").get(url).content.decode()


def test_opened_again_they_can_be_approved(cast: Cast, table: Table) -> None:
    client = cast.client("consultant")
    assert client.post(f"/moeder/{table.meeting.pk}/genaabn/").status_code == 303
    page = client.get(f"/moeder/{table.meeting.pk}/referat/").content.decode()
    assert SAID not in page
    assert client.post(f"/moeder/{table.meeting.pk}/godkend/").status_code == 303
    cast.consultant.sign()
    assert Meeting.objects.get(pk=table.meeting.pk).state == "approved"
