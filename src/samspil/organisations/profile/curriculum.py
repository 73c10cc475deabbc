"""What is taught to a whole class: themes, stages, learning goals, and what every grade must have had (K39)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.interventions import Grades
from samspil.organisations.profile.parts import Key, Keyed, LongText, Name, Part, Reference


class Binding(StrEnum):
    """How binding it is (BRO-77)."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"
    SUGGESTED = "suggested"


class Stage(Keyed):
    """Some years of schooling, and where else the children are then (BRO-75)."""

    grades: Grades | None = None
    """Which grades. Left out for those before school."""

    settings: tuple[Name, ...] = ()
    """Where else it is worked with: after-school care, club, kindergarten."""


class Theme(Keyed):
    """A theme or topic."""

    described: LongText | None = None
    """What it is about."""

    methods: tuple[Key, ...] = ()
    """Entries of the catalogue that are used for it."""


class LearningGoal(Keyed):
    """What pupils know or can do: about the teaching, never a mark for one pupil."""

    text: LongText
    """The goal."""

    theme: Key | None = None
    """Its theme."""

    stages: tuple[Key, ...] = ()
    """For which stages; none named: for all."""

    transition: Name | None = None
    """The transition it is about (BRO-87)."""

    national: tuple[Reference, ...] = ()
    """Items of national lists it follows, as list/item (BRO-78)."""


class Obligation(Keyed):
    """What must be reached: a number of activities in each grade each year, or goals by the end of a stage."""

    binding: Binding = Binding.MANDATORY
    """How binding it is."""

    number: Annotated[int, Field(ge=1, le=40)] | None = None
    """So many activities …"""

    each_grade: Grades | None = None
    """… in each of these grades, every school year."""

    stage: Key | None = None
    """Or by the end of this stage …"""

    goals: tuple[Key, ...] = ()
    """… these learning goals."""


class Activity(Part):
    """An entry of the catalogue in the teaching."""

    intervention: Key
    """Which."""

    themes: tuple[Key, ...] = ()
    """Which themes it is about."""

    goals: tuple[Key, ...] = ()
    """Learning goals it helps to reach."""

    grades: Grades | None = None
    """For which grades."""

    binding: Binding = Binding.SUGGESTED
    """How binding it is."""


class Curriculum(Keyed):
    """A municipality's own curriculum beside the subjects."""

    about: LongText | None = None
    """What it is."""

    document: Key | None = None
    """The document it belongs to (BRO-18)."""

    taught_by: tuple[Name, ...] = ()
    """Who teaches it."""

    stages: tuple[Stage, ...] = ()
    """Its stages, in order."""

    themes: tuple[Theme, ...] = ()
    """Its themes."""

    learning_goals: tuple[LearningGoal, ...] = ()
    """What pupils learn."""

    obligations: tuple[Obligation, ...] = ()
    """What must be reached."""

    activities: tuple[Activity, ...] = ()
    """What is done."""

    coverage_by: Name | None = None
    """Until when all goals must have been met."""
