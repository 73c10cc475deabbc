"""A meeting called now: about one name, by any standing seat, with two seats or more; reported to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing import Placement, place, prepare
from samspil.meetings.actions.sitting import Seated, open_meeting
from samspil.meetings.models import Attendance, Item, Meeting, MeetingKind, MeetingState
from samspil.meetings.states import ADULT, AttendanceState, Source
from samspil.organisations.models import Forum, Staff
from samspil.organisations.queries import staff_named, staff_of
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.notices.actions import tell

LENGTH = timedelta(hours=1)


@verb("meeting.called_now")
def call_now(
    actor: Actor,
    *,
    forum: Forum,
    name: str,
    birth_date: date | None,
    present: Sequence[Staff],
    necessity: str,
    age_told: int | None = None,
    child: Person | None = None,
) -> Item:
    """Call a meeting now about one child. The caller keeps its minutes; only those named here read the item. `age_told` is
    an age where no birth date is known; `child` is whom it is about where that is somebody known, a record of the caller's own.

    The same name and age again while its meeting is in progress is the same meeting. Raises Refused with fewer than two seats,
    for one authority alone needs no meeting, and where somebody is called who is not at the meeting in progress.
    """
    policies.check_may_call(actor, forum)
    caller = staff_of(actor)
    staff = {one.pk: one for one in (caller, *present)}
    if len(staff) < 2:
        raise Refused(_("A meeting takes two seats or more. Choose who takes part."), field="present")
    again = _in_progress(caller, forum, Child(name=name, birth_date=birth_date, age_told=age_told))
    if again:
        _check_are_there(again.meeting, set(staff))
        return again
    meeting = Meeting.objects.create(
        forum=forum, kind=MeetingKind.URGENT, starts_at=actor.at, ends_at=actor.at + LENGTH, blocks=[ADULT]
    )
    meeting = prepare(actor, meeting)
    person = child or find_or_create(
        actor,
        owner_audience=meeting.minutes_audience_id or 0,
        child=Child(name=name, birth_date=birth_date, age_told=age_told),
    )
    (item,) = place(
        actor,
        meeting=meeting,
        necessity=necessity,
        placements=[
            Placement(
                label=name,
                source=Source.URGENT,
                subject=person.pk,
                birth_date=birth_date,
                age_told=age_told if child else person.age_told,
            )
        ],
    )
    open_meeting(
        actor,
        meeting=meeting,
        attendance=[Seated(pk, AttendanceState.PRESENT) for pk in staff],
    )
    record("meeting.called_now", owner=meeting.minutes_audience_id, meeting=meeting.pk, present=len(staff))
    tell(actor, staff, "called_now", item)
    return Item.objects.select_related("meeting__forum").get(pk=item.pk)


def _check_are_there(meeting: Meeting, staff_ids: set[int]) -> None:
    """Nobody is called to a meeting in progress by calling it again. Raises Refused with who it is."""
    called = Attendance.objects.filter(meeting=meeting).values_list("staff_id", flat=True)
    if others := sorted(staff_ids - set(called)):
        raise Refused(
            _("You are in a meeting about this child already. Let in %(names)s there, under Attendance.")
            % {"names": ", ".join(staff_named(others).values())},
            field="present",
        )


def _in_progress(caller: Staff, forum: Forum, child: Child) -> Item | None:
    """The matter of a meeting that this colleague has called about the same child and not ended: a form sent twice."""
    items = Item.objects.filter(
        owner_audience_id__in=cabinet.own_keys(),
        label=child.name,
        birth_date=child.birth_date,
        age_told=child.age_told,
        source=Source.URGENT,
        meeting__forum=forum,
        meeting__kind=MeetingKind.URGENT,
        meeting__state=MeetingState.OPEN,
        meeting__opened_by=caller,
    )
    return items.select_related("meeting__forum").order_by("pk").first()
