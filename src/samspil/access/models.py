"""The key cabinet: who acts, which audiences there are, and who holds which key today.

The app role reads these tables and changes none of them; every change is a definer function in `sql/`.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.lib.privacy import TableClass


class PrincipalKind(models.TextChoices):
    STAFF = "staff", _("Staff")
    FEED = "feed", _("Calendar feed")
    SERVICE = "service", _("Service")
    YOUNG = "young", _("Young person or parent")
    GUEST = "guest", _("Guest of one matter")
    PUBLIC = "public", _("Public form")
    CLIENT = "client", _("API client")


class AudienceKind(models.TextChoices):
    PERSON = "person", _("One person")
    UNIT = "unit", _("Unit")
    LEADERSHIP = "leadership", _("Leadership of a unit")
    DOOR = "door", _("Door")
    FORUM = "forum", _("Forum")
    MEETING = "meeting", _("Those seated at a meeting")
    MINUTES = "minutes", _("Those who keep the minutes of a meeting")
    ITEM = "item", _("Those at an agenda item")
    TEAM = "team", _("Team around a case")
    DISCLOSURE = "disclosure", _("Receivers of one disclosure")
    BODY = "body", _("Municipality or a body above it")
    ADMINISTRATION = "administration", _("Administrators")
    PROTECTION = "protection", _("Data protection")
    SEALED = "sealed", _("Nobody: waits for destruction")


class Principal(models.Model):
    """Whoever acts. Is not a sign-in and holds no name; memberships, audit and signatures point here."""

    kind = models.TextField(choices=PrincipalKind)
    body = models.ForeignKey("Audience", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = known("access_principal", kind=PrincipalKind)

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class Audience(models.Model):
    """A circle of readers (modtagerkreds). Rows name audiences; people hold audiences."""

    kind = models.TextField(choices=AudienceKind)
    name = models.TextField()
    body = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    steward = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = known("access_audience", kind=AudienceKind)

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class Membership(models.Model):
    """A principal holds an audience in a period."""

    principal = models.ForeignKey(Principal, models.PROTECT)
    audience = models.ForeignKey(Audience, models.PROTECT)
    period = DateTimeRangeField()

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class Grant(models.Model):
    """An audience is opened to the members of another in a period; with `pen` they may also write in it."""

    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    # Found by the index that also knows when a grant is over (sql/keys.sql); beside a plain one it would not be chosen.
    to_audience = models.ForeignKey(Audience, models.PROTECT, related_name="+", db_index=False)
    period = DateTimeRangeField()
    pen = models.BooleanField(default=False)

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class SigningKey(models.Model):
    """The two padded halves of the server's key: enough to check a signature in SQL, readable to nobody but the lock."""

    inner_pad = models.BinaryField()
    outer_pad = models.BinaryField()
    valid_from = models.DateTimeField()

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class Clock(models.Model):
    """A test clock, set by the owner alone; the product refuses to start in production while it is set."""

    ahead = models.DurationField()

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class LockPart(models.Model):
    """One part of the lock, with a digest of what it said when it was laid (`comparing.py`)."""

    object = models.TextField(primary_key=True)
    digest = models.TextField()

    class Privacy:
        table = TableClass.CABINET
        fields: ClassVar[dict[str, str]] = {}


class Origin(models.TextChoices):
    """Where knowledge comes from. What the police told says so in every copy."""

    OWN = "own", _("The unit's own")
    POLICE = "police", _("The police")


class Confidential(models.Model):
    """The header that every confidential table carries (design: the access model).

    `written_by`, `written_at`, `body` and `version` are filled by the database. A row begins in `owner_audience`
    alone; `audiences` grows by a disclosure and in no other way. `body`, `subject` and `written_by` are plain numbers: the guard
    fills two of them from the key cabinet, and a child's record goes when its own rule says so.
    """

    owner_audience = models.ForeignKey(Audience, models.DO_NOTHING, related_name="+", db_column="owner_audience")
    audiences = ArrayField(models.BigIntegerField(), default=list)
    body = models.BigIntegerField(null=True, editable=False)
    subject = models.BigIntegerField(null=True)
    origin = models.TextField(choices=Origin, default=Origin.OWN)
    written_by = models.BigIntegerField(null=True, editable=False)
    event_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True, editable=False)
    retention_kind = models.TextField(default="")
    delete_after = models.DateField(null=True)
    hold = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        abstract = True

    HEADER: ClassVar[dict[str, str]] = {
        "owner_audience": "lock",
        "audiences": "lock",
        "body": "lock",
        "subject": "whom the row is about; found again for access requests and deletion",
        "origin": "police origin travels with every copy",
        "written_by": "who answers for it",
        "event_at": "when it happened",
        "written_at": "when it was written",
        "retention_kind": "which rule deletes it",
        "delete_after": "when it is deleted",
        "hold": "kept in spite of the rule",
        "version": "edit conflicts",
    }


class History(Confidential):
    """What a confidential row said before it was changed. Written by a trigger; read by whoever may read the row."""

    parent_table = models.TextField()
    parent_id = models.BigIntegerField()
    parent_version = models.IntegerField()
    was = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["parent_table", "parent_id"], name="history_parent"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"parent_id": "of any table; it says which"}
        fields: ClassVar[dict[str, str]] = {
            "parent_table": "which row it was", "parent_id": "which row it was", "parent_version": "which text it was",
            "was": "the earlier text, as sensitive as the row itself; goes with the row",
        }  # fmt: skip
