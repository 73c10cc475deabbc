"""Roles by their local names, and the posts in which somebody can hold them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Key, Keyed, Name


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


class Role(Keyed):
    """What somebody does in the cooperation, under the name it has here."""

    type: RoleType
    """The code's word for it."""

    duties: tuple[Name, ...] = ()
    """What belongs to the role, in the municipality's words."""


class Post(Keyed):
    """A place in the staff: a role in a unit. Who holds it is said in the product, not here."""

    role: Key
    """Which role."""

    unit: Key
    """In which unit."""

    district: Key | None = None
    """For which district, where it is one."""

    number: Annotated[int, Field(ge=1, le=500)] | None = None
    """How many hold it; left out where it is not fixed."""

    hours: Annotated[Decimal, Field(gt=0, le=2000)] | None = None
    """Hours a week for each."""

    leads: bool = False
    """Whether it leads the unit."""
