"""The municipal profile: a municipality as data (K01). This is the package's only door.

`load(path)` reads a profile and raises `ProfileErrors` with every fault at once; `describe_schema()` is the format as
JSON Schema. A forum's `Terms` are what its meetings work by.
"""

from samspil.organisations.profile.ages import AgeScope, Block, BlockCadence
from samspil.organisations.profile.bases import GIVER_OF_BASIS, Bases, BasisReference
from samspil.organisations.profile.cadences import (
    ByEvent,
    Cadence,
    CountedIn,
    EveryNWeeks,
    FixedDates,
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
from samspil.organisations.profile.doors import Door, DoorFor, DoorKind, DoorPurpose
from samspil.organisations.profile.expanding import expanded, seats_of, units_for
from samspil.organisations.profile.faults import ProfileError, ProfileErrors
from samspil.organisations.profile.forums import Forum, ForumType, Level, Seat, SeatDuty, SeatKind, Terms
from samspil.organisations.profile.loading import load
from samspil.organisations.profile.mandates import (
    Direction,
    Due,
    Mandate,
    Output,
    PreparationDuty,
    Purpose,
    Quorum,
    ReportOwed,
)
from samspil.organisations.profile.place import (
    BodyAbove,
    BodyKind,
    District,
    DistrictKind,
    Member,
    Municipality,
    PoliceDistrict,
    Site,
)
from samspil.organisations.profile.questions import OpenQuestion, open_questions
from samspil.organisations.profile.retention import RetentionRule
from samspil.organisations.profile.rhythm import blocks_of, cadence_of, calendar_of, meetings_of, sub_cadences_of
from samspil.organisations.profile.roles import Coverage, CoveredBy, Norm, NormFor, Post, Role, RoleType, Staffing
from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.schema import describe_schema
from samspil.organisations.profile.seats import Appointment, EachUnit, Guest, TermOfOffice
from samspil.organisations.profile.templates import AgendaHeading, AgendaSource
from samspil.organisations.profile.units import School, SchoolKind, Sector, TakingPart, Unit, UnitType
from samspil.organisations.profile.vocabulary import Word

__all__ = [
    "GIVER_OF_BASIS",
    "AgeScope",
    "AgendaHeading",
    "AgendaSource",
    "Appointment",
    "Bases",
    "BasisReference",
    "Block",
    "BlockCadence",
    "BodyAbove",
    "BodyKind",
    "ByEvent",
    "Cadence",
    "Calendar",
    "Change",
    "ClosingDay",
    "Consequence",
    "CountedIn",
    "Coverage",
    "CoveredBy",
    "DecisionWord",
    "Difference",
    "Direction",
    "District",
    "DistrictKind",
    "Door",
    "DoorFor",
    "DoorKind",
    "DoorPurpose",
    "Due",
    "EachUnit",
    "EveryNWeeks",
    "FixedDates",
    "FixedMonths",
    "Forum",
    "ForumType",
    "Guest",
    "Holiday",
    "Level",
    "ListRole",
    "Mandate",
    "Member",
    "MinimumAYear",
    "Monthly",
    "Municipality",
    "NecessityPhrase",
    "Norm",
    "NormFor",
    "OpenQuestion",
    "Output",
    "PoliceDistrict",
    "Post",
    "PreparationDuty",
    "Profile",
    "ProfileError",
    "ProfileErrors",
    "Purpose",
    "Quorum",
    "ReportOwed",
    "RetentionRule",
    "Rhythm",
    "Role",
    "RoleType",
    "School",
    "SchoolKind",
    "SchoolYear",
    "Seat",
    "SeatDuty",
    "SeatKind",
    "Sector",
    "Site",
    "Staffing",
    "TakingPart",
    "TermOfOffice",
    "Terms",
    "TimesAYear",
    "Unit",
    "UnitType",
    "Weekday",
    "Weekly",
    "WeeksOff",
    "Word",
    "blocks_of",
    "cadence_of",
    "calendar_of",
    "describe_schema",
    "differences",
    "expanded",
    "load",
    "meetings_of",
    "open_questions",
    "seats_of",
    "sub_cadences_of",
    "units_for",
]
