"""What forums owe each other, who may be invited, and formulas that fit nobody."""

from __future__ import annotations

from samspil.organisations.profile.cadences import FixedDates
from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.expanding import units_for
from samspil.organisations.profile.faults import Place
from samspil.organisations.profile.forums import Forum, Terms
from samspil.organisations.profile.mandates import Due
from samspil.organisations.profile.seats import Seat, SeatKind

SATURDAY = 6


def check(findings: Findings) -> None:
    """Every forum's mandate, guests, outputs, formulas and quorum."""
    for place, forum in placed(findings.profile.forums, "forums"):
        _check_references(findings, place, forum)
        _check_openness(findings, place, forum)
        _check_outputs(findings, place, forum)
        for at, seat in placed(forum.seats, *place, "seats"):
            _check_seat(findings, at, forum, seat)
        for at, terms in placed(forum.terms, *place, "terms"):
            _check_terms(findings, at, forum, terms)


def _check_references(findings: Findings, place: Place, forum: Forum) -> None:
    units, districts, forums = map(findings.keys_of, ("units", "districts", "forums"))
    findings.check_known((*place, "district"), forum.district, districts, "unknown_district")
    findings.check_known((*place, "organiser"), forum.organiser, units, "unknown_unit")
    findings.check_known((*place, "assisted_by"), forum.assisted_by, units, "unknown_unit")
    for at, party in placed(forum.parties, *place, "parties"):
        findings.check_known(at, party, units, "unknown_unit")
    for at, joined in placed(forum.joins, *place, "joins"):
        if findings.check_known(at, joined, forums, "unknown_forum") and joined == forum.key:
            findings.add(at, "own_parent", key=forum.key, chain=f"{forum.key} → {forum.key}")
    for at, guest in placed(forum.guests, *place, "guests"):
        findings.check_known((*at, "unit"), guest.unit, units, "unknown_unit")
    kinds = {district.kind for district in findings.profile.districts}
    if forum.each_district is not None and findings.is_whole(("districts",)):
        findings.check_known((*place, "each_district"), forum.each_district, kinds, "unknown_district_kind")
    if forum.each_district is not None and forum.district is not None:
        findings.add((*place, "district"), "district_twice", forum=forum.name)


def _check_openness(findings: Findings, place: Place, forum: Forum) -> None:
    """Nothing about a named person is public, and no citizen hears it (retsplejeloven § 115; VAL-71)."""
    if not forum.named_persons:
        return
    if forum.is_public:
        findings.add((*place, "is_public"), "public_with_names", forum=forum.name)
    for at, guest in placed(forum.guests, *place, "guests"):
        if guest.citizens:
            findings.add((*at, "citizens"), "citizens_with_names", forum=forum.name)


def _check_outputs(findings: Findings, place: Place, forum: Forum) -> None:
    forums = findings.keys_of("forums")
    for name in ("outputs", "reports"):
        for at, owed in placed(getattr(forum, name), *place, name):
            if owed.forum is None and owed.to is None:
                findings.add(at, "goes_nowhere", what=owed.what)
            elif owed.forum is not None and "/" not in owed.forum:
                findings.check_known((*at, "forum"), owed.forum, forums, "unknown_forum")
    for at, report in placed(forum.reports, *place, "reports"):
        if report.month is not None and report.due is not Due.YEARLY:
            findings.add((*at, "month"), "month_of_no_year", what=report.what)


def _check_seat(findings: Findings, at: Place, forum: Forum, seat: Seat) -> None:
    if (seat.unit is None) == (seat.each is None):
        findings.add(at, "seat_of_nobody" if seat.unit is None else "seat_of_two", seat=seat.name)
    if seat.each is not None and findings.is_whole(("units",)):
        for unit_at, unit in placed(seat.each.units, *at, "each", "units"):
            findings.check_known(unit_at, unit, findings.keys_of("units"), "unknown_unit")
        if not list(units_for(seat.each, forum, findings.profile)):
            findings.add((*at, "each"), "formula_fits_nobody", seat=seat.name)
    if seat.condition is not None and seat.kind is not SeatKind.CONDITIONAL:
        findings.add((*at, "condition"), "condition_without_kind", seat=seat.name)
    if seat.appointment is not None:
        for name in ("chair_of", "deputy_of"):
            other = getattr(seat.appointment, name)
            if other is not None and "/" not in other:
                findings.check_known((*at, "appointment", name), other, findings.keys_of("forums"), "unknown_forum")


def _check_terms(findings: Findings, place: Place, forum: Forum, terms: Terms) -> None:
    seats, roles = {seat.key for seat in forum.seats}, findings.keys_of("roles")
    whole = findings.is_whole((*place[:2], "seats"))
    for at, duty in placed(terms.preparation, *place, "preparation"):
        findings.check_known((*at, "role"), duty.role, roles, "unknown_role")
        if whole:
            findings.check_known((*at, "seat"), duty.seat, seats, "unknown_seat")
        if duty.role is None and duty.seat is None:
            findings.add(at, "duty_of_nobody", what=duty.what)
    if terms.quorum is not None:
        quorum = terms.quorum
        if quorum.at_least is None and quorum.percent is None and not quorum.seats:
            findings.add((*place, "quorum"), "quorum_empty")
        formulas = any(seat.each or seat.number for seat in forum.seats)
        if whole and not formulas and not forum.joins and quorum.at_least and quorum.at_least > len(forum.seats) > 0:
            findings.add((*place, "quorum", "at_least"), "quorum_too_large", seats=len(forum.seats))
        for at, key in placed(quorum.seats, *place, "quorum", "seats"):
            if whole:
                findings.check_known(at, key, seats, "unknown_seat")
    if isinstance(terms.cadence, FixedDates):
        for at, day in placed(terms.cadence.days, *place, "cadence", "days"):
            if day.isoweekday() >= SATURDAY:
                findings.add(at, "day_of_rest", day=day)
