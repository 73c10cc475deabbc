"""Applying a profile: the municipality as its file says, with audiences, by dates; nothing is deleted.

Idempotent: a second time changes nothing. What the file no longer names ends yesterday, so that what was done under it
keeps its meaning; what comes back under the same key goes on.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.installing import FoundedBody
from samspil.access.models import Audience
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.organisations import policies
from samspil.organisations.actions.keys import keys_follow, leaders_sit, today
from samspil.organisations.models import (
    Body,
    Dated,
    District,
    Forum,
    ForumTerms,
    ProfileVersion,
    Role,
    Seat,
    Site,
    Staff,
    TakingPart,
    Unit,
)
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.profile import Profile, SeatDuty, expanded
from samspil.organisations.profile import Seat as SeatProfile
from samspil.organisations.profile import TakingPart as Answer

Row = TypeVar("Row", bound=Model)


@dataclass
class Applied:
    """What applying did: the version (new only when the file says something else), and how many rows it touched."""

    version: ProfileVersion
    is_new: bool
    changes: Counter[str] = field(default_factory=Counter)


@verb("body.registered")
def register_body(actor: Actor, *, founded: FoundedBody, key: str, name: str, kind: str, code: str = "") -> Body:
    """The row of a body that has just been founded, by its own installer."""
    protection = Audience.objects.get(kind="protection", body_id=founded.audience)
    body = Body.objects.create(
        key=key,
        name=name,
        kind=kind,
        code=code,
        audience_id=founded.audience,
        administration_id=founded.administration,
        protection=protection,
        installer_id=founded.installer,
    )
    record("body.registered", body, owner=founded.administration)
    return body


@verb("profile.applied")
def apply_profile(actor: Actor, *, body: Body, profile: Profile) -> Applied:
    """Bring a municipality to what its profile says: districts, units, sites, roles, forums, seats and terms.

    Keys of those who hold posts and seats follow in this instant. Refused: for others than the municipality's
    installer and administrators.
    """
    policies.check_administers(actor, body)
    content = profile.model_dump(mode="json", exclude_defaults=True)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    last = ProfileVersion.objects.filter(body=body).order_by("-pk").first()
    is_new = last is None or last.digest != digest
    version = (
        last
        if last is not None and not is_new
        else ProfileVersion.objects.create(body=body, applied_at=actor.at, digest=digest, profile=content)
    )
    work = _Applying(actor, body, today(actor))
    concerned = Staff.objects.filter(Q(body=body) | Q(seatholder__seat__forum__body=body)).distinct()
    profile = expanded(profile)  # rows are forums and seats; the version keeps the formulas
    with keys_follow(actor, concerned):
        work.body_itself(profile)
        work.districts(profile)
        work.units(profile)
        work.sites(profile)
        work.roles(profile)
        work.forums(profile)
    leaders_sit()
    if is_new or work.changes:
        record("profile.applied", version, owner=body.administration_id, **work.changes)
    return Applied(version, is_new, work.changes)


class _Applying:
    """One run. Every part is read once, compared, and only what differs is written."""

    def __init__(self, actor: Actor, body: Body, day: date) -> None:
        self.actor, self.body, self.day = actor, body, day
        self.changes: Counter[str] = Counter()

    # --- keeping rows as the file says --------------------------------------------------------------------------
    def set(self, row: Row, **values: Any) -> Row:
        """Write what differs."""
        differing = [name for name, value in values.items() if getattr(row, name) != value]
        for name in differing:
            setattr(row, name, values[name])
        if differing:
            row.save(update_fields=differing)
            self.changes["changed"] += 1
        return row

    def add(self, row: Row) -> Row:
        row.save()
        self.changes["added"] += 1
        return row

    def end(self, rows: Iterable[Dated]) -> None:
        """What the file no longer names ended yesterday."""
        for row in rows:
            if row.valid_to is None or row.valid_to >= self.day:
                row.valid_to = self.day - timedelta(days=1)
                row.save(update_fields=["valid_to"])
                self.changes["ended"] += 1

    def found(self, kind: str, names: list[str]) -> list[int]:
        return cabinet.found(kind, self.body.administration_id, names) if names else []

    # --- the parts ----------------------------------------------------------------------------------------------
    def body_itself(self, profile: Profile) -> None:
        district = profile.police_district
        above = Body.objects.filter(key=district.key, kind="police_district").first() if district else None
        self.set(
            self.body,
            name=profile.whose.name,
            code=profile.whose.code or "",
            police_district_id=above.pk if above else None,
        )

    def districts(self, profile: Profile) -> None:
        known = {row.key: row for row in District.objects.filter(body=self.body)}
        for part in profile.districts:
            values = {"name": part.name, "valid_from": part.valid_from, "valid_to": part.valid_to}
            if part.key in known:
                self.set(known[part.key], **values)
            else:
                known[part.key] = self.add(District(body=self.body, key=part.key, **values))
        self.end(row for key, row in known.items() if key not in {part.key for part in profile.districts})
        self.district_ids = {key: row.pk for key, row in known.items()}

    def units(self, profile: Profile) -> None:
        known = {row.key: row for row in Unit.objects.filter(body=self.body)}
        settled: dict[int, TakingPart] = {}
        for decision in TakingPart.objects.filter(unit__body=self.body).order_by("decided_at", "pk"):
            settled[decision.unit_id] = decision
        fresh = [part for part in profile.units if part.key not in known]
        audiences = self.found("unit", [part.name for part in fresh])
        leaderships = self.found("leadership", [part.name for part in fresh])
        for part, audience, leadership in zip(fresh, audiences, leaderships, strict=True):
            known[part.key] = Unit(body=self.body, key=part.key, audience_id=audience, leadership_id=leadership)
        for part in profile.units:
            row = known[part.key]
            values = {
                "name": part.name,
                "sector": part.sector.value,
                "type": part.type.value,
                "district_id": self.district_ids[part.district] if part.district else None,
                "phone": part.phone,
                "may_take_part": _answer(part.may_take_part, settled.get(row.pk) if row.pk else None),
                "valid_from": part.valid_from,
                "valid_to": part.valid_to,
            }
            if row.pk is None:
                for name, value in values.items():
                    setattr(row, name, value)
                self.add(row)
            else:
                self.set(row, **values)
        for part in profile.units:  # when all are there: a unit may stand before the one it belongs to
            self.set(known[part.key], parent_id=known[part.parent].pk if part.parent else None)
        self.end(row for key, row in known.items() if key not in {part.key for part in profile.units})
        self.unit_ids = {key: row.pk for key, row in known.items()}

    def sites(self, profile: Profile) -> None:
        known = {row.key: row for row in Site.objects.filter(unit__body=self.body)}
        for part in profile.sites:
            values = {
                "unit_id": self.unit_ids[part.unit],
                "name": part.name,
                "address": part.address,
                "district_id": self.district_ids[part.district] if part.district else None,
                "valid_from": part.valid_from,
                "valid_to": part.valid_to,
            }
            if part.key in known:
                self.set(known[part.key], **values)
            else:
                self.add(Site(key=part.key, **values))
        self.end(row for key, row in known.items() if key not in {part.key for part in profile.sites})

    def roles(self, profile: Profile) -> None:
        known = {row.key: row for row in Role.objects.filter(body=self.body)}
        for part in profile.roles:
            values = {
                "name": part.name,
                "type": part.type.value,
                "duties": list(part.duties),
                "valid_from": part.valid_from,
                "valid_to": part.valid_to,
            }
            if part.key in known:
                self.set(known[part.key], **values)
            else:
                self.add(Role(body=self.body, key=part.key, **values))
        self.end(row for key, row in known.items() if key not in {part.key for part in profile.roles})

    def forums(self, profile: Profile) -> None:
        known = {row.key: row for row in Forum.objects.filter(body=self.body)}
        fresh = [part for part in profile.forums if part.key not in known]
        audiences = self.found("forum", [part.name for part in fresh])
        doors = self.found("door", [part.name for part in fresh])
        for part, audience, door in zip(fresh, audiences, doors, strict=True):
            known[part.key] = self.add(
                Forum(body=self.body, key=part.key, type=part.type.value, audience_id=audience, door_id=door)
            )
        for part in profile.forums:
            forum = self.set(
                known[part.key],
                name=part.name,
                type=part.type.value,
                level=part.level.value if part.level else "",
                named_persons=part.named_persons,
                valid_from=part.valid_from,
                valid_to=part.valid_to,
            )
            self.terms(forum, part)
            self.seats(forum, part)
        gone = [row for key, row in known.items() if key not in {part.key for part in profile.forums}]
        self.end(gone)
        self.end(Seat.objects.filter(forum__in=gone))

    def terms(self, forum: Forum, part: ForumProfile) -> None:
        """A version that was in force is never rewritten: it ends yesterday, and the new one begins today."""
        stands = part.model_dump(mode="json", exclude_defaults=True, exclude={"seats", "terms"})
        wanted = [
            (
                terms.valid_from,
                terms.valid_to,
                {**stands, "terms": [terms.model_dump(mode="json", exclude_defaults=True)]},
            )
            for terms in part.terms
        ]
        earlier = list(ForumTerms.objects.filter(forum=forum).order_by("pk"))
        running = [row for row in earlier if row.valid_to is None or row.valid_to >= self.day]
        kept: set[int] = set()
        for first, last, content in wanted:
            same = next((row for row in running if row.pk not in kept and row.terms == content), None)
            if same is not None:
                kept.add(same.pk)
                self.set(same, valid_to=last)
            elif last is None or last >= self.day or not earlier:
                begins = first if not earlier or (first is not None and first > self.day) else self.day
                kept.add(self.add(ForumTerms(forum=forum, terms=content, valid_from=begins, valid_to=last)).pk)
        self.end(row for row in running if row.pk not in kept)

    def seats(self, forum: Forum, part: ForumProfile) -> None:
        known = {row.key: row for row in Seat.objects.filter(forum=forum)}
        for position, seat in enumerate(part.seats):
            values = {
                "name": seat.name,
                "unit_id": self.unit_ids[seat.unit or ""],
                "kind": seat.kind.value,
                "block": seat.block or "",
                "chairs": SeatDuty.CHAIR in seat.duties,
                "deputises": SeatDuty.DEPUTY in seat.duties,
                "keeps_minutes": SeatDuty.MINUTE_TAKER in seat.duties,
                "follows": _follows(seat),
                "position": position,
                "valid_from": seat.valid_from,
                "valid_to": seat.valid_to,
            }
            if seat.key in known:
                self.set(known[seat.key], **values)
            else:
                self.add(Seat(forum=forum, key=seat.key, **values))
        self.end(row for key, row in known.items() if key not in {seat.key for seat in part.seats})


def _answer(stated: Answer | None, settled: TakingPart | None) -> bool | None:
    """The later of what the file states and what the data protection officer settled in the product (VAL-89)."""
    if settled is not None and (stated is None or settled.decided_at.date() >= stated.on):
        return settled.may
    return stated.answer if stated is not None else None


def _follows(seat: SeatProfile) -> str:
    """Whose chair or deputy sits there; empty where the seat is simply a unit's."""
    by = seat.appointment
    if by is None:
        return ""
    return f"chair_of:{by.chair_of}" if by.chair_of else f"deputy_of:{by.deputy_of}" if by.deputy_of else ""
