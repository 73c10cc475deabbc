"""What a colleague has typed in the minutes of a meeting that names nobody, and not saved."""

from __future__ import annotations

from django.urls import reverse

from samspil.access.actor import Actor
from samspil.meetings.matters.models import Matter
from samspil.meetings.matters.queries import MeetingPage
from samspil.meetings.queries.unsaved import Unsaved, is_other
from samspil.sharing.drafts import queries as kept


def draft_of(meeting_id: int) -> str:
    """Under which name the draft of a meeting's minutes is kept."""
    return f"minutes-{meeting_id}"


def prefix_of(matter: Matter) -> str:
    """With what the fields of an item begin on the writing page, and in its draft."""
    return f"p{matter.pk}"


def unsaved_in(actor: Actor, page: MeetingPage) -> list[Unsaved]:
    """The items at which the actor has typed something that does not stand in the minutes. One statement."""
    draft = kept.draft(actor, draft_of(page.meeting.pk))
    write = reverse("matters:write", args=[page.meeting.pk])
    return [
        Unsaved(f"{line.number}. {line.title}", f"{write}#punkt-{matter.pk}")
        for line in page.lines
        if (matter := line.matter)
        and is_other(draft, {f"{prefix_of(matter)}-minutes_text": matter.minutes_text, f"{prefix_of(matter)}-text": ""})
    ]
