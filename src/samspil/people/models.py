"""Children and young people. A record belongs to the audience that made it; two units may each know the same child
and not of each other. What ties records of one human lies in a table that the app cannot read.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from samspil.access.models import Confidential
from samspil.lib.calendars import age_on, age_since_told
from samspil.lib.names import sought
from samspil.lib.privacy import TableClass
from samspil.organisations.models import District


class FoldedName(models.TextField):  # type: ignore[type-arg]
    """The name in the form in which it is searched, filled from `name` at each save."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = sought(getattr(model_instance, "name", ""))
        setattr(model_instance, self.attname, folded)
        return folded


class Person(Confidential):
    """A child or young person as one audience knows them. Unknown identity is allowed: `identified` is then false.

    `subject` is the record's own id (filled by the database), so that everything about a child is found in one way.
    """

    name = models.TextField()
    birth_date = models.DateField(null=True)
    # Where only an age was said: as it was told, and when. No birth date is made of it.
    age_told = models.SmallIntegerField(null=True)
    age_told_on = models.DateField(null=True)
    cpr_hash = models.BinaryField(null=True)
    cpr_cipher = models.BinaryField(null=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, db_column="district", related_name="+", db_index=False
    )
    identified = models.BooleanField(default=True)
    protected_address = models.BooleanField(default=False)
    merged_into = models.BigIntegerField(null=True)
    name_folded = FoldedName(default="", editable=False)
    name_sort = models.GeneratedField(
        expression=models.Func(
            models.Func(
                models.Func(models.F("name"), function="lower"),
                models.Value("aa"),
                models.Value("å"),
                function="replace",
            ),
            models.Value("æøå"),
            models.Value("{|}"),
            function="translate",
        ),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    def age_at(self, day: date) -> int | None:
        """Full years on a day: from the birth date, else from the age that was told; None where neither is known."""
        if self.birth_date:
            return age_on(self.birth_date, day)
        if self.age_told is None or self.age_told_on is None:
            return None
        return age_since_told(self.age_told, self.age_told_on, day)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner_audience", "cpr_hash"],
                condition=Q(cpr_hash__isnull=False, merged_into__isnull=True),
                name="person_cpr_once_per_owner",
            ),
        )
        indexes = (
            models.Index(fields=["owner_audience", "name_sort"], name="person_owner_name"),
            models.Index(fields=["birth_date", "name_folded"], name="person_birth_name"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_merged"),
        )

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {"merged_into": "a record is moved and deleted by itself"}
        fields: ClassVar[dict[str, str]] = {
            "name": "to know whom it is about",
            "birth_date": "age decides block and rights",
            "age_told": "the age, where only that is known",
            "age_told_on": "how old that knowledge is",
            "cpr_hash": "finds the same child again; keyed",
            "cpr_cipher": "shown by an extra act only",
            "district": "decides who is asked",
            "identified": "somebody unknown so far",
            "protected_address": "address is never shown",
            "merged_into": "two records of one child",
            "name_folded": "finds the child by a name that is typed: with the birth date, or among those where one works",
            "name_sort": "sorting",
        }


class Identity(models.Model):
    """Ties records of one human. Four definer functions use it; nobody else can read it."""

    person_id = models.BigIntegerField(primary_key=True)
    identity = models.UUIDField(db_index=True)

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"person_id": "goes with the record (`sql/identity.sql`)"}
        fields: ClassVar[dict[str, str]] = {"identity": "would answer 'is this child known elsewhere?'; hence hidden"}


class Tie(models.Model):
    """Two records that a colleague has said are one human. Records with one CPR number need no tie."""

    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["one", "other"], name="tie_once"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="tie_in_order"),
        )

    class Privacy:
        table = TableClass.HIDDEN
        numbers: ClassVar[dict[str, str]] = {"one": "goes with the record (`sql/identity.sql`)", "other": "likewise"}
        fields: ClassVar[dict[str, str]] = {
            "one": "would tell who else knows the child; hence hidden",
            "other": "likewise",
        }
