"""An administrator's morning and a forum's calendar, in a browser; sign-in without JavaScript; axe on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samspil.access.actor import Actor, now, sign
from samspil.lib.calendars import Calendar, SchoolYear
from samspil.meetings.calendar import actions as calendar
from samspil.meetings.models import Meeting
from samspil.organisations import actions
from samspil.organisations.models import ForumTerms, ProfileVersion
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
Check = Callable[[Page], None]


@pytest.fixture
def year(town: Town) -> Town:
    """The forum meets on Tuesdays, and its school year is planned from today."""
    with town.acts() as cast:
        sign(Actor(cast.body.installer_id, now()))
        profile: dict[str, Any] = {
            "format": 1,
            "municipality": {
                "key": "lillevig",
                "name": "Lillevig",
                "short_name": "Lillevig",
                "purpose": "At forebygge",
            },
        }
        ProfileVersion.objects.create(body=cast.body, applied_at=now(), digest="", profile=profile)
        row = ForumTerms.objects.get(forum=cast.forum)
        rhythm = {"kind": "weekly", "weekday": "tuesday", "starts": "08:30", "ends": "10:00"}
        row.terms = {
            **row.terms,
            "purpose": "Den ugentlige gennemgang af navngivne børn og unge, tidligt og helhedsorienteret.",
            "terms": [{**row.terms["terms"][0], "cadence": rhythm}],
        }
        row.save()
        for starts in (SchoolYear.of(timezone.localdate()).starts, SchoolYear.of(timezone.localdate()).starts + 1):
            calendar.plan_year(cast.consultant.sign(), forum=cast.forum, school_year=starts)
    return town


def coming(town: Town, weeks: int) -> Meeting:
    """A meeting some weeks ahead."""
    after = now() + timedelta(weeks=weeks)
    return Meeting.objects.filter(forum=town.cast.forum, starts_at__gt=after).order_by("starts_at").first()  # type: ignore[return-value]


@BOTH
def test_an_administrator_creates_seats_and_ends_a_colleague(
    town: Town, accessible: Check, size: dict[str, int]
) -> None:
    page = town.window("administrator", size=size)
    page.goto("/administration/")
    accessible(page)
    page.get_by_role("link", name="Ny medarbejder").click()
    page.get_by_role("button", name="Opret medarbejderen").click()
    expect(page.get_by_role("alert")).to_contain_text("ting at rette")
    accessible(page)
    write(page.get_by_label("Navn"), "Ida Vang")
    write(page.get_by_label("Arbejdsmail"), "ida.vang@example.org")
    page.get_by_label("Rolle").select_option(label="social_worker")
    page.get_by_label("Enhed", exact=True).select_option(label="Familieafdelingen")
    page.get_by_role("button", name="Opret medarbejderen").click()
    expect(page.get_by_label("Linket")).to_have_value(re.compile(r"/konto/adgangskode/ny/"))
    link = page.get_by_label("Linket").input_value()
    accessible(page)
    page.get_by_role("link", name="Videre til Ida Vang").click()
    accessible(page)
    page.get_by_role("link", name="Giv en plads i et forum").click()
    accessible(page)
    page.get_by_label("Plads").select_option(index=1)
    page.get_by_role("button", name="Giv pladsen").click()
    expect(page.get_by_role("main")).to_contain_text("Fagrunden: Familieafdelingen")
    page.get_by_role("link", name="Afslut adgangen").click()
    accessible(page)
    page.get_by_role("button", name="Afslut adgangen nu").click()
    expect(page.get_by_role("main")).to_contain_text("Adgangen sluttede")
    accessible(page)
    newcomer = town.browser.new_context(base_url=town.address, locale="da-DK").new_page()
    newcomer.goto(link)
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Linket kan ikke bruges længere")
    newcomer.context.close()


@BOTH
def test_who_sits_where_and_what_each_unit_may_receive(
    town: Town, accessible: Check, size: dict[str, int], year: Town
) -> None:
    page = town.window("protection_officer", size=size)
    for address in ("/fora/", f"/fora/{town.cast.forum.pk}/", "/enheder/", f"/enheder/{town.cast.units['sports'].pk}/"):
        page.goto(address)
        accessible(page)
    page.get_by_label("Nej").check()
    write(page.get_by_label("Begrundelse"), "En privat forening, og løser ingen offentlig opgave.")
    page.get_by_role("button", name="Gem svaret").click()
    expect(page.get_by_role("main")).to_contain_text("Må ikke deltage")


@BOTH
def test_a_meeting_is_moved_another_cancelled_and_the_others_see_it(
    year: Town, accessible: Check, size: dict[str, int]
) -> None:
    page = year.window("consultant", size=size)
    page.goto(f"/kalender/?forum={year.cast.forum.pk}")
    accessible(page)
    meeting, other = coming(year, 1), coming(year, 3)
    day = timezone.localtime(meeting.starts_at).date() + timedelta(days=1)
    while not Calendar(closing_days=()).is_working_day(day):
        day += timedelta(days=1)
    page.goto(f"/kalender/moede/{meeting.pk}/")
    accessible(page)
    page.get_by_role("link", name="Flyt mødet").click()
    write(page.get_by_label("Dag"), "i morgen")
    page.get_by_role("button", name="Flyt mødet").click()
    accessible(page)
    write(page.get_by_label("Dag"), f"{day:%d.%m.%Y}")
    write(page.get_by_label("Sted"), "Rådhuset, lokale 2")
    write(page.get_by_label("Begrundelse"), "Kursus om tirsdagen")
    page.get_by_role("button", name="Flyt mødet").click()
    expect(page.get_by_role("main")).to_contain_text("Rådhuset, lokale 2")
    accessible(page)
    page.goto(f"/kalender/moede/{other.pk}/aflys/")
    accessible(page)
    page.get_by_role("button", name="Aflys mødet nu").click()
    expect(page.get_by_role("main")).to_contain_text("Mødet er aflyst.")
    for address in (f"/kalender/forum/{year.cast.forum.pk}/planlaeg/", f"/kalender/forum/{year.cast.forum.pk}/ekstra/"):
        page.goto(address)
        accessible(page)
    seated = year.window("police_officer", size=size)
    seated.goto("/kalender/")
    news = seated.get_by_role("region", name="Nyt i kalenderen")
    expect(news.get_by_role("listitem")).to_have_count(2)
    accessible(seated)
    news.get_by_role("button", name="Set").first.click()
    expect(news.get_by_role("listitem")).to_have_count(1)
    seated.goto("/kalender/abonnement/")
    seated.get_by_role("button", name="Lav en adresse").click()
    expect(seated.get_by_label("Adressen")).to_have_value(re.compile(r"\.ics$"))
    accessible(seated)


def test_choosing_a_password_and_signing_in_need_no_javascript(town: Town, accessible: Check) -> None:
    with town.acts() as cast:
        cast.administrator.sign()
        staff = cast.social_worker.staff
        staff.email = "pia@example.org"
        staff.save()
        link = actions.renew_password(cast.administrator.sign(), staff=staff).link
    context = town.browser.new_context(base_url=town.address, locale="da-DK", java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    write(page.get_by_label("Ny adgangskode", exact=True), "tre ord hører sammen")
    write(page.get_by_label("Ny adgangskode en gang til"), "tre ord hører sammen")
    page.get_by_role("button", name="Gem adgangskoden").click()
    page.get_by_role("main").get_by_role("link", name="Log ind").click()
    write(page.get_by_label("Arbejdsmail"), "pia@example.org")
    write(page.get_by_label("Adgangskode"), "forkert kode her")
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("alert")).to_be_visible()
    write(page.get_by_label("Adgangskode"), "tre ord hører sammen")
    page.get_by_role("button", name="Log ind").click()
    page.goto("/fora/")
    expect(page.get_by_role("banner")).to_contain_text("Pia Møller")
    page.get_by_role("button", name="Log af").click()
    expect(page).to_have_url(re.compile("/konto/log-ind/"))
    context.close()


@BOTH
def test_the_pages_of_sign_in_are_accessible(
    town: Town, accessible: Check, size: dict[str, int], settings: Any
) -> None:
    settings.DEMO = True
    town.cast.client("consultant")
    context = town.browser.new_context(base_url=town.address, locale="da-DK", viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    for address in (
        "/konto/log-ind/",
        "/konto/adgangskode/ny/x-y/",
        "/konto/adgangskode/valgt/",
        "/konto/lukket/",
        "/demo/",
    ):
        page.goto(address)
        accessible(page)
    page.get_by_role("button", name="Mette Kjær").click()
    page.goto("/konto/log-ud/")
    accessible(page)
    page.goto("/konto/adgangskode/")
    expect(page.get_by_role("banner")).to_contain_text("Mette Kjær")
    context.close()
