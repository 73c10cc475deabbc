"""The append-only record of acts, readings and refusals.

Rows hold codes, ids, counts and an opaque key of the child: never a name, a CPR number, free text or search words.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspil.lib.privacy import TableClass


class Event(models.Model):
    """One act, reading or refusal, written by `audit.record()` in the transaction that it tells of."""

    at = models.DateTimeField()
    principal = models.BigIntegerField(null=True)
    act = models.TextField()
    object_table = models.TextField(default="")
    object_id = models.BigIntegerField(null=True)
    subject_key = models.UUIDField(null=True)
    owner_audience = models.BigIntegerField(null=True)
    audiences = ArrayField(models.BigIntegerField(), default=list)
    detail = models.JSONField(default=dict)
    transaction = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["owner_audience", "-at"], name="event_owner"),
            models.Index(fields=["object_table", "object_id", "-at"], name="event_object"),
            models.Index(fields=["subject_key", "-at"], name="event_subject"),
            models.Index(fields=["transaction"], name="event_transaction"),
        )

    class Privacy:
        table = TableClass.RECORD
        numbers: ClassVar[dict[str, str]] = {
            "principal": "the record lies below the key cabinet",
            "object_id": "of any table; it says which",
            "owner_audience": "the record lies below the key cabinet",
            "transaction": "of a transaction, not of a row",
        }
        fields: ClassVar[dict[str, str]] = {
            "subject_key": "opaque; its only link to a person dies with the person",
            "detail": "codes, ids and counts; a test refuses other values",
        }


class SubjectKey(models.Model):
    """The only link between a child's record and the opaque key in the audit. Deleted with the child."""

    subject = models.BigIntegerField(primary_key=True)
    key = models.UUIDField(unique=True)

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"subject": "children are of a floor above"}
        fields: ClassVar[dict[str, str]] = {"key": "makes the audit of a child readable while the child's record lives"}


class Seal(models.Model):
    """A chained batch of events: those of the transactions from `first` up to `last`. The HMAC key is not in the database.

    `rows` holds one digest for each event, so that verifying can name the one that was changed.
    """

    first = models.BigIntegerField()
    last = models.BigIntegerField()
    count = models.IntegerField()
    rows = models.JSONField()
    digest = models.TextField()
    sealed_at = models.DateTimeField()

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {
            "first": "of a transaction, not of a row",
            "last": "of a transaction, not of a row",
        }
        fields: ClassVar[dict[str, str]] = {}
