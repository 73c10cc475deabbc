"""A post, a seat, an access ends: after a day that is shown, put right and taken back, or now because somebody chose it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samspil.cases.tests import stage
from samspil.concerns.tests.doors import leader
from samspil.lib.refusals import Refused
from samspil.organisations import actions
from samspil.organisations.models import Post, SeatHolder
from samspil.organisations.tests.conftest import keys_of
from samspil.sharing.notices.queries import mine
from tests.cast import Cast, Member

DAY = timedelta(days=1)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def post_of(member: Member) -> Post:
    return Post.objects.select_related("staff__body", "unit").get(staff=member.staff)


def seat_of(member: Member) -> SeatHolder:
    return SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit").get(staff=member.staff)


def page(post: Post) -> str:
    return f"/administration/stillinger/{post.pk}/slut/"


def written(days: int) -> str:
    return f"{timezone.localdate() + days * DAY:%d.%m.%Y}"


def told(member: Member) -> dict[str, str]:
    member.sign()
    return {line.sentence: line.address for line in mine()}


def test_a_settled_day_is_shown_put_right_and_taken_back(cast: Cast) -> None:
    client, worker = cast.client("administrator"), cast.social_worker
    address = page(post_of(worker))
    assert "Ingen slutdato" not in text(client.get(address))
    sent = client.post(address, {"last_day": written(30), "how": "day"})
    assert f"Sidste dag for Pia Møller er {written(30)}." in text(client.get(sent["Location"]))
    shown = text(client.get(address))
    assert f'value="{written(30)}"' in shown
    assert "Sidste dag er sat:" in shown
    assert worker.unit.audience_id in keys_of(worker.principal_id)
    sent = client.post(address, {"last_day": written(30), "how": "open"})
    assert "Stillingen som social_worker har ingen sidste dag længere." in text(client.get(sent["Location"]))
    assert post_of(worker).valid_to is None
    assert client.post(address, {"how": "open"}).status_code == 422  # there is none to take back


def test_an_empty_day_ends_nothing_and_now_is_chosen(cast: Cast) -> None:
    client, worker = cast.client("administrator"), cast.social_worker
    address = page(post_of(worker))
    for nothing in ({}, {"last_day": ""}, {"how": "day"}, {"how": "whatever"}):
        assert client.post(address, nothing).status_code == 422
        assert worker.unit.audience_id in keys_of(worker.principal_id)
    assert client.post(address, {"how": "now"}).status_code == 303
    assert worker.unit.audience_id not in keys_of(worker.principal_id)


def test_the_seat_follows_when_a_day_is_put_right_and_the_page_says_so(cast: Cast) -> None:
    client, officer = cast.client("administrator"), cast.police_officer
    address, today = page(post_of(officer)), timezone.localdate()
    for days in (400, 30, 800):
        sent = client.post(address, {"last_day": written(days), "how": "day"})
        assert "Pladserne i Fagrunden følger med." in text(client.get(sent["Location"]))
        assert (post_of(officer).valid_to, seat_of(officer).valid_to) == (today + days * DAY, today + days * DAY)
    client.post(address, {"how": "open"})
    assert (post_of(officer).valid_to, seat_of(officer).valid_to) == (None, None)
    assert cast.forum.audience_id in keys_of(officer.principal_id)


def test_a_seat_that_ended_earlier_stays_as_it_was(cast: Cast) -> None:
    officer, today = cast.police_officer, timezone.localdate()
    actions.end_seat(cast.administrator.sign(), holder=seat_of(officer), last_day=today + 5 * DAY)
    actions.end_post(cast.administrator.sign(), post=post_of(officer), last_day=today + 30 * DAY)
    actions.keep_post(cast.administrator.sign(), post=post_of(officer))
    assert seat_of(officer).valid_to == today + 5 * DAY


def test_a_seats_day_is_taken_back_and_goes_no_further_than_the_post(cast: Cast) -> None:
    officer, today = cast.police_officer, timezone.localdate()
    client = cast.client("administrator")
    address = f"/administration/pladser/{seat_of(officer).pk}/slut/"
    client.post(address, {"last_day": written(9), "how": "day"})
    assert seat_of(officer).valid_to == today + 9 * DAY
    client.post(address, {"how": "open"})
    assert seat_of(officer).valid_to is None
    actions.end_post(cast.administrator.sign(), post=post_of(officer), last_day=today + 9 * DAY)
    with pytest.raises(Refused, match="Tag først stillingens sidste dag tilbage"):
        actions.keep_seat(cast.administrator.sign(), holder=seat_of(officer))


def test_who_leaves_and_who_leads_are_told_and_told_again_when_it_is_taken_back(cast: Cast) -> None:
    boss = leader(cast)
    today = timezone.localdate()
    actions.end_post(cast.administrator.sign(), post=post_of(cast.consultant), last_day=today + 20 * DAY)
    assert told(cast.consultant) == {"Din sidste dag i en stilling er sat.": "/sager/efterladt/"}
    assert told(boss) == {"En kollega stopper på en aftalt dag.": f"/sager/efterladt/hos/{cast.consultant.staff.pk}/"}
    assert told(cast.outreach_worker) == {}
    actions.keep_post(cast.administrator.sign(), post=post_of(cast.consultant))
    assert "Din stilling har ingen sidste dag længere." in told(cast.consultant)


def test_the_pages_count_what_is_held_and_say_who_acts(cast: Cast) -> None:
    case = stage.case(cast)
    stage.handover(cast, case)
    stage.task(cast)
    boss = leader(cast)
    client = cast.client("administrator")
    for address in (page(post_of(cast.consultant)), f"/administration/medarbejdere/{cast.consultant.staff.pk}/slut/"):
        shown = text(client.get(address))
        for words in (
            "Sager som tovholder eller ansvarlig: 1", "Åbne opgaver: 1", "Overdragelser, som andre ikke har svaret på: 1",
            "Fora som formand, stedfortræder eller referent: 1", "I SSP-enheden handler Rikke Vinther derefter",
        ):  # fmt: skip
            assert words in shown, (address, words)
        assert "Jonas Holm" not in shown
    only = text(client.get(f"/administration/medarbejdere/{boss.staff.pk}/slut/"))
    assert "Rikke Vinther er den eneste, der leder SSP-enheden." in only
    assert "den eneste i SSP-enheden" not in only


def test_a_post_beside_another_in_the_unit_leaves_nothing_behind(cast: Cast) -> None:
    worker = cast.social_worker
    role = post_of(cast.consultant).role
    second = actions.give_post(cast.administrator.sign(), staff=worker.staff, role=role, unit=worker.unit)
    stage.case(cast, worker)
    shown = text(cast.client("administrator").get(page(second)))
    assert "har en stilling til i Familieafdelingen" in shown
    assert "Sager som tovholder" not in shown


def test_a_post_that_ends_now_is_told_like_an_access_that_ends(cast: Cast) -> None:
    """Who has another post elsewhere works on, and reads nothing of the unit any more: somebody acts there, and is told."""
    stage.task(cast)
    role = post_of(cast.social_worker).role
    ssp = post_of(cast.consultant)
    actions.give_post(cast.administrator.sign(), staff=cast.consultant.staff, role=role, unit=cast.units["family"])
    actions.end_post(cast.administrator.sign(), post=ssp)
    assert "Du handler for en kollega, der er stoppet." in told(cast.colleague)
    shown = text(cast.client("colleague").get("/sager/efterladt/"))
    assert "Ring til skolen" in shown
    assert "er stoppet" in shown
