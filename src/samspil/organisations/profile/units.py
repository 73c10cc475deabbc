"""Who takes part: authorities, self-governing institutions, private parties, and what each may receive."""

from __future__ import annotations

from enum import StrEnum

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

    district: Key | None = None
    """The district it works in, where it is one."""

    phone: str = ""
    """Its telephone."""

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
