"""A meeting that no standing forum holds: ad hoc or between two parties (VAL-79, BAL-43)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.matters.actions.agenda import lay_out, settle
from samspil.meetings.models import Meeting
from samspil.meetings.nameless import check_nameless
from samspil.organisations.models import Forum, Post, Staff, Unit
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.profile import ForumType, Terms
from samspil.organisations.queries import staff_of, units_of, with_somebody
from samspil.sharing.notices.actions import tell


@dataclass(frozen=True)
class Call:
    """Who meets when, where and about what. `minute_taker`: one of the colleagues; else the one who calls."""

    theme: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    staff: Sequence[Staff] = ()
    units: Sequence[Unit] = ()
    minute_taker: Staff | None = None


@verb("meeting.called", "agenda.laid_out", "meeting.convened")
def convene(actor: Actor, *, call: Call, sure: bool = False) -> Meeting:
    """Call a meeting with colleagues and units, of whatever body. What it is about is read by those alone. Raises Refused."""
    me, today = staff_of(actor), timezone.localdate(actor.at)
    others = [staff for staff in call.staff if staff.pk != me.pk]
    if not others and not call.units:
        raise Refused(_("Choose at least one colleague or one unit to meet with."), field="staff")
    if call.ends_at <= call.starts_at:
        raise Refused(_("The meeting must end after it begins."), field="ends")
    if timezone.localdate(call.starts_at) < today:
        raise Refused(_("Choose a day from today on."), field="day")
    if not call.theme.strip():
        raise Refused(_("Write what the meeting is about."), field="theme")
    empty = {unit.pk: unit for unit in call.units}
    for unit in with_somebody(call.units, today):
        del empty[unit.pk]
    if empty:
        raise Refused(
            _("Nobody is in %(unit)s. Choose another unit.") % {"unit": ", ".join(one.name for one in empty.values())},
            field="unit_1",
        )
    check_nameless(me.body, sure=sure, theme=call.theme, place=call.place)
    people = [me, *others]
    home = {staff.pk: _home(staff, today) for staff in people}
    # The calendar is open to everybody here: a meeting's name there tells who meets, never what about.
    units = list({unit.pk: unit for unit in [*home.values(), *call.units]}.values())
    name = _("Meeting: %(units)s") % {"units": ", ".join(unit.name for unit in units)}
    taker = call.minute_taker or me
    named = {unit.pk for unit in home.values()}
    seats: list[tuple[int | None, int, bool]] = [
        (staff.pk, home[staff.pk].pk, staff.pk in {me.pk, taker.pk}) for staff in people
    ]
    for unit in call.units:
        if unit.pk not in named:
            come = _who_comes_for(unit, today, [seat for seat, _unit, _keeps in seats])
            others += come
            seats += [(staff.pk, unit.pk, False) for staff in come] or [(None, unit.pk, False)]
    terms = ForumProfile(key="ad-hoc", name=name, type=ForumType.OTHER, is_ad_hoc=True, terms=(Terms(),))
    forum_id = cabinet.call(
        "SELECT matters.convene(%s, %s, %s::bigint[], %s::bigint[], %s::boolean[])",
        [name, Jsonb(terms.model_dump(mode="json", exclude_defaults=True)), *map(list, zip(*seats, strict=True))],
    )[0][0]
    forum = Forum.every.select_related("body").get(pk=forum_id)
    meeting = Meeting.objects.create(
        forum=forum, starts_at=call.starts_at, ends_at=call.ends_at, place=call.place.strip()
    )
    sheet = lay_out(actor, meeting)
    settle(
        actor,
        meeting=meeting,
        theme=call.theme,
        chair_id=me.pk,
        minute_taker_id=taker.pk,
        version=sheet.version,
        sure=True,
    )
    record("meeting.called", meeting, owner=forum.door_id)
    tell(actor, [staff.pk for staff in others], "meeting_called", meeting)
    return meeting


def _who_comes_for(unit: Unit, day: date, there: Sequence[int | None]) -> list[Staff]:
    """Whom a call to a whole unit reaches: those who lead it, and where nobody does all who hold a post there. Without them the
    seat stands empty, and nobody of the unit hears of the meeting.
    """
    posts = (
        Post.objects.on(day)
        .filter(unit=unit, staff__ended_at__isnull=True)
        .exclude(staff_id__in=[x for x in there if x])
    )
    found = list(posts.select_related("staff").order_by("staff__name", "pk"))
    chosen = [post for post in found if post.leads] or found
    return list({post.staff_id: post.staff for post in chosen}.values())


def _home(staff: Staff, today: date) -> Unit:
    """The unit for which somebody comes. Raises Refused for who holds no post."""
    units = units_of(staff, today)
    if not units:
        raise Refused(
            _("%(name)s holds no post here today. Invite somebody else.") % {"name": staff.name}, field="staff"
        )
    return units[0]


__all__ = ["Call", "convene"]
