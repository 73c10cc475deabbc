"""Every chooser of a unit, a colleague, a forum or a door, found on the pages themselves: who is offered, in which order (S5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.lock import page_scene, pages
from tests.lock.functions import EVERYBODY
from tests.pickers import town
from tests.pickers.reading import Chooser, choosers_of
from tests.pickers.rule import Place, faults, is_empty, is_picker

Seen = tuple[str, str, Chooser]  # page, member, chooser


def shown(client: Client, address: str) -> str:
    """What a page shows; empty where it is none. Nothing of the visit remains."""
    with transaction.atomic("default"), transaction.atomic("door"):
        answer = client.get(address)
        for alias in ("default", "door"):
            transaction.set_rollback(True, using=alias)
    is_page = answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
    return str(answer.content.decode()) if is_page else ""


def choosers(cast: Cast) -> Iterator[Seen]:
    """Every chooser of every address, as the first of the cast who gets the page sees it."""
    numbers = page_scene.Scene(cast).numbers
    town.furnish(cast)
    clients: dict[str, Client] = {}
    for name, pattern in page_scene.addresses().items():
        page = pages.PAGES[name]
        member = next((member for member in EVERYBODY if page.answer(member) == "page"), None)
        if member is None:
            continue
        clients.setdefault(member, cast.client(member))
        address = page_scene.address(name, pattern, numbers) + page.query.format(**numbers)
        for chooser in choosers_of(shown(clients[member], address)):
            yield name, member, chooser


@pytest.mark.django_db(databases=["default", "door"])
def test_every_chooser_offers_what_makes_sense(cast: Cast) -> None:
    seen = list(choosers(cast))
    place = Place(timezone.localdate())
    wrong, found = [], set()
    for page, member, chooser in seen:
        if is_empty(chooser, page):
            wrong.append(f"{page}: {chooser.name} is an empty list without a sentence")
        if is_picker(chooser, place):
            found.add((page, chooser.name))
            reader = cast.members[member].staff
            wrong += [f"{page}: {chooser.name}: {fault}" for fault in faults(chooser, place, reader, page)]
    assert wrong == [], "\n".join(wrong)
    # What the walk has met: a page whose chooser it no longer finds would be a test of nothing.
    assert len(found) > 30
    assert {
        ("cases:propose_handover", "to_unit"), ("cases:actors", "unit"), ("cases:give_task", "responsible"),
        ("concerns:hand_over", "to"), ("concerns:to_meeting", "forum"), ("joint:begin", "school"),
        ("meetings:attendance", "staff"), ("meetings:item", "responsible"), ("matters:invite", "who"),
        ("passages:send", "unit"), ("administration:give_seat", "seat"), ("administration:give_post", "unit"),
    } <= found  # fmt: skip


@pytest.mark.django_db(databases=["default", "door"])
def test_the_rule_finds_what_must_not_be_offered(cast: Cast) -> None:
    """The walk can fail: each of those whom the place holds as a trap is a fault wherever it would be offered."""
    town.furnish(cast)
    place, reader = Place(timezone.localdate()), cast.consultant.staff
    traps = [
        *town.NEVER, "Lokalpolitiet i Storevig", "Rejst fra ssp", "Kontormand i ssp", "Birthe Skov", "Niels Dahl",
        "Hanne Lund", "Tom Vester", "Eva Nord", "Ib Krag",
    ]  # fmt: skip
    for name in traps:
        assert list(place.faults_of(place.known[name][0], reader, "cases:propose_handover")), name
    for name in ("Familieafdelingen", "Lokalpolitiet", "Engskolen", "Line Østergaard", "Lærer 1 Vang", "Fagrunden"):
        assert list(place.faults_of(place.known[name][0], reader, "cases:propose_handover")) == [], name
