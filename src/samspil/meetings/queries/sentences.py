"""What the minutes say in words: decisions and times as sentences that name no child."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.cases.queries import names
from samspil.meetings.models import Decision, Meeting, MeetingState
from samspil.web import dates

_DAY_TO_COME = re.compile(r"\s*(?:d\.|den)?\s*…\s*$")  # "Tages op igen d. …": the day is the decision's


def count_word(label: str) -> str:
    """A decision word as it is counted: without the place where its day goes."""
    return _DAY_TO_COME.sub("", label)


def with_names(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """The lines with the names that their sentences say."""
    return decisions.annotate(
        responsible_name=names.colleague(), unit_name=names.unit(), officer_name=names.colleague("officer_id")
    )


def decision_sentence(decision: Decision) -> str:
    """What was decided, on which answer, who is responsible and by when. The names come with the query (`with_names`)."""
    day = dates.long(decision.due_on) if decision.due_on else ""
    bare = count_word(decision.label)
    goes_on = bool(day) and bare != decision.label
    said = [f"{bare} {day}." if goes_on else f"{bare}."]
    if decision.question:
        asked = {"question": decision.question, "answer": decision.answer}
        said.append(_("Asked: “%(question)s” Answer: “%(answer)s”.") % asked)
    name, unit = getattr(decision, "responsible_name", None), getattr(decision, "unit_name", None)
    if name and unit:
        said.append(_("%(name)s, %(unit)s, is responsible.") % {"name": name, "unit": unit})
    elif name:
        said.append(_("%(name)s is responsible.") % {"name": name})
    if officer := getattr(decision, "officer_name", None):
        said.append(_("%(name)s of the police takes part.") % {"name": officer})
    if day and not goes_on:
        said.append(_("Deadline: %(day)s.") % {"day": day})
    return " ".join(said)


def held_on(meeting: Meeting) -> date:
    """The day on which the meeting was begun; before that, and where nobody noted it, the day for which it is planned."""
    return timezone.localdate(meeting.began_at or meeting.starts_at)


def day_in_words(meeting: Meeting) -> str:
    """The day of the meeting; where it was held on another than it is planned for, both."""
    held, planned = held_on(meeting), timezone.localdate(meeting.starts_at)
    if held == planned:
        return dates.long(held)
    return _("%(day)s (planned for %(planned)s)") % {"day": dates.long(held), "planned": dates.short(planned)}


def hours_of(meeting: Meeting) -> str:
    """From when to when, in short: as it was where that is noted and all of one day, else as planned; held on another day than it is
    planned for, from when.
    """
    if meeting.began_at and meeting.ended_at and meeting.state in {MeetingState.HELD, MeetingState.APPROVED}:
        began, ended = timezone.localtime(meeting.began_at), timezone.localtime(meeting.ended_at)
        if began.date() == ended.date() and began <= ended:
            return f"{dates.clock(began)}–{dates.clock(ended)}"
    if meeting.began_at and held_on(meeting) != timezone.localdate(meeting.starts_at):
        return _("from %(hour)s") % {"hour": dates.clock(meeting.began_at)}
    return f"{dates.clock(meeting.starts_at)}–{dates.clock(meeting.ends_at)}"


def times_of(meeting: Meeting) -> str:
    """When the meeting began and ended in fact; before that, and for meetings whose times nobody noted, when it was planned."""
    if meeting.began_at is None:
        return _("planned %(begins)s–%(ends)s") % {
            "begins": dates.clock(meeting.starts_at), "ends": dates.clock(meeting.ends_at),
        }  # fmt: skip
    began = timezone.localtime(meeting.began_at)
    begins = _when(began, timezone.localdate(meeting.starts_at))
    goes_on = meeting.state == MeetingState.OPEN  # ended once, and gone on with
    if goes_on or meeting.ended_at is None or meeting.ended_at < meeting.began_at:
        return _("began %(begins)s") % {"begins": begins}
    ends = _when(timezone.localtime(meeting.ended_at), began.date())
    return _("began %(begins)s, ended %(ends)s") % {"begins": begins, "ends": ends}


def _when(moment: datetime, day: date) -> str:
    """The hour, and where that is another than `day`, the day before it."""
    if moment.date() == day:
        return _("at %(hour)s") % {"hour": dates.clock(moment)}
    return _("on %(day)s at %(hour)s") % {"day": dates.long(moment.date()), "hour": dates.clock(moment)}
