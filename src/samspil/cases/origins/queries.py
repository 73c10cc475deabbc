"""What a case came of, whether the parents may be talked with, and who has the case of a concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases.models import Case, Handover, HandoverState
from samspil.cases.origins.models import Origin, ParentsRule
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.queries import stopped_words
from samspil.concerns.models import Concern, Step, StepKind
from samspil.concerns.queries.cases import CaseNow
from samspil.concerns.queries.outside import contact_step
from samspil.concerns.states import Source, source_name
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_named, told_apart
from samspil.responsibility.queries import first_units, presence_in, who_left
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
    adult_stopped: str = ""  # where the adult has stopped: that, and that somebody asks whom the child talks with now

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


def origin_panel(case: Case, at: datetime) -> OriginPanel:
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
    gone = who_left([one.pk for one in adults.values()], at) if adults else set()
    stopped = {one.concern_id: stopped_words(one.chosen_by, one.staff, "") for one in chosen if one.staff_id in gone}
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
            adult_stopped=stopped.get(concern.pk, ""),
        )
        for concern in concerns
    ]
    return OriginPanel(tuple(lines), parents_of(case))


def _phone(sender: Staff | None, unit: Unit | None) -> str:
    return (sender.phone if sender else "") or (unit.phone if unit else "")


def cases_now(actor: Actor, concerns: Sequence[Concern]) -> Mapping[int, CaseNow]:
    """Whom to ring about the open case that came of each of these concerns: who has it, or who acts while they are away or have left.
    One statement where none did, six where one did, more only where somebody acts from above.
    """
    rows = cabinet.read(
        "SELECT concern_id, case_id, staff, unit, reads FROM origins.holders(%s::bigint[])",
        [[concern.pk for concern in concerns]],
    )
    if not rows:
        return {}
    staff = told_apart(Staff.objects.in_bulk({row[2] for row in rows}))
    units = Unit.objects.in_bulk({row[3] for row in rows})
    here = presence_in(units, staff, actor.at)
    found: dict[int, CaseNow] = {}
    for concern, case, holder, place, reads in rows:
        who, unit = staff[holder], units[place]
        acting = here.acting_for(who, place)
        address = reverse("cases:case", args=[case]) if reads else ""
        if acting is None:
            found[concern] = CaseNow(who, unit, address, has_left=here.has_left(who, place))
            continue
        own = here.unit_at(acting, place) or first_units([acting.pk], actor.at).get(acting.pk, unit)
        found[concern] = CaseNow(acting, own, address, who, here.has_left(who, place))
    return found


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
