"""For which unit a colleague spoke at a meeting."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.meetings.models import Attendance, Meeting
from samspil.organisations.models import Post, Staff, Unit
from samspil.organisations.queries import unit_of


def spoke_for(meeting: Meeting, staff: Staff, day: date) -> Unit:
    """The unit for which a colleague spoke at the meeting: of the post held that day; of whoever has lost it meanwhile, that of the seat
    in which they sat, else of the post that ended last. What they said is written down all the same.
    """
    posts = Post.objects.filter(staff=staff).select_related("unit")
    if posts.on(day).exists():
        return unit_of(staff, day)
    line = Attendance.objects.filter(meeting=meeting, staff=staff).select_related("seat__unit").first()
    ended = posts.order_by(F("valid_to").desc(nulls_last=True), "pk").first()
    unit = line.seat.unit if line and line.seat else ended.unit if ended else None
    if unit is None:
        raise Refused(_("%(name)s has no post here. Choose somebody else.") % {"name": staff.name}, field="said_by")
    return unit


__all__ = ["spoke_for"]
