"""A case from opening to closing: its coordinator, its background, its notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.actors import tell_involved
from samspil.cases.actions.passing import go_to
from samspil.cases.actions.tasks import give_task, made_before
from samspil.cases.actions.writing import change, give, required, sent_before
from samspil.cases.arenas.models import Line as ArenaLine
from samspil.cases.efforts.models import Effort
from samspil.cases.models import (
    Case,
    CaseState,
    Conversation,
    ConversationState,
    Duty,
    Handover,
    HandoverState,
    Involvement,
    Note,
    Responsibility,
    Task,
    TaskState,
)
from samspil.cases.queries.casework import work_of
from samspil.cases.queries.holders import passes_along
from samspil.cases.voices.models import Voice
from samspil.cases.voices.policies import check_heard
from samspil.cases.youth.models import CommunityState, DegreeChange, YouthEffort
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Post, Staff, Unit
from samspil.responsibility.policies import check_has_it_not
from samspil.sharing.notices.actions import tell
from samspil.sharing.queries import delete_after


@verb("case.opened", "task.given")
def open_case(
    actor: Actor,
    *,
    person_id: int | None,
    opening_reason: str,
    coordinator: Staff,
    unit: Unit,
    owner_audience_id: int,
    forum_id: int | None = None,
    decision_id: int | None = None,
    keep: Sequence[int] = (),
    basis_version_id: int | None = None,
    necessity: str = "",
    key: UUID | None = None,
    chosen_by: str = "",
    first_step: str = "",
    due_on: date | None = None,
) -> Case:
    """A case with one coordinator, who also holds it, from this instant (UNG-37), and why it needs the cooperation
    (BRO-09). `chosen_by`: the child, the young person or the family chose this adult (HAL-13). What was decided with a day,
    `first_step` by `due_on`, is the coordinator's first task in it.

    Becomes the rows of the coordinator's unit. Once per decision, and once per form.
    """
    opening_reason = required(
        opening_reason, _("Write why a crime-preventive effort of its own is needed."), "opening_reason"
    )
    policies.check_may_be_responsible(coordinator, unit, None if decision_id else timezone.localdate(actor.at))
    case = Case(
        owner_audience_id=owner_audience_id,
        subject=person_id,
        forum_id=forum_id,
        opening_reason=opening_reason,
        opened_at=actor.at,
        decision_id=decision_id,
        key=key,
        retention_kind="case",
    )
    made = made_before(Case, decision_id)
    if made:
        case.pk, case.owner_audience_id = made, unit.audience_id
        return case
    sent = sent_before(Case, unit.audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    if decision_id is None and person_id is not None:
        # Of two colleagues who open it at once the later meets the earlier's. No constraint: what a decision or a handover
        # brings comes beside.
        cabinet.call("SELECT pg_advisory_xact_lock(hashtextextended('cases.open', %s))", [person_id])
    if decision_id is None and _has_open_case(owner_audience_id, person_id):
        raise Refused(_("Your unit has an open case about this child already. Go on in that one."))
    case.save(force_insert=True)
    duties = [
        Responsibility(
            owner_audience_id=owner_audience_id,
            subject=person_id,
            case=case,
            duty=duty,
            staff_id=coordinator.pk,
            unit_id=unit.pk,
            period=DateTimeTZRange(actor.at, None),
            retention_kind="case",
            chosen_by=chosen_by if duty == Duty.HOLDER else "",
        )
        for duty in (Duty.HOLDER, Duty.COORDINATOR)
    ]
    Responsibility.objects.bulk_create(duties)
    tell(actor, [coordinator.pk], "case_coordinated", case)  # while the actor reads it
    if due_on is not None:
        give_task(
            actor, person_id=person_id, text=first_step or _("First step in the case"), responsible=coordinator, unit=unit,
            due_on=due_on, case=case, owner_audience_id=owner_audience_id, decision_id=decision_id, keep=keep,
            basis_version_id=basis_version_id, necessity=necessity,
        )  # fmt: skip
    give(actor, duties, unit.audience_id, keep, basis_version_id, necessity)
    give(actor, [case], unit.audience_id, keep, basis_version_id, necessity)
    record("case.opened", case, coordinator=coordinator.pk)
    return case


def _has_open_case(owner_audience_id: int, person_id: int | None) -> bool:
    return (
        person_id is not None
        and Case.objects.filter(owner_audience_id=owner_audience_id, subject=person_id, state=CaseState.OPEN).exists()
    )


@verb("coordinator.changed", "task.passed", "conversation.passed", "holder.changed", "handover.withdrawn")
def change_coordinator(
    actor: Actor, *, case: Case, seen: Responsibility, to: Staff, reason: str, with_work: bool = False
) -> Responsibility:
    """Another colleague of the unit coordinates the case from this instant, and is told: recorded, without a gap (UNG-37).
    `with_work`: the open tasks and conversations of who coordinated until now go along. Who holds the case changes by a handover
    alone, and only with a yes (HAL-14); where who coordinated until now holds it too and has left, or stops on a settled day,
    it goes along (`leaving.pass_case`).

    `seen` is the period that the person saw as the present one: Conflict when it has ended meanwhile. To a colleague
    of another unit a case goes by a handover, which that unit must accept.
    """
    reason = required(reason, _("Write in a few words why it passes to somebody else."), "reason")
    policies.check_is_open(actor, case, cabinet.own_keys())
    unit = _unit_here(case, to, actor.at)
    policies.check_may_be_responsible(to, unit, timezone.localdate(actor.at))
    now = Responsibility.objects.get(case=case, duty=Duty.COORDINATOR, period__upper_inf=True)
    if now.pk != seen.pk:
        name = Staff.objects.values_list("name", flat=True).get(pk=now.staff_id)
        raise Conflict(theirs={"to": name}, mine={"to": to.name}, version=now.pk)
    check_has_it_not(to, now.staff_id)
    along = passes_along(case, now, actor.at)
    following = _succeed(actor, case, now, to, unit, reason)
    # Of what was given as a whole the record keeps who had it, so that a no gives all of it back (`leaving.give_back_case`).
    record("coordinator.changed", case, to=to.pk, **({"had": now.staff_id} if along else {}))
    if along:
        cabinet.call("SELECT leaving.pass_case(%s, %s, %s)", [case.pk, to.pk, reason])
    if with_work:
        _work_goes_along(actor, case, now.staff_id, to)
    tell(actor, [to.pk], "case_coordinated", case)
    return following


def _work_goes_along(actor: Actor, case: Case, staff_id: int, to: Staff) -> None:
    """What is open of a colleague in a case becomes another's, by whom they are told of the case."""
    tasks, talks = work_of(case, staff_id)
    for task in tasks:
        go_to(actor, task, to)
    for talk in talks:
        go_to(actor, talk, to)


def _succeed(actor: Actor, case: Case, now: Responsibility, to: Staff, unit: Unit, reason: str) -> Responsibility:
    """End a period and begin the next in the same instant; units that take part are told who it is."""
    Responsibility.objects.filter(pk=now.pk).update(period=DateTimeTZRange(now.period.lower, actor.at))
    following = Responsibility.objects.create(
        owner_audience_id=case.owner_audience_id,
        subject=case.subject,
        case=case,
        duty=now.duty,
        staff_id=to.pk,
        unit_id=unit.pk,
        period=DateTimeTZRange(actor.at, None),
        reason=reason,
        retention_kind="case",
    )
    tell_involved(actor, case, following)
    return following


def _unit_here(case: Case, to: Staff, at: datetime) -> Unit:
    unit = Unit.objects.filter(audience_id=case.owner_audience_id).first()
    if unit is None or not Post.objects.on(timezone.localdate(at)).filter(staff=to, unit=unit).exists():
        raise Refused(
            _("%(name)s works in another unit. Hand the case over to that unit; it must say yes.") % {"name": to.name},
            field="to",
        )
    return unit


@verb("case.described")
def describe_case(actor: Actor, *, case: Case, version: int, background: str) -> Case:
    """Write down the young person's problem, background and history, which the effort builds on (VAL-86)."""
    policies.check_is_open(actor, case, cabinet.own_keys())
    change(actor, case, version, {"background": background}, background=background.strip())
    record("case.described", case)
    return case


@verb("case.closed")
def close_case(actor: Actor, *, case: Case, version: int, reason: str) -> Case:
    """The case ends, with the reason, once it says how the child and the network took part (HAL-05). Coordinator and
    holder end with it; from now its time until deletion runs.
    """
    reason = required(reason, _("Write why the case ends."), "reason")
    policies.check_may_close(actor, case, cabinet.own_keys(), waiting(case))
    check_heard(case)
    goes = delete_after(case.body, "case", timezone.localdate(actor.at)) if case.body is not None else None
    ((ends,),) = cabinet.call("SELECT cases.finish(%s)", [case.pk])
    change(
        actor,
        case,
        version,
        {"reason": reason},
        state=CaseState.CLOSED,
        closed_at=ends,
        closing_reason=reason,
        delete_after=goes,
    )
    if goes:
        _goes(case, goes)
    record("case.closed", case)
    return case


@verb("case.reopened")
def reopen_case(actor: Actor, *, case: Case, version: int) -> Case:
    """A case that was closed by mistake goes on, within a day: with the holder and the coordinator that it had, without a gap;
    its time until deletion runs no more. Raises Refused and Conflict.
    """
    policies.check_may_reopen(actor, case, cabinet.own_keys())
    if _has_open_case(case.owner_audience_id, case.subject):
        raise Refused(_("Your unit has an open case about this child already. Go on in that one."))
    cabinet.call("SELECT cases.reopen(%s)", [case.pk])
    ends = {"state": CaseState.OPEN, "closed_at": None, "closing_reason": "", "delete_after": None}
    change(actor, case, version, {}, **ends)
    _goes(case, None)
    record("case.reopened", case)
    return case


def _goes(case: Case, day: date | None) -> None:
    """Everything in a case is deleted on that day; None: not yet."""
    work = (Responsibility, Task, Conversation, Note, Involvement, Voice, ArenaLine, Effort)
    for rows in (*work, YouthEffort, DegreeChange, CommunityState):
        rows._default_manager.filter(case=case, owner_audience_id=case.owner_audience_id).update(delete_after=day)


def waiting(case: Case) -> int:
    """How many things in the case are not finished: open tasks, planned conversations, unanswered handovers, running efforts."""
    return (
        Task.objects.filter(case=case, state=TaskState.OPEN).count()
        + Conversation.objects.filter(case=case, state=ConversationState.PLANNED).count()
        + Handover.objects.filter(case=case, state=HandoverState.PROPOSED).count()
        + Effort.objects.filter(case=case, ended_on__isnull=True).count()
        + YouthEffort.objects.filter(case=case, ended_on__isnull=True).count()
    )


@verb("note.written")
def write_note(
    actor: Actor, *, case: Case, text: str, event_at: datetime | None = None, key: UUID | None = None
) -> Note:
    """A note in the case: when it happened and when it was written are two things (offentlighedsloven § 13)."""
    text = required(text, _("Write the note."), "text")
    sent = sent_before(Note, case.owner_audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    policies.check_is_open(actor, case, cabinet.own_keys())
    if event_at and event_at > actor.at:
        raise Refused(_("A note tells of what has happened. Make a task for what is to come."), field="event_on")
    note = Note.objects.create(
        owner_audience_id=case.owner_audience_id,
        subject=case.subject,
        case=case,
        text=text,
        event_at=event_at,
        key=key,
        retention_kind="case",
    )
    record("note.written", note)
    return note


@verb("note.corrected")
def correct_note(actor: Actor, *, note: Note, version: int, text: str) -> Note:
    """Its writer mends a note; what stood there before stays in its history."""
    text = required(text, _("Write the note."), "text")
    policies.check_may_correct(actor, note, cabinet.own_keys())
    change(actor, note, version, {"text": text}, text=text)
    record("note.corrected", note)
    return note


@verb("case.read")
def read_case(actor: Actor, *, case: Case) -> None:
    """Somebody opens the case: noted as a reading."""
    record("case.read", case)
