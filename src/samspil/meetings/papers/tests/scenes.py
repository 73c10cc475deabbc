"""The scenes of papers: prepared item by item, made, taken out and read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspil.meetings.matters.actions import agenda
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting, MeetingState
from samspil.meetings.papers import actions
from samspil.meetings.passages.tests.forums import found
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Other, Play, scene

SEATED = Other("politician")  # reads the papers, and prepares none


def at(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


def stands(cast: Cast) -> tuple[Meeting, Matter]:
    """The local council meets in a week, with one item."""
    forum, starts = found(cast).here, timezone.now() + timedelta(days=7)
    actor = cast.consultant.sign()
    meeting = Meeting.objects.create(forum=forum, starts_at=starts, ends_at=starts + timedelta(hours=2))
    proposal = agenda.Proposal(title="Flere fritidspas", text="Ordningen virker.")
    return meeting, agenda.propose(actor, meeting=at(meeting), proposal=proposal, sure=True)


def made(cast: Cast) -> Meeting:
    meeting, _matter = stands(cast)
    actions.make(cast.consultant.sign(), meeting=at(meeting))
    return meeting


def cancelled(cast: Cast, meeting: Meeting) -> Callable[[], None]:
    def cancel() -> None:
        cast.consultant.sign()
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)

    return cancel


@scene(actions.write)
def write(cast: Cast) -> Play:
    meeting, matter = stands(cast)
    texts = {"proposal": "At der gives flere", "background": "Drøftet i foråret.", "annex": ""}

    def args() -> dict[str, Any]:
        return {"matter": Matter.objects.select_related("meeting__forum__body").get(pk=matter.pk), **texts}

    return Play("consultant", args, SEATED, cancelled(cast, meeting))


@scene(actions.make)
def make(cast: Cast) -> Play:
    meeting, _matter = stands(cast)
    return Play("consultant", lambda: {"meeting": at(meeting)}, SEATED, cancelled(cast, meeting))


@scene(actions.take_out)
def take_out(cast: Cast) -> Play:
    meeting = made(cast)
    return Play(
        "politician", lambda: {"meeting": at(meeting), "form": "pdf"}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True
    )


@scene(actions.open_page)
def open_page(cast: Cast) -> Play:
    meeting = made(cast)
    return Play("politician", lambda: {"meeting": at(meeting)}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)
