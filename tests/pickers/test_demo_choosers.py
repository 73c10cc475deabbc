"""The choosers as the demo's people meet them: one of each role and unit follows the links of their pages, in all municipalities."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django import DjangoDbBlocker

from samspil.demo.tests.conftest import made_on
from samspil.organisations.models import Staff
from samspil.organisations.signin.models import User
from tests import clock
from tests.pickers.reading import Chooser, choosers_of
from tests.pickers.rule import Place, faults, is_empty, is_picker

EXAMPLES = 1  # pages of the same address that each of them looks at
NOT_FOLLOWED = {"account_logout", "account_places"}
LINK = re.compile(r'(?:href|action|hx-get)="([^"#]+)"')


def walk(client: Client) -> Iterator[tuple[str, str]]:
    """The pages that somebody reaches by links from their day, so many of each address: its name and its HTML."""
    waiting, seen, looked = deque(["/"]), {"/"}, dict[str, int]()
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if (led := answer.headers.get("Location", "")).startswith("/") and led not in seen:
            seen.add(led)
            waiting.append(led)
        if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        yield answer.resolver_match.view_name if answer.resolver_match else "", page
        for link in LINK.findall(page):
            path = link.replace("&amp;", "&")
            name = _name(urlsplit(path).path)
            if not path.startswith("/") or path in seen or name is None or looked.get(name, 0) >= EXAMPLES:
                continue
            seen.add(path)
            looked[name] = looked.get(name, 0) + 1
            waiting.append(path)


def _name(path: str) -> str | None:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    return None if name in NOT_FOLLOWED else name


@pytest.mark.long
def test_nobody_in_the_demo_is_offered_what_makes_no_sense(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    wrong: dict[str, set[str]] = {}
    met: set[tuple[str, str]] = set()
    with django_db_blocker.unblock(), made_on(clock.today(), tmp_path):
        place = Place(clock.today())
        people = {staff.principal_id: staff for staff in Staff.objects.filter(ended_at__isnull=True).order_by("pk")}
        alike: set[tuple[tuple[int, int], ...]] = set()  # who holds the same posts chooses from the same
        for user in User.objects.filter(principal_id__in=list(people), is_active=True).order_by("pk"):
            client, reader = Client(), people[user.principal_id]
            held = tuple(sorted((post.role_id, post.unit_id) for post in place.now if post.staff_id == reader.pk))
            if held in alike:
                continue
            alike.add(held)
            client.force_login(user)
            for page, html in walk(client):
                for chooser in choosers_of(html):
                    for fault in _faults(chooser, place, reader, page, met):
                        wrong.setdefault(f"{page}: {chooser.name}: {fault}", set()).add(reader.name)
    assert wrong == {}, "\n".join(f"{fault} ({len(who)} people: {min(who)})" for fault, who in sorted(wrong.items()))
    assert len(met) > 20, met


def _faults(chooser: Chooser, place: Place, reader: Staff, page: str, met: set[tuple[str, str]]) -> list[str]:
    if is_empty(chooser, page):
        return ["is an empty list without a sentence"]
    if not is_picker(chooser, place):
        return []
    met.add((page, chooser.name))
    return faults(chooser, place, reader, page)
