"""Who may change staff, posts and seats, and who leads a meeting. Who sees what is the database's matter.

Each check raises `Refused` with the sentence that also stands beside the disabled button.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.organisations.models import Body, Forum, Post, Role, Seat, SeatHolder, Staff, Unit, UnitType
from samspil.organisations.queries import CHAIR, DEPUTY, Leader, SeatThatDay, leaders_among, may_receive
from samspil.web import dates


def refusal_of(check: Callable[..., None], *arguments: object) -> str:
    """The sentence with which a check says no, for beside what cannot be done; empty where it lets it pass."""
    try:
        check(*arguments)
    except Refused as refused:
        return refused.sentence
    return ""


def allowed(check: Callable[..., None], *arguments: object) -> bool:
    """Whether a check lets it pass."""
    return not refusal_of(check, *arguments)


def check_administers(actor: Actor, body: Body) -> None:
    """Only administrators of the same municipality change its staff, posts and seats."""
    if body.administration_id not in cabinet.own_keys():
        raise Refused(_("Only an administrator of %(body)s can do this. Ask one of them.") % {"body": body.name})


def check_protects(actor: Actor, body: Body) -> None:
    """Only the data protection officer settles whether a unit may take part (RPL § 115, stk. 3)."""
    if body.protection_id not in cabinet.own_keys():
        raise Refused(
            _("Only the data protection officer of %(body)s can settle this. Ask there.") % {"body": body.name}
        )


def check_not_oneself(actor: Actor, staff: Staff) -> None:
    """Nobody gives, takes or ends a key of their own: another administrator does."""
    if staff.principal_id == actor.principal_id:
        raise Refused(_("Nobody gives themselves a key or takes it away. Ask another administrator to do it."))


def check_works_here(staff: Staff) -> None:
    """An ended colleague comes back as a new one: the old keys are never used again."""
    if staff.ended_at is not None:
        raise Refused(
            _("%(name)s’s access has ended and is not opened again. Create the colleague once more.")
            % {"name": staff.name}
        )


def check_same_body(staff: Staff, unit: Unit, role: Role) -> None:
    """A post joins a colleague, a unit and a role of one municipality."""
    if {unit.body_id, role.body_id} != {staff.body_id}:
        raise Refused(_("Unit, role and colleague must belong to the same municipality."), field="unit")


def check_can_be_settled(unit: Unit, may: bool) -> None:
    """A private association never takes part, whoever would say yes (retsplejeloven § 115, stk. 3; VAL-67)."""
    if may and unit.type == UnitType.PRIVATE:
        raise Refused(why_not(unit), field="may")


def check_period(since: date, until: date | None, *, field: str = "until") -> None:
    """A period ends on or after the day on which it begins."""
    if until is not None and until < since:
        raise Refused(_("The last day lies before the first. Put one of them right."), field=field)


def check_runs(row: Post | SeatHolder, day: date) -> None:
    """What is over cannot end again."""
    if row.valid_to is not None and row.valid_to < day:
        raise Refused(_("It has ended already."))


def check_is_to_end(row: Post | SeatHolder, day: date) -> None:
    """A last day is taken back while it is to come."""
    check_runs(row, day)
    if row.valid_to is None:
        raise Refused(_("No last day is settled."))


def check_own_post(actor: Actor, post: Post, day: date) -> None:
    """Everybody says the last day of a post that they hold today, and of no other."""
    if post.staff.principal_id != actor.principal_id:
        raise Refused(_("Everybody says only their own last day. Ask an administrator."))
    check_runs(post, day)


def check_own_last_day(post: Post, last_day: date, settled: date | None, today: date) -> None:
    """A day that is to come, and before the one that an administrator has settled: nobody stays longer by their own word."""
    if last_day < today:
        raise Refused(_("The last day has passed. Choose today or later."), field="last_day")
    if settled is not None and last_day >= settled:
        raise Refused(
            _("An administrator has settled %(day)s. You can only stop earlier; ask an administrator for a later day.")
            % {"day": dates.short(settled)},
            field="last_day",
        )


def check_said_themselves(said: bool) -> None:
    """A last day is taken back by who said it; what an administrator has settled, the administrator changes."""
    if not said:
        raise Refused(_("You have said no last day here, or an administrator has settled one. Ask an administrator."))


def check_somebody_follows(without: Collection[Unit], follower: Staff | None, nobody: bool) -> None:
    """Who is the last to act for a unit is ended when somebody follows, or when it is said that nobody does."""
    if without and follower is None and not nobody:
        raise Refused(
            _("Nobody acts for %(units)s then. Choose who follows, or say that nobody does.")
            % {"units": ", ".join(unit.name for unit in without)},
            field="follower",
        )


def check_can_follow(follower: Staff, offered: Collection[int]) -> None:
    """Who follows does the same kind of work as the post that they get."""
    if follower.pk not in offered:
        raise Refused(
            _("%(name)s does other work than the post that must be followed. Choose somebody who does that work.")
            % {"name": follower.name},
            field="follower",
        )


def check_stays_in_unit(holder: SeatHolder, posts: Iterable[Post]) -> None:
    """Who sits for a unit works there for as long: the seat goes on without an end where a post there does."""
    if all(post.valid_to is not None for post in posts):
        raise Refused(
            _("The post in %(unit)s ends. Take the last day of the post back first; the seat follows.")
            % {"unit": holder.seat.unit.name}
        )


def check_follows_nobody(seat: Seat) -> None:
    """A seat that the chair or deputy of another forum fills is given and ended there (VAL-76)."""
    if seat.follows and not seat.forum.named_persons:
        raise Refused(
            _("The seat %(seat)s follows the chair or deputy of another forum. Give or end the seat there.")
            % {"seat": seat.name},
            field="seat",
        )


def check_may_sit(seat: Seat, staff: Staff, units: Collection[int]) -> None:
    """Who takes a seat works in its unit; and where named persons are discussed, the unit may receive at all.

    Retsplejeloven § 115, stk. 3: self-governing institutions only when it is settled that they may, private
    associations never (VAL-67); benefit control, and whom a legal role has kept out, neither (VAL-89).
    """
    if seat.unit_id not in units:
        raise Refused(
            _("The seat belongs to %(unit)s. Give %(name)s a post there first.")
            % {"unit": seat.unit.name, "name": staff.name},
            field="seat",
        )
    if seat.forum.named_persons and not may_receive(seat.unit):
        raise Refused(why_not(seat.unit), field="seat")


def why_not(unit: Unit) -> str:
    """Why a unit may not be given information about named persons."""
    if unit.type == UnitType.PRIVATE:
        return _(
            "%(unit)s is private. Information about named persons cannot be given to private associations or companies "
            "(retsplejeloven § 115, stk. 3)."
        ) % {"unit": unit.name}
    if unit.may_take_part is None:
        return _(
            "It is not settled whether %(unit)s may take part where named persons are discussed. The data protection "
            "officer settles it (retsplejeloven § 115, stk. 3)."
        ) % {"unit": unit.name}
    return _(
        "The data protection officer has settled that %(unit)s does not take part where named persons are discussed."
    ) % {"unit": unit.name}


def who_leads(seats: Iterable[SeatThatDay], present: Collection[int]) -> Leader | None:
    """Who of those present opens and closes: the chair, else the deputy, else the minute-taker; None of them: nobody.

    `present` holds staff ids. With several in the same turn, the first by seat and name.
    """
    here = [leader for leader in leaders_among(seats) if leader.staff_id in present]
    return min(here, key=lambda leader: leader.turn, default=None)


def check_leads(forum: Forum, seats: Iterable[SeatThatDay], present: Collection[int], staff: Staff) -> None:
    """The one whose turn it is opens and closes: chair before deputy before minute-taker, among those present."""
    seats = list(seats)
    turns = {leader.staff_id: leader.turn for leader in leaders_among(seats)}
    if staff.pk not in turns:
        raise Refused(
            _("The chair, the deputy or the minute-taker of %(forum)s opens and closes the meeting.")
            % {"forum": forum.name}
        )
    first = who_leads(seats, {*present, staff.pk})
    if first is not None and first.turn < turns[staff.pk]:
        sentence = {
            CHAIR: _("%(name)s has the chair and is present, and opens and closes the meeting."),
            DEPUTY: _("%(name)s is deputy and is present, and opens and closes the meeting."),
        }[first.turn]
        raise Refused(sentence % {"name": first.name})


# What the database itself says (sql/own_last_day.sql, sql/who_leaves.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("only they themselves, their leader or an administrator can see how much somebody holds"),
    gettext_noop("only an administrator tells that a colleague has left"),
    gettext_noop("only an administrator tells that a colleague leaves"),
    gettext_noop("everybody says the last day of a post that they hold themselves"),
    gettext_noop("the day is today or later, and before the day that is settled already"),
    gettext_noop("nobody else has this role after that day; another administrator is needed first"),
    gettext_noop("a last day is taken back by who said it, until it has come and nobody else has settled it"),
    gettext_noop("only administrators settle the last day of others"),
)
