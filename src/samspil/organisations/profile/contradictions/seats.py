"""Who sits where: one chair, one coordinator, and nobody at a table for named persons who may not sit there."""

from __future__ import annotations

from itertools import combinations

from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.expanding import units_for
from samspil.organisations.profile.faults import Place
from samspil.organisations.profile.forums import Forum, ForumType, Seat, SeatDuty, SeatKind
from samspil.organisations.profile.parts import Dated
from samspil.organisations.profile.units import Sector, Unit, UnitType

ONLY_ONE = (SeatDuty.CHAIR, SeatDuty.COORDINATOR)
# Retsplejeloven § 112 for the council of police director and mayors; BRO-50 and VAL-75 for the others.
GENERAL_MATTERS = frozenset(
    {
        ForumType.DISTRICT_COUNCIL,
        ForumType.STEERING_COMMITTEE,
        ForumType.CONSULTANT_CIRCLE,
        ForumType.NATIONAL_SSP_COUNCIL,
    }
)


def check(findings: Findings) -> None:
    """Duties, blocks and parties of every forum."""
    units = {unit.key: unit for unit in findings.profile.units}
    for place, unit in placed(findings.profile.units, "units"):
        if unit.type is UnitType.PRIVATE and unit.may_take_part and unit.may_take_part.answer:
            findings.add((*place, "may_take_part"), "private_taking_part", unit=unit.name)
    for place, forum in placed(findings.profile.forums, "forums"):
        _check_names(findings, place, forum)
        _check_duties(findings, place, forum)
        _check_blocks(findings, place, forum)
        if forum.named_persons:
            _check_parties(findings, place, forum, units)
            _check_bases(findings, place, forum, units)


def _check_names(findings: Findings, place: Place, forum: Forum) -> None:
    if forum.named_persons and forum.type in GENERAL_MATTERS:
        findings.add((*place, "named_persons"), "names_not_allowed", type=forum.type)
    if not forum.named_persons and forum.type is ForumType.NAMED_CASE_FORUM:
        findings.add((*place, "named_persons"), "names_expected", type=forum.type)


def _check_duties(findings: Findings, place: Place, forum: Forum) -> None:
    """Two chairs or two coordinators at the same time are one too many."""
    for duty in ONLY_ONE:
        having = [(at, seat) for at, seat in placed(forum.seats, *place, "seats") if duty in seat.duties]
        for (_, one), (at, other) in combinations(having, 2):
            if overlap(one, other):
                findings.add((*at, "duties"), "two_holders", duty=duty, other=one.key, seat=other.key)


def overlap(one: Dated, other: Dated) -> bool:
    """Whether two periods share a day."""
    starts = [day for day in (one.valid_from, other.valid_from) if day]
    ends = [day for day in (one.valid_to, other.valid_to) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _check_blocks(findings: Findings, place: Place, forum: Forum) -> None:
    for at, seat in placed(forum.seats, *place, "seats"):
        if seat.kind is SeatKind.BLOCK and seat.block is None:
            findings.add((*at, "kind"), "block_left_out")
        if seat.kind is not SeatKind.BLOCK and seat.block is not None:
            findings.add((*at, "block"), "block_without_kind", key=seat.block)
    if not findings.is_whole((*place, "seats")):
        return
    seated = {seat.block for seat in forum.seats if seat.kind is SeatKind.BLOCK}
    for terms_at, terms in placed(forum.terms, *place, "terms"):
        for at, block in placed(terms.blocks, *terms_at, "blocks"):
            if block.cadence and block.code not in seated:
                findings.add((*at, "cadence"), "block_without_seat", key=block.code)


def _check_parties(findings: Findings, place: Place, forum: Forum, units: dict[str, Unit]) -> None:
    """Retsplejeloven § 115, stk. 3: no private party; benefit control only when that is settled (VAL-67, VAL-89)."""
    for at, seat in placed(forum.seats, *place, "seats"):
        for unit in units_of(findings, forum, seat, units):
            if unit.type is UnitType.PRIVATE:
                findings.add((*at, "unit"), "private_seated", unit=unit.name)
            elif unit.sector is Sector.BENEFIT_CONTROL and unit.may_take_part is None and not seat.anonymous_only:
                findings.add((*at, "unit"), "benefit_control_seated", unit=unit.name)
        if seat.anonymous_only and seat.duties:
            findings.add((*at, "duties"), "leads_without_names", seat=seat.name)


def units_of(findings: Findings, forum: Forum, seat: Seat, units: dict[str, Unit]) -> list[Unit]:
    """The unit that sits there, or those that the seat's formula fits."""
    if seat.each is not None:
        return list(units_for(seat.each, forum, findings.profile))
    return [units[seat.unit]] if seat.unit in units else []


def _check_bases(findings: Findings, place: Place, forum: Forum, units: dict[str, Unit]) -> None:
    """A forum for named persons has a basis for every kind of giver that sits there (BRO-14, VAL-63)."""
    for terms_at, terms in placed(forum.terms, *place, "terms"):
        if not any(getattr(terms.bases, giver) for giver in ("police", "authority", "self_governing", "inside")):
            findings.add((*terms_at, "bases"), "no_basis", forum=forum.name)
            continue
        told: set[str] = set()
        for at, seat in placed(forum.seats, *place, "seats"):
            for unit in units_of(findings, forum, seat, units):
                giver = None if seat.anonymous_only else _giver(unit)
                if giver and giver not in told and getattr(terms.bases, giver) is None:
                    told.add(giver)
                    findings.add((*at, "unit"), "no_basis_for_giver", unit=unit.name, giver=giver)


def _giver(unit: Unit | None) -> str | None:
    if unit is None or not unit.may_receive:
        return None
    if unit.sector is Sector.POLICE:
        return "police"
    return "self_governing" if unit.type is UnitType.SELF_GOVERNING else "authority"
