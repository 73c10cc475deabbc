"""A case that comes of a concern; and what is said of the parents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases.actions import open_case
from samspil.cases.actions.writing import required, sent_before
from samspil.cases.models import Case, CaseState
from samspil.cases.origins import policies
from samspil.cases.origins.models import Origin, ParentsRule
from samspil.concerns.actions.assessing import to_case
from samspil.concerns.arrivals.queries import promise_about
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.models import Assessment, Concern, FirstAnswer, Step, StepKind
from samspil.concerns.queries.at_home import may_be_at_home
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.states import UNDER_AGE
from samspil.organisations.models import Unit
from samspil.organisations.queries import staff_of
from samspil.sharing.actions import disclose

PASSED_ON = (StepKind.ADDED, StepKind.ANSWERED, StepKind.ASKED)


@verb("case.opened", "concern.led_to_case", "origin.kept")
def open_from_concern(actor: Actor, *, concern: Concern, unit: Unit, **told: Any) -> Case:
    """Open a case of the child that a concern at one's door is about; where the unit has an open case about the child already, the
    concern comes to that one. The unit that has the case reads the concern. Raises Refused.
    """
    person = to_case(actor, concern=concern)
    case = Case.objects.filter(owner_audience_id=unit.audience_id, subject=person, state=CaseState.OPEN).first()
    if case is None:
        case = open_case(actor, person_id=person, unit=unit, owner_audience_id=unit.audience_id, **told)
    if Origin.objects.filter(case=case, concern=concern).exists():
        return case
    origin = Origin.objects.create(
        owner_audience_id=case.owner_audience_id, subject=case.subject, case=case, concern=concern,
        parents_last=_parents_last(concern), retention_kind=case.retention_kind,
        delete_after=case.delete_after,
    )  # fmt: skip
    _let_read(actor, concern, unit)
    record("origin.kept", origin, concern=concern.pk)
    return case


def _parents_last(concern: Concern) -> bool:
    """As the concern's own page warns: it may be somebody at home, or the door has not answered that it is no notification."""
    answers = Assessment.objects.filter(concern=concern).values_list("first_answer", flat=True)
    if may_be_at_home(concern, promise_about(concern)):
        return True
    return bool(concern.about in UNDER_AGE and answers and answers[0] != FirstAnswer.NO)


def _let_read(actor: Actor, concern: Concern, unit: Unit) -> None:
    """The unit reads the concern, what was said to and fro with its sender, and whom the child chose; files follow their row."""
    day = timezone.localdate(actor.at)
    basis, why = basis_to_door(unit, unit.body_id, day), _("a case has come of a concern")
    steps = Step.objects.filter(concern=concern, kind__in=PASSED_ON)
    for rows in (Concern.objects.filter(pk=concern.pk), steps, ChosenAdult.objects.filter(concern=concern)):
        unread = rows.filter(owner_audience_id=concern.owner_audience_id)
        ids = list(unread.exclude(audiences__contains=[unit.audience_id]).order_by("pk").values_list("pk", flat=True))
        if ids:
            disclose(actor, rows.model._meta.db_table, ids, [unit.audience_id], basis.pk, why)


@verb("parentsrule.said")
def say_of_parents(
    actor: Actor, *, case: Case, may_be_told: bool, because: str, key: UUID | None = None
) -> ParentsRule:
    """Say whether the parents may be talked with, and why. The newest word holds. Once per `key`. Raises Refused."""
    policies.check_may_say(actor, case)
    because = required(because, _("Write why."), "because")
    if again := sent_before(ParentsRule, case.owner_audience_id, key):
        return again  # type: ignore[no-any-return]
    rule = ParentsRule.objects.create(
        owner_audience_id=case.owner_audience_id, subject=case.subject, case=case, may_be_told=may_be_told,
        because=because, staff_id=staff_of(actor).pk, key=key, retention_kind=case.retention_kind,
        delete_after=case.delete_after,
    )  # fmt: skip
    record("parentsrule.said", rule, may=may_be_told)
    return rule


__all__ = ["open_from_concern", "say_of_parents"]
