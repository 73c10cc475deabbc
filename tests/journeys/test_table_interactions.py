"""How many interactions the table asks for: one key or chord, or one choice, is one, and so is one free text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from samspil.concerns.models import Incident, ListEntry
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.models import Decision
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, placed, planned
from samspil.organisations.models import ForumTerms
from tests.cast import FORUM, TERMS, Cast
from tests.journeys.conftest import Town
from tests.journeys.hands import write
from tests.profiles.reading import forum_of

pytestmark = pytest.mark.journey
WORDS = [
    "preventive_conversation",
    "police_conversation",
    "plan_continues",
    "offer_support",
    "open_case",
    "no_follow_up",
]
CHILDREN = ("Ask", "Birk", "Carl", "Dagny", "Elin", "Frede", "Gro", "Hans", "Inge", "Johan", "Kaj", "Liva")
EVENT = [f"Lejr {name}" for name in CHILDREN]


class Hand:
    """What somebody does at the keyboard, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def choose(self, label: str) -> None:
        self.count += 1
        self.page.get_by_label(label).click()


def as_in_the_profile(cast: Cast) -> list[str]:
    """The forum decides with the words of a shipped profile. Returns their codes in the order of the number keys."""
    words = [word.model_dump(mode="json") for word in forum_of("broendby", "akutgruppen").terms[0].decisions]
    cast.administrator.sign()
    terms = ForumTerms.objects.get(forum=cast.forum)
    terms.terms = {**FORUM, "terms": [{**TERMS, "decisions": words}]}
    terms.save()
    return [str(word["code"]) for word in words]


@pytest.mark.covers("BRO-58", verb="decision.made")
def test_at_most_three_from_item_to_item(town: Town) -> None:
    with town.acts() as cast:
        codes = as_in_the_profile(cast)
        before = opened(placed(cast, "Barn Tre"))  # the plan that continues
        decided(before, before.items[0], "offer_support", cast.social_worker)
        with_plan = approved(before).items[0].subject
        meeting, entries = planned(cast), [listed(cast, f"Barn {word}") for word in ("Et", "To", "Fire", "Fem", "Seks")]
        lines = [
            Placement(label=one.name, source="list", subject=one.subject, birth_date=one.birth_date, entry_id=one.pk)
            for one in entries
        ]
        lines.insert(2, Placement(label="Barn Tre", source="list", subject=with_plan))
        items = place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=lines)
        meeting.refresh_from_db()
        table = opened(Table(cast, meeting, items))
    page = town.window("consultant")
    page.goto(f"/moeder/{table.meeting.pk}/bord/", timeout=40_000)  # the first page of a cold process
    needed = {}
    for number, word in enumerate(WORDS):
        expect(page.get_by_role("heading", level=1)).to_have_text(table.items[number].label)
        hand = Hand(page)
        hand.press(str(codes.index(word) + 1))
        with page.expect_navigation():
            hand.press("Control+Enter")
        needed[word] = hand.count
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle punkter, du kan se, har en beslutning")
    assert max(needed.values()) <= 3, needed
    with town.acts() as cast:
        cast.consultant.sign()
        made = {d.word: d for d in Decision.objects.filter(meeting=table.meeting, state="standing")}
    assert set(made) == set(WORDS)
    for word in ("preventive_conversation", "police_conversation", "offer_support", "open_case"):
        assert made[word].responsible_id, word
        assert made[word].due_on, word


def of_one_event(cast: Cast) -> Table:
    meeting = planned(cast)
    entries = [listed(cast, name, role="other") for name in EVENT]
    actor = cast.consultant.sign()
    incident = Incident.objects.create(owner_audience_id=cast.forum.door_id, text="Uro om natten", place="Lejrskolen")
    ListEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(incident=incident)
    placements = [
        Placement(
            label=entry.name, source="list", subject=entry.subject, birth_date=entry.birth_date, role=entry.role,
            entry_id=entry.pk, incident_id=incident.pk,
        )
        for entry in entries
    ]  # fmt: skip
    items = place(actor, meeting=meeting, necessity="valg af indsats", placements=placements)
    meeting.refresh_from_db()
    return opened(Table(cast, meeting, items))


def test_twelve_of_one_event_with_an_exception_in_at_most_eight(town: Town) -> None:
    with town.acts() as cast:
        codes = as_in_the_profile(cast)
        table = of_one_event(cast)
    page = town.window("consultant")
    page.goto(f"/moeder/{table.meeting.pk}/bord/")
    expect(page.get_by_role("heading", level=1)).to_have_text(EVENT[0])
    hand = Hand(page)
    hand.press(str(codes.index("offer_support") + 1))
    with page.expect_navigation():
        hand.press("Control+Enter")  # the exception first
    hand.press(str(codes.index("no_follow_up") + 1))
    with page.expect_navigation():
        hand.press("A")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(11)
    with page.expect_navigation():
        hand.press("Control+Enter")  # it asks once
    expect(page.get_by_role("heading", level=1)).to_have_text("Alle punkter, du kan se, har en beslutning")
    assert hand.count <= 8
    with town.acts() as cast:
        cast.consultant.sign()
        words = list(Decision.objects.filter(meeting=table.meeting, state="standing").values_list("word", flat=True))
    assert sorted(words) == ["no_follow_up"] * 11 + ["offer_support"]


@pytest.mark.parametrize("last", [True, False], ids=["at the end", "at the next child"])
def test_one_u_takes_back_what_was_decided_for_several(town: Town, last: bool) -> None:
    """All of one press, and nothing that was decided in another; it is read, and read aloud."""
    with town.acts() as cast:
        codes = as_in_the_profile(cast)
        table = of_one_event(cast)
        if not last:
            placed(cast, "Jonas Holm", meeting=table.meeting)
    page = town.window("consultant")
    page.goto(f"/moeder/punkt/{table.items[0].pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(EVENT[0])
    page.keyboard.press(str(codes.index("offer_support") + 1))
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator("#announce")).to_contain_text(f"Gemt: {EVENT[0]}")
    page.keyboard.press(str(codes.index("no_follow_up") + 1))
    with page.expect_navigation():
        page.keyboard.press("A")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    here = "Alle punkter, du kan se, har en beslutning" if last else "Jonas Holm"
    expect(page.get_by_role("heading", level=1)).to_have_text(here)
    expect(page.locator(".saved-last")).to_contain_text("og 10 andre")
    with page.expect_navigation():
        page.keyboard.press("u")
    undone = page.get_by_role("status").filter(has_text="Fortrudt: ")
    expect(undone).to_contain_text(EVENT[1])
    expect(undone).to_contain_text(EVENT[11])
    expect(page.locator("#announce")).to_contain_text("Fortrudt: ")
    expect(page.locator("#agenda-lines .agenda-row.done")).to_have_count(1)
    with town.acts() as cast:
        cast.consultant.sign()
        standing = Decision.objects.filter(meeting=table.meeting, state="standing")
        assert list(standing.values_list("word", "item__label")) == [("offer_support", EVENT[0])]


def test_keys_work_in_the_list_alone_and_can_be_switched_off(town: Town) -> None:
    with town.acts() as cast:
        table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    page = town.window("consultant")
    path = f"/moeder/punkt/{table.items[0].pk}/"
    page.goto(path)
    write(page.get_by_label("Skriv navn, mens listen læses op"), "4d")
    expect(page.locator("input[name=word]:checked")).to_have_count(0)
    assert page.url.endswith(path)
    page.goto("/indstillinger/")
    page.locator("#shortcuts").uncheck()
    page.get_by_role("button", name="Gem").click()
    page.goto(path)
    page.keyboard.press("4")
    page.keyboard.press("d")
    expect(page.locator("input[name=word]:checked")).to_have_count(0)
    assert page.url.endswith(path)
    page.locator("#word-4").check()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
