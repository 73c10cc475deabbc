"""What is expected of a colleague, and what the colleague took part in this year (HAL-09). For the colleague alone.

It names no child and compares nobody: what is counted is what there is to look back on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.cases.models import Conversation, ConversationState
from samspil.catalogue.activities.models import Activity
from samspil.catalogue.activities.models import State as ActivityState
from samspil.concerns.models import Concern
from samspil.meetings.models import Attendance, MeetingState
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import Staff
from samspil.organisations.profile import Role
from samspil.organisations.queries import posts_of, stated_by


@dataclass(frozen=True)
class TakenPart:
    """One thing on one day, with the page where it stands, if there is one for whoever took part."""

    day: date
    what: str
    address: str = ""


@dataclass(frozen=True)
class Expected:
    """What is expected of everybody, and of the roles that one holds today."""

    anchoring: str
    of_everybody: tuple[Role, ...]
    of_me: tuple[Role, ...]


@dataclass(frozen=True)
class MyYear:
    year: int
    expected: Expected
    taken_part: tuple[TakenPart, ...]  # the newest first

    @property
    def next(self) -> int:
        return self.year + 1

    @property
    def before(self) -> int:
        return self.year - 1


def my_year(actor: Actor, staff: Staff, year: int) -> MyYear:
    """The page of one colleague and year. Six statements. A role needs not be held to read what reaches everybody."""
    taken = sorted(_taken_part(staff, year), key=lambda one: one.day, reverse=True)
    return MyYear(year, _expected(staff, timezone.localdate(actor.at)), tuple(taken))


def _expected(staff: Staff, today: date) -> Expected:
    profile = stated_by(staff.body)
    if profile is None:
        return Expected("", (), ())
    mine = {post.role.key for post in posts_of(staff, today)}
    roles = [role for role in profile.roles if role.holds_on(today) and (role.duties or role.expected)]
    return Expected(
        anchoring=profile.municipality.anchoring.text or "" if profile.municipality else "",
        of_everybody=tuple(role for role in roles if role.for_everybody),
        of_me=tuple(role for role in roles if role.key in mine and not role.for_everybody),
    )


def _taken_part(staff: Staff, year: int) -> Iterator[TakenPart]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    meetings = Attendance.objects.filter(
        staff=staff,
        state__in=[AttendanceState.PRESENT, AttendanceState.SUBSTITUTE, AttendanceState.GUEST],
        meeting__starts_at__year=year,
        meeting__state__in=[MeetingState.HELD, MeetingState.APPROVED],
    )
    for one in meetings.select_related("meeting__forum"):
        forum = one.meeting.forum.name if one.meeting.forum else _("A meeting without a forum")
        yield TakenPart(timezone.localdate(one.meeting.starts_at), _("Meeting: %(forum)s") % {"forum": forum})
    talks = Conversation.objects.filter(
        responsible=staff, state=ConversationState.HELD, held_on__gte=first, held_on__lte=last
    )
    for talk in talks:
        yield TakenPart(talk.held_on or first, talk.get_kind_display(), reverse("cases:conversation", args=[talk.pk]))
    activities = Activity.objects.filter(staff=staff, state=ActivityState.HELD, day__gte=first, day__lte=last)
    for activity in activities:
        yield TakenPart(
            activity.day,
            _("Activity: %(title)s") % {"title": activity.title},
            reverse("activities:activity", args=[activity.pk]),
        )
    for concern in Concern.objects.filter(sender=staff, written_at__year=year):
        yield TakenPart(
            timezone.localdate(concern.written_at),
            _("You reacted and raised a concern"),
            reverse("concerns:raised" if concern.door_id else "concerns:receipt", args=[concern.pk]),
        )
