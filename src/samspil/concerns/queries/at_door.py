"""One concern at a door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.arrivals.queries import Promise, promise_about
from samspil.concerns.chosen.queries import ChosenPanel, chosen_panel, said_of_taking_over
from samspil.concerns.joint.models import JointAssessment
from samspil.concerns.models import Assessment, Concern, FirstAnswer, Handover, Holding, Step, StepKind
from samspil.concerns.notifying.queries import NotifyingPanel, covers, notifying_panel, possible_notifiers
from samspil.concerns.queries.at_home import is_to_be_judged, may_be_at_home
from samspil.concerns.queries.cases import CaseNow, cases_of
from samspil.concerns.queries.clocks import AGAIN, Clock, at_door, my_clocks
from samspil.concerns.queries.history import Event, history
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.hours import DoorNow, Number, door_now, rules_of
from samspil.concerns.queries.outside import child_named, contact_in, contact_step, hears, is_told, wrote_outside
from samspil.concerns.queries.queue import QueueLine, called_sender, queue_lines
from samspil.concerns.states import FROM_THE_PAGE, UNDER_AGE, About, Source
from samspil.lib import cpr
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Staff, Unit
from samspil.organisations.profile.reception import AssessmentQuestion
from samspil.organisations.queries import staff_of, who_receives
from samspil.organisations.queries.concern_doors import get_door
from samspil.people.models import Person
from samspil.people.queries import Child, Match, matches
from samspil.sharing.files.queries import files_of
from samspil.sharing.models import File
from samspil.web.headings import numbers_in


def get_at_door(concern_id: int) -> Concern:
    """One concern at a door, as its sender or the door reads it. Raises NotVisible."""
    concern = Concern.objects.filter(pk=concern_id, door_id__isnull=False).first()
    if concern is None:
        raise NotVisible
    return concern


def questions_at(concern: Concern, at: datetime) -> tuple[AssessmentQuestion, ...]:
    """What the municipality of the concern's door also wants judged. Two statements."""
    door = get_door(concern.door_id or 0)
    return door_now(door, rules_of(door.body), at).questions


@dataclass(frozen=True)
class AtDoorPage:
    """One concern. For its sender: who has it and what was told; for the door also what is assessed."""

    concern: Concern
    door: DoorNow
    holder: Holder | None
    sender: str  # who wrote it; of a citizen's enquiry also who made it a concern
    sender_name: str
    sender_unit: str
    sender_phone: str
    sender_left: bool  # the colleague who sent it can be given nothing any more: neither asked nor told
    is_mine: bool
    answers: bool
    line: QueueLine | None
    clock: Clock | None
    has_acted: bool  # somebody at the door
    said_no: bool  # the door has answered that it is no notification
    steps: tuple[Step, ...]
    events: tuple[Event, ...]
    case: CaseNow | None
    person: Person | None
    matches: tuple[Match, ...]
    promise: Promise
    is_late: bool
    may_take: bool
    notifying: NotifyingPanel | None
    notifiers: tuple[Staff, ...]  # who can be chosen to send a notification
    joint: tuple[JointAssessment, ...]
    files: tuple[File, ...]
    chosen: ChosenPanel | None
    has_it: bool
    at: datetime

    @property
    def kept_files(self) -> list[File]:
        """The files that came with it and that are not shut away."""
        return [file for file in self.files if not file.shut_away]

    @property
    def shut_files(self) -> list[Step]:
        """Of each file that the door has shut away: what it was called, when, and why. The sender reads it too."""
        return [step for step in self.steps if step.kind == StepKind.FILE_SHUT]

    @property
    def is_open(self) -> bool:
        """Still held by somebody."""
        return self.concern.closed_at is None

    @property
    def is_from_outside(self) -> bool:
        """Written without sign-in, rung in, or an enquiry: nobody has seen who the sender is, and nothing reaches them from here."""
        return wrote_outside(self.concern)

    @property
    def is_from_enquiry(self) -> bool:
        """A colleague made it of what a citizen asked: the citizen is answered on the enquiry."""
        return self.is_from_outside and bool(self.concern.sender_id)

    @property
    def sender_reads(self) -> bool:
        """Whether what is asked and told here reaches who sent it."""
        return not self.is_from_outside and not self.sender_left

    @property
    def is_promised(self) -> bool:
        """Somebody who wrote without sign-in was promised to hear from the door, and cannot be told from here."""
        return not self.concern.sender_id and self.concern.source in FROM_THE_PAGE and bool(self.contact)

    @property
    def was_told(self) -> bool:
        """Somebody here has told the sender something: more than that the answer is late."""
        return is_told(self.steps)

    @property
    def is_to_be_told(self) -> bool:
        """The time has passed before which somebody outside was promised to hear, and nobody has told them anything."""
        is_over = self.promise.answer_by is not None and self.at > self.promise.answer_by
        told = any(step.kind == StepKind.TOLD for step in self.steps)
        return self.answers and self.is_open and self.is_promised and is_over and not told

    @property
    def contact(self) -> str:
        """How somebody from outside says they may be reached; empty where they left nothing."""
        return contact_in(self.concern, self.steps)

    @property
    def sender_hears(self) -> bool:
        """Whether the sender was promised to hear from the door."""
        return not self.is_from_enquiry and hears(self.concern, self.contact)

    @property
    def may_be_told(self) -> bool:
        """Whether somebody can have told the sender anything: not who wrote without sign-in and left no way to be reached."""
        return hears(self.concern, self.contact)

    @property
    def runs(self) -> bool:
        """Whether it can be a notification, whose 24 hours run from receipt, open door or not."""
        return self.concern.about in UNDER_AGE

    @property
    def is_about_child(self) -> bool:
        """About one child, and not about a group or a place."""
        return self.concern.about == About.CHILD

    @property
    def tells_more(self) -> bool:
        """The sender, and the adult who has it because a child chose them, tell the door more here."""
        has_it = self.chosen is not None and self.chosen.adult_has_it and self.chosen.is_the_adult
        return self.is_open and not self.answers and (self.is_mine or has_it)

    @property
    def is_to_react(self) -> bool:
        """The adult whom the child chose has not yet written what they have done."""
        chosen = self.chosen
        return chosen is not None and chosen.is_the_adult and bool(chosen.react_by) and not chosen.has_reacted

    @property
    def is_acted_on(self) -> bool:
        """Somebody acts on the danger, and nobody has taken the concern: it is not new to the door any more."""
        return self.may_take and self.promise.in_danger and self.promise.taken_at is not None

    @property
    def waits_for_danger(self) -> bool:
        """Somebody is said to be in danger, and nobody has said that they act on it."""
        return self.promise.in_danger and self.promise.taken_at is None

    def offers(self, act: str) -> bool:
        """Whether the page has the form of that act now: `at_door.html` and `_ways_on.html`."""
        if act == "reopen":
            return self.answers and not self.is_open
        if not self.is_open or self.line is None:
            return False
        if act == "first":
            return self.asks_notification
        if act == "ask" and (not self.sender_reads or self.line.waits_for_first):
            return False
        return self.answers and not self.line.waits_for_first

    @property
    def asks_notification(self) -> bool:
        """The door reads and answers whether it can be a notification."""
        return self.answers and self.line is not None and self.line.assessment.asks_notification

    @property
    def shows_phone(self) -> bool:
        """The door, and those who have the case, ring the sender."""
        return bool(self.sender_phone) and not self.is_mine

    @property
    def holder_number(self) -> Number:
        """Where whoever has it is reached: their own number, else that of the door, under the door's name. An adult whom a child chose
        sits in another unit than those at the door, and is reached there or not at all from here.
        """
        own = self.holder.now if self.holder else None
        if own and own.phone:
            return Number(own.name, own.phone)
        if self.holder and self.holder.is_chosen and self.holder.unit_now.pk != self.door.door.unit_id:
            return Number(self.holder.unit_now.name, self.holder.unit_now.phone)
        return self.door.number

    @property
    def tells_of_case(self) -> bool:
        """That a case came of it is told at the door, and to whoever reads the case. The sender, and the adult whom a child chose, read
        who has it now and where they are reached, as of every concern: else they would know that the child is.
        """
        return self.case is not None and (self.answers or bool(self.case.address))

    @property
    def case_number(self) -> Number | None:
        """Where whoever has the case is reached; the door's, where neither they nor their unit have a number."""
        return self.case.number or self.door.number if self.case is not None else None

    @property
    def asks(self) -> bool:
        """The door has to answer, for the first time or again, whether it can be a notification."""
        return self.answers and self.line is not None and self.line.clock is not None and self.line.clock.asks

    @property
    def is_covered(self) -> bool:
        """A yes asks nobody to send it: it is sent already, for as long as nothing more was told (`concerns.clocks`)."""
        return self.line is not None and covers(self.notifying, self.line.assessment, self.line.clock)

    @property
    def door_has_read(self) -> bool:
        """Somebody at the door has done something with it, and so has read it."""
        said = any(step.kind in {StepKind.ASKED, StepKind.TOLD, StepKind.FILE_SHUT} for step in self.steps)
        named = bool(self.notifying and self.notifying.notifier_id)
        return named or said or self.has_acted or self.promise.acted_at is not None

    @property
    def may_change_first(self) -> bool:
        """The door may know better than it answered, until the notification is sent (`check_may_answer_anew`)."""
        if self.line is None or not self.is_open:
            return False
        return self.line.waits_to_be_sent or self.line.assessment.first_answer == FirstAnswer.NO

    @property
    def is_late_to_send(self) -> bool:
        """The 24 hours are over, for whoever is to send the notification."""
        return self.clock is not None and self.clock.is_late(self.at)

    @property
    def may_be_at_home(self) -> bool:
        """Nothing says that the parents are safe to talk with: danger now, or noticed at home (`parents_last`)."""
        return may_be_at_home(self.concern, self.promise)

    @property
    def is_to_be_judged(self) -> bool:
        """Before parents are asked somebody says that nobody at home is suspected."""
        return is_to_be_judged(self.concern, self.promise, self.line.assessment.first_answer if self.line else "")

    @property
    def told_since(self) -> tuple[Step, ...]:
        """What the sender has told after the concern itself; how they may be reached stands apart."""
        apart = contact_step(self.concern, self.steps)
        return tuple(
            step for step in self.steps if step.kind in {StepKind.ADDED, StepKind.ANSWERED} and step is not apart
        )

    @property
    def is_from_child(self) -> bool:
        """A child wrote it: how the child may be reached is how nobody else sees it."""
        return self.concern.source == Source.CHILD

    @property
    def warns_of_parents(self) -> bool:
        """That nobody talks with the parents first: as long as it may be somebody at home, and else until the door has answered that it
        is no notification. That it is closed changes nothing of it: the child goes home all the same.
        """
        return self.runs and (self.may_be_at_home or not self.said_no)

    @property
    def parents_numbers(self) -> list[Number]:
        """Whom to ring before anybody talks with the parents."""
        return self.door.before_parents(at_door=self.answers)

    @property
    def new_words(self) -> tuple[Step, ...]:
        """What the sender has told since the question was answered last."""
        clock = self.line.clock if self.line else None
        if clock is None or clock.waits != AGAIN:
            return ()
        return tuple(step for step in self.told_since if step.written_at is not None and step.written_at >= clock.since)

    @property
    def child_named(self) -> str:
        """The child's name as the sender wrote it, without a number; empty where they named nobody."""
        return child_named(self.concern)

    @property
    def numbers(self) -> list[str]:
        """CPR numbers among the words of who wrote without sign-in, for the door alone: its page shows the words without them."""
        if not self.answers:
            return []
        told = [self.concern.text, *(step.text for step in self.told_since), self.contact]
        return list(dict.fromkeys(number for words in told for number in numbers_in(words)))

    @property
    def asks_about_number(self) -> bool:
        """Nobody has said whose number it is: saying whom the concern is about moves it to the child's field."""
        return self.is_open and self.person is None and bool(self.numbers)

    @property
    def number_to_move(self) -> str:
        """The one number that was written, for the child's field; nothing where there are several, or the child has one."""
        has_one = self.person is not None and self.person.cpr_hash is not None
        valid = {number for words in self.numbers for number in cpr.found_in(words)}
        return cpr.hyphenated(valid.pop()) if len(valid) == 1 and not has_one else ""

    @property
    def question(self) -> Step | None:
        """What the door has asked the sender, until they have answered."""
        last = [step for step in self.steps if step.kind in {StepKind.ASKED, StepKind.ANSWERED}][-1:]
        return last[0] if last and last[0].kind == StepKind.ASKED else None


def at_door_page(actor: Actor, concern: Concern) -> AtDoorPage:
    """Everything about a concern that the actor reads."""
    staff = staff_of(actor)
    assert concern.door_id is not None  # get_at_door asks for it
    door, rules = get_door(concern.door_id), rules_of(staff.body)
    holder = who_has([concern], actor.at).get(concern.pk)
    answers = concern.owner_audience_id in own_keys()
    assessment = Assessment.objects.filter(concern=concern).first()
    steps = list(Step.objects.filter(concern=concern).order_by("written_at", "pk"))
    holdings = list(Holding.objects.filter(concern=concern).order_by("period"))
    handovers = list(Handover.objects.filter(concern=concern).order_by("pk"))
    sender = Staff.objects.filter(pk=concern.sender_id or 0).first()  # None: it came from outside (`concerns.public`)
    named = sender.name if sender else ""
    called = called_sender(concern, named)  # who has no sign-in has no number
    unit = Unit.objects.filter(pk=concern.sender_unit_id or 0).first()
    person: Person | None = None
    found: tuple[Match, ...] = ()
    if assessment is not None and answers:
        person = Person.objects.filter(pk=assessment.subject).first() if assessment.subject else None
        name = child_named(concern) if person is None else ""
        found = tuple(matches([Child(name)])[0]) if name else ()  # without a birth date nothing is matched by name
    promise = promise_about(concern)
    said_yes = assessment is not None and assessment.first_answer == FirstAnswer.YES
    is_open = concern.closed_at is None
    clock, (has_acted, said_no) = my_clocks().get(concern.pk), at_door(concern.pk)
    chosen = chosen_panel(actor, concern, holder, staff, answers=answers)
    said = chosen.passed if chosen else said_of_taking_over(concern)  # the panel of the adult says the rest
    notifiers = possible_notifiers(actor, concern) if answers and is_open else ()
    return AtDoorPage(
        concern=concern,
        door=door_now(door, rules, actor.at),
        holder=holder,
        sender=called,
        sender_name=named,
        sender_unit=unit.name if unit else "",
        sender_phone=(sender.phone if sender else "") or (unit.phone if unit else ""),
        sender_left=answers and _has_left(concern, timezone.localdate(actor.at)),
        is_mine=staff.pk == concern.sender_id,
        answers=answers,
        line=queue_lines([_with(assessment, concern)], rules, actor.at)[0] if assessment is not None else None,
        clock=clock,
        has_acted=has_acted,
        said_no=said_no,
        steps=tuple(steps),
        events=tuple(history(concern, called, door, promise, steps, holdings, handovers, said, assessment)),
        case=cases_of(actor, [concern]).get(concern.pk),
        person=person,
        matches=found,
        notifying=notifying_panel(concern, staff, clock, notifiers, answers=answers, said_yes=said_yes),
        joint=tuple(JointAssessment.objects.filter(concern=concern).order_by("pk")) if answers else (),
        notifiers=notifiers,
        promise=promise,
        is_late=promise.is_broken(actor.at),
        files=tuple(files_of(concern)),
        chosen=chosen,
        may_take=answers and holder is not None and holder.is_first and is_open,
        has_it=holder is not None and staff.pk in {holder.staff.pk, holder.now.pk},
        at=actor.at,
    )


def _has_left(concern: Concern, day: date) -> bool:
    return not wrote_outside(concern) and not who_receives([concern.sender_id], day)


def _with(assessment: Assessment, concern: Concern) -> Assessment:
    assessment.concern = concern
    return assessment
