"""Sharing out what lies with a colleague who has left, inside its unit."""

from __future__ import annotations

from collections.abc import Collection

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
from samspil.organisations.models import Staff, Unit
from samspil.sharing.notices.actions import tell


@verb(
    "work.shared_out",
    "task.passed",
    "conversation.passed",
    "holder.changed",
    "coordinator.changed",
    "handover.withdrawn",
    "enquiry.assigned",
)
def share_out(actor: Actor, *, unit: Unit, what: Collection[str], to: Staff) -> list[LeftLine]:
    """Pass on to a colleague of the unit what lies with somebody who has left: tasks, conversations, cases, and citizens' enquiries
    at a door that the colleague answers, by their keys (`LeftLine.key`). What no longer lies there is left alone. The colleague
    is told. Raises Refused.
    """
    policies.check_may_share_out(actor, unit, cabinet.own_keys())
    policies.check_takes(to, {one.pk for one, _unit in staff_in([unit], timezone.localdate(actor.at))})
    lines = [line for line in left_in([unit], actor.at) if line.has_left and line.key in set(what)]
    policies.check_chosen(len(lines))
    record("work.shared_out", owner=unit.audience_id, count=len(lines), to=to.pk)
    for line in lines:
        _pass(actor, line, to)
    return lines


def _pass(actor: Actor, line: LeftLine, to: Staff) -> None:
    if line.kind == "case":
        why = _("%(name)s has left.") % {"name": line.staff.name}
        cabinet.call("SELECT leaving.pass_case(%s, %s, %s)", [line.pk, to.pk, why])
        tell(actor, [to.pk], "case_given", Case.objects.get(pk=line.pk))
        return
    if line.kind == "enquiry":
        enquiry = get_enquiry(line.pk)
        assign(actor, enquiry=enquiry, version=enquiry.version, staff=to, due_on=enquiry.due_on)
        tell(actor, [to.pk], "enquiry_given", enquiry)
        return
    model: type[Task] | type[Conversation] = Task if line.kind == "task" else Conversation
    row = model._default_manager.get(pk=line.pk)
    model._default_manager.filter(pk=row.pk).update(responsible_id=to.pk)
    if line.kind == "task":
        record("task.passed", row, to=to.pk)
    else:
        record("conversation.passed", row, to=to.pk)
    tell(actor, [to.pk], "work_given", row)


__all__ = ["share_out"]
