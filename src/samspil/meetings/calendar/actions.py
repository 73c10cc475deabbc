"""The only writers of the calendar: planning a year, moving, cancelling, calling an extra meeting; and feed addresses.

Everybody with a seat is told of a change by a `Change`: on their day, in the calendar and in their feed.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.calendars import SchoolYear, UnknownSchoolYear
from samspil.lib.refusals import NotVisible, Refused
from samspil.meetings.actions.preparing import reschedule
from samspil.meetings.calendar import agendas, blocks, planning, policies
from samspil.meetings.calendar.models import Change, ChangeKind, Seen
from samspil.meetings.calendar.queries import hash_of, next_meeting
from samspil.meetings.models import Item, Meeting, MeetingKind, MeetingState
from samspil.organisations.models import FeedAddress, Forum, Staff
from samspil.organisations.profile import Profile, sub_cadences_of
from samspil.organisations.queries import latest_profile, terms_of


@dataclass(frozen=True)
class Planned:
    """What planning a year did, and where a block's seats are away for longer than the terms allow."""

    made: int
    moved: int
    cancelled: int
    gaps: list[tuple[str, date, date]]


@verb("calendar.planned")
def plan_year(actor: Actor, *, forum: Forum, school_year: int, from_day: date | None = None) -> Planned:
    """Plan a forum's meetings of a school year from its terms and the municipality's days (BRO-55, BRO-60, VAL-83).

    Idempotent: what is there stays, also where people have moved or cancelled it. Without `from_day` nothing is planned
    backwards. Refused: for others than those who answer for the forum; a rhythm that follows a school year of which the
    profile does not say the holidays.
    """
    policies.check_may_plan(actor, forum)
    _one_at_a_time(forum)
    today = _today(actor)
    year, profile = SchoolYear(school_year), latest_profile(forum.body)
    try:
        wanted = planning.wanted_in(forum, profile, year)
    except UnknownSchoolYear as unknown:
        raise Refused(
            _("The profile does not say the school holidays of %(year)s. Add them, apply the profile, and plan again.")
            % {"year": unknown}
        ) from unknown
    there = _meetings(forum, year)
    by_hand = set(
        Change.objects.filter(meeting__in=there).exclude(kind__in=blocks.KINDS).values_list("meeting_id", flat=True)
    )
    plan = planning.compare(wanted, there, by_hand, from_day=from_day or today, today=today)
    always = _always(forum, today, year)
    Meeting.objects.bulk_create(_new_meeting(forum, occurrence, always) for occurrence in plan.new)
    for meeting, occurrence in plan.other_time:
        _put_at(actor, meeting, *planning.times_of(occurrence), reason=_why(occurrence.moved_for))
    for meeting in plan.gone:
        _cancel(actor, meeting, _("The forum does not meet then any more."))
    if plan.new or plan.other_time or plan.gone:
        counts = {"made": len(plan.new), "moved": len(plan.other_time), "cancelled": len(plan.gone)}
        record("calendar.planned", forum, owner=forum.door_id, year=school_year, **counts)
    gaps = _settle_blocks(actor, forum, year, known={meeting.pk for meeting in there})
    return Planned(len(plan.new), len(plan.other_time), len(plan.gone), gaps)


def _why(moved_for: str) -> str:
    return _("Because of %(holiday)s") % {"holiday": moved_for} if moved_for else ""


def _always(forum: Forum, today: date, year: SchoolYear) -> list[str]:
    return [one.code for one in blocks.with_seats(forum, max(today, year.first_day)) if one.always]


def _new_meeting(forum: Forum, occurrence: planning.Occurrence, always: Collection[str]) -> Meeting:
    starts_at, ends_at = planning.times_of(occurrence)
    return Meeting(
        forum=forum,
        kind=MeetingKind.ORDINARY,
        starts_at=starts_at,
        ends_at=ends_at,
        planned_for=occurrence.planned_for,
        blocks=[*occurrence.blocks, *always],
        note=_why(occurrence.moved_for),
    )


@verb("meeting.moved", "matter.opened")
def move_meeting(
    actor: Actor,
    *,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    reason: str = "",
    sure: bool = False,
) -> Meeting:
    """Move a meeting: its agenda, the pen and the closing of its minutes come along, and everybody is told.

    Where the block's seats would be away too long, another meeting gets them; an adult moves to the meeting that has
    them (BRO-60). Refused: see `policies`; a CPR number in the reason, a child's name unless the writer is sure.
    """
    meeting = _locked(meeting)
    policies.check_may_change(actor, meeting)
    policies.check_time(actor, starts_at=starts_at, ends_at=ends_at)
    _check_day(meeting.forum, starts_at, meeting)
    policies.check_reason(reason, _names(meeting), sure=sure)
    meeting.place = place
    _put_at(actor, meeting, starts_at, ends_at, reason=reason)
    record("meeting.moved", meeting, owner=meeting.forum.door_id)
    reschedule(actor, meeting=meeting)
    _settle_blocks(actor, meeting.forum, SchoolYear.of(planning.day_of(meeting)))
    return meeting


@verb("meeting.cancelled", "matter.closed")
def cancel_meeting(actor: Actor, *, meeting: Meeting, reason: str = "", sure: bool = False) -> Meeting | None:
    """Cancel a meeting. What waits on its agenda goes to the next one, which is answered; None where nothing waited.

    Refused: as for moving; with something on the agenda and no later meeting that could take it. A meeting that stands alone,
    without a forum, has no later one: its items fall with it.
    """
    meeting = _locked(meeting)
    policies.check_may_change(actor, meeting)
    policies.check_reason(reason, _names(meeting), sure=sure)
    waits = meeting.forum.type != Forum.AD_HOC and agendas.waiting(meeting)
    following = next_meeting(meeting.forum, after=meeting.starts_at) if waits else None
    if waits and following is None:
        raise Refused(_("Something stands on the agenda, and no later meeting is planned. Plan one, then cancel this."))
    if following:
        agendas.move(actor, meeting, following, first=True)
    _cancel(actor, meeting, reason)
    record("meeting.cancelled", meeting, owner=meeting.forum.door_id)
    _settle_blocks(actor, meeting.forum, SchoolYear.of(planning.day_of(meeting)))
    if following:
        agendas.move(actor, meeting, following, first=False)
    return following


@verb("meeting.called")
def call_extra(
    actor: Actor,
    *,
    forum: Forum,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    reason: str = "",
    sure: bool = False,
    with_blocks: Collection[str] | None = None,
) -> Meeting:
    """Call an extra meeting beside the rhythm; everybody with a seat is told. `with_blocks` are the blocks whose seats take part
    (BRO-60); None: as the terms have it.
    """
    policies.check_may_plan(actor, forum)
    _one_at_a_time(forum)
    policies.check_time(actor, starts_at=starts_at, ends_at=ends_at)
    _check_day(forum, starts_at, None)
    policies.check_reason(reason, [], sure=sure)
    meeting = Meeting.objects.create(
        forum=forum, kind=MeetingKind.EXTRA, starts_at=starts_at, ends_at=ends_at, place=place, note=reason
    )
    _tell(actor, meeting, ChangeKind.EXTRA, reason=reason)
    record("meeting.called", meeting, owner=forum.door_id)
    if with_blocks is not None:
        for block, comes in blocks.said_at_call(forum, planning.day_of(meeting), with_blocks).items():
            _say_of_block(actor, meeting, block, comes=comes)
    _settle_blocks(actor, forum, SchoolYear.of(planning.day_of(meeting)))
    meeting.refresh_from_db()
    return meeting


@verb("meeting.block_called")
def call_block(actor: Actor, *, meeting: Meeting, block: str, comes: bool = True) -> Meeting:
    """The seats of a block take part in this meeting, or do not, whatever their rhythm says (BRO-60); they are told, and what
    waits on the agenda for that block is opened to them or waits for a meeting at which they are.

    Refused as for moving a meeting. Raises NotVisible for a block without seats.
    """
    meeting = _locked(meeting)
    policies.check_may_change(actor, meeting)
    blocks.check_has_seats(meeting.forum, planning.day_of(meeting), block)
    if (block in meeting.blocks) != comes:
        _say_of_block(actor, meeting, block, comes=comes)
        record("meeting.block_called", meeting, owner=meeting.forum.door_id, comes=comes)
        reschedule(actor, meeting=meeting)
        _settle_blocks(actor, meeting.forum, SchoolYear.of(planning.day_of(meeting)))
    return meeting


def _say_of_block(actor: Actor, meeting: Meeting, block: str, *, comes: bool) -> None:
    others = [one for one in meeting.blocks if one != block]
    meeting.blocks = [*others, block] if comes else others
    Meeting.objects.filter(pk=meeting.pk).update(blocks=meeting.blocks, version=F("version") + 1)
    kind = ChangeKind.BLOCK_ADDED if comes else ChangeKind.BLOCK_DROPPED
    _tell(actor, meeting, kind, block=block, reason=blocks.reason_by_hand())


# --- what colleagues do for themselves ------------------------------------------------------------------------------
@verb("change.put_aside")
def put_aside(actor: Actor, *, change: Change, staff: Staff) -> None:
    """A colleague has seen a change and wants it off their day. Raises NotVisible for somebody else's day."""
    _check_own(staff)
    Seen.objects.get_or_create(change=change, staff=staff)
    record("change.put_aside", change, owner=staff.person_audience_id)


@verb("feed.opened")
def make_feed_address(actor: Actor, *, staff: Staff) -> str:
    """A new secret address of the colleague's calendar; an earlier one stops. Answers the secret; its hash is kept.

    Raises NotVisible for somebody else's.
    """
    _check_own(staff)
    secret = secrets.token_urlsafe(32)
    FeedAddress.objects.filter(staff=staff).delete()
    FeedAddress.objects.create(staff=staff, secret_hash=hash_of(secret), made_at=actor.at)
    record("feed.opened", staff, owner=staff.person_audience_id)
    return secret


@verb("feed.revoked")
def revoke_feed_address(actor: Actor, *, staff: Staff) -> None:
    """The calendar address answers nothing any more. Raises NotVisible for somebody else's."""
    _check_own(staff)
    FeedAddress.objects.filter(staff=staff).delete()
    record("feed.revoked", staff, owner=staff.person_audience_id)


def _check_own(staff: Staff) -> None:
    if staff.person_audience_id not in cabinet.own_keys():
        raise NotVisible


# --- the parts --------------------------------------------------------------------------------------------------------
def _put_at(actor: Actor, meeting: Meeting, starts_at: datetime, ends_at: datetime, *, reason: str) -> None:
    was_at, meeting.starts_at, meeting.ends_at, meeting.note = meeting.starts_at, starts_at, ends_at, reason
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=starts_at, ends_at=ends_at, place=meeting.place, note=reason, version=F("version") + 1
    )
    _tell(actor, meeting, ChangeKind.MOVED, reason=reason, was_at=was_at)


def _cancel(actor: Actor, meeting: Meeting, reason: str) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED, note=reason, version=F("version") + 1)
    meeting.state, meeting.note = MeetingState.CANCELLED, reason
    _tell(actor, meeting, ChangeKind.CANCELLED, reason=reason, was_at=meeting.starts_at)


def _settle_blocks(
    actor: Actor, forum: Forum, year: SchoolYear, *, known: set[int] | None = None
) -> list[tuple[str, date, date]]:
    """Bring the blocks of the coming meetings to what moved, dropped and added meetings make of them (BRO-60).

    Told is what changes at meetings that people know of (`known`; left out: all of them).
    """
    today = _today(actor)
    meetings = _meetings(forum, year)
    always = _always(forum, today, year)
    subs = sub_cadences_of(terms_of(forum, max(today, year.first_day)))
    # Seats can be opened for an agenda only by those who keep it; for others such a meeting stays as it is.
    keeps_agenda = forum.door_id in cabinet.own_keys()
    said = blocks.by_hand(meetings)
    settled = planning.settle_blocks(meetings, subs, today=today, with_agenda=keeps_agenda, always=always, by_hand=said)
    for meeting, settled_blocks in settled.changed:
        before, after = Counter(meeting.blocks), Counter(settled_blocks)
        meeting.blocks = settled_blocks
        Meeting.objects.filter(pk=meeting.pk).update(blocks=settled_blocks, version=F("version") + 1)
        if known is None or meeting.pk in known:
            for block in (after - before).elements():
                _tell(actor, meeting, ChangeKind.BLOCK_ADDED, block=block)
            for block in (before - after).elements():
                _tell(actor, meeting, ChangeKind.BLOCK_DROPPED, block=block)
    for meeting, _blocks in settled.changed:
        reschedule(actor, meeting=meeting)
    return settled.gaps


def _tell(
    actor: Actor, meeting: Meeting, kind: str, *, block: str = "", reason: str = "", was_at: datetime | None = None
) -> None:
    Change.objects.create(
        meeting=meeting,
        kind=kind,
        block=block,
        reason=reason,
        was_at=was_at,
        made_by=Staff.objects.filter(principal_id=actor.principal_id).first(),
        made_at=actor.at,
    )


def _meetings(forum: Forum, year: SchoolYear) -> list[Meeting]:
    """The forum's meetings of a school year, and those planned for it."""
    first, last = planning.at(year.first_day, planning.MIDNIGHT), planning.at(year.last_day, planning.MIDNIGHT)
    return list(
        Meeting.objects.filter(forum=forum, starts_at__gte=first, starts_at__lt=last + timedelta(days=1))
        .exclude(kind=MeetingKind.URGENT)
        .select_related("forum__body")
        .order_by("starts_at", "pk")
    )


def _locked(meeting: Meeting) -> Meeting:
    _one_at_a_time(meeting.forum)
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


def _one_at_a_time(forum: Forum) -> None:
    """Two people do not plan the same forum at once: the second waits, then sees what the first did."""
    cabinet.call("SELECT pg_advisory_xact_lock(hashtext('calendar'), %s)", [forum.pk])


def _names(meeting: Meeting) -> list[str]:
    """Names on the agenda, as far as this actor may read them."""
    return list(Item.objects.filter(meeting=meeting).order_by("pk").values_list("label", flat=True))


def _check_day(forum: Forum, starts_at: datetime, moving: Meeting | None) -> None:
    day = timezone.localtime(starts_at).date()
    profile: Profile = latest_profile(forum.body)
    policies.check_day(planning.days_of(profile, forum), day)
    others = Meeting.objects.filter(forum=forum, starts_at__date=day).exclude(state=MeetingState.CANCELLED)
    others = others.exclude(kind=MeetingKind.URGENT)
    if moving is not None:
        others = others.exclude(pk=moving.pk)
    policies.check_free(forum, others.order_by("starts_at").first())


def _today(actor: Actor) -> date:
    return timezone.localtime(actor.at).date()
