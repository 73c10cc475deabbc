"""A child's page: what this colleague may know, who is responsible, and who has read it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from samspil.cases import actions
from samspil.cases.tests import stage
from samspil.desk.queries import child as queries
from samspil.lib.refusals import NotVisible
from samspil.meetings.actions import closing, deciding, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Meeting
from samspil.people.actions import find_or_create, merge
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
CPR = "6305124234"  # a replacement number: nobody's


def page(cast: Cast, key: str, person_id: int, below: str = "") -> Any:
    return cast.client(key).get(f"/barnet/{person_id}/{below}")


def test_the_coordinator_is_named_first(cast: Cast) -> None:
    case = stage.case(cast)
    shown = queries.child_page(queries.get_child(case.subject))
    assert [(one.name, one.unit, one.what) for one in shown.responsible] == [
        ("Mette Kjær", "SSP-enheden", "coordinator")
    ]
    assert b"Mette Kj" in page(cast, "consultant", case.subject).content


def test_without_a_case_those_who_have_promised_something(cast: Cast) -> None:
    talk = stage.talk(cast)
    shown = queries.child_page(queries.get_child(talk.subject))
    assert [(one.name, one.what) for one in shown.responsible] == [("Mette Kjær", "conversation")]


def test_who_opens_a_case_does_not_hide_the_others_who_have_it(cast: Cast) -> None:
    talk = stage.talk(cast)
    stage.case(cast, person_id=talk.subject)
    actor = cast.colleague.sign()
    other = cast.colleague.staff
    common = {"unit": cast.colleague.unit, "owner_audience_id": cast.colleague.unit.audience_id}
    actions.give_task(actor, person_id=talk.subject, text="Ring til skolen", responsible=other, **common)
    shown = queries.child_page(queries.get_child(talk.subject))
    assert [(one.name, one.what) for one in shown.responsible] == [
        ("Mette Kjær", "coordinator"),
        (other.name, "task"),
    ]


def test_with_neither_nobody(cast: Cast) -> None:
    person = stage.child(cast.consultant)
    assert queries.child_page(queries.get_child(person.pk)).responsible == []
    assert "Ingen, så vidt du kan se" in page(cast, "consultant", person.pk).content.decode()


@pytest.mark.parametrize("key", ["outsider", "ssp_teacher", "social_worker", "other_consultant", "administrator"])
def test_for_others_there_is_no_such_child(cast: Cast, key: str) -> None:
    """Alike for a child that does not exist."""
    person = stage.child(cast.consultant)
    for below in ("", "videregivelser/", "laesninger/"):
        client = cast.client(key)
        answers = [client.get(f"/barnet/{number}/{below}") for number in (person.pk, 987654)]
        assert [answer.status_code for answer in answers] == [404, 404]
        hidden, missing = (MAIN.search(answer.content.decode()) for answer in answers)
        assert hidden
        assert missing
        assert hidden[0] == missing[0]


def test_a_unit_that_takes_part_sees_the_front_page_and_no_more(cast: Cast) -> None:
    case = stage.case(cast)
    stage.note(cast, case)
    stage.task(cast, case=case)
    stage.involved(cast, case)
    cast.social_worker.sign()
    shown = queries.child_page(queries.get_child(case.subject))
    assert [row.pk for row in shown.cases] == [case.pk]
    assert (shown.tasks, shown.conversations, shown.statements) == ([], [], [])
    assert [one.name for one in shown.responsible] == ["Mette Kjær"]


def test_each_opening_is_a_reading_that_the_unit_can_see(cast: Cast) -> None:
    """Who has read this: colleagues of the unit that keeps the record, and what they did."""
    case = stage.case(cast)
    cast.client("colleague").get(f"/barnet/{case.subject}/")
    cast.client("colleague").get(f"/sager/{case.pk}/")
    actor = cast.consultant.sign()
    read = [(one.who, one.act) for one in queries.readings(actor, queries.get_child(case.subject))]
    assert ("Line Østergaard", "person.read") in read
    assert ("Line Østergaard", "case.read") in read
    shown = page(cast, "consultant", case.subject, "laesninger/").content.decode()
    assert "Line Østergaard, åbnede barnets side" in shown
    assert "Line Østergaard, læste sagen" in shown


def test_who_reads_the_child_does_not_see_who_reads_in_other_units(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    actor = cast.social_worker.sign()
    assert queries.readings(actor, queries.get_child(case.subject)) == []


@pytest.mark.parametrize("key", ["outsider", "social_worker", "other_consultant", "administrator"])
def test_the_function_tells_nothing_about_a_child_that_one_may_not_read(cast: Cast, key: str) -> None:
    person = stage.child(cast.consultant)
    cast.members[key].sign()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit.of_subject(%s, 100)", [person.pk])
        assert cursor.fetchall() == []


def test_what_was_given_stands_with_whom_why_and_on_which_basis(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    actor = cast.consultant.sign()
    given = queries.disclosures(actor, queries.get_child(case.subject))
    assert {(one.giver, one.receiver, one.necessity) for one in given} == {
        ("SSP-enheden", "Familieafdelingen", "familien kender barnet")
    }
    assert {one.what for one in given} == {
        "people_person",
        "cases_case",
        "cases_involvement",
        "cases_responsibility",
    }
    assert not any(one.ended for one in given)
    shown = page(cast, "consultant", case.subject, "videregivelser/").content.decode()
    assert "SSP-enheden til Familieafdelingen" in shown
    # who received sees the same; a third unit nothing
    actor = cast.social_worker.sign()
    assert len(queries.disclosures(actor, queries.get_child(case.subject))) == len(given)
    cast.ssp_teacher.sign()
    with pytest.raises(NotVisible):
        queries.get_child(case.subject)


def test_the_panels_are_parts_of_the_page_too(cast: Cast) -> None:
    person = stage.child(cast.consultant)
    for below, panel in (("videregivelser/", "disclosures"), ("laesninger/", "readings")):
        part = cast.client("consultant").get(f"/barnet/{person.pk}/{below}", headers={"HX-Request": "true"})
        text = part.content.decode().strip()
        assert text.startswith(f'<section class="panel" id="{panel}"')
        assert "<html" not in text


def test_the_number_is_shown_by_an_act_of_its_own(cast: Cast) -> None:
    person = find_or_create(
        cast.consultant.sign(), owner_audience=cast.consultant.unit.audience_id, child=Child(name="Aya Ali", cpr=CPR)
    )
    client = cast.client("consultant")
    shown = client.get(f"/barnet/{person.pk}/").content.decode()
    assert f"{stage.YOUNG:%d.%m.%Y}" in shown
    assert CPR[6:] not in shown
    assert client.get(f"/barnet/{person.pk}/cpr/").status_code == 405
    number = client.post(f"/barnet/{person.pk}/cpr/").content.decode()
    assert f"{CPR[:6]}-{CPR[6:]}" in number
    assert "person.cpr_shown" in stage.acts()


def test_who_only_received_the_record_does_not_get_the_number(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    answer = cast.client("social_worker").post(f"/barnet/{case.subject}/cpr/")
    assert answer.status_code == 409


def test_a_record_that_was_joined_leads_to_the_one_that_stands(cast: Cast) -> None:
    case = stage.case(cast)
    other = stage.child(cast.consultant, name="Jonas B. Holm")
    merge(cast.consultant.sign(), keep=Person.objects.get(pk=case.subject), other=other)
    answer = page(cast, "consultant", other.pk)
    assert (answer.status_code, answer["Location"]) == (303, f"/barnet/{case.subject}/")
    child = queries.get_child(case.subject)
    assert sorted(child.records) == sorted([case.subject, other.pk])


def test_what_came_to_an_end_says_so(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    line = stage.queries.get_line(case, cast.units["family"])
    actions.end_involvement(
        cast.consultant.sign(), case=case, unit=cast.units["family"], reason="Aftalt", version=line.version
    )
    actor = cast.consultant.sign()
    assert all(one.ended for one in queries.disclosures(actor, queries.get_child(case.subject)))


def test_the_page_is_not_shown_where_the_reading_cannot_be_recorded(cast: Cast) -> None:
    person = stage.child(cast.consultant)
    client = cast.client("consultant")
    with stage.no_record():
        client.get(f"/barnet/{person.pk}/")


def test_what_an_urgent_meeting_gave_says_to_whom(cast: Cast) -> None:
    """Met by a stranger: »– til –«. What is given at a table is given to those who sat there, and then to a unit."""
    item = urgent.call_now(
        cast.consultant.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None, present=[cast.police_officer.staff],
        necessity="sikkerhed",
    )  # fmt: skip
    actor = cast.consultant.sign()
    choice = Choice(
        "support", responsible=cast.consultant.staff, due_on=timezone.localdate(actor.at) + timedelta(days=7)
    )
    deciding.decide(actor, item=item, version=item.version, choice=choice, key=uuid4())
    closing.end_meeting(cast.consultant.sign(), meeting=item.meeting)
    closing.approve(
        cast.consultant.sign(), meeting=Meeting.objects.select_related("forum__body").get(pk=item.meeting_id)
    )
    for who in ("consultant", "police_officer"):
        cast.members[who].sign()
        child = Person.objects.filter(name="Jonas Holm").order_by("-pk").first()
        assert child is not None, who
        given = queries.disclosures(cast.members[who].sign(), queries.get_child(child.pk))
        assert given, who
        assert all(one.giver and one.receiver for one in given), (
            who,
            [(one.giver, one.receiver, one.what) for one in given],
        )
