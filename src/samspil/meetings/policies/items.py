"""What may be done with an item of a meeting, and with what was told and decided there.

Each check raises `Refused` with the sentence that also stands beside the disabled button.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingState, Statement
from samspil.meetings.policies.meeting import check_keeps_minutes, check_may_place
from samspil.meetings.states import AttendanceState, DecisionState, ItemState
from samspil.organisations.models import Post
from samspil.people.models import Person
from samspil.people.policies import are_two


def check_waits(item: Item) -> None:
    """Until its decision an item is taken off, moved and named; what has left the agenda stays as it is there."""
    if item.state == ItemState.DECIDED:
        raise Refused(_("The item has its decision. Undo the decision first."))
    if item.state != ItemState.WAITING:
        raise Refused(_("The item is no longer on the agenda."))


def check_may_name(actor: Actor, item: Item) -> None:
    """Those who keep the minutes say the name of an item, until the minutes are written."""
    check_keeps_minutes(actor, item.meeting)
    check_may_place(actor, item.meeting)
    check_waits(item)


def check_may_discuss(actor: Actor, meeting: Meeting) -> None:
    """A child is talked of without the name at the table, by those who keep the minutes for whoever brings it up."""
    check_keeps_minutes(actor, meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in progress."))


def check_is_nameless(item: Item) -> None:
    """Only what waits without a name is asked about and ended without it."""
    check_waits(item)
    if item.named:
        raise Refused(_("The name has been said. Decide about the item instead."))


def check_may_tell_school(actor: Actor, item: Item) -> None:
    """The child's school is written by those who keep the minutes, until they are approved."""
    if item.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep the minutes write down the school."))
    _check_is_written_on(item.meeting)


def check_may_decide(actor: Actor, item: Item) -> None:
    """Decisions are made while the meeting is in progress, once per item."""
    if item.meeting.state == MeetingState.HELD:
        raise Refused(_("The meeting has ended meanwhile. Go on with it on this page, and decide then."))
    if item.meeting.state != MeetingState.OPEN:
        raise Refused(_("Open the meeting first; decisions are made while it is in progress."))
    if item.state == ItemState.MOVED:
        raise Refused(_("The item has been moved to another meeting."))


def check_may_be_responsible(item: Item, staff_id: int, unit_id: int, day: date, *, agreed: bool) -> None:
    """Who went out of an item as not impartial, or was not to have the name, does not get the work that comes of it: one would
    read there what one was not to read here. The database refuses it too (`sql/stepping.sql`).

    A unit reads its tasks. Where somebody of it went out of the item, it is asked first, and `agreed` how they keep away.
    One statement where nobody went out.
    """
    away = Attendance.objects.filter(meeting_id=item.meeting_id).filter(
        Q(stepped_out__contains=[item.slot_id]) | Q(left_out__contains=[item.slot_id])
    )
    lines = list(away)
    out = {line.staff_id for line in lines if item.slot_id in line.stepped_out}
    if staff_id in out:
        raise Refused(
            _("Who went out of this item as not impartial reads nothing of it. Choose somebody else."),
            field="responsible",
        )
    if staff_id in {line.staff_id for line in lines}:
        raise Refused(
            _("The name was not said to this colleague. Choose somebody else, or choose anew who must be there."),
            field="responsible",
        )
    if out and not agreed:
        _check_unit_may_read(out, unit_id, day)


def _check_unit_may_read(out: Collection[int], unit_id: int, day: date) -> None:
    posts = Post.objects.on(day).filter(unit_id=unit_id, staff_id__in=out).select_related("staff")
    names = sorted({post.staff.name for post in posts})
    if names:
        raise Refused(
            _(
                "%(names)s went out of this item and works in the same unit, where everybody can read the task. Choose "
                "somebody of another unit, or tick that you have agreed how they keep away from it."
            )
            % {"names": ", ".join(names)},
            field="keeps_away",
        )


def check_may_step_out(item: Item, staff_id: int) -> None:
    """Whoever is responsible for what was decided at an item goes out of it once that decision is undone."""
    if Decision.objects.filter(item=item, state=DecisionState.STANDING, responsible_id=staff_id).exists():
        raise Refused(_("This colleague is responsible for what was decided here. Undo the decision first."))


def check_due(day: date, due_on: date, *, takes_up: bool) -> None:
    """A deadline is the day of the meeting or later; what is taken up again is taken up at a later one."""
    if due_on < day:
        raise Refused(_("This day was before the meeting. Choose a day that comes."), field="due_on")
    if takes_up and due_on == day:
        raise Refused(_("This is the day of this meeting. Choose a later one."), field="due_on")


def mark_of_told(statements: Iterable[tuple[int, int]]) -> str:
    """A few letters that change with what can be read of what has been told at an item: number and version of each."""
    return hashlib.sha256(repr(sorted(statements)).encode()).hexdigest()[:12]


def check_has_seen(item: Item, seen: str | None) -> None:
    """A decision is made with what has been told. `seen` is the mark of what the writer's page showed; None asks nothing."""
    if seen is not None and seen != mark_of_told(Statement.objects.filter(item=item).values_list("pk", "version")):
        raise Refused(
            _("Something has been told at this item since you opened it. It stands here now: read it, then save again.")
        )


def check_may_undo(actor: Actor, decision: Decision) -> None:
    """A decision can be undone until the minutes are approved."""
    if decision.meeting.state not in {MeetingState.OPEN, MeetingState.HELD}:
        raise Refused(_("The minutes are approved. Open them again first, then undo the decision."))
    if decision.state != DecisionState.STANDING:
        raise Refused(_("The decision has been undone already."))


def check_may_share(actor: Actor, item: Item) -> None:
    """Something is told about an item from when it stands on the agenda until the minutes are approved."""
    _check_is_written_on(item.meeting)
    if item.meeting.state == MeetingState.CANCELLED:
        raise Refused(_("The meeting is cancelled. Tell it at the meeting where the item is taken up."))
    if item.state in {ItemState.MOVED, ItemState.WITHDRAWN}:
        raise Refused(_("The item is no longer on the agenda."))


def is_not_there(line: Attendance) -> bool:
    """Whether a colleague is noted as gone, or as not come."""
    return line.left_at is not None or line.state == AttendanceState.ABSENT


def is_away(line: Attendance, item: Item) -> bool:
    """Whether a colleague of the attendance is out of an item, or was not to have its name."""
    return item.slot_id in (*line.stepped_out, *line.left_out)


def why_away(line: Attendance, item: Item) -> str:
    """Why nothing of an item is chosen for a colleague, with who it is; empty for whoever is at it."""
    if item.slot_id in line.stepped_out:
        return _("%(name)s is out of the item. Choose somebody else.") % {"name": line.staff.name}
    if item.slot_id in line.left_out:
        return _("The name was not said to %(name)s. Choose somebody else.") % {"name": line.staff.name}
    return ""


def check_may_have_told(item: Item, staff_id: int) -> None:
    """What is written down for somebody was said by a colleague who is or was present, and is not out of the item. One statement."""
    lines = Attendance.objects.filter(meeting_id=item.meeting_id, staff_id=staff_id).select_related("staff")
    line = lines.exclude(state=AttendanceState.ABSENT).first()
    if line is None:
        raise Refused(_("Only what somebody present has said can be written down for them."), field="said_by")
    if is_away(line, item):
        raise Refused(why_away(line, item), field="said_by")


def check_may_correct(actor: Actor, statement: Statement) -> None:
    """What was told is corrected by its giver alone, also where the minute-taker wrote it down."""
    if statement.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only who told it can correct it."))
    _check_is_written_on(statement.item.meeting)


def _check_is_written_on(meeting: Meeting) -> None:
    if meeting.state == MeetingState.APPROVED:
        raise Refused(_("The minutes are approved. Write in the case instead, or open the minutes again."))


def check_may_take_back(actor: Actor, statement: Statement) -> None:
    """What was told is taken back by its giver, until the minutes are approved; then it belongs to the follow-up."""
    item = statement.item
    if statement.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only who told it can take it back."))
    if item.meeting.state == MeetingState.APPROVED:
        raise Refused(
            _("The minutes are approved, so it has been passed on. Ask whoever is responsible for the follow-up.")
        )
    if item.audience_id not in statement.audiences:
        raise Refused(_("This has been taken back already."))


def check_may_identify(actor: Actor, item: Item) -> None:
    """Who a matter is about is said by those who keep the minutes, while it waits for its decision."""
    if item.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep the minutes write down who it is."))
    if item.state != ItemState.WAITING:
        raise Refused(_("The item has its decision. Undo the decision first, then correct who it is about."))
    check_line_is_here(item)


def check_line_is_here(item: Item) -> None:
    """Who a line of the list is about is said until it goes on to the police and the responsible; then it is written anew."""
    if went_on(item):
        raise Refused(
            _(
                "The line of the list went on when the minutes were approved, so it is not changed here. Write the name anew at "
                "the table and decide there; what was decided here is taken back, or decided so that nobody follows it up."
            )
        )


def went_on(item: Item) -> bool:
    """Whether the line of the list has gone to the police and the responsible: the minutes were approved once."""
    if not item.entry_id or item.meeting.approved_at is None:
        return False
    entry = item.entry  # None where the actor cannot read it any more
    return entry is None or entry.owner_audience_id not in cabinet.own_keys()


def check_may_strike(actor: Actor, item: Item) -> None:
    """A name that was typed at this meeting is struck out by those who keep its minutes, while it waits. What came in another
    way is taken off, and waits for another meeting.
    """
    check_keeps_minutes(actor, item.meeting)
    check_may_place(actor, item.meeting)
    check_waits(item)
    if item.entry is None or item.entry.owner_audience_id != item.meeting.minutes_audience_id:
        raise Refused(
            _("Only a name that was written at this meeting is deleted. Take the item off the agenda instead.")
        )
    if item.also:
        raise Refused(_("Another item has been joined with this one. Part them first."))


def check_stand_together(one: Item, other: Item) -> None:
    """Two items of one agenda."""
    if one.pk == other.pk or one.meeting_id != other.meeting_id:
        raise Refused(_("Choose another item of the same agenda."))


def check_may_join(kept: Item, other: Item) -> None:
    """Two items of one agenda are joined when they are about a child, and one of them brings no more than a line of the list; not
    where two CPR numbers say that they are two.
    """
    check_stand_together(kept, other)
    if not (kept.named and other.named):
        raise Refused(_("Say the name first."))
    if other.concern_id:
        raise Refused(_("Both come from a concern. Decide about one of them, and take the other off."))
    known = Person.objects.in_bulk({kept.subject or 0, other.subject or 0})
    if are_two(known.get(kept.subject or 0), known.get(other.subject or 0)):
        raise Refused(
            _(
                "%(one)s and %(other)s have different CPR numbers, so they are two children and stay two items. If one of the "
                "numbers is wrong, correct it on its line of the list first."
            )
            % {"one": kept.label, "other": other.label}
        )


def entry_of(item: Item) -> ListEntry:
    """The line of the list that a matter came from. Raises Refused where there is none: then there is nothing to match."""
    if item.entry is None:
        raise Refused(_("Only a child from the list can be joined with somebody known."))
    return item.entry
