"""What lies with colleagues who have left, stop on a settled day or are away, and who acts for them: for a unit, and for one's own
day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from samspil.access import cabinet
from samspil.cases.leaving.things import in_list
from samspil.cases.models import (
    Case,
    Conversation,
    ConversationState,
    Duty,
    Handover,
    HandoverState,
    Responsibility,
    Task,
    TaskState,
)
from samspil.cases.queries import names
from samspil.cases.queries.holders import chosen_in
from samspil.concerns.enquiries.models import Enquiry, State
from samspil.concerns.joint.models import JointAnswer, JointAssessment
from samspil.concerns.joint.policies import asked_ids
from samspil.concerns.models import Assessment, Concern, Footing, Holding
from samspil.concerns.models import Handover as ConcernHandover
from samspil.concerns.together.queries import groups_of
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import NOT_WITH_CHILDREN, posts_with_children, staff_named, told_apart
from samspil.organisations.queries.concern_doors import doors_answered, stands_at
from samspil.people.models import Person
from samspil.responsibility.queries import Presence, last_days, presence, presence_in

STAYS = frozenset(
    {"offer", "joint", "asked", "asked_concern"}
)  # what nobody else can be given: it is taken back, or ended without them
AT_DOORS = frozenset({"concern", "enquiry", "joint"})  # what lies at a door, and goes to somebody who answers it


@dataclass(frozen=True)
class Returned:
    """Something was given to a colleague, who gave it back: who, when, and why in their own words."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class LeftLine:
    """One thing that lies with somebody who is not here, or will not be: what, whose it is, and who acts. `question` names the
    unit or colleague that has been asked to take a case over and has not answered.
    """

    kind: str
    pk: int
    text: str
    child: str
    due_on: date | None
    unit_id: int
    staff: Staff
    acting: Staff | None
    has_left: bool
    leaves_on: date | None = None
    may_share: bool = False
    question: str = ""
    subject: int | None = None  # the child's number, where it is about one
    answered_by: frozenset[int] | None = None  # at a door: who answers it; else whoever works in the unit takes it
    follows: frozenset[int] = frozenset()  # of a concern: the others that are one matter with it, and go along
    along: str = ""  # what these are called
    is_away: bool = False  # not at work, and comes back: also of who stops later
    chosen: str = ""  # of a case: who chose the adult, in words; the choice goes along, and they are asked
    born: date | None = None  # the child's birth date, where it is known
    returned: Returned | None = None  # that it was given, and came back

    @property
    def key(self) -> str:
        """Its name in the form."""
        return f"{self.kind}-{self.pk}"

    def fits(self, staff: Staff) -> bool:
        """Whether a colleague of the unit can take it."""
        return self.answered_by is None or staff.pk in self.answered_by


@dataclass(frozen=True)
class _Found:
    """What lies with somebody, before it is known whether they are here."""

    kind: str
    pk: int
    text: str
    child: str
    due_on: date | None
    staff_id: int
    chosen: bool = False
    subject: int | None = None


def with_what_follows(lines: Iterable[LeftLine], found: Iterable[LeftLine]) -> list[LeftLine]:
    """The lines, and those of `found` that are one matter with one of them: one colleague has both."""
    lines = list(lines)
    wanted = {pk for line in lines for pk in line.follows} - {line.pk for line in lines if line.kind == "concern"}
    return [*lines, *(line for line in found if line.kind == "concern" and line.pk in wanted)]


def who_takes(unit: Unit, at: datetime) -> list[Post]:
    """The posts of those to whom what is left in a unit can go: who works with children there, and does not stop. Two statements."""
    stops = last_days(unit.pk, at)
    posts = posts_with_children(timezone.localdate(at)).filter(unit=unit).exclude(staff__in=stops)
    return list(posts.select_related("staff", "role", "unit").order_by("staff__name", "staff_id", "pk"))


def who_comes(unit: Unit, at: datetime) -> list[Post]:
    """The first posts of those who begin to work with children in a unit on a day to come: from then on they can be given something.
    One statement.
    """
    today = timezone.localdate(at)
    later = Post.objects.filter(unit=unit, valid_from__gt=today, staff__ended_at__isnull=True)
    later = later.exclude(role__type__in=NOT_WITH_CHILDREN).exclude(
        staff__in=Post.objects.filter(unit=unit).on(today).values("staff")
    )
    first: dict[int, Post] = {}
    for post in later.select_related("staff", "role").order_by("valid_from", "pk"):
        first.setdefault(post.staff_id, post)
    return list(first.values())


def roles_of(staff: Iterable[int]) -> dict[int, set[str]]:
    """The types of the roles in which these colleagues work or have worked. One statement."""
    found: dict[int, set[str]] = {}
    for who, role in Post.objects.filter(staff__in=list(staff)).order_by("pk").values_list("staff_id", "role__type"):
        found.setdefault(who, set()).add(role)
    return found


def left_in(unit: Unit, at: datetime, viewer: Staff | None = None) -> list[LeftLine]:
    """Cases, tasks, conversations, concerns and open questions of a unit that lie with somebody who is away, has left, or stops
    on a settled day, as far as the actor reads them. A constant number of statements.
    """
    found = [*_matters(unit), *_questions(unit), *_asked_by_name(unit)]
    concerns = _concerns(unit)
    doors = [door for door, _rows in concerns]
    people = told_apart(
        Staff.objects.in_bulk({one.staff_id for one in found} | {one.staff_id for _d, rows in concerns for one in rows})
    )
    stops = last_days(unit.pk, at)
    in_unit = presence_in([unit.pk], [one.staff_id for one in found], at)
    lines = [_line(one, unit, people[one.staff_id], in_unit, unit.pk, stops, viewer) for one in found]
    if doors:
        at_doors = presence(doors, [one.staff_id for _d, rows in concerns for one in rows], at)
        lines += [
            _line(one, unit, people[one.staff_id], at_doors, door.pk, stops, viewer)
            for door, rows in concerns
            for one in rows
        ]
    known = _asked(_joined([line for line in lines if line is not None]))
    return [*_completed(known), *_enquiries(unit, at, stops, viewer)]


def _asked(lines: list[LeftLine]) -> list[LeftLine]:
    """The lines, each concern with who has been asked to take it over and has not answered. Four statements at most, one where nobody
    is asked, none where there is no concern.
    """
    concerns = [line.pk for line in lines if line.kind == "concern"]
    open_now = ConcernHandover.objects.filter(concern_id__in=concerns, state="proposed").order_by("pk")
    asked = who_is_asked(open_now) if concerns else {}
    return [
        replace(line, question=asked[line.pk]) if line.kind == "concern" and line.pk in asked else line
        for line in lines
    ]


def who_is_asked(questions: Iterable[ConcernHandover]) -> dict[int, str]:
    """Who is asked by each of these handovers of concerns, by concern: a colleague, a door, or a unit."""
    rows = list(questions)
    if not rows:
        return {}
    people = staff_named({row.to_staff_id or 0 for row in rows})
    doors = dict(ConcernDoor.objects.filter(pk__in={row.to_door_id for row in rows}).values_list("pk", "name"))
    units = dict(Unit.objects.filter(pk__in={row.to_unit_id for row in rows}).values_list("pk", "name"))
    return {
        row.concern_id: people.get(row.to_staff_id or 0) or doors.get(row.to_door_id or 0) or units[row.to_unit_id]
        for row in rows
    }


def _joined(lines: list[LeftLine]) -> list[LeftLine]:
    """The lines, each concern with what is one matter with it. Two statements, none where there is no concern."""
    groups = groups_of([line.pk for line in lines if line.kind == "concern"])
    if not groups:
        return lines
    names = {
        one.pk: one.who for one in Concern.objects.filter(pk__in={pk for group in groups.values() for pk in group})
    }
    return [
        replace(
            line,
            follows=frozenset(groups[line.pk]),
            along=", ".join(f"“{names[pk]}”" for pk in groups[line.pk] if pk in names),
        )
        if line.kind == "concern" and line.pk in groups
        else line
        for line in lines
    ]


def _line(
    one: _Found, unit: Unit, staff: Staff, here: Presence, where: int, stops: dict[int, date], viewer: Staff | None
) -> LeftLine | None:
    """The line, where its holder is away, has left or stops."""
    at_door = one.kind in AT_DOORS
    asked = None if one.chosen else where
    gone, leaves_on = here.has_left(staff, asked), stops.get(staff.pk)
    if here.is_here(staff, asked) and leaves_on is None:
        return None
    after = here.next_after(staff, where)
    share = gone or (
        leaves_on is not None
        and viewer is not None
        and _shares_ahead(viewer, staff, after, here.order.get(where, ()), unit)
    )
    acting = after if not here.is_here(staff, asked) else None
    return LeftLine(
        one.kind, one.pk, one.text, one.child, one.due_on, unit.pk, staff, acting, gone, None if gone else leaves_on,
        share and one.kind not in STAYS, subject=one.subject, is_away=not gone and not here.is_here(staff, asked),
        answered_by=frozenset(post.staff_id for _place, post in here.order.get(where, ())) if at_door else None,
    )  # fmt: skip


def _enquiries(unit: Unit, at: datetime, stops: dict[int, date], viewer: Staff | None) -> Iterable[LeftLine]:
    """Enquiries at doors where the unit stands, given to somebody who no longer answers the door, is away, or stops in the unit on
    a settled day.
    """
    answered = doors_answered(unit.body, timezone.localdate(at), cabinet.own_keys(), DoorTakes.ENQUIRY)
    doors = {door.pk: door for door in answered if stands_at(door, unit.pk)}
    if not doors:
        return
    rows = list(
        Enquiry.objects.filter(state=State.OPEN, door_id__in=doors, assigned_to__isnull=False).order_by("due_on", "pk")
    )
    people = told_apart(Staff.objects.in_bulk({row.assigned_to_id or 0 for row in rows}))
    here = presence(doors.values(), people, at) if rows else None
    for row in rows:
        one = _Found("enquiry", row.pk, in_list(row.matter), "", row.due_on, row.assigned_to_id or 0)
        line = _line(one, unit, people[one.staff_id], here, row.door_id, stops, viewer) if here else None
        if line is not None:
            yield line


def _shares_ahead(
    viewer: Staff, staff: Staff, after: Staff | None, order: Sequence[tuple[int, Post]], unit: Unit
) -> bool:
    """Before the last day: who leaves, whoever acts from then on, and whoever leads the unit (`leaving.shares_ahead`)."""
    leads = any(post.leads and post.unit_id == unit.pk and post.staff_id == viewer.pk for _place, post in order)
    return leads or viewer in {staff, after}


def _completed(lines: list[LeftLine]) -> list[LeftLine]:
    """Each case once, the holder's line first, with the child's name and the question that is open about it. While the adult whom
    somebody chose is still there, the case is handed over, with their yes, and not shared out.
    """
    first: dict[str, LeftLine] = {}
    for line in lines:
        first.setdefault(line.key, line)
    pks = [line.pk for line in first.values() if line.kind == "case"]
    children = dict(Case.objects.filter(pk__in=pks).annotate(child=names.child()).values_list("pk", "child"))
    rows = Handover.objects.filter(case_id__in=pks, state=HandoverState.PROPOSED).annotate(to_name=names.asked())
    asked = {row.case_id: row.to_name or "" for row in rows.order_by("pk")}
    chosen = chosen_in(pks) if pks else {}
    return [
        _with_case(line, children.get(line.pk) or "", asked.get(line.pk, ""), *chosen.get(line.pk, (0, "")))
        if line.kind == "case"
        else line
        for line in first.values()
    ]


def _with_case(line: LeftLine, child: str, question: str, adult: int, chosen: str) -> LeftLine:
    share = line.may_share and (line.has_left or adult != line.staff.pk)
    return replace(line, child=child, question=question, chosen=chosen, may_share=share)


def _matters(unit: Unit) -> list[_Found]:
    """The unit's open cases, tasks and conversations, each with who has it; of a case, the holder before who coordinates."""
    duties = Responsibility.objects.filter(owner_audience_id=unit.audience_id, period__upper_inf=True)
    found = [
        _Found("case", duty.case_id, str(Duty(duty.duty).label), "", None, duty.staff_id, subject=duty.subject)
        for duty in duties.order_by("case_id", "-duty")
    ]
    tasks = _open(Task.objects.filter(state=TaskState.OPEN), unit)
    talks = _open(Conversation.objects.filter(state=ConversationState.PLANNED), unit)
    found += [
        _Found("task", one.pk, one.text, one.child or "", one.due_on, one.responsible_id, subject=one.subject)
        for one in tasks
    ]
    found += [
        _Found(
            "conversation",
            one.pk,
            str(one.get_kind_display()),
            one.child or "",
            one.due_on,
            one.responsible_id,
            subject=one.subject,
        )
        for one in talks
    ]
    return found


def _open(rows, unit: Unit):  # type: ignore[no-untyped-def]
    return rows.filter(owner_audience_id=unit.audience_id).annotate(child=names.child()).order_by("due_on", "pk")


def _questions(unit: Unit) -> list[_Found]:
    """Questions to others about what somebody of the unit has."""
    rows = Handover.objects.filter(owner_audience_id=unit.audience_id, state=HandoverState.PROPOSED)
    rows = rows.filter(from_staff__isnull=False).annotate(child=names.child(), to_name=names.asked())
    return [
        _Found("offer", row.pk, row.to_name or "", row.child or "", None, row.from_staff_id or 0, subject=row.subject)
        for row in rows.order_by("pk")
    ]


def _asked_by_name(unit: Unit) -> list[_Found]:
    """Questions of others that wait for somebody of the unit by name, with who asks. Three statements at most."""
    asked = Handover.objects.filter(to_unit=unit, to_staff__isnull=False, state=HandoverState.PROPOSED)
    rows = asked.annotate(
        child=names.child(), by=Coalesce(names.colleague("from_staff_id"), names.unit("from_unit_id"))
    )
    found = [
        _Found("asked", row.pk, row.by or "", row.child or "", None, row.to_staff_id or 0, subject=row.subject)
        for row in rows.order_by("pk")
    ]
    concerns = ConcernHandover.objects.filter(to_unit=unit, to_staff__isnull=False, state="proposed")
    by = concerns.annotate(by=names.colleague("from_staff_id")).order_by("pk")
    return found + [
        _Found("asked_concern", row.pk, row.by or "", "", None, row.to_staff_id or 0, chosen=True) for row in by
    ]


def _concerns(unit: Unit) -> list[tuple[ConcernDoor, list[_Found]]]:
    """Open concerns at the doors behind which the unit stands, for those who answer them."""
    doors = list(ConcernDoor.objects.filter(unit=unit, audience_id__in=cabinet.own_keys()).order_by("position", "pk"))
    held = Holding.objects.filter(
        concern__owner_audience_id__in=[door.audience_id for door in doors],
        period__upper_inf=True,
        concern__closed_at=None,
    )
    concerns = Concern.objects.in_bulk([one.concern_id for one in held.order_by("pk")])
    found_in = children_of(concerns)
    of: dict[int, list[_Found]] = {door.pk: [] for door in doors}
    for one in held.order_by("pk"):
        concern = concerns[one.concern_id]
        chosen = one.footing == Footing.CHOSEN
        subject, child = found_in.get(concern.pk, (None, ""))
        of[concern.door_id or 0].append(
            _Found("concern", concern.pk, concern.who, child, None, one.staff_id, chosen, subject)
        )
    for concern, joint, staff_id in _joint_answers(doors):
        found = _Found("joint", joint.pk, concern.who, "", joint.answer_by, staff_id, chosen=True)
        of[concern.door_id or 0].append(found)
    return [(door, of[door.pk]) for door in doors]


def children_of(concerns: Iterable[int]) -> dict[int, tuple[int, str]]:
    """The child who has been found for each of these concerns, as far as the actor reads it: number and name. Two statements."""
    rows = Assessment.objects.filter(concern_id__in=list(concerns), subject__isnull=False)
    found = {concern: subject or 0 for concern, subject in rows.values_list("concern_id", "subject")}
    people = dict(Person.objects.filter(pk__in=found.values()).values_list("pk", "name"))
    return {concern: (subject, people[subject]) for concern, subject in found.items() if subject in people}


def _joint_answers(doors: Sequence[ConcernDoor]) -> list[tuple[Concern, JointAssessment, int]]:
    """Answers to joint assessments about concerns at these doors that have not been given, with whose they are. Two statements."""
    rows = JointAssessment.objects.filter(
        concern__door__in=doors, concern__closed_at=None, concluded_at=None, owner_audience_id__in=cabinet.own_keys()
    ).select_related("concern")
    found = list(rows.order_by("pk"))
    given = set(JointAnswer.objects.filter(assessment__in=found).values_list("assessment_id", "staff_id"))
    asked = [(one, staff) for one in found for staff in asked_ids(one).values()]
    return [(one.concern, one, staff) for one, staff in asked if (one.pk, staff) not in given]
