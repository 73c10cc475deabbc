"""Keys: used once, naming something that is there, and nothing that belongs to itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samspil.organisations.profile.bases import GIVER_OF_BASIS, Bases
from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.faults import Place


def check(findings: Findings) -> None:
    """Duplicate keys, unknown references, parents in a circle."""
    profile = findings.profile
    for section in (
        "district_kinds", "districts", "units", "sites", "roles", "posts", "staffing", "doors", "forums",
    ):  # fmt: skip
        check_once(findings, (section,), getattr(profile, section), "key")
    check_once(findings, ("retention",), profile.retention, "kind")
    check_once(findings, ("calendar", "school_years"), profile.calendar.school_years, "starts")
    check_once(findings, ("calendar", "closing_days"), profile.calendar.closing_days, "day")
    _check_places_and_people(findings)
    _check_forums(findings)
    for section in ("units", "forums"):
        _check_parents(findings, section)


def check_once(findings: Findings, place: Place, parts: Sequence[Any], name: str) -> None:
    """A key that two elements of a list have is a fault at the later one."""
    first: dict[Any, Place] = {}
    for where, part in placed(parts, *place):
        key = getattr(part, name)
        if key in first:
            findings.add((*where, name), "twice", key=key, first=findings.line_of((*first[key], name)))
        first.setdefault(key, where)


def _check_places_and_people(findings: Findings) -> None:
    profile = findings.profile
    districts, units, roles = map(findings.keys_of, ("districts", "units", "roles"))
    for place, unit in placed(profile.units, "units"):
        findings.check_known((*place, "parent"), unit.parent, units, "unknown_unit")
        findings.check_known((*place, "district"), unit.district, districts, "unknown_district")
    for place, site in placed(profile.sites, "sites"):
        findings.check_known((*place, "unit"), site.unit, units, "unknown_unit")
        findings.check_known((*place, "district"), site.district, districts, "unknown_district")
    for place, post in placed(profile.posts, "posts"):
        findings.check_known((*place, "role"), post.role, roles, "unknown_role")
        findings.check_known((*place, "unit"), post.unit, units, "unknown_unit")
        findings.check_known((*place, "district"), post.district, districts, "unknown_district")


def _check_forums(findings: Findings) -> None:
    units, roles, forums = map(findings.keys_of, ("units", "roles", "forums"))
    for place, forum in placed(findings.profile.forums, "forums"):
        if forum.parent and "/" not in forum.parent:
            findings.check_known((*place, "parent"), forum.parent, forums, "unknown_forum")
        check_once(findings, (*place, "seats"), forum.seats, "key")
        blocks = {block.code for terms in forum.terms for block in terms.blocks}
        whole = findings.is_whole((*place, "terms")) and all(
            findings.is_whole((*at, "blocks")) for at, _ in placed(forum.terms, *place, "terms")
        )
        for at, seat in placed(forum.seats, *place, "seats"):
            findings.check_known((*at, "unit"), seat.unit, units, "unknown_unit")
            findings.check_known((*at, "role"), seat.role, roles, "unknown_role")
            if whole:
                findings.check_known((*at, "block"), seat.block, blocks, "unknown_block")
        for at, terms in placed(forum.terms, *place, "terms"):
            check_once(findings, (*at, "blocks"), terms.blocks, "code")
            check_once(findings, (*at, "decisions"), terms.decisions, "code")
            check_once(findings, (*at, "necessity"), terms.necessity, "code")
            check_once(findings, (*at, "agenda"), terms.agenda, "code")
            _check_bases(findings, (*at, "bases"), terms.bases)
            for word_at, word in placed(terms.decisions, *at, "decisions"):
                findings.check_known((*word_at, "responsible_role"), word.responsible_role, roles, "unknown_role")
                check_once(findings, (*word_at, "asks", "answers"), word.asks.answers if word.asks else (), "code")
            for heading_at, heading in placed(terms.agenda, *at, "agenda"):
                if findings.is_whole((*at, "blocks")):
                    codes = {block.code for block in terms.blocks}
                    findings.check_known((*heading_at, "block"), heading.block, codes, "unknown_block")
    for place, weeks in placed(findings.profile.calendar.weeks_off, "calendar", "weeks_off"):
        findings.check_known((*place, "forum"), weeks.forum, forums, "unknown_forum")


def _check_bases(findings: Findings, place: Place, bases: Bases) -> None:
    """Each basis is in the register, fits its giver, and is confirmed by somebody or not at all."""
    for giver in ("police", "authority", "self_governing", "inside"):
        reference = getattr(bases, giver)
        if reference is None:
            continue
        at = (*place, giver)
        if findings.check_known((*at, "basis"), reference.basis, GIVER_OF_BASIS, "unknown_basis"):
            gives = GIVER_OF_BASIS[reference.basis]
            if gives == "nobody":
                findings.add((*at, "basis"), "nobody_gives", key=reference.basis)
            elif gives != giver:
                fitting = [key for key, kind in GIVER_OF_BASIS.items() if kind == giver]
                findings.add((*at, "basis"), "wrong_giver", key=reference.basis, giver=giver, choices=fitting)
        if reference.confirmed and not reference.confirmed_by:
            findings.add((*at, "confirmed"), "confirmed_by_nobody")


def _check_parents(findings: Findings, section: str) -> None:
    parents: Mapping[str, str | None] = {part.key: part.parent for part in getattr(findings.profile, section)}
    told: set[str] = set()
    for place, part in placed(getattr(findings.profile, section), section):
        chain, above = [part.key], part.parent
        while above is not None and above not in chain:
            chain.append(above)
            above = parents.get(above)
        if above == part.key and not told & set(chain):
            told |= set(chain)
            written = " → ".join([*chain, part.key])
            findings.add((*place, "parent"), "own_parent", key=part.key, chain=written)
