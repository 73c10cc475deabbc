"""A citizen's secret link: who reads by it, and what."""

from __future__ import annotations

from django.db import transaction

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign, sign_off
from samspil.audit.record import record
from samspil.lib.refusals import NotVisible
from samspil.meetings.calendar.queries import hash_of
from samspil.meetings.matters.models import Matter


@transaction.atomic
def matter_behind(secret: str) -> Matter:
    """The one item that the link opens, read as its guest. Raises NotVisible for what is no link, or no longer."""
    principal = cabinet.call("SELECT matters.guest_of(%s)", [hash_of(secret)])[0][0]
    if principal is None:
        raise NotVisible
    sign(Actor(principal, now()))
    try:
        matter = Matter.objects.select_related("meeting__forum").order_by("-pk").first()
        if matter is None:
            raise NotVisible
        record("matter.read", matter)
        return matter
    finally:
        sign_off()
