"""Goals, criteria and indicators: what is to be reached by efforts and for groups, never by a named person (K08).

An indicator is about an effort, a group, an area or the municipality. There is no word here for a person, so that no
goal and no number can ever be one child's (design: nobody is scored).
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.documents import Adoption
from samspil.organisations.profile.parts import Key, Keyed, LongText, Name, Part, Reference

Year = Annotated[int, Field(ge=2000, le=2100)]


class GoalKind(StrEnum):
    """What sort of goal it is."""

    PURPOSE = "purpose"
    VISION = "vision"
    POLITICAL = "political"
    STRATEGIC = "strategic"
    STEP = "step"
    FOCUS = "focus"
    VALUE = "value"
    NATIONAL = "national"
    CONCRETE = "concrete"
    PROJECT = "project"


class Wanted(StrEnum):
    """Which way a number is to go."""

    RISES = "rises"
    FALLS = "falls"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class About(StrEnum):
    """What an indicator says something about."""

    EFFORT = "effort"
    GROUP = "group"
    AREA = "area"
    MUNICIPALITY = "municipality"


class Target(Part):
    """How much, and by when."""

    wanted: Wanted
    """Which way."""

    value: Decimal | None = None
    """How much. Left out where only the direction is stated (BRO-23)."""

    unit: Name | None = None
    """Of what: percent, percent of the level then."""

    year: Year | None = None
    """By the end of this year."""

    compared_with: Year | None = None
    """The year it is compared with."""


class Indicator(Keyed):
    """A number or an answer by which it can be seen whether the goal comes nearer."""

    about: About
    """What it says something about."""

    from_where: Name | None = None
    """Where the figures come from. Left out: not settled."""

    target: Target | None = None
    """What is to be reached. Left out: not settled."""

    broken_down_by: tuple[Name, ...] = ()
    """Groups it may be shown for (BRO-20)."""

    hidden_below: Annotated[int, Field(ge=3, le=100)] = 5
    """Counts below this are never shown."""


class Criterion(Keyed):
    """A success criterion: what can be seen when the goal is reached (HAL-32)."""

    text: LongText
    """What it says."""

    indicators: tuple[Indicator, ...] = ()
    """By what it is seen."""


class Goal(Keyed):
    """A goal. Its name is short, its text is the source's own words."""

    kind: GoalKind
    """What sort it is."""

    text: LongText
    """What it says."""

    parent: Key | None = None
    """The goal it belongs to."""

    levels: tuple[Key, ...] = ()
    """Levels of the prevention model it is worked with on (BRO-29)."""

    criteria: tuple[Criterion, ...] = ()
    """Success criteria."""

    indicators: tuple[Indicator, ...] = ()
    """By what it is seen, where there are no criteria."""

    is_new: bool = False
    """Whether it has more weight than in earlier plans (BRO-06)."""

    document: Key | None = None
    """The document it stands in, where that is another than the tree's."""

    document_section: Name | None = None
    """Where in the document: sub-vision 4 (VAL-12)."""

    forum: Reference | None = None
    """The forum that follows up on it (BAL-20)."""

    area: Key | None = None
    """The district or housing area it is for."""

    evaluated_in: tuple[Key, ...] = ()
    """Duties of the annual wheel whose result goes into its evaluation (BRO-118)."""


class AssumedLink(Part):
    """One thing that is assumed to lead to another. An assumption, shown as one: it proves nothing (BRO-19)."""

    more_of: Key
    """A goal or an indicator."""

    wanted: Wanted
    """What is assumed to happen to the other."""

    leads_to: Key
    """The goal or indicator that is assumed to follow."""

    text: LongText | None = None
    """The source's own words."""


class GoalTree(Keyed):
    """The goals of one document or one forum."""

    document: Key | None = None
    """The document they stand in."""

    adoption: Adoption | None = None
    """Who set them."""

    about: LongText | None = None
    """What holds for all of them."""

    goals: tuple[Goal, ...]
    """The goals: those above before those below."""

    assumed_links: tuple[AssumedLink, ...] = ()
    """What is assumed to lead to what."""
