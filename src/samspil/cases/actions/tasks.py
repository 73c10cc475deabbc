"""Tasks: given, completed, postponed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.writing import change, give, required, sent_before
from samspil.cases.models import Case, Task, TaskState
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from samspil.sharing.notices.actions import tell
from samspil.sharing.queries import delete_after


@verb("task.given")
def give_task(
    actor: Actor,
    *,
    person_id: int | None,
    text: str,
    responsible: Staff,
    unit: Unit,
    owner_audience_id: int,
    kind: str = "task",
    due_on: date | None = None,
    decision_id: int | None = None,
    keep: Sequence[int] = (),
    basis_version_id: int | None = None,
    necessity: str = "",
    case: Case | None = None,
    key: UUID | None = None,
) -> Task:
    """Somebody promises to do something by a day (BRO-58). It becomes the row of the responsible's unit; `keep` goes on
    reading it. Once per decision and kind, and once per form.

    The colleague is told. After it is given away the actor may be unable to read it: what is returned is the task as it was
    written. Raises Refused for an empty text, a colleague who has left, or a unit that may not receive.
    """
    text = required(text, _("Write what is to be done."), "text")
    policies.check_may_be_responsible(responsible, unit, None if decision_id else timezone.localdate(actor.at))
    if case is not None:
        policies.check_is_open(actor, case, cabinet.own_keys())
    task = Task(
        owner_audience_id=owner_audience_id,
        subject=person_id,
        case=case,
        kind=kind,
        text=text,
        responsible_id=responsible.pk,
        unit_id=unit.pk,
        due_on=due_on,
        decision_id=decision_id,
        key=key,
        retention_kind="case" if case else "task",
    )
    made = made_before(Task, decision_id, kind)
    if made:
        task.pk, task.owner_audience_id = made, unit.audience_id
        return task
    sent = sent_before(Task, unit.audience_id, key)
    if sent:
        return sent  # type: ignore[no-any-return]
    task.save(force_insert=True)
    tell(actor, [responsible.pk], "task_given", task)  # while the actor reads it
    give(actor, [task], unit.audience_id, keep, basis_version_id, necessity)
    record("task.given", task, kind=kind, responsible=responsible.pk)
    return task


def made_before(model: type[Model], decision_id: int | None, kind: str | None = None) -> int | None:
    """Id of the consequence that this decision of the actor's already has; it may lie where the actor cannot look."""
    if decision_id is None:
        return None
    made: int | None = cabinet.call("SELECT cases.made_for(%s, %s, %s)", [model._meta.db_table, decision_id, kind])[0][
        0
    ]
    return made


@verb("task.completed")
def complete_task(actor: Actor, *, task: Task, version: int, outcome: str) -> Task:
    """The task is done, with a few words of what came of it. The same words again are the same act.

    Raises Refused where another unit has the task or it is no longer open, Conflict where somebody changed it
    meanwhile.
    """
    if task.state == TaskState.DONE and task.outcome == outcome.strip():
        return task
    policies.check_may_complete(actor, task, cabinet.own_keys())
    fields = {"state": TaskState.DONE, "done_at": actor.at, "outcome": outcome.strip()}
    if task.case_id is None and task.body is not None:
        fields["delete_after"] = delete_after(task.body, "task", timezone.localdate(actor.at))
    change(actor, task, version, {"outcome": outcome}, **fields)
    record("task.completed", task)
    return task


@verb("task.postponed")
def postpone_task(actor: Actor, *, task: Task, version: int, due_on: date, reason: str) -> Task:
    """The task gets a later day, and a reason that stands with it; the earlier day stays in its history."""
    reason = required(reason, _("Write in a few words why it is postponed."), "reason")
    policies.check_may_postpone(actor, task, cabinet.own_keys())
    if task.due_on and due_on <= task.due_on:
        raise Refused(_("Choose a later day than the one that stands."), field="due_on")
    if due_on < timezone.localdate(actor.at):
        raise Refused(_("Choose a day that is still to come."), field="due_on")
    change(actor, task, version, {"postponed_because": reason}, due_on=due_on, postponed_because=reason)
    record("task.postponed", task)
    return task
