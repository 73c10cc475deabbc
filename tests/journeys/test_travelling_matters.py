"""A decision goes down from a council to a unit's task and is told above; a politician reads a paper that names nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import docx
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samspil.meetings import paper
from samspil.meetings.matters.actions import agenda
from samspil.meetings.models import Meeting
from samspil.meetings.passages.tests.forums import found
from tests.journeys.conftest import NARROW, WIDE, Town
from tests.journeys.hands import write

pytestmark = pytest.mark.journey
Check = Callable[[Page], None]


@pytest.fixture
def look(accessible: Check) -> Check:
    """Axe finds nothing, and nothing is wider than the screen."""

    def check(page: Page) -> None:
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url

    return check


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.covers("VAL-73", verb="passage.carried_out")
def test_a_decision_goes_down_to_a_task_and_is_seen_done_above(town: Town, look: Check) -> None:
    with town.acts() as cast:
        forums = found(cast)
    above, here = (town.window(who, size=WIDE) for who in ("other_consultant", "consultant"))
    unit = town.window("social_worker", size=NARROW)

    above.goto(f"/op-og-ned/forum/{forums.above.pk}/")
    look(above)
    follow(above, "Send noget videre")
    above.get_by_label("Ned: Lokalrådet (Lillevig)").check()
    above.get_by_role("radio", name="Beslutning").check()
    write(above.get_by_label("Kort sagt"), "Lys ved stationen")
    write(above.get_by_label("Det, modtageren skal vide"), "Alma Krogh blev bange på stien.")
    press(above, "Send")
    expect(above.get_by_text("Det her ligner et navn").first).to_be_visible()  # and what was typed is still there
    look(above)
    write(above.get_by_label("Det, modtageren skal vide"), "Der skal lys på stien inden nytår.")
    press(above, "Send")
    expect(above.get_by_role("heading", name="Lys ved stationen")).to_be_visible()

    here.goto("/")
    follow(here, "Lys ved stationen")
    look(here)
    follow(here, "Før det videre")
    here.get_by_label("Eller en enhed, der skal udføre det").select_option(label="Familieafdelingen")
    here.get_by_role("radio", name="Anbefaling").check()
    write(here.get_by_label("Kort sagt"), "Bestil lamper")
    write(here.get_by_label("Det, modtageren skal vide"), "Seks lamper på stien.")
    look(here)
    press(here, "Send")

    unit.goto("/")
    look(unit)
    follow(unit, "Bestil lamper")
    follow(unit, "Giv den til en kollega")
    unit.get_by_label("Hvem gør det?").select_option(label="Pia Møller")
    look(unit)
    press(unit, "Giv opgaven")
    page = unit.url
    look(unit)
    unit.locator("#tasks + ul a").click()
    follow(unit, "Den er udført")
    write(unit.get_by_label("Hvad kom der ud af det?"), "Lamperne er sat op")
    press(unit, "Gem")
    expect(unit.get_by_text("Opgaven er udført.")).to_be_visible()
    unit.goto("/")
    expect(unit.get_by_text("opgaven er udført: meld det til afsenderen")).to_be_visible()
    unit.goto(page)
    follow(unit, "Det er udført")
    expect(unit.get_by_label("Hvad er der gjort?")).to_have_value("Lamperne er sat op")
    press(unit, "Meld det til afsenderen")

    here.goto("/")
    follow(here, "Lys ved stationen")
    expect(here.get_by_text("Det hele er udført")).to_be_visible()
    follow(here, "Det er udført")
    press(here, "Meld det til afsenderen")

    above.goto(f"/op-og-ned/forum/{forums.above.pk}/")
    expect(above.get_by_text("Udført", exact=True)).to_be_visible()
    expect(above.get_by_text("Lamperne er sat op")).to_be_visible()
    look(above)
    above.set_viewport_size(NARROW)  # type: ignore[arg-type]
    look(above)


@pytest.mark.covers("BRO-50", verb="paper.made")
def test_a_politician_reads_a_paper_in_which_nobody_is_named(town: Town, look: Check) -> None:
    with town.acts() as cast:
        forums = found(cast)
        actor, starts = cast.consultant.sign(), timezone.now() + timedelta(days=9)
        made = Meeting.objects.create(forum=forums.here, starts_at=starts, ends_at=starts + timedelta(hours=2))
        meeting = Meeting.objects.select_related("forum__body").get(pk=made.pk)
        words = agenda.Proposal(title="Flere fritidspas", text="Ordningen virker, og Alma Krogh fik plads.")
        agenda.propose(actor, meeting=meeting, proposal=words, sure=True)
    address = f"/sagsfremstillinger/moede/{meeting.pk}/"
    prepares, reads = town.window("consultant", size=WIDE), town.window("politician", size=NARROW)

    reads.goto(address)
    expect(reads.get_by_text("Der er ingen sagsfremstillinger endnu")).to_be_visible()
    expect(reads.get_by_text("Alma Krogh")).to_have_count(0)  # nothing is read before it is made
    look(reads)

    prepares.goto(address)
    look(prepares)
    prepares.get_by_role("link", name="Skriv").first.click()
    write(prepares.get_by_label("Indstilling"), "At rammen udvides med tyve pladser.")
    write(prepares.get_by_label("Bilag"), "Pladser i brug")
    look(prepares)
    press(prepares, "Gem")
    follow(prepares, "Lav papiret")
    press(prepares, "Lav papiret")
    expect(prepares.get_by_text("ligner et navn eller en adresse: Alma Krogh").first).to_be_visible()
    look(prepares)
    with town.acts() as cast:
        actor = cast.consultant.sign()
        matter = meeting.matters.get(title="Flere fritidspas")
        words = agenda.Proposal(title="Flere fritidspas", text="Ordningen virker: et barn fik plads.")
        agenda.change(actor, matter=matter, proposal=words, version=matter.version)
    prepares.goto(address + "lav/")
    press(prepares, "Lav papiret")
    expect(prepares.get_by_role("link", name="Som PDF")).to_be_visible()

    reads.goto(address)
    look(reads)
    page = reads.locator("main").inner_text()
    pages, word = files(reads, address)
    for told in (page, pages, word):
        for words_of_it in (
            "Flere fritidspas",
            "et barn fik plads",
            "At rammen udvides med tyve pladser.",
            "Pladser i brug",
        ):
            assert words_of_it in told
        for name in ("Alma", "Krogh"):
            assert name not in told
    # Nor does the politician come near a meeting that discusses named children.
    reads.goto("/")
    expect(reads.get_by_text(town.cast.forum.name)).to_have_count(0)
    named = Meeting.objects.filter(forum=town.cast.forum).values_list("pk", flat=True).first() or 999
    assert reads.request.get(f"/moeder/{named}/").status == 404
    assert reads.request.get(f"/sagsfremstillinger/moede/{named}/").status == 404


def files(page: Page, address: str) -> tuple[str, str]:
    """The text of the PDF's pages, and of the Word file."""
    laid_out: list[Any] = []
    real = paper.lay_out

    def lay_out(*args: Any, **kwargs: Any) -> Any:
        laid_out.append(real(*args, **kwargs))
        return laid_out[-1]

    with patch("samspil.meetings.paper.lay_out", lay_out):
        pdf = page.request.get(address + "sagsfremstillinger.pdf")
    assert pdf.body().startswith(b"%PDF-")
    boxes = [box for each in laid_out[0].pages for box in each._page_box.descendants()]
    word = page.request.get(address + "sagsfremstillinger.docx")
    paragraphs = docx.Document(BytesIO(word.body())).paragraphs
    return " ".join(getattr(box, "text", "") for box in boxes), "\n".join(one.text for one in paragraphs)
