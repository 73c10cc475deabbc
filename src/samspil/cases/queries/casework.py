"""Cases: one page, and lists of fifty. A page needs the same few statements however much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import History
from samspil.cases import policies
from samspil.cases.models import (
    Case,
    CaseState,
    Conversation,
    ConversationState,
    Duty,
    Handover,
    HandoverState,
    Involvement,
    InvolvementState,
    Note,
    Responsibility,
    Task,
    TaskState,
)
from samspil.cases.queries import names
from samspil.cases.queries.duties import with_how
from samspil.cases.queries.holders import Holder, who_has
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Unit
from samspil.organisations.policies import allowed, refusal_of
from samspil.people.models import Person

ON_A_PAGE = 50
NOTES_SHOWN = 20
SORTS: dict[str, tuple[Any, ...]] = {
    "nyeste": ("-opened_at", "-pk"),
    "aeldste": ("opened_at", "pk"),
    "navn": ("child_sort", "pk"),
    "tovholder": ("coordinator", "pk"),
    "frist": (F("next_due").asc(nulls_last=True), "pk"),
}


def open_case_about(unit: Unit, person: Person) -> Case | None:
    """The open case that a unit has about a child. One statement."""
    return Case.objects.filter(owner_audience_id=unit.audience_id, subject=person.pk, state=CaseState.OPEN).first()


def get_case(case_id: int) -> names.NamedCase:
    """A case that the actor may read, with the child's name and birth date. Raises NotVisible."""
    case = _named(Case.objects.filter(pk=case_id)).first()
    if case is None:
        raise NotVisible
    return case


def get_note(note_id: int) -> Note:
    """A note that the actor may read, with its case. Raises NotVisible."""
    note = Note.objects.select_related("case").filter(pk=note_id).first()
    if note is None:
        raise NotVisible
    return note


def _named(cases: QuerySet[Case]) -> QuerySet[names.NamedCase]:
    return cases.annotate(
        child=names.child(), child_born=names.child(field="birth_date"), unit_name=_unit_name("owner_audience_id")
    )


def _unit_name(column: str) -> Subquery:
    return Subquery(Unit.objects.filter(audience_id=OuterRef(column)).values("name")[:1])


def get_duty(case: Case, duty: str) -> names.NamedDuty:
    """Who has the duty now. Raises NotVisible, as for a case that has ended."""
    now = Responsibility.objects.filter(case=case, duty=duty, period__upper_inf=True).annotate(
        staff_name=names.colleague("staff_id")
    )
    found = now.first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class CasePage:
    """Everything on a case's page. `why_not` is the sentence beside buttons that this actor cannot use, if any."""

    case: Case
    coordinator: Responsibility | None
    holder: Responsibility | None
    now: Holder | None  # with who acts, where the holder is away
    duties: Sequence[Responsibility]
    tasks: Sequence[Task]
    conversations: Sequence[Conversation]
    notes: Sequence[Note]
    handovers: Sequence[Handover]
    actors: Sequence[Involvement]
    why_not: str
    is_ours: bool  # the actor's unit has the case; else they read what was shared with them
    may_reopen: bool
    unit_phone: str

    @property
    def may_work(self) -> bool:
        return not self.why_not

    @property
    def coordinated_by_another(self) -> bool:
        """Whether another coordinates the case than the one whom it lies with."""
        return bool(self.coordinator and self.now and self.coordinator.staff_id != self.now.staff.pk)

    @property
    def open_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.state == TaskState.OPEN]

    @property
    def done_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.state == TaskState.DONE]

    @property
    def planned(self) -> list[Conversation]:
        return [talk for talk in self.conversations if talk.state == ConversationState.PLANNED]

    @property
    def past(self) -> list[Conversation]:
        return [talk for talk in self.conversations if talk.state != ConversationState.PLANNED]


def case_page(actor: Actor, case: Case) -> CasePage:
    """The case as this actor may see it. A constant number of statements."""
    duties = with_how(
        Responsibility.objects.filter(case=case)
        .annotate(
            staff_name=names.colleague("staff_id"),
            unit_name=names.unit(),
            has_left=names.left("staff_id"),
            writer=names.writer(),
        )
        .order_by("period", "pk")
    )
    own, holder = cabinet.own_keys(), who_has([case], actor.at).get(case.pk)
    now = {row.duty: row for row in duties if row.period.upper is None}
    return CasePage(
        case=case,
        coordinator=now.get(Duty.COORDINATOR),
        holder=now.get(Duty.HOLDER),
        now=holder,
        duties=duties,
        tasks=list(
            Task.objects.filter(case=case)
            .exclude(state=TaskState.WITHDRAWN)
            .annotate(responsible_name=names.colleague(), responsible_left=names.left(), unit_name=names.unit())
            .order_by(F("due_on").asc(nulls_last=True), "pk")
        ),
        conversations=list(
            Conversation.objects.filter(case=case)
            .exclude(state=ConversationState.WITHDRAWN)
            .annotate(responsible_name=names.colleague(), responsible_left=names.left())
            .order_by("-held_on", "due_on", "pk")
        ),
        notes=list(
            Note.objects.filter(case=case)
            .annotate(writer=names.writer(), corrected=Exists(_earlier_notes()))
            .order_by("-written_at", "-pk")[:NOTES_SHOWN]
        ),
        handovers=list(
            Handover.objects.filter(case=case)
            .annotate(to_name=names.asked(), from_name=names.unit("from_unit_id"))
            .order_by("-written_at", "-pk")
        ),
        actors=list(Involvement.objects.filter(case=case).annotate(unit_name=names.unit()).order_by("unit_name", "pk")),
        why_not=why_not(actor, case, own),
        is_ours=case.owner_audience_id in own,
        may_reopen=allowed(policies.check_may_reopen, actor, case, own),
        unit_phone="" if holder else _phone_of(case),
    )


def _earlier_notes() -> QuerySet[Any]:
    return History.objects.filter(parent_table="cases_note", parent_id=OuterRef("pk"))


def _phone_of(case: Case) -> str:
    """The telephone of the unit that has the case, for who does not see who has it there."""
    return Unit.objects.filter(audience_id=case.owner_audience_id).values_list("phone", flat=True).first() or ""


def work_of(case: Case, staff_id: int) -> tuple[list[Task], list[Conversation]]:
    """What a colleague is to do in a case, as the unit that has it decides: open tasks and planned conversations."""
    own = {"case": case, "responsible_id": staff_id, "owner_audience_id": case.owner_audience_id}
    tasks = Task.objects.filter(**own, state=TaskState.OPEN).order_by("pk")
    return list(tasks), list(Conversation.objects.filter(**own, state=ConversationState.PLANNED).order_by("pk"))


def why_not(actor: Actor, case: Case, own: Sequence[int] | None = None) -> str:
    """Why this actor, who may write in these audiences, cannot work in the case; empty for who can."""
    return refusal_of(policies.check_is_open, actor, case, cabinet.own_keys() if own is None else own)


@dataclass(frozen=True)
class Unfinished:
    """What a case lacks before it can end: things that wait, and whose part is not written."""

    tasks: Sequence[Task]
    conversations: Sequence[Conversation]
    handovers: Sequence[Handover]
    unheard: Sequence[str]
    efforts: Sequence[Any]
    youth_efforts: Sequence[Any]

    def __bool__(self) -> bool:
        return bool(
            self.tasks or self.conversations or self.handovers or self.unheard or self.efforts or self.youth_efforts
        )


def unfinished(
    page: CasePage, unheard: Sequence[str], efforts: Sequence[Any], youth_efforts: Sequence[Any]
) -> Unfinished:
    """What is to be finished before the case can be closed; the efforts are those that run in it."""
    offers = [offer for offer in page.handovers if offer.state == HandoverState.PROPOSED]
    return Unfinished(page.open_tasks, page.planned, offers, unheard, efforts, youth_efforts)


def cases_of(unit: Unit, *, state: str = CaseState.OPEN, sort: str = "nyeste", page: int = 1) -> Page[Case]:
    """The cases that a unit has, fifty a page: child, coordinator, when opened, the next deadline. Four statements."""
    return _page(Case.objects.filter(owner_audience_id=unit.audience_id, state=state), sort, page)


def cases_with(unit: Unit, *, sort: str = "nyeste", page: int = 1) -> Page[Case]:
    """Open cases of other units in which this one takes part."""
    involved = Involvement.objects.filter(unit_id=unit.pk, state=InvolvementState.INVOLVED).values("case_id")
    cases = Case.objects.filter(pk__in=involved, state=CaseState.OPEN).exclude(owner_audience_id=unit.audience_id)
    return _page(cases, sort, page)


def cases_newly_with(units: Sequence[Unit], *, since: datetime) -> list[Case]:
    """Open cases of others in which one of these units has come to take part since then, the newest first. One statement."""
    ours = [unit.pk for unit in units]
    lines = Involvement.objects.filter(unit_id__in=ours, state=InvolvementState.INVOLVED, period__startswith__gte=since)
    rows = Case.objects.filter(pk__in=lines.values("case_id"), state=CaseState.OPEN)
    rows = rows.exclude(owner_audience_id__in=[unit.audience_id for unit in units])
    return list(_named(rows).order_by("-opened_at", "-pk")[:ON_A_PAGE])


def _coordinator() -> Subquery:
    """Who coordinates now, or did when the case was closed; empty for who may not read that: never somebody of before."""
    duties = Responsibility.objects.filter(case=OuterRef("pk"), duty=Duty.COORDINATOR)
    last = duties.filter(Q(period__upper_inf=True) | Q(period__endswith=OuterRef("closed_at"))).order_by("-pk")
    return Subquery(last.annotate(name=names.colleague("staff_id")).values("name")[:1])


def _coordinator_left() -> Subquery:
    now = Responsibility.objects.filter(case=OuterRef("pk"), duty=Duty.COORDINATOR, period__upper_inf=True)
    return Subquery(now.annotate(left=names.left("staff_id")).values("left")[:1])


def _page(cases: QuerySet[Case], sort: str, page: int) -> Page[Case]:
    due = Task.objects.filter(case=OuterRef("pk"), state=TaskState.OPEN).order_by("due_on").values("due_on")[:1]
    rows = cases.annotate(unit_name=_unit_name("owner_audience_id"), coordinator=_coordinator(), next_due=Subquery(due))
    rows = rows.annotate(coordinator_left=_coordinator_left())
    if sort == "navn":
        rows = rows.annotate(child_sort=names.child(field="name_sort"))
    found: Page[Any] = Paginator(rows.order_by(*SORTS.get(sort, SORTS["nyeste"])), ON_A_PAGE).get_page(page)
    found.object_list = names.with_children(found.object_list)
    return found


def cases_about(persons: Sequence[int]) -> list[Case]:
    """Cases about a child that the actor may read, open ones first, with who coordinates. The child is known already."""
    about = Case.objects.filter(subject__in=persons).exclude(state=CaseState.WITHDRAWN)
    about = about.annotate(unit_name=_unit_name("owner_audience_id"), coordinator=_coordinator())
    return list(about.order_by("-state", "-opened_at", "pk"))


def my_cases(staff_id: int) -> list[Case]:
    """Open cases that a colleague coordinates or holds, each with the next deadline in it (`next_due`) and whether nothing is
    planned in it (`idle`), the oldest first. One statement.
    """
    mine = Responsibility.objects.filter(staff_id=staff_id, period__upper_inf=True).values("case_id")
    tasks = Task.objects.filter(case=OuterRef("pk"), state=TaskState.OPEN)
    talks = Conversation.objects.filter(case=OuterRef("pk"), state=ConversationState.PLANNED)
    due = tasks.order_by("due_on").values("due_on")[:1]
    rows = Case.objects.filter(pk__in=mine, state=CaseState.OPEN).annotate(
        idle=~Exists(tasks) & ~Exists(talks), next_due=Subquery(due)
    )
    return list(_named(rows).order_by("opened_at", "pk")[:ON_A_PAGE])
