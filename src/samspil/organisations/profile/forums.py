"""Bodies that meet: what sort they are, who sits there, and the terms they work on."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.ages import AgeScope, Block
from samspil.organisations.profile.bases import Bases
from samspil.organisations.profile.cadences import Cadence
from samspil.organisations.profile.decisions import DecisionWord, ListRole, NecessityPhrase
from samspil.organisations.profile.mandates import Mandate, Output, PreparationDuty, Purpose, Quorum, ReportOwed
from samspil.organisations.profile.parts import Dated, Key, Keyed, LongText, Name, Reference
from samspil.organisations.profile.seats import Guest, Seat, SeatDuty, SeatKind
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
    CASE_NETWORK = "case_network"
    STEERING_GROUP = "steering_group"
    RESIDENTS_BOARD = "residents_board"
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

    preparation: tuple[PreparationDuty, ...] = ()
    """What is done before each meeting, and by whom."""

    quorum: Quorum | None = None
    """Who must be there; left out where nobody has said."""

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

    purposes: tuple[Purpose, ...] = ()
    """Purposes that are followed up each by itself, where there are several."""

    mandate: tuple[Mandate, ...] = ()
    """What it may do with a matter; left out where nobody has said."""

    named_persons: bool = False
    """Whether named children and young people may be discussed."""

    is_public: bool = False
    """Whether its meetings are open to the public."""

    is_ad_hoc: bool = False
    """Whether it is called together for an occasion, and does not stand (BRO-41, BAL-43)."""

    is_ours: bool = True
    """False for a board of others in which the cooperation takes part (BAL-42)."""

    parent: Reference | None = None
    """The forum it reports to, of this body or of one above."""

    district: Key | None = None
    """The district it is for."""

    each_district: Key | None = None
    """A formula: one such forum for every district of this kind (BAL-44). "{district}" in the name is filled in."""

    joins: tuple[Key, ...] = ()
    """A meeting of several forums together: their seats sit here too (BRO-67)."""

    organiser: Key | None = None
    """The unit that is responsible for holding the meetings (VAL-103)."""

    assisted_by: Key | None = None
    """The unit that helps it."""

    parties: tuple[Key, ...] = ()
    """Units that take part in the cooperation without a seat of their own."""

    guests: tuple[Guest, ...] = ()
    """Who may be invited to one item."""

    outputs: tuple[Output, ...] = ()
    """What goes up, down and to the side."""

    reports: tuple[ReportOwed, ...] = ()
    """Reports that it owes."""

    agreement: Name | None = None
    """The document it rests on: a commission, a partnership agreement."""

    seats: tuple[Seat, ...] = ()
    """Who sits there."""

    terms: Annotated[tuple[Terms, ...], Field(min_length=1)]
    """What it works by, period by period."""


__all__ = ["Forum", "ForumType", "Level", "Seat", "SeatDuty", "SeatKind", "Terms"]
