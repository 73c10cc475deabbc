"""What the pages of cases show. Everything is read under the policies; lists need the same few statements at any
size.
"""

from samspil.cases.queries.actors import ActorLine, Checklist, checklist, get_line
from samspil.cases.queries.casework import (
    SORTS,
    CasePage,
    case_page,
    cases_of,
    cases_with,
    get_case,
    get_duty,
    get_note,
    my_cases,
    reads_case,
    why_not,
    without_next_step,
)
from samspil.cases.queries.choices import basis_between, get_unit, other_units, staff_in, unit_of_case, units_at
from samspil.cases.queries.searching import Hits, own_cases, search_notes
from samspil.cases.queries.waiting import (
    basis_of,
    follow_up_of,
    get_conversation,
    get_handover,
    get_task,
    handovers_declined,
    handovers_waiting,
    my_conversations,
    my_tasks,
    postponements,
    task_list,
)

__all__ = [
    "SORTS",
    "ActorLine",
    "CasePage",
    "Checklist",
    "Hits",
    "basis_between",
    "basis_of",
    "case_page",
    "cases_of",
    "cases_with",
    "checklist",
    "follow_up_of",
    "get_case",
    "get_conversation",
    "get_duty",
    "get_handover",
    "get_line",
    "get_note",
    "get_task",
    "get_unit",
    "handovers_declined",
    "handovers_waiting",
    "my_cases",
    "my_conversations",
    "my_tasks",
    "other_units",
    "own_cases",
    "postponements",
    "reads_case",
    "search_notes",
    "staff_in",
    "task_list",
    "unit_of_case",
    "units_at",
    "why_not",
    "without_next_step",
]
