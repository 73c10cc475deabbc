"""Tasks: completed, postponed, met by somebody who was faster."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Task, TaskState
from samspil.cases.tests import stage
from samspil.lib.refusals import Conflict, Refused
from samspil.sharing.models import RetentionRule
from tests import clock
from tests.cast import Cast, as_role

SOON = timezone.localdate() + timedelta(days=3)
LATER = timezone.localdate() + timedelta(days=17)


def test_a_completed_task_says_what_came_of_it(cast: Cast) -> None:
    task = stage.task(cast)
    actor = cast.consultant.sign()
    done = actions.complete_task(actor, task=task, version=task.version, outcome=" Skolen ringer til mor ")
    assert (done.state, done.outcome, done.done_at) == (TaskState.DONE, "Skolen ringer til mor", actor.at)


def test_a_task_outside_any_case_has_its_last_day_and_one_in_a_case_follows_the_case(cast: Cast) -> None:
    with as_role("samspil_owner"):
        RetentionRule.objects.create(body=cast.body.audience_id, kind="task", days=90, must_go="ikke nødvendig")
    person, unit = stage.child(cast.consultant), cast.consultant.unit
    task = actions.give_task(
        cast.consultant.sign(), person_id=person.pk, text="Ring til skolen", responsible=cast.consultant.staff,
        unit=unit, owner_audience_id=unit.audience_id,
    )  # fmt: skip
    task = Task.objects.get(pk=task.pk)
    done = actions.complete_task(cast.consultant.sign(), task=task, version=task.version, outcome="Gjort")
    assert done.delete_after == timezone.localdate() + timedelta(days=90)
    inside = Task.objects.get(pk=stage.task(cast, case=stage.case(cast)).pk)
    done = actions.complete_task(cast.consultant.sign(), task=inside, version=inside.version, outcome="Gjort")
    assert done.delete_after is None


def test_a_colleague_of_the_unit_may_step_in(cast: Cast) -> None:
    task = stage.task(cast)
    actor = cast.colleague.sign()
    assert actions.complete_task(actor, task=task, version=task.version, outcome="").state == TaskState.DONE


def test_the_same_words_again_are_the_same_act(cast: Cast) -> None:
    task = stage.task(cast)
    done = actions.complete_task(cast.consultant.sign(), task=task, version=task.version, outcome="Gjort")
    before, acts = stage.world(), stage.acts()
    actions.complete_task(cast.consultant.sign(), task=done, version=1, outcome="Gjort")
    assert (stage.world(), stage.acts()) == (before, acts)
    with pytest.raises(Refused):
        actions.complete_task(cast.consultant.sign(), task=done, version=done.version, outcome="Noget andet")


def test_what_somebody_wrote_meanwhile_is_shown_beside(cast: Cast) -> None:
    task = stage.task(cast, due_on=SOON)
    mine = Task.objects.get(pk=task.pk)
    actions.postpone_task(
        cast.colleague.sign(), task=task, version=task.version, due_on=LATER, reason="Skolen er lukket"
    )
    with pytest.raises(Conflict) as conflict:
        actions.complete_task(cast.consultant.sign(), task=mine, version=mine.version, outcome="Gjort")
    assert conflict.value.mine == {"outcome": "Gjort"}
    assert conflict.value.by == "Line Østergaard"
    assert conflict.value.version == 2
    assert Task.objects.get(pk=task.pk).state == TaskState.OPEN


def test_a_postponed_task_keeps_its_earlier_days(cast: Cast) -> None:
    task = stage.task(cast, due_on=SOON)
    actor = cast.consultant.sign()
    later = actions.postpone_task(actor, task=task, version=task.version, due_on=LATER, reason="Skolen er lukket")
    assert (later.due_on, later.postponed_because) == (LATER, "Skolen er lukket")
    last = LATER + timedelta(days=7)
    actions.postpone_task(actor, task=later, version=later.version, due_on=last, reason="Mor er syg")
    shown = queries.postponements(queries.get_task(task.pk))
    assert [(line.due_on, line.by) for line in shown] == [(LATER, "Mette Kjær"), (SOON, "Mette Kjær")]


@pytest.mark.parametrize(
    ("due_on", "reason", "field"),
    [(SOON, "Skolen er lukket", "due_on"), (date(2020, 1, 1), "x", "due_on"), (LATER, " ", "reason")],
)
def test_a_postponement_is_later_and_has_a_reason(cast: Cast, due_on: date, reason: str, field: str) -> None:
    task = stage.task(cast, due_on=SOON)
    with pytest.raises(Refused) as refused:
        actions.postpone_task(cast.consultant.sign(), task=task, version=task.version, due_on=due_on, reason=reason)
    assert refused.value.field == field


def test_a_task_without_a_day_is_not_postponed_into_the_past(cast: Cast) -> None:
    task = stage.task(cast)
    with pytest.raises(Refused) as refused:
        actions.postpone_task(
            cast.consultant.sign(), task=task, version=task.version, due_on=date(2020, 1, 1), reason="Glemt"
        )
    assert refused.value.field == "due_on"


@pytest.mark.parametrize("month", [1, 7], ids=["winter", "summer"])
def test_just_after_midnight_yesterday_is_the_past(cast: Cast, month: int) -> None:
    """In Greenwich it is still the day before."""
    night = datetime(clock.today().year, month, 15, 0, 30, tzinfo=timezone.get_default_timezone())
    with clock.at(night):
        task = stage.task(cast)
        for due_on in (night.date() - timedelta(days=1), night.date()):
            actor = cast.consultant.sign()
            if due_on < night.date():
                with pytest.raises(Refused) as refused:
                    actions.postpone_task(actor, task=task, version=task.version, due_on=due_on, reason="Glemt")
                assert refused.value.field == "due_on"
            else:
                late = actions.postpone_task(actor, task=task, version=task.version, due_on=due_on, reason="Glemt")
                assert late.due_on == due_on


def test_a_done_task_is_not_postponed(cast: Cast) -> None:
    task = stage.task(cast)
    actor = cast.consultant.sign()
    done = actions.complete_task(actor, task=task, version=task.version, outcome="")
    with pytest.raises(Refused):
        actions.postpone_task(actor, task=done, version=done.version, due_on=LATER, reason="Fortrudt")


def test_a_form_that_is_sent_twice_gives_one_task(cast: Cast) -> None:
    key = uuid4()
    assert stage.task(cast, key=key).pk == stage.task(cast, key=key).pk
    assert stage.task(cast, key=uuid4()).pk != stage.task(cast, key=key).pk


def test_a_task_in_a_case_goes_to_a_unit_that_takes_part(cast: Cast) -> None:
    """The unit that has the case goes on reading it."""
    case = stage.case(cast)
    stage.involved(cast, case, "family")
    task = actions.give_task(
        cast.consultant.sign(),
        person_id=case.subject,
        text="Ring til mor",
        responsible=cast.social_worker.staff,
        unit=cast.social_worker.unit,
        owner_audience_id=case.owner_audience_id,
        case=case,
        keep=[case.owner_audience_id],
        basis_version_id=stage.basis(cast),
        necessity="familien kender barnet",
    )
    assert queries.get_task(task.pk).responsible_name == "Pia Møller"
    actor = cast.social_worker.sign()
    seen = queries.get_task(task.pk)
    assert seen.child == "Jonas Holm"
    actions.complete_task(actor, task=seen, version=seen.version, outcome="Hun ringer tilbage")
    with pytest.raises(Refused):
        actions.complete_task(cast.consultant.sign(), task=seen, version=seen.version, outcome="Noget andet")


def test_the_list_of_a_unit_is_by_deadline(cast: Cast) -> None:
    late, never, soon = stage.task(cast, due_on=LATER), stage.task(cast), stage.task(cast, due_on=SOON)
    other = stage.task(cast, cast.colleague, due_on=SOON)
    cast.consultant.sign()
    listed = queries.task_list(cast.consultant.unit)
    assert [row.pk for row in listed] == [soon.pk, other.pk, late.pk, never.pk]
    mine = queries.task_list(cast.consultant.unit, staff_id=cast.consultant.staff.pk)
    assert [row.pk for row in mine] == [soon.pk, late.pk, never.pk]
    assert [row.pk for row in queries.my_tasks(cast.consultant.staff.pk)] == [soon.pk, late.pk, never.pk]


def test_the_page_shows_ones_own_the_units_or_what_one_has_done(cast: Cast) -> None:
    """Three lists of one page, and another unit's tasks in none of them."""
    mine, theirs, done = stage.task(cast), stage.task(cast, cast.colleague), stage.task(cast)
    stage.task(cast, cast.social_worker)
    cast.consultant.sign()
    actions.complete_task(cast.consultant.sign(), task=done, version=done.version, outcome="")
    client = cast.client("consultant")

    def shown(which: str) -> set[int]:
        return {task.pk for task in client.get(reverse("cases:tasks") + which).context["page"].object_list}

    assert shown("") == shown("?vis=mine") == {mine.pk}
    assert shown("?vis=enheden") == {mine.pk, theirs.pk}
    assert shown("?vis=udfoerte") == {done.pk}


def test_who_gives_a_task_in_a_case_sees_whom_it_is_about(cast: Cast) -> None:
    case = stage.case(cast)
    page = cast.client("consultant").get(reverse("cases:give_task", args=[case.pk])).content.decode()
    assert "Jonas Holm" in page.split("<main")[1].split("<form")[0]
