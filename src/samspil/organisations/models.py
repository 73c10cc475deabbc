"""Who takes part: bodies, units, roles, posts, forums and seats. Open inside the installation; no child stands here."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Audience, Principal
from samspil.lib.privacy import TableClass


class UnitType(models.TextChoices):
    AUTHORITY = "authority", _("Authority")
    SELF_GOVERNING = "self_governing", _("Self-governing institution")
    PRIVATE = "private", _("Private")


class DoorMatter(models.TextChoices):
    """A sort of matter that has a door of its own (`profile.DoorMatter`)."""

    EXIT = "exit", _("exit cases")


class SeatKind(models.TextChoices):
    STANDING = "standing", _("Standing")
    CONDITIONAL = "conditional", _("When it concerns them")
    BLOCK = "block", _("For one block")


class Dated(models.Model):
    """Valid from and to, both days included; an open end is null."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[Row_co]):
    def on(self, day: Any) -> Self:
        """Rows valid on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def on_or_after(self, day: Any) -> Self:
        """Rows valid on that day or on some later one."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).exclude(valid_to__lt=F("valid_from"))


class Body(models.Model):
    """A municipality or a body above it (police district, partnership)."""

    key = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField()
    code = models.TextField(default="")
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    administration = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    protection = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    installer = models.OneToOneField(Principal, models.PROTECT, related_name="+")
    police_district = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class District(Dated):
    body = models.ForeignKey(Body, models.PROTECT)
    key = models.TextField()
    name = models.TextField()
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "key"], name="district_key"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Unit(Dated):
    """A department, school, club or authority. `may_take_part` is the answer of a legal role (RPL § 115, stk. 3)."""

    body = models.ForeignKey(Body, models.PROTECT)
    key = models.TextField()
    name = models.TextField()
    sector = models.TextField()
    type = models.TextField(choices=UnitType)
    parent = models.ForeignKey("self", models.PROTECT, null=True)
    district = models.ForeignKey(District, models.PROTECT, null=True)
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    leadership = models.OneToOneField(Audience, models.PROTECT, null=True, related_name="+")
    may_take_part = models.BooleanField(null=True)
    phone = models.TextField(default="")
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            *known("organisations_unit", type=UnitType),
            models.UniqueConstraint(fields=["body", "key"], name="unit_key"),
        )

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class TakingPart(models.Model):
    """A legal role settled whether a unit may be given information about named persons (RPL § 115, stk. 3; VAL-89)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="decisions")
    may = models.BooleanField()
    reason = models.TextField()
    decided_by = models.ForeignKey("Staff", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {"reason": "why the unit may or may not; says nothing of persons"}


class Site(Dated):
    unit = models.ForeignKey(Unit, models.PROTECT)
    key = models.TextField()
    name = models.TextField()
    address = models.TextField(default="")
    district = models.ForeignKey(District, models.PROTECT, null=True)
    objects = DatedQuerySet.as_manager()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Role(Dated):
    """A role by its local name; `type` is the code's word for it (glossary)."""

    body = models.ForeignKey(Body, models.PROTECT)
    key = models.TextField()
    name = models.TextField()
    type = models.TextField()
    duties = models.JSONField(default=list)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "key"], name="role_key"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Staff(models.Model):
    """A colleague as shown in the product."""

    principal = models.OneToOneField(Principal, models.PROTECT, related_name="+")
    person_audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT)
    name = models.TextField()
    email = models.EmailField(default="")
    phone = models.TextField(default="")
    preferences = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {"name": "work name", "email": "work address", "phone": "work phone"}


class Post(Dated):
    """Somebody holds a role in a unit for a period."""

    role = models.ForeignKey(Role, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    district = models.ForeignKey(District, models.PROTECT, null=True)
    staff = models.ForeignKey(Staff, models.PROTECT)
    leads = models.BooleanField(default=False)
    objects = DatedQuerySet.as_manager()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class OwnLastDay(models.Model):
    """A last day that a colleague said themselves, and what had been settled before: the post's last day, and that of each seat
    that ends with it. Gone when it is taken back, or an administrator settles something (`sql/own_last_day.sql`).
    """

    post = models.OneToOneField(Post, models.PROTECT, related_name="+")
    last_day = models.DateField()
    before = models.DateField(null=True)
    seats = models.JSONField(default=list)
    said_at = models.DateTimeField()

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {}


class GivenUpKey(models.Model):
    """What of a key went with a last day that a colleague said themselves: it comes back when they take the day back."""

    principal = models.ForeignKey(Principal, models.PROTECT, related_name="+")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+", db_index=False)
    period = DateTimeRangeField()

    class Privacy:
        table = TableClass.HIDDEN
        fields: ClassVar[dict[str, str]] = {}


DatedManager = models.Manager.from_queryset(DatedQuerySet)


class StandingForums(DatedManager["Forum"]):
    """The forums of the profile. A meeting that somebody calls once is carried by a row of its own, which is in no register,
    no calendar of forums and no profile (`meetings.matters.actions.convening`).
    """

    def get_queryset(self) -> DatedQuerySet[Forum]:
        return DatedQuerySet(self.model, using=self._db).exclude(type=Forum.AD_HOC)


class Forum(Dated):
    """A standing body that meets. Its terms (cadence, words, ages) are the profile's, kept as dated versions."""

    AD_HOC = "ad_hoc"

    body = models.ForeignKey(Body, models.PROTECT)
    key = models.TextField()
    name = models.TextField()
    type = models.TextField()
    level = models.TextField(default="")
    named_persons = models.BooleanField(default=False)
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    door = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    objects = StandingForums()
    every = DatedQuerySet.as_manager()  # with the rows of meetings that were called once

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "key"], name="forum_key"),)

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class ForumTerms(Dated):
    """One version of a forum's terms, as the profile states them (`organisations.profile` reads it)."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="terms")
    terms = models.JSONField()
    objects = DatedQuerySet.as_manager()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class Seat(Dated):
    """A place at the table, for a unit. `keeps_minutes`, `chairs` and `deputises` say who may lead.

    `follows` names a forum whose chair or deputy sits here ("chair_of:body/forum"): `sql/leaders.sql` seats them.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="seats")
    key = models.TextField()
    name = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = models.TextField(choices=SeatKind, default=SeatKind.STANDING)
    block = models.TextField(default="")
    chairs = models.BooleanField(default=False)
    deputises = models.BooleanField(default=False)
    keeps_minutes = models.BooleanField(default=False)
    follows = models.TextField(default="", db_default="")
    position = models.IntegerField(default=0)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            *known("organisations_seat", kind=SeatKind),
            models.UniqueConstraint(fields=["forum", "key"], name="seat_key"),
        )

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class SeatHolder(Dated):
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holders")
    staff = models.ForeignKey(Staff, models.PROTECT)
    objects = DatedQuerySet.as_manager()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


def taken_by_default() -> list[str]:
    """What a door takes that says nothing."""
    return ["concern", "sparring", "enquiry"]


class ConcernDoor(Dated):
    """A door of the profile at which something is received in the product.

    `answered_by` names posts in order: {"unit": id, "role": key, "district": id or null}. Those who hold such
    a post, and the leaders of the unit behind, hold the door's audience (`queries.keys`).
    """

    body = models.ForeignKey(Body, models.PROTECT)
    key = models.TextField()
    name = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT)
    district = models.ForeignKey(District, models.PROTECT, null=True)
    audience = models.OneToOneField(Audience, models.PROTECT, related_name="+")
    phone = models.TextField()
    answered_by = models.JSONField(default=list)
    hours = models.JSONField(default=list)  # as the profile states them (`profile.reception.Opening`)
    answers_within_open_hours = models.IntegerField(default=8)
    takes = ArrayField(models.TextField(), default=taken_by_default)  # of `profile.DoorTakes`
    workplace = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # only for who works there
    matter = models.TextField(choices=DoorMatter, blank=True, default="")  # empty: for any
    position = models.IntegerField(default=0)
    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            *known("organisations_concerndoor", matter=["", *DoorMatter]),
            models.UniqueConstraint(fields=["body", "key"], name="concerndoor_key"),
        )

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class ProfileVersion(models.Model):
    """What was applied, when: the latest row is the municipality's profile."""

    body = models.ForeignKey(Body, models.PROTECT)
    applied_at = models.DateTimeField()
    digest = models.TextField()
    profile = models.JSONField()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {}


class FeedAddress(models.Model):
    """A calendar address: the hash of its secret, for one colleague. The feed names meetings, never children."""

    staff = models.ForeignKey(Staff, models.CASCADE)
    secret_hash = models.TextField(unique=True)
    made_at = models.DateTimeField()

    class Privacy:
        table = TableClass.OPEN
        fields: ClassVar[dict[str, str]] = {"secret_hash": "opens a calendar without names"}
