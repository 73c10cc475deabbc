"""A joint assessment of SSP teacher, SSP consultant and school, and what each of the three says (VAL-92)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.concerns.joint.states import Party, Trigger
from samspil.concerns.models import Concern
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class JointAssessment(Confidential):
    """What the door asks the three; read by them and the door. The concern itself is not opened to them by it."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="joint_assessments")
    trigger = models.TextField(choices=Trigger)
    question = models.TextField()
    # Null: nobody was it here on that day, and `without_because` says why it went on.
    teacher = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    consultant = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    school = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    without_because = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True)  # null: asked before a day was set; it has passed
    measures = models.TextField(blank=True, default="")
    missing_because = models.TextField(blank=True, default="")  # why it ended without the answer of one of the three
    concluded_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("joint_jointassessment", trigger=Trigger),
            models.UniqueConstraint(fields=["written_by", "key"], name="jointassessment_key"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "trigger": "act, witness, behaviour or network",
            "question": "what the three assess",
            "teacher": "who answers as SSP teacher",
            "consultant": "who answers as SSP consultant",
            "school": "who answers for the school",
            "without_because": "why one of the three is not asked",
            "asked_at": "when",
            "answer_by": "the day by which the three answer",
            "missing_because": "why it ended without all three answers",
            "measures": "what follows",
            "concluded_at": "when it ended",
            "key": "the same request twice is one assessment",
        }


class JointAnswer(Confidential):
    """What one of the three says; written by them alone, once."""

    assessment = models.ForeignKey(JointAssessment, models.CASCADE, related_name="answers")
    party = models.TextField(choices=Party)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (
            *known("joint_jointanswer", party=Party),
            models.UniqueConstraint(fields=["assessment", "party"], name="jointanswer_once"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "party": "SSP teacher, SSP consultant or school",
            "staff": "who",
            "text": "what they think should be done",
            "answered_at": "when",
        }
