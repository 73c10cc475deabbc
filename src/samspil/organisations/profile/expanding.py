"""Formulas written out: one forum for every district of a kind, one seat for every school, several forums together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samspil.organisations.profile.forums import Forum
from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.seats import EachUnit, Seat
from samspil.organisations.profile.units import Unit


def expanded(profile: Profile) -> Profile:
    """The same profile with every formula written out. What has none is left as it is."""
    forums = [one for forum in profile.forums for one in _in_each_district(forum, profile)]
    seated = [forum.model_copy(update={"seats": seats_of(forum, profile)}) for forum in forums]
    joined = {forum.key: forum for forum in seated}
    whole = [forum.model_copy(update={"seats": (*forum.seats, *_joined(forum, joined))}) for forum in seated]
    return profile.model_copy(update={"forums": tuple(whole)})


def _in_each_district(forum: Forum, profile: Profile) -> Iterator[Forum]:
    if forum.each_district is None:
        yield forum
        return
    for district in profile.districts:
        if district.kind == forum.each_district:
            name = forum.name.replace("{district}", district.name)
            yield forum.model_copy(
                update={
                    "key": f"{forum.key}-{district.key}",
                    "name": name if name != forum.name else f"{forum.name} {district.name}",
                    "district": district.key,
                    "each_district": None,
                    "valid_from": max(filter(None, (forum.valid_from, district.valid_from)), default=None),
                    "valid_to": min(filter(None, (forum.valid_to, district.valid_to)), default=None),
                }
            )


def seats_of(forum: Forum, profile: Profile) -> tuple[Seat, ...]:
    """A forum's seats with each formula as one seat for every unit that fits; a seat of one unit as it is."""
    seats: list[Seat] = []
    for seat in forum.seats:
        if seat.each is None:
            seats.append(seat)
            continue
        for unit in units_for(seat.each, forum, profile):
            update = {
                "key": f"{seat.key}-{unit.key}",
                "name": f"{seat.name}, {unit.name}",
                "unit": unit.key,
                "each": None,
            }
            seats.append(seat.model_copy(update=update))
    return tuple(seats)


def units_for(each: EachUnit, forum: Forum, profile: Profile) -> Iterator[Unit]:
    """The units that a formula fits."""
    for unit in profile.units:
        by_name = unit.key in each.units
        by_school = unit.school is not None and unit.school.kind in each.schools
        by_sector = each.sector is not None and unit.sector is each.sector
        here = not each.in_district or forum.district is None or forum.district in (unit.district, *unit.also_in)
        if here and (by_name or by_school or by_sector):
            yield unit


def _joined(forum: Forum, seated: Mapping[str, Forum]) -> Iterator[Seat]:
    """The seats of the forums that meet together: each unit and role once, without their duties."""
    known = {(seat.unit, seat.role) for seat in forum.seats}
    for key in forum.joins:
        for name, other in seated.items():
            if name != key and not (other.district and name == f"{key}-{other.district}"):
                continue
            for seat in other.seats:
                if (seat.unit, seat.role) not in known:
                    known.add((seat.unit, seat.role))
                    yield seat.model_copy(update={"key": f"{name}-{seat.key}", "duties": (), "block": None})
