"""Several children of one event: gathered from names read aloud, decided in one press after a question, undone in one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from samspil.concerns.models import Incident, ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, gathering
from samspil.meetings.models import Decision, Item
from samspil.meetings.tests.steps import Table, opened, planned
from tests.cast import Cast

READ_ALOUD = ("Ali Omar 15 m", "Lars Bech 14 m", "Mia Dal 13 f")


def read_aloud(cast: Cast, *lines: str) -> Table:
    """A meeting in progress, and its items, as these lines were typed."""
    table = opened(Table(cast, planned(cast)))
    actor = cast.consultant.sign()
    for line in lines:
        item, _notes = capturing.write_line(actor, meeting=table.meeting, line=line, key=uuid4())
        table.items.append(table.fresh(item))
    return table


def gathered(cast: Cast) -> Table:
    table = read_aloud(cast, *READ_ALOUD)
    gathering.gather(
        cast.consultant.sign(), meeting=table.meeting, items=table.items, text="Slagsmål", place="Stationen"
    )
    table.items = [table.fresh(item) for item in table.items]
    return table


def words_at(client: Client, item: Item) -> str:
    return client.get(f"/moeder/punkt/{item.pk}/").content.decode()


@pytest.mark.covers("BRO-55", verb="agenda.gathered")
def test_an_event_is_made_of_names_read_aloud(cast: Cast) -> None:
    table, client = read_aloud(cast, *READ_ALOUD), cast.client("consultant")
    page = f"/moeder/{table.meeting.pk}/haendelse/"
    assert "Ali Omar" in client.get(page).content.decode()
    told = {"text": "Slagsmål bag hallen", "place": "Stationen", "happened_on": ""}
    answer = client.post(page, {**told, "items": [item.pk for item in table.items[:2]]})
    assert answer.status_code == 303, answer.content.decode()[:2000]
    assert "Hændelse: Stationen (2)" in words_at(client, table.items[2])
    # The others at the table read what happened, at the item, and nobody else does.
    assert "Slagsmål bag hallen" in words_at(cast.client("police_officer"), table.items[0])
    assert "Slagsmål bag hallen" not in words_at(cast.client("police_officer"), table.items[2])
    cast.outsider.sign()
    assert not Incident.objects.exists()


def test_who_was_put_into_the_wrong_event_leaves_it(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    incident = table.items[0].incident_id
    page = f"/moeder/{table.meeting.pk}/haendelse/{incident}/"
    assert "Slagsmål" in client.get(page).content.decode()
    kept = [item.pk for item in table.items[:2]]
    form = client.get(page).content.decode()
    typed = {"text": "Slagsmål", "place": "Torvet", "items": kept, "version": version_in(form)}
    assert client.post(page, typed).status_code == 303
    cast.consultant.sign()
    assert [table.fresh(item).incident_id for item in table.items] == [incident, incident, None]
    assert ListEntry.objects.filter(incident=incident).count() == 2
    assert "Slagsmål" not in words_at(cast.client("police_officer"), table.items[2])


def version_in(form: str) -> str:
    return form.split('name="version"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_two_who_correct_an_event_do_not_overwrite_each_other(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    incident = table.items[0].incident_id
    page = f"/moeder/{table.meeting.pk}/haendelse/{incident}/"
    version = version_in(client.get(page).content.decode())
    all_of_it = [item.pk for item in table.items]
    first = {"text": "Slagsmål ved kiosken", "place": "Torvet", "items": all_of_it, "version": version}
    assert client.post(page, first).status_code == 303
    answer = client.post(page, {**first, "text": "Skænderi, ingen slog"})
    assert answer.status_code == 409
    assert "Slagsmål ved kiosken" in answer.content.decode()  # theirs stands there, and mine is not lost
    assert "Skænderi, ingen slog" in answer.content.decode()
    cast.consultant.sign()
    assert Incident.objects.get(pk=incident).text == "Slagsmål ved kiosken"


def test_an_event_of_one_and_one_without_words_come_back_as_typed(cast: Cast) -> None:
    table, client = read_aloud(cast, *READ_ALOUD), cast.client("consultant")
    page = f"/moeder/{table.meeting.pk}/haendelse/"
    answer = client.post(page, {"text": "Slagsmål", "items": [table.items[0].pk]})
    assert answer.status_code == 422
    assert "Vælg mindst to, der var med." in answer.content.decode()
    assert "Slagsmål" in answer.content.decode()
    answer = client.post(page, {"text": " ", "items": [item.pk for item in table.items]})
    assert answer.status_code == 422
    cast.consultant.sign()
    assert not Incident.objects.exists()


def test_names_of_a_list_from_a_file_are_not_gathered_here(cast: Cast) -> None:
    table = read_aloud(cast, *READ_ALOUD)
    actor = cast.consultant.sign()
    with pytest.raises(Refused):
        gathering.gather(actor, meeting=table.meeting, items=table.items[:1], text="Slagsmål")


def press(client: Client, item: Item, **more: Any) -> tuple[int, str]:
    """Choose a word and press A; with `confirmed` and `children` the question is answered."""
    typed = {"word": "continue", "version": item.version, "idempotency_key": uuid4(), **more}
    answer = client.post(f"/moeder/punkt/{item.pk}/beslut-haendelse/", typed)
    return answer.status_code, answer.content.decode()


def standing(table: Table) -> dict[str, str]:
    table.cast.consultant.sign()
    made = Decision.objects.filter(meeting=table.meeting, state="standing").select_related("item")
    return {decision.item.label: decision.word for decision in made}


def test_one_letter_decides_for_nobody_it_asks_for_whom(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    status, content = press(client, table.items[0])
    assert status == 200
    assert standing(table) == {}
    for item, ticked in zip(table.items, (True, True, False), strict=True):
        box = content.split(f'id="child-{item.pk}"')[1].split(">")[0]
        assert ("checked" in box) is ticked, item.label  # the victim is not ticked


def test_those_ticked_are_decided_and_one_press_takes_all_of_it_back(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    chosen = [item.pk for item in table.items[:2]]
    assert press(client, table.items[0], confirmed=1, children=chosen)[0] == 303
    assert standing(table) == {"Ali Omar": "continue", "Lars Bech": "continue"}
    page = words_at(client, table.items[2])
    assert "Fortryd forrige, for alle 2" in page
    undo = page.split('action="/moeder/beslutning/')[1].split("/")[0]
    assert client.post(f"/moeder/beslutning/{undo}/fortryd/", {"together": 1}).status_code == 303
    assert standing(table) == {}
    cast.consultant.sign()
    assert {table.fresh(item).state for item in table.items} == {"waiting"}


def test_nobody_ticked_is_a_sentence_and_loses_nothing(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    status, content = press(client, table.items[0], confirmed=1, reason="Fred nu")
    assert status == 422
    assert "Vælg mindst ét barn" in content
    assert "Fred nu" in content
    assert standing(table) == {}
