"""What lies with colleagues who have left, and who acts for them: for a unit, and for one's own day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samspil.access import cabinet
from samspil.cases.models import Case, Conversation, ConversationState, Duty, Responsibility, Task, TaskState
from samspil.cases.queries import names
from samspil.organisations.models import Staff, Unit
from samspil.responsibility.queries import Presence, presence_in


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
    """Cases, tasks and conversations of these units that lie with somebody who is away or has left. Seven statements."""
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
    gone = {pk for pk, one in staff.items() if not here.is_here(one)}
    duties = [duty for duty in duties if duty.staff_id in gone]
    cases = Case.objects.filter(pk__in={duty.case_id for duty in duties}).annotate(child=names.child()).in_bulk()
    lines: dict[str, LeftLine] = {}
    for duty in duties:  # the holder first: who coordinates too stands once
        case = cases[duty.case_id]
        line = _line("case", case.pk, _of(duty), case.child or "", None, duty.unit_id, staff[duty.staff_id], here)
        lines.setdefault(line.key, line)
    for kind, rows in (("task", tasks), ("conversation", talks)):
        for row in rows:
            if row.responsible_id in gone:
                text = row.text if isinstance(row, Task) else str(row.get_kind_display())
                line = _line(
                    kind, row.pk, text, row.child or "", row.due_on, row.unit_id, staff[row.responsible_id], here
                )
                lines[line.key] = line
    return list(lines.values())


def _open(rows, audiences: Iterable[int]):  # type: ignore[no-untyped-def]
    return rows.filter(owner_audience_id__in=audiences).annotate(child=names.child()).order_by("due_on", "pk")


def _of(duty: Responsibility) -> str:
    return str(Duty(duty.duty).label)


def _line(
    kind: str, pk: int, text: str, child: str, due_on: date | None, unit: int, staff: Staff, here: Presence
) -> LeftLine:
    left = staff.pk in here.without_post or (staff.ended_at is not None and staff.ended_at <= here.at)
    return LeftLine(kind, pk, text, child, due_on, unit, staff, here.acting_for(staff, unit), left)


def acting_for_how_many() -> int:
    """How many cases, tasks and conversations the actor acts for: the day of whoever stands in. One statement."""
    ((number,),) = cabinet.call("SELECT leaving.acting_for()", [])
    return int(number)
