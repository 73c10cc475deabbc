"""A whole list that should not have been received is taken back in one go, after one question that says what happens."""

from __future__ import annotations

import pytest

from samspil.concerns import actions
from samspil.concerns.models import ListEntry
from samspil.concerns.tests.made import AYA, JONAS, VERA, receive, row
from samspil.lib.refusals import NotVisible, Refused
from samspil.meetings.actions.preparing import place
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import planned
from tests.cast import Cast


def page(cast: Cast, address: str) -> str:
    return " ".join(cast.client("consultant").get(address).content.decode().split())


def test_what_waits_is_taken_back_and_what_stands_on_an_agenda_stays(cast: Cast) -> None:
    rows = (row(5, "Vera Ottosen", VERA), row(6, "Jonas Holm", JONAS), row(7, "Aya Ali", AYA))
    received = receive(cast, cast.consultant.sign(), *rows)
    address, meeting = f"/bekymringer/liste/{received.pk}/", planned(cast)
    entry = ListEntry.objects.get(police_list=received, row=5)
    chosen = placements_of(meeting, [f"entry-{entry.pk}"])
    place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    assert f'href="{address}tilbage/"' in page(cast, address)
    asked = page(cast, f"{address}tilbage/")
    assert "2 linjer tages tilbage" in asked
    assert "En linje bliver stående: den står på en dagsorden" in asked
    assert f'href="/moeder/{meeting.pk}/"' in asked
    client = cast.client("consultant")
    assert client.post(f"{address}tilbage/", {"because": ""}).status_code == 422
    assert client.post(f"{address}tilbage/", {"because": "mistake"}).status_code == 303
    cast.consultant.sign()
    gone = set(ListEntry.objects.filter(police_list=received, removed_at__isnull=False).values_list("row", flat=True))
    assert gone == {6, 7}
    shown = page(cast, address)
    assert "3 linjer er modtaget" in shown, "what was received stays told"
    assert "2 linjer er fjernet siden" in shown
    assert cast.client("consultant").post(f"{address}ind-igen/").status_code == 303
    cast.consultant.sign()
    assert not ListEntry.objects.filter(police_list=received, removed_at__isnull=False).exists()


def test_the_head_counts_what_waits_after_one_line_was_put_back(cast: Cast) -> None:
    rows = (row(5, "Vera Ottosen", VERA), row(6, "Jonas Holm", JONAS), row(7, "Aya Ali", AYA))
    received = receive(cast, cast.consultant.sign(), *rows)
    address = f"/bekymringer/liste/{received.pk}/"
    actions.remove_list(cast.consultant.sign(), list_id=received.pk, because="mistake")
    assert "3 linjer er modtaget, og alle er fjernet siden." in page(cast, address)
    entry = ListEntry.objects.get(police_list=received, row=6)
    actions.restore_line(cast.consultant.sign(), entry=entry)
    assert "3 linjer er modtaget. 1 linje venter på mødet. 2 linjer er fjernet siden." in page(cast, address)


def test_nothing_waits_nothing_is_taken_back(cast: Cast) -> None:
    received = receive(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA), row(6, "Jonas Holm", JONAS))
    assert actions.remove_list(cast.consultant.sign(), list_id=received.pk, because="withdrawn") == 2
    with pytest.raises(Refused):
        actions.remove_list(cast.consultant.sign(), list_id=received.pk, because="withdrawn")
    shown = page(cast, f"/bekymringer/liste/{received.pk}/")
    assert "2 linjer er modtaget, og alle er fjernet siden." in shown
    assert "Intet på den her liste står længere" in shown
    assert "venter på mødet" not in shown
    assert "mødet har afgjort" not in shown
    assert "så der er intet at tage tilbage" in page(cast, f"/bekymringer/liste/{received.pk}/tilbage/")
    for take in (
        actions.restore_list,
        lambda actor, list_id: actions.remove_list(actor, list_id=list_id, because="mistake"),
    ):
        with pytest.raises(NotVisible):
            take(cast.outsider.sign(), list_id=received.pk)


def test_a_line_on_an_agenda_is_not_asked_about_and_says_where_it_stands(cast: Cast) -> None:
    received = receive(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA))
    entry, meeting = ListEntry.objects.get(police_list=received), planned(cast)
    chosen = placements_of(meeting, [f"entry-{entry.pk}"])
    place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    asked = page(cast, f"/bekymringer/liste/linje/{entry.pk}/fjern/")
    assert 'name="because"' not in asked
    assert f'href="/moeder/{meeting.pk}/"' in asked
