"""The catalogue of interventions: what can be offered, for whom, on which level, towards which goals (K34)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.ages import AgeScope
from samspil.organisations.profile.parts import Day, Key, Keyed, LongText, Name, Part, Reference, WebAddress
from samspil.organisations.profile.prevention import NamedPersons

Grade = Annotated[int, Field(ge=0, le=10)]


class InterventionKind(StrEnum):
    """What sort of thing it is."""

    EFFORT = "effort"
    COURSE = "course"
    OFFER = "offer"
    PROJECT = "project"
    METHOD = "method"
    PROGRAMME = "programme"
    THEME_PLAN = "theme_plan"


class InterventionStatus(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class Evidence(StrEnum):
    """How well it is known to work (BRO-31)."""

    EVIDENCE_BASED = "evidence_based"
    TRIED = "tried"
    PROMISING = "promising"
    NOT_KNOWN = "not_known"


class Material(Part):
    """A link to inspiration, a method card or a plan."""

    title: Name
    """What it is."""

    link: WebAddress | None = None
    """Where it is; left out where it has no address yet."""

    checked_on: Day | None = None
    """The day somebody saw that the link works."""


class Grades(Part):
    """Grades, both included."""

    at_least: Grade
    """The lowest."""

    at_most: Grade
    """The highest."""


class Spread(Part):
    """A method that was developed in one place and is used in others (BAL-24)."""

    developed_in: Name
    """Where it was developed."""

    used_in: tuple[Name, ...] = ()
    """Where it is used now."""

    adapted: LongText | None = None
    """What was adapted to the place."""


class Intervention(Keyed):
    """An entry of the catalogue. Runs of it, and who takes part, are kept elsewhere and never here."""

    kind: InterventionKind
    """What sort of thing it is."""

    status: InterventionStatus = InterventionStatus.RUNNING
    """How far it is."""

    described: LongText | None = None
    """What it is."""

    purpose: LongText | None = None
    """What it is to do."""

    target_group: LongText | None = None
    """Whom it is for."""

    ages: AgeScope | None = None
    """For which ages."""

    grades: Grades | None = None
    """For which grades."""

    levels: tuple[Key, ...] = ()
    """The level of each axis on which most of the resources are used (VAL-18)."""

    further_levels: tuple[Key, ...] = ()
    """Other levels it also stands on (HAL-42)."""

    goals: tuple[Key, ...] = ()
    """Goals it works towards."""

    named_persons: NamedPersons | None = None
    """Whether it is about named persons. Left out: not settled."""

    units: tuple[Key, ...] = ()
    """Who provides it; several run it together (BAL-32)."""

    roles: tuple[Key, ...] = ()
    """Roles that carry it out."""

    forum: Reference | None = None
    """The forum that answers for it."""

    partners: tuple[Name, ...] = ()
    """Others who take part (VAL-07)."""

    area: Key | None = None
    """The district or housing area it is for."""

    capacity: Annotated[int, Field(ge=1, le=10000)] | None = None
    """Places."""

    evidence: Evidence | None = None
    """How well it is known to work."""

    evidence_from: Name | None = None
    """Who says so."""

    materials: tuple[Material, ...] = ()
    """Inspiration, method cards, plans (HAL-41)."""

    spread: Spread | None = None
    """Where it was developed and where it is used."""

    kept_out: LongText | None = None
    """What must not be written in Samspil about those who take part (HAL-45)."""

    policy: tuple[Key, ...] = ()
    """Documents it rests on (VAL-49)."""
