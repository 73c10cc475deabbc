"""The wall shows the present child, follows the minute-taker, and ends with the meeting."""

from __future__ import annotations

from samspil.audit.models import Event
from samspil.meetings.actions import closing
from samspil.meetings.tests.steps import Table, decided, opened, placed
from tests.cast import Cast

HTMX = {"HX-Request": "true"}


def at_the_table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", "Aya Ali"))


def wall(cast: Cast, table: Table, who: str = "consultant", shown: int | None = None) -> tuple[int, str]:
    query = f"?shown={shown}" if shown else ""
    answer = cast.client(who).get(f"/moeder/{table.meeting.pk}/storskaerm/{query}", headers=HTMX)
    return answer.status_code, answer.content.decode()


def turned_to(cast: Cast, table: Table, number: int, who: str = "consultant") -> None:
    page = cast.client(who).get(f"/moeder/punkt/{table.items[number].pk}/").content.decode()
    turns = f"/moeder/punkt/{table.items[number].pk}/vis/"
    assert (f'hx-post="{turns}" hx-trigger="load"' in page) == (who in {"consultant", "colleague", "social_worker"})
    assert cast.client(who).post(turns).status_code == 204


def test_it_follows_the_minute_taker_and_tells_of_nobody_else(cast: Cast) -> None:
    table = at_the_table(cast)
    assert "Jonas" not in wall(cast, table)[1]
    turned_to(cast, table, 0)
    status, first = wall(cast, table)
    assert status == 200
    assert "Jonas Holm" in first
    assert "Aya" not in first
    assert "every 3s" in first
    turned_to(cast, table, 1)
    _status, second = wall(cast, table, shown=table.items[0].slot_id)
    assert "Aya Ali" in second
    assert "Jonas" not in second
    whole = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/storskaerm/").content.decode()
    assert "Jonas" not in whole


def test_it_does_not_follow_the_others(cast: Cast) -> None:
    table = at_the_table(cast)
    turned_to(cast, table, 0)
    for who in ("police_officer", "social_worker"):
        turned_to(cast, table, 1, who)
    assert "Jonas Holm" in wall(cast, table)[1]


def test_the_same_child_is_not_sent_or_noted_again(cast: Cast) -> None:
    table = at_the_table(cast)
    turned_to(cast, table, 0)
    assert wall(cast, table)[0] == 200
    assert wall(cast, table, shown=table.items[0].slot_id) == (204, "")
    cast.protection_officer.sign()
    assert Event.objects.filter(act="item.shown_on_wall").count() == 1


def test_whoever_may_not_read_the_item_sees_no_name(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)
    turned_to(cast, table, 0)
    assert "Jonas" not in wall(cast, table, "police_officer")[1]
    assert wall(cast, table, "outsider")[0] == 404


def test_it_stops_with_the_meeting(cast: Cast) -> None:
    table = at_the_table(cast)
    turned_to(cast, table, 0)
    for item in table.items:
        decided(table, item, "continue")
    actor = cast.consultant.sign()
    closing.end_meeting(actor, meeting=table.meeting)
    status, page = wall(cast, table, shown=table.items[0].slot_id)
    assert status == 200
    assert "Jonas" not in page
    assert "hx-trigger" not in page
    assert "Mødet er slut" in page
