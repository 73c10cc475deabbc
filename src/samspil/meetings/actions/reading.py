"""Reading a meeting's minutes, on the screen or as a file, which is recorded."""

from __future__ import annotations

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.meetings.models import Meeting


@verb("minutes.read")
def read_minutes(actor: Actor, *, meeting: Meeting) -> None:
    """Somebody opens the minutes."""
    record("minutes.read", owner=meeting.forum.door_id, meeting=meeting.pk)


@verb("minutes.downloaded")
def download_minutes(actor: Actor, *, meeting: Meeting) -> None:
    """Somebody takes the minutes home as a file."""
    record("minutes.downloaded", owner=meeting.forum.door_id, meeting=meeting.pk)
