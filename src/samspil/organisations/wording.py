"""What the profile's codes are called on the pages of the organisation."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.organisations.profile import (
    ByEvent,
    Cadence,
    CountedIn,
    Direction,
    DoorFor,
    DoorPurpose,
    Due,
    EveryNWeeks,
    FixedDates,
    FixedMonths,
    Level,
    Mandate,
    MinimumAYear,
    Monthly,
    Norm,
    NormFor,
    TimesAYear,
    Weekly,
)

LEVELS: dict[StrEnum, Promise] = {
    Level.POLITICAL: gettext_lazy("Political"),
    Level.STRATEGIC: gettext_lazy("Strategic"),
    Level.COORDINATING: gettext_lazy("Coordinating"),
    Level.OPERATIONAL: gettext_lazy("Operational"),
    Level.FRONTLINE: gettext_lazy("Front line"),
    Level.KNOWLEDGE: gettext_lazy("Knowledge"),
}
MANDATES: dict[StrEnum, Promise] = {
    Mandate.DECIDES: gettext_lazy("decides"),
    Mandate.RECOMMENDS: gettext_lazy("recommends"),
    Mandate.COMMENTS: gettext_lazy("comments"),
    Mandate.COORDINATES: gettext_lazy("coordinates"),
    Mandate.INFORMS: gettext_lazy("informs"),
    Mandate.SHARES_KNOWLEDGE: gettext_lazy("shares knowledge"),
}
DIRECTIONS: dict[StrEnum, Promise] = {
    Direction.UP: gettext_lazy("Upwards, without names"),
    Direction.DOWN: gettext_lazy("Downwards"),
    Direction.ACROSS: gettext_lazy("To the side"),
}
DUES: dict[StrEnum, Promise] = {
    Due.EVERY_MEETING: gettext_lazy("at every meeting"),
    Due.MONTHLY: gettext_lazy("every month"),
    Due.QUARTERLY: gettext_lazy("every quarter"),
    Due.YEARLY: gettext_lazy("every year"),
    Due.ONGOING: gettext_lazy("continuously"),
}
PURPOSES: dict[StrEnum, Promise] = {
    DoorPurpose.ACUTE: gettext_lazy("It is urgent"),
    DoorPurpose.CONCERN: gettext_lazy("You are worried about a child or young person"),
    DoorPurpose.CONSULTATION: gettext_lazy("You want to talk a matter over with a colleague"),
    DoorPurpose.HELP: gettext_lazy("You need help"),
    DoorPurpose.ADVICE: gettext_lazy("You want advice"),
}
OPEN_FOR: dict[StrEnum, Promise] = {
    DoorFor.CHILD: gettext_lazy("children and young people"),
    DoorFor.PARENT: gettext_lazy("parents"),
    DoorFor.COLLEAGUE: gettext_lazy("colleagues"),
    DoorFor.CITIZEN: gettext_lazy("citizens"),
}
WEEKDAYS = {
    "monday": gettext_lazy("Mondays"),
    "tuesday": gettext_lazy("Tuesdays"),
    "wednesday": gettext_lazy("Wednesdays"),
    "thursday": gettext_lazy("Thursdays"),
    "friday": gettext_lazy("Fridays"),
}


def cadence_words(cadence: Cadence | None) -> str:
    """How often, on which day and at what time; "not settled" where nobody has said."""
    if cadence is None:
        return _("not settled")
    parts = [_how_often(cadence)]
    if cadence.weekday is not None:
        parts.append(str(WEEKDAYS[cadence.weekday.value]))
    if cadence.starts is not None:
        parts.append(_clock(cadence.starts, cadence.ends))
    return ", ".join(parts)


def _clock(starts: time, ends: time | None) -> str:
    return f"{starts:%H.%M}–{ends:%H.%M}" if ends else f"{starts:%H.%M}"


def _how_often(cadence: Cadence) -> str:
    match cadence:
        case Weekly():
            return _("every week")
        case EveryNWeeks(weeks=weeks, counted_in=CountedIn.SCHOOL_WEEKS):
            return _("every %(weeks)d school weeks") % {"weeks": weeks}
        case EveryNWeeks(weeks=weeks):
            return _("every %(weeks)d weeks") % {"weeks": weeks}
        case Monthly():
            return _("every month")
        case TimesAYear(times=times):
            return ngettext("%(times)d time a year", "%(times)d times a year", times) % {"times": times}
        case FixedMonths(months=months):
            return ngettext("%(times)d fixed month a year", "%(times)d fixed months a year", len(months)) % {
                "times": len(months)
            }
        case MinimumAYear(times=0):
            return _("when there is need")
        case MinimumAYear(times=times):
            return _("at least %(times)d times a year, and when there is need") % {"times": times}
        case FixedDates(days=days):
            return ngettext("on %(days)d fixed day", "on %(days)d fixed days", len(days)) % {"days": len(days)}
        case ByEvent(event=event):
            return _("when it happens: %(event)s") % {"event": event}


def norm_words(norm: Norm | None) -> str:
    """How much time; empty where nobody has said."""
    if norm is None:
        return ""
    hours = f"{norm.hours:f}".replace(".", ",")
    match norm.each:
        case NormFor.PERSON:
            return _("%(hours)s hours a week each") % {"hours": hours}
        case NormFor.SCHOOL:
            return _("%(hours)s hours a week at each school") % {"hours": hours}
        case NormFor.DISTRICT:
            return _("%(hours)s hours a week in each district") % {"hours": hours}
        case NormFor.PUPILS:
            return _("%(hours)s hours a week for each %(pupils)s pupils") % {"hours": hours, "pupils": norm.pupils}
