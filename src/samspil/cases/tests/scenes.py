"""The scenes of cases, tasks, conversations, handovers, the checklist of actors and notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.cases import actions
from samspil.cases.actions import Held
from samspil.cases.models import Case, Involvement
from samspil.cases.tests import stage
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.sharing.actions import disclose
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Nothing, Other, Play, Unseen, fresh, scene


def reader(cast: Cast, of: Case) -> Other:
    """A unit that takes part reads the case's front page and changes nothing in it."""
    return Other("social_worker", lambda: stage.involved(cast, of))


def close(cast: Cast, of: Case) -> None:
    actor = cast.consultant.sign()
    stage.heard(actor, of)
    of = fresh(of)
    actions.close_case(actor, case=of, version=of.version, reason="Det går godt")


def in_case(cast: Cast, args: Callable[[Case], dict[str, Any]]) -> Play:
    """Something done in an open case by the unit that has it; in a closed one it is too late."""
    case = stage.case(cast)
    return Play("consultant", lambda: args(fresh(case)), reader(cast, case), lambda: close(cast, case))


@scene(actions.open_case)
def open_case(cast: Cast) -> Play:
    person, key = stage.child(cast.consultant), uuid4()

    def args() -> dict[str, Any]:
        return {
            "person_id": person.pk,
            "opening_reason": "Skolens egne tilbud er prøvet",
            "coordinator": cast.consultant.staff,
            "unit": cast.consultant.unit,
            "owner_audience_id": cast.consultant.unit.audience_id,
            "key": key,
        }

    def another() -> None:
        actions.open_case(cast.consultant.sign(), **args() | {"key": uuid4()})

    return Play("consultant", args, Unseen("social_worker"), another)


@scene(actions.describe_case)
def describe_case(cast: Cast) -> Play:
    return in_case(cast, lambda case: {"case": case, "version": case.version, "background": "Mere"})


@scene(actions.change_coordinator)
def change_coordinator(cast: Cast) -> Play:
    seen = []

    def args(case: Case) -> dict[str, Any]:
        seen.extend([] if seen else [stage.coordinator(case)])
        return {"case": case, "seen": seen[0], "to": cast.colleague.staff, "reason": "Ferie"}

    return in_case(cast, args)


@scene(actions.close_case)
def close_case(cast: Cast) -> Play:
    case = stage.ripe_case(cast)
    return Play(
        "consultant",
        lambda: {"case": fresh(case), "version": fresh(case).version, "reason": "Det går godt"},
        reader(cast, case),
        lambda: stage.task(cast, case=case),
    )


@scene(actions.reopen_case)
def reopen_case(cast: Cast) -> Play:
    case = stage.ripe_case(cast)
    involved = reader(cast, case)
    if involved.given:
        involved.given()  # while it is open
    actions.close_case(cast.consultant.sign(), case=case, version=fresh(case).version, reason="Slut")

    def opened() -> None:
        actions.reopen_case(cast.consultant.sign(), case=fresh(case), version=fresh(case).version)

    return Play("consultant", lambda: {"case": fresh(case), "version": fresh(case).version}, Other(involved.by), opened)


@scene(actions.read_case)
def read_case(cast: Cast) -> Play:
    case = stage.case(cast)
    return Play("consultant", lambda: {"case": fresh(case)}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(actions.write_note)
def write_note(cast: Cast) -> Play:
    key = uuid4()
    return in_case(cast, lambda case: {"case": case, "text": "Mor ringede", "key": key})


@scene(actions.correct_note)
def correct_note(cast: Cast) -> Play:
    case = stage.case(cast)
    note = stage.note(cast, case)
    return Play(
        "consultant",
        lambda: {"note": fresh(note), "version": fresh(note).version, "text": "Far ringede"},
        Other("colleague"),
        lambda: close(cast, case),
    )


# --- tasks ----------------------------------------------------------------------------------------------------------------
@scene(actions.give_task)
def give_task(cast: Cast) -> Play:
    key = uuid4()
    return in_case(
        cast,
        lambda case: {
            "person_id": case.subject, "text": "Ring", "responsible": cast.consultant.staff, "unit": cast.consultant.unit,
            "owner_audience_id": case.owner_audience_id, "case": case, "key": key,
        },
    )  # fmt: skip


def shown(cast: Cast, table: str, row: int) -> Other:
    """The family department was told of it: it reads what another unit has promised, and does nothing with it."""

    def given() -> None:
        family = cast.units["family"].audience_id
        disclose(cast.consultant.sign(), table, [row], [family], stage.basis(cast), "valg af indsats")

    return Other("social_worker", given)


def with_task(cast: Cast, args: Callable[[Any], dict[str, Any]]) -> Play:
    task = stage.task(cast)

    def done() -> None:
        actions.complete_task(cast.consultant.sign(), task=fresh(task), version=task.version, outcome="Gjort")

    return Play("consultant", lambda: args(fresh(task)), shown(cast, "cases_task", task.pk), done)


@scene(actions.complete_task)
def complete_task(cast: Cast) -> Play:
    return with_task(cast, lambda task: {"task": task, "version": task.version, "outcome": "Skolen er ringet op"})


@scene(actions.postpone_task)
def postpone_task(cast: Cast) -> Play:
    later = timezone.localdate() + timedelta(days=9)
    return with_task(
        cast, lambda task: {"task": task, "version": task.version, "due_on": later, "reason": "Skolen er lukket"}
    )


@scene(actions.pass_task)
def pass_task(cast: Cast) -> Play:
    return with_task(cast, lambda task: {"task": task, "version": task.version, "to": cast.colleague.staff})


@scene(actions.pass_conversation)
def pass_conversation(cast: Cast) -> Play:
    return with_talk(cast, lambda talk: {"conversation": talk, "version": talk.version, "to": cast.colleague.staff})


@scene(actions.read_task)
def read_task(cast: Cast) -> Play:
    task = stage.task(cast)
    return Play("consultant", lambda: {"task_id": task.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


# --- conversations --------------------------------------------------------------------------------------------------------
def held(**more: Any) -> Held:
    yesterday = timezone.localdate() - timedelta(days=1)
    return Held(held_on=yesterday, place="Skolen", participants="Jonas, mor", summary="Vi talte om skolen", **more)


@scene(actions.plan_conversation)
def plan_conversation(cast: Cast) -> Play:
    key = uuid4()
    return in_case(
        cast,
        lambda case: {
            "person_id": case.subject, "kind": "concern", "responsible": cast.consultant.staff,
            "unit": cast.consultant.unit, "owner_audience_id": case.owner_audience_id, "case": case, "key": key,
        },
    )  # fmt: skip


def with_talk(cast: Cast, args: Callable[[Any], dict[str, Any]]) -> Play:
    talk = stage.talk(cast)

    def written() -> None:
        actions.hold_conversation(cast.consultant.sign(), conversation=fresh(talk), version=talk.version, held=held())

    return Play("consultant", lambda: args(fresh(talk)), shown(cast, "cases_conversation", talk.pk), written)


@scene(actions.hold_conversation)
def hold_conversation(cast: Cast) -> Play:
    return with_talk(cast, lambda talk: {"conversation": talk, "version": talk.version, "held": held()})


@scene(actions.skip_conversation)
def skip_conversation(cast: Cast) -> Play:
    return with_talk(
        cast, lambda talk: {"conversation": talk, "version": talk.version, "reason": "Familien er flyttet"}
    )


@scene(actions.note_attempt)
def note_attempt(cast: Cast) -> Play:
    return with_talk(cast, lambda talk: {"conversation": talk, "version": talk.version, "attempt": "not_reached"})


@scene(actions.answer_offer)
def answer_offer(cast: Cast) -> Play:
    actor, nothing = cast.consultant.sign(), stage.talk(cast)
    talk = stage.talk(cast, born=timezone.localdate() - timedelta(days=14 * 365))
    offered = held(offer="Fritidspas", answer_child="not_asked", answer_parents="not_asked")
    actions.hold_conversation(actor, conversation=talk, version=talk.version, held=offered)
    about = [talk]
    return Play(
        "consultant",
        lambda: {
            "conversation": fresh(about[-1]), "version": fresh(about[-1]).version, "answer_child": "yes",
            "answer_parents": "yes", "answered_on": timezone.localdate(),
        },
        shown(cast, "cases_conversation", talk.pk),
        lambda: about.append(nothing),
    )  # fmt: skip


@scene(actions.read_conversation)
def read_conversation(cast: Cast) -> Play:
    talk = stage.talk(cast)
    return Play("consultant", lambda: {"conversation_id": talk.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


# --- the checklist of actors ----------------------------------------------------------------------------------------------
@scene(actions.consider_unit)
def consider_unit(cast: Cast) -> Play:
    return in_case(cast, lambda case: {"case": case, "unit": cast.units["school"]})


@scene(actions.leave_out_unit)
def leave_out_unit(cast: Cast) -> Play:
    return in_case(
        cast, lambda case: {"case": case, "unit": cast.units["school"], "reason": "Barnet går et andet sted"}
    )


@scene(actions.involve_unit)
def involve_unit(cast: Cast) -> Play:
    basis = stage.basis(cast, receiver="school")
    return in_case(
        cast,
        lambda case: {
            "case": case, "unit": cast.units["school"], "necessity": "skolen ser barnet hver dag", "basis_version_id": basis,
        },
    )  # fmt: skip


@scene(actions.end_involvement)
def end_involvement(cast: Cast) -> Play:
    case = stage.case(cast)
    stage.involved(cast, case, "school")
    line = Involvement.objects.get(case=case)

    def args() -> dict[str, Any]:
        return {"case": fresh(case), "unit": cast.units["school"], "reason": "Flyttet", "version": line.version}

    return Play("consultant", args, reader(cast, case), lambda: close(cast, case))


# --- handovers ------------------------------------------------------------------------------------------------------------
@scene(actions.propose_handover)
def propose_handover(cast: Cast) -> Play:
    key, basis = uuid4(), stage.basis(cast)
    return in_case(
        cast,
        lambda case: {
            "person_id": case.subject, "text": "Forløbet", "to_unit": cast.units["family"],
            "owner_audience_id": case.owner_audience_id, "basis_version_id": basis, "necessity": "familien bor der",
            "case": case, "from_unit": cast.consultant.unit, "key": key, "suspicion": "none",
        },
    )  # fmt: skip


def with_handover(
    cast: Cast,
    by: str,
    args: Callable[[Any], dict[str, Any]],
    wrong_role: str,
    said: tuple[str, ...] = ("child", "parents"),
) -> Play:
    """A case is offered to another unit; when it is withdrawn, the question is over."""
    offer = stage.handover(cast, stage.case(cast), said=said)

    def over() -> dict[str, Any]:
        cast.members[by].sign()
        page = args(fresh(offer))
        actions.withdraw_handover(cast.consultant.sign(), handover=fresh(offer), version=fresh(offer).version)
        return page

    return Play(by, lambda: args(fresh(offer)), Other(wrong_role), over)


@scene(actions.reply_handover)
def reply_handover(cast: Cast) -> Play:
    return with_handover(
        cast, "consultant", lambda offer: {"handover": offer, "party": "child", "answer": "agrees"}, "social_worker", ()
    )


@scene(actions.accept_handover)
def accept_handover(cast: Cast) -> Play:
    return with_handover(
        cast, "social_worker", lambda offer: {"handover": offer, "responsible": cast.social_worker.staff}, "consultant"
    )


@scene(actions.decline_handover)
def decline_handover(cast: Cast) -> Play:
    return with_handover(
        cast, "social_worker", lambda offer: {"handover": offer, "answer": "Vi kender ikke familien"}, "consultant"
    )


@scene(actions.withdraw_handover)
def withdraw_handover(cast: Cast) -> Play:
    return with_handover(
        cast, "consultant", lambda offer: {"handover": offer, "version": offer.version}, "social_worker"
    )


@scene(actions.read_handover)
def read_handover(cast: Cast) -> Play:
    offer = stage.handover(cast, stage.case(cast))
    return Play("social_worker", lambda: {"handover_id": offer.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(actions.withdraw_consequences)
def withdraw_consequences(cast: Cast) -> Play:
    """A meeting has decided a task for the family department, and takes it back before anybody has begun."""
    decision, minutes = 4711, stage.minutes(cast)
    child = Child(name="Mikkel Aagaard", birth_date=stage.YOUNG)
    person = find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=child)
    task = actions.give_task(
        cast.consultant.sign(), person_id=person.pk, text="Tilbyd støtte", responsible=cast.social_worker.staff,
        unit=cast.social_worker.unit, owner_audience_id=minutes, decision_id=decision, keep=[minutes],
        basis_version_id=stage.basis(cast), necessity="valg af indsats",
    )  # fmt: skip

    def begun() -> None:
        actor = cast.social_worker.sign()
        actions.complete_task(actor, task=fresh(task), version=fresh(task).version, outcome="Tilbudt")

    return Play(
        "consultant",
        lambda: {"decision_id": decision},
        Nothing("ssp_teacher"),  # for others than those who decided, a decision has no consequences to take back
        begun,
        strangers=Nothing(),
    )
