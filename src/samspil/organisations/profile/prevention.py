"""How a municipality prevents: a triangle, a stair or something else, as ordered levels under their local names (K02)."""

from __future__ import annotations

from enum import StrEnum

from samspil.organisations.profile.parts import Key, Keyed, LongText, Name


class Shape(StrEnum):
    """How the model is drawn."""

    TRIANGLE = "triangle"
    STAIR = "stair"
    LIST = "list"


class NamedPersons(StrEnum):
    """Whether what stands on a level is about named persons: that decides whether a legal basis is needed (BRO-27)."""

    NEVER = "never"
    SOMETIMES = "sometimes"
    ALWAYS = "always"


class PreventionLevel(Keyed):
    """One level of an axis. The name is the municipality's; the code knows no level by name."""

    definition: LongText | None = None
    """What makes something belong here."""

    target_group: LongText | None = None
    """Whom it is for."""

    named_persons: NamedPersons | None = None
    """Whether what stands here is about named persons. Left out: not settled."""

    goes_with: tuple[Key, ...] = ()
    """Levels of other axes that are the same thing seen from there: the constructive level is proactive (BRO-26)."""

    goal: Key | None = None
    """The goal of this step, where the levels are goals (HAL-27)."""

    examples: tuple[Name, ...] = ()
    """What the source names as examples."""

    is_focus: bool = False
    """Whether most resources are meant to be used here (VAL-18, VAL-20)."""


class Axis(Keyed):
    """One way to divide what is done. Its levels stand from the broadest to the most specific."""

    levels: tuple[PreventionLevel, ...]
    """The levels, in order."""

    described: LongText | None = None
    """What the axis tells."""


class PreventionModel(Keyed):
    """A model with one or more axes. Interventions are placed on its levels: one is the first, others may follow."""

    shape: Shape
    """How it is drawn."""

    made_by: Name | None = None
    """Whose model it is."""

    described: LongText | None = None
    """What it is for."""

    axes: tuple[Axis, ...]
    """The ways to divide."""
