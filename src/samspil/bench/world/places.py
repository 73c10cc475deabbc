"""A municipality with its units, colleagues, forum and seats, and the keys that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from samspil.access.models import Audience, AudienceKind, Grant, Membership, Principal, PrincipalKind
from samspil.bench.world import words
from samspil.bench.world.calendar import Calendar
from samspil.bench.world.sheets import Sheet, period
from samspil.bench.world.size import Size
from samspil.organisations.models import Body, Forum, ForumTerms, Post, Role, Seat, SeatHolder, Staff, Unit
from samspil.organisations.signin.models import User
from samspil.organisations.states import RoleType
from samspil.sharing.models import RetentionRule

# key: (sector, share of the colleagues, share of the cases)
UNITS = {
    "ssp": ("prevention", 0.22, 0.30),
    "family": ("social", 0.34, 0.40),
    "school_1": ("school", 0.06, 0.05),
    "school_2": ("school", 0.06, 0.05),
    "school_3": ("school", 0.06, 0.05),
    "school_4": ("school", 0.06, 0.05),
    "youth": ("employment", 0.10, 0.10),
    "local_police": ("police", 0.06, 0.0),
    "legal": ("legal", 0.02, 0.0),
    "it": ("administration", 0.02, 0.0),
}
SEATS = {
    # unit: (holders, chairs, deputises, keeps the minutes)
    "ssp": (3, True, False, True),
    "family": (1, False, True, False),
    "local_police": (1, False, False, False),
    "school_1": (1, False, False, False),
}
ROLES = {"legal": RoleType.PROTECTION_OFFICER, "it": RoleType.ADMINISTRATOR}
TERMS = {
    "key": "weekly",
    "name": "Weekly meeting",
    "type": "named_case_forum",
    "named_persons": True,
    "terms": [
        {
            "cadence": None,
            "ages": {"at_least": 8, "at_most": 25},
            "decisions": [
                {
                    "code": "preventive",
                    "label": "Forebyggende samtale",
                    "consequences": ["conversation"],
                    "needs_responsible": True,
                    "needs_deadline": True,
                    "deadline_days": 14,
                },
                {
                    "code": "support",
                    "label": "Tilbyd støtte",
                    "consequences": ["task"],
                    "needs_responsible": True,
                    "needs_deadline": True,
                    "deadline_days": 7,
                    "default_for": ["witness", "victim"],
                },
                {
                    "code": "case",
                    "label": "Åbn sag med tovholder",
                    "consequences": ["case"],
                    "needs_responsible": True,
                    "reason_required": True,
                },
                {"code": "continue", "label": "Planen fortsætter", "consequences": ["continue"]},
                {"code": "none", "label": "Ingen opfølgning", "consequences": ["delete"]},
            ],
            "necessity": [
                {"code": "choice", "text": "valg af indsats"},
                {"code": "safety", "text": "barnets sikkerhed"},
            ],
        }
    ],
}
BEFORE = "2015-01-01"  # everybody and everything was there before the first meeting
KEYS_OF_A_LEADER = 300


@dataclass(frozen=True)
class Colleague:
    staff: int
    principal: int
    person: int
    unit: str


@dataclass
class UnitHere:
    id: int
    audience: int
    leadership: int
    colleagues: list[Colleague] = field(default_factory=list)


@dataclass
class Place:
    """One municipality: where its rows hang."""

    number: int
    name: str
    random: Random
    size: Size
    calendar: Calendar
    body: int
    audience: int
    administration: int
    protection: int
    units: dict[str, UnitHere] = field(default_factory=dict)
    forum: int = 0
    forum_audience: int = 0
    door: int = 0
    leader: Colleague | None = None
    seated: list[tuple[Colleague, int]] = field(default_factory=list)  # with the seat
    teams: list[int] = field(default_factory=list)  # audiences around single cases that the leader belongs to
    opened_to_the_forum: int = 0  # meetings' frames that the seats still read
    opened_to_those_present: int = 0  # and what is open at today's meeting

    @property
    def minute_taker(self) -> Colleague:
        return self.units["ssp"].colleagues[0]

    def staff_of(self, unit: str) -> list[Colleague]:
        return self.units[unit].colleagues


class Places:
    """The open side of the world."""

    def __init__(self, calendar: Calendar, seed: int) -> None:
        self.calendar = calendar
        self.seed = seed
        self.principals = Sheet(Principal, "kind", "body_id", "created_at")
        self.audiences = Sheet(Audience, "kind", "name", "body_id", "steward_id")
        self.memberships = Sheet(Membership, "principal_id", "audience_id", "period")
        self.grants = Sheet(Grant, "audience_id", "to_audience_id", "period", "pen")
        self.bodies = Sheet(
            Body, "key", "name", "kind", "audience_id", "administration_id", "protection_id", "installer_id"
        )
        self.units = Sheet(
            Unit, "body_id", "key", "name", "sector", "type", "audience_id", "leadership_id", "valid_from"
        )
        self.roles = Sheet(Role, "body_id", "key", "name", "type")
        self.staff = Sheet(Staff, "principal_id", "person_audience_id", "body_id", "name", "email")
        self.users = Sheet(User, "email", "principal_id", "password")
        self.posts = Sheet(Post, "role_id", "unit_id", "staff_id", "leads", "valid_from")
        self.forums = Sheet(Forum, "body_id", "key", "name", "type", "named_persons", "audience_id", "door_id")
        self.terms = Sheet(ForumTerms, "forum_id", "terms", "valid_from")
        self.seats = Sheet(
            Seat, "forum_id", "key", "name", "unit_id", "chairs", "deputises", "keeps_minutes", "position", "valid_from"
        )
        self.holders = Sheet(SeatHolder, "seat_id", "staff_id", "valid_from")
        self.rules = Sheet(
            RetentionRule, "body", "kind", "days", "must_go", "may_go", "must_confirmed_by", "may_confirmed_by"
        )
        self.since = calendar.beginning.isoformat()
        self.always = period(calendar.beginning)

    def place(self, number: int, size: Size) -> Place:
        """A municipality without children, the same for the same seed and number in every world."""
        random = Random(f"{self.seed}:{number}")
        name = f"Municipality {number + 1}"
        audience = self.audiences.add(AudienceKind.BODY, name, None, None)
        administration = self.audiences.add(AudienceKind.ADMINISTRATION, name, audience, None)
        protection = self.audiences.add(AudienceKind.PROTECTION, name, audience, administration)
        self.audiences.add(AudienceKind.SEALED, name, audience, None)
        installer = self.principals.add(PrincipalKind.SERVICE, audience, self.since)
        self.memberships.add(installer, administration, self.always)
        body = self.bodies.add(
            f"municipality-{number + 1}", name, "municipality", audience, administration, protection, installer
        )
        place = Place(number, name, random, size, self.calendar, body, audience, administration, protection)
        for key in ("case", "task", "concern", "police_list", "person", "no_follow_up"):
            self.rules.add(audience, key, 1825, "ikke nødvendig", "kassation", "", "")
        self._units(place)
        self._forum(place)
        return place

    def audience(self, place: Place, kind: str, steward: int, name: str = "") -> int:
        return self.audiences.add(kind, name, place.audience, steward)

    def member(self, colleague: Colleague, audience: int) -> None:
        self.memberships.add(colleague.principal, audience, self.always)

    def _units(self, place: Place) -> None:
        for key, (sector, _, _) in UNITS.items():
            audience = self.audience(place, AudienceKind.UNIT, place.administration, key)
            leadership = self.audience(place, AudienceKind.LEADERSHIP, place.administration, key)
            row = self.units.add(place.body, key, f"Unit {key}", sector, "authority", audience, leadership, BEFORE)
            place.units[key] = UnitHere(row, audience, leadership)
        homes = [key for key, (_, share, _) in UNITS.items() for _ in range(max(1, round(share * place.size.staff)))]
        homes = (homes + ["family"] * place.size.staff)[: place.size.staff]
        roles = {key: self.roles.add(place.body, key, f"Role {key}", ROLES.get(key, key)) for key in UNITS}
        for position, key in enumerate(homes):
            colleague = self._colleague(place, key, position)
            unit = place.units[key]
            self.posts.add(roles[key], unit.id, colleague.staff, False, BEFORE)
            self.member(colleague, unit.audience)
            unit.colleagues.append(colleague)
            if key == "it":
                self.member(colleague, place.administration)
            if key == "legal":
                self.member(colleague, place.protection)
        # The last colleague of the family department leads across all units, and deputises in the forum.
        place.leader = place.staff_of("family")[-1]
        for key, unit in place.units.items():
            self.member(place.leader, unit.leadership)
            if key != "family":
                self.member(place.leader, unit.audience)
                self.posts.add(roles[key], unit.id, place.leader.staff, True, BEFORE)

    def _colleague(self, place: Place, unit: str, position: int) -> Colleague:
        principal = self.principals.add(PrincipalKind.STAFF, place.audience, self.since)
        person = self.audience(place, AudienceKind.PERSON, place.administration, f"p{principal}")
        email = f"staff-{principal}@example.org"
        staff = self.staff.add(principal, person, place.body, words.name(place.random), email)
        self.users.add(email, principal, "!")
        colleague = Colleague(staff, principal, person, unit)
        self.member(colleague, person)
        return colleague

    def _forum(self, place: Place) -> None:
        place.forum_audience = self.audience(place, AudienceKind.FORUM, place.administration, "weekly")
        place.door = self.audience(place, AudienceKind.DOOR, place.administration, "weekly")
        place.forum = self.forums.add(
            place.body, "weekly", "Weekly meeting", "named_case_forum", True, place.forum_audience, place.door
        )
        self.terms.add(place.forum, TERMS, BEFORE)
        assert place.leader
        for position, (key, (holders, chairs, deputises, keeps)) in enumerate(SEATS.items()):
            unit = place.units[key]
            seat = self.seats.add(place.forum, key, f"Seat {key}", unit.id, chairs, deputises, keeps, position, BEFORE)
            for colleague in [place.leader] if deputises else unit.colleagues[:holders]:
                place.seated.append((colleague, seat))
                self.holders.add(seat, colleague.staff, BEFORE)
                self.member(colleague, place.forum_audience)
                if chairs or deputises or keeps:
                    self.member(colleague, place.door)

    def found_teams(self, place: Place) -> None:
        """Teams around cases until the leader holds three hundred keys, those of today's meeting counted."""
        assert place.leader
        held = 1 + 2 * len(UNITS) + 2 + place.opened_to_the_forum + place.opened_to_those_present
        for number in range(max(0, KEYS_OF_A_LEADER - held)):
            team = self.audience(place, AudienceKind.TEAM, place.units["ssp"].audience, f"team {number}")
            place.teams.append(team)
            self.member(place.leader, team)

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]


__all__ = ["KEYS_OF_A_LEADER", "SEATS", "UNITS", "Colleague", "Place", "Places", "UnitHere"]
