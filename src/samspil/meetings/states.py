"""How a meeting and an item live."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.lib.lifecycles import LifeCycle


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    SENT = "sent", _("Agenda sent")
    OPEN = "open", _("In progress")
    HELD = "held", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    EXTRA = "extra", _("Extra")
    URGENT = "urgent", _("Called now")


NEXT: dict[str, set[str]] = {
    MeetingState.PLANNED: {MeetingState.SENT, MeetingState.OPEN, MeetingState.CANCELLED},
    MeetingState.SENT: {MeetingState.OPEN, MeetingState.CANCELLED},
    MeetingState.OPEN: {MeetingState.HELD},
    MeetingState.HELD: {MeetingState.APPROVED, MeetingState.OPEN},
    MeetingState.APPROVED: {MeetingState.HELD},
    MeetingState.CANCELLED: set(),
}

FOLLOWED_UP = "decision"  # the retention of what a forum follows up: the decision, its matter and what the list said


class ItemState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DECIDED = "decided", _("Decided")
    MOVED = "moved", _("Moved to another meeting")
    WITHDRAWN = "withdrawn", _("Taken off")


class Source(models.TextChoices):
    """Where an item comes from; also the heading it stands under."""

    LIST = "list", _("The police's list")
    CONCERN = "concern", _("Concerns")
    FOLLOW_UP = "follow_up", _("Follow-up")
    AGAIN = "again", _("Taken up again")
    URGENT = "urgent", _("Called now")


class StatementKind(models.TextChoices):
    """What is told in one press: an attempt to reach the family, or a fact that decides what may be done."""

    CALLED = "called", _("Called")
    NOT_REACHED = "not_reached", _("Not reached")
    LETTER = "letter", _("Letter sent")
    VISITED = "visited", _("Went there")
    BOARD = "board", _("There is a case at the Youth Crime Board")
    NO_BOARD = "no_board", _("There is no case at the Youth Crime Board")
    INTERVIEWED = "interviewed", _("The police interview has been held")
    NOT_INTERVIEWED = "not_interviewed", _("The police interview has not been held yet")


CONTACT = (StatementKind.CALLED, StatementKind.NOT_REACHED, StatementKind.LETTER, StatementKind.VISITED)
FACTS = (
    (StatementKind.BOARD, StatementKind.NO_BOARD),
    (StatementKind.INTERVIEWED, StatementKind.NOT_INTERVIEWED),
)


class DecisionState(models.TextChoices):
    STANDING = "standing", _("In force")
    UNDONE = "undone", _("Undone")


class AttendanceState(models.TextChoices):
    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Sends regrets")
    SUBSTITUTE = "substitute", _("Substitute")
    GUEST = "guest", _("Guest")


ADULT = "18_plus"  # the block of those who are 18 on the day of the meeting
MINOR = "under_18"

MEETING = LifeCycle("meetings_meeting", NEXT, rests={MeetingState.APPROVED, MeetingState.CANCELLED})
ITEM = LifeCycle(
    "meetings_item",
    {
        ItemState.WAITING: {ItemState.DECIDED, ItemState.MOVED, ItemState.WITHDRAWN},
        ItemState.DECIDED: {ItemState.WAITING},  # the decision was undone
        ItemState.MOVED: set(),
        ItemState.WITHDRAWN: set(),
    },
    rests={ItemState.DECIDED, ItemState.MOVED, ItemState.WITHDRAWN},
)
DECISION = LifeCycle(
    "meetings_decision",
    {DecisionState.STANDING: {DecisionState.UNDONE}, DecisionState.UNDONE: set()},
    rests={DecisionState.STANDING, DecisionState.UNDONE},
)
