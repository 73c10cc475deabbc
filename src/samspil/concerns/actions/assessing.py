"""What the door does with a concern: answers whether it can be a notification, takes it, asks, tells, closes.

The first act on a concern about somebody under 18 is a person's answer to "can this be a statutory notification?"
(barnets lov § 133); every other act asks for it. Each act is the reaction that the sender waits for (HAL-24).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.again import is_own
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.actions.ending import check_may_end
from samspil.concerns.actions.sending import send
from samspil.concerns.models import Assessment, Concern, FirstAnswer, Outcome, Step, StepKind
from samspil.concerns.notifying.actions import assign, call_off
from samspil.concerns.notifying.policies import check_notifier
from samspil.concerns.notifying.queries import is_covered, possible_notifiers
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.clocks import AGAIN, UNSENT, my_clocks
from samspil.concerns.queries.holders import who_has
from samspil.concerns.queries.naming import called, said_of
from samspil.concerns.queries.outside import contact_of, hears, wrote_outside
from samspil.concerns.together.queries import group_of
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Forum, Staff
from samspil.organisations.queries import staff_of, unit_of
from samspil.people.actions import add_numbers, find_or_create
from samspil.people.actions import correct as correct_person
from samspil.people.models import Person
from samspil.people.queries import Child, get_person
from samspil.sharing.actions import disclose
from samspil.sharing.notices.actions import tell

FIRST_STEPS = {
    FirstAnswer.YES: StepKind.FIRST_YES,
    FirstAnswer.NO: StepKind.FIRST_NO,
    FirstAnswer.UNSURE: StepKind.FIRST_UNSURE,
}


@verb("concern.first_answered", "notification.assigned", "notification.called_off")
def answer_first(
    actor: Actor, *, concern: Concern, version: int, answer: str, because: str = "", notifier: Staff | None = None
) -> Assessment:
    """Say whether this can be a statutory notification. "Yes" says who sends it, and sends nothing itself; what is sent already, nobody
    is asked to send. "No" and "unsure" are said with reasons. It is answered again when the sender has told more, and whenever the
    door knows better, until it is sent: every answer stays in the history. Raises Refused, Conflict.
    """
    assessment, clock = _assessment(actor, concern), my_clocks().get(concern.pk)
    if answer in {FirstAnswer.NO, FirstAnswer.UNSURE} and not because.strip():
        raise Refused(
            _("Write why not.") if answer == FirstAnswer.NO else _("Write whom you ring, and what they say."),
            field="because",
        )
    policies.check_may_answer_anew(assessment, clock, answer)
    # What asks anew runs from those words on, also while somebody rings, and until it is sent.
    runs_since = clock.since if clock is not None and clock.waits == AGAIN else assessment.runs_since
    to_be_sent = answer == FirstAnswer.YES and not is_covered(concern, runs_since or assessment.received_at)
    if to_be_sent:
        check_notifier(notifier, possible_notifiers(actor, concern))
    called_off = clock is not None and clock.waits == UNSENT and answer != FirstAnswer.YES
    fields: dict[str, Any] = {
        "first_answer": answer,
        "first_because": because.strip(),
        "answered_at": actor.at,
        "runs_since": runs_since,
    }
    if assessment.first_at is None:
        fields |= {"first_at": actor.at, "first_by_id": staff_of(actor).pk}
    _change(actor, assessment, version, fields | _reaction(actor, assessment), mine={"because": because})
    write_step(actor, concern, FIRST_STEPS[FirstAnswer(answer)], because.strip(), None)
    record("concern.first_answered", assessment, answer=answer)
    if to_be_sent:
        assign(actor, concern=concern, notifier=notifier)
    elif called_off:
        call_off(actor, concern=concern)
    return assessment


@verb("concern.taken")
def take(actor: Actor, *, concern: Concern) -> set[int]:
    """Take a concern that nobody has taken; what somebody has taken moves by a handover. Answers the numbers of those that are taken by
    it: what is one matter with it goes along. Raises Refused.
    """
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    holder = who_has([concern], actor.at).get(concern.pk)
    policies.check_nobody_has_taken_it(holder)
    along = Concern.objects.filter(pk__in=group_of(concern))
    free = {pk for pk, held in who_has(along, actor.at).items() if held.is_first}
    unit = unit_of(actor, timezone.localdate(actor.at))
    cabinet.call("SELECT concerns.take(%s, %s)", [concern.pk, unit.pk])
    _react(actor, assessment)
    return free


@verb("concern.asked")
def ask_back(actor: Actor, *, concern: Concern, text: str, key: UUID) -> Step:
    """Ask the sender something; they read the question and answer it on their page. Once per `key`."""
    if again := _written(actor, key):
        return again
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    policies.check_sender_has_a_page(concern, timezone.localdate(actor.at))
    step = write_step(actor, concern, StepKind.ASKED, text, key)
    share_with_sender(actor, concern, step)
    _react(actor, assessment)
    record("concern.asked", concern)
    tell(actor, [concern.sender_id], "question_asked", concern)
    return step


@verb("concern.noted")
def note(actor: Actor, *, concern: Concern, text: str, key: UUID, kind: str = StepKind.NOTED) -> Step:
    """Write something down for the door alone. Once per `key`."""
    if again := _written(actor, key):
        return again
    assessment = _assessment(actor, concern)
    step = write_step(actor, concern, kind, text, key)
    _react(actor, assessment)
    record("concern.noted", concern, kind=kind)
    return step


@verb("concern.judged")
def judge(
    actor: Actor,
    *,
    concern: Concern,
    version: int,
    level: str,
    opening_reason: str,
    proportionality: str,
    answers: Mapping[str, str] | None = None,
) -> Assessment:
    """Level, reason and proportionality, by a person and in words (BRO-89), and answers to the municipality's own questions,
    by their keys: whether the response is a broad or a targeted one (BRO-90), whether somebody is in the target group and
    how much support they need (UNG-08). Without `answers` those given before stand. Raises Refused, Conflict.
    """
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    fields = {"level": level, "opening_reason": opening_reason, "proportionality": proportionality}
    given = {} if answers is None else {"answers": dict(answers)}
    _change(actor, assessment, version, fields | given | _reaction(actor, assessment), mine=fields)
    record("concern.judged", assessment)
    return assessment


@verb("concern.named")
def name_child(
    actor: Actor,
    *,
    concern: Concern,
    child: Child | None = None,
    person_id: int | None = None,
    nobody: bool = False,
    cpr: str = "",
) -> Person | None:
    """Say whom the concern is about: a record that one reads, which gets the number `cpr` if it has none, a new one of the door, or
    `nobody` that is known after all. It can be corrected, and what was said before stays in the history: with `child` beside the record
    that stands it is the same child, and what is written there stands on it, where the door keeps it. Where it is about somebody who may
    be under 18, whether it can be a notification is asked from here on, whatever it came as. The sender's page never shows it. Raises
    Refused.
    """
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    person: Person | None = None
    if person_id is not None:
        person = get_person(person_id)
        if cpr:
            add_numbers(actor, numbers_of={person.pk: cpr})
    elif child is not None:
        person = find_or_create(actor, owner_audience=concern.owner_audience_id, child=child)
        if person.name != child.name:  # what is written is not dropped
            raise Refused(
                _("The CPR number stands on the record of %(child)s.") % {"child": called(person)}, field="cpr"
            )
    elif not nobody:
        raise Refused(_("Choose a child, or write the name."))
    before = Person.objects.filter(pk=assessment.subject or 0).first()
    said = said_of(person, before)
    if (person.pk if person else None) == assessment.subject:
        if person is None or before is None or child is None:
            return person
        correct_person(actor, person_id=person.pk, was=before.name, name=child.name, birth_date=child.birth_date)
        person = get_person(person.pk)
        if called(person) == called(before):
            return person
        said = said_of(person, before)
    # What is one matter with it is about the same child: nobody says it twice.
    together = Assessment.objects.filter(concern_id__in=group_of(concern)).exclude(pk=assessment.pk)
    fields: dict[str, Any] = {"subject": person.pk if person else None}
    if person is not None and policies.may_be_under_age(person, timezone.localdate(actor.at)):
        fields["asks_notification"] = True  # it came as a concern about a place, and is about a child
    together.filter(Q(subject__isnull=True) | Q(subject=assessment.subject)).update(**fields)
    Assessment.objects.filter(pk=assessment.pk).update(**fields)
    assessment.refresh_from_db()
    write_step(actor, concern, StepKind.NOTED, said, None)
    _react(actor, assessment)
    record("concern.named", assessment)
    return person


@verb("concern.taken_to_meeting")
def to_meeting(
    actor: Actor,
    *,
    concern: Concern,
    forum: Forum,
    who: str,
    text: str,
    crime_focus: str,
    necessity: str,
    key: UUID,
) -> Concern:
    """Tell a forum what it needs to know, as a concern of its own; who has this one goes on having it (BRO-57)."""
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    about = concern.about if concern.about in {"child", "group", "place"} else "group"
    sent = send(
        actor, forum=forum, about=about, who=who, text=text, source=concern.source, crime_focus=crime_focus,
        necessity=necessity, key=key, location_type=concern.location_type,
    )  # fmt: skip
    if _written(actor, key):
        return sent
    write_step(actor, concern, StepKind.MEETING, forum.name, key)
    _react(actor, assessment)
    record("concern.taken_to_meeting", concern, forum=forum.pk)
    return sent


@verb("concern.led_to_case")
def to_case(actor: Actor, *, concern: Concern) -> int:
    """The concern leads to a case about its child. Answers the child's record, for the page that opens cases."""
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    if assessment.subject is None:
        raise Refused(_("Say first which child it is about."))
    if not Step.objects.filter(concern=concern, kind=StepKind.CASE).exists():
        write_step(actor, concern, StepKind.CASE, "", None)
        record("concern.led_to_case", concern)
    _react(actor, assessment)
    return assessment.subject


@verb("concern.closed", "concernhandover.withdrawn")
def close(actor: Actor, *, concern: Concern, version: int, outcome: str, reason: str, told: str = "") -> Concern:
    """End a concern with a reason, and tell the sender as much as may be told; what somebody is told who is from outside or has left,
    the door has told itself (`told`). Raises Refused, Conflict.
    """
    assessment = _assessment(actor, concern)
    policies.check_first_is_answered(actor, assessment)
    check_may_end(concern, outcome)
    if not reason.strip():
        raise Refused(_("Write why it ends here."), field="reason")
    if told.strip() and not hears(concern, contact_of(concern)):
        raise Refused(
            _(
                "The sender left no way to be reached, so nobody has told them anything. Write it under why it ends here."
            )
        )
    fields = {"outcome": outcome, "closed_at": actor.at}
    _change(actor, assessment, version, fields | _reaction(actor, assessment), mine={"reason": reason})
    said = {"outcome": Outcome(outcome).label, "reason": reason.strip()}
    write_step(actor, concern, StepKind.NOTED, _("Closed (%(outcome)s): %(reason)s") % said, None)
    words = told.strip()
    reads = (
        not wrote_outside(concern) and policies.audience_of_sender(concern, timezone.localdate(actor.at)) is not None
    )
    if not words and reads:
        words = _("We have received your concern and acted on it. We cannot tell you more.")
    if words:  # who wrote from outside, or has left, is told by nobody, unless somebody has rung
        share_with_sender(actor, concern, write_step(actor, concern, StepKind.TOLD, words, None))
    cabinet.call("SELECT concerns.finish(%s)", [concern.pk])
    concern.refresh_from_db()
    record("concern.closed", concern, outcome=outcome)
    if reads:
        tell(actor, [concern.sender_id], "concern_closed", concern)
    return concern


@verb("concern.reopened")
def reopen(actor: Actor, *, concern: Concern, version: int, reason: str) -> Concern:
    """Open again what was closed by mistake: whoever had it goes on, without a gap, with every clock as it stood. What was written of the
    closing stays in the history, and a sender who reads here is told that it is open. Raises Refused, Conflict.
    """
    policies.check_may_open_again(actor, concern)
    if not reason.strip():
        raise Refused(_("Write why it is opened again."), field="reason")
    assessment = Assessment.objects.get(concern=concern)
    _change(actor, assessment, version, {"outcome": "", "closed_at": None}, mine={"reason": reason})
    cabinet.call("SELECT concerns.reopen(%s)", [concern.pk])
    concern.refresh_from_db()
    write_step(actor, concern, StepKind.NOTED, _("Opened again: %(reason)s") % {"reason": reason.strip()}, None)
    if not wrote_outside(concern) and policies.audience_of_sender(concern, timezone.localdate(actor.at)) is not None:
        share_with_sender(
            actor,
            concern,
            write_step(actor, concern, StepKind.TOLD, _("It is not closed after all, and is open again."), None),
        )
    record("concern.reopened", concern)
    return concern


# --- what the acts share --------------------------------------------------------------------------------------------
def _assessment(actor: Actor, concern: Concern) -> Assessment:
    policies.check_answers_door(actor, concern)
    return Assessment.objects.get(concern=concern)


def _reaction(actor: Actor, assessment: Assessment) -> dict[str, Any]:
    return {} if assessment.reacted_at is not None else {"reacted_at": actor.at}


def _react(actor: Actor, assessment: Assessment) -> None:
    if assessment.reacted_at is None:
        Assessment.objects.filter(pk=assessment.pk, reacted_at__isnull=True).update(reacted_at=actor.at)


def _change(
    actor: Actor, assessment: Assessment, version: int, fields: dict[str, Any], *, mine: dict[str, str]
) -> None:
    if not Assessment.objects.filter(pk=assessment.pk, version=version).update(**fields):
        now = Assessment.objects.get(pk=assessment.pk)
        raise Conflict(
            theirs=dict.fromkeys(mine, _("A colleague has changed the assessment meanwhile.")),
            mine=mine,
            version=now.version,
            is_own=is_own(actor, now, fields),
        )
    assessment.refresh_from_db()


def _written(actor: Actor, key: UUID) -> Step | None:
    """What the same form wrote when it was sent the first time."""
    return Step.objects.filter(written_by=actor.principal_id, key=key).first()


def write_step(actor: Actor, concern: Concern, kind: str, text: str, key: UUID | None) -> Step:
    """What the door did, in the history."""
    if kind in {StepKind.ASKED, StepKind.NOTED} and not text.strip():
        raise Refused(_("Write something first."), field="text")
    return Step.objects.create(
        owner_audience_id=concern.owner_audience_id, concern=concern, kind=kind, text=text, staff_id=staff_of(actor).pk,
        key=key, retention_kind=concern.retention_kind, delete_after=concern.delete_after, origin=concern.origin,
    )  # fmt: skip


def share_with_sender(actor: Actor, concern: Concern, step: Step) -> None:
    """To the sender: a question, or what may be told."""
    from_unit = unit_of(actor, timezone.localdate(actor.at))
    basis = basis_to_door(from_unit, from_unit.body_id, timezone.localdate(actor.at))
    to = policies.audience_of_sender(concern, timezone.localdate(actor.at))
    if to is not None:
        disclose(actor, "concerns_step", [step.pk], [to], basis.pk, _("answer to the sender of a concern"))


__all__ = [
    "answer_first",
    "ask_back",
    "close",
    "judge",
    "name_child",
    "note",
    "reopen",
    "share_with_sender",
    "take",
    "to_case",
    "to_meeting",
    "write_step",
]
