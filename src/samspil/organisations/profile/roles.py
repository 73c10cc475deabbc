"""Roles by their local names, and the posts in which somebody can hold them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Key, Keyed, LongText, Name, Part

Hours = Annotated[Decimal, Field(gt=0, le=2000)]
Count = Annotated[int, Field(ge=1, le=500)]


class RoleType(StrEnum):
    """The code's word for a role (glossary)."""

    SSP_CONSULTANT = "ssp_consultant"
    SSP_LEADER = "ssp_leader"
    SSP_TEACHER = "ssp_teacher"
    OUTREACH_WORKER = "outreach_worker"
    SOCIAL_WORKER = "social_worker"
    DISTRICT_ADVISER = "district_adviser"
    EDUCATION_ADVISER = "education_adviser"
    YOUTH_JOB_ADVISER = "youth_job_adviser"
    YOUTH_CLUB_WORKER = "youth_club_worker"
    TEACHER = "teacher"
    SCHOOL_HEAD = "school_head"
    POLICE_OFFICER = "police_officer"
    POLICE_LEADER = "police_leader"
    LEADER = "leader"
    POLITICIAN = "politician"
    SECRETARY = "secretary"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    OTHER = "other"


class NormFor(StrEnum):
    """What hours are given for."""

    PERSON = "person"
    SCHOOL = "school"
    DISTRICT = "district"
    PUPILS = "pupils"


class Norm(Part):
    """How much time a role has: a number, or a rule that follows the number of pupils at the school."""

    hours: Hours
    """Hours a week."""

    each: NormFor = NormFor.PERSON
    """For each person, school, district, or number of pupils."""

    pupils: Annotated[int, Field(ge=1, le=5000)] | None = None
    """For `pupils`: the hours are given for each so many pupils, begun ones included."""

    at_least: Hours | None = None
    """For `pupils`: never fewer."""

    def hours_at(self, pupils: int | None) -> Decimal | None:
        """Hours a week at a school with so many pupils; None where the rule needs their number and nobody has said."""
        if self.each is not NormFor.PUPILS:
            return self.hours
        if pupils is None or self.pupils is None:
            return None
        begun = -(-pupils // self.pupils)
        return max(self.hours * begun, self.at_least or Decimal(0))


class CoveredBy(StrEnum):
    """Where a role must be filled."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    SCHOOL = "school"


class Coverage(Part):
    """Where a role must be held by somebody: a place without is shown as vacant (BAL-10, BAL-11, VAL-104)."""

    each: CoveredBy
    """One in the municipality, one in each district, one at each of the municipality's own schools."""

    of: Key | None = None
    """For districts: of which kind."""

    number: Count = 1
    """How many at each."""


class Role(Keyed):
    """What somebody does in the cooperation, under the name it has here."""

    type: RoleType
    """The code's word for it."""

    duties: tuple[Name, ...] = ()
    """What belongs to the role, in the municipality's words."""

    expected: LongText | None = None
    """What is expected of whoever holds it, and where to turn (HAL-17)."""

    for_everybody: bool = False
    """Whether it reaches every colleague, whatever post they hold or none (HAL-09)."""

    line_leader: Key | None = None
    """The role that is responsible for the staff (VAL-54)."""

    professional_leader: Key | None = None
    """The role that coordinates the professional work (VAL-55)."""

    reports_to: Key | None = None
    """The role it reports to, where that is another (VAL-56)."""

    holds_budget: bool = False
    """Whether it is responsible for the budget."""

    beside: Key | None = None
    """The role that the same person has beside it: an SSP teacher is a teacher too (VAL-90)."""

    norm: Norm | None = None
    """How much time it has."""

    required: Coverage | None = None
    """Where somebody must hold it."""


class Post(Keyed):
    """A place in the staff: a role in a unit. Who holds it is said in the product, not here."""

    role: Key
    """Which role."""

    unit: Key
    """In which unit."""

    district: Key | None = None
    """For which district, where it is one."""

    number: Count | None = None
    """How many hold it; left out where it is not fixed."""

    hours: Hours | None = None
    """Hours a week for each."""

    norm: Norm | None = None
    """The rule that gives the hours, where it is one."""

    leads: bool = False
    """Whether it leads the unit."""


class Staffing(Keyed):
    """What a source says about the size of a team, beside what the posts add up to. Where they differ, both are shown."""

    stated: Count
    """The number of people that the source states."""

    posts: Annotated[tuple[Key, ...], Field(min_length=1)]
    """The posts that the team consists of."""

    stated_hours: Hours | None = None
    """Hours a week for the team, where the source states a sum."""

    differs: LongText | None = None
    """Why the numbers differ, or that nobody knows; needed where they do."""
