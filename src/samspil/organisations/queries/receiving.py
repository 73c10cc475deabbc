"""To whom something can still be given: whoever has no post and no seat any more receives for nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samspil.organisations.models import Post, SeatHolder
from samspil.organisations.queries.forums import may_receive


def who_receives(staff: Iterable[int | None], day: date) -> set[int]:
    """Those of these colleagues to whom something can be given that day: they hold a post or a seat for a unit that may be told. The
    same rule as in SQL (`sharing.check_receiver`), and nobody whose access is ended. Two statements, none where nobody is named.
    """
    ids = {one for one in staff if one}
    if not ids:
        return set()
    posts = Post.objects.on(day).filter(staff_id__in=ids, staff__ended_at__isnull=True).select_related("unit")
    found = {post.staff_id for post in posts.order_by("pk") if may_receive(post.unit)}
    seats = SeatHolder.objects.on(day).filter(staff_id__in=ids - found, staff__ended_at__isnull=True)
    return found | {
        one.staff_id for one in seats.select_related("seat__unit").order_by("pk") if may_receive(one.seat.unit)
    }
