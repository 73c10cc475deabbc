"""What a colleague has just shared out, as the record has it, and what of it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.cases.leaving.queries import children_of, who_is_asked
from samspil.cases.leaving.things import Thing, things
from samspil.cases.leaving.wording import named
from samspil.cases.models import (
    Case,
    Conversation,
    ConversationState,
    Handover,
    HandoverState,
    Responsibility,
    Task,
    TaskState,
)
from samspil.cases.queries import names
from samspil.concerns.enquiries.models import Enquiry, State
from samspil.concerns.models import Concern, Holding
from samspil.concerns.models import Handover as ConcernHandover
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Staff, Unit
from samspil.organisations.queries import told_apart, units_of
from samspil.responsibility.queries import presence, presence_in

KEPT = timedelta(days=31)  # so long what somebody was given stands on the page
WITHIN = timedelta(days=1)  # so long an undo is offered
_KINDS = {
    "task.passed": "task",
    "conversation.passed": "conversation",
    "holder.changed": "case",
    "coordinator.changed": "case",
    "concern.taken_over": "concern",
    "enquiry.assigned": "enquiry",
}


@dataclass(frozen=True)
class Given:
    """One thing that was shared out: to whom, who had it, and whether nothing but reading has happened to it since."""

    kind: str
    pk: int
    to: int
    had: int
    is_untouched: bool


@dataclass(frozen=True)
class Shared:
    """A sharing out that can be undone still, as a whole or in part."""

    pk: int
    at: datetime
    to: Staff
    what: str  # the things in words, with the children they are about


@dataclass(frozen=True)
class GotOf:
    """What a colleague has been given of another who has left or stops, and has still."""

    staff: Staff
    lines: Sequence[Got]


@dataclass(frozen=True)
class Got:
    """One thing that was given, as a list shows it."""

    kind: str
    pk: int
    text: str
    child: str
    due_on: date | None
    born: date | None


def who_got(actor: Actor, unit: Unit, keys: Iterable[str], group: str) -> list[str]:
    """The names of those to whom others have just given what was asked for on an older page: by the keys of the things, or by the key
    of a group (`colleague-child`). Three statements, one more where a group was asked for.
    """
    shared = Event.objects.filter(act="work.shared_out", owner_audience=unit.audience_id, at__gt=actor.at - WITHIN)
    wanted, (had, _dash, subject) = set(keys), group.partition("-")
    to: dict[tuple[str, int], int] = {}
    for event in _moved(list(shared.order_by("-at", "-pk"))):
        key = (_KINDS[event.act], event.object_id or 0)
        if f"{key[0]}-{key[1]}" in wanted or (group and str(event.detail["had"]) == had):
            to.setdefault(key, event.detail["to"])
    about = _about_whom(to) if group else {}
    found = {who for key, who in to.items() if f"{key[0]}-{key[1]}" in wanted or about.get(key) == subject}
    return list(Staff.objects.filter(pk__in=found).order_by("name", "pk").values_list("name", flat=True))


def _about_whom(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The child's number of each of these, as the key of a group says it; empty where it is about none."""
    wanted, found = _by_kind(keys), dict.fromkeys(keys, "")
    for kind, model in (("case", Case), ("task", Task), ("conversation", Conversation)):
        rows = model._default_manager.filter(pk__in=wanted.get(kind, ())).values_list("pk", "subject")
        found |= {(kind, pk): str(subject or "") for pk, subject in rows}
    concerns = children_of(wanted.get("concern", ()))
    return found | {("concern", pk): str(subject) for pk, (subject, _name) in concerns.items()}


def questions_ended_with(shared: Event, back: Iterable[Given]) -> list[tuple[str, str]]:
    """The questions to others that were taken back when these were shared out: who had been asked, and the page on which it is asked
    again. Two statements at most.
    """
    back = list(back)
    cases, concerns = ([one.pk for one in back if one.kind == kind] for kind in ("case", "concern"))
    ended: list[tuple[str, str]] = []
    if cases:
        rows = Handover.objects.filter(case_id__in=cases, state=HandoverState.WITHDRAWN, answered_at=shared.at)
        asked = rows.annotate(to_name=names.asked()).order_by("pk").values_list("to_name", "case_id")
        ended += [(name or "", reverse("cases:propose_handover", args=[case])) for name, case in asked]
    if concerns:
        told = ConcernHandover.objects.filter(concern_id__in=concerns, state="withdrawn", settled_at=shared.at)
        who = who_is_asked(told.order_by("pk"))
        ended += [(name, reverse("concerns:at_door", args=[concern])) for concern, name in who.items()]
    return ended


def get_shared(actor: Actor, shared_id: int) -> Event:
    """A sharing out of the actor's own, not taken back. Raises NotVisible."""
    shared = _shared(actor).filter(pk=shared_id).first()
    if shared is None or shared.pk in _taken_back(actor, [shared]):
        raise NotVisible
    return shared


def just_shared(actor: Actor, unit: Unit) -> list[Shared]:
    """What the actor has shared out in a unit since yesterday and not taken back, the newest first. A constant number of
    statements, one where there is nothing.
    """
    events = list(_shared(actor).filter(owner_audience=unit.audience_id).order_by("-at", "-pk"))
    if not events:
        return []
    gone = _taken_back(actor, events)
    events = [event for event in events if event.pk not in gone]
    people = Staff.objects.in_bulk([event.detail["to"] for event in events])
    given = {event.pk: _moved([event]) for event in events}
    open_now = _can_go_back([one for rows in given.values() for one in rows])
    events = [event for event in events if any(one.pk in open_now for one in given[event.pk])]
    # Only what can go back is named: what has been given back, or has gone on, is with that colleague no more.
    undone = {event.pk: _about(one for one in given[event.pk] if one.pk in open_now) for event in events}
    words = _in_words([one for rows in given.values() for one in rows if one.pk in open_now])
    return [
        Shared(
            event.pk, event.at, people[event.detail["to"]],
            named([words[one] for one in undone[event.pk] if one in words], len(undone[event.pk])),
        )
        for event in events
    ]  # fmt: skip


def got_of(actor: Actor, me: Staff) -> list[GotOf]:
    """What the actor was given of others who have left or stop, and has still, the newest first. A constant number of statements;
    two where there is nothing.
    """
    units = [unit.audience_id for unit in units_of(me, timezone.localdate(actor.at))]
    shared = Event.objects.filter(owner_audience__in=units, act="work.shared_out", at__gt=actor.at - KEPT)
    moved = _moved(list(shared.filter(detail__to=me.pk).order_by("-at", "-pk")))
    last: dict[tuple[str, int], Event] = {}
    for event in moved:
        last.setdefault((_KINDS[event.act], event.object_id or 0), event)
    mine = _still_with(me, last)
    found = things(_by_kind(mine))
    of: dict[int, list[Got]] = {}
    for key in mine:
        if key in found:
            of.setdefault(last[key].detail["had"], []).append(_got(key, found[key]))
    people = told_apart(Staff.objects.in_bulk(of))
    return [GotOf(people[staff], lines) for staff, lines in of.items()]


def _got(key: tuple[str, int], found: Thing) -> Got:
    kind, pk = key
    return Got(kind, pk, found.text, found.child, found.due_on, found.born)


@dataclass(frozen=True)
class CameFrom:
    """The colleague from whom something came, told apart from others of the name; whether they are there to have it again; whether another
    colleague who is here gave it: not who has it, who took it themselves, nor the colleague from whom it came; and who acts for them.
    """

    staff: Staff
    is_here: bool
    by_another: bool
    acting: Staff | None  # None: they are here, or somebody must be put in


def case_came_after(case: Case, me: Staff, at: datetime) -> CameFrom | None:
    """Of whom the case came that a colleague has. Nine statements at most, three more where nobody is in its unit."""
    own = Responsibility.objects.filter(case=case, staff=me, period__upper_inf=True).order_by("-duty").first()
    return _came_after(
        case._meta.db_table, case.pk, ["holder.changed", "coordinator.changed"], own.unit_id if own else 0, at
    )


def concern_came_after(concern: Concern, at: datetime) -> CameFrom | None:
    """The same for a concern at its door, where those who answer it act. Twelve statements at most, three more where nobody is."""
    return _came_after(concern._meta.db_table, concern.pk, ["concern.taken_over"], 0, at, concern.door_id)


def _came_after(
    table: str, pk: int, acts: Sequence[str], unit_id: int, at: datetime, door_id: int | None = None
) -> CameFrom | None:
    """Of whom this came when it was last passed on, whether they are at work in its unit, and who acts for them, there or at its door."""
    passed = Event.objects.filter(object_table=table, object_id=pk, act__in=acts, detail__has_key="had")
    last = passed.order_by("-at", "-pk").first()
    had = last.detail["had"] if last else 0
    staff = told_apart(Staff.objects.in_bulk([had])).get(had)
    if last is None or staff is None:
        return None
    unit = last.detail.get("unit", unit_id)
    receiver = Staff.objects.filter(pk=last.detail.get("to", 0)).first()
    others = {staff.principal_id, receiver.principal_id if receiver else 0}
    here = presence_in([unit], [staff.pk], at)
    if here.is_here(staff, unit):
        return CameFrom(staff, True, last.principal not in others, None)
    acting = here.next_after(staff, unit)
    if door_id is not None:
        acting = presence(ConcernDoor.objects.filter(pk=door_id), [staff.pk], at).next_after(staff, door_id)
    return CameFrom(staff, False, last.principal not in others, acting)


def concerns_along(case: Case, me: Staff) -> list[Concern]:
    """The concerns about the child of a case that its colleague was given of the one who had the case before, in the same act, and has
    still: what goes back with the case. Five statements at most.
    """
    whence = _whence(case, me)
    if whence is None:
        return []
    same = Event.objects.filter(act="concern.taken_over", at=whence.at, principal=whence.principal)
    given = same.filter(detail__to=me.pk, detail__had=whence.detail["had"]).values_list("object_id", flat=True)
    about = {pk for pk, (subject, _name) in children_of(pk or 0 for pk in given).items() if subject == case.subject}
    held = Holding.objects.filter(concern_id__in=about, staff=me, period__upper_inf=True).values("concern_id")
    return list(Concern.objects.filter(pk__in=held, closed_at=None).order_by("pk"))


def _whence(case: Case, me: Staff) -> Event | None:
    """The event by which a colleague was given a case that another had."""
    last = Event.objects.filter(object_table=case._meta.db_table, object_id=case.pk, detail__to__isnull=False)
    came = last.filter(act__in=["holder.changed", "coordinator.changed"], detail__to=me.pk, detail__has_key="had")
    return came.order_by("-at", "-pk").first()


def came_along(case: Case, me: Staff) -> list[tuple[Task | Conversation, Staff]]:
    """The open tasks and conversations of a case that its colleague was given of the one who had the case before, with that
    colleague: what goes back with the case. Four statements at most.
    """
    whence = _whence(case, me)
    had = Staff.objects.filter(pk=whence.detail["had"]).first() if whence else None
    if had is None:
        return []
    tasks = list(Task.objects.filter(case=case, responsible=me, state=TaskState.OPEN).order_by("pk"))
    talks = Conversation.objects.filter(case=case, responsible=me, state=ConversationState.PLANNED).order_by("pk")
    works: list[Task | Conversation] = [*tasks, *talks]
    passed = Event.objects.filter(act__in=["task.passed", "conversation.passed"]).filter(
        _any_of([(work._meta.db_table, work.pk) for work in works])
    )
    now = {(event.object_table, event.object_id): event.detail for event in passed.order_by("at", "pk")}
    return [
        (work, had)
        for work in works
        if (detail := now.get((work._meta.db_table, work.pk)))
        and (detail.get("to"), detail.get("had")) == (me.pk, had.pk)
    ]


def words_of(given: Iterable[Given]) -> str:
    """Things that were shared out, in words."""
    rows = [(one.kind, one.pk) for one in given]
    found = things(_by_kind(rows))
    return named([(kind, *found[kind, pk][:2]) for kind, pk in rows if (kind, pk) in found], len(rows))


def _moved(shared: Sequence[Event]) -> list[Event]:
    """What was passed on with these sharings out, the newest first. One statement."""
    wanted = Q(pk__in=[])
    for event in shared:
        wanted |= Q(principal=event.principal, at=event.at)
    rows = Event.objects.filter(wanted, act__in=_KINDS, detail__has_key="had")
    return list(rows.order_by("-at", "pk")) if shared else []


def _about(events: Iterable[Event]) -> list[tuple[str, int]]:
    return list(dict.fromkeys((_KINDS[event.act], event.object_id or 0) for event in events))


def _in_words(events: Iterable[Event]) -> dict[tuple[str, int], tuple[str, str, str]]:
    """Kind, text and child of what was passed on, as far as the actor reads it."""
    found = things(_by_kind(_about(events)))
    return {key: (key[0], thing.text, thing.child) for key, thing in found.items()}


def _by_kind(about: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    wanted: dict[str, list[int]] = {}
    for kind, pk in about:
        wanted.setdefault(kind, []).append(pk)
    return wanted


def _still_with(staff: Staff, about: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those of the things that are open and lie with a colleague."""
    about = list(about)
    there = _with_whom(about)
    return [key for key in about if (*key, staff.pk) in there]


def _with_whom(about: Iterable[tuple[str, int]]) -> set[tuple[str, int, int]]:
    """Kind, number and colleague of those of the things that are open."""
    wanted = _by_kind(about)
    duties = Responsibility.objects.filter(case_id__in=wanted.get("case", ()), period__upper_inf=True)
    tasks = Task.objects.filter(pk__in=wanted.get("task", ()), state=TaskState.OPEN)
    talks = Conversation.objects.filter(pk__in=wanted.get("conversation", ()), state=ConversationState.PLANNED)
    held = Holding.objects.filter(
        concern_id__in=wanted.get("concern", ()), period__upper_inf=True, concern__closed_at=None
    )
    enquiries = Enquiry.objects.filter(pk__in=wanted.get("enquiry", ()), state=State.OPEN)
    return {
        *(("case", pk, who) for pk, who in duties.values_list("case_id", "staff_id")),
        *(("task", pk, who) for pk, who in tasks.values_list("pk", "responsible_id")),
        *(("conversation", pk, who) for pk, who in talks.values_list("pk", "responsible_id")),
        *(("concern", pk, who) for pk, who in held.values_list("concern_id", "staff_id")),
        *(("enquiry", pk, who or 0) for pk, who in enquiries.values_list("pk", "assigned_to_id")),
    }


def _can_go_back(moved: Sequence[Event]) -> set[int]:
    """The numbers of those passings that can be undone: it is open, lies with who got it, and nothing but reading has happened to it.
    Six statements.
    """
    if not moved:
        return set()
    there = _with_whom(_about(moved))
    objects = [(event.object_table, event.object_id) for event in moved]
    later = list(
        Event.objects.filter(at__gt=min(event.at for event in moved))
        .exclude(act__regex=r"[.](read|listed|refused)$")
        .filter(_any_of(objects))
        .values_list("object_table", "object_id", "at")
    )
    return {
        event.pk
        for event in moved
        if (_KINDS[event.act], event.object_id or 0, event.detail["to"]) in there
        and not any((table, pk) == (event.object_table, event.object_id) and at > event.at for table, pk, at in later)
    }


def given_by(shared: Event) -> list[Given]:
    """What went to a colleague with a sharing out, each thing once. Two statements."""
    events = {(event.object_table, event.object_id): event for event in _moved([shared])}
    later = Event.objects.filter(at__gt=shared.at).exclude(act__regex=r"[.](read|listed|refused)$").filter(
        _any_of(list(events))
    )  # fmt: skip
    touched = set(later.values_list("object_table", "object_id")) if events else set()
    return [
        Given(_KINDS[event.act], event.object_id or 0, event.detail["to"], event.detail["had"], about not in touched)
        for about, event in events.items()
    ]


def staying(lines: Iterable[Given], back: Iterable[Given]) -> list[Given]:
    """What was shared out and stays where it is: what the other has given back already does not. Five statements."""
    gone = set(back)
    rest = [line for line in lines if line not in gone]
    there = _with_whom([(line.kind, line.pk) for line in rest]) if rest else set()
    return [line for line in rest if (line.kind, line.pk, line.had) not in there]


def _any_of(rows: Sequence[tuple[str, int | None]]) -> Q:
    wanted = Q(pk__in=[])
    for table, pk in rows:
        wanted |= Q(object_table=table, object_id=pk)
    return wanted


def _shared(actor: Actor) -> QuerySet[Event]:
    return Event.objects.filter(act="work.shared_out", principal=actor.principal_id, at__gt=actor.at - WITHIN)


def _taken_back(actor: Actor, events: Sequence[Event]) -> set[int]:
    owners = {event.owner_audience for event in events}
    gone = Event.objects.filter(act="work.taken_back", principal=actor.principal_id, owner_audience__in=owners)
    return {event.detail["shared"] for event in gone.filter(at__gt=actor.at - WITHIN)}
