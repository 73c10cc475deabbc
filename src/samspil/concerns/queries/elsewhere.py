"""Where to send what lies in another municipality: a child there is never held here."""

from __future__ import annotations

from dataclasses import dataclass

from samspil.access.actor import Actor
from samspil.concerns.models import Reception
from samspil.concerns.queries.hours import NOTIFICATION, Number, rules_from
from samspil.organisations.queries import staff_of


@dataclass(frozen=True)
class Neighbour:
    """Another municipality, and who there receives a notification now."""

    name: str
    number: Number
    form: str


def neighbours(actor: Actor) -> tuple[Neighbour, ...]:
    """The other municipalities here that have stated who receives a notification, by name. One statement."""
    own = staff_of(actor).body_id
    rows = Reception.objects.exclude(body_id=own).select_related("body").order_by("body_id", "-pk").distinct("body_id")
    stated = [(row, rules_from(row)) for row in rows]
    found = [
        Neighbour(row.body.name, rules.number(NOTIFICATION, actor.at), rules.stated.notification.form)
        for row, rules in stated
        if rules.stated.notification is not None
    ]
    return tuple(sorted(found, key=lambda neighbour: neighbour.name))
