"""What a decision sets going: rows that the minute-taker makes and gives away, once, and may take back while
nobody has begun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samspil.access import cabinet
from samspil.cases import actions, queries
from samspil.cases.arenas import actions as arenas
from samspil.cases.models import (
    Case,
    CaseState,
    Conversation,
    ConversationState,
    Handover,
    HandoverState,
    Responsibility,
    Task,
    TaskState,
)
from samspil.cases.tests import stage
from samspil.lib.refusals import NotVisible, Refused
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.cast import Cast

DECISION = 4711


@pytest.fixture
def minutes(cast: Cast) -> int:
    return stage.minutes(cast)


@pytest.fixture
def person(cast: Cast) -> int:
    """A child whom the forum's door knows, as from the police's list."""
    child = Child(name="Mikkel Aagaard", birth_date=stage.YOUNG)
    return find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=child).pk


def common(cast: Cast, minutes: int, person: int) -> dict[str, Any]:
    return {
        "person_id": person,
        "decision_id": DECISION,
        "owner_audience_id": minutes,
        "keep": [],
        "basis_version_id": stage.basis(cast),
        "necessity": "valg af indsats",
    }


def task(cast: Cast, minutes: int, person: int, kind: str = "task") -> Task:
    return actions.give_task(
        cast.consultant.sign(),
        text="Tilbyd støtte",
        kind=kind,
        responsible=cast.social_worker.staff,
        unit=cast.social_worker.unit,
        due_on=timezone.localdate() + timedelta(days=14),
        **common(cast, minutes, person),
    )


def talk(cast: Cast, minutes: int, person: int) -> Conversation:
    return actions.plan_conversation(
        cast.consultant.sign(),
        kind="concern",
        with_police=True,
        responsible=cast.social_worker.staff,
        unit=cast.social_worker.unit,
        due_on=timezone.localdate() + timedelta(days=14),
        **common(cast, minutes, person),
    )


def case(cast: Cast, minutes: int, person: int) -> Case:
    return actions.open_case(
        cast.consultant.sign(),
        opening_reason="En særlig indsats er nødvendig",
        coordinator=cast.social_worker.staff,
        unit=cast.social_worker.unit,
        forum_id=cast.forum.pk,
        **common(cast, minutes, person),
    )


def offer(cast: Cast, minutes: int, person: int) -> Handover:
    return actions.propose_handover(
        cast.consultant.sign(), text="Skolen følger op", to_unit=cast.units["school"], **common(cast, minutes, person)
    )


MAKERS: dict[str, Callable[[Cast, int, int], Any]] = {
    "task": task,
    "conversation": talk,
    "case": case,
    "handover": offer,
}


@pytest.mark.parametrize("kind", ["task", "conversation", "case"])
def test_the_responsible_has_it_and_the_minute_taker_no_longer(
    cast: Cast, minutes: int, person: int, kind: str
) -> None:
    made = MAKERS[kind](cast, minutes, person)
    stage.settle()
    cast.social_worker.sign()
    row = type(made).objects.get(pk=made.pk)
    assert row.owner_audience_id == cast.social_worker.unit.audience_id
    assert list(row.audiences) == [cast.social_worker.unit.audience_id]
    cast.consultant.sign()
    assert not type(made).objects.filter(pk=made.pk).exists()


def test_a_case_comes_with_one_holder_and_one_coordinator(cast: Cast, minutes: int, person: int) -> None:
    made = case(cast, minutes, person)
    stage.settle()
    cast.social_worker.sign()
    duties = Responsibility.objects.filter(case_id=made.pk)
    assert sorted((row.duty, row.staff_id, row.period.upper) for row in duties) == [
        ("coordinator", cast.social_worker.staff.pk, None),
        ("holder", cast.social_worker.staff.pk, None),
    ]
    assert {row.owner_audience_id for row in duties} == {cast.social_worker.unit.audience_id}


def test_a_handover_is_held_by_the_giver_until_the_answer(cast: Cast, minutes: int, person: int) -> None:
    made = offer(cast, minutes, person)
    row = Handover.objects.get(pk=made.pk)
    assert row.owner_audience_id == cast.consultant.unit.audience_id
    assert row.from_unit_id == cast.consultant.unit.pk
    cast.ssp_teacher.sign()
    seen = queries.get_handover(made.pk)
    assert (seen.state, seen.child) == (HandoverState.PROPOSED, "Mikkel Aagaard")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_decision_has_each_consequence_once(cast: Cast, minutes: int, person: int, kind: str) -> None:
    first = MAKERS[kind](cast, minutes, person)
    before = stage.world()
    again = MAKERS[kind](cast, minutes, person)
    assert again.pk == first.pk
    assert again.owner_audience_id == first.owner_audience_id
    assert stage.world() == before


def test_two_tasks_of_different_kinds_are_two(cast: Cast, minutes: int, person: int) -> None:
    assert task(cast, minutes, person).pk != task(cast, minutes, person, kind="notification").pk


def test_readers_named_go_on_reading(cast: Cast, minutes: int, person: int) -> None:
    (item,) = cabinet.found("item", minutes, ["item"])
    cabinet.open_to(
        [item],
        [cast.police_officer.staff.person_audience_id],
        until=cast.consultant.actor.at + timedelta(hours=2),
    )
    given = {**common(cast, minutes, person), "keep": [item]}
    made = actions.give_task(
        cast.consultant.sign(),
        text="Tilbyd støtte",
        responsible=cast.social_worker.staff,
        unit=cast.social_worker.unit,
        **given,
    )
    cast.police_officer.sign()
    assert queries.get_task(made.pk).text == "Tilbyd støtte"


@pytest.mark.parametrize("kind", MAKERS)
def test_undoing_a_decision_takes_it_back(cast: Cast, minutes: int, person: int, kind: str) -> None:
    made = MAKERS[kind](cast, minutes, person)
    assert actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION) == 1
    stage.settle()
    holder = cast.consultant if kind == "handover" else cast.social_worker
    holder.sign()
    row = type(made).objects.get(pk=made.pk)
    assert row.state == "withdrawn"
    assert f"{kind}.withdrawn" in stage.acts()
    # a second undo finds nothing more to take back
    assert actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION) == 0


def test_taking_back_a_case_ends_coordinator_and_holder(cast: Cast, minutes: int, person: int) -> None:
    made = case(cast, minutes, person)
    actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)
    stage.settle()
    cast.social_worker.sign()
    row = Case.objects.get(pk=made.pk)
    assert row.state == CaseState.WITHDRAWN
    assert {duty.period.upper for duty in Responsibility.objects.filter(case=row)} == {row.closed_at}


def test_taking_back_a_handover_shuts_it_for_the_asked_unit(cast: Cast, minutes: int, person: int) -> None:
    made = offer(cast, minutes, person)
    actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)
    cast.ssp_teacher.sign()
    with pytest.raises(NotVisible):
        queries.get_handover(made.pk)
    assert not stage.Person.objects.filter(pk=person).exists()


def test_what_has_been_begun_stands_and_so_does_all_the_rest(cast: Cast, minutes: int, person: int) -> None:
    """All or none: a decision that is half undone would be a third thing."""
    made, other = talk(cast, minutes, person), task(cast, minutes, person)
    actor = cast.social_worker.sign()
    actions.skip_conversation(
        actor, conversation=Conversation.objects.get(pk=made.pk), version=2, reason="Familien er flyttet"
    )
    before = stage.world()
    with pytest.raises(Refused):
        actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)
    assert stage.world() == before
    cast.social_worker.sign()
    assert Task.objects.get(pk=other.pk).state == TaskState.OPEN
    assert Conversation.objects.get(pk=made.pk).state == ConversationState.NOT_HELD


@pytest.mark.parametrize(
    "begin",
    [
        lambda cast, row: actions.write_note(cast.social_worker.sign(), case=row, text="Ringet til mor"),
        lambda cast, row: actions.describe_case(
            cast.social_worker.sign(), case=row, version=row.version, background="Skolen"
        ),
        lambda cast, row: actions.consider_unit(cast.social_worker.sign(), case=row, unit=cast.units["school"]),
        lambda cast, row: stage.heard(cast.social_worker.sign(), row),
        lambda cast, row: arenas.write_arena(
            cast.social_worker.sign(), case=row, arena="school", version=0, text="Går fint", status="well"
        ),
    ],
    ids=["note", "background", "actors", "voices", "arenas"],
)
def test_a_case_that_is_worked_on_is_not_taken_back(
    cast: Cast, minutes: int, person: int, begin: Callable[[Cast, Case], Any]
) -> None:
    made = case(cast, minutes, person)
    cast.social_worker.sign()
    begin(cast, Case.objects.get(pk=made.pk))
    with pytest.raises(Refused, match=r"[Ss]agen|case"):
        actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)


def test_a_task_that_is_done_stands(cast: Cast, minutes: int, person: int) -> None:
    made = task(cast, minutes, person)
    actor = cast.social_worker.sign()
    row = Task.objects.get(pk=made.pk)
    actions.complete_task(actor, task=row, version=row.version, outcome="Gjort")
    with pytest.raises(Refused, match=r"[Oo]pgaven|[Tt]ask"):
        actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)


def test_an_accepted_handover_stands(cast: Cast, minutes: int, person: int) -> None:
    made = offer(cast, minutes, person)
    actor = cast.ssp_teacher.sign()
    actions.accept_handover(actor, handover=queries.get_handover(made.pk), responsible=cast.ssp_teacher.staff)
    with pytest.raises(Refused, match=r"sagt ja|said yes"):
        actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)


@pytest.mark.parametrize("who", ["ssp_teacher", "police_officer", "outsider", "other_consultant", "outreach_worker"])
def test_who_did_not_decide_takes_nothing_back(cast: Cast, minutes: int, person: int, who: str) -> None:
    """Nor can they tell from the answer whether the decision has consequences."""
    task(cast, minutes, person)
    before = stage.world()
    actor = cast.members[who].sign()
    assert actions.withdraw_consequences(actor, decision_id=DECISION) == 0
    assert actions.withdraw_consequences(actor, decision_id=DECISION + 1) == 0
    assert stage.world() == before


def test_after_the_minutes_are_closed_nothing_is_taken_back(cast: Cast, minutes: int, person: int) -> None:
    made = task(cast, minutes, person)
    cabinet.shut([minutes])
    assert actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION) == 0
    cast.social_worker.sign()
    assert Task.objects.get(pk=made.pk).state == TaskState.OPEN


def test_the_undo_did_not_happen_where_it_cannot_be_recorded(cast: Cast, minutes: int, person: int) -> None:
    task(cast, minutes, person)
    before = stage.world()
    with stage.no_record():
        actions.withdraw_consequences(cast.consultant.sign(), decision_id=DECISION)
    assert stage.world() == before


def test_a_private_association_gets_no_task(cast: Cast, minutes: int, person: int) -> None:
    with pytest.raises(Refused) as refused:
        actions.give_task(
            cast.consultant.sign(),
            text="Tilbyd en plads på holdet",
            responsible=cast.outsider.staff,
            unit=cast.units["sports"],
            **common(cast, minutes, person),
        )
    assert refused.value.field == "responsible"


@pytest.mark.parametrize("text", ["", "   "])
def test_a_task_says_what_is_to_be_done(cast: Cast, text: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.give_task(
            cast.consultant.sign(),
            person_id=None,
            text=text,
            responsible=cast.consultant.staff,
            unit=cast.consultant.unit,
            owner_audience_id=cast.consultant.unit.audience_id,
        )
    assert refused.value.field == "text"


def test_nobody_who_has_left_is_responsible(cast: Cast) -> None:
    cast.colleague.staff.ended_at = cast.consultant.actor.at
    with pytest.raises(Refused, match="Line"):
        actions.give_task(
            cast.consultant.sign(),
            person_id=None,
            text="Ring",
            responsible=cast.colleague.staff,
            unit=cast.consultant.unit,
            owner_audience_id=cast.consultant.unit.audience_id,
        )


def test_without_a_basis_nothing_goes_to_another_unit(cast: Cast, minutes: int, person: int) -> None:
    given = {**common(cast, minutes, person), "basis_version_id": None}
    before = stage.world()
    with pytest.raises(Refused):
        actions.give_task(
            cast.consultant.sign(),
            text="Ring",
            responsible=cast.social_worker.staff,
            unit=cast.social_worker.unit,
            **given,
        )
    assert stage.world() == before
