"""Sign-in, the concern and the table's decision work in a browser without JavaScript: every form is a form first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.models import Concern
from samspil.meetings.models import Decision
from samspil.meetings.tests.steps import opened, placed
from samspil.organisations.signin.models import User
from tests.journeys.conftest import Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
MAIL, PASSWORD = "anders.friis@example.org", "en-lang-og-rolig-adgangskode"


def signed_out(town: Town) -> Page:
    """A browser without JavaScript in which nobody is signed in."""
    page = town.window("outsider", java_script_enabled=False)
    page.context.clear_cookies()
    return page


def test_from_sign_in_to_a_concern_that_is_sent(town: Town) -> None:
    with town.acts() as cast:
        User.objects.create_user(MAIL, PASSWORD, principal_id=cast.ssp_teacher.principal_id)
    page = signed_out(town)
    page.goto("/bekymringer/ny/")
    write(page.get_by_label("Arbejdsmail"), MAIL)
    write(page.get_by_label("Adgangskode"), "forkert")
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_label("Arbejdsmail")).to_have_value(MAIL)  # what was typed is still there

    write(page.get_by_label("Adgangskode"), PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv en bekymring")  # where the visitor wanted to go

    page.get_by_label("Et barn eller en ung").check()
    write(page.get_by_label("Hvem eller hvor?"), "Vera Ottosen, 7.b")
    page.get_by_label("Hvor ved du det fra?").select_option("school")
    page.get_by_label("Til hvem?").select_option(index=1)
    page.get_by_label("Det er nødvendigt, at de ved det, af hensyn til").select_option(index=1)
    write(page.get_by_label("Hvad har du set eller hørt?"), "Antruffet ved stationen med ældre unge.")
    write(page.get_by_label("Hvorfor er der brug for"), "Ældre unge giver hende opgaver.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din bekymring er sendt")
    with town.acts() as cast:
        cast.consultant.sign()
        assert [concern.who for concern in Concern.objects.all()] == ["Vera Ottosen, 7.b"]


def test_a_decision_and_the_next_item(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant", java_script_enabled=False)
    page.goto(f"/moeder/{table.meeting.pk}/bord/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Jonas Holm")

    # A word that needs its reason: refused with what was chosen kept, then saved.
    page.get_by_label("Åbn sag med tovholder").check()
    page.get_by_role("button", name="Gem og næste").click()
    expect(page.get_by_text("Skriv med få ord hvorfor").first).to_be_visible()
    expect(page.get_by_label("Åbn sag med tovholder")).to_be_checked()
    write(page.get_by_label("Hvorfor"), "Har brug for en voksen, der følger med")
    page.get_by_role("button", name="Gem og næste").click()
    expect(heading).to_have_text("Aya Ali")

    page.get_by_label("Tilbyd støtte").check()
    page.get_by_role("button", name="Gem og næste").click()
    expect(heading).to_have_text("Alle punkter, du kan se, har en beslutning")
    with town.acts() as cast:
        cast.consultant.sign()
        made = {decision.item.label: decision for decision in Decision.objects.select_related("item")}
    assert {name: decision.word for name, decision in made.items()} == {"Jonas Holm": "case", "Aya Ali": "support"}
    # Without a choice the responsible and the deadline are those of the word.
    assert made["Aya Ali"].responsible_id == cast.consultant.staff.pk
    assert made["Aya Ali"].due_on is not None
