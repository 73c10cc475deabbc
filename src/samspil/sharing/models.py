"""Sharing is an act: legal bases, disclosures, retention rules and the reports of what was deleted."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Audience, Confidential, Principal
from samspil.lib.privacy import TableClass


class Purpose(models.TextChoices):
    """What may be the aim of a disclosure. Investigation is not here: retsplejeloven § 115, stk. 2 (VAL-66)."""

    PREVENTION = "prevention", _("Crime prevention (SSP)")
    VULNERABLE = "vulnerable", _("Socially vulnerable people (PSP)")
    RESETTLEMENT = "resettlement", _("Return from custody (KSP)")
    WITHIN = "within", _("Cooperation inside one municipality")


class BasisStatus(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    UNCONFIRMED = "unconfirmed", _("Not confirmed")
    EXPIRED = "expired", _("No longer in force")


class Giver(models.TextChoices):
    """Who may give on a basis."""

    POLICE = "police", _("The police")
    AUTHORITY = "authority", _("An authority")
    SELF_GOVERNING = "self_governing", _("A self-governing institution")
    INSIDE = "inside", _("A unit of the same municipality")
    NOBODY = "nobody", _("Nobody: it is the right to say nothing")


class DisclosureKind(models.TextChoices):
    DISCLOSURE = "disclosure", _("Is read by the receiver too")
    HANDOVER = "handover", _("Becomes the receiver's")


class LegalBasis(models.Model):
    """A paragraph as a thing that disclosures refer to; its wording is dated in `BasisVersion`."""

    key = models.TextField(unique=True)
    act = models.TextField()
    section = models.TextField()
    label = models.TextField()
    giver = models.TextField(choices=Giver)
    purpose = models.TextField(choices=Purpose, blank=True)  # none where nobody gives on it
    recipient_types = ArrayField(models.TextField())
    duty = models.BooleanField(default=False)

    class Meta:
        constraints = known("sharing_legalbasis", giver=Giver, purpose=["", *Purpose])

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class BasisVersion(models.Model):
    """One wording of a legal basis. A disclosure keeps the version that applied when it was made."""

    basis = models.ForeignKey(LegalBasis, models.PROTECT, related_name="versions")
    wording = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    status = models.TextField(choices=BasisStatus, default=BasisStatus.UNCONFIRMED)
    source = models.TextField(default="")
    checked = models.DateField(null=True)

    class Meta:
        constraints = known("sharing_basisversion", status=BasisStatus)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Disclosure(models.Model):
    """Who gave what to whom, on which dated basis, why it was necessary, until when. Written by `sharing.disclose()`."""

    giver = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    giver_audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    to_audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    own_audience = models.ForeignKey(Audience, models.PROTECT, null=True, related_name="+")
    basis_version = models.ForeignKey(BasisVersion, models.PROTECT)
    purpose = models.TextField(choices=Purpose)
    necessity = models.TextField()
    period = DateTimeRangeField()
    given_at = models.DateTimeField()
    kind = models.TextField(choices=DisclosureKind, default=DisclosureKind.DISCLOSURE)
    audiences = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = known("sharing_disclosure", purpose=Purpose, kind=DisclosureKind)

    class Privacy:
        table = TableClass.RECORD
        fields: ClassVar[dict[str, str]] = {"necessity": "why it was necessary; a phrase, not the information itself"}


class DisclosedRow(models.Model):
    """One row of a disclosure."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="rows")
    table_name = models.TextField()
    row_id = models.BigIntegerField()
    subject = models.BigIntegerField(null=True)
    audiences = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = (
            models.Index(fields=["table_name", "row_id"], name="disclosed_row"),
            models.Index(fields=["subject"], name="disclosed_subject"),
        )

    class Privacy:
        table = TableClass.RECORD
        numbers: ClassVar[dict[str, str]] = {
            "row_id": "of any table; it says which",
            "subject": "as in the header of the row",
        }
        fields: ClassVar[dict[str, str]] = {"subject": "whom it was about"}


class Extract(models.Model):
    """A row that tells a part of another of the same owner, so that the part can be shared without the whole."""

    row_table = models.TextField()
    row_id = models.BigIntegerField()
    from_table = models.TextField()
    from_id = models.BigIntegerField()
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField()
    audiences = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = (
            models.Index(fields=["row_table", "row_id"], name="extract_row"),
            models.Index(fields=["from_table", "from_id"], name="extract_source"),
        )

    class Privacy:
        table = TableClass.RECORD
        numbers: ClassVar[dict[str, str]] = {
            "row_id": "of any table; it says which",
            "from_id": "of any table; it says which",
            "made_by": "a principal, as in every header",
        }
        fields: ClassVar[dict[str, str]] = {"from_id": "what the part was taken from; known to the owner alone"}


class RetentionRule(models.Model):
    """Why rows of a kind must go and why they may go; each confirmed by a named person or not yet."""

    body = models.BigIntegerField()
    kind = models.TextField()
    days = models.IntegerField()
    must_go = models.TextField()
    may_go = models.TextField()
    must_confirmed_by = models.TextField(default="")
    may_confirmed_by = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "kind"], name="retention_rule_kind"),)

    class Privacy:
        table = TableClass.OPEN
        numbers: ClassVar[dict[str, str]] = {"body": "its audience, as in every header"}
        fields: ClassVar[dict[str, str]] = {}


class DeletionReport(models.Model):
    """What a run of the deletion function removed: counts per table, never whom."""

    body = models.BigIntegerField(null=True)
    rule = models.TextField()
    at = models.DateTimeField()
    destroyed = models.BooleanField()
    counts = models.JSONField()
    audiences = ArrayField(models.BigIntegerField())

    class Privacy:
        table = TableClass.RECORD
        numbers: ClassVar[dict[str, str]] = {"body": "its audience, as in every header"}
        fields: ClassVar[dict[str, str]] = {}


class Draft(Confidential):
    """Typed text that the server has not been asked to keep yet, in the person's own audience."""

    key = models.TextField()
    data = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner_audience", "key"], name="draft_key"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "key": "which form",
            "data": "what was typed; gone when the form is sent or after 14 days",
        }


class Scanned(models.TextChoices):
    """What the virus scanner said of a file."""

    UNSCANNED = "unscanned", _("Not scanned for viruses")
    CLEAN = "clean", _("Scanned for viruses: nothing found")
    REFUSED = "refused", _("Refused by the virus scanner")


class File(Confidential):
    """A file that hangs on a confidential row and goes where that row goes: same keeper, same readers, same end.

    What came stays as it came: the database refuses every later change of name and bytes. `shut away` means that it is
    kept until its rule destroys it, and that nobody opens it.
    """

    LARGEST = 25 * 1024 * 1024

    parent_table = models.TextField()
    parent_id = models.BigIntegerField()
    name = models.TextField()
    content_type = models.TextField()
    size = models.IntegerField()
    sha256 = models.BinaryField()
    data = models.BinaryField()
    scanned = models.TextField(choices=Scanned, default=Scanned.UNSCANNED)
    shut_away = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["parent_table", "parent_id"], name="file_parent"),)
        constraints = (
            *known("sharing_file", scanned=Scanned),
            models.CheckConstraint(condition=models.Q(size__gte=1, size__lte=25 * 1024 * 1024), name="file_size"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"parent_id": "of any table; it says which"}
        fields: ClassVar[dict[str, str]] = {
            "parent_table": "what it hangs on",
            "parent_id": "what it hangs on",
            "name": "as it was called when it came",
            "content_type": "found from the content",
            "size": "how large it is",
            "sha256": "proves that it is what came",
            "data": "what it says or shows; goes with the row that it hangs on",
            "scanned": "whether a virus scanner has seen it",
            "shut_away": "nobody opens it any more",
        }
