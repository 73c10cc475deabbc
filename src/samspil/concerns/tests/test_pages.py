"""The pages of lists and concerns, each asked as somebody would: works, outsider 404, wrong role told why."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns import actions, calendar
from samspil.concerns.models import Concern, Incident, ListEntry, PoliceList
from samspil.concerns.tests.made import AYA, JONAS, VERA, keep, receive, row
from samspil.concerns.tests.test_send import SAID, send
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.sharing.models import Draft
from tests.cast import Cast, as_role

CSV = (
    "Navn;CPR-nr.;Rolle;Sted;Dato;Journalnr.;Forhold\n"
    f"Vera Ottosen;{VERA};vidne;Stationen;18-11-2026;0100-1;Tog en cykel\n"
    f"Jonas Holm;{JONAS};sigtet;Stationen;18-11-2026;0100-1;Tog en cykel\n"
    f"Aya Ali;{AYA};sigtet;;;;Hærværk\n"
)
MEETING = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def meetings(monkeypatch):
    """The forum meets in a week."""
    monkeypatch.setattr(calendar, "_coming_of", [lambda forum_id, since: [calendar.Coming(MEETING, "/moeder/1/")]])


def upload(cast: Cast, contents: str = CSV, member: str = "consultant", **said: Any) -> Any:
    data = {
        "target": f"{cast.forum.pk}:{MEETING.isoformat()}",
        "giver": str(cast.units["local_police"].pk),
        "file": SimpleUploadedFile("liste.csv", contents.encode()),
    }
    return cast.client(member).post(reverse("concerns:upload"), {**data, **said})


def text(answer: Any) -> str:
    return str(answer.content.decode())


# --- the list -----------------------------------------------------------------------------------------------------
def test_the_preview_says_the_role_by_the_age_on_the_day_of_the_event(cast):
    rows = (
        "Navn;Født;Rolle;Dato\nVera Ottosen;28.11.2011;Mistænkt;20.11.2026\nJonas Holm;28.11.2011;Mistænkt;29.11.2026\n"
    )
    page = text(cast.client("consultant").get(upload(cast, rows)["Location"]))
    assert page.count("Mistænkt (under 15)") == 1


def test_from_file_to_list(cast):
    answer = upload(cast)
    assert answer.status_code == 303
    client = cast.client("consultant")
    page = client.get(answer["Location"])
    assert page.status_code == 200
    body = text(page)
    for word in ("Vera Ottosen", "12.05.2011", "Mistænkt (under 15)", "Forurettede og vidner", "Tog en cykel"):
        assert word in body
    assert VERA not in body
    assert VERA[6:] not in body
    done = client.post(answer["Location"], {"event-0": "on", "event_text-0": "En cykel blev taget"})
    assert done.status_code == 303
    received = PoliceList.objects.get()
    assert done["Location"] == reverse("concerns:list", args=[received.pk])
    assert received.meets_on == MEETING
    assert [entry.name for entry in received.entries.order_by("row")] == ["Vera Ottosen", "Jonas Holm", "Aya Ali"]
    assert Incident.objects.get().text == "En cykel blev taget"
    body = text(client.get(done["Location"]))
    assert "3 linjer er modtaget og venter på mødet" in body
    assert "En cykel blev taget" in body


def test_a_pasted_list(cast):
    answer = upload(cast, file="", pasted=CSV)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"file": ""}, "Vælg filen med listen"),
        ({"pasted": CSV}, "ikke begge dele"),
        ({"file": SimpleUploadedFile("tom.csv", b"")}, "Filen er tom"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 ...")}, "PDF"),
        ({"giver": "0"}, "kan ikke vælges her længere"),
    ],
)
def test_a_file_that_is_no_list_gets_its_sentence(cast, said, sentence):
    answer = upload(cast, **said)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Draft.objects.exists()


def test_the_police_unit_is_proposed_and_the_meeting_is_chosen(cast):
    body = text(cast.client("consultant").get(reverse("concerns:upload")))
    police = cast.units["local_police"]
    assert body.index(police.name) < body.index(cast.units["family"].name)
    assert "tirsdag d. 1. december 2026" in body


@pytest.mark.parametrize(
    ("member", "status"), [("consultant", 200), ("social_worker", 200), ("police_officer", 409), ("outsider", 404)]
)
def test_who_may_take_in_a_list(cast, member, status):
    assert cast.client(member).get(reverse("concerns:upload")).status_code == status
    assert upload(cast, member=member).status_code == (303 if status == 200 else status)


def test_who_takes_in_the_list_is_named_to_who_sits_in_the_forum(cast: Cast) -> None:
    said = text(cast.client("police_officer").get(reverse("concerns:upload")))
    assert f"fører dagsordenen for {cast.forum.name}: " in said
    assert cast.consultant.staff.name in said


def test_pages_of_a_list_are_not_there_for_others(cast):
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA))
    received = receive(cast, actor, row(3, "Jonas Holm", JONAS))
    entry = received.entries.get()
    pages = [
        reverse("concerns:preview", args=[key]), reverse("concerns:list", args=[received.pk]),
        reverse("concerns:match", args=[entry.pk]), reverse("concerns:correct", args=[entry.pk]),
    ]  # fmt: skip
    for member in ("outsider", "politician", "police_officer", "administrator", "other_consultant"):
        client = cast.client(member)
        for page in pages:
            assert client.get(page).status_code == 404, (member, page)
            assert client.post(page, {"version": 1, "person": "create"}).status_code in {404, 405}, (member, page)
    assert cast.client("colleague").get(pages[0]).status_code == 404  # only its reader sees a preview
    for page in pages[1:]:
        assert cast.client("colleague").get(page).status_code == 200


def test_a_doubtful_match_must_be_chosen_and_what_was_chosen_stays_on_the_page(cast):
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    rows = [row(2, "Vera Ottosen", birth_date=date(2011, 5, 12)), row(3, "Jonas Holm", JONAS)]
    page = reverse("concerns:preview", args=[keep(cast, actor, *rows)])
    client = cast.client("consultant")
    assert "samme navn og fødselsdato" in text(client.get(page))
    refused = client.post(page, {"skip": "1"})
    assert refused.status_code == 422
    assert "Række 2: vælg, hvem det er, eller lad rækken udgå." in text(refused)
    assert 'value="1" checked><label class="form-label" for="skip-1"><span class="sr-only">Udelad række 3' in text(
        refused
    )
    assert not PoliceList.objects.exists()
    assert client.post(page, {"line-0": f"pick-{known.pk}", "skip": "1"}).status_code == 303
    assert ListEntry.objects.get().subject == known.pk


def test_choices_survive_a_reload(cast):
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    told = {"reference": "1", "text": "Slag"}
    rows = [row(2, "Vera Ottosen", birth_date=date(2011, 5, 12), **told), row(3, "Jonas Holm", JONAS, **told)]
    key = keep(cast, actor, *rows)
    client = cast.client("consultant")
    page = reverse("concerns:preview", args=[key])
    typed = {"line-0": "create", "skip": "1", "event_text-0": "Et slag"}
    assert client.post(reverse("drafts:save", args=[f"policelist:{key}:choices"]), typed).status_code == 204
    body = text(client.get(page))
    assert "Et slag" in body
    assert re.search(r'<input[^>]*name="line-0"[^>]*value="create"[^>]*checked', body)
    assert re.search(r'<input[^>]*name="skip"[^>]*value="1" checked', body)
    assert not re.search(r'<input[^>]*name="event-0"[^>]*checked', body)
    assert client.post(page, {"line-0": "create"}).status_code == 303
    assert not Draft.objects.exists()


def test_names_in_an_event_are_asked_about(cast):
    actor = cast.consultant.sign()
    told = {"reference": "1", "text": "Vera slog"}
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA, **told), row(3, "Jonas Holm", JONAS, **told))
    client = cast.client("consultant")
    page = reverse("concerns:preview", args=[key])
    assert "Ordene er ikke navne her: Vera" in text(client.get(page))
    refused = client.post(page, {"event-0": "on", "event_text-0": "Vera slog"})
    assert refused.status_code == 422
    assert "Tag navnene ud" in text(refused)
    assert client.post(page, {"event-0": "on", "event_text-0": "Et barn blev slået"}).status_code == 303


def test_what_was_read_can_be_dropped(cast):
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    client = cast.client("consultant")
    assert "Du har en liste, som ikke er modtaget endnu" in text(client.get(reverse("concerns:upload")))
    assert client.post(reverse("concerns:forget", args=[key])).status_code == 303
    assert not Draft.objects.exists()
    assert client.get(reverse("concerns:preview", args=[key])).status_code == 404


def test_a_list_that_comes_again_says_so(cast):
    actor = cast.consultant.sign()
    PoliceList.objects.update(meets_on=None)
    receive(cast, actor, row(2, "Vera Ottosen", VERA), row(3, "Jonas Holm", JONAS, text="a"), row(4, "Bo Lind"))
    again = [row(2, "Vera Ottosen", VERA), row(3, "Jonas Holm", JONAS, text="b")]
    body = text(cast.client("consultant").get(reverse("concerns:preview", args=[keep(cast, actor, *again)])))
    assert "står allerede på ugens liste og tages ikke med igen" in body
    assert "Står allerede på ugens liste: Jonas Holm" in body
    assert "Bo Lind" in body


def test_matching_and_correcting_a_line(cast):
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    entry = actions.capture(
        actor, forum=cast.forum, owner_audience=cast.forum.door_id, line="Vera Ottosen 120511"
    ).entry
    client = cast.client("consultant")
    match, correct = reverse("concerns:match", args=[entry.pk]), reverse("concerns:correct", args=[entry.pk])
    assert "Vera Ottosen, 12.05.2011" in text(client.get(match))
    assert client.post(match, {"person": f"pick-{known.pk}", "version": "1"}).status_code == 303
    assert ListEntry.objects.get().subject == known.pk
    assert client.get(match).status_code == 200
    assert client.post(match, {"person": "pick-0", "version": "2"}).status_code == 422
    assert cast.client("colleague").post(match, {"person": "create", "version": "1"}).status_code == 409
    said = {"name": "Vera Otto", "birth_date": "12.5.2011", "role": "witness", "text": "set", "version": "2"}
    assert client.post(correct, said).status_code == 303
    assert ListEntry.objects.get().name == "Vera Otto"
    assert client.post(correct, said | {"birth_date": "x"}).status_code == 422


def test_the_record_a_line_points_to_is_offered_although_it_says_something_else(cast):
    actor = cast.consultant.sign()
    entry = actions.capture(actor, forum=cast.forum, owner_audience=cast.forum.door_id, line="Bo 720511-4222").entry
    ListEntry.objects.update(name="Bo Lind")
    body = text(cast.client("consultant").get(reverse("concerns:match", args=[entry.pk])))
    assert re.search(rf'value="pick-{entry.subject}"[^>]*checked', body)


def test_somebody_not_identified_is_named_first(cast):
    actor = cast.consultant.sign()
    entry = actions.capture(actor, forum=cast.forum, owner_audience=cast.forum.door_id, line="?").entry
    assert "Skriv navnet" in text(cast.client("consultant").get(reverse("concerns:match", args=[entry.pk])))


# --- concerns -----------------------------------------------------------------------------------------------------
def form(cast: Cast, **said: Any) -> dict[str, Any]:
    return {**SAID, "forum": str(cast.forum.pk), "idempotency_key": str(uuid4()), **said}


def test_from_form_to_receipt(cast):
    client = cast.client("ssp_teacher")
    page = text(client.get(reverse("concerns:new")))
    assert '<option value="school" selected' in page
    assert "underret" in page
    sent = form(cast)
    answer = client.post(reverse("concerns:new"), sent)
    concern = Concern.objects.get()
    assert answer["Location"] == reverse("concerns:receipt", args=[concern.pk])
    receipt = text(client.get(answer["Location"]))
    for word in (cast.forum.name, "Mette Kjær", "tirsdag d. 1. december 2026"):
        assert word in receipt
    assert client.post(reverse("concerns:new"), sent)["Location"] == answer["Location"]  # the same request twice
    assert Concern.objects.count() == 1
    assert SAID["who"] in text(client.get(reverse("concerns:waiting")))


def test_what_is_missing_is_said_and_what_was_typed_stays(cast):
    answer = cast.client("ssp_teacher").post(reverse("concerns:new"), form(cast, crime_focus="", who="Stationens børn"))
    assert answer.status_code == 422
    assert "særskilt kriminalitetsforebyggende" in text(answer)
    assert "Stationens børn" in text(answer)
    assert not Concern.objects.exists()


def test_a_draft_comes_back(cast):
    client = cast.client("ssp_teacher")
    client.post(reverse("drafts:save", args=["concern"]), {"who": "Vera Ottosen", "source": "leisure"})
    body = text(client.get(reverse("concerns:new")))
    assert "Vera Ottosen" in body
    assert '<option value="leisure" selected' in body
    client.post(reverse("concerns:new"), form(cast))
    assert not Draft.objects.exists()


def test_the_door_sees_what_waits_and_that_is_noted(cast):
    concern = send(cast)
    body = text(cast.client("consultant").get(reverse("concerns:waiting")))
    assert SAID["who"] in body
    assert "Skole" in body
    page = cast.client("consultant").get(reverse("concerns:concern", args=[concern.pk]))
    assert SAID["text"] in text(page)
    with as_role("samspil_lock"):
        seen = Event.objects.filter(principal=cast.consultant.principal_id).order_by("pk").values_list("act", flat=True)
        assert list(seen)[-2:] == ["concern.listed", "concern.read"]


def test_others_see_no_concern(cast):
    concern = send(cast)
    for member in ("police_officer", "outsider", "administrator", "politician", "other_consultant", "youth_job_centre"):
        client = cast.client(member)
        assert client.get(reverse("concerns:concern", args=[concern.pk])).status_code == 404
        assert client.get(reverse("concerns:receipt", args=[concern.pk])).status_code == 404
        assert SAID["who"] not in text(client.get(reverse("concerns:waiting")))


def test_a_private_association_is_told_what_to_do(cast):
    answer = cast.client("outsider").post(reverse("concerns:new"), form(cast))
    assert answer.status_code == 422
    assert "Ring i stedet" in text(answer)


@pytest.mark.parametrize("name", ["waiting", "new", "upload"])
def test_nobody_without_signing_in(client, cast, name):
    answer = client.get(reverse(f"concerns:{name}"))
    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]


def test_the_page_of_a_thousand_rows_stays_one_page(cast, django_assert_max_num_queries):
    actor = cast.consultant.sign()
    rows = [row(n, f"Barn {n}", birth_date=date(2011, 1, 1 + n % 28), reference=str(n // 3)) for n in range(1000)]
    page = reverse("concerns:preview", args=[keep(cast, actor, *rows)])
    client = cast.client("consultant")
    with django_assert_max_num_queries(30):
        body = text(client.get(page))
    assert body.count('name="skip"') == 1000
    events = {f"event-{n}": "on" for n in range(334)} | {f"event_text-{n}": "x" for n in range(334)}
    assert client.post(page, events | {"skip": [str(n) for n in range(500)]}).status_code == 303
    assert ListEntry.objects.count() == 500
