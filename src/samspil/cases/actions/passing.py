"""Tasks and conversations go on to another colleague of the unit: one way, whoever sends them on."""

from __future__ import annotations

from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.writing import change
from samspil.cases.models import Conversation, Task
from samspil.cases.queries.choices import staff_in
from samspil.cases.queries.passing import may_pass_on
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_of
from samspil.responsibility.policies import check_has_it_not
from samspil.sharing.notices.actions import tell


@verb("task.passed")
def pass_task(actor: Actor, *, task: Task, version: int, to: Staff) -> Task:
    """A task goes on to another colleague of the same unit, who is told, and so is who had it. Raises Refused, Conflict."""
    _check(actor, task, to)
    had = task.responsible_id
    go_to(actor, task, to, version=version)
    tell(actor, [to.pk], "task_moved", task)
    tell(actor, [had], "task_moved_away", task)
    return task


@verb("conversation.passed")
def pass_conversation(actor: Actor, *, conversation: Conversation, version: int, to: Staff) -> Conversation:
    """A conversation that is still to be held goes on to another colleague of the same unit, who is told, and so is who had it.
    Raises Refused, Conflict.
    """
    _check(actor, conversation, to)
    had = conversation.responsible_id
    go_to(actor, conversation, to, version=version)
    tell(actor, [to.pk], "conversation_moved", conversation)
    tell(actor, [had], "conversation_moved_away", conversation)
    return conversation


def _check(actor: Actor, work: Task | Conversation, to: Staff) -> None:
    day = timezone.localdate(actor.at)
    policies.check_may_pass_on(actor, work, cabinet.own_keys(), may_pass_on(actor, work, staff_of(actor), day))
    policies.check_gets(work, to, {one.pk for one, _unit in staff_in([work.unit], day)})


def go_to(actor: Actor, work: Task | Conversation, to: Staff, *, version: int | None = None) -> None:
    """A task or conversation becomes a colleague's. The record keeps who had it and how the row stood then, so that it can be
    given back while nothing has been done with it. Raises Refused where they have it already, Conflict.
    """
    had = work.responsible_id
    check_has_it_not(to, had)
    change(actor, work, work.version if version is None else version, {}, responsible_id=to.pk)
    if isinstance(work, Task):
        record("task.passed", work, to=to.pk, had=had, version=work.version)
    else:
        record("conversation.passed", work, to=to.pk, had=had, version=work.version)
