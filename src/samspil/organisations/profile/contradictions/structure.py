"""Bodies, schools, roles and teams that do not fit each other."""

from __future__ import annotations

from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.contradictions.references import check_once
from samspil.organisations.profile.roles import CoveredBy, Norm, NormFor
from samspil.organisations.profile.units import UnitType


def check(findings: Findings) -> None:
    """Everything about structure that a field alone cannot tell."""
    _check_whose(findings)
    _check_districts(findings)
    _check_units(findings)
    _check_roles(findings)
    _check_staffing(findings)
    _check_words(findings)


def _check_whose(findings: Findings) -> None:
    data = findings.document.data
    if "municipality" not in data and "body" not in data:
        findings.add((), "whose_missing")
    elif "municipality" in data and "body" in data:
        findings.add(("body",), "whose_twice")


def _check_districts(findings: Findings) -> None:
    kinds = findings.keys_of("district_kinds")
    districts = findings.keys_of("districts")
    for place, district in placed(findings.profile.districts, "districts"):
        if kinds or district.kind != "district":
            findings.check_known((*place, "kind"), district.kind, kinds | {"district"}, "unknown_district_kind")
        findings.check_known((*place, "parent"), district.parent, districts, "unknown_district")


def _check_units(findings: Findings) -> None:
    """Retsplejeloven § 115, stk. 3, turns on what a unit is in law, so a school must be what its sort says."""
    units, districts = findings.keys_of("units"), findings.keys_of("districts")
    schools = {unit.key for unit in findings.profile.units if unit.school}
    for place, unit in placed(findings.profile.units, "units"):
        findings.check_known((*place, "line"), unit.line, units, "unknown_unit")
        for at, district in placed(unit.also_in, *place, "also_in"):
            findings.check_known(at, district, districts, "unknown_district")
        if unit.school is None:
            continue
        at = (*place, "school", "attached_to")
        if findings.check_known(at, unit.school.attached_to, units, "unknown_unit"):
            if unit.school.attached_to == unit.key:
                findings.add(at, "own_parent", key=unit.key, chain=f"{unit.key} → {unit.key}")
            elif unit.school.attached_to and unit.school.attached_to not in schools and findings.is_whole(("units",)):
                findings.add(at, "attached_to_no_school", key=unit.school.attached_to)
        if unit.school.is_municipal and unit.type is not UnitType.AUTHORITY:
            findings.add((*place, "type"), "municipal_school", unit=unit.name)
        if not unit.school.is_municipal and unit.type is UnitType.AUTHORITY:
            findings.add((*place, "type"), "school_of_others", unit=unit.name, kind=unit.school.kind)


def _check_roles(findings: Findings) -> None:
    profile, roles = findings.profile, findings.keys_of("roles")
    kinds = {district.kind for district in profile.districts}
    for place, role in placed(profile.roles, "roles"):
        for name in ("line_leader", "professional_leader", "reports_to", "beside"):
            findings.check_known((*place, name), getattr(role, name), roles, "unknown_role")
        if role.norm:
            _check_norm(findings, (*place, "norm"), role.norm)
        if role.required and role.required.each is CoveredBy.DISTRICT and findings.is_whole(("districts",)):
            if role.required.of is not None:
                findings.check_known((*place, "required", "of"), role.required.of, kinds, "unknown_district_kind")
            elif not kinds:
                findings.add((*place, "required"), "covers_nothing", role=role.name)
    for place, post in placed(profile.posts, "posts"):
        if post.norm:
            _check_norm(findings, (*place, "norm"), post.norm)


def _check_norm(findings: Findings, place: tuple[str | int, ...], norm: Norm) -> None:
    if norm.each is NormFor.PUPILS and norm.pupils is None:
        findings.add(place, "norm_without_pupils")
    if norm.each is not NormFor.PUPILS and (norm.pupils is not None or norm.at_least is not None):
        findings.add((*place, "pupils" if norm.pupils is not None else "at_least"), "norm_with_pupils")


def _check_staffing(findings: Findings) -> None:
    """A number that the posts do not add up to is told, not corrected: the source says both."""
    posts = {post.key: post for post in findings.profile.posts}
    for place, team in placed(findings.profile.staffing, "staffing"):
        known = [
            findings.check_known(at, key, findings.keys_of("posts"), "unknown_post")
            for at, key in placed(team.posts, *place, "posts")
        ]
        numbers = [posts[key].number for key in team.posts if key in posts]
        if not all(known) or None in numbers or len(numbers) < len(team.posts):
            continue
        listed = sum(number for number in numbers if number is not None)
        if listed != team.stated and team.differs is None:
            findings.add((*place, "stated"), "staffing_differs", stated=team.stated, listed=listed)
        if listed == team.stated and team.differs is not None:
            findings.add((*place, "differs"), "staffing_agrees", stated=team.stated)


def _check_words(findings: Findings) -> None:
    check_once(findings, ("vocabulary",), [word for word in findings.profile.vocabulary if not word.valid_to], "term")
