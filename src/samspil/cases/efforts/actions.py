"""Starting and ending a specific effort for one child or for a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies as cases
from samspil.cases.actions.writing import change, required, sent_before
from samspil.cases.efforts import policies
from samspil.cases.efforts.models import Effort
from samspil.cases.models import Case
from samspil.catalogue.activities.policies import check_names_nobody
from samspil.catalogue.queries import interventions_on
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_of, unit_of
from samspil.sharing.queries import delete_after


@dataclass(frozen=True)
class Start:
    """What is to be done, and the assessment that it rests on. Days left open are today; without `what` it is called as the
    intervention is.
    """

    situation: str
    resources: str
    what: str = ""
    intervention_id: int | None = None
    assessed_on: date | None = None
    started_on: date | None = None


@verb("effort.started")
def start_for_child(actor: Actor, *, case: Case, start: Start, key: UUID | None = None) -> Effort:
    """Start a specific effort for the child of a case (BRO-89). Raises Refused without an assessment of situation and resources,
    and in a case that is closed or another unit's.
    """
    if sent := sent_before(Effort, case.owner_audience_id, key):
        return sent  # type: ignore[no-any-return]
    cases.check_is_open(actor, case, cabinet.own_keys())
    effort = _assessed(actor, staff_of(actor), start)
    effort.case, effort.owner_audience_id, effort.subject = case, case.owner_audience_id, case.subject
    return _begun(effort, key)


@verb("effort.started")
def start_for_group(actor: Actor, *, group: str, start: Start, sure: bool = False, key: UUID | None = None) -> Effort:
    """Start a specific effort for a group, in one's own unit (BRO-89). Nobody of the group is named. Raises Refused without an
    assessment of situation and resources, for a CPR number or what looks like a name, and for who works with no children.
    """
    today = timezone.localdate(actor.at)
    staff, unit = staff_of(actor), unit_of(actor, today)
    if sent := sent_before(Effort, unit.audience_id, key):
        return sent  # type: ignore[no-any-return]
    policies.check_may_start(staff, today)
    effort = _assessed(actor, staff, start)
    effort.group = required(group, str(policies.NO_GROUP), "group")
    texts = {"group": effort.group, "what": effort.what, "situation": effort.situation, "resources": effort.resources}
    check_names_nobody(staff.body, sure=sure, **texts)
    effort.owner_audience_id = unit.audience_id
    return _begun(effort, key)


def _assessed(actor: Actor, staff: Staff, start: Start) -> Effort:
    """The effort with its assessment, not kept yet."""
    today = timezone.localdate(actor.at)
    what = start.what.strip()
    if start.intervention_id is not None:
        offered = {entry.id: entry.part.name for entry in interventions_on(staff.body, today)}
        if start.intervention_id not in offered:
            raise Refused(_("Choose an intervention of the municipality."), field="intervention_id")
        what = what or offered[start.intervention_id]
    started_on = start.started_on or today
    assessed_on = start.assessed_on or started_on
    situation, resources = start.situation.strip(), start.resources.strip()
    policies.check_has_been(started_on, today, "started_on")
    policies.check_assessed(situation, resources, assessed_on, started_on)
    return Effort(
        what=required(what, str(policies.NO_WHAT), "what"),
        intervention_id=start.intervention_id,
        situation=situation,
        resources=resources,
        assessed_on=assessed_on,
        assessed_by=staff,
        started_on=started_on,
        retention_kind="case",
    )


def _begun(effort: Effort, key: UUID | None) -> Effort:
    effort.key = key
    effort.save(force_insert=True)
    record("effort.started", effort, group=effort.case_id is None)
    return effort


@verb("effort.read")
def read_effort(actor: Actor, *, effort: Effort) -> None:
    """Somebody opens an effort: noted as a reading."""
    record("effort.read", effort)


@verb("effort.ended")
def end_effort(actor: Actor, *, effort: Effort, version: int, outcome: str, ended_on: date | None = None) -> Effort:
    """The effort ends, with what came of it; one for a group is kept from now as long as a closed case is. Raises Refused where
    it has ended, and Conflict.
    """
    today = timezone.localdate(actor.at)
    ended_on = ended_on or today
    policies.check_may_end(actor, effort, cabinet.own_keys(), ended_on, today)
    fields: dict[str, object] = {
        "ended_on": ended_on,
        "outcome": required(outcome, str(policies.NO_OUTCOME), "outcome"),
    }
    if effort.case_id is None:
        fields["delete_after"] = delete_after(staff_of(actor).body.audience_id, "case", ended_on)
    change(actor, effort, version, {"outcome": outcome}, **fields)
    record("effort.ended", effort)
    return effort
