"""The checklist of actors: who is considered, takes part, or does not and why (BRO-13, BRO-59)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.writing import change, required
from samspil.cases.models import Case, Involvement, InvolvementState, Responsibility
from samspil.cases.queries.actors import is_on_checklist
from samspil.cases.queries.choices import staff_in
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Unit
from samspil.sharing.actions import disclose
from samspil.sharing.notices.actions import tell


@verb("actor.considered")
def consider_unit(actor: Actor, *, case: Case, unit: Unit, version: int = 0, reason: str = "") -> Involvement:
    """Put a unit on the checklist: it is being considered. Nothing is shared by that."""
    _check_offered(actor, case, unit)
    line = _weighed(actor, case, unit, version, InvolvementState.CONSIDERED, reason=reason.strip(), period=None)
    record("actor.considered", line, unit=unit.pk)
    return line


@verb("actor.left_out")
def leave_out_unit(actor: Actor, *, case: Case, unit: Unit, reason: str, version: int = 0) -> Involvement:
    """The unit does not take part, and why (BRO-59)."""
    reason = required(reason, _("Write why this unit does not take part."), "reason")
    line = _weighed(actor, case, unit, version, InvolvementState.NOT_INVOLVED, reason=reason, period=None)
    record("actor.left_out", line, unit=unit.pk)
    return line


@verb("actor.involved")
def involve_unit(
    actor: Actor,
    *,
    case: Case,
    unit: Unit,
    necessity: str,
    basis_version_id: int,
    version: int = 0,
    until: date | None = None,
) -> Involvement:
    """The unit takes part in this case from now (until a day): the disclosure of the case's header, of who
    coordinates and of whom it is about (BRO-13), and its colleagues are told. Notes, tasks and conversations are not
    included; later ones never by themselves.
    """
    necessity = required(necessity, _("Write why it is necessary that this unit takes part."), "reason")
    _check_offered(actor, case, unit)
    if unit.audience_id == case.owner_audience_id:
        raise Refused(_("Your own unit has the case; it takes part already."))
    ends = _end_of(until, actor.at) if until else None
    line = _weighed(
        actor,
        case,
        unit,
        version,
        InvolvementState.INVOLVED,
        reason=necessity,
        period=DateTimeTZRange(actor.at, ends),
        basis_version_id=basis_version_id,
    )
    duties = list(Responsibility.objects.filter(case=case, period__upper_inf=True).values_list("pk", flat=True))
    given = [
        *disclose(actor, "cases_case", [case.pk], [unit.audience_id], basis_version_id, necessity, until=ends),
        *disclose(actor, "cases_involvement", [line.pk], [unit.audience_id], basis_version_id, necessity, until=ends),
        *disclose(actor, "cases_responsibility", duties, [unit.audience_id], basis_version_id, necessity, until=ends),
        *introduce(actor, case, unit, basis_version_id, necessity, until=ends),
    ]
    Involvement.objects.filter(pk=line.pk).update(disclosures=given)
    line.refresh_from_db()
    record("actor.involved", line, unit=unit.pk)
    here = {one.pk for one, _unit in staff_in([unit], timezone.localdate(actor.at))}
    tell(actor, here, "unit_involved", case)
    return line


def _check_offered(actor: Actor, case: Case, unit: Unit) -> None:
    """The unit stands on the checklist, or could be added to it."""
    own = Unit.objects.select_related("body").filter(audience_id=case.owner_audience_id).first()
    if own is None or is_on_checklist(case, own, unit):
        policies.check_may_receive(unit)
    else:
        policies.check_may_be_asked(unit, own.body, timezone.localdate(actor.at), field="unit")


def _end_of(day: date, now: datetime) -> datetime:
    end = timezone.make_aware(datetime.combine(day, time.max))
    if end <= now:
        raise Refused(_("Choose a day that is still to come."), field="until")
    return end


@verb("actor.ended")
def end_involvement(actor: Actor, *, case: Case, unit: Unit, reason: str, version: int) -> Involvement:
    """The unit no longer takes part: it loses sight of the case in this instant."""
    reason = required(reason, _("Write why this unit no longer takes part."), "reason")
    line = _line(case, unit)
    if line is None or line.period is None:
        raise Refused(_("This unit does not take part in the case."))
    ends = min(line.period.upper or actor.at, actor.at)
    period = DateTimeTZRange(line.period.lower, ends)
    line = _weighed(actor, case, unit, version, InvolvementState.ENDED, reason=reason, period=period)
    cabinet.call("SELECT cases.take_back(%s, %s)", ["cases_involvement", line.pk])
    line.refresh_from_db()
    record("actor.ended", line, unit=unit.pk)
    return line


def introduce(
    actor: Actor, row: Confidential, unit: Unit, basis_version_id: int, necessity: str, *, until: datetime | None = None
) -> list[int]:
    """Tell the unit whom a case or a handover is about. Nothing where that is not known."""
    rows = cabinet.call(
        "SELECT cases.introduce(%s, %s, %s, %s, %s, %s)",
        [row._meta.db_table, row.pk, unit.audience_id, basis_version_id, necessity, until],
    )
    return [disclosure for (disclosure,) in rows]


def tell_involved(actor: Actor, case: Case, duty: Responsibility) -> None:
    """Units that take part are told who coordinates from now on, on the basis on which they take part."""
    lines = Involvement.objects.filter(
        case=case, owner_audience_id=case.owner_audience_id, state=InvolvementState.INVOLVED, period__contains=actor.at
    )
    audiences = dict(Unit.objects.filter(pk__in=[line.unit_id for line in lines]).values_list("pk", "audience_id"))
    for line in lines:
        receiver = audiences[line.unit_id]
        if line.basis_version_id is None or receiver == case.owner_audience_id:
            continue
        given = disclose(
            actor,
            "cases_responsibility",
            [duty.pk],
            [receiver],
            line.basis_version_id,
            line.reason,
            until=line.period.upper,
        )
        Involvement.objects.filter(pk=line.pk).update(disclosures=[*line.disclosures, *given])


def _line(case: Case, unit: Unit) -> Involvement | None:
    return Involvement.objects.filter(case=case, owner_audience_id=case.owner_audience_id, unit_id=unit.pk).first()


def _weighed(actor: Actor, case: Case, unit: Unit, version: int, state: str, **fields: object) -> Involvement:
    """The case's line for the unit in its new state. `version` is the one that was seen, 0 for no line."""
    line = _line(case, unit)
    if line is not None and line.version != version:
        raise Conflict(
            theirs={"reason": line.reason}, mine={"reason": str(fields.get("reason", ""))}, version=line.version
        )
    policies.check_may_weigh(actor, case, line, state, cabinet.own_keys())
    if line is None:
        return Involvement.objects.create(
            owner_audience_id=case.owner_audience_id,
            subject=case.subject,
            case=case,
            unit_id=unit.pk,
            state=state,
            retention_kind="case",
            **fields,
        )
    return change(actor, line, version, {"reason": str(fields.get("reason", ""))}, state=state, **fields)
