"""Work about a child comes with the child's name; where it does not, the page says whom to ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.cases import actions
from samspil.cases.models import Conversation, Involvement, Task
from samspil.cases.tests import stage
from samspil.lib.refusals import Refused
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.models import DisclosedRow
from tests.cast import Cast


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def decided(cast: Cast, *, knows: bool = True) -> Conversation:
    """A conversation that a forum's decision gives a teacher, before the minutes are approved, about a child whose record the
    forum's door keeps, or (not `knows`) another unit.
    """
    minutes = stage.minutes(cast)
    member = cast.consultant if knows else cast.social_worker
    owner = cast.forum.door_id if knows else member.unit.audience_id
    child = find_or_create(member.sign(), owner_audience=owner, child=Child(name="Jonas Holm", birth_date=stage.YOUNG))
    return actions.plan_conversation(
        cast.consultant.sign(),
        person_id=child.pk,
        kind="preventive",
        responsible=cast.ssp_teacher.staff,
        unit=cast.units["school"],
        owner_audience_id=minutes,
        decision_id=77,
        basis_version_id=stage.basis(cast, receiver="school"),
        necessity="Opfølgning på mødet",
    )


def test_the_name_goes_along_with_what_a_decision_gives_and_goes_with_it_when_it_is_undone(cast: Cast) -> None:
    talk = decided(cast)
    page = reverse("cases:conversation", args=[talk.pk])
    assert "Jonas Holm" in text(cast.client("ssp_teacher").get(page))
    cast.consultant.sign()
    cabinet.call("SELECT * FROM cases.withdraw(%s)", [77])
    cast.ssp_teacher.sign()
    assert not Person.objects.filter(pk=talk.subject).exists()
    cast.consultant.sign()
    assert Person.objects.filter(pk=talk.subject).exists()  # the door keeps it
    stage.settle()


def test_where_the_giver_may_not_say_the_name_the_page_says_whom_to_ask(cast: Cast) -> None:
    talk = decided(cast, knows=False)
    shown = text(cast.client("ssp_teacher").get(reverse("cases:conversation", args=[talk.pk])))
    assert "Jonas Holm" not in shown
    assert "Barnets navn er ikke delt med din enhed." in shown
    assert f"Spørg {cast.consultant.staff.name}, {cast.units['ssp'].name}" in shown


def test_a_task_in_a_case_keeps_the_name_when_the_unit_takes_part_no_more(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    task = actions.give_task(
        cast.consultant.sign(),
        person_id=case.subject,
        text="Tal med familien",
        responsible=cast.social_worker.staff,
        unit=cast.units["family"],
        owner_audience_id=case.owner_audience_id,
        case=case,
        keep=[case.owner_audience_id],
        basis_version_id=stage.basis(cast),
        necessity="Familien kender jer",
    )
    actor = cast.consultant.sign()
    version = Involvement.objects.get(case=case, unit_id=cast.units["family"].pk).version
    actions.end_involvement(actor, case=case, unit=cast.units["family"], reason="Aftalt", version=version)
    assert "Jonas Holm" in text(cast.client("social_worker").get(reverse("cases:task", args=[task.pk])))
    cast.social_worker.sign()
    assert Task.objects.get(pk=task.pk).subject == case.subject
    assert DisclosedRow.objects.filter(table_name="people_person", row_id=case.subject).exists()


@pytest.mark.parametrize("member", ["outsider", "social_worker"])
def test_nobody_says_a_name_along_with_work_that_is_not_theirs(cast: Cast, member: str) -> None:
    case = stage.case(cast)
    basis = stage.basis(cast)
    cast.members[member].sign()
    said = "SELECT cases.name_along('cases_case', %s, %s, %s, 'x')"
    with pytest.raises(Refused):
        cabinet.call(said, [case.pk, cast.units["school"].audience_id, basis])
