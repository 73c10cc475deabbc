"""Colleagues come and go: what an administrator does with them, their posts and their seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.organisations import leaving, policies
from samspil.organisations.actions.keys import keys_follow, leaders_sit, today
from samspil.organisations.models import (
    Body,
    District,
    FeedAddress,
    Post,
    Role,
    Seat,
    SeatHolder,
    Staff,
    TakingPart,
    Unit,
)
from samspil.organisations.queries import posts_to_follow, staff_of, who_can_follow
from samspil.organisations.queries.colleagues import post_to_come
from samspil.organisations.signin import actions as signin
from samspil.organisations.signin.models import User

# What the floors above record when somebody leaves (`leaving.left`).
_WHAT_LEAVING_ENDS = ("concernhandover.withdrawn", "handover.withdrawn", "unit.stepped_in", "unit.stepped_out")


@dataclass(frozen=True)
class Enrolled:
    """A new colleague (or one whose password was renewed) and the path at which they choose a password, shown once. `begins`: the
    first day of who begins later; the path works until three days after it.
    """

    staff: Staff
    link: str
    begins: date | None = None


@verb("colleague.created")
def create_colleague(
    actor: Actor,
    *,
    body: Body,
    name: str,
    email: str,
    phone: str = "",
    role: Role | None = None,
    unit: Unit | None = None,
    district: District | None = None,
    leads: bool = False,
    since: date | None = None,
) -> Enrolled:
    """Enrol somebody, with a first post where role and unit are given, and a one-time link to choose a password.

    Refused: for others than administrators; an address that somebody else signs in with.
    """
    policies.check_administers(actor, body)
    signin.check_address_is_free(email=email)
    principal_id, person_audience_id = cabinet.enrol("staff", body.administration_id)
    staff = Staff.objects.create(
        principal_id=principal_id, person_audience_id=person_audience_id, body=body, name=name, email=email, phone=phone
    )
    record("colleague.created", staff, owner=body.administration_id)
    if role is not None and unit is not None:
        give_post(actor, staff=staff, role=role, unit=unit, district=district, leads=leads, since=since)
    user = signin.open_account(principal_id=principal_id, email=email)
    return _enrolled(actor, staff, user)


def _enrolled(actor: Actor, staff: Staff, user: User) -> Enrolled:
    """With a path that works on the first day too."""
    begun = Post.objects.filter(staff=staff).on(today(actor)).exists()
    coming = None if begun else post_to_come(staff, today(actor))
    begins = coming.valid_from if coming else None
    return Enrolled(staff, signin.one_time_link(user, begins=begins), begins)


@verb("colleague.placed")
def give_place(
    actor: Actor,
    *,
    body: Body,
    email: str,
    role: Role,
    unit: Unit,
    district: District | None = None,
    since: date | None = None,
) -> Staff:
    """Let somebody who signs in already work in one more place: a second role, or another body (VAL-76, VAL-90).

    It is a colleague of its own with its own keys: they choose at the top of the page where they are, and what was read
    in one place is not found in the other. Refused: for others than administrators of the body; an address with which
    nobody signs in; the administrator's own address.
    """
    policies.check_administers(actor, body)
    known = Staff.objects.filter(email__iexact=email.strip(), ended_at__isnull=True).order_by("pk").first()
    if known is None:
        raise Refused(_("Nobody signs in with this address. Create the colleague instead."), field="email")
    policies.check_not_oneself(actor, known)
    principal_id, person_audience_id = cabinet.enrol("staff", body.administration_id)
    staff = Staff.objects.create(
        principal_id=principal_id, person_audience_id=person_audience_id, body=body,
        name=known.name, email=known.email, phone=known.phone,
    )  # fmt: skip
    record("colleague.placed", staff, owner=body.administration_id)
    give_post(actor, staff=staff, role=role, unit=unit, district=district, since=since)
    signin.open_place(email=email, principal_id=principal_id)
    return staff


@verb("colleague.changed")
def change_colleague(actor: Actor, *, staff: Staff, name: str, email: str, phone: str) -> Staff:
    """Change the name, address or telephone number that others see; the address is also the one to sign in with."""
    policies.check_administers(actor, staff.body)
    policies.check_works_here(staff)
    further = signin.is_further_place(staff.principal_id)  # it has no sign-in of its own
    if further and email.casefold() != staff.email.casefold():
        raise Refused(
            _("The address is changed where %(name)s has the first place.") % {"name": staff.name}, field="email"
        )
    if not further:
        signin.check_address_is_free(email=email, principal_id=staff.principal_id)
    staff.name, staff.email, staff.phone = name, email, phone
    staff.save(update_fields=["name", "email", "phone"])
    record("colleague.changed", staff, owner=staff.body.administration_id)
    if not further:
        signin.open_account(principal_id=staff.principal_id, email=email)
    return staff


@verb("password.renewed")
def renew_password(actor: Actor, *, staff: Staff) -> Enrolled:
    """Make password and sessions worthless now, and a new one-time link."""
    policies.check_administers(actor, staff.body)
    policies.check_works_here(staff)
    policies.check_not_oneself(actor, staff)
    record("password.renewed", staff, owner=staff.body.administration_id)
    signin.open_account(principal_id=staff.principal_id, email=staff.email)
    return _enrolled(actor, staff, signin.renew(principal_id=staff.principal_id))


@verb("session.ended")
def end_sessions(actor: Actor, *, staff: Staff) -> int:
    """Sign a colleague out everywhere, as when a telephone is lost. The password stays. Answers how many browsers."""
    policies.check_administers(actor, staff.body)
    record("session.ended", staff, owner=staff.body.administration_id)
    return signin.end_sessions(principal_id=staff.principal_id)


@verb("colleague.ended", "post.given", *_WHAT_LEAVING_ENDS)
def end_colleague(actor: Actor, *, staff: Staff, follower: Staff | None = None, nobody: bool = False) -> Staff:
    """End a colleague: in this instant no key opens anything, every session is over and the calendar address is dead.

    Where the colleague is the last to act for a unit in which something lies, somebody follows in the posts by which that is so, or
    the administrator says that nobody does (`nobody`).

    What they wrote stays with their units. Whoever leads a unit of theirs or acts for them now is told, and a handover that
    waited for them by name ends, so that the giver can ask somebody else.
    """
    policies.check_administers(actor, staff.body)
    policies.check_works_here(staff)
    policies.check_not_oneself(actor, staff)
    without = leaving.left_without(staff)
    policies.check_somebody_follows(without, follower, nobody)
    if without and follower is not None:
        offered = who_can_follow(staff, staff_of(actor), without, today(actor))
        policies.check_can_follow(follower, {one.staff.pk for one in offered})
        _follow(actor, staff, follower, without)
    yesterday = today(actor) - timedelta(days=1)
    posts = list(Post.objects.filter(staff=staff).on(today(actor)).order_by("pk"))
    for rows in (Post.objects.filter(staff=staff), SeatHolder.objects.filter(staff=staff)):
        rows.on_or_after(today(actor)).update(valid_to=yesterday)
    FeedAddress.objects.filter(staff=staff).delete()
    leaders_sit(staff)
    cabinet.retire(staff.principal_id)
    staff.ended_at = actor.at
    staff.save(update_fields=["ended_at"])
    left = {"without": len(without), "follower": follower.pk if follower else None} if without else {}
    record("colleague.ended", staff, owner=staff.body.administration_id, **left)
    leaving.left(staff)
    for post in posts:  # as when the post alone ends: whoever leads the unit is told
        leaving.ended(post)
    signin.close_account(principal_id=staff.principal_id)
    return staff


def _follow(actor: Actor, staff: Staff, follower: Staff, without: Sequence[Unit]) -> None:
    """Somebody gets the posts by which a colleague is the last to act: in these units, and those that lead or lead the cooperation."""
    for post in posts_to_follow(staff, without, today(actor)):
        same = Post.objects.filter(staff=follower, role=post.role, unit=post.unit, district=post.district)
        if not same.on(today(actor)).exists():
            give_post(actor, staff=follower, role=post.role, unit=post.unit, district=post.district, leads=post.leads)


@verb("post.given", "unit.stepped_in", "unit.stepped_out")
def give_post(
    actor: Actor,
    *,
    staff: Staff,
    role: Role,
    unit: Unit,
    district: District | None = None,
    leads: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> Post:
    """Let a colleague hold a role in a unit, from today unless told; the keys of unit and role follow.

    Refused: oneself; a unit or role of another municipality; the same post twice.
    """
    policies.check_administers(actor, staff.body)
    policies.check_works_here(staff)
    policies.check_not_oneself(actor, staff)
    policies.check_same_body(staff, unit, role)
    since = since or today(actor)
    policies.check_period(since, until)
    same = Post.objects.filter(staff=staff, role=role, unit=unit, district=district).on_or_after(since)
    if same.exclude(valid_from__gt=until or date.max).exists():
        raise Refused(_("%(name)s holds this post already.") % {"name": staff.name}, field="role")
    with keys_follow(actor, Staff.objects.filter(pk=staff.pk)):
        post = Post.objects.create(
            staff=staff, role=role, unit=unit, district=district, leads=leads, valid_from=since, valid_to=until
        )
    record("post.given", post, owner=staff.body.administration_id, staff=staff.pk, unit=unit.pk)
    if Post.objects.filter(staff=staff).exclude(pk=post.pk).exists():  # the first is what they come for
        leaving.given(post)
    leaving.came()
    return post


@verb("post.ended", *_WHAT_LEAVING_ENDS)
def end_post(actor: Actor, *, post: Post, last_day: date | None = None) -> Post:
    """End a post, now or after its last day; another last day than was settled is settled so. Seats for a unit in which no other
    post is held end with it, and follow when the day is put right. Who leaves and whoever acts from then on are told.
    """
    staff = post.staff
    policies.check_administers(actor, staff.body)
    policies.check_not_oneself(actor, staff)
    policies.check_runs(post, today(actor))
    last = _last_day(actor, last_day)
    _ends(actor, post, last)
    record("post.ended", post, owner=staff.body.administration_id, staff=staff.pk)
    if last < today(actor):
        leaving.left(staff)
        leaving.ended(post)
    else:
        leaving.planned(post)
    return post


@verb("post.kept")
def keep_post(actor: Actor, *, post: Post) -> Post:
    """Take a settled last day back: the post goes on, and so do the seats that would have ended with it."""
    staff = post.staff
    policies.check_administers(actor, staff.body)
    policies.check_not_oneself(actor, staff)
    policies.check_works_here(staff)
    policies.check_is_to_end(post, today(actor))
    _ends(actor, post, None)
    record("post.kept", post, owner=staff.body.administration_id, staff=staff.pk)
    leaving.planned(post)
    return post


def _ends(actor: Actor, post: Post, last: date | None) -> None:
    """The post ends so, and the seats for its unit with it where no other post is held there; keys and following seats too."""
    staff, was = post.staff, post.valid_to
    cabinet.call("SELECT organisations.settled(%s)", [staff.pk])
    with keys_follow(actor, Staff.objects.filter(pk=staff.pk)):
        post.valid_to = last
        post.save(update_fields=["valid_to"])
        seats = SeatHolder.objects.filter(staff=staff, seat__unit=post.unit)
        if was is not None:
            seats.filter(valid_to=was).update(valid_to=None)
        ends = _leaves_on(staff, post.unit)
        if ends is not None:
            seats.on_or_after(ends + timedelta(days=1)).update(valid_to=ends)
    leaders_sit(staff)


def _leaves_on(staff: Staff, unit: Unit) -> date | None:
    """The last day of the last post that a colleague holds in a unit; None where one has no end."""
    days = Post.objects.filter(staff=staff, unit=unit).values_list("valid_to", flat=True)
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


@verb("seat.given")
def give_seat(
    actor: Actor, *, staff: Staff, seat: Seat, since: date | None = None, until: date | None = None
) -> SeatHolder:
    """Let a colleague take a forum's seat, from today unless told; the keys of the forum and its door follow.

    Refused: oneself; without a post in the seat's unit; where named persons are discussed and the unit may not receive
    (RPL § 115, stk. 3; VAL-67, VAL-89); twice.
    """
    policies.check_administers(actor, staff.body)
    policies.check_works_here(staff)
    policies.check_not_oneself(actor, staff)
    since = since or today(actor)
    policies.check_period(since, until)
    units = set(Post.objects.filter(staff=staff).on_or_after(since).values_list("unit_id", flat=True))
    policies.check_follows_nobody(seat)
    policies.check_may_sit(seat, staff, units)
    if SeatHolder.objects.filter(staff=staff, seat=seat).on_or_after(since).exists():
        raise Refused(_("%(name)s sits there already.") % {"name": staff.name}, field="seat")
    with keys_follow(actor, Staff.objects.filter(pk=staff.pk)):
        holder = SeatHolder.objects.create(staff=staff, seat=seat, valid_from=since, valid_to=until)
    leaders_sit(staff)
    record("seat.given", holder, owner=staff.body.administration_id, staff=staff.pk, seat=seat.pk)
    return holder


@verb("seat.ended")
def end_seat(actor: Actor, *, holder: SeatHolder, last_day: date | None = None) -> SeatHolder:
    """Let a colleague leave a seat, now or after a last day."""
    staff = holder.staff
    policies.check_administers(actor, staff.body)
    policies.check_not_oneself(actor, staff)
    policies.check_runs(holder, today(actor))
    policies.check_follows_nobody(holder.seat)
    cabinet.call("SELECT organisations.settled(%s)", [staff.pk])
    with keys_follow(actor, Staff.objects.filter(pk=staff.pk)):
        holder.valid_to = _last_day(actor, last_day)
        holder.save(update_fields=["valid_to"])
    leaders_sit(staff)
    record("seat.ended", holder, owner=staff.body.administration_id, staff=staff.pk, seat=holder.seat_id)
    if holder.valid_to < today(actor):
        leaving.seat_left(staff)
    return holder


@verb("seat.kept")
def keep_seat(actor: Actor, *, holder: SeatHolder) -> SeatHolder:
    """Take the settled last day of a seat back."""
    staff = holder.staff
    policies.check_administers(actor, staff.body)
    policies.check_not_oneself(actor, staff)
    policies.check_works_here(staff)
    policies.check_follows_nobody(holder.seat)
    policies.check_is_to_end(holder, today(actor))
    policies.check_stays_in_unit(holder, Post.objects.filter(staff=staff, unit=holder.seat.unit))
    cabinet.call("SELECT organisations.settled(%s)", [staff.pk])
    with keys_follow(actor, Staff.objects.filter(pk=staff.pk)):
        holder.valid_to = None
        holder.save(update_fields=["valid_to"])
    leaders_sit(staff)
    record("seat.kept", holder, owner=staff.body.administration_id, staff=staff.pk, seat=holder.seat_id)
    return holder


def _last_day(actor: Actor, last_day: date | None) -> date:
    """Now is over yesterday: who is shown out today holds nothing today."""
    if last_day is not None and last_day < today(actor):
        raise Refused(_("The last day has passed. Choose today or later, or end it now."), field="last_day")
    return last_day or today(actor) - timedelta(days=1)


@verb("taking_part.settled")
def settle_taking_part(actor: Actor, *, unit: Unit, may: bool, reason: str) -> TakingPart:
    """The data protection officer settles whether a unit may be given information about named persons.

    Retsplejeloven § 115, stk. 3 (VAL-67, VAL-89). Keys to the forums follow in this instant. Refused: for others; for a
    private association, which never may.
    """
    policies.check_protects(actor, unit.body)
    policies.check_can_be_settled(unit, may)
    decision = TakingPart.objects.create(
        unit=unit, may=may, reason=reason, decided_by=staff_of(actor), decided_at=actor.at
    )
    unit.may_take_part = may
    unit.save(update_fields=["may_take_part"])
    cabinet.call("SELECT organisations.follow_settlement(%s, %s)", [unit.pk, may])
    record("taking_part.settled", decision, owner=unit.body.protection_id, unit=unit.pk, may=may)
    return decision
