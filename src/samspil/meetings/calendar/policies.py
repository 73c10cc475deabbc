"""Who may change a forum's calendar, and when a meeting can still be changed."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.lib import cpr
from samspil.lib.calendars import Calendar
from samspil.lib.names import words_of_names_in
from samspil.lib.refusals import Refused
from samspil.meetings.models import Meeting, MeetingKind, MeetingState
from samspil.organisations.models import Forum
from samspil.web import dates

_PERHAPS_CPR = re.compile(r"(?<!\d)\d{2}[\s.\-/]?\d{2}[\s.\-/]?\d{2}[\s.\-]?\d{4}(?!\d)")


def check_may_plan(actor: Actor, forum: Forum) -> None:
    """Chair, deputy and minute-taker of the forum, and administrators, change its calendar."""
    if not {forum.door_id, forum.body.administration_id} & set(cabinet.own_keys()):
        raise Refused(
            _("The chair, the deputy or the minute-taker of %(forum)s changes its calendar. Ask one of them.")
            % {"forum": forum.name}
        )


def check_may_change(actor: Actor, meeting: Meeting) -> None:
    """A meeting is moved or cancelled until it begins; once something stands on its agenda, by those who answer for it.

    An administrator does not read what stands there, so nothing of it could move along.
    """
    if meeting.kind == MeetingKind.URGENT or meeting.state not in {MeetingState.PLANNED, MeetingState.SENT}:
        raise Refused(
            _("The meeting is “%(state)s”, so its time is not changed any more.")
            % {"state": meeting.get_state_display().lower()}
        )
    check_may_plan(actor, meeting.forum)
    if meeting.minutes_audience_id is not None and meeting.forum.door_id not in cabinet.own_keys():
        raise Refused(
            _(
                "Something stands on the agenda already. The chair, the deputy or the minute-taker of %(forum)s moves "
                "or cancels the meeting, so that it comes along."
            )
            % {"forum": meeting.forum.name}
        )


def check_time(actor: Actor, *, starts_at: datetime, ends_at: datetime) -> None:
    """A meeting lies ahead and ends after it begins."""
    if ends_at <= starts_at:
        raise Refused(_("The meeting ends before it begins. Put one of the times right."), field="ends")
    if starts_at <= actor.at:
        raise Refused(_("That time has passed. Choose one that lies ahead."), field="day")


def check_day(calendar: Calendar, day: date) -> None:
    """Planned meetings are held on working days; what cannot wait is called now."""
    closed = calendar.closed_for(day)
    if closed:
        raise Refused(
            _("%(day)s is %(name)s. Choose a working day.") % {"day": dates.long(day).capitalize(), "name": closed},
            field="day",
        )
    if not calendar.is_working_day(day):
        raise Refused(
            _("%(day)s is in a weekend. Choose a working day.") % {"day": dates.long(day).capitalize()}, field="day"
        )


def check_free(forum: Forum, other: Meeting | None) -> None:
    """A forum meets once a day; a second matter the same day is called now."""
    if other is not None:
        raise Refused(
            _("%(forum)s meets that day already, at %(time)s. Choose another day.")
            % {"forum": forum.name, "time": dates.clock(timezone.localtime(other.starts_at))},
            field="day",
        )


def check_reason(reason: str, names: list[str], *, sure: bool) -> None:
    """What is told to everybody with a seat names no child: a CPR number never, a child's name not by mistake."""
    for found in _PERHAPS_CPR.findall(reason):
        try:
            cpr.parse(found)
        except cpr.InvalidCpr:
            continue
        raise Refused(
            _("There is a CPR number in the text. Everybody with a seat and their calendars see it: take it out."),
            field="reason",
        )
    told = words_of_names_in(reason, names)
    if told and not sure:
        raise Refused(
            _("“%(words)s” is also the name of a child on the agenda. Take it out, or say that no child is meant.")
            % {"words": "”, “".join(told)},
            field="sure",
        )
