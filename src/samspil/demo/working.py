"""What colleagues do between the meetings: conversations held, tasks done, notes written, handovers answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.cases import actions as cases
from samspil.cases.arenas import actions as arenas
from samspil.cases.arenas.models import Line
from samspil.cases.models import (
    Answer,
    Case,
    CaseState,
    Conversation,
    ConversationState,
    Handover,
    HandoverState,
    Responsibility,
    Task,
    TaskState,
)
from samspil.cases.voices import actions as voices
from samspil.cases.voices.models import Voice
from samspil.cases.voices.policies import missing
from samspil.concerns.doorsurvey import actions as survey
from samspil.concerns.doorsurvey import queries as doorsurvey
from samspil.concerns.onthespot import actions as onthespot
from samspil.concerns.onthespot.models import Did, Seen
from samspil.demo.town import Town, turn, words
from samspil.lib.calendars import age_on
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.people.models import Person

STEPS_IN_OF_A_HUNDRED = 60  # afternoons on which a colleague tells that they saw something
ASKED_OF_A_HUNDRED = 85  # colleagues who have answered whom they would contact
WORKERS = ("mette", "line", "omar", "pia", "jonas", "karen")


def work(town: Town, day: date, *, thoroughly: bool = True, workers: Sequence[str] = WORKERS) -> None:
    """An afternoon's work for each of them. Not `thoroughly`: a busy week, in which things are left lying."""
    for number, key in enumerate(workers):
        random = town.chance(f"work {day} {key}")
        turn(day, f"{13 + number // 3}:{10 + 15 * (number % 3)}")
        staff = town.place.staff[key]
        with town.place.as_(key) as actor:
            _answer_handovers(town, actor, staff, random, thoroughly)
            _hold_conversations(town, actor, staff, day, random, thoroughly)
            _do_tasks(town, actor, staff, day, random, thoroughly)
            _go_on_with_cases(town, actor, staff, day, random)
            _step_in(actor, staff, town.chance(f"on the spot {day} {key}"))


def say_whom(town: Town, day: date) -> None:
    """The question of the year: most know whom they would contact, some do not, and some have not answered yet."""
    turn(day, "14:30")
    for key in town.place.staff:
        random = town.chance(f"whom {key}")
        with town.place.as_(key) as actor:
            if random.randrange(100) >= ASKED_OF_A_HUNDRED or not doorsurvey.waits():
                continue
            doors = [door.pk for door in doorsurvey.choices(actor)]
            own = doorsurvey.own_door(actor).pk
            door = random.choices((own, random.choice(doors), None), weights=(6, 2, 2))[0]
            survey.answer(actor, door_id=door)


def _answer_handovers(town: Town, actor: Actor, staff: Staff, random: Random, thoroughly: bool) -> None:
    units = [unit.pk for unit in town.place.units.values() if staff.post_set.filter(unit=unit).exists()]
    for handover in Handover.objects.filter(to_unit_id__in=units, state=HandoverState.PROPOSED).order_by("pk"):
        if not thoroughly:
            continue
        if random.randrange(100) < 75:
            answer = random.choice(words("handovers", "accepted"))
            due = timezone.localdate(actor.at) + timedelta(days=random.randint(7, 21))
            cases.accept_handover(actor, handover=handover, responsible=staff, answer=answer, due_on=due)
        else:
            cases.decline_handover(actor, handover=handover, answer=random.choice(words("handovers", "declined")))
        town.told["handovers"] += 1


def _hold_conversations(town: Town, actor: Actor, staff: Staff, day: date, random: Random, thoroughly: bool) -> None:
    mine = Conversation.objects.filter(
        responsible_id=staff.pk, state=ConversationState.PLANNED, due_on__lte=day + timedelta(days=9)
    )
    for one in mine.select_related("case").order_by("due_on", "pk"):
        if random.randrange(100) >= (85 if thoroughly else 30):
            continue
        if random.randrange(100) < 8:
            reason = random.choice(words("conversations", "not_held"))
            cases.skip_conversation(actor, conversation=one, version=one.version, reason=reason)
            continue
        offer = random.choice(words("conversations", "offers"))
        try:
            cases.hold_conversation(actor, conversation=one, version=one.version, held=_held(one, day, offer, random))
        except Refused:  # an offer that this colleague may not make here: the conversation was held without one
            cases.hold_conversation(actor, conversation=one, version=one.version, held=_held(one, day, "", random))
        town.told["conversations"] += 1


def _held(one: Conversation, day: date, offer: str, random: Random) -> cases.Held:
    told = words("conversations")
    born = Person.objects.filter(pk=one.subject).values_list("birth_date", flat=True).first() if one.subject else None
    adult = born is not None and age_on(born, day) >= 18
    yes = random.choice((Answer.YES, Answer.YES, Answer.YES, Answer.NO))
    return cases.Held(
        held_on=day - timedelta(days=random.randint(0, 3)),
        place=random.choice(told["places"]),
        participants="Den unge" if adult else random.choice(told["participants"]),
        summary=random.choice(told["summaries"]),
        offer=offer,
        answer_child=yes if offer else "",
        answer_parents=yes if offer and not adult else "",
        follow_up_on=day + timedelta(days=random.randint(21, 56)) if random.randrange(100) < 25 else None,
    )


def _do_tasks(town: Town, actor: Actor, staff: Staff, day: date, random: Random, thoroughly: bool) -> None:
    mine = Task.objects.filter(responsible_id=staff.pk, state=TaskState.OPEN, due_on__lte=day + timedelta(days=5))
    for task in mine.select_related("case").order_by("due_on", "pk"):
        at_once = task.kind == "notification"  # who must notify does so whatever else waits
        if at_once or random.randrange(100) < (88 if thoroughly else 35):
            done = words("tasks", "done")
            cases.complete_task(
                actor, task=task, version=task.version, outcome=done[3] if at_once else random.choice(done[:3])
            )
            town.told["tasks"] += 1
        elif thoroughly and random.randrange(100) < 40:
            reason = random.choice(words("tasks", "postponed"))
            later = max(day, task.due_on or day) + timedelta(days=random.randint(3, 9))
            cases.postpone_task(actor, task=task, version=task.version, due_on=later, reason=reason)


def _hear(actor: Actor, case: Case, day: date) -> None:
    """After three weeks the child and the network have been heard, and the child has answered the three sentences."""
    heard = words("cases", "heard")
    for whose in missing(set(Voice.objects.filter(case=case).values_list("whose", flat=True))):
        voices.write_voice(actor, case=case, whose=whose, involved=True, text=heard[whose], on=day)
        replies = {"together": "yes", "whom": "yes", "heard": "partly" if case.pk % 3 else "no"}
        voices.tell_experience(actor, case=case, whose=whose, replies=replies)


def _place_by_place(actor: Actor, case: Case) -> None:
    """Where the child's life is lived: some of it is written, and the rest stands there to be asked about."""
    if Line.objects.filter(case=case).exists():
        return
    for arena, line in words("cases", "arenas").items():
        arenas.write_arena(actor, case=case, arena=arena, version=0, **line)


def _step_in(actor: Actor, staff: Staff, random: Random) -> None:
    """Something seen on the way, and mostly somebody stepped in."""
    post = staff.post_set.select_related("unit").order_by("pk").first()
    if post is None or random.randrange(100) >= STEPS_IN_OF_A_HUNDRED:
        return
    seen, did = random.choice(Seen.values), random.choices(Did.values, weights=(5, 3, 2, 1))[0]
    key = UUID(int=random.getrandbits(128))
    onthespot.tell(actor, unit=post.unit, seen=seen, did=did, times=random.randint(1, 2), key=key)


def _go_on_with_cases(town: Town, actor: Actor, staff: Staff, day: date, random: Random) -> None:
    held = Responsibility.objects.filter(staff_id=staff.pk, duty="coordinator", period__upper_inf=True).values(
        "case_id"
    )
    for found in Case.objects.filter(pk__in=held, state=CaseState.OPEN).order_by("pk"):
        case = found
        age = (actor.at - case.opened_at).days
        if not case.background and random.randrange(100) < 60:
            background = random.choice(words("cases", "backgrounds"))
            case = cases.describe_case(actor, case=case, version=case.version, background=background)
        if random.randrange(100) < 30:
            cases.write_note(actor, case=case, text=random.choice(words("cases", "notes")))
            town.told["notes"] += 1
        if age > 5:
            _place_by_place(actor, case)
        if age > 21:
            _hear(actor, case, day)
        if age > 45 and random.randrange(100) < 12:
            try:
                closing = random.choice(words("cases", "closing"))
                cases.close_case(actor, case=case, version=case.version, reason=closing)
            except Refused:  # something in it is not finished
                continue
