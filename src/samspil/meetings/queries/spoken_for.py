"""For which unit a colleague speaks at a meeting."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.meetings.models import Attendance, Meeting
from samspil.organisations.models import Post, Seat, SeatHolder, Staff, Unit
from samspil.organisations.queries import unit_of


def speaks_for(meeting: Meeting, staff: Staff, day: date) -> Unit:
    """The unit for which a colleague speaks: of several in which they have a post that day, the one in whose seat they sit at the
    meeting, else one whose seat in the forum they hold. Raises Refused without any post. Three statements at most.
    """
    first = unit_of(staff, day)
    own = set(Post.objects.on(day).filter(staff=staff).values_list("unit_id", flat=True))
    if len(own) == 1:
        return first
    held = SeatHolder.objects.on(day).filter(staff=staff, seat__forum_id=meeting.forum_id).values("seat_id")
    sits = list(Attendance.objects.filter(meeting=meeting, staff=staff).values_list("seat_id", flat=True))
    seats = Seat.objects.filter(unit__in=own).select_related("unit").order_by("position", "pk")
    found = sorted(seats.filter(pk__in=held).on(day) | seats.filter(pk__in=sits), key=lambda seat: seat.pk not in sits)
    return found[0].unit if found else first


def spoke_for(meeting: Meeting, staff: Staff, day: date) -> Unit:
    """The unit for which a colleague spoke at the meeting; of whoever has lost every post meanwhile, that of the seat
    in which they sat, else of the post that ended last. What they said is written down all the same.
    """
    posts = Post.objects.filter(staff=staff).select_related("unit")
    if posts.on(day).exists():
        return speaks_for(meeting, staff, day)
    line = Attendance.objects.filter(meeting=meeting, staff=staff).select_related("seat__unit").first()
    ended = posts.order_by(F("valid_to").desc(nulls_last=True), "pk").first()
    unit = line.seat.unit if line and line.seat else ended.unit if ended else None
    if unit is None:
        raise Refused(_("%(name)s has no post here. Choose somebody else.") % {"name": staff.name}, field="said_by")
    return unit


__all__ = ["speaks_for", "spoke_for"]
