"""Names typed while the list is read aloud: each line is answered by itself, and the page that is open shows what has come."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.test import Client

from samspil.meetings.actions import sitting
from samspil.meetings.models import Decision, Item
from samspil.meetings.tests.steps import Table, decided, opened, placed
from tests import clock
from tests.cast import Cast

AT_THE_TABLE = {"HX-Request": "true"}


def type_line(client: Client, table: Table, line: str, key: UUID | None = None) -> tuple[int, str]:
    """As the script of the line sends it. Answers the status and what is told."""
    answer = client.post(
        f"/moeder/{table.meeting.pk}/skriv/", {"line": line, "idempotency_key": key or uuid4()}, headers={"Line": "1"}
    )
    return answer.status_code, answer.json()["told"]


def names(table: Table) -> list[str]:
    table.cast.consultant.sign()
    return list(Item.objects.filter(meeting=table.meeting).order_by("slot__position").values_list("label", flat=True))


def test_each_line_is_written_once_and_says_what_it_leaves_open(cast: Cast) -> None:
    table, client, key = opened(placed(cast, "Jonas Holm")), cast.client("consultant"), uuid4()
    assert type_line(client, table, "Ali Omar 15 m", key) == (200, "")
    assert type_line(client, table, "Ali Omar 15 m", key) == (200, "")
    assert type_line(client, table, "Lars Bech") == (200, "Hvor gammel? Der er ikke gættet på noget.")
    assert names(table) == ["Jonas Holm", "Ali Omar", "Lars Bech"]


def test_a_line_that_is_not_understood_comes_back_with_its_sentence(cast: Cast) -> None:
    table, client = opened(placed(cast, "Jonas Holm")), cast.client("consultant")
    status, told = type_line(client, table, "Ali Omar 311299-12345678")
    assert status == 422
    assert "Ret det, eller tag det ud." in told
    assert type_line(client, table, "  ")[0] == 422
    assert names(table) == ["Jonas Holm"]


def now(client: Client, table: Table, shown: str = "", item: Item | None = None) -> tuple[int, str, str]:
    """What an open page asks for. Answers status, content, and the mark to ask with next time."""
    at = f"item={item.pk}&" if item else ""
    answer = client.get(f"/moeder/{table.meeting.pk}/bord/nu/?{at}shown={shown}", headers=AT_THE_TABLE)
    content = answer.content.decode()
    mark = content.split("shown=")[1].split('"')[0] if "shown=" in content else shown
    return answer.status_code, content, mark


def test_what_somebody_shares_stands_on_the_other_pages(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    item, client = table.items[0], cast.client("consultant")
    status, content, mark = now(client, table, item=item)
    assert status == 200
    assert "Jonas Holm" in content
    assert now(client, table, mark, item)[0] == 204
    sitting.share(
        cast.social_worker.sign(), item=table.fresh(item), text="Kommer ikke i skole", necessity="valg af indsats"
    )
    status, content, later = now(client, table, mark, item)
    assert status == 200
    assert "Kommer ikke i skole" in content
    assert now(client, table, later, item)[0] == 204


def test_who_has_stepped_out_is_led_away_from_the_item(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    item, client = table.items[0], cast.client("police_officer")
    assert now(client, table, item=item)[0] == 200
    sitting.step_out(cast.consultant.sign(), item=table.fresh(item), staff_id=cast.police_officer.staff.pk)
    answer = client.get(f"/moeder/{table.meeting.pk}/bord/nu/?item={item.pk}&shown=", headers=AT_THE_TABLE)
    assert answer.headers["HX-Redirect"] == f"/moeder/{table.meeting.pk}/bord/"
    assert "Jonas Holm" not in now(client, table)[1]


def seen(content: str) -> str:
    return content.split('name="seen"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_a_decision_made_without_what_was_told_meanwhile_asks_first(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    item, client = table.items[0], cast.client("consultant")
    page = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    sitting.share(
        cast.social_worker.sign(), item=table.fresh(item), text="Kommer ikke i skole", necessity="valg af indsats"
    )
    table.cast.consultant.sign()
    typed = {"word": "none", "version": table.fresh(item).version, "idempotency_key": uuid4(), "reason": "Fred nu"}
    answer = client.post(f"/moeder/punkt/{item.pk}/beslut/", {**typed, "seen": seen(page)})
    content = answer.content.decode()
    assert answer.status_code == 422
    assert "Der er delt noget ved punktet, siden du åbnede det." in content
    assert "Kommer ikke i skole" in content
    assert "Fred nu" in content
    cast.consultant.sign()
    assert not Decision.objects.filter(item=item).exists()
    answer = client.post(f"/moeder/punkt/{item.pk}/beslut/", {**typed, "seen": seen(content)})
    assert answer.status_code == 303
    cast.consultant.sign()
    assert Decision.objects.get(item=item).word == "none"


def test_an_open_page_shows_what_has_been_decided(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    client = cast.client("police_officer")
    _status, _content, mark = now(client, table, item=table.items[1])
    decided(table, table.items[0], "support", cast.social_worker)
    status, content, _mark = now(client, table, mark, table.items[1])
    assert status == 200
    assert "1 af 2 afgjort" in content


def test_after_saving_one_reads_what_for_whom_by_whom_and_when(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    item, client = table.items[0], cast.client("consultant")
    cast.consultant.sign()
    typed = {"word": "support", "version": table.fresh(item).version, "idempotency_key": uuid4()}
    responsible = cast.social_worker.staff
    answer = client.post(
        f"/moeder/punkt/{item.pk}/beslut/", {**typed, "responsible": responsible.pk, "due_on": clock.late()}
    )
    content = client.get(answer.headers["Location"]).content.decode()
    assert f"Gemt: Jonas Holm, Tilbyd støtte, {responsible.name}, frist {clock.late()}" in " ".join(content.split())
    shown = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert f"Ansvarlig: {responsible.name}" in " ".join(shown.split())
    cast.consultant.sign()
    made = Decision.objects.get(item=item)
    answer = client.post(f"/moeder/beslutning/{made.pk}/fortryd/")
    assert "Fortrudt: Tilbyd støtte for Jonas Holm." in client.get(answer.headers["Location"]).content.decode()
