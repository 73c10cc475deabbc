"""The table at one item and saving a decision ask the same few statements whatever the agenda holds."""

from __future__ import annotations

import re
from uuid import uuid4

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspil.meetings.actions import sitting
from samspil.meetings.models import Item
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, placed
from tests.cast import Cast

# With the meeting that takes it up again, what was struck or told since, what waits, and whether two alike have two numbers or were
# parted.
MOST = 20
# A task is a row more, checked, handed over and recorded.
SAVING = {"continue": 16, "support": 22}  # one more: who went out of the item
FRAME = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS|SET LOCAL)\b")


def asked(client: Client, path: str, data: dict[str, str] | None = None) -> list[str]:
    with CaptureQueriesContext(connections["default"]) as domain, CaptureQueriesContext(connections["door"]) as door:
        answer = client.post(path, data) if data else client.get(path)
    assert answer.status_code in {200, 303}, answer.status_code
    return [q["sql"] for q in (*domain.captured_queries, *door.captured_queries) if not FRAME.match(q["sql"])]


def table_of(cast: Cast, count: int) -> Table:
    table = opened(placed(cast, *[f"Barn Nummer{number}" for number in range(count)]))
    for item in table.items:
        for member in (cast.social_worker, cast.police_officer):
            sitting.share(member.sign(), item=item, text="Går til fodbold", necessity="valg af indsats")
    return table


def test_the_item_page_does_not_grow_with_the_agenda(cast: Cast) -> None:
    few, many = table_of(cast, 2), table_of(cast, 14)
    client = cast.client("consultant")
    client.get(f"/moeder/punkt/{few.items[0].pk}/")
    agreed = opened(placed(cast, "Barn Aftalt"))
    decided(agreed, agreed.items[0], "support", cast.consultant)
    approved(agreed)
    counts = [asked(client, f"/moeder/punkt/{table.items[0].pk}/") for table in (few, many)]
    for name in ("Barn Venter", "Barn Venter Længe"):  # however much waits to be placed
        listed(cast, name)
    counts.append(asked(client, f"/moeder/punkt/{many.items[0].pk}/"))
    assert len(counts[0]) == len(counts[1]) == len(counts[2])
    assert len(counts[1]) <= MOST, "\n".join(sql[:2000] for sql in counts[1])


def deciding(cast: Cast, client: Client, table: Table, at: int, word: str) -> list[str]:
    cast.consultant.sign()
    item = Item.objects.get(pk=table.items[at].pk)
    data = {"word": word, "version": str(item.version), "idempotency_key": str(uuid4()), "reason": "Nyt forløb"}
    return asked(client, f"/moeder/punkt/{item.pk}/beslut/", data)


def test_saving_a_decision_does_not_grow_with_the_agenda(cast: Cast) -> None:
    few, many = table_of(cast, 3), table_of(cast, 14)
    client = cast.client("consultant")
    deciding(cast, client, few, 2, "continue")
    for word, at in (("continue", 0), ("support", 1)):
        counts = [deciding(cast, client, table, at, word) for table in (few, many)]
        assert len(counts[0]) == len(counts[1]), word
        assert len(counts[1]) <= SAVING[word], "\n".join(sql[:2000] for sql in counts[1])
