"""What is told to whom that something waits: never what it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.lib.privacy import TableClass
from samspil.organisations.models import Staff


class How(models.TextChoices):
    AT_ONCE = "at_once", _("At once, outside my quiet hours")
    DAILY = "daily", _("Once a day, gathered in one mail")
    NEVER = "never", _("No mail; I look here")


class Notice(models.Model):
    """Something waits for a colleague. Kind and number alone; no name, school or text of a child."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    about_table = models.TextField()
    about_id = models.BigIntegerField()
    urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    batch = models.UUIDField(null=True)  # the number of its mail: sent again after a failure, it is the same mail
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["staff", "kind", "about_table", "about_id"],
                condition=Q(seen_at__isnull=True),
                name="notice_once",
            ),
        )
        indexes = (
            models.Index(fields=["staff", "-made_at"], name="notice_staff"),
            models.Index(fields=["made_at"], condition=Q(mailed_at__isnull=True), name="notice_waits"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"about_id": "of any table; it says which"}
        fields: ClassVar[dict[str, str]] = {"staff": "who is told", "about_id": "the number of what waits"}


class Reply(models.TextChoices):
    """Why a mail has not gone. The mail server's own words are not kept: they may say anything."""

    REFUSED = "refused", _("The mail server refuses the address.")
    LATER = "later", _("The mail server did not take the mail.")


class OutgoingMail(models.Model):
    """A mail that is to go: to whom, how often it was tried, when it is tried next. It says that something waits for a colleague,
    or is a letter that somebody without sign-in has asked for: then there is no colleague, and the row goes with the letter.
    """

    batch = models.UUIDField(unique=True)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    letter = models.TextField(
        blank=True, default=""
    )  # which sort of letter (`kinds.Letter`); its words are made when it goes
    content = models.JSONField(default=dict)  # what they are made of: never a word about a child
    address = models.TextField()  # as it was: a corrected address is tried at once
    made_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField()
    reply = models.TextField(choices=Reply, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            *known("notices_outgoingmail", reply=["", *Reply.values]),
            models.CheckConstraint(
                condition=Q(staff__isnull=False, letter="") | Q(staff__isnull=True) & ~Q(letter=""),
                name="outgoing_mail_one_sort",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True), name="outgoing_mail_one_end"
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="outgoing_mail_waits",
            ),
        )

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {
            "staff": "who is told",
            "address": "work address of a colleague, or of who asked for a letter",
            "content": "what a letter is made of",
        }


class Choice(models.Model):
    """How and when a colleague wants mail."""

    staff = models.OneToOneField(Staff, models.PROTECT, primary_key=True, related_name="+")
    how = models.TextField(choices=How, default=How.AT_ONCE)
    quiet_from = models.TimeField()
    quiet_to = models.TimeField()
    quiet_weekends = models.BooleanField(default=True)

    class Meta:
        constraints = known("notices_choice", how=How)

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {"staff": "whose choice"}
