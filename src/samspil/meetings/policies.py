"""What may be done with a meeting in which state. Who sees it is the database's matter.

Each check raises `Refused` with the sentence that also stands beside the disabled button.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingKind, MeetingState, Statement
from samspil.meetings.states import NEXT, AttendanceState, DecisionState, ItemState
from samspil.organisations.models import Forum, Post, Staff
from samspil.organisations.profile import Consequence, DecisionWord, ItemKind, Misfit, WordAnswer, WordQuestion
from samspil.people.models import Person
from samspil.people.policies import are_two


def check_keeps_minutes(actor: Actor, meeting: Meeting) -> None:
    """Chair, deputy and minute-taker prepare, lead and close a meeting; one that was called now, whoever called it."""
    if meeting.kind == MeetingKind.URGENT and meeting.minutes_audience_id is not None:
        if not cabinet.answers_for(meeting.minutes_audience_id):
            raise Refused(_("Only the colleague who leads this meeting can do this."))
        return
    answering = {meeting.minutes_audience_id, meeting.forum.door_id}
    if meeting.kind == MeetingKind.URGENT:
        answering.add(meeting.forum.audience_id)
    if not answering & set(cabinet.own_keys()):
        raise Refused(
            _("Only the chair, the deputy and the minute-taker of %(forum)s can do this.")
            % {"forum": meeting.forum.name}
        )


def check_may_take_over(actor: Actor, meeting: Meeting, staff: Staff) -> None:
    """Where nobody is left who keeps the minutes, those who sit there take the meeting over; one that was called now also where
    whoever called it cannot go on. Before and after a meeting a standing forum's seats are filled by its administrators. One
    statement, where it may be.
    """
    standing = meeting.kind != MeetingKind.URGENT and meeting.forum.type != Forum.AD_HOC
    if standing and meeting.state != MeetingState.OPEN:
        raise Refused(_("The administrators fill the seats of this forum."))
    if not cabinet.read("SELECT meetings.may_take_over(%s)", [meeting.pk])[0][0]:
        raise Refused(_("Somebody leads this meeting, or it is not yours to take over."))


def check_nobody_was_faster(keeper: Staff | None, kept_by: int, staff: Staff) -> None:
    """Whoever takes a meeting over takes it from whom they saw: not from a colleague who has just taken it over themselves."""
    if keeper is not None and keeper.pk not in {kept_by, staff.pk}:
        raise Refused(
            _("%(name)s has just taken the meeting over. Open the page anew if they cannot go on either.")
            % {"name": keeper.name}
        )


def check_may_call(actor: Actor, forum: Forum) -> None:
    """Any standing seat of a forum calls a meeting now."""
    if forum.audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who hold a seat in %(forum)s call it now.") % {"forum": forum.name})


def check_may_become(meeting: Meeting, state: str) -> None:
    """A meeting goes from planned to sent, open, held and approved, and nowhere else."""
    if state not in NEXT[meeting.state]:
        raise Refused(
            _("The meeting is “%(state)s”, so this cannot be done now.") % {"state": meeting.get_state_display()}
        )


def check_has_not_begun(actor: Actor, meeting: Meeting) -> None:
    """Regrets are sent before a meeting; from its beginning its attendance says who is there."""
    if meeting.state not in {MeetingState.PLANNED, MeetingState.SENT}:
        raise Refused(_("The meeting has begun or is over. Who is there is noted at the meeting."))
    check_day_is_not_over(actor, meeting)


def is_past(meeting: Meeting, at: datetime) -> bool:
    """Whether the day of a meeting that never began is over."""
    waits = meeting.state in {MeetingState.PLANNED, MeetingState.SENT}
    return waits and timezone.localdate(meeting.starts_at) < timezone.localdate(at)


def check_day_is_not_over(actor: Actor, meeting: Meeting) -> None:
    """What prepares a meeting is done until its day is over; then it is begun late, moved or cancelled."""
    if is_past(meeting, actor.at):
        raise Refused(
            _("The meeting's day is over. Begin the meeting if it was held, move it to another day, or cancel it.")
        )


def check_may_place(actor: Actor, meeting: Meeting) -> None:
    """Items are placed until the minutes are written."""
    if meeting.state in {MeetingState.HELD, MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The meeting is over or cancelled; choose another meeting for this item."))
    check_is_about_several(meeting)


def check_is_about_several(meeting: Meeting) -> None:
    """A meeting that was called now is about the one child it was called about."""
    if meeting.kind == MeetingKind.URGENT and Item.objects.filter(meeting=meeting).exists():
        raise Refused(
            _(
                "This meeting was called about one child. Call another meeting about the other child, "
                "or put it on the next meeting."
            )
        )


def check_may_order(actor: Actor, meeting: Meeting) -> None:
    """Those who keep the minutes put the agenda in order, until the meeting is over."""
    check_keeps_minutes(actor, meeting)
    if meeting.state in {MeetingState.HELD, MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The meeting is over or cancelled, so its agenda stays as it is."))


def check_may_correct_event(actor: Actor, meeting: Meeting) -> None:
    """What is told of an event is corrected by those who keep the minutes, until these are approved."""
    check_keeps_minutes(actor, meeting)
    if meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The minutes are approved. Open them again first, then correct the event."))


def check_may_end(actor: Actor, meeting: Meeting) -> None:
    """Those who keep the minutes end a meeting in progress; approved minutes are opened again, with a trace of its own."""
    check_keeps_minutes(actor, meeting)
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("The meeting is not in progress."))


def check_may_correct_facts(actor: Actor, meeting: Meeting) -> None:
    """Place, times, chair and minute-taker are corrected by those who keep the minutes, until these are approved."""
    check_keeps_minutes(actor, meeting)
    if meeting.state not in {MeetingState.OPEN, MeetingState.HELD}:
        raise Refused(_("The meeting is not in progress, and its minutes do not wait for approval."))


def is_early(meeting: Meeting, at: datetime) -> bool:
    """Whether it is a day before the meeting's: it may begin and be approved all the same, after a question."""
    return timezone.localdate(at) < timezone.localdate(meeting.starts_at)


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Whether it is a day after the meeting's: it may begin all the same, after a question."""
    return timezone.localdate(at) > timezone.localdate(meeting.ends_at)


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
                "the table and decide there; end this item without follow-up."
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


def check_may_join(kept: Item, other: Item) -> None:
    """Two items of one agenda are joined when they are about a child, and one of them brings no more than a line of the list; not
    where two CPR numbers say that they are two.
    """
    if kept.pk == other.pk or kept.meeting_id != other.meeting_id:
        raise Refused(_("Choose another item of the same agenda."))
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


def why_not(word: DecisionWord, about: str, misfit: Misfit) -> str:
    """Why a word is not offered, or asks first: the sentence beside it, and of the refusal."""
    match misfit:
        case Misfit.KIND:
            what = {
                ItemKind.CHILD: _("a child or young person"),
                ItemKind.GROUP: _("a group"),
                ItemKind.PLACE: _("a place"),
                ItemKind.TREND: _("something that spreads"),
            }[ItemKind(about)]
            return _("“%(word)s” makes no sense here: the item is about %(what)s.") % {"word": word.label, "what": what}
        case Misfit.TOO_YOUNG:
            return _("“%(word)s” is for those who are %(age)s or older.") % {
                "word": word.label, "age": word.fits.ages.at_least,
            }  # fmt: skip
        case Misfit.TOO_OLD:
            return _("“%(word)s” is for those who are %(age)s or younger.") % {
                "word": word.label, "age": word.fits.ages.at_most,
            }  # fmt: skip
        case Misfit.NO_PLAN:
            return _("“%(word)s” needs something that was decided here earlier and goes on.") % {"word": word.label}


def check_makes_sense(word: DecisionWord, about: str, age: int | None, *, has_plan: bool) -> WordQuestion | None:
    """A word is decided where it makes sense for the item, by the profile's rule; None then. Where it asks first: its question.

    An age that nobody knows refuses nothing. Raises Refused at field `word` where it is not offered.
    """
    misfit = word.misfit(about, age, has_plan=has_plan)
    question = word.question(misfit)
    if misfit and question is None:
        raise Refused(why_not(word, about, misfit), field="word")
    return question


def asks_who(word: DecisionWord, item: Item) -> WordQuestion | None:
    """A word that opens a case asks first who it is, where the item is about a child that nobody has identified: after
    approval a case about nobody is found by nobody.
    """
    unknown = item.about == ItemKind.CHILD and item.named and not item.subject and not item.label.strip()
    if Consequence.CASE not in word.consequences or not unknown:
        return None
    write_first = _("Write it first, under “Name, age, who it is”. Then decide about the case.")
    return WordQuestion(
        text=_("Does anybody know who it is?"),
        answers=(
            WordAnswer(code="known", text=_("Yes: we write who it is first"), refuses=write_first),
            WordAnswer(code="unknown", text=_("No: a case about somebody who is not identified")),
        ),
    )


def check_answer(question: WordQuestion, code: str) -> WordAnswer:
    """A question is answered with one of its answers. Raises Refused at field `answer`, also where the answer is that this
    word is not decided.
    """
    answer = question.answer(code)
    if answer is None:
        raise Refused(_("Answer first: %(question)s") % {"question": question.text}, field="answer")
    if answer.refuses:
        raise Refused(answer.refuses, field="answer")
    return answer
