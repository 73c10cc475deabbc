"""What a colleague has just shared out, as the record has it, and what of it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Staff, Unit

WITHIN = timedelta(days=1)  # so long an undo is offered
_KINDS = {
    "task.passed": "task",
    "conversation.passed": "conversation",
    "holder.changed": "case",
    "coordinator.changed": "case",
    "concern.taken_over": "concern",
    "enquiry.assigned": "enquiry",
}


@dataclass(frozen=True)
class Given:
    """One thing that was shared out: to whom, who had it, and whether nothing but reading has happened to it since."""

    kind: str
    pk: int
    to: int
    had: int
    is_untouched: bool


@dataclass(frozen=True)
class Shared:
    """A sharing out that can be undone still, as a whole or in part."""

    pk: int
    at: datetime
    count: int
    to: Staff


def get_shared(actor: Actor, shared_id: int) -> Event:
    """A sharing out of the actor's own, not taken back. Raises NotVisible."""
    shared = _shared(actor).filter(pk=shared_id).first()
    if shared is None or shared.pk in _taken_back(actor, [shared]):
        raise NotVisible
    return shared


def just_shared(actor: Actor, unit: Unit) -> list[Shared]:
    """What the actor has shared out in a unit since yesterday and not taken back, the newest first. Three statements, one where
    there is nothing.
    """
    events = list(_shared(actor).filter(owner_audience=unit.audience_id).order_by("-at", "-pk"))
    if not events:
        return []
    gone = _taken_back(actor, events)
    people = Staff.objects.in_bulk([event.detail["to"] for event in events])
    return [
        Shared(event.pk, event.at, event.detail["count"], people[event.detail["to"]])
        for event in events
        if event.pk not in gone
    ]


def given_by(actor: Actor, shared: Event) -> list[Given]:
    """What went to a colleague with a sharing out, each thing once. Two statements."""
    acts = Event.objects.filter(principal=actor.principal_id, at=shared.at, act__in=_KINDS, detail__has_key="had")
    events = {(event.object_table, event.object_id): event for event in acts.order_by("pk")}
    later = Event.objects.filter(at__gt=shared.at).exclude(act__regex=r"[.](read|listed|refused)$").filter(
        _any_of(list(events))
    )  # fmt: skip
    touched = set(later.values_list("object_table", "object_id")) if events else set()
    return [
        Given(_KINDS[event.act], event.object_id or 0, event.detail["to"], event.detail["had"], about not in touched)
        for about, event in events.items()
    ]


def _any_of(rows: Sequence[tuple[str, int | None]]) -> Q:
    wanted = Q(pk__in=[])
    for table, pk in rows:
        wanted |= Q(object_table=table, object_id=pk)
    return wanted


def _shared(actor: Actor) -> QuerySet[Event]:
    return Event.objects.filter(act="work.shared_out", principal=actor.principal_id, at__gt=actor.at - WITHIN)


def _taken_back(actor: Actor, events: Sequence[Event]) -> set[int]:
    owners = {event.owner_audience for event in events}
    gone = Event.objects.filter(act="work.taken_back", principal=actor.principal_id, owner_audience__in=owners)
    return {event.detail["shared"] for event in gone.filter(at__gt=actor.at - WITHIN)}
