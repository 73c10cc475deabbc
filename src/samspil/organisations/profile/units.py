"""Who takes part: authorities, self-governing institutions, private parties, and what each may receive."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Day, Key, Keyed, LongText, Name, Part


class UnitType(StrEnum):
    """What a unit is in law. Retsplejeloven § 115 is for authorities and, in stk. 3, self-governing institutions."""

    AUTHORITY = "authority"
    SELF_GOVERNING = "self_governing"
    PRIVATE = "private"


class Sector(StrEnum):
    """What a unit works with."""

    ADMINISTRATION = "administration"
    PREVENTION = "prevention"
    SOCIAL = "social"
    SCHOOL = "school"
    EDUCATION = "education"
    LEISURE = "leisure"
    EMPLOYMENT = "employment"
    HEALTH = "health"
    PSYCHIATRY = "psychiatry"
    POLICE = "police"
    PROBATION = "probation"
    TECHNICAL = "technical"
    HOUSING = "housing"
    BENEFIT_CONTROL = "benefit_control"
    VOLUNTARY = "voluntary"
    POLITICAL = "political"


class SchoolKind(StrEnum):
    """What a school is. The municipality's own duties hold at the first three only."""

    MUNICIPAL = "municipal"
    MUNICIPAL_SPECIAL = "municipal_special"
    MUNICIPAL_TENTH = "municipal_tenth"
    FREE = "free"
    PRIVATE = "private"
    BOARDING = "boarding"
    PREPARATORY = "preparatory"
    SPECIAL_YOUTH = "special_youth"
    UPPER_SECONDARY = "upper_secondary"
    VOCATIONAL = "vocational"


MUNICIPAL_SCHOOLS = frozenset({SchoolKind.MUNICIPAL, SchoolKind.MUNICIPAL_SPECIAL, SchoolKind.MUNICIPAL_TENTH})


class School(Part):
    """What a unit is as a school (folkeskole, friskole, efterskole, FGU, STU …)."""

    kind: SchoolKind
    """Whose and which sort."""

    attached_to: Key | None = None
    """The school it cooperates through, where it has no district of its own."""

    pupils: Annotated[int, Field(ge=0, le=5000)] | None = None
    """How many pupils, for norms that follow their number."""

    pupils_on: Day | None = None
    """The day they were counted."""

    grades: tuple[Annotated[int, Field(ge=0, le=10)], ...] = ()
    """Its grades."""

    @property
    def is_municipal(self) -> bool:
        """Whether what the municipality demands of its schools holds here."""
        return self.kind in MUNICIPAL_SCHOOLS


class TakingPart(Part):
    """The answer of a legal role to whether the unit may take part in the exchange of § 115 (VAL-67, VAL-89)."""

    answer: bool
    """True: may take part; false: anonymous items only."""

    decided_by: Name
    """The role that answered."""

    on: Day
    """When."""

    reason: LongText
    """Why."""


class Unit(Keyed):
    """A department, school, club, authority or partner."""

    sector: Sector
    """What it works with."""

    type: UnitType
    """What it is in law."""

    parent: Key | None = None
    """The unit it belongs to."""

    line: Key | None = None
    """The unit whose leader is its line manager, where that is another than the one it belongs to (VAL-54)."""

    district: Key | None = None
    """The district it works in, where it is one."""

    also_in: tuple[Key, ...] = ()
    """Further districts, of other kinds or beside the first."""

    school: School | None = None
    """For a school: which sort, and whose."""

    stands_for: Key | None = None
    """In a body above: the municipality or body that it stands for here."""

    purpose: LongText | None = None
    """What it is for, in its own words."""

    phone: str = ""
    """Its telephone."""

    is_public: bool = False
    """Whether name and telephone are shown without sign-in."""

    may_take_part: TakingPart | None = None
    """Left out: not settled. An authority may then take part (but not benefit control); nobody else may."""

    @property
    def may_receive(self) -> bool:
        """Whether it may be given information about named persons (RPL § 115, stk. 1-3; VAL-67, VAL-89)."""
        if self.type is UnitType.PRIVATE:
            return False
        if self.may_take_part is not None:
            return self.may_take_part.answer
        return self.type is UnitType.AUTHORITY and self.sector is not Sector.BENEFIT_CONTROL
