"""What a case came of, whether the parents may be talked with, and who has the case of a concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases.models import Case, Handover, HandoverState
from samspil.cases.origins.models import Origin, ParentsRule
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.models import Concern, Step, StepKind
from samspil.concerns.queries.cases import CaseNow
from samspil.concerns.queries.outside import contact_step
from samspil.concerns.states import Source, source_name
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_named
from samspil.responsibility.states import PARENTS_LEFT_OUT
from samspil.sharing.models import File


@dataclass(frozen=True)
class OriginLine:
    """The concern that a case came of: in its sender's words, with what they have told since, and whom the child chose."""

    concern: Concern
    sender: str
    unit: str
    phone: str
    told_since: tuple[Step, ...]
    contact: str  # how who wrote from outside may be reached
    files: int
    adult: Staff | None

    @property
    def is_from_child(self) -> bool:
        """A child wrote it."""
        return self.concern.source == Source.CHILD


@dataclass(frozen=True)
class Parents:
    """Whether nobody talks with the parents first, and who said so."""

    last: bool
    rule: ParentsRule | None = None
    name: str = ""


@dataclass(frozen=True)
class OriginPanel:
    """What a case came of, as the actor reads it."""

    lines: tuple[OriginLine, ...]
    parents: Parents


def parents_of(case: Case) -> Parents:
    """The newest word holds: of somebody who works in the case; else what the door knew, or a handover that left them out. Three
    statements at most.
    """
    rule = ParentsRule.objects.filter(case=case).order_by("-pk").first()
    said_at = rule.written_at if rule is not None else None
    if rule is not None and not rule.may_be_told:
        return Parents(True, rule, _name(rule))
    left_out = Handover.objects.filter(case=case, suspicion__in=PARENTS_LEFT_OUT)
    left_out = left_out.exclude(state__in=[HandoverState.WITHDRAWN])
    known = Origin.objects.filter(case=case, parents_last=True)
    if said_at is not None:
        left_out, known = left_out.filter(written_at__gt=said_at), known.filter(written_at__gt=said_at)
    last = known.exists() or left_out.exists()
    return Parents(last, None if last else rule, _name(rule) if rule is not None and not last else "")


def _name(rule: ParentsRule) -> str:
    return staff_named({rule.staff_id}).get(rule.staff_id, "")


def origin_panel(case: Case) -> OriginPanel:
    """The same few statements however much there is."""
    concerns = [origin.concern for origin in Origin.objects.filter(case=case).select_related("concern").order_by("pk")]
    numbers = [concern.pk for concern in concerns]
    steps = Step.objects.filter(concern_id__in=numbers, kind__in=[StepKind.ADDED, StepKind.ANSWERED])
    told: dict[int, list[Step]] = {}
    for step in steps.order_by("written_at", "pk") if numbers else ():
        told.setdefault(step.concern_id, []).append(step)
    apart = {concern.pk: contact_step(concern, told.get(concern.pk, ())) for concern in concerns}
    senders = Staff.objects.in_bulk({concern.sender_id or 0 for concern in concerns}) if numbers else {}
    units = Unit.objects.in_bulk({concern.sender_unit_id or 0 for concern in concerns}) if numbers else {}
    chosen = ChosenAdult.objects.select_related("staff").filter(concern_id__in=numbers) if numbers else ()
    adults = {one.concern_id: one.staff for one in chosen}
    files: dict[int, int] = {}
    if numbers:
        table = Concern._meta.db_table
        for number in File.objects.filter(parent_table=table, parent_id__in=numbers).values_list(
            "parent_id", flat=True
        ):
            files[number] = files.get(number, 0) + 1
    lines = [
        OriginLine(
            concern=concern,
            sender=senders[concern.sender_id].name if concern.sender_id else source_name(concern.source),
            unit=units[concern.sender_unit_id].name if concern.sender_unit_id else "",
            phone=_phone(senders.get(concern.sender_id or 0), units.get(concern.sender_unit_id or 0)),
            told_since=tuple(step for step in told.get(concern.pk, ()) if step is not apart[concern.pk]),
            contact=reached.text if (reached := apart[concern.pk]) else "",
            files=files.get(concern.pk, 0),
            adult=adults.get(concern.pk),
        )
        for concern in concerns
    ]
    return OriginPanel(tuple(lines), parents_of(case))


def _phone(sender: Staff | None, unit: Unit | None) -> str:
    return (sender.phone if sender else "") or (unit.phone if unit else "")


def cases_now(actor: Actor, concerns: Sequence[Concern]) -> Mapping[int, CaseNow]:
    """Who has the open case that came of each of these concerns. One statement where none did, three where one did."""
    rows = cabinet.read(
        "SELECT concern_id, case_id, staff, unit, reads FROM origins.holders(%s::bigint[])",
        [[concern.pk for concern in concerns]],
    )
    if not rows:
        return {}
    staff = Staff.objects.in_bulk({row[2] for row in rows})
    units = Unit.objects.in_bulk({row[3] for row in rows})
    return {
        concern: CaseNow(staff[who], units[unit], reverse("cases:case", args=[case]) if reads else "")
        for concern, case, who, unit, reads in rows
    }


@dataclass(frozen=True)
class GoesAlong:
    """What comes with a case that is handed over."""

    comes: bool
    parents_last: bool


def came_of_concern(case: Case) -> bool:
    """Whether the case came of a concern, as far as the actor reads: it goes along when the case is handed over."""
    return Origin.objects.filter(case=case).exists()


def goes_along(handover: Handover) -> GoesAlong:
    """Whether a concern comes along with the case, for who reads the handover. One statement."""
    ((comes, last),) = cabinet.read("SELECT comes, parents_last FROM origins.goes_along(%s)", [handover.pk])
    return GoesAlong(bool(comes), bool(last))
