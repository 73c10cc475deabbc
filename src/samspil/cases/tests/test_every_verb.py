"""What holds for every verb: it is recorded, it did not happen where it cannot be recorded, and others are refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case, Conversation, Handover, Note, Responsibility, Task
from samspil.cases.tests import stage
from samspil.lib.refusals import NotVisible, Refused
from tests.cast import Cast

HELD = actions.Held(
    held_on=timezone.localdate() - timedelta(days=1),
    place="Skolen",
    participants="Jonas, mor",
    summary="Vi talte om skolen",
)


@dataclass(frozen=True)
class Verb:
    """A verb as somebody does it: what must be there, who does it, the event, and whether other units are refused."""

    given: Callable[[Cast], Any]
    act: Callable[[Cast, Any, Any], Any]
    event: str
    by: str = "consultant"
    outsiders_say_nothing: bool = True


def _fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


VERBS = {
    "give_task": Verb(
        stage.case,
        lambda cast, actor, case: actions.give_task(
            actor,
            person_id=case.subject,
            text="Ring",
            responsible=cast.consultant.staff,
            unit=cast.consultant.unit,
            owner_audience_id=case.owner_audience_id,
            case=case,
        ),
        "task.given",
    ),
    "complete_task": Verb(
        stage.task,
        lambda cast, actor, row: actions.complete_task(actor, task=row, version=row.version, outcome="Gjort"),
        "task.completed",
    ),
    "postpone_task": Verb(
        stage.task,
        lambda cast, actor, row: actions.postpone_task(
            actor,
            task=row,
            version=row.version,
            due_on=timezone.localdate(actor.at) + timedelta(days=9),
            reason="Skolen er lukket",
        ),
        "task.postponed",
    ),
    "plan_conversation": Verb(
        stage.case,
        lambda cast, actor, case: actions.plan_conversation(
            actor,
            person_id=case.subject,
            kind="concern",
            responsible=cast.consultant.staff,
            unit=cast.consultant.unit,
            owner_audience_id=case.owner_audience_id,
            case=case,
        ),
        "conversation.planned",
    ),
    "hold_conversation": Verb(
        stage.talk,
        lambda cast, actor, row: actions.hold_conversation(actor, conversation=row, version=row.version, held=HELD),
        "conversation.held",
    ),
    "skip_conversation": Verb(
        stage.talk,
        lambda cast, actor, row: actions.skip_conversation(
            actor, conversation=row, version=row.version, reason="Familien er flyttet"
        ),
        "conversation.skipped",
    ),
    "change_coordinator": Verb(
        stage.case,
        lambda cast, actor, case: actions.change_coordinator(
            actor, case=case, seen=stage.coordinator(case), to=cast.colleague.staff, reason="Ferie"
        ),
        "coordinator.changed",
    ),
    "describe_case": Verb(
        stage.case,
        lambda cast, actor, case: actions.describe_case(actor, case=case, version=case.version, background="Mere"),
        "case.described",
    ),
    "close_case": Verb(
        stage.ripe_case,
        lambda cast, actor, case: actions.close_case(actor, case=case, version=case.version, reason="Det går godt"),
        "case.closed",
    ),
    "write_note": Verb(
        stage.case, lambda cast, actor, case: actions.write_note(actor, case=case, text="Mor ringede"), "note.written"
    ),
    "correct_note": Verb(
        lambda cast: stage.note(cast, stage.case(cast)),
        lambda cast, actor, row: actions.correct_note(actor, note=row, version=row.version, text="Far ringede"),
        "note.corrected",
    ),
    "consider_unit": Verb(
        stage.case,
        lambda cast, actor, case: actions.consider_unit(actor, case=case, unit=cast.units["school"]),
        "actor.considered",
    ),
    "leave_out_unit": Verb(
        stage.case,
        lambda cast, actor, case: actions.leave_out_unit(
            actor, case=case, unit=cast.units["school"], reason="Barnet går et andet sted"
        ),
        "actor.left_out",
    ),
    "involve_unit": Verb(
        stage.case,
        lambda cast, actor, case: actions.involve_unit(
            actor,
            case=case,
            unit=cast.units["school"],
            necessity="skolen ser barnet hver dag",
            basis_version_id=stage.basis(cast, receiver="school"),
        ),
        "actor.involved",
    ),
    "propose_handover": Verb(
        stage.case,
        lambda cast, actor, case: actions.propose_handover(
            actor,
            person_id=case.subject,
            text="Forløbet",
            to_unit=cast.units["family"],
            owner_audience_id=case.owner_audience_id,
            basis_version_id=stage.basis(cast),
            necessity="familien bor der",
            case=case,
            from_unit=cast.consultant.unit,
        ),
        "handover.proposed",
    ),
    "withdraw_handover": Verb(
        lambda cast: stage.handover(cast, stage.case(cast)),
        lambda cast, actor, row: actions.withdraw_handover(actor, handover=row, version=row.version),
        "handover.withdrawn",
    ),
    "accept_handover": Verb(
        lambda cast: stage.handover(cast, stage.case(cast)),
        lambda cast, actor, row: actions.accept_handover(actor, handover=row, responsible=cast.social_worker.staff),
        "handover.accepted",
        by="social_worker",
    ),
    "decline_handover": Verb(
        lambda cast: stage.handover(cast, stage.case(cast)),
        lambda cast, actor, row: actions.decline_handover(actor, handover=row, answer="Vi kender ikke familien"),
        "handover.declined",
        by="social_worker",
    ),
}
GETTERS: dict[type, Callable[[int], Any]] = {
    Case: queries.get_case,
    Task: queries.get_task,
    Conversation: queries.get_conversation,
    Handover: queries.get_handover,
    Note: queries.get_note,
}


@pytest.fixture(params=VERBS, ids=list(VERBS))
def verb(request: pytest.FixtureRequest) -> Verb:
    return VERBS[request.param]


def test_it_is_recorded(cast: Cast, verb: Verb) -> None:
    given = verb.given(cast)
    actor = cast.members[verb.by].sign()
    before = len(stage.acts())
    verb.act(cast, actor, _fresh(given))
    stage.settle()
    assert stage.acts()[before:].count(verb.event) == 1


def test_it_did_not_happen_where_it_cannot_be_recorded(cast: Cast, verb: Verb) -> None:
    given = verb.given(cast)
    before = stage.world()
    with stage.no_record():
        verb.act(cast, cast.members[verb.by].sign(), _fresh(given))
    assert stage.world() == before


@pytest.mark.parametrize("who", ["outsider", "ssp_teacher", "other_consultant", "politician"])
def test_others_find_nothing_there(cast: Cast, verb: Verb, who: str) -> None:
    given = verb.given(cast)
    before = stage.world()
    cast.members[who].sign()
    with pytest.raises(NotVisible):
        GETTERS[type(given)](given.pk)
    # and a row that somebody holds in the hand all the same is refused
    with pytest.raises((Refused, Responsibility.DoesNotExist)):
        verb.act(cast, cast.members[who].sign(), given)
    assert stage.world() == before


WORKING = [name for name, verb in VERBS.items() if verb.given is stage.case]


@pytest.mark.parametrize("name", WORKING)
def test_who_only_reads_the_case_is_refused_with_the_reason(cast: Cast, name: str) -> None:
    """A unit that takes part reads the case's front page and changes nothing in it."""
    case = stage.case(cast)
    stage.involved(cast, case, "family")
    before = stage.world()
    actor = cast.social_worker.sign()
    seen = queries.get_case(case.pk)
    with pytest.raises(Refused) as refused:
        VERBS[name].act(cast, actor, seen)
    assert "en anden enhed" in refused.value.sentence.lower() or "Another unit has this" in refused.value.sentence
    assert stage.world() == before


@pytest.mark.parametrize("name", WORKING)
def test_in_a_closed_case_nothing_is_done(cast: Cast, name: str) -> None:
    case = stage.ripe_case(cast)
    actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    before = stage.world()
    with pytest.raises((Refused, Responsibility.DoesNotExist)):
        VERBS[name].act(cast, cast.consultant.sign(), queries.get_case(case.pk))
    assert stage.world() == before
