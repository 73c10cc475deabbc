"""The pages, through the whole stack: sign-in, middleware, policies, templates."""

from __future__ import annotations

from uuid import uuid4

from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.tests.steps import approved, decided, listed, opened, placed, planned
from tests.cast import Cast


def test_from_the_list_to_the_minutes(cast: Cast) -> None:
    meeting = planned(cast)
    entry = listed(cast, "Jonas Holm")
    client = cast.client("consultant")
    page = client.get(f"/moeder/{meeting.pk}/")
    assert page.status_code == 200
    assert "Jonas Holm" in page.content.decode()

    answer = client.post(
        f"/moeder/{meeting.pk}/placer/",
        {"chosen": [f"entry-{entry.pk}"], "named": "with", "necessity": "valg af indsats"},
    )
    assert answer.status_code == 303, answer.content.decode()[:2000]
    assert client.post(f"/moeder/{meeting.pk}/send/").status_code == 303
    assert client.get(f"/moeder/{meeting.pk}/begynd/").status_code == 200
    lines = {
        f"staff_{cast.members[key].staff.pk}": "present"
        for key in ("consultant", "colleague", "social_worker", "police_officer")
    }
    assert client.post(f"/moeder/{meeting.pk}/begynd/", {**lines, "early": "on"}).status_code == 303

    cast.consultant.sign()
    item = Item.objects.get(meeting=meeting)
    assert client.get(f"/moeder/{meeting.pk}/bord/").headers["Location"] == f"/moeder/punkt/{item.pk}/"
    table = client.get(f"/moeder/punkt/{item.pk}/")
    assert "Ingen opfølgning" in table.content.decode()
    answer = client.post(
        f"/moeder/punkt/{item.pk}/beslut/",
        {"word": "support", "idempotency_key": uuid4(), "version": item.version},
    )
    assert answer.status_code == 303, answer.content.decode()[:3000]
    cast.consultant.sign()
    decision = Decision.objects.get(item=item)
    assert decision.responsible_id == cast.consultant.staff.pk
    assert decision.due_on is not None

    assert client.post(f"/moeder/{meeting.pk}/slut/").status_code == 303
    assert client.post(f"/moeder/{meeting.pk}/godkend/", {"early": "on"}).status_code == 303
    minutes = client.get(f"/moeder/{meeting.pk}/referat/")
    assert "Tilbyd støtte" in minutes.content.decode()
    pdf = client.get(f"/moeder/{meeting.pk}/referat.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert Meeting.objects.get(pk=meeting.pk).state == "approved"


def test_a_meeting_that_is_over_offers_nothing_to_place(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "support", cast.consultant)
    approved(table)
    entry = listed(cast, "Ella Lind")
    page = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/").content.decode()
    assert entry.name not in page
    assert f"/moeder/{table.meeting.pk}/placer/" not in page


def test_the_wrong_audience_gets_404(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    item = table.items[0]
    for key in ("outsider", "politician", "other_consultant", "youth_job_centre"):
        assert cast.client(key).get(f"/moeder/punkt/{item.pk}/").status_code == 404


def test_those_present_read_and_share(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    item = table.items[0]
    client = cast.client("police_officer")
    page = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert "Jonas Holm" in page
    assert "decision-form" not in page
    answer = client.post(f"/moeder/punkt/{item.pk}/del/", {"text": "Blev hentet", "necessity": "valg af indsats"})
    assert answer.status_code == 303, answer.content.decode()[:2000]
    assert "Blev hentet" in cast.client("consultant").get(f"/moeder/punkt/{item.pk}/").content.decode()


def test_a_hidden_item_is_a_line_without_content(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    page = cast.client("police_officer").get(f"/moeder/{table.meeting.pk}/").content.decode()
    assert "Fortroligt punkt" in page
    assert "Jonas" not in page


def test_after_approval_the_table_is_closed(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "continue")
    approved(table)
    client = cast.client("consultant")
    assert client.get(f"/moeder/punkt/{table.items[0].pk}/").status_code == 404
    page = client.get(f"/moeder/{table.meeting.pk}/").content.decode()
    assert "1 punkt blev drøftet. Det er lukket, fordi referatet er godkendt" in page
    assert "Fortroligt punkt" not in page  # a column of them would say nothing
