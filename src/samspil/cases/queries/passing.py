"""Who sent a task or a conversation on, and from whom it came."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.audit.queries import events_of
from samspil.cases.models import CaseState, Conversation, ConversationState, Duty, Task, TaskState
from samspil.cases.queries.casework import CasePage
from samspil.organisations.models import Post, Staff
from samspil.organisations.queries import told_apart

PASSED = ("task.passed", "conversation.passed")
DONE = ("task.completed", "conversation.held")


@dataclass(frozen=True)
class CameFrom:
    """By whom a matter was sent on to who has it now, and who had it before."""

    by: Staff
    had: Staff | None
    is_own: bool  # who reads it sent it on


def came_from(actor: Actor, work: Task | Conversation) -> CameFrom | None:
    """How who has it now came to it; None where it was theirs from the beginning. Two statements, one where it was."""
    event = events_of(work).filter(act__in=PASSED).first()
    if event is None or event.detail.get("to") != work.responsible_id:
        return None
    found = Staff.objects.filter(principal_id=event.principal or 0) | Staff.objects.filter(pk=event.detail.get("had"))
    people = told_apart({one.pk: one for one in found}).values()
    by = next((one for one in people if one.principal_id == event.principal), None)
    had = next((one for one in people if one.pk == event.detail.get("had")), None)
    return CameFrom(by, had, event.principal == actor.principal_id) if by else None


def who_did(works: Iterable[Task | Conversation]) -> dict[int, str]:
    """Who did each of these tasks, or held each of these conversations, where it was not who is responsible for it. Two
    statements, none where nothing is done. All of one kind.
    """
    done = {work.pk: work for work in works if work.state in {TaskState.DONE, ConversationState.HELD}}
    if not done:
        return {}
    table = next(iter(done.values()))._meta.db_table
    events = Event.objects.filter(object_table=table, object_id__in=done, act__in=DONE).order_by("at", "pk")
    by = {event.object_id or 0: event.principal for event in events}
    people = {one.principal_id: one for one in Staff.objects.filter(principal_id__in=set(by.values()))}
    return {
        pk: people[who].name for pk, who in by.items() if who in people and people[who].pk != done[pk].responsible_id
    }


def gave_it(actor: Actor, work: Task | Conversation) -> bool:
    """Whether the actor sent it to who has it now, or gave it at the beginning and nobody has sent it on since."""
    event = events_of(work).filter(act__in=PASSED).first()
    return (event.principal if event else work.written_by) == actor.principal_id


def leads(staff: Staff, unit_id: int, day: date) -> bool:
    """Whether the colleague leads the unit that day."""
    return Post.objects.on(day).filter(staff=staff, unit_id=unit_id, leads=True).exists()


def may_pass_on(actor: Actor, work: Task | Conversation, staff: Staff, day: date) -> bool:
    """Whether it is theirs to send on: who has it, who gave it, and who leads the unit."""
    return work.responsible_id == staff.pk or gave_it(actor, work) or leads(staff, work.unit_id, day)


def may_give_back(staff: Staff, page: CasePage) -> bool:
    """Whether the reader has a case that they were given after a colleague who left, and may give it back. One statement, none
    for everybody else, and where nobody had it before.
    """
    if page.holder is None or page.holder.staff_id != staff.pk or page.case.state != CaseState.OPEN:
        return False
    if not any(row.duty == Duty.HOLDER and row.pk != page.holder.pk for row in page.duties):
        return False  # nobody had it before
    event = events_of(page.case).filter(act="holder.changed").first()
    return event is not None and event.detail.get("to") == staff.pk and "had" in event.detail


def may_hear_choice(staff: Staff, page: CasePage) -> bool:
    """Whether the reader asks those who chose an adult whom they want to talk with now (`leaving.hear_choice`)."""
    return page.now is not None and page.now.asks is not None and page.now.asks.pk == staff.pk


def whence(table: str, *acts: str) -> Callable[[Collection[int]], dict[int, str]]:
    """From which colleague things of a table came when they were last passed on, for notices. Two statements."""

    def ask(about: Collection[int]) -> dict[int, str]:
        events = Event.objects.filter(object_table=table, object_id__in=about, act__in=acts, detail__has_key="had")
        had = {event.object_id or 0: event.detail["had"] for event in events.order_by("at", "pk")}
        names = dict(Staff.objects.filter(pk__in=had.values()).values_list("pk", "name"))
        return {pk: names[staff] for pk, staff in had.items() if staff in names}

    return ask
