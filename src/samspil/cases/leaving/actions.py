"""Sharing out what lies with a colleague who has left or stops, inside its unit; and stepping in where nobody is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.models import Event
from samspil.audit.record import record
from samspil.cases.actions.passing import go_to
from samspil.cases.leaving import policies
from samspil.cases.leaving.given import Given, came_along, concerns_along, given_by
from samspil.cases.leaving.queries import LeftLine, left_in, who_takes, with_what_follows
from samspil.cases.models import Case, Conversation, Task
from samspil.concerns.enquiries import actions as enquiries
from samspil.concerns.enquiries.queries import get_enquiry
from samspil.concerns.models import Concern, Holding
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_of


@verb(
    "work.shared_out",
    "task.passed",
    "conversation.passed",
    "holder.changed",
    "coordinator.changed",
    "handover.withdrawn",
    "concern.taken_over",
    "concernhandover.withdrawn",
    "enquiry.assigned",
)
def share_out(actor: Actor, *, unit: Unit, what: Collection[str], to: Staff) -> list[LeftLine]:
    """Pass on to a colleague of the unit what lies with somebody who has left, or who stops on a settled day: tasks,
    conversations, cases and concerns, and citizens' enquiries at a door that the colleague answers, by their keys
    (`LeftLine.key`). What no longer lies there, or with that colleague already, is left alone. The colleague is told once of
    all that came from one. Raises Refused.
    """
    policies.check_may_share_out(actor, unit, cabinet.own_keys())
    left = [line for line in left_in(unit, actor.at, staff_of(actor)) if line.staff.pk != to.pk]
    left = [line for line in left if line.has_left or line.leaves_on]
    lines = with_what_follows([line for line in left if line.key in set(what)], left)
    policies.check_takes(to, {post.staff_id for post in who_takes(unit, actor.at)}, lines)
    policies.check_chosen(lines)
    record("work.shared_out", owner=unit.audience_id, count=len(lines), to=to.pk)
    gone: set[int] = set()  # concerns that went along with another
    for line in lines:
        if line.kind != "concern" or line.pk not in gone:
            _pass(actor, line, to)
            gone |= line.follows
    cabinet.call("SELECT leaving.tell_given(%s, %s::bigint[])", [to.pk, sorted({line.staff.pk for line in lines})])
    return lines


def _pass(actor: Actor, line: LeftLine, to: Staff) -> None:
    if line.kind in {"case", "concern"}:  # NULL: nobody has written a reason, and none is put into anybody's mouth
        cabinet.call(f"SELECT leaving.pass_{line.kind}(%s, %s, NULL)", [line.pk, to.pk])
        return
    if line.kind == "enquiry":
        enquiry = get_enquiry(line.pk)
        enquiries.assign(actor, enquiry=enquiry, version=enquiry.version, staff=to, due_on=enquiry.due_on)
        return
    model: type[Task] | type[Conversation] = Task if line.kind == "task" else Conversation
    work = model._default_manager.get(pk=line.pk)
    go_to(actor, work, to)


@verb(
    "work.taken_back",
    "task.passed",
    "conversation.passed",
    "holder.changed",
    "coordinator.changed",
    "concern.taken_over",
    "enquiry.returned",
)
def take_back(actor: Actor, *, shared: Event) -> list[Given]:
    """Undo a sharing out: what lies with who got it, who has done nothing with it yet, is again with the colleague who has left or
    stops, and stands among what is left. Answers what went back. Raises Refused for others than who shared it out, and where nothing
    can be taken back.
    """
    lines = given_by(shared)
    back: list[Given] = []
    for line in lines:
        if _went_back_along(line, back) or _taken_back(actor, line):
            back.append(line)
    policies.check_takes_back(len(back))
    record("work.taken_back", owner=shared.owner_audience, shared=shared.pk, count=len(back))
    had = sorted({line.had for line in back})
    cabinet.call("SELECT leaving.tell_taken_back(%s, %s::bigint[])", [shared.pk, had])
    return back


def _went_back_along(line: Given, back: Collection[Given]) -> bool:
    """Whether a concern went back with another one of the same act that is one matter with it."""
    return (
        line.kind == "concern"
        and any(other.kind == "concern" and other.had == line.had for other in back)
        and Holding.objects.filter(concern_id=line.pk, staff_id=line.had, period__upper_inf=True).exists()
    )


def _taken_back(actor: Actor, line: Given) -> bool:
    """One thing goes back, where nothing has been done with it. What moves by the database alone is asked there."""
    try:
        if line.kind in {"case", "concern"}:
            cabinet.call(f"SELECT leaving.give_back_{line.kind}(%s, NULL)", [line.pk])
            return True
    except Refused:
        return False
    if not line.is_untouched:
        return False
    had = Staff.objects.get(pk=line.had)
    if line.kind == "enquiry":
        enquiries.return_to(actor, enquiry=get_enquiry(line.pk), staff=had)
        return True
    model: type[Task] | type[Conversation] = Task if line.kind == "task" else Conversation
    work = model._default_manager.get(pk=line.pk)
    go_to(actor, work, had)
    return True


@verb(
    "case.given_back",
    "holder.changed",
    "coordinator.changed",
    "task.passed",
    "conversation.passed",
    "concern.given_back",
    "concern.taken_over",
)
def give_back_case(actor: Actor, *, case: Case, reason: str) -> None:
    """Who was given a case after a colleague who has left says no, with a reason that stands with the case. It stands again among
    what is left, with what they were given in it of the same colleague and have not done, and the concerns about the child that they
    were given in the same act; whoever acts is told. Raises Refused.
    """
    concerns = concerns_along(case, staff_of(actor))
    cabinet.call("SELECT leaving.give_back_case(%s, %s)", [case.pk, reason])
    record("case.given_back", case)
    for concern in concerns:
        if Holding.objects.filter(concern=concern, staff=staff_of(actor), period__upper_inf=True).exists():
            give_back_concern(
                actor, concern=concern, reason=reason
            )  # else it went along with one that is one matter with it
    for work, had in came_along(case, staff_of(actor)):
        go_to(actor, work, had)


@verb("concern.given_back", "concern.taken_over")
def give_back_concern(actor: Actor, *, concern: Concern, reason: str) -> None:
    """The same for a concern at its door. Raises Refused."""
    cabinet.call("SELECT leaving.give_back_concern(%s, %s)", [concern.pk, reason])
    record("concern.given_back", concern)


@verb("choice.heard", "holder.changed", "coordinator.changed", "handover.withdrawn")
def hear_choice(actor: Actor, *, case: Case, words: str) -> None:
    """Who has a case that passed without the yes of those who had chosen another adult has asked them; or who acts there, where the adult
    has left: they stay with who asked, who has the case then, and that is the adult they chose from now on. Raises Refused.
    """
    cabinet.call("SELECT leaving.hear_choice(%s, %s)", [case.pk, words])


@verb("unit.stepped_in")
def step_in(actor: Actor, *, unit: Unit) -> datetime:
    """Whoever acts for a unit in which nobody is here reads and does what lies there, until somebody is, and for fourteen days at
    most. Answers until when. Raises Refused for everybody else.
    """
    ((until,),) = cabinet.call("SELECT responsibility.step_in(%s)", [unit.pk])
    return until  # type: ignore[no-any-return]


__all__ = ["give_back_case", "give_back_concern", "hear_choice", "share_out", "step_in", "take_back"]
