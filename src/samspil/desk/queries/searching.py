"""Search of children. Within the open meeting and one's own work one attribute is enough; beyond it two, or a full CPR
number. At most twenty answers, and never how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from samspil.access import cabinet
from samspil.cases.models import Conversation, ConversationState, Responsibility, Task, TaskState
from samspil.lib.names import sought
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.organisations.models import Forum, Unit
from samspil.people import cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import is_called, with_former_names

MOST_HITS = 20
MOST_SUGGESTIONS = 10
SHORTEST = 2  # letters of a name


@dataclass(frozen=True)
class Wanted:
    """What is searched for: a name and, beyond one's own work, a birth date or year; or a CPR number."""

    name: str = ""
    birth_date: date | None = None
    year: int | None = None
    cpr: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the name as they are searched; by a single letter nobody is."""
        return [word for word in sought(self.name).split() if len(word) >= SHORTEST]

    @property
    def is_whole_name(self) -> bool:
        """First name and surname: by them are found the children whose birth date nobody has written."""
        return len(self.words) > 1 and not self.cpr

    @property
    def attributes(self) -> int:
        return bool(self.words) + bool(self.birth_date or self.year)

    @property
    def lacks_a_name(self) -> bool:
        """Whether it is the name that is missing for a search among all."""
        return not self.words

    @property
    def is_enough(self) -> bool:
        """Whether all children that the actor may read may be searched."""
        return bool(self.cpr) or self.attributes == 2


@dataclass(frozen=True)
class Hits:
    """Children found, by name; with `too_many` none."""

    persons: list[Person]
    too_many: bool = False


def own_work(staff_id: int) -> list[int]:
    """The children of the open meeting and of a colleague's own cases, tasks and conversations. One statement."""
    at_the_table = Item.objects.filter(
        subject__isnull=False, meeting__in=Meeting.objects.filter(state=MeetingState.OPEN)
    )
    own_cases = Responsibility.objects.filter(staff_id=staff_id, period__upper_inf=True, subject__isnull=False)
    tasks = Task.objects.filter(responsible_id=staff_id, state=TaskState.OPEN, subject__isnull=False)
    talks = Conversation.objects.filter(responsible_id=staff_id, state=ConversationState.PLANNED, subject__isnull=False)
    parts = [
        rows.order_by().annotate(child=F("subject")).values_list("child", flat=True)
        for rows in (own_cases, tasks, talks)
    ]
    found = at_the_table.order_by().annotate(child=F("subject")).values_list("child", flat=True).union(*parts)
    return [child for child in found if child is not None]


def search(wanted: Wanted, *, within: Sequence[int] | None = None, most: int = MOST_HITS, undated: bool = True) -> Hits:
    """Children whose records the actor may read. With a birth date also those born on it whose name is like the one that is
    sought, or was before; with first name and surname also those whose birth date nobody has written, unless not `undated`.
    Two statements. Raises Refused where the search is too wide.
    """
    ids = cabinet.call(
        "SELECT people.search(%s::text[], %s, %s, %s, %s::bigint[], %s)",
        [
            wanted.words,
            wanted.birth_date,
            wanted.year,
            cpr_at_rest.keyed_hash(wanted.cpr) if wanted.cpr else None,
            list(within) if within is not None else None,
            most + 1,
        ],
    )
    sure = {person for (person,) in ids}
    if len(sure) > most:
        return Hits([], too_many=True)
    persons = (
        with_former_names(Person.objects.filter(Q(pk__in=sure) | _further(wanted, undated=undated)))
        .exclude(Exists(Person.objects.filter(pk=OuterRef("merged_into"))))
        .annotate(
            kept_by_unit=Subquery(Unit.objects.filter(audience=OuterRef("owner_audience")).values("name")[:1]),
            kept_by_forum=Subquery(Forum.objects.filter(door=OuterRef("owner_audience")).values("name")[:1]),
        )
        .order_by("name_sort", "pk")
    )
    hits: list[Person] = [
        one for one in persons if one.pk in sure or one.birth_date is None or is_called(one, wanted.name)
    ]
    return Hits([], too_many=True) if len(hits) > most else Hits(hits)


def _further(wanted: Wanted, *, undated: bool) -> Q:
    """Which records may be meant beside those that the index finds by the beginnings of the name's words."""
    further = Q(pk__in=[])
    if wanted.cpr:
        return further
    if wanted.words and wanted.birth_date:
        further |= Q(birth_date=wanted.birth_date)
    if undated and wanted.is_whole_name:
        named = Q(birth_date__isnull=True)
        for word in wanted.words:
            named &= Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}")
        further |= named
    return further
