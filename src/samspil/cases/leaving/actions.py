"""Sharing out what lies with a colleague who has left or stops, inside its unit; and stepping in where nobody is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases.leaving import policies
from samspil.cases.leaving.queries import LeftLine, left_in
from samspil.cases.models import Case, Conversation, Task
from samspil.cases.queries.choices import staff_in
from samspil.concerns.enquiries.actions import assign
from samspil.concerns.enquiries.queries import get_enquiry
from samspil.concerns.models import Concern
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_of
from samspil.sharing.notices.actions import tell


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
    (`LeftLine.key`). What no longer lies there, or with that colleague already, is left alone. The colleague is told. Raises
    Refused.
    """
    policies.check_may_share_out(actor, unit, cabinet.own_keys())
    policies.check_takes(to, {one.pk for one, _unit in staff_in([unit], timezone.localdate(actor.at))})
    found = [
        line for line in left_in(unit, actor.at, staff_of(actor)) if line.key in set(what) and line.staff.pk != to.pk
    ]
    lines = [line for line in found if line.has_left or line.leaves_on]
    policies.check_chosen(lines)
    record("work.shared_out", owner=unit.audience_id, count=len(lines), to=to.pk)
    for line in lines:
        _pass(actor, line, to)
    return lines


def _pass(actor: Actor, line: LeftLine, to: Staff) -> None:
    why = _("%(name)s has left.") if line.has_left else _("%(name)s stops here.")
    if line.kind in {"case", "concern"}:
        cabinet.call(f"SELECT leaving.pass_{line.kind}(%s, %s, %s)", [line.pk, to.pk, why % {"name": line.staff.name}])
        row: Model = (Case if line.kind == "case" else Concern)._default_manager.get(pk=line.pk)
        tell(actor, [to.pk], f"{line.kind}_given", row)
        return
    if line.kind == "enquiry":
        enquiry = get_enquiry(line.pk)
        assign(actor, enquiry=enquiry, version=enquiry.version, staff=to, due_on=enquiry.due_on)
        tell(actor, [to.pk], "enquiry_given", enquiry)
        return
    model: type[Task] | type[Conversation] = Task if line.kind == "task" else Conversation
    work = model._default_manager.get(pk=line.pk)
    model._default_manager.filter(pk=work.pk).update(responsible_id=to.pk)
    if line.kind == "task":
        record("task.passed", work, to=to.pk)
    else:
        record("conversation.passed", work, to=to.pk)
    tell(actor, [to.pk], f"{line.kind}_passed", work)


@verb("unit.stepped_in")
def step_in(actor: Actor, *, unit: Unit) -> datetime:
    """Whoever acts for a unit in which nobody is here reads and does what lies there, until somebody is, and for fourteen days at
    most. Answers until when. Raises Refused for everybody else.
    """
    ((until,),) = cabinet.call("SELECT responsibility.step_in(%s)", [unit.pk])
    return until  # type: ignore[no-any-return]


__all__ = ["share_out", "step_in"]
