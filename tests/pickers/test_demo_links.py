"""The links as the demo's people meet them: none leads to a page that is not there for them, or that refuses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from samspil.demo.tests.conftest import made_on
from samspil.organisations.models import Staff
from samspil.organisations.signin.models import User
from tests import clock
from tests.pickers.rule import Place
from tests.pickers.walking import Visit, walk

EXAMPLES = 2  # addresses of the same page that each of them looks at


@pytest.mark.long
def test_nobody_in_the_demo_is_offered_a_link_that_is_refused(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    refused: dict[str, set[str]] = {}
    met: set[str] = set()
    with django_db_blocker.unblock(), made_on(clock.today(), tmp_path):
        place = Place(clock.today())
        people = {staff.principal_id: staff for staff in Staff.objects.filter(ended_at__isnull=True).order_by("pk")}
        alike: set[tuple[int, tuple[int, ...]]] = set()  # one of each role and municipality
        for user in User.objects.filter(principal_id__in=list(people), is_active=True).order_by("pk"):
            client, reader = Client(raise_request_exception=False), people[user.principal_id]
            held = (reader.body_id, tuple(sorted({post.role_id for post in place.now if post.staff_id == reader.pk})))
            if held in alike:
                continue
            alike.add(held)
            client.force_login(user)
            for visit in walk(client, EXAMPLES):
                met.add(visit.view)
                if is_refused(visit):
                    refused.setdefault(f"{visit.answer.status_code} {visit.view}", set()).add(
                        f"{reader.name}: {visit.offered_at} -> {visit.address}"
                    )
    assert refused == {}, "\n".join(f"{what} ({len(who)}): {min(who)}" for what, who in sorted(refused.items()))
    assert len(met) > 100, met


def is_refused(visit: Visit) -> bool:
    """Whether the address answered with what nobody should be sent to. A form that is only sent may answer 405 to a reader; of what
    one was told once, the page that says what has become of it is the answer.
    """
    if visit.offered_at == "/beskeder/" and visit.answer.status_code == 410:
        return False
    return visit.answer.status_code in (400, 403, 404, 409, 410) or visit.answer.status_code >= 500
