"""What a list's reader is asked before something is lost or received: a name in another's words, a day to come, a deletion."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.concerns import actions, calendar
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.outcomes import outcome
from samspil.concerns.queries.preview import preview
from samspil.concerns.queries.unfinished import unfinished
from samspil.concerns.tests.made import JONAS, VERA, keep, receive, row
from samspil.lib.refusals import Refused
from tests.cast import Cast

NAMED = "Slog Jonas med et bat"


# --- deleting what was read ---------------------------------------------------------------------------------------
def test_what_was_read_is_deleted_only_when_somebody_has_said_so_twice(cast: Cast) -> None:
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA))
    actions.correct_row(actor, key=key, index=1, name="Bo Lind", text="set ved skolen")
    client, address = cast.client("consultant"), reverse("concerns:forget", args=[key])
    page = client.get(reverse("concerns:preview", args=[key])).content.decode()
    assert f'href="{address}"' in page
    asked = client.get(address).content.decode()
    assert "Alle 2 rækker" in asked
    assert "Én række er skrevet eller rettet i hånden" in asked
    actor = cast.consultant.sign()
    assert [one.key for one in unfinished(actor)] == [key], "asking deletes nothing"
    assert client.post(address).status_code == 303
    assert unfinished(cast.consultant.sign()) == []
    assert client.get(address).headers["Location"] == reverse("concerns:upload")


# --- another child's name in a row's words ------------------------------------------------------------------------
def test_a_name_of_another_child_in_a_row_is_asked_about(cast: Cast) -> None:
    rows = row(2, "Vera Ottosen", VERA, text=NAMED), row(3, "Jonas Holm", JONAS, text="set")
    key = keep(cast, cast.consultant.sign(), *rows)
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    page = client.get(address).content.decode()
    assert 'name="named-0"' in page
    assert 'name="named-1"' not in page
    answer = client.post(address, {})
    assert answer.status_code == 422
    assert "beskrivelsen nævner Jonas, som er et andet barn" in answer.content.decode()
    cast.consultant.sign()
    assert not ListEntry.objects.exists()
    assert client.post(address, {"named-0": "on"}).status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get(row=2).text == NAMED


def test_a_name_of_a_child_whom_the_forum_has_for_that_week_is_asked_about_too(cast: Cast) -> None:
    actor = cast.consultant.sign()
    receive(cast, actor, row(3, "Jonas Holm", JONAS, text="set"))
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA, text=NAMED))
    answer = cast.client("consultant").post(reverse("concerns:preview", args=[key]), {})
    assert answer.status_code == 422
    assert "beskrivelsen nævner Jonas, som er et andet barn" in answer.content.decode()


def test_a_row_that_is_left_out_or_corrected_is_not_asked_about(cast: Cast) -> None:
    actor = cast.consultant.sign()
    rows = row(2, "Vera Ottosen", VERA, text=NAMED), row(3, "Jonas Holm", JONAS, text="set")
    assert receive(cast, actor, *rows, choices=Choices({0: "skip"})).entries.count() == 1
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA, text=f"{NAMED} igen"), row(3, "Jonas Holm", JONAS, text="set"))
    line = preview(actor, key).lines[0].line
    said = {"name": line.name, "cpr": line.cpr, "birth_date": line.birth_date, "text": "Slog en dreng med et bat"}
    actions.correct_row(actor, key=key, index=0, **said)
    assert actions.receive_list(actor, key=key, choices=Choices()).entries.get().text == "Slog en dreng med et bat"


def test_nothing_is_corrected_beforehand_by_words_that_name_another_child(cast: Cast) -> None:
    actor = cast.consultant.sign()
    told = {"reference": "0100-1", "role": "suspected"}
    receive(cast, actor, row(2, "Vera Ottosen", VERA, text="Slog med et bat", **told))
    rows = row(2, "Vera Ottosen", VERA, text=NAMED, **told), row(3, "Jonas Holm", JONAS, text="set")
    key = keep(cast, actor, *rows)
    line = preview(actor, key).lines[0]
    assert (line.default, "update" in line.options) == (None, True)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        actions.receive_list(actor, key=key, choices=Choices({0: "update"}))
    assert refusal.value.field == "named-0"
    actions.receive_list(actor, key=key, choices=Choices({0: "update"}, belongs=frozenset({0})))
    assert ListEntry.objects.get(row=2).text == NAMED


# --- a day to come ------------------------------------------------------------------------------------------------
def test_a_day_to_come_written_by_hand_is_asked_about(cast: Cast) -> None:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    client, address = cast.client("consultant"), reverse("concerns:row", args=[key, 1])
    day = timezone.localdate() + timedelta(days=2)
    said = {"name": "Bo Lind", "text": "set", "happened_on": f"{day:%d.%m.%Y}"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Datoen ligger i fremtiden" in page
    assert 'name="to_come"' in page
    assert client.post(address, said | {"to_come": "on"}).status_code == 303
    (_vera, written) = preview(cast.consultant.sign(), key).lines
    assert written.line.happened_on == day
    again = client.post(address, said)
    assert again.status_code == 303, "it has been answered"


def test_a_received_line_is_not_moved_to_a_day_to_come_without_a_word(cast: Cast) -> None:
    (entry,) = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA)).entries.all()
    client, address = cast.client("consultant"), reverse("concerns:correct", args=[entry.pk])
    day = timezone.localdate() + timedelta(days=2)
    said = {"name": "Vera Ottosen", "happened_on": f"{day:%d.%m.%Y}", "version": entry.version}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "Datoen ligger i fremtiden" in answer.content.decode()
    today = said | {"happened_on": f"{timezone.localdate():%d.%m.%Y}"}
    assert client.post(address, said | {"to_come": "on"}).status_code == 303
    cast.consultant.sign()
    entry.refresh_from_db()
    assert entry.happened_on == day
    assert client.post(address, today | {"version": entry.version}).status_code == 303


# --- what became of the rows --------------------------------------------------------------------------------------
def test_a_row_that_changed_nothing_has_corrected_nothing(cast: Cast) -> None:
    actor = cast.consultant.sign()
    told = {"reference": "0100-1", "role": "suspected", "text": "Tog en cykel"}
    receive(cast, actor, row(2, "Vera Ottosen", VERA, **told))
    again = receive(cast, actor, row(2, "Ottosen, Vera", VERA, **told), choices=Choices({0: "update"}))
    assert (again.corrected, again.known) == (0, 1)
    assert "rettede" not in outcome(again, 0)


def test_the_receipt_says_which_rows_are_no_new_lines_and_where_they_stand(cast: Cast) -> None:
    actor = cast.consultant.sign()
    vera = row(2, "Vera Ottosen", VERA, text="Tog en cykel")
    before = receive(cast, actor, vera)
    again = vera, row(3, "Bo Lind", text="set"), row(4, "Bo Lind", text="set"), row(5, "Jonas Holm", JONAS)
    client = cast.client("consultant")
    answer = client.post(reverse("concerns:preview", args=[keep(cast, actor, *again)]), {"skip": "3"})
    page = client.get(answer.headers["Location"]).content.decode()
    link = reverse("concerns:list", args=[before.pk])
    assert f'Række 2 stod på en tidligere liste. <a href="{link}">Se listen</a>' in page
    assert "Række 4 siger det samme som Række 3." in page
    assert "Række 5 blev udeladt." in page


# --- from the page of a meeting -----------------------------------------------------------------------------------
def test_the_meeting_from_which_somebody_comes_is_chosen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(2026, 12, 1) + timedelta(days=7 * week) for week in range(6)]
    monkeypatch.setattr(calendar, "_coming_of", [lambda _forum, _since: [calendar.Coming(day, "/x/") for day in days]])
    client, wanted = cast.client("consultant"), f"{cast.forum.pk}:{days[-1].isoformat()}"
    address = reverse("concerns:upload")
    assert f'<option value="{wanted}" selected>' in client.get(f"{address}?til={wanted}").content.decode()
    assert f'<option value="{wanted}"' not in client.get(address).content.decode(), "it lies too far for all"
    assert "selected" not in client.get(f"{address}?til=0:nonsense").content.decode().partition('name="giver"')[0]
    giver = cast.units["local_police"].pk
    answer = client.post(f"{address}?til={wanted}", {"target": wanted, "giver": giver, "by_hand": "1"})
    assert answer.status_code == 303


# --- how it came --------------------------------------------------------------------------------------------------
def test_a_list_that_was_pasted_is_not_called_a_file_and_the_line_to_remove_is_named(cast: Cast) -> None:
    received = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    client = cast.client("consultant")
    page = client.get(reverse("concerns:list", args=[received.pk])).content.decode()
    assert "Skriftligt" in page
    assert "· Fil" not in page
    entry = received.entries.get()
    asked = client.get(reverse("concerns:remove", args=[entry.pk])).content.decode()
    assert "Fjern linjen om Vera Ottosen" in asked
