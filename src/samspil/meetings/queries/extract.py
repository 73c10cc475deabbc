"""One child on paper: the decision lines that the holder may read, and what the holder's own unit has written. Nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from samspil.access.cabinet import own_keys
from samspil.cases.models import CaseState, Duty, Responsibility, Task, TaskKind, TaskState
from samspil.concerns.models import ListEntry
from samspil.meetings.models import Decision, MeetingState, Statement
from samspil.meetings.queries.sentences import with_names
from samspil.meetings.states import DecisionState
from samspil.people.models import Person
from samspil.people.queries import get_person, standing

SHORTEST = 3  # of the part of a name that gives a child away


@dataclass(frozen=True)
class Text:
    """What the reader's own unit has written or told about the child."""

    written_at: datetime
    text: str


@dataclass(frozen=True)
class Extract:
    """What stands on the paper."""

    person: Person
    decisions: Sequence[Decision]
    texts: Sequence[Text]


def child_on_paper(person_id: int) -> tuple[Person, list[int]]:
    """The record that stands for a child, and the ids of all records that were joined with it. Raises NotVisible."""
    person = get_person(person_id)
    person = standing([person])[person.pk]
    return person, [person.pk, *Person.objects.filter(merged_into=person.pk).values_list("pk", flat=True)]


def has_child(staff_id: int, records: Sequence[int]) -> bool:
    """Whether a colleague holds this child: responsible for a standing decision or its task, or coordinator of an open case.

    One statement. As far as the actor reads it: that is the colleague's own work.
    """
    decisions = Decision.objects.filter(
        subject__in=records,
        responsible_id=staff_id,
        state=DecisionState.STANDING,
        meeting__state=MeetingState.APPROVED,
    )
    tasks = Task.objects.filter(subject__in=records, responsible_id=staff_id, decision_id__isnull=False)
    tasks = tasks.exclude(kind=TaskKind.TALK)  # an officer who takes part does not have the child
    coordinates = Responsibility.objects.filter(
        case__subject__in=records,
        case__state=CaseState.OPEN,
        staff_id=staff_id,
        duty=Duty.COORDINATOR,
        period__upper_inf=True,
    )
    found = [
        rows.order_by().values_list("pk", flat=True)
        for rows in (decisions, tasks.filter(state=TaskState.OPEN), coordinates)
    ]
    return bool(found[0].union(found[1], found[2], all=True)[:1])


def extract_of(person: Person, records: Sequence[int]) -> Extract:
    """The paper about one child. Other children whom the reader knows from the same meetings and lists are not named on it.
    Six statements.
    """
    own = own_keys()
    told = Statement.objects.filter(subject__in=records, owner_audience_id__in=own).values_list("written_at", "text")
    listed = ListEntry.objects.filter(subject__in=records, owner_audience_id__in=own).values_list("written_at", "text")
    standing = Decision.objects.filter(
        subject__in=records, state=DecisionState.STANDING, meeting__state=MeetingState.APPROVED
    )
    lines = list(with_names(standing.select_related("meeting__forum")).order_by("-decided_on", "-pk"))
    others = _others(person, records, [line.meeting_id for line in lines])
    for line in lines:
        line.reason, line.text = _without(line.reason, others), _without(line.text, others)
    texts = [Text(at, _without(text, others)) for at, text in (*told, *listed) if text and at]
    return Extract(person, lines, sorted(texts, key=lambda text: text.written_at, reverse=True))


def _others(person: Person, records: Sequence[int], meetings: Sequence[int]) -> list[str]:
    """The names of other children of these meetings, and of the lists on which the child stands; the longest first, then each
    part of a name that is no part of the child's own. Three statements.
    """
    lists = ListEntry.objects.filter(subject__in=records).values_list("police_list_id", flat=True)
    beside = ListEntry.objects.filter(police_list_id__in=list(lists)).exclude(subject__in=records)
    subjects = Decision.objects.filter(meeting_id__in=meetings, subject__isnull=False).exclude(subject__in=records)
    children = Person.objects.filter(pk__in=subjects.values("subject"))
    whole = {*children.values_list("name", flat=True), *beside.values_list("name", flat=True)} - {"", person.name}
    own = set(person.name.split())
    parts = {part for name in whole for part in name.split() if len(part) >= SHORTEST and part not in own}
    return sorted(whole | parts, key=lambda name: (-len(name), name))


def _without(text: str, names: Sequence[str]) -> str:
    """The text with "another child" where one of these names stood."""
    if not names:
        return text
    pattern = "|".join(re.escape(name) for name in names)
    return re.sub(rf"\b(?:{pattern})s?\b", _("another child"), text, flags=re.IGNORECASE)
