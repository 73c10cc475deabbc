"""An agreement by name goes on to a colleague who can do it, and whoever acts follows it up, with or without a seat at the meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.cases.leaving.tests.scenes import ended
from samspil.concerns.actions import handing
from samspil.lib.refusals import Refused
from samspil.meetings.matters.actions import agreements
from samspil.meetings.matters.models import Resolution
from samspil.meetings.matters.tests.test_left import leaves, text
from samspil.meetings.matters.tests.test_own_agreements import WORDS, agreed
from samspil.organisations.actions import end_post, say_last_day
from samspil.organisations.models import Post
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast, Member

LEFT = "/sager/efterladt/"


def pages(made: Resolution) -> tuple[str, str]:
    return reverse("matters:follow_up", args=[made.pk]), reverse("matters:hand_on", args=[made.pk])


def does(cast: Cast, made: Resolution) -> str:
    """Who does it now, as the minute-taker reads it."""
    cast.ssp_teacher.sign()
    return Resolution.objects.select_related("responsible").get(pk=made.pk).responsible.name  # type: ignore[union-attr]


def told(member: Member) -> set[str]:
    member.sign()
    return {line.sentence for line in mine()}


def acting(cast: Cast) -> str:
    """Whose day names the agreement of a colleague who is not here."""
    members = ("consultant", "colleague", "social_worker", "ssp_teacher")
    (one,) = [member for member in members if WORDS in text(cast.client(member).get("/"))]
    return one


def test_who_stops_gives_it_on_from_the_page_on_which_the_rest_is_shared_out(cast: Cast) -> None:
    _meeting, made = agreed(cast)
    page, giving = pages(made)
    client = cast.client("outreach_worker")
    post = Post.objects.select_related("staff__body", "unit", "role").get(staff=cast.outreach_worker.staff)
    say_last_day(cast.outreach_worker.sign(), post=post, last_day=clock.today() + timedelta(days=4))
    shown = text(client.get(LEFT))
    assert WORDS in shown
    assert giving in shown
    assert giving in text(client.get(page))
    answer = client.post(giving, {"to": cast.colleague.staff.pk})
    assert answer.status_code == 303
    assert does(cast, made) == cast.colleague.staff.name
    assert "Et møde har aftalt noget, som du gør." in told(cast.colleague)
    assert WORDS in text(cast.client("colleague").get("/"))
    assert WORDS not in text(client.get(LEFT))


def test_who_acts_follows_it_up_and_gives_it_on(cast: Cast) -> None:
    """Met by a stranger: they had no seat, and the page told them to tell those who have one."""
    _meeting, made = agreed(cast)
    page, giving = pages(made)
    for gone in ("outreach_worker", "consultant"):
        ended(cast, gone)
    client = cast.client(acting(cast))
    assert giving in text(client.get(LEFT))
    shown = text(client.get(page))
    assert "Fortæl dem, der sidder der" not in shown
    answer = client.post(page, {"outcome": "Klubben har fået nye pærer", "version": "1"})
    assert answer.status_code == 303
    assert "Klubben har fået nye pærer" in text(client.get(page))
    stale = client.post(page, {"outcome": "Noget andet", "version": "1"})
    assert stale.status_code == 422
    assert "Noget andet" in text(stale)
    assert client.post(giving, {"to": cast.social_worker.staff.pk}).status_code == 303
    assert does(cast, made) == cast.social_worker.staff.name
    own = cast.client("social_worker")
    assert own.post(page, {"outcome": "Gjort", "done": "on", "version": "3"}).status_code == 303
    assert WORDS not in text(own.get("/"))
    cast.ssp_teacher.sign()
    assert Resolution.objects.get(pk=made.pk).state == "done"


def test_who_keeps_the_minutes_gives_it_on_and_both_are_told(cast: Cast) -> None:
    _meeting, made = agreed(cast)
    page, giving = pages(made)
    client = cast.client("consultant")
    assert giving in text(client.get(page))
    assert client.post(giving, {"to": cast.ssp_teacher.staff.pk}).status_code == 303
    assert does(cast, made) == cast.ssp_teacher.staff.name
    assert "En aftale, du havde, er givet videre til en anden kollega." in told(cast.outreach_worker)


@pytest.mark.parametrize("member", ["social_worker", "police_officer", "outsider"])
def test_nobody_else_gives_it_on(cast: Cast, member: str) -> None:
    _meeting, made = agreed(cast)
    assert cast.client(member).get(pages(made)[1]).status_code == 404
    with pytest.raises(Refused, match="giver"):
        agreements.hand_on(cast.members[member].sign(), resolution_id=made.pk, to=cast.colleague.staff)
    with pytest.raises(Refused):
        cabinet.call("SELECT matters.tell_how_far(%s, 1, 'x', true)", [made.pk])


@pytest.mark.parametrize("to", ["outreach_worker", "other_police"])
def test_who_takes_it_on_works_there(cast: Cast, to: str) -> None:
    _meeting, made = agreed(cast)
    with pytest.raises(Refused, match="arbejder i kommunen"):
        agreements.hand_on(cast.outreach_worker.sign(), resolution_id=made.pk, to=cast.members[to].staff)


def test_of_who_stops_and_is_here_still_nothing_stands_on_the_day_of_who_acts_afterwards(cast: Cast) -> None:
    """Met by a stranger: a colleague's day said that they act for somebody who is at work until Friday."""
    _meeting, made = agreed(cast)
    post = Post.objects.select_related("staff__body", "unit", "role").get(staff=cast.outreach_worker.staff)
    last = clock.today() + timedelta(days=4)
    say_last_day(cast.outreach_worker.sign(), post=post, last_day=last)
    for member in ("consultant", "colleague", "social_worker", "ssp_teacher"):
        assert WORDS not in text(cast.client(member).get("/")), member
    assert WORDS in text(cast.client("outreach_worker").get("/"))
    ahead = [
        m
        for m in ("consultant", "colleague", "social_worker", "ssp_teacher")
        if pages(made)[1] in text(cast.client(m).get(LEFT))
    ]
    assert len(ahead) == 1
    assert "stopper" in text(cast.client(ahead[0]).get(LEFT)).split(WORDS)[1][:400]
    with clock.at(post_end(last)):
        assert acting(cast) == ahead[0]


def post_end(last):  # type: ignore[no-untyped-def]
    from samspil.concerns.tests.doors import at  # noqa: PLC0415

    return at(f"{last + timedelta(days=1)}T09:00")


def test_while_somebody_is_away_their_agreement_is_with_who_acts(cast: Cast) -> None:
    meeting, made = agreed(cast)
    actor = cast.outreach_worker.sign()
    handing.register_absence(
        actor, staff=cast.outreach_worker.staff, since=actor.at, until=None, deputy=cast.colleague.staff
    )
    client = cast.client("colleague")
    assert WORDS in text(client.get("/"))
    assert client.post(pages(made)[0], {"outcome": "Jeg har ringet", "version": "1"}).status_code == 303
    leaves(cast, "outreach_worker", meeting)
    assert "Jeg har ringet" in text(cast.client("outreach_worker").get(pages(made)[0]))


def test_what_a_last_day_counts_stands_somewhere_to_be_given_on(cast: Cast) -> None:
    """The count before the last day, and the page that shares out, agree."""
    _meeting, made = agreed(cast)
    post = Post.objects.select_related("staff__body", "unit").get(staff=cast.outreach_worker.staff)
    end_post(cast.administrator.sign(), post=post, last_day=clock.today() + timedelta(days=2))
    counted = text(cast.client("outreach_worker").get(f"/mine-stillinger/{post.pk}/sidste-dag/"))
    assert "Aftaler fra møder: 1" in counted
    assert pages(made)[1] in text(cast.client("outreach_worker").get(LEFT))
