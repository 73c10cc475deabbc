"""The municipalities of the demo with everybody who works there, made by the acts that a real one is made by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from samspil.access.actor import Actor, acting, now
from samspil.config.applying import install
from samspil.demo.years import stated_for
from samspil.organisations.actions import create_colleague, give_seat
from samspil.organisations.models import Body, District, Forum, Role, Seat, Staff, Unit
from samspil.organisations.profile import Door, Profile, load
from samspil.organisations.profile.reception import Reception

_HERE = Path(__file__).parent
# In a checkout the profiles stand beside src/; the installed package carries them inside.
_PROFILES = next(folder for folder in (_HERE.parents[2] / "profiles", _HERE.parent / "_profiles") if folder.is_dir())
OURS, NEIGHBOUR = "broendby", "lillevig"
OTHERS = ("ballerup", "halsnaes", "vallensbaek")
CIRCLE = "vestegnens-ssp-kreds"
DISTRICT = "koebenhavns-vestegns-politi"
ABOVE = (DISTRICT, "ssp-samraadet", CIRCLE, "bandepartnerskabet")
FILES = {key: _PROFILES / f"{key}.yaml" for key in (OURS, *OTHERS, *ABOVE)} | {NEIGHBOUR: _HERE / f"{NEIGHBOUR}.yaml"}
MAIL = "example.org"  # reserved for examples (RFC 2606): no letter arrives anywhere


@dataclass
class Place:
    """One municipality of the demo: its rows, and its people by the short names of `colleagues.yaml`."""

    body: Body
    profile: Profile
    units: dict[str, Unit] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    forums: dict[str, Forum] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    role_of: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def as_(self, key: str) -> Iterator[Actor]:
        """One transaction of that colleague."""
        with acting(self.staff[key].principal_id) as actor:
            yield actor

    @contextmanager
    def as_installer(self) -> Iterator[Actor]:
        """One transaction of the service that founded the municipality."""
        with acting(self.body.installer_id) as actor:
            yield actor

    def holding(self, role: str) -> str:
        """The first colleague with that role, by the profile's key of the role."""
        return next(key for key, held in self.role_of.items() if held == role)


@cache
def _people() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((_HERE / "colleagues.yaml").read_text(encoding="utf-8"))
    return read


def people_of(key: str) -> dict[str, Any]:
    """What is told of a municipality's people; nothing for one whose people are drawn by seed alone."""
    told: dict[str, Any] = _people().get(key, {})
    return told


@cache
def _reception() -> dict[str, Any]:
    """Who answers somebody who is worried: made-up numbers, which no profile may hold."""
    read: dict[str, Any] = yaml.safe_load((_HERE / "reception.yaml").read_text(encoding="utf-8"))
    return read


def answering(profile: Profile, key: str) -> Profile:
    """The profile with the telephones and hours of the demo; the same where it has none."""
    made_up = dict(_reception().get(key, {}))
    numbers = made_up.pop("doors", {})
    assert numbers.keys() <= {door.key for door in profile.doors}, key
    doors = [door.model_dump(mode="json", exclude_defaults=True) | numbers.get(door.key, {}) for door in profile.doors]
    stated = profile.reception.model_dump(mode="json", exclude_defaults=True)
    return profile.model_copy(
        update={
            "doors": tuple(Door.model_validate(door) for door in doors),
            "reception": Reception.model_validate(stated | made_up),
        }
    )


def found(key: str) -> Place:
    """Found the municipality and apply its profile; nobody works there yet."""
    profile = stated_for(answering(load(FILES[key]), key), timezone.localdate(now()))
    body = install(profile).body
    return Place(
        body=body,
        profile=profile,
        units={unit.key: unit for unit in Unit.objects.filter(body=body)},
        roles={role.key: role for role in Role.objects.filter(body=body)},
        forums={forum.key: forum for forum in Forum.objects.filter(body=body).select_related("body")},
        districts={district.key: district for district in District.objects.filter(body=body)},
    )


def open_place(key: str) -> Place:
    """Found the municipality, apply its profile and enrol its people."""
    place = found(key)
    profile, told = place.profile, people_of(key)
    posts = {post.key: post for post in profile.posts}
    chief = told["administrator"]
    post = next(post for post in profile.posts if place.roles[post.role].type == "administrator")
    with place.as_installer() as actor:
        enrol(actor, place, {"role": post.role, "unit": post.unit} | chief)
    with place.as_(chief["key"]) as actor:
        for person in told["people"]:
            held = posts.get(person.get("post", ""))
            where = (
                {"role": held.role, "unit": held.unit, "district": held.district, "leads": held.leads} if held else {}
            )
            enrol(actor, place, where | person)
    return place


def enrol(actor: Actor, place: Place, person: dict[str, Any]) -> None:
    """Create a colleague with post and seats, as `colleagues.yaml` writes one."""
    key = person["key"]
    staff = create_colleague(
        actor, body=place.body, name=person["name"], email=f"{key}@{place.body.key}.{MAIL}",
        role=place.roles[person["role"]], unit=place.units[person["unit"]],
        district=place.districts.get(person.get("district") or ""), leads=person.get("leads", False),
    ).staff  # fmt: skip
    if "first" in person:
        staff.preferences = {"demo": {"order": person["first"], "about": person.get("about", "")}}
        staff.save(update_fields=["preferences"])
    for seat in person.get("seats", ()):
        forum, _, name = seat.partition("/")
        give_seat(
            actor,
            staff=staff,
            seat=Seat.objects.select_related("forum", "unit").get(forum=place.forums[forum], key=name),
        )
    place.staff[key] = staff
    place.role_of[key] = person["role"]
