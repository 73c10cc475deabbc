"""What the pages of cases show. Everything is read under the policies; lists need the same few statements at any
size.
"""

from samspil.cases.queries.actors import ActorLine, Checklist, checklist, get_line
from samspil.cases.queries.casework import (
    SORTS,
    CasePage,
    case_page,
    cases_about,
    cases_of,
    cases_with,
    get_case,
    get_duty,
    get_note,
    idle_cases,
    reads_case,
    why_not,
)
from samspil.cases.queries.choices import basis_between, get_unit, other_units, staff_in, unit_of_case, units_at
from samspil.cases.queries.handovers import HandoverPage, handover_page, takers
from samspil.cases.queries.holders import Holder, who_has
from samspil.cases.queries.searching import Hits, own_cases, search_notes
from samspil.cases.queries.waiting import (
    basis_of,
    follow_up_of,
    get_conversation,
    get_handover,
    get_task,
    handovers_of,
    my_conversations,
    my_tasks,
    postponements,
    talks_about,
    task_list,
    tasks_about,
)

__all__ = [
    "SORTS",
    "ActorLine",
    "CasePage",
    "Checklist",
    "HandoverPage",
    "Hits",
    "Holder",
    "basis_between",
    "basis_of",
    "case_page",
    "cases_about",
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
    "handover_page",
    "handovers_of",
    "idle_cases",
    "my_conversations",
    "my_tasks",
    "other_units",
    "own_cases",
    "postponements",
    "reads_case",
    "search_notes",
    "staff_in",
    "takers",
    "talks_about",
    "task_list",
    "tasks_about",
    "unit_of_case",
    "units_at",
    "who_has",
    "why_not",
]
