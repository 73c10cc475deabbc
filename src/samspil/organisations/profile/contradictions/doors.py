"""The one register of doors: each leads somewhere, and everybody has exactly one for each thing (HAL-18)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.contradictions.seats import overlap
from samspil.organisations.profile.doors import Door, DoorFor, DoorPurpose, DoorTakes
from samspil.organisations.profile.faults import Place

FOR_EVERYBODY = (None, None, None)
Placed = Sequence[tuple[Place, Door]]


def check(findings: Findings) -> None:
    """Every door by itself, then all together."""
    reception = findings.document.data.get("reception")
    for name in {"doors", "counselling"} & set(reception if isinstance(reception, dict) else ()):
        findings.add(("reception", name), "doors_moved", name=name)
    for at, key in placed(findings.profile.reception.chosen_adult_roles, "reception", "chosen_adult_roles"):
        findings.check_known(at, key, findings.keys_of("roles"), "unknown_role")
    doors = list(placed(findings.profile.doors, "doors"))
    for place, door in doors:
        _check_names(findings, place, door)
        _check_receives(findings, place, door)
    _check_first(findings, doors)
    _check_directory(findings, doors)
    receiving = [(place, door) for place, door in doors if door.takes]
    for takes in DoorTakes:
        of_it = [(place, door) for place, door in receiving if takes in door.takes]
        _check_one_each(findings, of_it, takes)
        if receiving and not of_it and takes is not DoorTakes.QUESTION and findings.is_whole(("doors",)):
            findings.add((*receiving[0][0], "takes"), "no_door_takes", takes=str(takes))


def _check_names(findings: Findings, place: Place, door: Door) -> None:
    units = findings.keys_of("units")
    findings.check_known((*place, "unit"), door.unit, units, "unknown_unit")
    findings.check_known((*place, "workplace"), door.workplace, units, "unknown_unit")
    findings.check_known((*place, "role"), door.role, findings.keys_of("roles"), "unknown_role")
    findings.check_known((*place, "district"), door.district, findings.keys_of("districts"), "unknown_district")
    for at, key in placed(door.posts, *place, "posts"):
        findings.check_known(at, key, findings.keys_of("posts"), "unknown_post")
    if not any((door.unit, door.role, door.phone, door.address, door.link)):
        findings.add(place, "door_leads_nowhere", door=door.name)


def _check_receives(findings: Findings, place: Place, door: Door) -> None:
    """A door at which something is received says what, who answers, and for which unit; number and hours go together."""
    if door.takes and not door.posts:
        findings.add((*place, "takes"), "door_nobody_answers", door=door.name)
    if door.posts and not door.takes:
        findings.add((*place, "posts"), "door_takes_nothing", door=door.name)
    if door.takes and not door.unit:
        findings.add(place, "door_without_unit", door=door.name)
    if door.takes and bool(door.phone) != bool(door.hours):
        findings.add((*place, "phone" if door.phone else "hours"), "door_half_known", door=door.name)


def _check_first(findings: Findings, doors: Placed) -> None:
    for (_, one), (place, other) in combinations(doors, 2):
        same = one.is_first and other.is_first and one.purpose is other.purpose and _for_whom(one) == _for_whom(other)
        if same and set(one.open_for) & set(other.open_for) and overlap(one, other):
            findings.add((*place, "is_first"), "two_first_doors", one=one.name, other=other.name)


def _check_directory(findings: Findings, doors: Placed) -> None:
    """The directory sends nobody to another door than the forms do."""
    if not any(door.takes for _, door in doors):
        return
    for place, door in doors:
        if door.purpose is DoorPurpose.CONSULTATION and DoorFor.COLLEAGUE in door.open_for:
            missing = DoorTakes.SPARRING
        elif door.purpose is DoorPurpose.CONCERN and door.is_first:
            missing = DoorTakes.CONCERN
        else:
            continue
        if missing not in door.takes:
            findings.add((*place, "purpose"), "directory_says_otherwise", door=door.name, takes=str(missing))


def _check_one_each(findings: Findings, doors: Placed, takes: DoorTakes) -> None:
    """Two doors for the same people would leave it to them to guess; none for some would leave them outside."""
    for (_, one), (place, other) in combinations(doors, 2):
        if _for_whom(one) == _for_whom(other) and overlap(one, other):
            findings.add((*place, "takes"), "two_doors", one=one.name, other=other.name, takes=str(takes))
    if doors and findings.is_whole(("doors",)) and not any(_for_whom(door) == FOR_EVERYBODY for _, door in doors):
        place, door = doors[0]
        findings.add((*place, "takes"), "no_door_for_all", door=door.name, takes=str(takes))


def _for_whom(door: Door) -> tuple[str | None, str | None, str | None]:
    return door.district, door.workplace, door.matter
