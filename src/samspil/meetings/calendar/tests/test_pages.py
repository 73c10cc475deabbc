"""The calendar's pages and its feed: whom they are open to, what they show, and that no child stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from samspil.lib.calendars import SchoolYear
from samspil.meetings.actions import preparing
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.calendar import actions, queries
from samspil.meetings.calendar.models import Change
from samspil.meetings.calendar.tests.conftest import local
from samspil.meetings.calendar.tests.test_plan_year import ADULT, adult_days, on, plan
from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations import actions as organisations
from samspil.organisations.models import FeedAddress, Forum
from samspil.organisations.tests.conftest import events
from tests.cast import Cast
from tests.clock import today

NEXT = date(2026, 12, 1)


@pytest.fixture
def year(cast: Cast, forum: Forum) -> Forum:
    plan(cast, forum)
    return forum


def words(response: Any) -> str:
    return str(response.content.decode())


# --- the year ---------------------------------------------------------------------------------------------------------
def test_the_year_stands_by_month_with_the_blocks_and_for_those_who_sit_there(cast: Cast, year: Forum) -> None:
    page = words(cast.client("police_officer").get("/kalender/"))
    assert "Mine møder 2026/27" in page
    assert page.index("November 2026") < page.index("tirsdag d. 24. november 2026") < page.index("December 2026")
    assert "18+ når Ungeporten er med" in page
    assert "Planlæg skoleåret" not in page
    assert "Der er ikke planlagt møder" in words(cast.client("outsider").get("/kalender/"))
    assert Client().get("/kalender/").status_code == 302


def test_anybody_in_the_municipality_finds_a_forums_calendar_and_those_who_lead_change_it(
    cast: Cast, year: Forum
) -> None:
    address = f"/kalender/?forum={year.pk}&aar=2026"
    assert "tirsdag d. 24. november 2026" in words(cast.client("outsider").get(address))
    assert "Planlæg skoleåret" in words(cast.client("consultant").get(address))
    assert cast.client("other_consultant").get(address).status_code == 404
    assert "Der er ikke planlagt møder" in words(cast.client("consultant").get(f"/kalender/?forum={year.pk}&aar=2027"))


def test_the_year_takes_the_same_statements_for_one_meeting_and_fifty(
    cast: Cast, forum: Forum, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    def read() -> queries.YearPage:
        actor = cast.police_officer.sign()
        return queries.year_page(actor, cast.police_officer.staff, day=date(2026, 11, 23), forum_id=None, starts=None)

    with django_assert_max_num_queries(7):
        assert read().count == 0
    plan(cast, forum)
    with django_assert_max_num_queries(7):
        assert read().count == 52


# --- one meeting ------------------------------------------------------------------------------------------------------
def test_a_meetings_page_says_what_has_changed_and_who_changes_it(cast: Cast, year: Forum) -> None:
    meeting = on(year, NEXT)
    page = words(cast.client("police_officer").get(f"/kalender/moede/{meeting.pk}/"))
    assert "8.30" in page
    assert "Det er formanden" in page
    assert f"/kalender/moede/{meeting.pk}/flyt/" in words(
        cast.client("consultant").get(f"/kalender/moede/{meeting.pk}/")
    )
    assert cast.client("other_consultant").get(f"/kalender/moede/{meeting.pk}/").status_code == 404
    actions.cancel_meeting(cast.consultant.sign(), meeting=meeting, reason="Kursus")
    page = words(cast.client("police_officer").get(f"/kalender/moede/{meeting.pk}/"))
    for expected in ("Mødet er aflyst.", "Kursus", "Næste møde", "8. december"):
        assert expected in page


@pytest.mark.parametrize("page", ["flyt", "aflys"])
def test_the_wrong_role_gets_the_reason_and_another_municipality_nothing(cast: Cast, year: Forum, page: str) -> None:
    address = f"/kalender/moede/{on(year, NEXT).pk}/{page}/"
    refused = cast.client("police_officer").get(address)
    assert refused.status_code == 409
    assert "formanden" in words(refused)
    assert cast.client("police_officer").post(address, {"reason": "x"}).status_code == 409
    assert cast.client("other_consultant").get(address).status_code == 404


@pytest.mark.parametrize("page", ["ekstra", "planlaeg"])
def test_the_same_for_a_forums_calendar(cast: Cast, year: Forum, page: str) -> None:
    address = f"/kalender/forum/{year.pk}/{page}/"
    assert cast.client("police_officer").get(address).status_code == 409
    assert cast.client("other_consultant").get(address).status_code == 404


def test_moving_by_the_page(cast: Cast, year: Forum) -> None:
    client, meeting = cast.client("consultant"), on(year, NEXT)
    address = f"/kalender/moede/{meeting.pk}/flyt/"
    form = words(client.get(address))
    assert 'value="01.12.2026"' in form
    assert 'value="08.30"' in form
    wrong = client.post(address, {"day": "5.12.2026", "starts": "9", "ends": "kvart i ti", "reason": "Kursus"})
    assert wrong.status_code == 422
    assert "time.minut" in words(wrong)
    assert "Kursus" in words(wrong)
    weekend = client.post(address, {"day": "5.12.2026", "starts": "9", "ends": "9:45"})
    assert weekend.status_code == 422
    assert "weekend" in words(weekend)
    assert client.post(address, {"day": "3.12.26", "starts": "9", "ends": "9:45", "place": "B2"}).status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).starts_at == local("2026-12-03 09:00")
    assert "flyttet fra 01.12.2026" in words(client.get(f"/kalender/?forum={year.pk}"))


def test_a_name_is_asked_about_and_the_answer_is_kept(cast: Cast, year: Forum) -> None:
    client, meeting = cast.client("consultant"), on(year, NEXT)
    preparing.place(
        cast.consultant.sign(), meeting=meeting, necessity="valg af indsats",
        placements=[Placement(label="Vera Holm", source="concern", named=False)],
    )  # fmt: skip
    address = f"/kalender/moede/{meeting.pk}/aflys/"
    assert 'type="checkbox"' not in words(client.get(address))
    asked = client.post(address, {"reason": "Vera er syg"})
    assert asked.status_code == 422
    assert 'type="checkbox"' in words(asked)
    assert "Vera er syg" in words(asked)
    assert client.post(address, {"reason": "Vera er syg", "sure": "on"}).status_code == 303


def test_an_extra_meeting_and_a_planned_year_by_the_pages(cast: Cast, forum: Forum) -> None:
    client = cast.client("consultant")
    planned = client.post(f"/kalender/forum/{forum.pk}/planlaeg/", {"year": "2026"})
    assert "Planlagt: 36 nye" in words(planned)
    assert client.get(f"/kalender/forum/{forum.pk}/planlaeg/").status_code == 200
    assert client.post(f"/kalender/forum/{forum.pk}/planlaeg/", {"year": "1999"}).status_code == 422
    address = f"/kalender/forum/{forum.pk}/ekstra/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"day": "3.12.2026", "starts": "10", "ends": "9"}).status_code == 422
    made = client.post(address, {"day": "3.12.2026", "starts": "9", "ends": "10"})
    assert made.status_code == 303
    assert client.get(made["Location"]).status_code == 200


def test_this_school_year_and_the_next_can_be_planned(cast: Cast, forum: Forum) -> None:
    page = cast.client("consultant").get(f"/kalender/forum/{forum.pk}/planlaeg/").content.decode()
    this = SchoolYear.of(today()).starts
    assert re.findall(r'<option value="(\d{4})"', page) == [str(this), str(this + 1)]


def test_a_gap_that_stays_is_named(cast: Cast, forum: Forum) -> None:
    from samspil.meetings.calendar.tests.conftest import state  # noqa: PLC0415

    weeks = [f"2027-W{week:02}" for week in range(5, 10)]
    state(cast.body, weeks_off=[{"forum": forum.key, "weeks": weeks, "reason": "Ombygning"}])
    page = words(cast.client("consultant").post(f"/kalender/forum/{forum.pk}/planlaeg/", {"year": "2026"}))
    assert "18+ når Ungeporten er med: " in page
    assert " dage mellem " in page


def test_news_stands_on_the_page_until_it_is_put_aside(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT), reason="Kursus")
    client, change = cast.client("police_officer"), Change.objects.get()
    assert "Nyt i kalenderen" in words(client.get("/kalender/"))
    assert cast.client("other_police").post(f"/kalender/aendring/{change.pk}/set/").status_code == 404
    done = client.post(f"/kalender/aendring/{change.pk}/set/", {"back": "/kalender/?aar=2026"})
    assert (done.status_code, done["Location"]) == (303, "/kalender/?aar=2026")
    elsewhere = client.post(f"/kalender/aendring/{change.pk}/set/", {"back": "https://example.org/"})
    assert elsewhere["Location"] == "/kalender/"
    assert "Nyt i kalenderen" not in words(client.get("/kalender/"))


def test_a_change_is_told_on_my_day(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT), reason="Kursus")
    page = words(cast.client("police_officer").get("/"))
    assert "Nyt i kalenderen" in page
    assert "Kursus" in page
    assert "Nyt i kalenderen" not in words(cast.client("outsider").get("/"))


# --- the feed ---------------------------------------------------------------------------------------------------------
def feed_of(cast: Cast, member: str) -> str:
    colleague = cast.members[member]
    return f"/kalender/abonnement/{actions.make_feed_address(colleague.sign(), staff=colleague.staff)}.ics"


def read(address: str) -> dict[str, Any]:
    """The feed as a calendar program reads it, without signing in: events by the day they begin."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    return {str(event.decoded("dtstart").date()): event for event in calendar.walk("VEVENT")}


def test_the_feed_holds_my_meetings_and_no_child(cast: Cast, year: Forum) -> None:
    meeting = on(year, NEXT)
    preparing.place(
        cast.consultant.sign(), meeting=meeting, necessity="valg af indsats",
        placements=[Placement(label="Vera Holm", source="concern")],
    )  # fmt: skip
    address = feed_of(cast, "police_officer")
    event = read(address)["2026-12-01"]
    assert (str(event["summary"]), int(event["sequence"]), str(event["status"])) == (year.name, 0, "CONFIRMED")
    assert event.decoded("dtstart") == meeting.starts_at
    text = Client().get(address).content.decode()
    for name in ("Vera", "Holm", *(member.staff.name for member in cast.members.values())):
        assert name not in text
    assert read(feed_of(cast, "outsider")) == {}


def test_the_feed_is_the_same_with_and_without_something_on_the_agenda(cast: Cast, year: Forum) -> None:
    address = feed_of(cast, "police_officer")
    before = Client().get(address).content
    preparing.place(
        cast.consultant.sign(), meeting=on(year, NEXT), necessity="valg af indsats",
        placements=[Placement(label="Vera Holm", source="concern")],
    )  # fmt: skip
    assert Client().get(address).content == before


def test_a_seat_for_one_block_gets_the_meetings_with_its_block(cast: Cast, year: Forum) -> None:
    assert set(read(feed_of(cast, "youth_job_centre"))) == {
        str(day) for day in adult_days(year) if day > date(2026, 9, 24)
    }


def test_moved_and_cancelled_meetings_change_in_the_program(cast: Cast, year: Forum) -> None:
    address = feed_of(cast, "police_officer")
    before = read(address)["2026-12-01"]
    actions.move_meeting(
        cast.consultant.sign(), meeting=on(year, NEXT), starts_at=local("2026-12-03 08:30"),
        ends_at=local("2026-12-03 10:00"), place="Rådhuset",
    )  # fmt: skip
    moved = read(address)["2026-12-03"]
    assert "2026-12-01" not in read(address)
    assert moved["uid"] == before["uid"]
    assert int(moved["sequence"]) > int(before["sequence"])
    assert str(moved["location"]) == "Rådhuset"
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, date(2026, 12, 3)), reason="Kursus")
    cancelled = read(address)["2026-12-03"]
    assert str(cancelled["status"]) == "CANCELLED"
    assert str(cancelled["summary"]).startswith("Aflyst: ")
    assert int(cancelled["sequence"]) > int(moved["sequence"])


def test_a_block_that_falls_out_is_cancelled_for_its_seat_alone(cast: Cast, year: Forum) -> None:
    mine, others = feed_of(cast, "youth_job_centre"), feed_of(cast, "police_officer")
    meeting = on(year, next(day for day in adult_days(year) if day > NEXT))
    day = str(timezone.localdate(meeting.starts_at))
    cast.consultant.sign()
    Meeting.objects.filter(pk=meeting.pk).update(blocks=[])
    Change.objects.create(meeting=meeting, kind="block_dropped", block=ADULT, made_at=cast.consultant.actor.at)
    assert str(read(mine)[day]["status"]) == "CANCELLED"
    assert str(read(others)[day]["status"]) == "CONFIRMED"


def test_an_extra_meeting_says_so(cast: Cast, year: Forum) -> None:
    actions.call_extra(
        cast.consultant.sign(), forum=year, starts_at=local("2026-12-03 08:30"), ends_at=local("2026-12-03 09:00")
    )
    assert str(read(feed_of(cast, "police_officer"))["2026-12-03"]["summary"]) == f"{year.name}, ekstra møde"


def test_an_address_is_shown_once_replaced_and_stopped(cast: Cast, year: Forum) -> None:
    client = cast.client("police_officer")
    assert "Lav en adresse" in words(client.get("/kalender/abonnement/"))
    made = words(client.post("/kalender/abonnement/"))
    first = "/kalender" + made.split("http://testserver/kalender", 1)[1].split("<", 1)[0]
    assert Client().get(first).status_code == 200
    assert first not in words(client.get("/kalender/abonnement/"))
    secret = first.removeprefix("/kalender/abonnement/").removesuffix(".ics")
    assert secret not in str(list(FeedAddress.objects.values()))
    made = words(client.post("/kalender/abonnement/"))
    second = "/kalender" + made.split("http://testserver/kalender", 1)[1].split("<", 1)[0]
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert "Stop adressen" not in words(client.post("/kalender/abonnement/", {"stop": "1"}))
    assert Client().get(second).status_code == 404
    assert (len(events("feed.opened")), len(events("feed.revoked"))) == (2, 1)


def test_the_address_dies_with_the_access(cast: Cast, year: Forum) -> None:
    address = feed_of(cast, "police_officer")
    assert Client().get(address).status_code == 200
    organisations.end_colleague(cast.administrator.sign(), staff=cast.police_officer.staff)
    assert Client().get(address).status_code == 404
    assert Client().get("/kalender/abonnement/gaet.ics").status_code == 404


def test_the_feed_follows_the_seat(cast: Cast, year: Forum) -> None:
    address = feed_of(cast, "police_officer")
    holder = cast.forum.seats.get(key="police").holders.get()
    organisations.end_seat(cast.administrator.sign(), holder=holder)
    assert read(address) == {}
    assert Meeting.objects.filter(forum=year, state=MeetingState.PLANNED).exists()


def test_the_page_of_a_forum_names_its_meetings(cast: Cast) -> None:
    page = f"/fora/{cast.forum.pk}/"
    client = cast.client("consultant")
    assert "Der er ikke planlagt noget møde" in client.get(page).content.decode()
    start = timezone.localtime().replace(microsecond=0)
    states = {-7: MeetingState.APPROVED, 7: MeetingState.PLANNED, 14: MeetingState.CANCELLED}
    cast.consultant.sign()
    for days, state in states.items():
        begins = start + timedelta(days=days)
        Meeting.objects.create(forum=cast.forum, starts_at=begins, ends_at=begins + timedelta(hours=1), state=state)
    shown = client.get(page).content.decode()
    told = [f"{start + timedelta(days=days):%-d.}" for days in states]
    assert "Godkendt" in shown
    assert all(day in shown for day in told[:2])
    assert "Aflyst" not in shown


@pytest.mark.parametrize("asked", ["0", "9999", "10000", "99999999999999999999"])
@pytest.mark.parametrize("page", ["/kalender/", "/kalender/alle/"])
def test_a_year_far_away_is_not_here(cast: Cast, page: str, asked: str) -> None:
    answer = cast.client("consultant").get(page, {"aar": asked})
    assert answer.status_code == (200 if len(asked) > len("9" * 18) else 404)
    assert cast.client("consultant").get("/kalender/", {"forum": asked}).status_code in {200, 404}
