"""The calendar of a forum as a file and a feed, and the year of all forums on one sheet."""

from __future__ import annotations

import icalendar
from django.test import Client

from samspil.meetings.actions import urgent
from samspil.meetings.calendar import actions
from samspil.meetings.calendar.queries import KEPT_IN_FEED
from samspil.meetings.calendar.tests.test_plan_year import plan
from samspil.meetings.calendar.urls import urlpatterns
from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum, ForumTerms
from tests.cast import Cast, as_role


def names(content: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def opened_to_the_public(forum: Forum, **stated: object) -> None:
    terms = ForumTerms.objects.get(forum=forum)
    terms.terms = {**terms.terms, "is_public": True, **stated}
    with as_role("samspil_owner"):
        terms.save()


def test_a_forum_has_a_calendar_of_its_own_for_colleagues_and_where_it_is_public_for_anybody(
    cast: Cast, forum: Forum
) -> None:
    plan(cast, forum)
    since = cast.consultant.sign().at - KEPT_IN_FEED
    count = Meeting.objects.filter(forum=forum, starts_at__gte=since).count()
    assert count > 20
    file = f"/kalender/forum/{forum.pk}.ics"
    answer = cast.client("outsider").get(file)  # has no seat: when a forum meets is open to its colleagues
    assert len(names(answer.content)) == count
    assert set(names(answer.content)) == {forum.name}
    assert cast.client("other_consultant").get(file).status_code == 404
    assert Client().get(file).status_code == 302

    secret = actions.make_feed_address(cast.outsider.sign(), staff=cast.outsider.staff)
    feed = f"/kalender/abonnement/{secret}/forum-{forum.pk}.ics"
    assert len(names(Client().get(feed).content)) == count
    strange = actions.make_feed_address(cast.other_consultant.sign(), staff=cast.other_consultant.staff)
    assert Client().get(f"/kalender/abonnement/{strange}/forum-{forum.pk}.ics").status_code == 404
    page = cast.client("outsider").post("/kalender/abonnement/").content.decode()
    assert f"/forum-{forum.pk}.ics" in page
    assert Client().get(feed).status_code == 404, "a new address stops the old one and its forums"

    public = f"/kalender/offentlig/{cast.body.key}/{forum.key}.ics"
    assert Client().get(public).status_code == 404
    opened_to_the_public(forum)
    assert Client().get(public).status_code == 404, "never where named persons are discussed"
    with as_role("samspil_owner"):
        Forum.objects.filter(pk=forum.pk).update(named_persons=False)
    calendar = Client().get(public)
    assert len(names(calendar.content)) == count
    assert b"CLASS:PUBLIC" in calendar.content
    year = cast.client("consultant").get(f"/kalender/?forum={forum.pk}").content.decode()
    assert public in year


def test_a_meeting_called_now_about_one_child_stands_in_no_calendar_of_its_forum(cast: Cast, forum: Forum) -> None:
    actor = cast.consultant.sign()
    urgent.call_now(
        actor, forum=forum, name="Jonas Holm", birth_date=None, present=[cast.police_officer.staff],
        necessity="sikkerhed",
    )  # fmt: skip
    file = cast.client("outsider").get(f"/kalender/forum/{forum.pk}.ics")
    assert (file.status_code, names(file.content)) == (200, [])


def test_the_year_of_all_forums_by_month_level_and_district(cast: Cast, forum: Forum) -> None:
    client = cast.client("outsider")
    empty = client.get("/kalender/alle/").content.decode()
    assert "Der er ikke planlagt møder" in empty
    plan(cast, forum)
    with as_role("samspil_owner"):
        Forum.objects.filter(pk=forum.pk).update(level="operational")
    page = client.get("/kalender/alle/").content.decode()
    assert page.index("November 2026") < page.index("December 2026")
    assert page.count(f'<td class="wrap">{forum.name}</td>') == Meeting.objects.filter(forum=forum).count()
    assert '<option value="operational">' in page
    fits = client.get("/kalender/alle/?niveau=operational").content.decode()
    assert forum.name in fits
    assert "Intet forum passer" in client.get("/kalender/alle/?niveau=strategic").content.decode()
    assert "Der er ikke planlagt møder" in client.get("/kalender/alle/?aar=2029").content.decode()
    assert client.get("/kalender/alle/?aar=1").status_code == 404
    assert forum.name not in cast.client("other_consultant").get("/kalender/alle/").content.decode()


def feeds(cast: Cast, forum: Forum) -> dict[str, str]:
    """The addresses of every feed there is, by the name of its address: a colleague's own, and a forum's three."""
    public = f"/kalender/offentlig/{cast.body.key}/{forum.key}.ics"
    opened_to_the_public(forum)
    with as_role("samspil_owner"):
        Forum.objects.filter(pk=forum.pk).update(named_persons=False)
    secret = actions.make_feed_address(cast.police_officer.sign(), staff=cast.police_officer.staff)
    return {
        "feed": f"/kalender/abonnement/{secret}.ics",
        "forum_feed": f"/kalender/abonnement/{secret}/forum-{forum.pk}.ics",
        "forum_calendar": f"/kalender/forum/{forum.pk}.ics",
        "public_feed": public,
    }


def test_every_feed_says_how_often_it_is_read_and_speaks_one_language(cast: Cast, forum: Forum) -> None:
    """A calendar program asks in the language of its machine; the feed answers everybody alike."""
    plan(cast, forum)
    meeting = Meeting.objects.filter(forum=forum, starts_at__gt=cast.consultant.sign().at).order_by("starts_at").first()
    actions.cancel_meeting(cast.consultant.sign(), meeting=meeting, reason="Sygdom", sure=True)
    addresses = feeds(cast, forum)
    assert {f"{pattern.name}" for pattern in urlpatterns if ".ics" in str(pattern.pattern)} == addresses.keys()
    for name, address in addresses.items():
        client = cast.client("police_officer") if name == "forum_calendar" else Client()
        english, danish = (client.get(address, headers={"Accept-Language": told}).content for told in ("en", "da"))
        assert english == danish, name
        assert any(one.startswith("Aflyst: ") for one in names(english)), name
        assert b"X-PUBLISHED-TTL:PT1H" in english, name
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in english, name
