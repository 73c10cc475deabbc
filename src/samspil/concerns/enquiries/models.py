"""Citizens' enquiries: somebody asks or tells something, and somebody answers by a set day (BAL-47)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass
from samspil.organisations.models import ConcernDoor, Staff


class Channel(models.TextChoices):
    """How it came."""

    PHONE = "phone", _("By telephone")
    MAIL = "mail", _("By mail")
    MET = "met", _("Face to face")
    PAGE = "page", _("From the public page")


class State(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Outcome(models.TextChoices):
    ANSWERED = "answered", _("Answered")
    CONCERN = "concern", _("Became a concern")
    PLACE = "place", _("Passed on to those who keep the register of places")
    TECHNICAL = "technical", _("Passed on to the technical department")
    NOTHING = "nothing", _("Nothing further is needed")


class Enquiry(Confidential):
    """What a citizen asked or told. Who asked stands in `Caller`, which goes sooner."""

    door = models.ForeignKey(ConcernDoor, models.PROTECT, related_name="+", db_index=False)
    channel = models.TextField(choices=Channel)
    matter = models.TextField()
    place = models.TextField(default="")
    received_at = models.DateTimeField()
    due_on = models.DateField()
    assigned_to = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    answer = models.TextField(default="")
    follow_up_on = models.DateField(null=True)
    state = models.TextField(choices=State, default=State.OPEN)
    outcome = models.TextField(choices=Outcome, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("enquiries_enquiry", channel=Channel, state=State, outcome=["", *Outcome]),
            models.UniqueConstraint(fields=["written_by", "key"], name="enquiry_key"),
        )
        indexes = (
            models.Index(fields=["owner_audience", "due_on"], condition=models.Q(state="open"), name="enquiry_queue"),
            models.Index(fields=["assigned_to"], condition=models.Q(state="open"), name="enquiry_assigned"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "door": "who answers",
            "channel": "how it came",
            "matter": "what the citizen asked or told",
            "place": "where",
            "received_at": "when",
            "due_on": "answered before",
            "assigned_to": "which colleague answers",
            "answer": "what was answered",
            "follow_up_on": "looked at again",
            "state": "open or closed",
            "outcome": "what came of it",
            "closed_at": "when it ended",
            "key": "the same request twice is one enquiry",
        }


class Caller(Confidential):
    """Who asked, and how they are reached. Kept for the answer alone: by a rule of its own."""

    enquiry = models.OneToOneField(Enquiry, models.CASCADE, related_name="caller")
    name = models.TextField(default="")
    contact = models.TextField(default="")

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {"name": "whom to answer", "contact": "telephone or mail, for the answer"}


class StepKind(models.TextChoices):
    ASSIGNED = "assigned", _("Assigned")
    ANSWERED = "answered", _("Answered")
    FOLLOWED_UP = "followed_up", _("To be followed up")
    PASSED_ON = "passed_on", _("Passed on")
    CONCERN = "concern", _("Became a concern")
    CLOSED = "closed", _("Closed")


class EnquiryStep(Confidential):
    """Something that was done about an enquiry. What was passed on names its addressee in the text."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="steps")
    kind = models.TextField(choices=StepKind)
    text = models.TextField(default="")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = known("enquiries_enquirystep", kind=StepKind)
        indexes = (models.Index(fields=["enquiry", "written_at"], name="enquirystep_enquiry"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {"kind": "what was done", "text": "how", "staff": "who did it"}


class What(models.TextChoices):
    """What was stopped or settled on the spot."""

    CONFLICT = "conflict", _("A conflict")
    NOISE = "noise", _("Noise or unrest")
    DRUGS = "drugs", _("Alcohol or drugs")
    DAMAGE = "damage", _("Something being damaged")
    UNSAFE = "unsafe", _("Somebody who felt unsafe")
    OTHER = "other", _("Something else")


class OnTheSpot(Confidential):
    """Intervened on the spot, no case: a count without names."""

    door = models.ForeignKey(ConcernDoor, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    what = models.TextField(choices=What)
    times = models.IntegerField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("enquiries_onthespot", what=What),
            models.UniqueConstraint(fields=["written_by", "key"], name="onthespot_key"),
            models.CheckConstraint(condition=models.Q(times__gte=1, times__lte=99), name="onthespot_times"),
        )
        indexes = (models.Index(fields=["owner_audience", "day"], name="onthespot_day"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "door": "who counts",
            "day": "when",
            "what": "what sort",
            "times": "how many times",
            "key": "the same request twice is one count",
        }
