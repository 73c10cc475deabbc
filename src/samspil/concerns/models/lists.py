"""The police's list: what a forum is told, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.concerns.states import ListRole, RemovedBecause
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Forum, Staff, Unit


class Way(models.TextChoices):
    FILE = "file", _("File")
    ALOUD = "aloud", _("Read aloud")


class Became(NamedTuple):
    """What became of a row that is no new line: a sentence, the list on which it stands (0: none), and whether anything is
    otherwise now than it was before.
    """

    sentence: str
    list_id: int = 0
    is_change: bool = False
    entry_id: int = 0  # the line of that list, where the row stands


class PoliceList(Confidential):
    """One list from the police to a forum, in a file or read aloud (BRO-56). The file itself is not kept."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="+", db_index=False)
    received_on = models.DateField()
    way = models.TextField(choices=Way)
    giver_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    meets_on = models.DateField(null=True)  # for which meeting; null: the next one
    key = models.UUIDField(null=True)
    # What became of the rows that are no lines of their own: they corrected one, stood there before, or were left out.
    corrected = models.SmallIntegerField(default=0)
    known = models.SmallIntegerField(default=0)
    left_out = models.SmallIntegerField(default=0)
    # Lines of earlier lists that say what a row of this one says, by id, each with that row: removed there, it is told here still.
    # A row below zero: this list has been taken back, and tells it no more.
    told_again = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    note = models.TextField(default="")
    sent = models.TextField(default="")  # a digest of what was chosen when it was received
    # What became of the rows that are no new lines, which answers stand otherwise now, and that the same reading was sent again with
    # other choices. Kept nowhere: known to whoever has just received the list.
    became: Sequence[Became] = ()
    otherwise: Sequence[Became] = ()
    is_sent_otherwise = False
    # Headings of which a person has said what they mean, each with it; kept nowhere either.
    columns_said: Sequence[tuple[str, str]] = ()

    class Meta:
        # The same request twice is one list. The writer stands in the key, so that nobody can take another's place.
        constraints = (
            *known("concerns_policelist", way=Way),
            models.UniqueConstraint(fields=["written_by", "key"], name="policelist_key"),
        )
        indexes = (models.Index(fields=["forum", "received_on"], name="policelist_forum_day"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "way": "how it came",
            "forum": "to whom",
            "received_on": "when",
            "giver_unit": "from whom",
            "meets_on": "which meeting goes through it",
            "key": "the same request twice is one list",
            "corrected": "a number; that a list without new lines came is told",
            "known": "a number; likewise",
            "left_out": "a number; likewise",
            "told_again": "numbers alone: which lines of earlier lists it tells again; says so when one is removed",
            "note": "the police's remark below the list",
            "sent": "keyed; sees that another window sent other choices of the same reading",
        }


class Incident(Confidential):
    """Something that happened, told once and without names; several children may stand in it."""

    text = models.TextField()
    place = models.TextField(default="")
    happened_on = models.DateField(null=True)
    reference = models.TextField(default="")

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "text": "the police's words",
            "place": "where",
            "happened_on": "when",
            "reference": "the police's own number",
        }


class ListEntry(Confidential):
    """What one list tells of one child, once. Lives until the meeting has decided (BRO-56); the child is `subject` once matched.

    An empty name is somebody not identified. `age_told` is an age that was told where no birth date was. A line
    that was received by mistake is `removed_at` once somebody has said so; it counts for nothing, and can be taken back until
    it is deleted.
    """

    police_list = models.ForeignKey(PoliceList, models.CASCADE, related_name="entries")
    row = models.IntegerField(null=True)
    name = models.TextField()
    birth_date = models.DateField(null=True)
    role = models.TextField(choices=ListRole, null=True)
    text = models.TextField(default="")
    place = models.TextField(default="")
    happened_on = models.DateField(null=True)
    happened_at = models.TimeField(null=True)
    reference = models.TextField(default="")
    removed_at = models.DateTimeField(null=True)
    removed_because = models.TextField(choices=RemovedBecause, blank=True, default="")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="entries")
    giver_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    said_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    age_told = models.SmallIntegerField(null=True)
    # Records that it may have been about: who received the list was asked, and said that it is another child.
    told_apart = ArrayField(models.BigIntegerField(), default=list)
    fingerprint = models.BinaryField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("concerns_listentry", role=ListRole, removed_because=["", *RemovedBecause]),
            models.UniqueConstraint(fields=["written_by", "key"], name="listentry_key"),
        )
        indexes = (models.Index(fields=["owner_audience", "police_list"], name="listentry_owner_list"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "age_told": "said aloud where no birth date was",
            "told_apart": "asked about when it was received, and another child",
            "fingerprint": "keyed; sees that a line came again unchanged",
            "key": "the same request twice is one entry",
            "name": "as the list has it",
            "birth_date": "as the list has it",
            "role": "victims and witnesses are met differently from others",
            "text": "the police's words",
            "place": "where",
            "happened_on": "when",
            "happened_at": "at which time of day",
            "removed_at": "received by mistake, until it is deleted",
            "removed_because": "why",
            "reference": "the police's own number",
            "giver_unit": "who gave it",
            "said_by": "who said it aloud",
            "row": "where in the file",
        }
