"""The joint assessment: begun by the door, answered by each of the three, concluded when all have answered (VAL-92)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.joint import policies
from samspil.concerns.joint.models import JointAnswer, JointAssessment
from samspil.concerns.joint.queries import JointPage, get_joint, joint_page, people_for
from samspil.concerns.joint.states import Party
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.policies import check_answers_door, check_first_is_answered
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.holders import who_has
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_of, unit_of, who_receives
from samspil.sharing.actions import disclose, hand_over
from samspil.sharing.notices.actions import tell


@verb("jointassessment.asked")
def begin(
    actor: Actor, *, concern: Concern, trigger: str, question: str, answer_by: date, parties: Mapping[str, Staff | None],
    key: UUID, without_because: str = "",
) -> JointAssessment:  # fmt: skip
    """Ask SSP teacher, SSP consultant and the school's management to assess together; they are told, and read the question
    and the day by which they answer. `without_because`: why it goes on without one, where nobody is it here. Once per `key`.
    Raises Refused.
    """
    if again := JointAssessment.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    check_answers_door(actor, concern)
    check_first_is_answered(actor, Assessment.objects.get(concern=concern))
    policies.check_what_is_asked(trigger, question, answer_by, timezone.localdate(actor.at))
    choices = {party: [each.staff for each in those] for party, those in people_for(actor).items()}
    policies.check_parties(parties, choices, without_because)
    three = {party: person for party, person in parties.items() if person is not None}
    because = without_because.strip() if len(three) < len(Party) else ""
    told: dict[str, Any] = {"without_because": because, **{f"{party}_id": person.pk for party, person in three.items()}}
    asked = JointAssessment.objects.create(
        owner_audience_id=concern.owner_audience_id, retention_kind=concern.retention_kind,
        delete_after=concern.delete_after, origin=concern.origin, concern=concern, trigger=trigger,
        question=question.strip(), asked_at=actor.at, answer_by=answer_by, key=key, **told,
    )  # fmt: skip
    _disclose(actor, "joint_jointassessment", asked.pk, list(three.values()))
    asked.refresh_from_db()
    record("jointassessment.asked", asked, trigger=trigger)
    tell(actor, [person.pk for person in three.values()], "joint_asked", asked)
    return asked


@verb("jointassessment.answered")
def answer(actor: Actor, *, assessment: JointAssessment, text: str) -> JointAnswer:
    """One of the three says what they think should be done; the door and the other two read it. Raises Refused."""
    me, today = staff_of(actor), timezone.localdate(actor.at)
    answered = set(JointAnswer.objects.filter(assessment=assessment).values_list("party", flat=True))
    party = policies.check_may_answer(me, assessment, answered)
    policies.check_says_something(text)
    said = JointAnswer.objects.create(
        owner_audience_id=me.person_audience_id, retention_kind=assessment.retention_kind,
        delete_after=assessment.delete_after, origin=assessment.origin, assessment=assessment, party=party,
        staff_id=me.pk, text=text.strip(), answered_at=actor.at,
    )  # fmt: skip
    three = list(policies.asked_of(assessment).values())
    here = who_receives([each.pk for each in three], today)  # one of them may have left meanwhile
    others = [each for each in three if each.pk != me.pk and each.pk in here]
    if others:
        _disclose(actor, "joint_jointanswer", said.pk, others)
    unit = unit_of(actor, today)
    keep = [each.person_audience_id for each in (me, *others)]
    hand_over(
        actor, "joint_jointanswer", [said.pk], assessment.owner_audience_id, keep,
        basis_to_door(unit, unit.body_id, today).pk, _("joint assessment of a concern"),
    )  # fmt: skip
    said.refresh_from_db()
    record("jointassessment.answered", assessment, party=party)
    told = {each.pk for each in others}
    if len(answered) + 1 == len(three):  # whoever has the concern reads that it can be concluded
        holder = who_has([Concern.objects.get(pk=assessment.concern_id)], actor.at) if _reads(assessment) else {}
        told |= {each.now.pk for each in holder.values()}
    tell(actor, told, "joint_answered", assessment)
    return said


@verb("jointassessment.concluded")
def conclude(actor: Actor, *, assessment: JointAssessment, measures: str, missing_because: str = "") -> JointAssessment:
    """When all three have answered, or the day has passed and it is said why (`missing_because`): which measures follow, and
    who does them. The three read it. Raises Refused.
    """
    answered = set(JointAnswer.objects.filter(assessment=assessment).values_list("party", flat=True))
    concern = Concern.objects.filter(pk=assessment.concern_id)
    holder = who_has(concern, actor.at).get(assessment.concern_id)
    policies.check_may_conclude(actor, assessment, answered, measures, missing_because, holder)
    asked = policies.asked_ids(assessment)
    because = missing_because.strip() if len(answered) < len(asked) else ""
    still_open = JointAssessment.objects.filter(pk=assessment.pk, concluded_at__isnull=True)
    if not still_open.update(
        measures=measures.strip(), missing_because=because, concluded_at=actor.at
    ):  # a colleague concluded it meanwhile
        raise Refused(_("It is concluded."))
    assessment.refresh_from_db()
    record("jointassessment.concluded", assessment, answers=len(answered))
    tell(actor, list(asked.values()), "joint_concluded", assessment)
    return assessment


@verb("jointassessment.read")
def open_joint(actor: Actor, *, joint_id: int) -> JointPage:
    """Open one joint assessment. Raises NotVisible."""
    assessment = get_joint(joint_id)
    record("jointassessment.read", assessment)
    return joint_page(actor, assessment)


def _reads(assessment: JointAssessment) -> bool:
    """Whether whoever acts reads the concern itself: the three need not."""
    return Concern.objects.filter(pk=assessment.concern_id).exists()


def _disclose(actor: Actor, table: str, row: int, to: list[Staff]) -> None:
    unit, today = unit_of(actor, timezone.localdate(actor.at)), timezone.localdate(actor.at)
    audiences = [each.person_audience_id for each in to]
    basis = basis_to_door(unit, unit.body_id, today)
    disclose(actor, table, [row] * len(audiences), audiences, basis.pk, _("joint assessment of a concern"))


__all__ = ["answer", "begin", "conclude", "open_joint"]
