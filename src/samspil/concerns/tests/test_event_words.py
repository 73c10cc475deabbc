"""What happened, told once for several lines: it is corrected, is not lost, and a corrected list replaces it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import Incident, ListEntry
from samspil.concerns.queries.preview import preview
from samspil.concerns.queries.received import entry_page
from samspil.concerns.tests.made import AYA, JONAS, VERA, keep, receive, row
from samspil.lib.refusals import Conflict, Refused
from samspil.web import dates
from tests.cast import Cast

FIRE = {"place": "Torvet", "date": date(2026, 11, 21), "text": "brand i container", "role": "suspected"}
ONE_EVENT = Choices(events={"0": EventChoice("brand i container")})


def a_fire(cast: Cast) -> list[ListEntry]:
    rows = row(2, "Vera Ottosen", VERA, **FIRE), row(3, "Jonas Holm", JONAS, **FIRE)
    return list(receive(cast, cast.consultant.sign(), *rows, choices=ONE_EVENT).entries.order_by("row"))


def test_what_happened_is_corrected_for_every_line_of_it(cast: Cast) -> None:
    first, second = a_fire(cast)
    client = cast.client("consultant")
    link = reverse("concerns:correct_event", args=[first.pk])
    assert link in client.get(reverse("concerns:list", args=[first.police_list_id])).content.decode()
    assert link in client.get(reverse("concerns:correct", args=[first.pk])).content.decode()
    assert "brand i container" in client.get(link).content.decode()
    version = first.incident.version
    answer = client.post(link, {"text": "Fyrværkeri, ingen brand", "version": version})
    assert answer.status_code == 303
    cast.consultant.sign()
    assert [entry.incident.text for entry in ListEntry.objects.all()] == ["Fyrværkeri, ingen brand"] * 2
    (before,) = entry_page(second.pk).event_before
    assert dict(before.said) == {"text": "brand i container"}
    page = client.get(link).content.decode()
    assert "Beskrivelse: brand i container" in page


def test_a_name_in_the_corrected_words_is_refused_or_confirmed(cast: Cast) -> None:
    first, _second = a_fire(cast)
    client, link = cast.client("consultant"), reverse("concerns:correct_event", args=[first.pk])
    said = {"text": "Jonas tændte noget", "version": first.incident.version}
    answer = client.post(link, said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Jonas tændte noget" in page, "what was typed is kept"
    assert 'name="names_are_words"' in page
    assert client.post(link, said | {"names_are_words": "on"}).status_code == 303


def test_what_happened_is_not_corrected_by_others_nor_over_somebody(cast: Cast) -> None:
    first, _second = a_fire(cast)
    link = reverse("concerns:correct_event", args=[first.pk])
    assert cast.client("outsider").get(link).status_code == 404
    cast.consultant.sign()
    seen = first.incident.version
    actions.correct_event(cast.colleague.sign(), entry=first, version=seen, text="Fyrværkeri")
    actor = cast.consultant.sign()
    with pytest.raises(Conflict):
        actions.correct_event(actor, entry=first, version=seen, text="Ild")
    with pytest.raises(Refused), transaction.atomic():
        actions.correct_event(actor, entry=first, version=first.incident.version, text="  ")


def test_a_line_without_an_event_is_corrected_itself(cast: Cast) -> None:
    (entry,) = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA, text="tyveri")).entries.all()
    answer = cast.client("consultant").get(reverse("concerns:correct_event", args=[entry.pk]))
    assert answer.headers["Location"] == reverse("concerns:correct", args=[entry.pk])
    with pytest.raises(Refused):
        actions.correct_event(cast.consultant.sign(), entry=entry, version=1, text="Ild")


def test_words_of_rows_that_are_not_one_event_are_asked_about(cast: Cast) -> None:
    rows = row(2, "Vera Ottosen", VERA, **FIRE), row(3, "Jonas Holm", JONAS, **FIRE | {"text": "stod ved siden af"})
    key = keep(cast, cast.consultant.sign(), *rows)
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    answer = client.post(address, {"event_text-0": "Der var ild i en container"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Der var ild i en container" in page
    assert "ordene ville gå tabt" in page, "and why"
    assert client.post(address, {"event_text-0": "Der var ild i en container", "event-0": "on"}).status_code == 303
    cast.consultant.sign()
    assert Incident.objects.get().text == "Der var ild i en container"


def test_words_of_rows_that_were_told_before_are_not_thrown_away(cast: Cast) -> None:
    """The rows call the children otherwise, so that only the choice of who they are says that a list has them already."""
    a_fire(cast)
    rows = (
        row(2, "Vera Otosen", birth_date=date(2011, 5, 12), **FIRE),
        row(3, "Jonas Hollm", birth_date=date(2010, 3, 4), **FIRE),
    )
    key = keep(cast, cast.consultant.sign(), *rows)
    (one, two), client = ListEntry.objects.order_by("row"), cast.client("consultant")
    address = reverse("concerns:preview", args=[key])
    said = {"line-0": f"pick-{one.subject}", "line-1": f"pick-{two.subject}", "event-0": "on"}
    answer = client.post(address, said | {"event_text-0": "brand i container og en barnevogn"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "brand i container og en barnevogn" in page
    assert "en tidligere liste fortæller det allerede" in page
    assert f"Række 2 ({dates.moment(one.police_list.written_at)})" in page
    cast.consultant.sign()
    assert ListEntry.objects.count() == 2
    assert client.post(address, said | {"event_text-0": ""}).status_code == 303


def test_words_of_an_event_of_which_one_row_is_left_are_not_thrown_away(cast: Cast) -> None:
    rows = row(2, "Vera Ottosen", VERA, **FIRE), row(3, "Jonas Holm", JONAS, **FIRE)
    key = keep(cast, cast.consultant.sign(), *rows)
    client, address = cast.client("consultant"), reverse("concerns:preview", args=[key])
    said = {"skip": "1", "event-0": "on", "event_text-0": "brand i container med cykel"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "brand i container med cykel" in answer.content.decode()
    assert client.post(address, said | {"event_text-0": "brand i container"}).status_code == 303, (
        "the row says so itself"
    )


def test_words_that_nobody_wrote_are_not_asked_about(cast: Cast) -> None:
    rows = row(2, "Vera Ottosen", VERA, **FIRE), row(3, "Jonas Holm", JONAS, **FIRE)
    key = keep(cast, cast.consultant.sign(), *rows)
    answer = cast.client("consultant").post(
        reverse("concerns:preview", args=[key]), {"event_text-0": "brand i container"}
    )
    assert answer.status_code == 303


def corrected(cast: Cast, *rows: dict) -> None:
    """A list that comes again with other words, received as corrections."""
    actor = cast.consultant.sign()
    key = keep(cast, actor, *rows)
    seen = preview(actor, key)
    actions.receive_list(actor, key=key, choices=Choices({line.index: "update" for line in seen.lines}))


def test_a_correction_of_every_line_replaces_what_happened(cast: Cast) -> None:
    first, second = a_fire(cast)
    new = FIRE | {"text": "fyrværkeri, ingen brand"}
    corrected(cast, row(2, "Vera Ottosen", VERA, **new), row(3, "Jonas Holm", JONAS, **new))
    for entry in (first, second):
        page = entry_page(entry.pk)
        assert page.line.words == ("fyrværkeri, ingen brand",)
        assert page.line.entry.incident_id == first.incident_id
        assert [dict(before.said)["text"] for before in page.before] == ["brand i container"]


def test_a_correction_of_one_line_replaces_its_words_alone(cast: Cast) -> None:
    first, second = a_fire(cast)
    corrected(cast, row(2, "Vera Ottosen", VERA, **FIRE | {"text": "fyrværkeri, ingen brand"}))
    page = entry_page(first.pk)
    assert page.line.words == ("fyrværkeri, ingen brand",)
    assert (page.line.entry.place, page.line.entry.happened_on) == ("Torvet", date(2026, 11, 21))
    assert [dict(before.said)["text"] for before in page.before] == ["brand i container"]
    assert entry_page(second.pk).line.words == ("brand i container",)
    told = cast.client("consultant").get(reverse("concerns:correct", args=[first.pk])).content.decode()
    assert "Beskrivelse: brand i container" in told
    child = cast.client("consultant").get(reverse("desk:child", args=[first.subject])).content.decode()
    assert "fyrværkeri, ingen brand" in child
    assert "brand i container" not in child


def test_a_correction_that_names_another_child_does_not_become_the_words_of_the_event(cast: Cast) -> None:
    first, second = a_fire(cast)
    actor = cast.consultant.sign()
    new = FIRE | {"text": "fyrværkeri hos holm"}
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA, **new), row(3, "Jonas Holm", JONAS, **new))
    actions.receive_list(actor, key=key, choices=Choices({0: "update", 1: "update"}, belongs=frozenset({0, 1})))
    assert Incident.objects.get(pk=first.incident_id).text == "brand i container"
    assert {entry.text for entry in ListEntry.objects.all()} == {"fyrværkeri hos holm"}
    assert entry_page(second.pk).line.entry.incident_id is None


def test_what_was_empty_is_said_to_be_nothing_in_danish(cast: Cast) -> None:
    (entry,) = receive(cast, cast.consultant.sign(), row(2, "Aya Ali", AYA)).entries.all()
    actor = cast.consultant.sign()
    actions.correct(
        actor, entry=entry, version=entry.version, name="Aya Ali", birth_date=entry.birth_date, role=None, text="Set"
    )
    page = cast.client("consultant").get(reverse("concerns:correct", args=[entry.pk])).content.decode()
    assert "Beskrivelse: intet" in page
    assert "nothing" not in page
