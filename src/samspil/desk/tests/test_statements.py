"""No page of cases or the desk needs more than fifteen statements, and none needs more when there is more to show."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case
from samspil.cases.tests import stage
from samspil.concerns.models import Concern
from samspil.meetings.calendar.models import Change
from samspil.meetings.models import Meeting
from tests.cast import Cast

MOST = 15
# My day also gathers enquiries, notices, matters that travel, the way to an urgent meeting, for whom one acts, whether one is
# written down as away, where the unit has come to take part, what one is asked about a concern, and the children who have chosen one to
# talk with: a statement or two each.
# A case and a handover say who acts for the holder (posts and absences), and each party of a handover is asked about in the database.
MORE = {"my day": 19, "case": 23, "child": 1, "handover": 6}
FRAME = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS|SET LOCAL)\b")


def statements(client: Client, path: str, data: dict[str, str] | None = None) -> list[str]:
    """What a warm request asks of the two connections, without what frames a transaction."""
    answer = client.post(path, data) if data else client.get(path)  # warm: what is read once a process has been read
    assert answer.status_code == 200, path
    with CaptureQueriesContext(connections["default"]) as domain, CaptureQueriesContext(connections["door"]) as door:
        answer = client.post(path, data) if data else client.get(path)
    assert answer.status_code == 200, path
    asked = [query["sql"] for query in (*domain.captured_queries, *door.captured_queries)]
    return [sql for sql in asked if not FRAME.match(sql)]


def more(cast: Cast, case: Case) -> None:
    """One more of everything that a page may show."""
    actor = cast.consultant.sign()
    common = {
        "person_id": case.subject,
        "responsible": cast.consultant.staff,
        "unit": cast.consultant.unit,
        "owner_audience_id": case.owner_audience_id,
        "due_on": timezone.localdate() + timedelta(days=1),
    }
    actions.give_task(actor, text="Ring", case=case, **common)
    done = actions.give_task(actor, text="Skriv", case=case, **common)
    actions.complete_task(actor, task=done, version=done.version, outcome="Gjort")
    talk = actions.plan_conversation(actor, kind="preventive", case=case, **common)
    held = actions.Held(
        held_on=timezone.localdate(),
        place="",
        participants="Jonas",
        summary="Fodbold",
        follow_up_on=timezone.localdate() + timedelta(days=9),
    )
    actions.hold_conversation(actor, conversation=talk, version=talk.version, held=held)
    stage.note(cast, case, "Familien flytter i sommerferien")
    to = cast.colleague if stage.coordinator(case).staff_id == cast.consultant.staff.pk else cast.consultant
    actions.change_coordinator(
        cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=to.staff, reason="Ferie"
    )
    start = cast.consultant.sign().at + timedelta(days=2)
    meeting = Meeting.objects.create(
        forum=cast.forum, starts_at=start, ends_at=start + timedelta(hours=2), blocks=["under_18"]
    )
    Change.objects.create(
        meeting=meeting, kind="moved", was_at=start + timedelta(days=1), made_by=cast.colleague.staff, made_at=actor.at
    )
    Concern.objects.create(
        owner_audience_id=cast.forum.door_id,
        forum_id=cast.forum.pk,
        about="group",
        who="Gruppe ved skaterbanen",
        text="De er der hver aften",
        source="leisure",
        sender_id=cast.consultant.staff.pk,
        sender_unit_id=cast.consultant.unit.pk,
    )
    other = stage.case(cast)
    stage.handover(cast, other)
    declined = stage.handover(cast, stage.case(cast), to="school")
    actor = cast.ssp_teacher.sign()
    actions.decline_handover(actor, handover=queries.get_handover(declined.pk), answer="Nej")
    cast.consultant.sign()


PAGES: dict[str, tuple[str, dict[str, str] | None]] = {
    "my day": ("/", None),
    "cases": ("/sager/", None),
    "cases by name": ("/sager/?orden=navn", None),
    "cases by deadline": ("/sager/?orden=frist", None),
    "cases by coordinator": ("/sager/?orden=tovholder", None),
    "where we take part": ("/sager/?vis=inddraget", None),
    "tasks": ("/sager/opgaver/?vis=enheden", None),
    "case": ("/sager/{case}/", None),
    "actors": ("/sager/{case}/aktoerer/", None),
    "task": ("/sager/opgaver/{task}/", None),
    "conversation": ("/sager/samtaler/{talk}/", None),
    "handover": ("/sager/overdragelser/{handover}/", None),
    "child": ("/barnet/{child}/", None),
    "disclosures": ("/barnet/{child}/videregivelser/", None),
    "readings": ("/barnet/{child}/laesninger/", None),
    "search": ("/soeg/", {"name": "jonas", "born": str(stage.YOUNG.year)}),
    "search in own work": ("/soeg/", {"name": "jonas"}),
    "suggestions": ("/soeg/forslag/", {"name": "freja"}),
    "notes": ("/soeg/notater/", {"text": "familien"}),
}


@pytest.mark.parametrize("page", PAGES)
def test_few_statements_and_no_more_when_there_is_more(cast: Cast, page: str) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    task, talk, offer = stage.task(cast, case=case), stage.talk(cast, case=case), stage.handover(cast, stage.case(cast))
    more(cast, case)
    path, data = PAGES[page]
    places: dict[str, Any] = {
        "case": case.pk,
        "task": task.pk,
        "talk": talk.pk,
        "handover": offer.pk,
        "child": case.subject,
    }
    person = stage.child(cast.consultant, name="Freja Nord")
    stage.Task.objects.filter(pk=task.pk).update(subject=person.pk)
    client = cast.client("consultant")
    few = statements(client, path.format(**places), data)
    for _each in range(3):
        more(cast, case)
    many = statements(client, path.format(**places), data)
    assert len(few) <= MOST + MORE.get(page, 0), "\n".join(few)
    assert len(many) == len(few), "\n".join(many)
