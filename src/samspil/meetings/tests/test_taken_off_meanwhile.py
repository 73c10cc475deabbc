"""An item that a colleague takes off while one decides about it: the page says so, and gives back what was written."""

from __future__ import annotations

from uuid import uuid4

from samspil.meetings.actions import preparing
from samspil.meetings.tests.steps import opened, placed, planned
from tests.cast import Cast


def test_who_decides_about_an_item_that_was_taken_off_reads_by_whom_and_goes_back_to_the_table(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))
    item = table.items[0]
    preparing.take_off(cast.colleague.sign(), item=item)
    answer = cast.client("consultant").post(
        f"/moeder/punkt/{item.pk}/beslut/",
        {
            "word": "preventive_conversation",
            "seen": "4f53cda18c2b",
            "answer": "case.family",
            "responsible": cast.social_worker.staff.pk,
            "version": item.version,
            "idempotency_key": uuid4(),
            "due_on": "14.12.2026",
            "text": "Tal med familien",
            "reason": "kort",
            "_chosen": "word answer responsible",
            "_was": "0",
        },
    )
    assert answer.status_code == 410
    page = answer.content.decode()
    assert f"{cast.colleague.staff.name} har taget punktet af dagsordenen" in page
    assert f'href="/moeder/{table.meeting.pk}/bord/"' in page
    for written in ("Tal med familien", "kort", "14.12.2026"):
        assert f">{written}</textarea>" in page
    for inside in ("preventive_conversation", "4f53cda18c2b", "case.family", "word answer responsible"):
        assert inside not in page
    assert page.count("<textarea") == 3


def test_who_never_read_the_item_is_told_nothing(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    item = table.items[0]
    preparing.take_off(cast.colleague.sign(), item=item)
    for who in ("outsider", "police_officer"):
        answer = cast.client(who).get(f"/moeder/punkt/{item.pk}/")
        assert answer.status_code == 404
        assert cast.colleague.staff.name not in answer.content.decode()
