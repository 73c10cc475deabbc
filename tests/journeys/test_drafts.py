"""A child, a phone call, a meeting that begins: who is interrupted finds again what was typed, and can throw it away."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samspil.concerns.models import Step
from samspil.concerns.tests.doors import OFFICE, found, raised
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
TYPED = "I dag sagde han, at det sker, når mor er på arbejde"


@pytest.fixture
def more(town: Town) -> str:
    """The page on which the teacher tells more."""
    with town.acts() as cast:
        return reverse("concerns:add", args=[raised(cast, found(cast)).pk])


KEPT = re.compile("gemt|Her er din kladde")


def told(page: Page) -> None:
    expect(page.locator("[data-draft-status]").first).to_contain_text("gemt", timeout=8000)


@SIZES
def test_a_look_at_the_day_loses_nothing(town: Town, more: str, size: dict[str, int]) -> None:
    page = town.window("ssp_teacher", size=size)
    page.goto(more)
    write(page.get_by_label("Fortæl mere"), TYPED)
    page.goto("/")  # at once: nothing has been saved on the way
    other = town.window("ssp_teacher", size=size)  # another machine
    page.goto(more)
    expect(page.get_by_label("Fortæl mere")).to_have_value(TYPED)
    # the window that was left sent it, or this one does: either way the page says that it is kept
    expect(page.locator("[data-draft-status]").first).to_contain_text(KEPT, timeout=8000)
    other.goto(more)
    expect(other.get_by_label("Fortæl mere")).to_have_value(TYPED)
    expect(other.get_by_text("Her er din kladde. Ingen andre kan se den.")).to_be_visible()


def test_signing_out_waits_for_the_last_words(town: Town, more: str) -> None:
    page = town.window("ssp_teacher")
    page.goto(more)
    write(page.get_by_label("Fortæl mere"), TYPED)
    with page.expect_navigation():
        page.get_by_role("button", name="Log af").click()
    again = town.window("ssp_teacher")
    again.goto(more)
    expect(again.get_by_label("Fortæl mere")).to_have_value(TYPED)


def test_sent_is_sent_and_leaves_no_draft(town: Town, more: str) -> None:
    page = town.window("ssp_teacher")
    page.goto(more)
    write(page.get_by_label("Fortæl mere"), TYPED)
    told(page)
    page.get_by_role("button", name="Send mere", exact=True).click()
    expect(page.get_by_text("Det er sendt.")).to_be_visible()
    page.goto(more)
    expect(page.get_by_label("Fortæl mere")).to_have_value("")
    with town.acts() as cast:
        cast.ssp_teacher.sign()
        assert Step.objects.filter(text=TYPED).count() == 1


def test_what_is_refused_is_the_newest_draft(town: Town, more: str) -> None:
    page = town.window("ssp_teacher")
    page.goto(more)
    write(page.get_by_label("Fortæl mere"), "Hun har cpr 310150-1110")  # no such number is taken
    page.get_by_role("button", name="Send mere", exact=True).click()
    write(page.get_by_label("Fortæl mere"), TYPED)
    with page.expect_navigation():
        page.get_by_role("button", name="Log af").click()
    again = town.window("ssp_teacher")
    again.goto(more)
    expect(again.get_by_label("Fortæl mere")).to_have_value(TYPED)


@SIZES
def test_a_draft_with_a_childs_name_can_be_thrown_away(town: Town, size: dict[str, int]) -> None:
    with town.acts() as cast:
        found(cast)
    page = town.window("ssp_teacher", size=size)
    page.goto(reverse("concerns:raise"))
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    told(page)
    page.goto(reverse("concerns:waiting"))
    page.get_by_role("link", name="Skriv videre, eller slet den").click()
    expect(page.get_by_label("Hvem eller hvor?")).to_have_value("Vera Ottosen, 7.b")
    with page.expect_navigation():
        page.get_by_role("button", name="Slet kladden").click()
    expect(page.get_by_label("Hvem eller hvor?")).to_have_value("")
    expect(page.get_by_role("button", name="Slet kladden")).to_be_hidden()
    page.goto(reverse("concerns:waiting"))
    expect(page.get_by_text("Du er begyndt på en bekymring")).to_have_count(0)


@SIZES
def test_who_ticks_danger_reads_at_once_not_to_ask_the_parents(town: Town, size: dict[str, int]) -> None:
    with town.acts() as cast:
        found(cast, hours=OFFICE)
    page = town.window("ssp_teacher", size=size)
    page.goto(reverse("concerns:raise"))
    warning = page.get_by_text("Tal ikke med forældrene først").first
    expect(warning).to_be_hidden()
    page.get_by_label("Nogen er i fare nu").check()
    expect(warning).to_be_visible()
    expect(page.get_by_text("Ingen læser den nu")).to_be_hidden()


def test_one_window_never_hears_of_another_and_two_hear_words_not_values(town: Town) -> None:
    """Met at a door: a radio was changed and the page loaded again, and it showed "no" and "23" as another window's text."""
    with town.acts() as cast:
        concern = raised(cast, found(cast))
    address = reverse("concerns:at_door", args=[concern.pk])
    page = town.window("consultant")
    page.goto(address)
    form = page.locator("#first-form")
    form.get_by_label("Nej, fordi").check()
    page.reload()
    with page.expect_response(lambda answer: "/kladde/" in answer.url):
        form.get_by_label("Ja, den skal sendes").check()
    expect(form.locator("[data-draft-others]")).to_have_count(0)
    with page.expect_response(lambda answer: "/kladde/" in answer.url):
        write(form.get_by_label("Hvorfor ikke"), TYPED)
    other = page.context.new_page()
    other.goto(address)
    first = other.locator("#first-form")
    with page.expect_response(lambda answer: "/kladde/" in answer.url):
        write(form.get_by_label("Hvorfor ikke"), " og mere")
    with other.expect_response(lambda answer: "/kladde/" in answer.url):
        first.get_by_label("Nej, fordi").check()
        write(first.get_by_label("Hvorfor ikke"), "Noget andet")
    told = first.locator("[data-draft-others]")
    expect(told).to_contain_text("i et andet vindue")
    expect(told).to_contain_text("Ja, den skal sendes")
    expect(told).not_to_contain_text(re.compile(r"\byes\b"))
