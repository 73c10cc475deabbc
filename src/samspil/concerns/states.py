"""Words of a concern and of a list, and how a concern lives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from samspil.lib.lifecycles import LifeCycle


class ConcernState(models.TextChoices):
    NEW = "new", _("New")
    TAKEN = "taken", _("Taken")
    ON_AGENDA = "on_agenda", _("On the agenda")
    CLOSED = "closed", _("Closed")


NEXT: dict[str, set[str]] = {
    ConcernState.NEW: {ConcernState.ON_AGENDA, ConcernState.CLOSED},
    ConcernState.TAKEN: set(),  # at a door: moved by acts of its own (`actions.assessing`)
    ConcernState.ON_AGENDA: {ConcernState.NEW, ConcernState.CLOSED},
    ConcernState.CLOSED: set(),
}


class ListRole(models.TextChoices):
    CHARGED = "charged", _("Charged")
    SUSPECTED = "suspected", _("Suspected")
    CONVICTED = "convicted", _("Convicted")
    WITNESS = "witness", _("Witness")
    VICTIM = "victim", _("Victim")
    OTHER = "other", _("Met by the police")


class RemovedBecause(models.TextChoices):
    """Why a line of a list was taken away again."""

    MISTAKE = "mistake", _("It was received by mistake")
    TWICE = "twice", _("It stands on the list twice")
    WITHDRAWN = "withdrawn", _("The police have withdrawn it")
    WRONG_CHILD = "wrong_child", _("It is about another child")


class HandoverState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a yes")
    IN_EFFECT = "in_effect", _("In effect")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class About(models.TextChoices):
    """What a concern is about."""

    CHILD = "child", _("A child or young person")
    GROUP = "group", _("A group")
    PLACE = "place", _("A place")
    TREND = "trend", _("Something that spreads")


class Source(models.TextChoices):
    """Where the knowledge comes from (BRO-91)."""

    POLICE = "police", _("The police's list")
    OFFICER = "officer", _("The police, outside the list")
    YOUTH_UNIT = "youth_unit", _("SSP or the youth unit")
    OUTREACH = "outreach", _("Outreach and street work")
    SCHOOL = "school", _("School")
    LEISURE = "leisure", _("Leisure offers and clubs")
    FAMILY = "family", _("The child or the family")
    CITIZEN = "citizen", _("A citizen")
    PARENT = "parent", _("A parent")
    CHILD = "child", _("The child itself")
    OTHER = "other", _("Others")


class Arena(models.TextChoices):
    """Where it was noticed (BAL-28). Where it happens is a question of its own: `LocationType`."""

    SCHOOL = "school", _("In school or day care")
    CLUB = "club", _("In a club or in leisure time")
    STREET = "street", _("On the street or in public")
    HOME = "home", _("At home")
    ONLINE = "online", _("Online")
    OTHER = "other", _("Somewhere else")


class LocationType(models.TextChoices):
    """Where it happens (VAL-10). Left open: not told."""

    PLACE = "place", _("At a place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("Both at a place and online")


# What is shown where somebody looks for what happens online, and at a place.
LOCATIONS_WITH = {
    LocationType.ONLINE: (LocationType.ONLINE, LocationType.BOTH),
    LocationType.PLACE: (LocationType.PLACE, LocationType.BOTH),
}


def location_told(location: str, arena: str = "") -> str:
    """Where it happens, as the sender told it; who noticed it online and says no more has told that it happens there."""
    return location or (LocationType.ONLINE if arena == Arena.ONLINE else "")


# What stands where a child has named nobody, and behind the name of one who writes about themselves: no part of a name.
A_CHILD_ITSELF = gettext_noop("A child who writes about themselves")
SOMEBODY_OF_A_CHILD = gettext_noop("Somebody whom a child writes about")
ABOUT_ITSELF = gettext_noop("writes about themselves")
ANSWER_IS_LATE = gettext_noop("That the answer is late.")  # what a sender was told who was told nothing else
FROM_THE_PAGE = frozenset({Source.CITIZEN, Source.PARENT, Source.CHILD})  # who tells without sign-in
UNASKED = FROM_THE_PAGE | {Source.OTHER}  # told through others, or with a link: nobody asked where it was noticed


class SparringState(models.TextChoices):
    ASKED = "asked", _("waits for advice")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("taken back")


class SparringAbout(models.TextChoices):
    NOBODY = "nobody", _("Nobody in particular")
    CHILD = "child", _("A named child")


UNDER_AGE = frozenset({About.CHILD, About.GROUP})  # may be about somebody under 18 until somebody knows better

# The source that is proposed to somebody of this sector; they may choose another.
SOURCE_OF_SECTOR = {
    "police": Source.OFFICER,
    "prevention": Source.YOUTH_UNIT,
    "school": Source.SCHOOL,
    "education": Source.SCHOOL,
    "leisure": Source.LEISURE,
}

POLICE_ORIGIN = "police"  # what came from the police says so in every copy
LIST_KIND = "police_list"  # retention of lists, their entries and events
NO_FOLLOW_UP = "no_follow_up"  # the rule under which a matter without follow-up is deleted
CONCERN_KIND = "concern"
SPARRING_KIND = "sparring"
PERSON_KIND = "person"

LOWEST_CHARGED = 15  # retsplejeloven § 821 a: who was younger is never charged, only suspected


def source_name(source: str) -> str:
    """Who has sent a concern, where nobody is named."""
    return str(Source(source).label) if source in Source else ""


def role_label(role: str | None, age: int | None) -> str:
    """The role as it is read: under 15 a suspected child is told apart from a suspected adult."""
    if role == ListRole.SUSPECTED and age is not None and age < LOWEST_CHARGED:
        return gettext("Suspected (under 15)")
    return str(ListRole(role).label) if role else ""


# What was sent to a forum. At a door a concern stays `taken` until it is closed.
CONCERN = LifeCycle("concerns_concern", NEXT, rests={ConcernState.CLOSED, ConcernState.TAKEN})
AT_DOOR = LifeCycle(
    "concerns_concern",
    {"open": {"closed"}, "closed": {"open"}},
    rests={"closed"},
    column="CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END",
)
HANDOVER = LifeCycle(
    "concerns_handover",
    {
        HandoverState.PROPOSED: {HandoverState.IN_EFFECT, HandoverState.DECLINED, HandoverState.WITHDRAWN},
        HandoverState.IN_EFFECT: set(),
        HandoverState.DECLINED: set(),
        HandoverState.WITHDRAWN: set(),
    },
    rests={HandoverState.IN_EFFECT, HandoverState.DECLINED, HandoverState.WITHDRAWN},
)
SPARRING = LifeCycle(
    "concerns_sparring",
    {
        SparringState.ASKED: {SparringState.ANSWERED, SparringState.WITHDRAWN},
        SparringState.ANSWERED: {SparringState.ANSWERED, SparringState.CLOSED},
        SparringState.CLOSED: set(),
        SparringState.WITHDRAWN: set(),
    },
    rests={SparringState.CLOSED, SparringState.WITHDRAWN},
)
