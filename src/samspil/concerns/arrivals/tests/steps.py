"""What comes to a door, and who is told of it: steps of the tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samspil.concerns.actions import sparring
from samspil.concerns.public.tests.places import fields, post
from samspil.concerns.tests.doors import at
from samspil.sharing.notices import mailing
from tests.cast import Cast, as_role

TUESDAY = at("2026-11-24T10:20")  # the counselling's door is open
NIGHT = at("2026-11-24T22:20")
DANGER = "Nogen skal være i fare nu."
DOOR = ("consultant", "colleague", "outreach_worker")


def remind(when: datetime) -> int:
    """The keeper's round at that instant."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        try:
            return mailing.remind(when, alias="default")
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")


def told(kind: str) -> dict[int, list[datetime]]:
    """When each colleague was told of such a thing."""
    found: dict[int, list[datetime]] = {}
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT staff_id, made_at FROM notices_notice WHERE kind = %s ORDER BY made_at", [kind])
        for staff, made in cursor.fetchall():
            found.setdefault(staff, []).append(timezone.localtime(made))
    return found


def mails(when: datetime) -> list[str]:
    box: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        try:
            mailing.send_due(when, send=box.append, alias="default")
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")
    return [f"{mail.to[0]}: {mail.subject} {mail.body}" for mail in box]


def enquired(cast: Cast, **said: Any) -> Any:
    data = fields("citizens:enquire", cast) | {
        "matter": "Uro ved kiosken",
        "place": "Mosevej",
        "name": "",
        "contact": "",
    }
    return post("citizens:enquire", cast, data | said)


def ask_for_sparring(cast: Cast) -> Any:
    return sparring.ask(cast.ssp_teacher.sign(), about="nobody", who="", question="Hvad gør vi?", key=uuid4())


def my_day(cast: Cast, member: str) -> str:
    return cast.client(member).get(reverse("desk:my_day")).content.decode()
