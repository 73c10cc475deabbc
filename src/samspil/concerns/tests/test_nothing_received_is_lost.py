"""A list that comes again, a remark that was taken with it, and two windows with one reading: nothing is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.models import Became, ListEntry, PoliceList, RemovedBecause
from samspil.concerns.preview_words import with_rows
from samspil.concerns.queries.preview import preview
from samspil.concerns.queries.unfinished import unfinished
from samspil.concerns.reader import Problem
from samspil.concerns.reader.result import Part
from samspil.concerns.tests.made import JONAS, VERA, keep, reading, receive, row
from samspil.concerns.tests.test_left_out_page import kept, names, page_of, with_parts
from samspil.lib.refusals import Refused
from samspil.sharing.models import Draft
from tests.cast import Cast

DAY = date(2026, 11, 20)
FOOTER = Part("remark", "", (row(3, "Listen er fortrolig."),))
KNOWN = row(2, "Vera Ottosen", VERA, text="tyveri")
TWO_DAYS = (date(2026, 11, 12), date(2026, 12, 11))


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(client: Any, page: str, data: Mapping[str, str]) -> str:
    """What is said after a press that was carried out."""
    answer = client.post(page, data)
    assert answer.status_code == 303, text(answer)
    return text(client.get(answer["Location"]))


# --- the remark -----------------------------------------------------------------------------------------------------
def test_a_remark_is_kept_where_every_row_is_known(cast: Cast) -> None:
    first = receive(cast, cast.consultant.sign(), KNOWN)
    address, client = kept(cast, with_parts(FOOTER)), cast.client("consultant")
    client.post(address, {"take": "remark-0"})
    assert "Listen er fortrolig." in sent(client, address, {"taken-remark-0": "1"})
    cast.consultant.sign()
    assert PoliceList.objects.exclude(pk=first.pk).get().note == "Listen er fortrolig."
    assert names(cast) == ["Vera Ottosen"]
    again = kept(cast, with_parts(FOOTER))
    client.post(again, {"take": "remark-0"})
    client.post(again, {"taken-remark-0": "1"})
    cast.consultant.sign()
    assert PoliceList.objects.count() == 2, "a remark that a list has already is not received twice"


# --- two windows ----------------------------------------------------------------------------------------------------
def test_another_window_with_other_choices_is_told_that_they_are_not_on_the_list(cast: Cast) -> None:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, text="tyveri", date_choices=TWO_DAYS))
    page, client = reverse("concerns:preview", args=[key]), cast.client("consultant")
    sent(client, page, {"date-0": "none"})
    assert "modtaget i et andet vindue" not in sent(client, page, {"date-0": "none"}), (
        "a button pressed twice is one list"
    )
    assert "allerede modtaget i et andet vindue" in sent(client, page, {"date-0": TWO_DAYS[0].isoformat()})
    cast.consultant.sign()
    assert ListEntry.objects.get().happened_on is None


# --- the same line, or another --------------------------------------------------------------------------------------
def test_a_day_in_doubt_is_not_the_row_without_a_day(cast: Cast) -> None:
    undated = row(2, "Vera Ottosen", VERA, text="tyveri")
    receive(cast, cast.consultant.sign(), undated)
    key = keep(cast, cast.consultant.sign(), replace(undated, date_choices=TWO_DAYS))
    (line,) = preview(cast.consultant.sign(), key).lines
    assert not line.is_same
    assert line.asks_day
    assert line.default is None, "nothing says that it is the same event"
    days = {0: TWO_DAYS[0].isoformat()}
    actions.receive_list(cast.consultant.sign(), key=key, choices=Choices({0: "again"}, days=days))
    assert set(ListEntry.objects.values_list("happened_on", flat=True)) == {None, TWO_DAYS[0]}


def test_a_row_corrected_by_hand_to_another_day_is_a_row_of_its_own(cast: Cast) -> None:
    known = row(2, "Vera Ottosen", VERA, text="tyveri", date=DAY)
    receive(cast, cast.consultant.sign(), known)
    key = keep(cast, cast.consultant.sign(), known)
    actor = cast.consultant.sign()
    assert preview(actor, key).lines[0].is_same
    said = {"name": "Vera Ottosen", "cpr": VERA, "birth_date": date(2011, 5, 12), "role": None, "text": "tyveri"}
    actions.correct_row(actor, key=key, index=0, **said, happened_on=DAY - timedelta(days=3))
    (line,) = preview(actor, key).lines
    assert (line.is_same, line.default) == (False, "again")


def test_a_further_event_beside_the_same_words_is_a_line_of_its_own(cast: Cast) -> None:
    receive(cast, cast.consultant.sign(), row(2, "Vera Prøve", VERA, text="tyveri", date=DAY))
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Nytnavn", VERA, text="tyveri", date=DAY))
    actions.receive_list(cast.consultant.sign(), key=key, choices=Choices({0: "again-renamed"}))
    assert len(names(cast)) == 2


def test_a_list_that_stood_on_two_links_to_both(cast: Cast) -> None:
    one = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, text="tyveri"))
    two = receive(cast, cast.consultant.sign(), row(2, "Jonas Holm", JONAS, text="slagsmål"))
    key = keep(
        cast,
        cast.consultant.sign(),
        row(2, "Vera Ottosen", VERA, text="tyveri"),
        row(3, "Jonas Holm", JONAS, text="slagsmål"),
    )
    page = sent(cast.client("consultant"), reverse("concerns:preview", args=[key]), {})
    assert "på flere lister" in page
    for known in (one, two):
        assert reverse("concerns:list", args=[known.pk]) in page


# --- an empty list --------------------------------------------------------------------------------------------------
def test_a_list_by_hand_is_kept_from_its_first_row_on(cast: Cast) -> None:
    client, giver = cast.client("consultant"), cast.units["local_police"].pk
    page = client.get(reverse("concerns:upload")).content.decode()
    target = re.findall(rf'value="({cast.forum.pk}:[^"]*)"', page)[0]
    address = client.post(reverse("concerns:upload"), {"target": target, "giver": giver, "by_hand": "1"})["Location"]
    assert reverse("concerns:upload") in text(client.get(address)), "the way back"
    cast.consultant.sign()
    assert not Draft.objects.exists(), "who turns back has left nothing behind"
    assert client.post(address, {"name": "Vera Ottosen"}).status_code == 303
    (one,) = unfinished(cast.consultant.sign())
    assert (one.rows, one.by_hand) == (1, 1)
    wrong = address.replace(f"fra={giver}", "fra=0").replace(str(one.key), "7f0c3a52-6d1c-4e3c-9d7e-0f3f5a1d2b11")
    assert client.get(wrong).status_code == 404


def test_who_goes_away_from_the_first_row_finds_it_when_they_begin_again(cast: Cast) -> None:
    """Met by a stranger: "Kladde gemt", and no link led back to it."""
    client, giver = cast.client("consultant"), cast.units["local_police"].pk
    page = client.get(reverse("concerns:upload")).content.decode()
    target = re.findall(rf'value="({cast.forum.pk}:[^"]*)"', page)[0]
    sent = {"target": target, "giver": giver, "by_hand": "1"}
    address = client.post(reverse("concerns:upload"), sent)["Location"]
    (url,) = re.findall(r'data-draft-url="([^"]+)"', client.get(address).content.decode())
    assert client.post(url, {"name": "Vera Ottosen", "text": "Set ved stationen"}).status_code == 204
    again = client.post(reverse("concerns:upload"), sent)["Location"]
    assert "Set ved stationen" in client.get(again).content.decode()
    assert client.post(again, {"name": "Vera Ottosen"}).status_code == 303
    assert client.post(reverse("concerns:upload"), sent)["Location"] != address, "the next list is another one"


def test_a_list_without_a_row_is_not_received(cast: Cast) -> None:
    actor = cast.consultant.sign()
    key = actions.keep_reading(actor, forum=cast.forum, giver=cast.units["local_police"], meets_on=None)
    with pytest.raises(Refused):
        actions.receive_list(actor, key=key, choices=Choices())
    assert not PoliceList.objects.exists()


def test_an_unfinished_list_is_called_by_its_file(cast: Cast) -> None:
    data = {
        "target": f"{cast.forum.pk}:", "giver": str(cast.units["local_police"].pk),
        "file": SimpleUploadedFile("uge 49.csv", f"Navn;CPR-nr.\nVera Ottosen;{VERA}\n".encode()),
    }  # fmt: skip
    client = cast.client("consultant")
    page = client.get(reverse("concerns:upload")).content.decode()
    data["target"] = re.search(rf'value="({cast.forum.pk}:[^"]*)"', page)[1]  # type: ignore[index]
    assert client.post(reverse("concerns:upload"), data).status_code == 303
    assert "uge 49.csv" in text(client.get(reverse("concerns:upload")))


def test_a_file_that_the_page_took_off_is_not_told_as_none(cast: Cast) -> None:
    said = {"giver": str(cast.units["local_police"].pk), "file-refused": "stor.xlsx: Filen er for stor."}
    page = text(cast.client("consultant").post(reverse("concerns:upload"), said))
    assert "stor.xlsx: Filen er for stor." in page
    assert "Vælg filen med listen" not in page


# --- what is counted as taken ---------------------------------------------------------------------------------------
def test_a_row_to_look_at_is_not_counted_as_taken_as_it_stands(cast: Cast) -> None:
    read = reading(
        row(2, None, VERA), row(3, "Jonas Holm", JONAS), problems=(Problem(2, "name", "Række 2 har intet navn."),)
    )
    seen = page_of(cast.client("consultant").get(kept(cast, read)))
    assert "Én række tages med, som den er" in seen
    assert "Én række at se på ovenfor" in seen


# --- what was before ------------------------------------------------------------------------------------------------
def test_a_removed_line_that_comes_again_says_who_removed_it_and_why(cast: Cast) -> None:
    received = receive(cast, cast.consultant.sign(), KNOWN)
    actions.remove_lines(cast.colleague.sign(), entries=list(received.entries.all()), because=RemovedBecause.values[0])
    key = keep(cast, cast.consultant.sign(), KNOWN)
    (line,) = preview(cast.consultant.sign(), key).lines
    assert line.default is None
    assert cast.colleague.staff.name in line.told_before
    assert str(RemovedBecause(RemovedBecause.values[0]).label) in line.told_before
    assert line.told_before in page_of(cast.client("consultant").get(reverse("concerns:preview", args=[key])))


def test_an_older_list_turns_nothing_back_by_itself(cast: Cast) -> None:
    older = row(2, "Vera Ottosen", VERA, text="tyveri", date=DAY, place="Torvet", role="witness")
    receive(cast, cast.consultant.sign(), older)
    receive(cast, cast.consultant.sign(), replace(older, role="victim"))
    assert ListEntry.objects.get().role == "victim"
    (line,) = preview(cast.consultant.sign(), keep(cast, cast.consultant.sign(), older)).lines
    assert (line.default, line.changed_in) == (None, ("role",))
    assert line.told_before


def test_a_list_of_corrections_says_who_and_what(cast: Cast) -> None:
    told = row(2, "Vera Ottosen", VERA, text="tyveri", date=DAY, place="Torvet", role="witness")
    first = receive(cast, cast.consultant.sign(), told)
    second = receive(cast, cast.consultant.sign(), replace(told, role="victim"))
    page = text(cast.client("consultant").get(reverse("concerns:list", args=[second.pk])))
    assert re.search(r"Vera Ottosen</a>: Rolle: Vidne → Forurettet", page)
    assert reverse("concerns:list", args=[first.pk]) in page


# --- two people -----------------------------------------------------------------------------------------------------
def test_a_conflict_shows_every_field_and_is_solved_on_its_page(cast: Cast) -> None:
    entry = receive(cast, cast.consultant.sign(), KNOWN).entries.get()
    page, mine, theirs = (
        reverse("concerns:correct", args=[entry.pk]),
        cast.client("consultant"),
        cast.client("colleague"),
    )
    said = {"name": "Vera Ottosen", "birth_date": "12.05.2011", "text": "tyveri", "version": entry.version}
    assert theirs.post(page, said | {"happened_on": "19.11.2026", "text": "hærværk"}).status_code == 303
    draft = "f-" + "a" * 32
    mine.post(reverse("drafts:save", args=[draft]), {"text": "slagsmål", "version": entry.version})
    refused = mine.post(page, said | {"text": "slagsmål", "_draft": draft})
    assert refused.status_code == 409
    shown = text(refused)
    for words in ("hærværk", "slagsmål", "19.11.2026", cast.colleague.staff.name):
        assert words in shown
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', _form_with(shown, "Gem min")))
    assert mine.post(page, again).status_code == 303
    cast.consultant.sign()
    entry.refresh_from_db()
    assert (entry.text, entry.happened_on) == ("slagsmål", date(2026, 11, 19)), "what was not touched stays theirs"
    assert not Draft.objects.exists()


def _form_with(page: str, button: str) -> str:
    return next(form for form in page.split("<form") if button in form)


def test_taking_theirs_lets_the_draft_go(cast: Cast) -> None:
    entry = receive(cast, cast.consultant.sign(), KNOWN).entries.get()
    page, mine = reverse("concerns:correct", args=[entry.pk]), cast.client("consultant")
    said = {"name": "Vera Ottosen", "birth_date": "12.05.2011", "version": entry.version}
    cast.client("colleague").post(page, said | {"text": "hærværk"})
    draft = "f-" + "b" * 32
    mine.post(reverse("drafts:save", args=[draft]), {"text": "slagsmål", "version": entry.version})
    shown = text(mine.post(page, said | {"text": "slagsmål", "_draft": draft}))
    assert reverse("drafts:save", args=[draft]) in shown
    back = mine.post(reverse("drafts:save", args=[draft]), {"_drop": "1", "_draft": draft, "next": page})
    assert (back.status_code, back["Location"]) == (303, page)
    cast.consultant.sign()
    assert not Draft.objects.exists()
    away = mine.post(reverse("drafts:save", args=[draft]), {"_drop": "1", "next": "https://elsewhere.example/"})
    assert away.status_code == 204


def test_who_chose_meanwhile_is_said_and_no_code(cast: Cast) -> None:
    entry = receive(cast, cast.consultant.sign(), KNOWN).entries.get()
    page = reverse("concerns:match", args=[entry.pk])
    pick = f"pick-{entry.subject}"
    assert cast.client("colleague").post(page, {"person": "create", "version": entry.version}).status_code == 303
    shown = text(cast.client("consultant").post(page, {"person": "pick-999999", "version": entry.version}))
    assert "har imens valgt" in shown
    assert cast.colleague.staff.name in shown
    assert "pick-999999 er ikke" not in shown
    assert pick not in shown or "er ikke en af" not in shown


def test_what_is_otherwise_now_stands_before_what_stood_there() -> None:
    became = [Became(f"Række {row} stod på en tidligere liste.", 1) for row in range(2, 22)]
    said = str(with_rows("Modtaget.", [*became, Became("Række 22 rettede en tidligere linje.", 1, is_change=True)]))
    assert said.index("Række 22") < said.index("<details>") < said.index("Række 2 stod")
    assert "<summary>20 rækker stod der i forvejen eller udgik</summary>" in said
