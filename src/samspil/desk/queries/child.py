"""A child's page: what this actor may know, and who is responsible. Nothing here is added up or graded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.cases import queries as cases
from samspil.cases.models import Case, CaseState, Conversation, ConversationState, Task, TaskState
from samspil.cases.queries import names
from samspil.concerns.models import ListEntry
from samspil.lib.names import are_like
from samspil.lib.refusals import NotVisible
from samspil.meetings.models import Decision, Item, Meeting, Statement
from samspil.meetings.states import DecisionState
from samspil.organisations.models import Forum, Staff, Unit
from samspil.people.models import Person
from samspil.people.queries import former_names, standing, with_former_names
from samspil.sharing.models import DisclosedRow
from samspil.web import dates

READINGS_SHOWN = 100
DISCLOSURES_SHOWN = 100


@dataclass(frozen=True)
class Child:
    """One child: the record that stands, and all records that were joined with it."""

    person: Person
    records: Sequence[int]


@dataclass(frozen=True)
class Responsible:
    """Who has the child now, as a sentence can say it."""

    name: str
    unit: str
    what: str  # coordinator | unit | task | conversation | decision
    since: date | None = None


@dataclass(frozen=True)
class ChildPage:
    """What stands on the page of a child."""

    child: Child
    cases: Sequence[Case]
    tasks: Sequence[Task]
    conversations: Sequence[Conversation]
    decisions: Sequence[Decision]
    statements: Sequence[Statement]
    entries: Sequence[ListEntry]
    former_names: Sequence[str] = ()  # that are more than another spelling

    @property
    def open_case(self) -> Case | None:
        return next((case for case in self.cases if case.state == CaseState.OPEN), None)

    @property
    def responsible(self) -> list[Responsible]:
        """The coordinators of open cases, or the unit where the reader does not see who, then others who have promised something,
        and whom the latest decision that has one names, until the forum has come back to it. Who is named by one is not named
        by the next. Else nobody.
        """
        going_on = [case for case in self.cases if case.state == CaseState.OPEN]
        names_of = [(case.coordinator or "", case.unit_name or "") for case in going_on]  # type: ignore[attr-defined]
        found = [Responsible(name, unit, "coordinator" if name else "unit") for name, unit in names_of]
        tasks = [row for row in self.tasks if row.state == TaskState.OPEN]
        talks = [row for row in self.conversations if row.state == ConversationState.PLANNED]
        promised = [Responsible(row.responsible_name, row.unit_name, "task") for row in tasks]  # type: ignore[attr-defined]
        promised += [Responsible(row.responsible_name, row.unit_name, "conversation") for row in talks]  # type: ignore[attr-defined]
        latest = next((row for row in self.decisions if row.responsible_name), None)  # type: ignore[attr-defined]
        if (latest and not (found or promised)) or (latest and latest.followed_up_on is None):
            promised.append(Responsible(latest.responsible_name, "", "decision", latest.decided_on))  # type: ignore[attr-defined]
        for one in promised:
            if one.name not in {each.name for each in found if each.what != one.what}:
                found.append(one)
        return list(dict.fromkeys(found))


def get_child(person_id: int) -> Child:
    """The child of a record; a record that was joined with another answers as that other. Raises NotVisible."""
    person = with_former_names(Person.objects.filter(pk=person_id)).first()
    if person is None:
        raise NotVisible
    if person.merged_into is not None:
        person = standing([person])[person.pk]
    joined = Person.objects.filter(merged_into=person.pk).values_list("pk", flat=True)
    return Child(person, [person.pk, *joined])


def child_page(child: Child) -> ChildPage:
    """Six statements, whatever has happened."""
    about = child.records
    return ChildPage(
        child=child,
        cases=cases.cases_about(about),
        tasks=cases.tasks_about(about),
        conversations=cases.talks_about(about),
        decisions=list(
            Decision.objects.filter(subject__in=about, state=DecisionState.STANDING)
            .select_related("meeting__forum")
            .annotate(responsible_name=names.colleague())
            .order_by("-decided_on", "-pk")
        ),
        statements=list(
            Statement.objects.filter(subject__in=about)
            .annotate(giver=names.unit("giver_unit_id"), said_by_name=names.colleague("said_by_id"))
            .order_by("-written_at", "-pk")
        ),
        entries=list(
            ListEntry.objects.filter(subject__in=about, removed_at__isnull=True)
            .select_related("incident")  # never its list: who was given the line does not read that
            .annotate(giver=names.unit("giver_unit_id"))
            .order_by("-written_at", "-pk")
        ),
        former_names=[name for name in former_names(child.person) if not are_like(name, child.person.name)],
    )


@dataclass(frozen=True)
class Reading:
    """Somebody did something with what is known of the child."""

    at: datetime
    who: str
    act: str


def readings(actor: Actor, child: Child) -> list[Reading]:
    """Who has read or changed what about the child, the latest first: of those events that this actor may know."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.at, e.principal, e.act FROM unnest(%s::bigint[]) AS record(id),"
            " LATERAL audit.of_subject(record.id, %s) AS e ORDER BY e.at DESC LIMIT %s",
            [list(child.records), READINGS_SHOWN, READINGS_SHOWN],
        )
        rows = cursor.fetchall()
    people = dict(
        Staff.objects.filter(principal_id__in={row[1] for row in rows if row[1]}).values_list("principal_id", "name")
    )
    return [Reading(at, people.get(principal, ""), act) for at, principal, act in rows]


@dataclass(frozen=True)
class Given:
    """One disclosure about the child."""

    at: datetime
    giver: str
    receiver: str
    what: str
    basis: str
    necessity: str
    until: datetime | None
    ended: bool
    kind: str


def disclosures(actor: Actor, child: Child) -> list[Given]:
    """What was given about the child to whom, on which basis and why, the latest first: as far as this actor gave or
    received it. Who gave or received is a unit, a forum, a colleague, or those who sat at a meeting. Two statements.
    """
    rows = (
        DisclosedRow.objects.filter(subject__in=child.records)
        .select_related("disclosure__basis_version__basis")
        .annotate(
            giver_unit=_named(Unit, "audience", "disclosure__giver_audience"),
            giver_forum=_named(Forum, "door", "disclosure__giver_audience"),
            to_unit=_named(Unit, "audience", "disclosure__to_audience"),
            to_forum=_named(Forum, "audience", "disclosure__to_audience"),
            giver_person=_named(Staff, "person_audience", "disclosure__giver_audience"),
            to_person=_named(Staff, "person_audience", "disclosure__to_audience"),
            giver_meeting=_meeting_of("disclosure__giver_audience"),
            to_meeting=_meeting_of("disclosure__to_audience"),
        )
        .order_by("-disclosure__given_at", "-pk")[:DISCLOSURES_SHOWN]
    )
    return [_given(row, actor) for row in rows]


def _named(model: type[Unit] | type[Forum] | type[Staff], field: str, column: str) -> Subquery:
    return Subquery(model._default_manager.filter(**{field: OuterRef(column)}).values("name")[:1])


def _meeting_of(column: str) -> Coalesce:
    """When the meeting is whose minutes, frame or item an audience is, as far as the actor reads it."""
    audience = OuterRef(column)
    frames = Meeting.objects.filter(Q(minutes_audience=audience) | Q(seated_audience=audience)).values("starts_at")
    return Coalesce(
        Subquery(frames[:1]), Subquery(Item.objects.filter(audience=audience).values("meeting__starts_at")[:1])
    )


def _whom(unit: str | None, forum: str | None, person: str | None, meeting: datetime | None) -> str:
    """What stands there for an audience; empty where the actor cannot know."""
    at_table = (
        _("those at the meeting on %(day)s") % {"day": dates.short(timezone.localdate(meeting))} if meeting else ""
    )
    return unit or forum or person or at_table


def _given(row: DisclosedRow, actor: Actor) -> Given:
    act = row.disclosure
    until = act.period.upper
    return Given(
        at=act.given_at,
        giver=_whom(row.giver_unit, row.giver_forum, row.giver_person, row.giver_meeting),  # type: ignore[attr-defined]
        receiver=_whom(row.to_unit, row.to_forum, row.to_person, row.to_meeting),  # type: ignore[attr-defined]
        what=row.table_name,
        basis=f"{act.basis_version.basis.label} ({act.basis_version.basis.section})",
        necessity=act.necessity,
        until=until,
        ended=bool(act.period.isempty or (until and until <= actor.at)),
        kind=act.kind,
    )
