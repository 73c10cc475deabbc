"""What follows: cases with their holders and notes, tasks and conversations."""

from __future__ import annotations

from samspil.bench.world import words
from samspil.bench.world.agendas import WORKING, Decided
from samspil.bench.world.children import Child
from samspil.bench.world.places import UNITS, Colleague, Place, UnitHere
from samspil.bench.world.sheets import Header, Sheet, array, period
from samspil.cases.models import (
    Case,
    CaseState,
    Conversation,
    ConversationKind,
    ConversationState,
    Duty,
    Note,
    Responsibility,
    Task,
    TaskKind,
    TaskState,
)

OPEN_SHARE = 0.4
KEPT = 1825  # days after closing, as the rules of the world say
CASE = "case"
FOUND_IN = 3  # cases of each municipality that the bench's search finds for certain


class Casework:
    """Cases and what stands in them. A case's rows carry the unit's audience; a team's, where it has one."""

    def __init__(self) -> None:
        self.cases = Sheet(
            Case, "forum_id", "opening_reason", "background", "opened_at", "closed_at", "closing_reason", "state",
            "decision_id",
        )  # fmt: skip
        self.responsibilities = Sheet(Responsibility, "case_id", "duty", "staff_id", "unit_id", "period")
        self.tasks = Sheet(
            Task, "case_id", "kind", "text", "responsible_id", "unit_id", "due_on", "state", "done_at", "outcome",
            "decision_id",
        )  # fmt: skip
        self.conversations = Sheet(
            Conversation, "kind", "responsible_id", "unit_id", "due_on", "state", "held_on", "summary", "answer_child",
            "decision_id",
        )  # fmt: skip
        self.notes = Sheet(Note, "case_id", "text")

    def follow_up(self, place: Place, decided: list[Decided]) -> None:
        """Tasks and conversations that the decisions of meetings have set going."""
        for decision in decided:
            if decision.word == "support":
                self._task(place, decision.unit, decision.responsible, decision.child, decision=decision)
            elif decision.word == "preventive":
                self._conversation(place, decision)

    def open_cases(self, place: Place, decided: list[Decided], children: list[Child]) -> None:
        """The municipality's cases, at most one a child, and its notes spread over them."""
        total = place.size.cases
        from_meetings = {decision.child.id: decision for decision in decided if decision.word == "case"}
        order = [decision.child for decision in from_meetings.values()]
        order += [child for child in place.random.sample(children, len(children)) if child.id not in from_meetings]
        notes = _spread(place.size.notes, total)
        teams = iter(place.teams)
        to_find = FOUND_IN
        for number, child in enumerate(order[:total]):
            decision = from_meetings.get(child.id)
            if decision:
                unit, coordinator, opened = decision.unit, decision.responsible, decision.days_ago
            else:
                unit = place.units[place.random.choices(WORKING, [UNITS[key][2] for key in WORKING])[0]]
                coordinator = place.random.choice(unit.colleagues)
                opened = place.random.randrange(3, 729)
                child.given_to(unit.audience)
            team = next(teams, None) if unit is place.units["ssp"] else None
            find = to_find > 0 and unit is place.units["ssp"] and notes[number] > 0
            to_find -= find
            self._case(place, child, unit, coordinator, opened, notes[number], decision, team, find)

    def _case(
        self,
        place: Place,
        child: Child,
        unit: UnitHere,
        coordinator: Colleague,
        opened: int,
        notes: int,
        decision: Decided | None,
        team: int | None,
        find: bool,
    ) -> None:
        random, calendar = place.random, place.calendar
        is_open = random.random() < OPEN_SHARE or opened < 6
        closed = 0 if is_open else random.randrange(1, opened - 4)
        opened_at = calendar.instant(random, first=opened, last=opened)
        closed_at = None if is_open else calendar.instant(random, first=closed, last=closed)
        # A disclosure to the team, and the closing, are an update each.
        by = place.minute_taker if decision else coordinator
        header = self._header(place, unit, child, by, opened_at, team, closed, is_open, handed=decision is not None)
        case = self.cases.confide(
            header, place.forum, f"Brug for {words.compound(random)} ved siden af skolens indsats", words.note(random),
            opened_at, closed_at, "" if is_open else "Målene er nået", CaseState.OPEN if is_open else CaseState.CLOSED,
            decision.id if decision else None,
        )  # fmt: skip
        for duty in (Duty.HOLDER, Duty.COORDINATOR):
            self.responsibilities.confide(header, case, duty, coordinator.staff, unit.id, period(opened_at, closed_at))
        self._task(place, unit, coordinator, child, case=case, closed=closed, opened=opened)
        for position in range(notes):
            writer = coordinator if position % 4 else random.choice(unit.colleagues)
            at = calendar.instant(random, first=closed + 1, last=opened - 2)
            text = words.note(random, found=find and position == 0)
            self.notes.confide(self._header(place, unit, child, writer, at, None, closed, is_open), case, text)

    def _header(
        self,
        place: Place,
        unit: UnitHere,
        child: Child,
        by: Colleague,
        at: str,
        team: int | None,
        closed: int,
        is_open: bool,
        kind: str = CASE,
        handed: bool = False,
    ) -> Header:
        # What follows from a decision is written by the minute-taker and handed over to its unit; so is a team let in,
        # and a closing noted: an update each.
        return Header(
            owner=unit.audience,
            body=place.audience,
            written_by=by.principal,
            written_at=at,
            audiences=array([unit.audience, team]) if team else "",
            subject=child.id,
            retention_kind=kind,
            delete_after=None if is_open else place.calendar.day(KEPT - closed),
            version=1 + bool(team) + handed + (not is_open),
        )

    def _task(
        self,
        place: Place,
        unit: UnitHere,
        responsible: Colleague,
        child: Child,
        *,
        decision: Decided | None = None,
        case: int | None = None,
        closed: int = 0,
        opened: int = 0,
    ) -> None:
        random, calendar = place.random, place.calendar
        if decision:
            opened, due = decision.days_ago, decision.due_in
            is_open = due > -10
        else:
            is_open = not closed
            due = random.randrange(-10, 60) if is_open else 7 - opened
        at = calendar.instant(random, first=opened, last=opened)
        done_at = None if is_open else calendar.instant(random, first=closed + 1, last=max(closed + 1, opened - 1))
        header = self._header(
            place, unit, child, responsible if case else place.minute_taker, at, None, closed, is_open,
            CASE if case else "task", handed=decision is not None,
        )  # fmt: skip
        self.tasks.confide(
            header, case, TaskKind.TASK, f"Aftal {words.compound(random)}", responsible.staff, unit.id,
            calendar.day(due), TaskState.OPEN if is_open else TaskState.DONE, done_at, "" if is_open else "Aftalt",
            decision.id if decision else None,
        )  # fmt: skip

    def _conversation(self, place: Place, decision: Decided) -> None:
        random, calendar = place.random, place.calendar
        planned = decision.due_in > -10
        at = calendar.instant(random, first=decision.days_ago, last=decision.days_ago)
        header = self._header(
            place, decision.unit, decision.child, place.minute_taker, at, None, 0, planned, "conversation", handed=True
        )
        self.conversations.confide(
            header, ConversationKind.PREVENTIVE, decision.responsible.staff, decision.unit.id,
            calendar.day(decision.due_in), ConversationState.PLANNED if planned else ConversationState.HELD,
            None if planned else calendar.day(decision.due_in), "" if planned else words.note(random),
            "" if planned else "yes", decision.id,
        )  # fmt: skip

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]


def _spread(total: int, over: int) -> list[int]:
    """Shares that add up to the total: the first case of each ten has many notes, the others few."""
    weights = [10 if number % 10 == 0 else 1 for number in range(over)]
    bound, given, shares = sum(weights), 0, []
    run = 0
    for weight in weights:
        run += weight
        upto = total * run // bound
        shares.append(upto - given)
        given = upto
    return shares
