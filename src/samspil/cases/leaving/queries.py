"""What lies with colleagues who have left, and who acts for them: for a unit, and for one's own day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import Truncator

from samspil.access import cabinet
from samspil.cases.models import Case, Conversation, ConversationState, Duty, Responsibility, Task, TaskState
from samspil.cases.queries import names
from samspil.concerns.enquiries.models import Enquiry, State
from samspil.organisations.models import Staff, Unit
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries.concern_doors import doors_answered, stands_at
from samspil.responsibility.queries import Presence, presence, presence_in

WORDS = 10  # of an enquiry, in a list


@dataclass(frozen=True)
class LeftLine:
    """One thing that lies with somebody who is not here: what, whose it is, and who acts."""

    kind: str
    pk: int
    text: str
    child: str
    due_on: date | None
    unit_id: int
    staff: Staff
    acting: Staff | None
    has_left: bool

    @property
    def key(self) -> str:
        """Its name in the form."""
        return f"{self.kind}-{self.pk}"


def left_in(units: Sequence[Unit], at: datetime) -> list[LeftLine]:
    """What lies with somebody who is away or has left: cases, tasks and conversations of these units, and citizens' enquiries at
    doors where they stand that the actor answers. Ten statements.
    """
    audiences = [unit.audience_id for unit in units]
    duties = list(
        Responsibility.objects.filter(owner_audience_id__in=audiences, period__upper_inf=True).order_by(
            "case_id", "-duty"
        )
    )
    tasks = list(_open(Task.objects.filter(state=TaskState.OPEN), audiences))
    talks = list(_open(Conversation.objects.filter(state=ConversationState.PLANNED), audiences))
    people = {duty.staff_id for duty in duties} | {row.responsible_id for row in (*tasks, *talks)}
    here = presence_in([unit.pk for unit in units], people, at)
    staff = Staff.objects.in_bulk(people)

    def is_gone(staff_id: int, unit_id: int) -> bool:
        return not here.is_here(staff[staff_id]) or here.has_left(staff[staff_id], unit_id)

    duties = [duty for duty in duties if is_gone(duty.staff_id, duty.unit_id)]
    cases = Case.objects.filter(pk__in={duty.case_id for duty in duties}).annotate(child=names.child()).in_bulk()
    lines: dict[str, LeftLine] = {}
    for duty in duties:  # the holder first: who coordinates too stands once
        case = cases[duty.case_id]
        line = _line("case", case.pk, _of(duty), case.child or "", None, duty.unit_id, staff[duty.staff_id], here)
        lines.setdefault(line.key, line)
    for kind, rows in (("task", tasks), ("conversation", talks)):
        for row in rows:
            if is_gone(row.responsible_id, row.unit_id):
                text = row.text if isinstance(row, Task) else str(row.get_kind_display())
                line = _line(
                    kind, row.pk, text, row.child or "", row.due_on, row.unit_id, staff[row.responsible_id], here
                )
                lines[line.key] = line
    return [*lines.values(), *_enquiries(units, at)]


def _enquiries(units: Sequence[Unit], at: datetime) -> Iterable[LeftLine]:
    """Enquiries given to somebody who no longer answers the door; everybody who answers it sees them, so nobody alone acts."""
    today = timezone.localdate(at)
    doors = (
        {door.pk: door for door in doors_answered(units[0].body, today, cabinet.own_keys(), DoorTakes.ENQUIRY)}
        if units
        else {}
    )
    rows = list(
        Enquiry.objects.filter(state=State.OPEN, door_id__in=doors, assigned_to__isnull=False).order_by("due_on", "pk")
    )
    people = Staff.objects.in_bulk({row.assigned_to_id or 0 for row in rows})
    here = presence(doors.values(), people, at) if rows else None
    for row in rows:
        unit = next((unit.pk for unit in units if stands_at(doors[row.door_id], unit.pk)), None)
        who = people[row.assigned_to_id or 0]
        if unit is not None and here is not None and (not here.is_here(who) or here.has_left(who, row.door_id)):
            text = Truncator(row.matter).words(WORDS)
            yield LeftLine(
                "enquiry", row.pk, text, "", row.due_on, unit, who, None, here.has_left(who, row.door_id)
            )  # fmt: skip


def _open(rows, audiences: Iterable[int]):  # type: ignore[no-untyped-def]
    return rows.filter(owner_audience_id__in=audiences).annotate(child=names.child()).order_by("due_on", "pk")


def _of(duty: Responsibility) -> str:
    return str(Duty(duty.duty).label)


def _line(
    kind: str, pk: int, text: str, child: str, due_on: date | None, unit: int, staff: Staff, here: Presence
) -> LeftLine:
    return LeftLine(
        kind, pk, text, child, due_on, unit, staff, here.acting_for(staff, unit), here.has_left(staff, unit)
    )  # fmt: skip


def acting_for_how_many() -> int:
    """How many cases, tasks and conversations the actor acts for: the day of whoever stands in. One statement."""
    ((number,),) = cabinet.call("SELECT leaving.acting_for()", [])
    return int(number)
