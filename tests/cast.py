"""The cast: one municipality, its neighbours, and the people whom every test asks 'and what may this one see?'.

The place is invented; it is applied by hand here so that tests of the lock do not lean on the profile format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection
from django.test import Client

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.access.installing import FoundedBody, found_body, lay_signing_key
from samspil.organisations.models import Body, District, Forum, ForumTerms, Post, Role, Seat, SeatHolder, Staff, Unit
from samspil.organisations.signin.models import User
from samspil.sharing.models import RetentionRule
from tests import clock
from tests.roles import as_role

SINCE = clock.LONG_AGO.date()
MEMBERS = {
    # key: (name, unit, role)
    "consultant": ("Mette Kjær", "ssp", "ssp_consultant"),
    "colleague": ("Line Østergaard", "ssp", "ssp_consultant"),
    "outreach_worker": ("Omar Said", "ssp", "outreach_worker"),
    "social_worker": ("Pia Møller", "family", "social_worker"),
    "ssp_teacher": ("Anders Friis", "school", "ssp_teacher"),
    "police_officer": ("Karen Holt", "local_police", "police_officer"),
    "youth_job_centre": ("Jens Bak", "youth_job_centre", "job_adviser"),
    "politician": ("Birthe Skov", "council", "politician"),
    "protection_officer": ("Niels Dahl", "legal", "protection_officer"),
    "administrator": ("Hanne Lund", "it", "administrator"),
    "outsider": ("Tom Vester", "sports", "club_leader"),
    "other_consultant": ("Eva Nord", "other:ssp", "ssp_consultant"),
    "other_police": ("Ib Krag", "other:local_police", "police_officer"),
}
UNITS = {
    "ssp": ("SSP-enheden", "leisure", "authority"),
    "family": ("Familieafdelingen", "social", "authority"),
    "school": ("Skolen ved Mosen", "school", "authority"),
    "youth_job_centre": ("Ungeporten", "employment", "authority"),
    "council": ("Udvalget", "politics", "authority"),
    "legal": ("Juridisk kontor", "legal", "authority"),
    "it": ("Digitalisering", "administration", "authority"),
    "sports": ("Boldklubben", "leisure", "private"),
    "local_police": ("Lokalpolitiet", "police", "authority"),
}
ONE_OR_SEVERAL = {"kinds": ["child", "group"]}
WORDS = [
    {
        "code": "preventive",
        "label": "Forebyggende samtale",
        "consequences": ["conversation"],
        "needs_responsible": True,
        "needs_deadline": True,
        "deadline_days": 14,
    },
    {
        "code": "concern",
        "label": "Bekymringssamtale med politiet",
        "consequences": ["conversation_with_police"],
        "needs_responsible": True,
        "needs_deadline": True,
        "deadline_days": 14,
    },
    {
        "code": "case",
        "label": "Åbn sag med tovholder",
        "consequences": ["case"],
        "needs_responsible": True,
        "reason_required": True,
        "fits": {**ONE_OR_SEVERAL, "ages": {"at_least": 10}},
        "asks": {
            "text": "Barnet er under 10 år. Skal Familieafdelingen spørges, om de overtager?",
            "answers": [
                {
                    "code": "family",
                    "text": "Ja, de spørges og skal selv sige ja",
                    "decides": "Overdrages til Familieafdelingen (afventer ja)",
                    "consequences": ["handover"],
                    "to_unit": "family",
                },
                {
                    "code": "none",
                    "text": "Nej",
                    "refuses": "SSP har sager om børn fra 10 år. Vælg en anden beslutning.",
                },
            ],
        },
    },
    {"code": "continue", "label": "Planen fortsætter", "consequences": ["continue"]},
    {
        "code": "support",
        "label": "Tilbyd støtte",
        "consequences": ["task"],
        "needs_responsible": True,
        "needs_deadline": True,
        "deadline_days": 7,
        "default_for": ["witness", "victim"],
        "fits": ONE_OR_SEVERAL,
    },
    {"code": "handover", "label": "Overdrages", "consequences": ["handover"], "needs_responsible": True},
    {
        "code": "notification",
        "label": "Underretning",
        "consequences": ["notification"],
        "needs_responsible": True,
        "needs_deadline": True,
        "deadline_days": 0,
        "fits": {**ONE_OR_SEVERAL, "ages": {"at_most": 17}},
        "asks": {
            "text": "Er der et barn i hjemmet, eller ventes der et barn?",
            "answers": [
                {
                    "code": "child",
                    "text": "Ja, der er et barn i hjemmet",
                    "decides": "Underretning om et barn i hjemmet",
                },
                {"code": "unborn", "text": "Ja, der ventes et barn", "decides": "Underretning om et ufødt barn"},
                {
                    "code": "none",
                    "text": "Nej",
                    "refuses": "En underretning handler om et barn. Vælg en anden beslutning.",
                },
            ],
        },
    },
    {
        "code": "again",
        "label": "Tages op igen d. …",
        "consequences": ["again"],
        "needs_deadline": True,
        "deadline_days": 7,
    },
    {"code": "none", "label": "Ingen opfølgning", "consequences": ["delete"]},
]
TERMS = {
    "cadence": None,
    "ages": {"at_least": 10, "at_most": 25},
    "decisions": WORDS,
    "blocks": [
        {"code": "under_18", "name": "Under 18", "ages": {"at_most": 17}},
        {
            "code": "18_plus",
            "name": "18 og derover",
            "ages": {"at_least": 18},
            "cadence": {"every_days": 14, "at_most_days": 21, "first": "2026-08-04"},
        },
    ],
    "necessity": [{"code": "choice", "text": "valg af indsats"}, {"code": "safety", "text": "barnets sikkerhed"}],
}
FORUM = {"key": "fagrunden", "name": "Fagrunden", "type": "named_case_forum", "named_persons": True, "terms": [TERMS]}
SEATS = {
    # seat: (unit, holders, kind, block, chairs, deputises, keeps_minutes)
    "ssp": ("ssp", ["consultant", "colleague"], "standing", "", True, False, True),
    "family": ("family", ["social_worker"], "standing", "", False, True, False),
    "police": ("local_police", ["police_officer"], "standing", "", False, False, False),
    "youth_job_centre": ("youth_job_centre", ["youth_job_centre"], "block", "18_plus", False, False, False),
}


@dataclass
class Member:
    key: str
    staff: Staff
    unit: Unit

    @property
    def principal_id(self) -> int:
        return int(self.staff.principal_id)

    @property
    def actor(self) -> Actor:
        return Actor(self.principal_id, now())

    def sign(self) -> Actor:
        """From here on this member acts in the test's transaction."""
        actor = self.actor
        sign(actor)
        return actor


@dataclass
class Cast:
    body: Body
    other: Body
    units: dict[str, Unit] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    forum: Forum = None  # type: ignore[assignment]

    def __getattr__(self, key: str) -> Member:
        if key == "members" or key.startswith("__"):  # asked while a copy is being made
            raise AttributeError(key)
        try:
            return self.members[key]
        except KeyError:
            raise AttributeError(key) from None

    def client(self, key: str) -> Client:
        """A client signed in as that member (a fresh one each call)."""
        member = self.members[key]
        user, _made = User.objects.get_or_create(
            principal_id=member.principal_id, defaults={"email": f"{key}.{member.principal_id}@example.org"}
        )
        client = Client(raise_request_exception=True)
        client.force_login(user)
        return client


def _body(key: str, name: str) -> tuple[Body, FoundedBody]:
    with as_role("samspil_owner"):
        founded = found_body(connection, name)
    sign(Actor(founded.installer, now()))
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT id FROM access_audience WHERE kind = 'protection' AND body_id = %s", [founded.audience])
        protection = cursor.fetchone()[0]
    body = Body.objects.create(
        key=key,
        name=name,
        kind="municipality",
        audience_id=founded.audience,
        administration_id=founded.administration,
        protection_id=protection,
        installer_id=founded.installer,
    )
    return body, founded


def build() -> Cast:
    """The whole cast in the current transaction of the default connection, there since long ago."""
    with clock.at(clock.LONG_AGO):
        return _build()


def _build() -> Cast:
    with as_role("samspil_owner"):
        lay_signing_key(connection)
    body, _ = _body("lillevig", "Lillevig")
    other, _ = _body("storevig", "Storevig")
    cast = Cast(body, other)
    for prefix, place in (("", body), ("other:", other)):
        sign(Actor(place.installer_id, now()))
        district = District.objects.create(body=place, key="nord", name="Nord")
        audiences = cabinet.found("unit", place.administration_id, [name for name, _, _ in UNITS.values()])
        for (key, (name, sector, type_)), audience in zip(UNITS.items(), audiences, strict=True):
            cast.units[prefix + key] = Unit.objects.create(
                body=place, key=key, name=name, sector=sector, type=type_, audience_id=audience, district=district
            )
        for role in {role for _, _, role in MEMBERS.values()}:
            Role.objects.create(body=place, key=role, name=role, type=role)
        for key, (name, unit_key, role) in MEMBERS.items():
            if unit_key.startswith("other:") != bool(prefix):
                continue
            principal, person = cabinet.enrol("staff", place.administration_id)
            staff = Staff.objects.create(principal_id=principal, person_audience_id=person, body=place, name=name)
            unit = cast.units[unit_key]
            Post.objects.create(role=Role.objects.get(body=place, key=role), unit=unit, staff=staff, valid_from=SINCE)
            cabinet.admit([unit.audience_id], [principal])
            if key == "administrator":
                cabinet.admit([place.administration_id], [principal])
            if key == "protection_officer":
                cabinet.admit([place.protection_id], [principal])
            cast.members[key] = Member(key, staff, unit)
    sign(Actor(body.installer_id, now()))
    (forum_audience,) = cabinet.found("forum", body.administration_id, ["Fagrunden"])
    (door,) = cabinet.found("door", body.administration_id, ["Fagrunden"])
    cast.forum = Forum.objects.create(
        body=body,
        key="fagrunden",
        name="Fagrunden",
        type="named_case_forum",
        named_persons=True,
        audience_id=forum_audience,
        door_id=door,
    )
    ForumTerms.objects.create(forum=cast.forum, valid_from=SINCE, terms=FORUM)
    RetentionRule.objects.create(
        body=body.audience_id,
        kind="no_follow_up",
        days=14,
        must_go="ikke nødvendig",
        may_go="kassationshjemmel",
        must_confirmed_by="Niels Dahl",
        may_confirmed_by="Niels Dahl",
    )
    for position, (key, (unit, holders, kind, block, chairs, deputises, keeps)) in enumerate(SEATS.items()):
        seat = Seat.objects.create(
            forum=cast.forum,
            key=key,
            name=cast.units[unit].name,
            unit=cast.units[unit],
            kind=kind,
            block=block,
            chairs=chairs,
            deputises=deputises,
            keeps_minutes=keeps,
            position=position,
        )
        for holder in holders:
            member = cast.members[holder]
            SeatHolder.objects.create(seat=seat, staff=member.staff, valid_from=SINCE)
            if kind == "standing":
                cabinet.admit([forum_audience], [member.principal_id])
            if chairs or deputises or keeps:
                cabinet.admit([door], [member.principal_id])
    return cast
