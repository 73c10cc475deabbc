"""What waits on the morning of the demo: the meeting of today, concerns, overdue tasks, a handover on either side."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from samspil.audit.record import record
from samspil.cases import actions as cases
from samspil.cases.models import Case, CaseState, Handover, HandoverState, Responsibility
from samspil.demo.town import WRITER, Town, at, day_of, turn, words
from samspil.lib.refusals import Refused
from samspil.meetings.calendar.actions import call_extra, move_meeting
from samspil.meetings.models import Meeting, MeetingKind, MeetingState
from samspil.organisations.queries import terms_of
from samspil.sharing.queries import basis_for

BEGINS, LASTS, LATEST = "08:30", timedelta(hours=2, minutes=30), "21:00"
PLACE = "Rådhuset, lokale 2"


def begins_at(today: date, now: datetime) -> datetime:
    """Half past eight; later in the day the next half hour that leaves time to look around first."""
    usual, latest = at(today, BEGINS), at(today, LATEST)
    if timezone.localdate(now) != today or now + timedelta(minutes=15) <= usual:
        return usual
    soon = timezone.localtime(now) + timedelta(minutes=45)
    return min(soon.replace(minute=30 * (soon.minute // 30), second=0, microsecond=0), latest)


def meeting_of_today(town: Town, now: datetime) -> Meeting:
    """The forum's meeting of this week, today: moved from its own day where that is another one, and everybody told."""
    starts_at = begins_at(town.today, now)
    ends_at = starts_at + LASTS
    turn(town.today - timedelta(days=8), "15:30")
    with town.place.as_(WRITER) as actor:
        planned = _of_this_week(town)
        if planned is not None and day_of(planned) == town.today and planned.starts_at >= starts_at:
            return planned
        try:
            if planned is None:
                return call_extra(actor, forum=town.forum, starts_at=starts_at, ends_at=ends_at, place=PLACE)
            return move_meeting(actor, meeting=planned, starts_at=starts_at, ends_at=ends_at, place=PLACE)
        except Refused:
            # A weekend or a holiday. No forum is called together then, but who tries the demo today has a meeting.
            meeting = planned or Meeting(forum=town.forum, kind=MeetingKind.EXTRA)
            meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, PLACE
            meeting.save()
            record("meeting.moved", meeting, owner=town.forum.door_id)
            return meeting


def _of_this_week(town: Town) -> Meeting | None:
    monday = town.today - timedelta(days=town.today.weekday())
    week = Meeting.objects.filter(
        forum=town.forum, starts_at__gte=at(monday, "00:00"), starts_at__lt=at(monday + timedelta(days=7), "00:00")
    )
    return week.exclude(state=MeetingState.CANCELLED).select_related("forum__body").order_by("starts_at").first()


def leave_waiting(town: Town) -> None:
    """Yesterday's ends: two overdue tasks, and a case offered to another unit in each direction."""
    random = town.chance("waiting")
    turn(town.today - timedelta(days=9), "14:05")
    for key, due in (("mette", 5), ("line", 4), ("line", 2), ("omar", 3)):
        _give_task(
            town,
            key,
            town.today - timedelta(days=due),
            random.choice(words("tasks", "support")),
            random.getrandbits(128),
        )
    turn(town.today - timedelta(days=1), "15:40")
    _offer_case(town, "line", "boern-unge-familie", random.choice(words("handovers", "texts")))
    _offer_case(town, "pia", "ssp-ungeenheden", words("handovers", "back"))


def _give_task(town: Town, key: str, due: date, text: str, number: int) -> None:
    staff = town.place.staff[key]
    with town.place.as_(key) as actor:
        unit = town.place.units["ssp-ungeenheden"]
        case = _own_case(staff.pk)
        cases.give_task(
            actor, person_id=case.subject if case else None, text=text, responsible=staff, unit=unit, case=case,
            owner_audience_id=unit.audience_id, due_on=due, key=UUID(int=number),
        )  # fmt: skip


def _own_case(staff_id: int) -> Case | None:
    """The newest open case of a colleague's that nobody has been asked to take over."""
    held = Responsibility.objects.filter(staff_id=staff_id, duty="coordinator", period__upper_inf=True).values(
        "case_id"
    )
    offered = Handover.objects.filter(state=HandoverState.PROPOSED, case__isnull=False).values("case_id")
    return (
        Case.objects.filter(pk__in=held, state=CaseState.OPEN)
        .exclude(pk__in=offered)
        .order_by("-opened_at", "-pk")
        .first()
    )


def _offer_case(town: Town, key: str, to_unit: str, text: str) -> None:
    staff = town.place.staff[key]
    with town.place.as_(key) as actor:
        case = _own_case(staff.pk)
        if case is None:
            return
        unit = staff.post_set.select_related("unit").order_by("pk")[0].unit
        day = timezone.localdate(actor.at)
        cases.propose_handover(
            actor, person_id=case.subject, text=text, to_unit=town.place.units[to_unit], owner_audience_id=unit.audience_id,
            basis_version_id=basis_for(unit, town.forum, day).pk, necessity=terms_of(town.forum, day).necessity_phrases[3],
            case=case, suspicion="none",
        )  # fmt: skip
        town.told["handovers"] += 1
