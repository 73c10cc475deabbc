"""A concern: what was seen or heard, and what those who received it have said and done about it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.concerns.states import About, Arena, ConcernState, LocationType, Source
from samspil.lib.privacy import TableClass
from samspil.organisations.models import ConcernDoor, Forum, Staff, Unit


class Concern(Confidential):
    """A worry about a child, a group, a place or a trend, sent to a forum (BRO-57) or to a door (BAL-31).

    `source` says where the knowledge comes from (BRO-91), `arena` where it was noticed (BAL-28), `location_type`
    whether it happens at a place, online or both (VAL-10). A concern at a door has exactly one holder from `received_at`
    to `closed_at`. What the sender may not learn (whether the child is known, what was assessed) stands in `Assessment`,
    never here: the sender goes on reading this row.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, null=True, related_name="+", db_index=False)
    door = models.ForeignKey(ConcernDoor, models.PROTECT, null=True, related_name="+", db_index=False)
    about = models.TextField(choices=About)
    who = models.TextField()
    text = models.TextField()
    source = models.TextField(choices=Source)
    arena = models.TextField(choices=Arena, blank=True, default="")
    location_type = models.TextField(choices=LocationType, blank=True, default="", db_default="")
    # Null: it came from outside (`concerns.public`).
    sender = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    sender_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    crime_focus = models.TextField(default="")  # why a separate crime-preventive focus is needed (BRO-09)
    state = models.TextField(choices=ConcernState, default=ConcernState.NEW)
    received_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known(
                "concerns_concern",
                about=About,
                source=Source,
                arena=["", *Arena],
                location_type=["", *LocationType],
                state=ConcernState,
            ),
            models.UniqueConstraint(fields=["written_by", "key"], name="concern_key"),
            models.CheckConstraint(
                condition=Q(door_id__isnull=True) | Q(received_at__isnull=False), name="concern_at_door_is_received"
            ),
        )
        indexes = (models.Index(fields=["owner_audience", "state", "written_at"], name="concern_owner_state"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "who": "child, group or place in the sender's words",
            "text": "what was seen or heard",
            "about": "child, group, place or trend",
            "source": "who noticed",
            "arena": "school, club, street, home or online",
            "location_type": "at a place, online or both",
            "sender": "whom to answer",
            "sender_unit": "basis of the disclosure",
            "crime_focus": "why SSP and not the ordinary services",
            "state": "where it is",
            "forum": "to whom",
            "door": "to whom",
            "received_at": "the clock of 24 hours runs from here",
            "closed_at": "until when somebody holds it",
            "key": "the same request twice is one concern",
        }


class Footing(models.TextChoices):
    """How somebody came to hold a concern."""

    RECEIVED = "received", _("First at the door")
    CHOSEN = "chosen", _("Chosen by the child")
    TAKEN = "taken", _("Has taken it")
    HANDED = "handed", _("Was handed it")


class Holding(Confidential):
    """Who has a concern in a period: a person in a post, with the unit behind. Periods cover the concern without gap or
    overlap (HAL-14). Who is away or has left still stands here; `queries.holders` tells who acts meanwhile.
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="holdings")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    footing = models.TextField(choices=Footing)
    period = DateTimeRangeField()

    class Meta:
        constraints = known("concerns_holding", footing=Footing)
        indexes = (models.Index(fields=["staff"], name="holding_staff"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "staff": "who",
            "unit": "backed by",
            "footing": "how it came to them",
            "period": "when",
        }


class FirstAnswer(models.TextChoices):
    """To "can this be a statutory notification?" (barnets lov § 133), given by a person."""

    YES = "yes", _("Yes, it is sent on now")
    NO = "no", _("No, because …")
    UNSURE = "unsure", _("We do not know; we ring and ask")


class Outcome(models.TextChoices):
    NOTIFICATION = "notification", _("Sent on as a statutory notification")
    MEETING = "meeting", _("Taken to a meeting")
    CASE = "case", _("Became a case")
    SPARRING = "sparring", _("Became sparring")
    HELP = "help", _("Help in everyday life")
    ELSEWHERE = "elsewhere", _("Sent to the municipality where the child lives")
    POLICE = "police", _("Left to the police")
    NOTHING = "nothing", _("Nothing further is needed")


class Assessment(Confidential):
    """What the door knows and decides about a concern. The sender cannot read it."""

    concern = models.OneToOneField(Concern, models.CASCADE, related_name="assessment")
    asks_notification = models.BooleanField(default=False)
    first_answer = models.TextField(choices=FirstAnswer, blank=True, default="")
    first_because = models.TextField(default="")
    first_at = models.DateTimeField(null=True)
    first_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)  # the answer that stands now; what the sender tells later asks again
    runs_since = models.DateTimeField(null=True)  # the 24 hours, where they did not begin with the receipt
    reference = models.TextField(default="")
    level = models.TextField(default="")
    opening_reason = models.TextField(default="")
    proportionality = models.TextField(default="")
    # To the municipality's own questions: key of the question → key of the answer.
    answers = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    outcome = models.TextField(choices=Outcome, blank=True, default="")
    received_at = models.DateTimeField()
    reacted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = known("concerns_assessment", first_answer=["", *FirstAnswer], outcome=["", *Outcome])
        indexes = (
            models.Index(
                fields=["owner_audience", "first_at", "received_at"],
                condition=Q(closed_at__isnull=True),
                name="assessment_queue",
            ),
            models.Index(fields=["owner_audience", "received_at"], name="assessment_received"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "asks_notification": "it may be about somebody under 18",
            "first_answer": "whether it can be a statutory notification",
            "first_because": "why not, or whom they rang",
            "first_at": "when",
            "first_by": "who answered",
            "answered_at": "when the answer that stands now was given",
            "runs_since": "from when the 24 hours run, where the sender has told more",
            "reference": "of the notification in its own system",
            "level": "the prevention model's level, set by a person",
            "opening_reason": "why SSP and not the ordinary services",
            "proportionality": "why nothing milder will do",
            "answers": "what a person answers to the municipality's own questions; nothing is computed of it",
            "outcome": "what came of it",
            "received_at": "order of the queue",
            "reacted_at": "how soon somebody reacted (HAL-24)",
            "closed_at": "when it left the queue",
        }


class StepKind(models.TextChoices):
    ADDED = "added", _("The sender has added")
    ASKED = "asked", _("Question to the sender")
    ANSWERED = "answered", _("The sender has answered")
    TOLD = "told", _("Told the sender")
    NOTED = "noted", _("Note")
    MEETING = "meeting", _("Sent to a meeting")
    CASE = "case", _("Led to a case")
    SPARRING = "sparring", _("Sparring asked for")
    FILE_SHUT = "file_shut", _("A file was shut away")
    CANNOT_SEND = "cannot_send", _("Cannot send the notification")
    # What the door has answered to "can this be a statutory notification?"; the newest stands in the assessment too.
    FIRST_YES = "first_yes", _("It can be a notification")
    FIRST_NO = "first_no", _("It is no notification")
    FIRST_UNSURE = "first_unsure", _("Not known yet, somebody rings")


class Step(Confidential):
    """Something said about a concern, by the door or its sender. A question and an answer reach the other one."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="steps")
    kind = models.TextField(choices=StepKind)
    text = models.TextField(default="")
    # Null: somebody outside said it (`concerns.public`).
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("concerns_step", kind=StepKind),
            models.UniqueConstraint(fields=["written_by", "key"], name="concernstep_key"),
        )
        indexes = (models.Index(fields=["concern", "written_at"], name="concernstep_concern"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "kind": "what sort",
            "text": "what was said",
            "staff": "who said it",
            "key": "the same request twice is one step",
        }
