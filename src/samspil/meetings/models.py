"""The meeting: when, who, which items, what was said and decided.

`Meeting` is open inside the installation (a calendar without names). Everything about a child is confidential: an item
belongs to those who keep the minutes and is read by those present at it.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.models import Audience, Confidential
from samspil.concerns.models import Concern, Incident, ListEntry
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Forum


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


class Meeting(models.Model):
    """One meeting of a forum, without any child. `blocks` are the blocks whose seats take part (BRO-60)."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings")
    kind = models.TextField(choices=MeetingKind, default=MeetingKind.ORDINARY)
    state = models.TextField(choices=MeetingState, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_for = models.DateField(null=True)  # the day the cadence gave, before it was moved
    blocks = ArrayField(models.TextField(), default=list)
    place = models.TextField(default="")
    note = models.TextField(default="")  # why moved or cancelled; no names (checked before saving)
    agenda_opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)  # unapproved minutes close then
    minutes_audience = models.ForeignKey(Audience, models.PROTECT, null=True, related_name="+")
    seated_audience = models.ForeignKey(Audience, models.PROTECT, null=True, related_name="+")
    current_slot_id = models.BigIntegerField(null=True)  # what the wall shows
    opened_by_id = models.BigIntegerField(null=True)  # who leads: chair, deputy or minute-taker
    approved_at = models.DateTimeField(null=True)
    reported_to_id = models.BigIntegerField(null=True)  # a meeting called now is reported to the next ordinary one
    version = models.IntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["forum", "starts_at"], name="meeting_forum_start"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {"note": "why it was moved; names are refused"}


class Slot(Confidential):
    """A place on the agenda, without any reference to its content: seen by everybody seated at the meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="slots")
    position = models.IntegerField()
    block = models.TextField(default="")
    heading = models.TextField(default="")  # list | concern | follow_up | again
    state = models.TextField(default="waiting")  # waiting | decided | moved | withdrawn

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "position": "order",
            "block": "which part",
            "heading": "which sort",
            "state": "how far",
        }


class Item(Confidential):
    """A matter on the agenda. `audience` is those at the item; to others its slot says 'Fortroligt punkt'."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="items")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    label = models.TextField()
    named = models.BooleanField(default=True)
    birth_date = models.DateField(null=True)
    age_told = models.IntegerField(null=True)  # where only an age was said
    role = models.TextField(null=True)
    source = models.TextField()  # list | concern | follow_up | again | urgent
    entry = models.ForeignKey(ListEntry, models.SET_NULL, null=True, related_name="items")
    concern = models.ForeignKey(Concern, models.SET_NULL, null=True, related_name="items")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="items")
    from_item_id = models.BigIntegerField(null=True)
    necessity = models.TextField(default="")
    shared_from = models.DateTimeField(null=True)  # placed on the agenda: the disclosure
    state = models.TextField(default="waiting")  # waiting | decided | moved | withdrawn

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "label": "the child's name, or none until the meeting",
            "named": "with name or not",
            "birth_date": "age on the day",
            "age_told": "age on the day, where only an age was said",
            "role": "role on the list",
            "source": "where it comes from",
            "from_item_id": "taken up again",
            "necessity": "why it is necessary, once per item",
            "shared_from": "when it was placed on the agenda",
            "state": "decided or not",
        }


class Statement(Confidential):
    """What an authority chose to tell about an item. Belongs to the giver, also when somebody else wrote it down."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="statements")
    giver_unit_id = models.BigIntegerField()
    said_by_id = models.BigIntegerField()
    spoken = models.BooleanField(default=False)
    text = models.TextField()
    basis_version_id = models.BigIntegerField()
    necessity = models.TextField()

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "giver_unit_id": "who gave it",
            "said_by_id": "who said it",
            "spoken": "told, not written",
            "text": "what was told",
            "basis_version_id": "on which basis, in which wording",
            "necessity": "why it was necessary",
        }


class Attendance(Confidential):
    """Who sits at the meeting, in which seat."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    seat_id = models.BigIntegerField(null=True)
    staff_id = models.BigIntegerField()
    state = models.TextField()  # present | absent | substitute | guest
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        # Within its owner: anybody can write a line of their own about an open meeting, and must not take this one's place.
        constraints = (
            models.UniqueConstraint(fields=["owner_audience", "meeting", "staff_id"], name="attendance_once"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "seat_id": "which seat",
            "staff_id": "who",
            "state": "present or not",
            "came_at": "from",
            "left_at": "to",
        }


class Presence(Confidential):
    """Who was at an item. A colleague who was out (left, not impartial) has no row and no key."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="presences")
    staff_id = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "staff_id"], name="presence_once"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {"staff_id": "who was at the item"}


class Decision(Confidential):
    """What the forum decided about an item. `key` makes a repeated request the same decision."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    word = models.TextField()
    label = models.TextField()
    responsible_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    due_on = models.DateField(null=True)
    reason = models.TextField(default="")
    text = models.TextField(default="")
    decided_on = models.DateField()
    state = models.TextField(default="standing")  # standing | undone
    followed_up_on = models.DateField(null=True)  # the forum has talked about the child again since it was due
    key = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner_audience", "key"], name="decision_key"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "word": "which word of the forum",
            "label": "as it read that day",
            "responsible_id": "who",
            "unit_id": "backed by",
            "due_on": "by when",
            "reason": "why",
            "text": "anything more",
            "decided_on": "when",
            "state": "standing or undone",
            "followed_up_on": "when the forum came back to it",
            "key": "the same request twice is one decision",
        }


class FollowUpCount(models.Model):
    """The anonymous count that stays when a matter without follow-up is deleted."""

    forum = models.ForeignKey(Forum, models.PROTECT)
    quarter = models.DateField()
    role = models.TextField(default="")
    theme = models.TextField(default="")
    count = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["forum", "quarter", "role", "theme"], name="follow_up_count_cell"),
        )

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}
