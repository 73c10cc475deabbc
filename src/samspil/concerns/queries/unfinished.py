"""Lists that a colleague has begun to take in and has not received yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspil.access.actor import Actor
from samspil.concerns.queries.preview import PREFIX
from samspil.organisations.models import Forum, Unit
from samspil.sharing.drafts.queries import drafts_under


@dataclass(frozen=True)
class Unfinished:
    """A reading that was not received yet."""

    key: UUID
    forum: Forum
    meets_on: date | None
    rows: int
    read_at: datetime | None
    giver: str = ""
    nameless: int = 0  # rows that name nobody
    by_hand: int = 0  # rows that a person wrote or corrected
    file: str = ""  # what the file was called


def unfinished(actor: Actor) -> list[Unfinished]:
    """The actor's readings that have not been received yet, newest first."""
    drafts = [(kept, kept.data["list"]) for kept in drafts_under(actor, PREFIX) if kept.data.get("list")]
    forums = Forum.objects.in_bulk({kept["forum"] for _draft, kept in drafts})
    givers = Unit.objects.in_bulk({kept["giver"] for _draft, kept in drafts})
    return [
        Unfinished(
            key=UUID(held.key.removeprefix(PREFIX)),
            forum=forums[kept["forum"]],
            meets_on=date.fromisoformat(kept["meets_on"]) if kept["meets_on"] else None,
            rows=sum(not row.get("part") for row in kept["rows"]),
            read_at=held.written_at,
            giver=givers[kept["giver"]].name if kept["giver"] in givers else "",
            nameless=sum(not (row.get("part") or row["name"]) for row in kept["rows"]),
            by_hand=len(kept.get("corrected", ())),
            file=kept.get("file", ""),
        )
        for held, kept in drafts
        if kept["forum"] in forums
    ]


def unfinished_one(actor: Actor, key: UUID) -> Unfinished | None:
    """One of the actor's readings; None where there is none, or it has been received."""
    return next((one for one in unfinished(actor) if one.key == key), None)


def names_of_begun(actor: Actor) -> dict[UUID, str]:
    """What the actor's readings are called, by key: the file and who gave it; who began several tells them apart by it."""
    return {one.key: ", ".join(filter(None, [one.file, one.giver])) for one in unfinished(actor)}


__all__ = ["Unfinished", "names_of_begun", "unfinished", "unfinished_one"]
