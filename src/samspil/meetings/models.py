"""The meeting: when, who, which items, what was said and decided.

`Meeting` is open inside the installation (a calendar without names). Everything about a child is confidential: an item
belongs to those who keep the minutes and is read by those present at it.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspil.access.columns import known
from samspil.access.models import Audience, Confidential
from samspil.concerns.models import Concern, Incident, ListEntry, ListRole
from samspil.concerns.states import About
from samspil.lib.privacy import TableClass
from samspil.meetings.states import (
    AttendanceState,
    DecisionState,
    ItemState,
    MeetingKind,
    MeetingState,
    Source,
    StatementKind,
)
from samspil.organisations.models import Forum, Seat, Staff, Unit
from samspil.sharing.models import BasisVersion

__all__ = [
    "Attendance",
    "Decision",
    "FollowUpCount",
    "Item",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Presence",
    "Slot",
    "Statement",
    "is_on_an_agenda",
]


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
    # Who leads: chair, deputy or minute-taker.
    opened_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    # When it began and ended in fact; `starts_at` and `ends_at` are what was planned.
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    minute_taker = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    # Opened again after approval: the minutes that are approved next replace those approved at `replaced_at`.
    reopened_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    went_on_until = models.DateTimeField(
        null=True
    )  # the meeting too was gone on with after that; `ended_at` stays what it was
    regrets = ArrayField(models.BigIntegerField(), default=list)  # colleagues who have said that they will not come
    # A meeting called now: the first in the calendar when it ended. Another that is begun before that is told of it instead.
    reported_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = known("meetings_meeting", kind=MeetingKind, state=MeetingState)
        indexes = (models.Index(fields=["forum", "starts_at"], name="meeting_forum_start"),)

    class Privacy:
        table = TableClass.OPEN
        numbers: ClassVar[dict[str, str]] = {"current_slot_id": "an open row must not point at a confidential one"}
        fields: ClassVar[dict[str, str]] = {
            "note": "why it was moved; names are refused",
            "regrets": "colleagues who will not come",
        }


class Slot(Confidential):
    """A place on the agenda, without any reference to its content: seen by everybody seated at the meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="slots")
    position = models.IntegerField()
    block = models.TextField(default="")
    heading = models.TextField(choices=Source, blank=True, default="")
    state = models.TextField(choices=ItemState, default=ItemState.WAITING)

    class Meta:
        constraints = known("meetings_slot", heading=["", *Source], state=ItemState)

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
    about = models.TextField(choices=About, default=About.CHILD)
    label = models.TextField()
    named = models.BooleanField(default=True)
    birth_date = models.DateField(null=True)
    age_told = models.IntegerField(null=True)  # where only an age was said
    role = models.TextField(choices=ListRole, null=True)
    source = models.TextField(choices=Source)
    entry = models.ForeignKey(ListEntry, models.SET_NULL, null=True, related_name="items")
    concern = models.ForeignKey(Concern, models.SET_NULL, null=True, related_name="items")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="items")
    from_item_id = models.BigIntegerField(null=True)
    # Two items turned out to be about one child: the other is moved to this one, which has its line of the list too.
    joined_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="joined", db_index=False)
    also = ArrayField(models.BigIntegerField(), default=list)
    # Items of the same agenda that somebody said are about another child.
    apart_from = ArrayField(models.BigIntegerField(), default=list)
    necessity = models.TextField(default="")
    nameless_because = models.TextField(default="")  # why it is talked of without the name
    school = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    shared_from = models.DateTimeField(null=True)  # placed on the agenda: the disclosure
    state = models.TextField(choices=ItemState, default=ItemState.WAITING)

    class Meta:
        constraints = known("meetings_item", about=About, role=ListRole, source=Source, state=ItemState)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {
            "from_item_id": "the earlier one may be deleted before this",
        }
        fields: ClassVar[dict[str, str]] = {
            "about": "child, group, place or trend: which words can be decided",
            "label": "the child's name, or none until the meeting",
            "named": "with name or not",
            "birth_date": "age on the day",
            "age_told": "age on the day, where only an age was said",
            "role": "role on the list",
            "source": "where it comes from",
            "from_item_id": "taken up again",
            "joined_to": "which item is about the same child",
            "also": "further lines of the list about the same child",
            "apart_from": "who was said to be another child is not asked about again",
            "necessity": "why it is necessary, once per item",
            "nameless_because": "why it is talked of without the name",
            "school": "who can be asked about the child there",
            "shared_from": "when it was placed on the agenda",
            "state": "decided or not",
        }


def is_on_an_agenda(column: str) -> models.Exists:
    """Whether an item that was not taken off again stands for the row: `column` is "entry" or "concern"."""
    standing = Item.objects.filter(**{column: models.OuterRef("pk")}).exclude(state=ItemState.WITHDRAWN)
    return models.Exists(standing)


class Statement(Confidential):
    """What an authority chose to tell about an item. Belongs to the giver, also when somebody else wrote it down."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="statements")
    giver_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    said_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    spoken = models.BooleanField(default=False)
    kind = models.TextField(choices=StatementKind, blank=True, default="")
    text = models.TextField()
    basis_version = models.ForeignKey(BasisVersion, models.PROTECT, related_name="+", db_index=False)
    necessity = models.TextField()

    class Meta:
        constraints = known("meetings_statement", kind=["", *StatementKind])

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "giver_unit": "who gave it",
            "said_by": "who said it",
            "spoken": "told, not written",
            "kind": "an attempt to reach the family, or a fact that decides what may be done",
            "text": "what was told",
            "basis_version": "on which basis, in which wording",
            "necessity": "why it was necessary",
        }


class Attendance(Confidential):
    """Who sits at the meeting, in which seat, and for which block. `stepped_out` and `left_out` are slots: at the one the colleague was not
    impartial, at the other a name was said that the colleague did not need.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(choices=AttendanceState)
    block = models.TextField(default="")  # comes for these items alone; empty: for the whole meeting
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    stepped_out = ArrayField(models.BigIntegerField(), default=list)
    left_out = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        # Within its owner: anybody can write a line of their own about an open meeting, and must not take this one's place.
        constraints = (
            *known("meetings_attendance", state=AttendanceState),
            models.UniqueConstraint(fields=["owner_audience", "meeting", "staff"], name="attendance_once"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "seat": "which seat",
            "staff": "who",
            "state": "present or not",
            "block": "for which part of the agenda",
            "came_at": "from",
            "left_at": "to",
            "stepped_out": "not impartial at these items",
            "left_out": "did not need the name at these items",
        }


class Presence(Confidential):
    """Who was at an item. A colleague who was out (left, not impartial) has no row and no key."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="presences")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "staff"], name="presence_once"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {"staff": "who was at the item"}


class Decision(Confidential):
    """What the forum decided about an item. `key` makes a repeated request the same decision."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    word = models.TextField()
    label = models.TextField()
    matter = models.TextField(default="")  # what it is about, where that is no identified child: a place, a group
    responsible = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    officer = models.ForeignKey(
        Staff, models.PROTECT, null=True, related_name="+", db_index=False
    )  # of the police, beside
    due_on = models.DateField(null=True)
    question = models.TextField(default="")  # what the word asked about this item, and what was answered
    answer = models.TextField(default="")
    reason = models.TextField(default="")
    text = models.TextField(default="")
    decided_on = models.DateField()
    state = models.TextField(choices=DecisionState, default=DecisionState.STANDING)
    number = models.IntegerField(null=True)  # of its item, as the table numbered them when the meeting ended
    school = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    followed_up_on = models.DateField(null=True)  # the forum has talked about the child again since it was due
    key = models.UUIDField()
    together = models.UUIDField(null=True)  # one for all that was decided in one press: one press takes it back

    class Meta:
        constraints = (
            *known("meetings_decision", state=DecisionState),
            models.UniqueConstraint(fields=["owner_audience", "key"], name="decision_key"),
        )
        indexes = (models.Index(fields=["responsible", "due_on"], name="decision_responsible"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "together": "what was decided in one press is undone in one",
            "word": "which word of the forum",
            "label": "as it read that day",
            "matter": "what it is about, where that is no identified child",
            "responsible": "who",
            "unit": "backed by",
            "officer": "which police officer takes part",
            "due_on": "by when",
            "question": "what the word asked, as it read that day",
            "answer": "what was answered",
            "reason": "why",
            "text": "anything more",
            "decided_on": "when",
            "state": "standing or undone",
            "number": "which item of the minutes",
            "school": "who can be asked about the child there",
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
