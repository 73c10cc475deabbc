"""What comes from people without sign-in: an anonymous question to the counselling, and links to work addresses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Confidential
from samspil.lib.privacy import TableClass
from samspil.organisations.models import ConcernDoor, Staff


class Theme(models.TextChoices):
    """What an anonymous question is about, chosen by who asks."""

    HOME = "home", _("At home")
    SCHOOL = "school", _("School")
    FRIENDS = "friends", _("Friends")
    ONLINE = "online", _("Online")
    VIOLENCE = "violence", _("Being hit or threatened")
    DRUGS = "drugs", _("Alcohol, drugs or tobacco")
    CRIME = "crime", _("Something that is against the law")
    OTHER = "other", _("Something else")


class AgeBand(models.TextChoices):
    """How old who asks is, in bands, told voluntarily."""

    UNTOLD = "untold", _("I would rather not say")
    UP_TO_12 = "up_to_12", _("12 or younger")
    UP_TO_15 = "up_to_15", _("13 to 15")
    UP_TO_17 = "up_to_17", _("16 or 17")
    ADULT = "adult", _("18 or older")


class QuestionState(models.TextChoices):
    ASKED = "asked", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")


class Question(Confidential):
    """A question that nobody can be found behind (BAL-58). `written_at` is the hour, never the minute; `code_hash` is a slow,
    keyed hash of the word code with which the answer is read. The row goes after thirty days.
    """

    door = models.ForeignKey(ConcernDoor, models.PROTECT, related_name="+", db_index=False)
    theme = models.TextField(choices=Theme)
    age_band = models.TextField(choices=AgeBand, default=AgeBand.UNTOLD)
    question = models.TextField()
    answer = models.TextField(default="")
    state = models.TextField(choices=QuestionState, default=QuestionState.ASKED)
    taken_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    code_hash = models.TextField()
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("public_question", theme=Theme, age_band=AgeBand, state=QuestionState),
            models.UniqueConstraint(fields=["owner_audience", "key"], name="question_key"),
            models.UniqueConstraint(fields=["owner_audience", "code_hash"], name="question_code"),
        )
        indexes = (models.Index(fields=["owner_audience", "state", "written_at"], name="question_queue"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "door": "who answers",
            "theme": "chosen by who asks",
            "age_band": "told voluntarily, in bands",
            "question": "what is asked; nobody is known behind it",
            "answer": "the advice",
            "state": "asked or answered",
            "taken_by": "which counsellor works with it, so that not two do",
            "answered_by": "which counsellor answered",
            "answered_at": "when",
            "code_hash": "opens the answer; the code itself is kept nowhere",
            "key": "the same form sent twice is one question",
        }


class Counted(Confidential):
    """That there was a question: its theme and age band in a month. Stays when the question is gone; leads to nobody."""

    month = models.DateField()
    theme = models.TextField(choices=Theme)
    age_band = models.TextField(choices=AgeBand)

    class Meta:
        constraints = known("public_counted", theme=Theme, age_band=AgeBand)
        indexes = (models.Index(fields=["owner_audience", "month"], name="counted_month"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "month": "the month, never the day",
            "theme": "chosen by who asked",
            "age_band": "told voluntarily, in bands",
        }


class SendLink(models.Model):
    """A link to a work address, good for one sending within half an hour. Holds no address: that stands in the link."""

    token_hash = models.TextField(unique=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {}
