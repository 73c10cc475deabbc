"""Who works where, who sits where, and what a forum has agreed: the open side of the house.

Everything here is open inside the installation and holds no child. Answers for a whole forum or colleague take a
constant number of statements, whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samspil.access.actor import Actor
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Forum, Post, Seat, SeatHolder, Staff, Unit


def staff_of(actor: Actor) -> Staff:
    """The colleague who acts, with the body. Raises NotVisible for a principal that is no colleague (a feed, a job)."""
    staff = Staff.objects.select_related("body").filter(principal_id=actor.principal_id).first()
    if staff is None:
        raise NotVisible
    return staff
