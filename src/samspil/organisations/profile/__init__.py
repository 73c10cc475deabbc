"""The municipal profile: a municipality as data (K01). This is the package's only door.

`load(path)` reads a profile and raises `ProfileErrors` with every fault at once; `describe_schema()` is the format as
JSON Schema. A forum's `Terms` are what its meetings work by.
"""

from samspil.organisations.profile.ages import AgeScope, Block, BlockCadence
from samspil.organisations.profile.bases import GIVER_OF_BASIS, Bases, BasisReference
from samspil.organisations.profile.cadences import (
    Cadence,
    CountedIn,
    EveryNWeeks,
    FixedMonths,
    MinimumAYear,
    Monthly,
    Rhythm,
    TimesAYear,
    Weekday,
    Weekly,
)
from samspil.organisations.profile.calendar import Calendar, ClosingDay, Holiday, SchoolYear, WeeksOff
from samspil.organisations.profile.decisions import Consequence, DecisionWord, ListRole, NecessityPhrase
from samspil.organisations.profile.differences import Change, Difference, differences
from samspil.organisations.profile.faults import ProfileError, ProfileErrors
from samspil.organisations.profile.forums import Forum, ForumType, Level, Seat, SeatDuty, SeatKind, Terms
from samspil.organisations.profile.loading import load
from samspil.organisations.profile.place import District, Municipality, PoliceDistrict, Site
from samspil.organisations.profile.questions import OpenQuestion, open_questions
from samspil.organisations.profile.retention import RetentionRule
from samspil.organisations.profile.rhythm import blocks_of, cadence_of, calendar_of, meetings_of, sub_cadences_of
from samspil.organisations.profile.roles import Post, Role, RoleType
from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.schema import describe_schema
from samspil.organisations.profile.templates import AgendaHeading, AgendaSource
from samspil.organisations.profile.units import Sector, TakingPart, Unit, UnitType

__all__ = [
    "GIVER_OF_BASIS",
    "AgeScope",
    "AgendaHeading",
    "AgendaSource",
    "Bases",
    "BasisReference",
    "Block",
    "BlockCadence",
    "Cadence",
    "Calendar",
    "Change",
    "ClosingDay",
    "Consequence",
    "CountedIn",
    "DecisionWord",
    "Difference",
    "District",
    "EveryNWeeks",
    "FixedMonths",
    "Forum",
    "ForumType",
    "Holiday",
    "Level",
    "ListRole",
    "MinimumAYear",
    "Monthly",
    "Municipality",
    "NecessityPhrase",
    "OpenQuestion",
    "PoliceDistrict",
    "Post",
    "Profile",
    "ProfileError",
    "ProfileErrors",
    "RetentionRule",
    "Rhythm",
    "Role",
    "RoleType",
    "SchoolYear",
    "Seat",
    "SeatDuty",
    "SeatKind",
    "Sector",
    "Site",
    "TakingPart",
    "Terms",
    "TimesAYear",
    "Unit",
    "UnitType",
    "Weekday",
    "Weekly",
    "WeeksOff",
    "blocks_of",
    "cadence_of",
    "calendar_of",
    "describe_schema",
    "differences",
    "load",
    "meetings_of",
    "open_questions",
    "sub_cadences_of",
]
