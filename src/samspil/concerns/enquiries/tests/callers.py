"""Enquiries that have been registered, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.concerns.enquiries import actions
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.public.tests.places import opened, place
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast

SAID = {
    "matter": "Der er uro ved legepladsen om aftenen",
    "place": "Legepladsen",
    "name": "Gerda Kvist",
    "contact": "12 34 56 78",
}


def registered(cast: Cast, door: ConcernDoor, member: str = "consultant", **said: Any) -> Enquiry:
    """An enquiry by telephone, with a week to answer."""
    actor = cast.members[member].sign()
    due_on = timezone.localdate(actor.at) + timedelta(days=7)
    return actions.register(actor, door=door, **{"channel": "phone", "due_on": due_on, "key": uuid4(), **SAID, **said})


def enquired(cast: Cast, matter: str = "Hvornår kommer I?", nonce: str = "one") -> Enquiry:
    """An enquiry from the public page, at the north's door; nobody has it."""
    if not ConcernDoor.objects.exists():
        ConcernDoor.objects.filter(pk=opened(cast).pk).update(district=None, position=0)
    there = place(cast)
    actions.enquire(there, door=ConcernDoor.objects.get(key="nord"), said=SAID | {"matter": matter}, nonce=nonce)
    cast.consultant.sign()
    return Enquiry.objects.get(matter=matter)


def enquiry(cast: Cast, door: ConcernDoor) -> int:
    """For addresses."""
    return int(registered(cast, door).pk)
