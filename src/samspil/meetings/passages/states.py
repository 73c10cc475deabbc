"""Which way something goes, what it is, and how far it has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.lib.lifecycles import LifeCycle
from samspil.meetings.matters.models import MatterKind, ResolutionKind


class Direction(models.TextChoices):
    UP = "up", _("Up")
    DOWN = "down", _("Down")
    ACROSS = "across", _("To the side")


class Kind(models.TextChoices):
    DECISION = "decision", _("Decision")
    RECOMMENDATION = "recommendation", _("Recommendation")
    COMMENT = "comment", _("Comment")
    QUESTION = "question", _("Question")
    INFORMATION = "information", _("Information")


class State(models.TextChoices):
    """`sent` and `withdrawn` are the giver's; the rest is what the receiver says."""

    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RECEIVED = "received", _("Received")
    PLACED = "placed", _("On an agenda")
    UNDER_WAY = "under_way", _("Under way")
    ANSWERED = "answered", _("Answered")
    CARRIED_OUT = "carried_out", _("Carried out")


# What the receiver may say after what was said already.
NEXT: dict[str, set[str]] = {
    State.SENT: {State.RECEIVED, State.PLACED, State.UNDER_WAY, State.ANSWERED, State.CARRIED_OUT},
    State.RECEIVED: {State.PLACED, State.UNDER_WAY, State.ANSWERED, State.CARRIED_OUT},
    State.PLACED: {State.PLACED, State.UNDER_WAY, State.ANSWERED, State.CARRIED_OUT},
    State.UNDER_WAY: {State.UNDER_WAY, State.ANSWERED, State.CARRIED_OUT},
    State.ANSWERED: {State.PLACED, State.UNDER_WAY, State.CARRIED_OUT},
    State.CARRIED_OUT: set(),
    State.WITHDRAWN: set(),
}
# What sort of item it becomes on the receiver's agenda.
AS_MATTER = {
    Kind.DECISION: MatterKind.DISCUSSION,
    Kind.RECOMMENDATION: MatterKind.DECISION,
    Kind.COMMENT: MatterKind.INFORMATION,
    Kind.QUESTION: MatterKind.DISCUSSION,
    Kind.INFORMATION: MatterKind.INFORMATION,
}
# As what a forum's resolution is sent on, before somebody chooses otherwise.
AS_SENT: dict[str, Kind] = {
    ResolutionKind.DECISION: Kind.DECISION,
    ResolutionKind.RECOMMENDATION: Kind.RECOMMENDATION,
    ResolutionKind.COMMENT: Kind.COMMENT,
    ResolutionKind.AGREEMENT: Kind.INFORMATION,
}
SETTLED = {State.ANSWERED, State.CARRIED_OUT, State.WITHDRAWN}  # nobody waits for an answer any more


class Tied(models.TextChoices):
    """What one side knows that a passage hangs together with."""

    RESOLUTION = "resolution", _("Came of a resolution")
    PASSAGE = "passage", _("Passes on")
    MATTER = "matter", _("Stands on an agenda")
    TASK = "task", _("Became a task")


_LAST_SAID = (
    "(SELECT r.state FROM passages_reply r WHERE r.passage_id = passages_passage.id ORDER BY r.id DESC LIMIT 1)"
)
PASSAGE = LifeCycle(
    "passages_passage",
    NEXT | {State.SENT: NEXT[State.SENT] | {State.WITHDRAWN}},
    rests=SETTLED,
    column=f"coalesce({_LAST_SAID}, state)",
)
