"""A colleague says their own last day and takes it back; nothing else of a post is theirs to change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.models import Membership
from samspil.concerns.tests.doors import leader
from samspil.lib.refusals import Refused
from samspil.organisations import actions
from samspil.organisations.models import Post, SeatHolder
from samspil.organisations.queries import own_last_days
from samspil.organisations.tests.conftest import keys_of
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast, Member, as_role

DAY = timedelta(days=1)


def post_of(member: Member) -> Post:
    posts = Post.objects.select_related("staff__body", "unit__body", "role")
    return posts.get(staff=member.staff)


def page(post: Post) -> str:
    return f"/mine-stillinger/{post.pk}/sidste-dag/"


def told(member: Member) -> dict[str, str]:
    member.sign()
    return {line.sentence: line.address for line in mine()}


def ends(member: Member) -> dict[int, Any]:
    """When each key of the colleague ends."""
    with as_role("NONE"):
        rows = Membership.objects.filter(principal_id=member.principal_id).order_by("pk")
        found: dict[int, Any] = {}
        for row in rows:
            if not row.period.isempty and (row.period.upper is None or row.period.upper > member.actor.at):
                before = found.get(row.audience_id, row.period.upper)
                found[row.audience_id] = None if None in (before, row.period.upper) else max(before, row.period.upper)
        return found


def say(member: Member, day: date) -> Post:
    return actions.say_last_day(member.sign(), post=post_of(member), last_day=day)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_whoever_was_told_of_the_day_is_told_when_it_is_taken_back_also_when_somebody_has_come_meanwhile(
    cast: Cast,
) -> None:
    """Met by a stranger: who was told kept the message for good, and only who had come since was told that it is over."""
    post = say(cast.consultant, clock.today() + 20 * DAY)
    leaves, stays = "En kollega stopper på en aftalt dag.", "En kollega stopper alligevel ikke."
    (first,) = [one for one in cast.members.values() if leaves in told(one)]
    leader(cast)  # leads, and is told from now on
    actions.take_last_day_back(cast.consultant.sign(), post=post)
    first.sign()
    assert [line.sentence for line in mine() if line.seen_at is None] == [stays]
    say(cast.consultant, clock.today() + 20 * DAY)
    actions.take_last_day_back(cast.consultant.sign(), post=post_of(cast.consultant))
    first.sign()
    assert [line.sentence for line in mine()].count(stays) == 1, "the second time it was told to others"


def test_a_colleague_says_the_day_on_the_page_and_takes_it_back(cast: Cast) -> None:
    boss, officer = leader(cast), cast.consultant
    cast.consultant.sign()
    client, post, day = cast.client("consultant"), post_of(officer), clock.today() + 20 * DAY
    assert page(post) in text(client.get("/sager/efterladt/"))
    for no_day in ("", "31.12.9999"):
        assert client.post(page(post), {"how": "day", "last_day": no_day}).status_code == 422
    sent = client.post(page(post), {"how": "day", "last_day": f"{day:%d.%m.%Y}"})
    assert f"Din sidste dag i SSP-enheden er {day:%d.%m.%Y}." in text(client.get(sent["Location"]))
    assert post_of(officer).valid_to == day
    assert told(boss) == {"En kollega stopper på en aftalt dag.": f"/sager/efterladt/hos/{officer.staff.pk}/"}
    where = f"/administration/medarbejdere/{officer.staff.pk}/"
    assert told(cast.administrator) == {"En kollega har sagt, hvornår de stopper.": where}
    assert told(officer) == {}
    assert "Fortryd dagen" in text(client.get(page(post)))
    sent = client.post(page(post), {"how": "open"})
    assert "Du stopper alligevel ikke i SSP-enheden." in text(client.get(sent["Location"]))
    assert post_of(officer).valid_to is None
    assert "En kollega stopper alligevel ikke." in told(boss)
    assert told(cast.administrator)["En kollega stopper alligevel ikke."] == where
    assert client.post(page(post), {"how": "open"}).status_code == 422


def test_a_day_that_is_said_again_is_told_again_though_nobody_has_read_the_first(cast: Cast) -> None:
    boss, day = leader(cast), clock.today() + 20 * DAY
    say(cast.consultant, day)
    actions.take_last_day_back(cast.consultant.sign(), post=post_of(cast.consultant))
    with clock.later(seconds=1):
        say(cast.consultant, day + DAY)
    for member, words in (
        (boss, "En kollega stopper på en aftalt dag."),
        (cast.administrator, "En kollega har sagt, hvornår de stopper."),
    ):
        member.sign()
        lines = mine()
        assert [line.sentence for line in lines if line.seen_at is None] == [words]  # what is so now, and nothing else
        assert [line.sentence for line in lines].count(words) == 2
    cast.consultant.sign()
    say(cast.colleague, day)  # of somebody else: nothing is overtaken
    boss.sign()
    assert len([line for line in mine() if line.seen_at is None]) == 2


def test_keys_and_seats_end_with_the_day_and_come_back_as_they_were(cast: Cast) -> None:
    officer, day = cast.police_officer, clock.today() + 5 * DAY
    officer.sign()
    before = ends(officer)
    assert cast.forum.audience_id in before
    say(officer, day)
    assert SeatHolder.objects.get(staff=officer.staff).valid_to == day
    after = ends(officer)
    assert cast.forum.audience_id in keys_of(officer.principal_id)  # until then
    assert {timezone.localdate(after[key]) for key in (cast.forum.audience_id, officer.unit.audience_id)} == {day + DAY}
    for other in (3 * DAY, 12 * DAY):  # another day replaces the first
        say(officer, clock.today() + other)
        assert timezone.localdate(ends(officer)[officer.unit.audience_id]) == clock.today() + other + DAY
    actions.take_last_day_back(officer.sign(), post=post_of(officer))
    assert ends(officer) == before
    assert SeatHolder.objects.get(staff=officer.staff).valid_to is None
    with as_role("NONE"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM organisations_givenupkey")
        assert cursor.fetchone() == (0,)


def test_nobody_stays_longer_by_their_own_word(cast: Cast) -> None:
    worker, settled = cast.social_worker, clock.today() + 30 * DAY
    actions.end_post(cast.administrator.sign(), post=post_of(worker), last_day=settled)
    keys = ends(worker)
    with pytest.raises(Refused, match="Du kan kun stoppe tidligere"):
        say(worker, settled + DAY)
    with pytest.raises(Refused, match="en administrator har fastsat"):
        actions.take_last_day_back(worker.sign(), post=post_of(worker))
    say(worker, settled - 10 * DAY)
    with pytest.raises(Refused, match="Du kan kun stoppe tidligere"):
        say(worker, settled + DAY)
    actions.take_last_day_back(worker.sign(), post=post_of(worker))
    assert post_of(worker).valid_to == settled
    assert ends(worker) == keys


def test_what_an_administrator_settles_afterwards_is_the_administrators(cast: Cast) -> None:
    worker, day = cast.social_worker, clock.today() + 9 * DAY
    say(worker, day)
    actions.end_post(cast.administrator.sign(), post=post_of(worker), last_day=day)  # the very same day
    worker.sign()
    assert own_last_days() == []
    with pytest.raises(Refused, match="en administrator har fastsat"):
        actions.take_last_day_back(worker.sign(), post=post_of(worker))
    actions.keep_post(cast.administrator.sign(), post=post_of(worker))
    assert ends(worker)[worker.unit.audience_id] is None


def test_a_day_that_has_passed_and_the_post_of_somebody_else_are_refused(cast: Cast) -> None:
    worker = cast.social_worker
    with pytest.raises(Refused, match="i dag eller senere"):
        say(worker, clock.today() - DAY)
    with pytest.raises(Refused, match="kun deres egen sidste dag"):
        actions.say_last_day(cast.consultant.sign(), post=post_of(worker), last_day=clock.today())
    assert cast.client("consultant").get(page(post_of(worker))).status_code == 404
    assert post_of(worker).valid_to is None


def test_the_only_administrator_does_not_leave_the_place_without_one(cast: Cast) -> None:
    with pytest.raises(Refused, match="Ingen andre har rollen efter den dag"):
        say(cast.administrator, clock.today() + 9 * DAY)
    assert post_of(cast.administrator).valid_to is None


def test_the_database_lets_the_last_day_of_the_own_post_through_and_nothing_else(cast: Cast) -> None:
    worker, day = cast.social_worker, clock.today() + 9 * DAY
    post, other = post_of(worker), post_of(cast.consultant)
    worker.sign()
    for row, fields in ((post, {"valid_to": day}), (post, {"leads": True}), (other, {"valid_to": day})):
        assert Post.objects.filter(pk=row.pk).update(**fields) == 0  # only through the function
    for call, args in (
        ("SELECT organisations.say_last_day(%s, %s)", [other.pk, day]),
        ("SELECT organisations.say_last_day(%s, %s)", [post.pk, clock.today() - DAY]),
        ("SELECT organisations.take_last_day_back(%s)", [post.pk]),
        ("SELECT organisations.settled(%s)", [worker.staff.pk]),
        ("SELECT organisations.give_keys_up(%s, '{}')", [[worker.unit.audience_id]]),
    ):
        with pytest.raises(Refused):
            cabinet.call(call, args)
    # Somebody who has given nothing up gets no key back.
    cabinet.call("SELECT organisations.take_keys_back(%s, %s)", [[other.unit.audience_id], [None]])
    assert other.unit.audience_id not in keys_of(worker.principal_id)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM organisations_ownlastday")


def test_the_sentences_name_whom_it_reaches(cast: Cast) -> None:
    post, client = post_of(cast.consultant), cast.client("consultant")
    day = f"{clock.today() + 14 * DAY:%d.%m.%Y}"
    assert "Besked går til Line Østergaard og administratorerne." in text(client.get(page(post)))  # nobody leads
    sent = client.post(page(post), {"last_day": day, "how": "day"})
    receipt = text(client.get(sent["Location"]))
    assert "Besked går til Line Østergaard og administratorerne." in receipt
    assert "Din leder" not in receipt
    assert any("stopper" in sentence for sentence in told(cast.colleague))
    boss = leader(cast)
    assert f"Besked går til {boss.staff.name} og administratorerne." in text(client.get(page(post)))
    back = client.post(page(post), {"how": "open"})
    assert f"Besked går til {boss.staff.name} og administratorerne." in text(client.get(back["Location"]))
    admin = cast.client("administrator")
    assert f"Besked går til Mette Kjær og {boss.staff.name}." in text(
        admin.get(f"/administration/stillinger/{post.pk}/slut/")
    )
