"""What travels between forums without names: written anew for whoever receives it, and answered there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samspil.access.columns import known
from samspil.access.models import Audience, Confidential
from samspil.lib.privacy import TableClass
from samspil.meetings.passages.states import Direction, Kind, State, Tied
from samspil.organisations.models import Forum, Unit


class Passage(Confidential):
    """A decision, recommendation or question on its way from one forum to another, to a unit or to somebody outside.

    It belongs to an audience of its own, in which the giver's door writes and both sides read. It is not the discussion
    it came of: that stays with the giver.
    """

    from_forum = models.ForeignKey(Forum, models.PROTECT, related_name="+")
    to_forum = models.ForeignKey(Forum, models.PROTECT, null=True, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    to_text = models.TextField(default="")  # outside the cooperation: a committee, the council
    reply_audience = models.ForeignKey(Audience, models.PROTECT, null=True, related_name="+")
    direction = models.TextField(choices=Direction)
    kind = models.TextField(choices=Kind)
    title = models.TextField()
    text = models.TextField()
    proposal = models.TextField(default="")
    background = models.TextField(default="")
    annex = models.TextField(default="")
    sent_on = models.DateField()
    answer_by = models.DateField(null=True)
    state = models.TextField(choices=State, default=State.SENT)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = known("passages_passage", direction=Direction, kind=Kind, state=State)
        indexes = (
            models.Index(fields=["from_forum", "-sent_on"], name="passage_from"),
            models.Index(fields=["to_forum", "-sent_on"], condition=Q(to_forum__isnull=False), name="passage_to_forum"),
            models.Index(fields=["to_unit", "-sent_on"], condition=Q(to_unit__isnull=False), name="passage_to_unit"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "to_text": "whom outside the cooperation it goes to",
            "direction": "up, down or to the side",
            "kind": "decision, recommendation, comment, question or information",
            "title": "what it is about; a CPR number is refused, a name asked about",
            "text": "the presentation, without names",
            "proposal": "what the receiver is asked to do, without names",
            "background": "what lies behind, without names",
            "annex": "what goes with it, without names",
            "sent_on": "when",
            "answer_by": "until when an answer is asked for",
            "state": "sent or withdrawn",
            "key": "the same request twice is sent once",
        }


class Reply(Confidential):
    """What the receiver has said and done about a passage; belongs to the receiver and is read by the giver."""

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="replies")
    state = models.TextField(choices=State, default=State.RECEIVED)
    answer = models.TextField(default="")
    answered_on = models.DateField(null=True)
    outcome = models.TextField(default="")
    carried_out_on = models.DateField(null=True)

    class Meta:
        constraints = (
            *known("passages_reply", state=State),
            models.UniqueConstraint(fields=["owner_audience", "passage"], name="passage_reply_once"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "state": "how far the receiver has come",
            "answer": "what the receiver answers, without names",
            "answered_on": "when",
            "outcome": "what came of it, without names",
            "carried_out_on": "when it was carried out",
        }


class Tie(Confidential):
    """What one side alone knows: the resolution a passage came of, the agenda or task it became, what it passes on."""

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="ties")
    what = models.TextField(choices=Tied)
    number = models.BigIntegerField()

    class Meta:
        constraints = (
            *known("passages_tie", what=Tied),
            models.UniqueConstraint(fields=["owner_audience", "passage", "what", "number"], name="passage_tie_once"),
        )
        indexes = (models.Index(fields=["what", "number"], name="passage_tie_number"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"number": "of any table; it says which"}
        fields: ClassVar[dict[str, str]] = {"what": "resolution, passage, matter or task", "number": "which"}
