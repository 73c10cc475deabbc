"""What the tests of two concerns that are one do again and again, and ask."""

from __future__ import annotations

from datetime import date

from samspil.access.actor import now
from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.queries.holders import who_has
from samspil.people.queries import Child
from tests.cast import Cast
from tests.verbs.scene import fresh

BORN = date(2011, 5, 12)


def holder(cast: Cast, concern: Concern, member: str = "consultant") -> str:
    cast.members[member].sign()
    return who_has([fresh(concern)], now())[concern.pk].staff.name


def take(cast: Cast, concern: Concern, member: str = "consultant") -> None:
    assessing.take(cast.members[member].sign(), concern=fresh(concern))


def name(cast: Cast, concern: Concern, child: Child) -> int:
    return int(assessing.name_child(cast.consultant.sign(), concern=fresh(concern), child=child).pk)


def subject(cast: Cast, concern: Concern) -> int | None:
    cast.consultant.sign()
    return Assessment.objects.get(concern=concern).subject
