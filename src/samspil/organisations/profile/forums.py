"""Bodies that meet: what sort they are, who sits there, and the terms they work on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.ages import AgeScope, Block
from samspil.organisations.profile.bases import Bases
from samspil.organisations.profile.cadences import Cadence
from samspil.organisations.profile.decisions import DecisionWord, ListRole, NecessityPhrase
from samspil.organisations.profile.parts import Dated, Key, Keyed, LongText
from samspil.organisations.profile.templates import AgendaHeading


class ForumType(StrEnum):
    """The code's word for a forum (glossary)."""

    NAMED_CASE_FORUM = "named_case_forum"
    FRONTLINE_NETWORK = "frontline_network"
    COORDINATION_GROUP = "coordination_group"
    STEERING_COMMITTEE = "steering_committee"
    LOCAL_COUNCIL = "local_council"
    DISTRICT_COUNCIL = "district_council"
    CONSULTANT_CIRCLE = "consultant_circle"
    NATIONAL_SSP_COUNCIL = "national_ssp_council"
    INFOHOUSE = "infohouse"
    PARTNERSHIP = "partnership"
    OTHER = "other"


class Level(StrEnum):
    """Where a forum stands among the others."""

    POLITICAL = "political"
    STRATEGIC = "strategic"
    COORDINATING = "coordinating"
    OPERATIONAL = "operational"
    FRONTLINE = "frontline"
    KNOWLEDGE = "knowledge"


class SeatKind(StrEnum):
    """When a seat takes part: always, when a matter concerns it, or with a block of ages."""

    STANDING = "standing"
    CONDITIONAL = "conditional"
    BLOCK = "block"


class SeatDuty(StrEnum):
    """What a seat does for the forum. Without the chair the deputy, else the minute-taker, opens and closes."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MINUTE_TAKER = "minute_taker"
    COORDINATOR = "coordinator"


class Seat(Keyed):
    """A place at the table, for a unit."""

    unit: Key
    """The unit that sits there."""

    role: Key | None = None
    """The role that takes the seat, where it is fixed."""

    kind: SeatKind = SeatKind.STANDING
    """When it takes part."""

    block: Key | None = None
    """With which block of ages, for a seat of kind `block`."""

    duties: tuple[SeatDuty, ...] = ()
    """What it does for the forum."""


class Terms(Dated):
    """What a forum works by for a period: rhythm, ages, bases, words. A change from a date is one more set of terms."""

    cadence: Cadence | None = None
    """How often it meets; left out where nobody has said."""

    ages: AgeScope = AgeScope()
    """Whom it is for."""

    blocks: tuple[Block, ...] = ()
    """Parts of the agenda by age."""

    bases: Bases = Bases()
    """Legal basis by kind of giver."""

    agenda: tuple[AgendaHeading, ...] = ()
    """Headings of the agenda."""

    agenda_hours_before: Annotated[int, Field(ge=0, le=336)] = 24
    """Hours before the meeting from which the agenda may be read by those seated, never earlier."""

    necessity: tuple[NecessityPhrase, ...] = ()
    """Short phrases of necessity; the first is proposed."""

    decisions: tuple[DecisionWord, ...] = ()
    """The words it decides with, in the order of their number keys."""

    minutes_close_days: Annotated[int, Field(ge=1, le=60)] = 10
    """Days after which minutes that nobody approved close."""

    no_follow_up_days: Annotated[int, Field(ge=0, le=30)] = 14
    """Days after which what needs no follow-up is deleted at the latest, approved or not."""

    @property
    def necessity_phrases(self) -> tuple[str, ...]:
        """The phrases as they are read."""
        return tuple(phrase.text for phrase in self.necessity)

    def word(self, code: str) -> DecisionWord | None:
        """The word with this code."""
        return next((word for word in self.decisions if word.code == code), None)

    def default_word(self, role: str | None) -> DecisionWord | None:
        """The word chosen in advance for a role on the list; None where people choose from the beginning."""
        named = (word for word in self.decisions if role in word.default_for)
        return next(named, None) or next((word for word in self.decisions if ListRole.ANY in word.default_for), None)


class Forum(Keyed):
    """A standing body that meets."""

    type: ForumType
    """The code's word for it."""

    level: Level | None = None
    """Where it stands among the others."""

    purpose: LongText | None = None
    """What it is for."""

    named_persons: bool = False
    """Whether named children and young people may be discussed."""

    parent: Key | None = None
    """The forum it reports to."""

    seats: tuple[Seat, ...] = ()
    """Who sits there."""

    terms: Annotated[tuple[Terms, ...], Field(min_length=1)]
    """What it works by, period by period."""
