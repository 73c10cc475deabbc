"""On which day somebody stopped, and who leaves which seat: as it was, also of who was ended in an instant, and where others sit too."""

from __future__ import annotations

from typing import Any

from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.organisations.actions import end_post
from samspil.organisations.models import Post
from samspil.web import dates
from tests import clock
from tests.cast import Cast

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    """The part of the page about seats, else all of it."""
    return " ".join(answer.content.decode().split()).split('id="seats-title"')[-1]


def post_of(cast: Cast, member: str) -> Post:
    return Post.objects.select_related("staff__body", "unit").get(staff=cast.members[member].staff)


def test_whoever_was_ended_today_stopped_today_and_not_yesterday(cast: Cast) -> None:
    """Met by a stranger: by ending the post; ending the colleague was mended before."""
    ended(cast, "colleague")
    end_post(cast.administrator.sign(), post=post_of(cast, "consultant"))
    today = dates.short(clock.today())
    shown = text(cast.client("outreach_worker").get(PAGE))
    assert f"stoppede den {today}." in shown
    assert f"sidste dag var {today}" in text(
        cast.client("outreach_worker").get(f"{PAGE}hos/{cast.consultant.staff.pk}/")
    )


def test_who_was_ended_and_has_come_back_since_stopped_that_day_too(cast: Cast) -> None:
    for member in ("colleague", "consultant"):
        ended(cast, member)
    staff = cast.consultant.staff
    cast.administrator.sign()
    type(staff).objects.filter(pk=staff.pk).update(ended_at=None)
    assert f"stoppede den {dates.short(clock.today())}." in text(cast.client("outreach_worker").get(PAGE))


def test_a_settled_last_day_is_the_day(cast: Cast) -> None:
    ended(cast, "colleague")
    post = stops(cast, days=3)
    last = post.valid_to
    assert last is not None
    with clock.later(days=5):
        assert f"siden Mette Kjær stoppede den {dates.short(last)}." in text(cast.client("outreach_worker").get(PAGE))


def test_a_seat_that_somebody_leaves_is_named_where_others_have_it_too(cast: Cast) -> None:
    post = stops(cast, days=4)
    shown = text(cast.client("consultant").get(PAGE))
    assert f"Mette Kjær forlader den den {dates.short(post.valid_to)}. Line Østergaard har den også." in shown
    whole = " ".join(cast.client("consultant").get(PAGE).content.decode().split())
    assert "ligger ingen sager, opgaver, samtaler, bekymringer eller henvendelser hos" in whole


def test_nothing_is_said_to_lie_nowhere_while_a_seat_is_left(cast: Cast) -> None:
    stops(cast, days=4)
    assert "ligger intet" not in cast.client("consultant").get(PAGE).content.decode()
