"""The choosers as the demo's people meet them: one of each role and unit follows the links of their pages, in all municipalities."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from samspil.demo.tests.conftest import made_on
from samspil.organisations.models import Staff
from samspil.organisations.signin.models import User
from tests import clock
from tests.pickers.reading import Chooser, choosers_of
from tests.pickers.rule import Place, faults, is_empty, is_picker
from tests.pickers.walking import walk

EXAMPLES = 1  # pages of the same address that each of them looks at


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
            for visit in walk(client, EXAMPLES):
                for chooser in choosers_of(visit.html):
                    for fault in _faults(chooser, place, reader, visit.view, met):
                        wrong.setdefault(f"{visit.view}: {chooser.name}: {fault}", set()).add(reader.name)
    assert wrong == {}, "\n".join(f"{fault} ({len(who)} people: {min(who)})" for fault, who in sorted(wrong.items()))
    assert len(met) > 20, met


def _faults(chooser: Chooser, place: Place, reader: Staff, page: str, met: set[tuple[str, str]]) -> list[str]:
    if is_empty(chooser, page):
        return ["is an empty list without a sentence"]
    if not is_picker(chooser, place):
        return []
    met.add((page, chooser.name))
    return faults(chooser, place, reader, page)
