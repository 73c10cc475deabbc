"""What comes in: the police's list and the concerns that are sent to a forum."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass


class ListRole(models.TextChoices):
    CHARGED = "charged", _("Charged")
    SUSPECTED = "suspected", _("Suspected")
    CONVICTED = "convicted", _("Convicted")
    WITNESS = "witness", _("Witness")
    VICTIM = "victim", _("Victim")
    OTHER = "other", _("Met by the police")


class Way(models.TextChoices):
    FILE = "file", _("File")
    ALOUD = "aloud", _("Read aloud")


class PoliceList(Confidential):
    """One list from the police to a forum, in a file or read aloud (BRO-56). The file itself is not kept."""

    forum_id = models.BigIntegerField()
    received_on = models.DateField()
    way = models.TextField(choices=Way)
    giver_unit_id = models.BigIntegerField()

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {"way": "how it came", "forum_id": "to whom", "received_on": "when", "giver_unit_id": "from whom"}


class Incident(Confidential):
    """Something that happened, told once and without names; several children may stand in it."""

    text = models.TextField()
    place = models.TextField(default="")
    happened_on = models.DateField(null=True)
    reference = models.TextField(default="")

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "text": "the police's words",
            "place": "where",
            "happened_on": "when",
            "reference": "the police's own number",
        }


class ListEntry(Confidential):
    """One child on one list. Lives until the meeting has decided (BRO-56); the child is `subject` once matched."""

    police_list = models.ForeignKey(PoliceList, models.CASCADE, related_name="entries")
    row = models.IntegerField(null=True)
    name = models.TextField()
    birth_date = models.DateField(null=True)
    role = models.TextField(choices=ListRole, null=True)
    text = models.TextField(default="")
    place = models.TextField(default="")
    happened_on = models.DateField(null=True)
    reference = models.TextField(default="")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="entries")
    giver_unit_id = models.BigIntegerField()
    said_by_id = models.BigIntegerField(null=True)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "name": "as the list has it",
            "birth_date": "as the list has it",
            "role": "victims and witnesses are met differently from others",
            "text": "the police's words",
            "place": "where",
            "happened_on": "when",
            "reference": "the police's own number",
            "giver_unit_id": "who gave it",
            "said_by_id": "who said it aloud",
            "row": "where in the file",
        }


class ConcernState(models.TextChoices):
    NEW = "new", _("New")
    ON_AGENDA = "on_agenda", _("On the agenda")
    CLOSED = "closed", _("Closed")


class Concern(Confidential):
    """A worry about a child, a group or a place, sent to a forum's door (BRO-57). `source` says who noticed (BRO-91)."""

    forum_id = models.BigIntegerField()
    about = models.TextField()  # child | group | place
    who = models.TextField()
    text = models.TextField()
    source = models.TextField()
    sender_id = models.BigIntegerField()
    sender_unit_id = models.BigIntegerField()
    crime_focus = models.TextField(default="")  # why a separate crime-preventive focus is needed (BRO-09)
    state = models.TextField(choices=ConcernState, default=ConcernState.NEW)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar = {
            "who": "child, group or place in the sender's words",
            "text": "what was seen or heard",
            "about": "child, group or place",
            "source": "who noticed",
            "sender_id": "whom to answer",
            "sender_unit_id": "basis of the disclosure",
            "crime_focus": "why SSP and not the ordinary services",
            "state": "where it is",
            "forum_id": "to whom",
        }
