"""What is disclosed to whom stands on the page before it happens, above the button that does it; and it is so (S5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.cases import queries
from samspil.cases.models import Case, Note, Task
from samspil.cases.tests import stage
from samspil.concerns.joint.tests.scenes import at_a_door
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.tests.doors import FORM, SAID, found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_raise import PDF
from samspil.organisations.models import SeatHolder
from samspil.sharing.models import File
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "door"])

WHO_READS = "Hvem læser hvad"
Page = tuple[str, str, tuple[str, ...]]  # who sees it, its address, what must be said there


def case_with_the_school(cast: Cast) -> Case:
    case = stage.case(cast)
    stage.involved(cast, case, "school")
    return case


def giving_a_task(cast: Cast) -> Page:
    address = reverse("cases:give_task", args=[case_with_the_school(cast).pk])
    return (
        "consultant",
        address,
        ("SSP-enheden", "Enheden, hvis en kollega et andet sted får den", "fristen", "sagens forside"),
    )


def involving_a_unit(cast: Cast) -> Page:
    unit = cast.units["family"]
    address = reverse("cases:involve_unit", args=[stage.case(cast).pk, unit.pk])
    said = (
        f"{unit.name}, fra nu af",
        "hvem den handler om",
        "det, du skriver her",
        "Notater, opgaver og samtaler er ikke med",
    )
    return "consultant", address, (*said, f"Retsgrundlag for {unit.name}")


def handing_a_case_over(cast: Cast) -> Page:
    return "consultant", reverse("cases:propose_handover", args=[stage.case(cast).pk]), ("Retsgrundlag for",)


def sending_a_concern_to_a_forum(cast: Cast) -> Page:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    said = (
        "De, der forbereder forummets møder, straks",
        "De, der er til stede ved punktet",
        "Forummet læser intet af den",
    )
    return "consultant", reverse("concerns:to_meeting", args=[concern.pk]), said


def a_new_concern_to_a_forum(cast: Cast) -> Page:
    return (
        "ssp_teacher",
        reverse("concerns:new"),
        ("De, der forbereder forummets møder, straks", "De, der er til stede ved punktet"),
    )


def a_new_concern_to_a_door(cast: Cast) -> Page:
    found(cast)
    said = (
        "De, der svarer der, hvor den kommer hen, straks",
        "hvem du er",
        "Ikke deres vurdering",
        "Alle andre",
    )
    return "ssp_teacher", reverse("concerns:raise"), said


def handing_a_concern_over(cast: Cast) -> Page:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    return (
        "consultant",
        reverse("concerns:hand_over", args=[concern.pk]),
        ("Din begrundelse, og hvem der har den. Ikke bekymringen.", "når alle har sagt ja"),
    )


def assessing_together(cast: Cast) -> Page:
    return (
        "consultant",
        reverse("joint:begin", args=[at_a_door(cast).pk]),
        ("Hver af de tre, straks", "Intet andet af bekymringen."),
    )


def parts(cast: Cast, page: Page) -> Iterator[tuple[str, str]]:
    """Of the empty page, and of the page that comes back with what is missing: what is said, and what stands behind it."""
    member, address, _said = page
    client: Client = cast.client(member)
    for answer in (client.get(address), client.post(address, {"idempotency_key": ""})):
        assert answer.status_code == (200 if answer.wsgi_request.method == "GET" else 422)
        main = unescape(answer.content.decode().split("<main")[1].split("</main")[0])
        form = main[main.index('<form method="post" novalidate') :].split("</form>")[0]
        assert form.count(WHO_READS) == 2, "a heading, and the name of the section"
        told, behind = form[form.index(WHO_READS) :].split("</section>", 1)
        yield " ".join(re.sub(r"<[^>]+>", " ", told).split()), behind


@pytest.mark.parametrize(
    "scene",
    [
        giving_a_task,
        involving_a_unit,
        handing_a_case_over,
        sending_a_concern_to_a_forum,
        a_new_concern_to_a_forum,
        a_new_concern_to_a_door,
        handing_a_concern_over,
        assessing_together,
    ],
)
def test_who_reads_what_stands_above_the_button_and_stands_there_again_after_a_mistake(
    cast: Cast, scene: Callable[[Cast], Page]
) -> None:
    page = scene(cast)
    for told, behind in parts(cast, page):
        assert [words for words in page[2] if words not in told] == [], told
        assert behind.count('<button type="submit"') == 1, "the button that does it comes after"
        assert not re.search(r'<(?:textarea|select|input(?! type="hidden"))', behind), (
            "and nothing is asked between them"
        )


def test_the_page_of_a_task_says_nothing_where_nobody_else_can_get_it(cast: Cast) -> None:
    address = reverse("cases:give_task", args=[stage.case(cast).pk])
    assert WHO_READS not in cast.client("consultant").get(address).content.decode()


def test_a_task_is_read_where_the_page_said_and_nothing_more_of_the_case(cast: Cast) -> None:
    case = case_with_the_school(cast)
    stage.involved(cast, case, "family")
    stage.note(cast, case)
    client, address = cast.client("consultant"), reverse("cases:give_task", args=[case.pk])
    choice = re.search(
        rf'<option value="([^"]*)"[^>]*>[^<]*{cast.ssp_teacher.staff.name}', client.get(address).content.decode()
    )
    assert choice is not None
    due = timezone.localdate() + timedelta(days=7)
    answer = client.post(
        address,
        {
            "text": "Tal med klassen",
            "responsible": choice[1],
            "due_on": f"{due:%d.%m.%Y}",
            "idempotency_key": str(uuid4()),
        },
    )
    assert answer.status_code == 303
    for member, tasks in (("consultant", 1), ("colleague", 1), ("ssp_teacher", 1), ("social_worker", 0)):
        cast.members[member].sign()
        assert Task.objects.filter(text="Tal med klassen", due_on=due).count() == tasks, member
    cast.ssp_teacher.sign()
    assert queries.get_case(case.pk).child == "Jonas Holm"
    assert not Note.objects.exists()
    cast.outsider.sign()
    assert not Task.objects.exists()


def readers_of(cast: Cast, rows: type[Model], **which: Any) -> set[str]:
    """Who of the cast reads such a row."""
    found_by = set()
    for key, member in cast.members.items():
        member.sign()
        if rows._default_manager.filter(**which).exists():
            found_by.add(key)
    return found_by


AT_THE_DOOR = {"consultant", "colleague", "outreach_worker"}


def test_a_concern_is_read_at_the_door_and_by_its_sender_as_the_page_said(cast: Cast) -> None:
    door = found(cast)
    leader(cast)
    client = cast.client("ssp_teacher")
    sent = client.post(
        reverse("concerns:raise"),
        FORM
        | {"door": str(door.pk), "idempotency_key": str(uuid4()), "attachments": [SimpleUploadedFile("a.pdf", PDF)]},
    )
    assert sent.status_code == 303
    assert readers_of(cast, Concern, text=FORM["text"]) == AT_THE_DOOR | {"leader", "ssp_teacher"}
    assert readers_of(cast, File, name="a.pdf") == AT_THE_DOOR | {"leader", "ssp_teacher"}
    assert readers_of(cast, Assessment) == AT_THE_DOOR | {"leader"}


def test_a_forum_reads_what_was_written_for_it_and_nothing_else_of_the_concern(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    address = reverse("concerns:to_meeting", args=[concern.pk])
    client = cast.client("consultant")
    necessity = re.findall(
        r'<option value="([^"]+)"', client.get(address).content.decode().split('name="necessity"')[1]
    )[0]
    sent = client.post(
        address,
        {
            "forum": cast.forum.pk, "who": "Vera fra 7.b", "text": "Uro ved kiosken", "crime_focus": "Hun er set der",
            "necessity": unescape(necessity), "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip
    assert sent.status_code == 303
    preparing = readers_of(cast, Concern, text="Uro ved kiosken")
    leading = SeatHolder.objects.filter(Q(seat__chairs=True) | Q(seat__deputises=True) | Q(seat__keeps_minutes=True))
    prepare = set(leading.filter(seat__forum=cast.forum).values_list("staff_id", flat=True))
    assert preparing == {key for key, member in cast.members.items() if member.staff.pk in prepare} | {"consultant"}
    assert readers_of(cast, Concern, text=SAID["text"]) == AT_THE_DOOR | {"ssp_teacher"}
