"""Several children of one event: gathered from names read aloud, decided in one press after a question, undone in one."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from samspil.cases.models import Case
from samspil.concerns.models import Incident, ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, closing, discussing, gathering, sitting
from samspil.meetings.models import Decision, Item
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from tests.cast import Cast
from tests.clock import today

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
    assert cast.client("colleague").post(page, first).status_code == 303
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
    assert "De, der sidder med ved et af punkterne" in answer.content.decode()
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


def test_whose_name_has_not_been_said_is_not_ticked(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    cast.consultant.sign()
    Item.objects.filter(pk=table.items[1].pk).update(named=False)
    content = press(client, table.items[0])[1]
    for item, ticked in zip(table.items[:2], (True, False), strict=True):
        assert ("checked" in content.split(f'id="child-{item.pk}"')[1].split(">")[0]) is ticked, item.label


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


def marks_in(content: str) -> dict[str, str]:
    """What the page that asks showed as told, by field."""
    return dict(re.findall(r'name="(seen-\d+)" value="(\w+)"', content))


def test_whom_somebody_else_decided_meanwhile_is_named_and_left_as_it_stands(cast: Cast) -> None:
    """Two write at once: the later reads for whom it was not saved, and the others wait for another press."""
    table, client = gathered(cast), cast.client("consultant")
    key = uuid4()
    marks = marks_in(press(client, table.items[0], idempotency_key=key)[1])
    decided(table, table.items[1], "none")
    chosen = [item.pk for item in table.items]
    status, content = press(client, table.items[0], confirmed=1, children=chosen, idempotency_key=key, **marks)
    assert status == 422
    assert "En anden har besluttet noget imens om: Lars Bech." in content
    assert standing(table) == {"Lars Bech": "none"}
    ticked = set(re.findall(r'id="child-(\d+)"\s+value="\d+" checked', content))
    assert ticked == {str(table.items[0].pk), str(table.items[2].pk)}
    status, _content = press(client, table.items[0], confirmed=1, children=sorted(ticked), idempotency_key=key, **marks)
    assert status == 303
    assert standing(table) == {"Ali Omar": "continue", "Lars Bech": "none", "Mia Dal": "continue"}
    again = press(client, table.items[0], confirmed=1, children=sorted(ticked), idempotency_key=key, **marks)
    assert again[0] == 303  # a press that is sent twice is one


def test_with_one_left_of_the_event_it_is_saved_for_that_one(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    for item in table.items[1:]:
        decided(table, item, "none")
    assert press(client, table.items[0], confirmed=1, children=[table.items[0].pk])[0] == 303
    assert standing(table)["Ali Omar"] == "continue"


def test_at_whom_something_was_told_meanwhile_is_read_first(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    marks = marks_in(press(client, table.items[0])[1])
    sitting.share(
        cast.police_officer.sign(), item=table.items[1], text="Set ved stationen", necessity="valg af indsats"
    )
    chosen = [item.pk for item in table.items[:2]]
    status, content = press(client, table.items[0], confirmed=1, children=chosen, **marks)
    assert status == 422
    assert "Der er fortalt noget imens hos: Lars Bech." in content
    assert standing(table) == {}
    assert f'id="child-{table.items[1].pk}"' not in content  # decided alone, where it is read
    assert f'href="/moeder/punkt/{table.items[1].pk}/"' in content
    marks = marks_in(content)
    assert press(client, table.items[0], confirmed=1, children=chosen[:1], **marks)[0] == 303
    assert standing(table) == {"Ali Omar": "continue"}


def test_nobody_ticked_is_a_sentence_and_loses_nothing(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    status, content = press(client, table.items[0], confirmed=1, reason="Fred nu")
    assert status == 422
    assert "Vælg mindst ét barn" in content
    assert "Fred nu" in content
    assert standing(table) == {}


# --- without names --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("field", "words", "named"),
    [
        ("text", "Ali Omar slog to af de andre", "Ali"),
        ("text", "ali slog to af de andre", "Ali"),
        ("text", "Lars' cykel blev taget", "Lars"),
        ("text", "Mias telefon blev taget", "Mia"),
        ("place", "Hjemme hos Ali", "Ali"),
    ],
)
def test_whom_the_event_is_about_is_not_named_in_it(cast: Cast, field: str, words: str, named: str) -> None:
    table, client = read_aloud(cast, *READ_ALOUD), cast.client("consultant")
    typed = {
        "text": "Slagsmål",
        "place": "",
        "happened_on": "",
        "sure": "on",
    }  # sure of nothing: it is known who is meant
    answer = client.post(
        f"/moeder/{table.meeting.pk}/haendelse/",
        {**typed, field: words, "items": [item.pk for item in table.items[:2]]},
    )
    assert answer.status_code == 422
    content = answer.content.decode()
    assert "Der er nævnt en fra dagsordenen" in content
    assert named in content
    assert words.replace("'", "&#x27;") in content  # nothing typed is lost
    cast.consultant.sign()
    assert not Incident.objects.exists()


def test_what_looks_like_another_name_is_asked_about_once(cast: Cast) -> None:
    table, client = read_aloud(cast, *READ_ALOUD), cast.client("consultant")
    page = f"/moeder/{table.meeting.pk}/haendelse/"
    typed = {"text": "Slået af Peter Lund", "items": [item.pk for item in table.items]}
    asked = client.post(page, typed)
    assert asked.status_code == 422
    assert "Peter Lund" in asked.content.decode()
    assert client.post(page, {**typed, "sure": "on"}).status_code == 303


def test_a_reason_for_talking_without_the_name_does_not_say_it(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", named=False))
    actor, needed = cast.consultant.sign(), [cast.social_worker.staff.pk]
    with pytest.raises(Refused, match="nævnt en fra dagsordenen"):
        discussing.ask(actor, item=table.fresh(table.items[0]), because="jonas kommer ikke", needed=needed, sure=True)


# --- corrected afterwards ---------------------------------------------------------------------------------------------------------
def test_what_was_told_is_corrected_at_the_item_after_its_decision(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    event = table.items[0].incident
    assert event
    decided(table, table.items[0], "support", cast.social_worker)
    address = f"/moeder/{table.meeting.pk}/haendelse/{event.pk}/"
    assert f'href="{address}"' in words_at(client, table.items[0])
    assert address not in words_at(cast.client("police_officer"), table.items[0])
    page = client.get(address).content.decode()
    assert "Med i den og allerede afgjort" in page
    typed = {"text": "Skænderi", "place": "Stationen", "happened_on": "", "version": event.version}
    answer = client.post(address, {**typed, "items": [item.pk for item in table.items[1:]]})
    assert answer.status_code == 303
    assert "Skænderi" in words_at(cast.client("police_officer"), table.items[0])
    cast.consultant.sign()
    assert Item.objects.filter(incident=event).count() == 3
    assert ListEntry.objects.filter(incident=event).count() == 3


def test_also_when_the_meeting_is_over_and_not_when_it_is_approved(cast: Cast) -> None:
    table, client = gathered(cast), cast.client("consultant")
    for item in table.items:
        decided(table, item, "support", cast.social_worker)
    event = table.fresh(table.items[0]).incident
    assert event
    address = f"/moeder/{table.meeting.pk}/haendelse/{event.pk}/"
    actor = cast.consultant.sign()
    meeting = closing.end_meeting(actor, meeting=table.meeting)
    typed = {"text": "Skænderi", "place": "", "happened_on": "", "version": event.version}
    assert client.post(address, typed).status_code == 303
    cast.consultant.sign()
    assert Incident.objects.get(pk=event.pk).text == "Skænderi"
    assert Item.objects.filter(incident=event).count() == 3
    closing.approve(cast.consultant.sign(), meeting=meeting)
    assert client.get(address).status_code == 404


def test_the_event_of_a_list_that_came_as_a_file_is_corrected_too(cast: Cast) -> None:
    actor = cast.consultant.sign()
    event = Incident.objects.create(owner_audience_id=cast.forum.door_id, text="Slagsmål", origin="police")
    table = placed(cast, "Jonas Holm", "Aya Ali")
    cast.consultant.sign()
    ListEntry.objects.update(incident=event)
    Item.objects.update(incident=event)
    opened(table)
    event.refresh_from_db()
    address = f"/moeder/{table.meeting.pk}/haendelse/{event.pk}/"
    typed = {"text": "Skænderi", "place": "", "happened_on": "", "version": event.version}
    assert cast.client("consultant").post(address, typed).status_code == 303
    cast.consultant.sign()
    assert Incident.objects.get(pk=event.pk).text == "Skænderi"
    assert Item.objects.filter(incident=event).count() == 2
    assert actor


@pytest.mark.covers("BRO-58", verb="decision.made")
def test_a_case_about_somebody_nobody_knows_asks_first_who_it_is(cast: Cast) -> None:
    """Not ticked beforehand, asked at the item, and the case says that nobody is identified and what to do then."""
    table, client = read_aloud(cast, "ukendt dreng 15", *READ_ALOUD), cast.client("consultant")
    gathering.gather(cast.consultant.sign(), meeting=table.meeting, items=table.items, text="Slagsmål")
    table.items = [table.fresh(item) for item in table.items]
    unknown, known = table.items[0], table.items[1]
    about = {"word": "case", "responsible": cast.consultant.staff.pk, "reason": "Flere ting"}
    asked = press(client, known, **about)[1]
    assert f'id="child-{unknown.pk}"' not in asked
    assert f'id="child-{known.pk}"' in asked
    assert "Er der nogen, der ved, hvem det er?" in asked
    assert "Er der nogen, der ved, hvem det er?" in words_at(client, unknown)
    assert "Er der nogen, der ved, hvem det er?" not in words_at(client, known)
    with pytest.raises(Refused, match="hvem det er"):
        decided(table, unknown, "case", cast.consultant, reason="Flere ting")
    with pytest.raises(Refused, match="Skriv det først"):
        decided(table, unknown, "case", cast.consultant, reason="Flere ting", answer="known")
    decided(table, unknown, "case", cast.consultant, reason="Flere ting", answer="unknown")
    case = Case.objects.get(subject=None)
    page = cast.client("consultant").get(f"/sager/{case.pk}/").content.decode()
    assert "<h1>Ikke identificeret</h1>" in page
    assert "Navnet er ikke delt med dig" not in page
    assert 'id="not-identified"' in page


@pytest.mark.covers("BRO-55", verb="agenda.gathered")
def test_an_event_has_been_stands_whole_at_the_child_and_leads_to_it(cast: Cast) -> None:
    table, client = read_aloud(cast, *READ_ALOUD), cast.client("consultant")
    page, day = f"/moeder/{table.meeting.pk}/haendelse/", today()
    told = {"text": "Slagsmål", "place": "Stationen", "items": [item.pk for item in table.items[1:]]}
    late = client.post(page, {**told, "happened_on": f"{day + timedelta(days=5):%d.%m.%Y}"})
    assert late.status_code == 422
    assert "ligger fremme i tiden" in late.content.decode()
    made = client.post(page, {**told, "happened_on": f"{day:%d.%m.%Y}"})
    assert made.status_code == 303
    assert made["Location"].endswith(f"/punkt/{table.items[1].pk}/")
    shown = words_at(client, table.items[1]).split('class="quiet">Stationen')[1].split("</p>")[0]
    assert f"{day:%d.%m.%Y}" in shown
