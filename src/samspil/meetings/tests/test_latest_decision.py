"""What was decided: the latest about the child is read without a press, and what was saved or undone is read aloud."""

from __future__ import annotations

import re

import pytest

from samspil.meetings.actions import preparing
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Item
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.web import dates
from tests.cast import Cast


def told_at(cast: Cast, item: Item, *, open_only: bool = False) -> str:
    """What stands in the middle of an item's page; `open_only`: without what is folded."""
    content = cast.client("police_officer").get(f"/moeder/punkt/{item.pk}/").content.decode()
    main = content.split("<main")[1].split("</main>")[0]
    if open_only:
        main = re.sub(r"<details(?![^>]* open).*?</details>", "", main, flags=re.DOTALL)
    return " ".join(main.split())


def on_agenda_again(cast: Cast, item: Item, source: str) -> Item:
    meeting, actor = planned(cast), cast.consultant.sign()
    placement = Placement(label="Jonas Holm", source=source, subject=item.subject, birth_date=item.birth_date)
    items = preparing.place(actor, meeting=meeting, necessity="valg af indsats", placements=[placement])
    meeting.refresh_from_db()
    return opened(Table(cast, meeting, items)).items[0]


@pytest.mark.parametrize("source", ["list", "concern", "follow_up"])
def test_what_was_decided_last_about_the_child_stands_open_and_what_came_before_is_folded(
    cast: Cast, source: str
) -> None:
    """With who is responsible and by when, on whatever way the child came here."""
    first = opened(placed(cast, "Jonas Holm"))
    decided(first, first.items[0], "continue", reason="Nyt forløb")
    approved(first)
    second = on_agenda_again(cast, first.items[0], "list")
    made = decided(Table(cast, second.meeting, [second]), second, "support", cast.social_worker)
    approved(Table(cast, second.meeting, [second]))
    third = on_agenda_again(cast, first.items[0], source)
    shown = told_at(cast, third, open_only=True)
    last = f"{dates.short(made.decided_on)}: Tilbyd støtte. "
    assert shown.count(last) == 1
    assert f"{cast.social_worker.staff.name}, " in shown.split(last)[1][:200]
    assert f"Frist: {dates.long(made.due_on)}" in shown.split(last)[1][:200]
    if source != "follow_up":  # where what is still open is told as what there is to follow up
        assert "Senest besluttet i dette forum" in shown
        assert "Planen fortsætter" not in shown
    assert "Planen fortsætter" in told_at(cast, third).split("Tidligere i dette forum")[1]


def test_a_child_that_was_never_here_has_neither(cast: Cast) -> None:
    shown = told_at(cast, opened(placed(cast, "Jonas Holm")).items[0])
    assert "Senest besluttet" not in shown
    assert "Tidligere i dette forum" not in shown


def test_undone_stands_in_a_region_that_is_read_aloud(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    made = decided(table, table.items[0], "support", cast.social_worker)
    client = cast.client("consultant")
    saved = client.get(f"/moeder/punkt/{table.items[1].pk}/").content.decode()
    assert re.search(r'role="status" data-saved="\d+">\s*Gemt: Jonas Holm', saved)
    answer = client.post(f"/moeder/beslutning/{made.pk}/fortryd/")
    undone = client.get(answer.headers["Location"]).content.decode()
    region = undone.split("Fortrudt: Tilbyd støtte for Jonas Holm.")[0].rsplit("<div", 1)[1]
    assert 'role="status"' in region


def test_undo_the_last_one_is_offered_to_whoever_decided_it_alone(cast: Cast) -> None:
    """Two write: what the other decided is undone on its item, where it is read first."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    decided(table, table.items[0], "again")

    def offered(who: str) -> bool:
        content = cast.client(who).get(f"/moeder/punkt/{table.items[1].pk}/").content.decode()
        assert "Gem og næste" in content
        return "Fortryd forrige, for Jonas Holm" in content

    assert offered("consultant")
    assert not offered("colleague")
