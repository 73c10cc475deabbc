"""The activities that one may read: planned ones first, one of them, and what they come to in each half of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.models import Confidential, History
from samspil.catalogue.activities.models import Activity, Band, Gender, IntoClub, State
from samspil.catalogue.queries import interventions_on
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, Staff, Unit

ON_A_PAGE = 25
HALVES = 6  # shown of the totals: three years
JUNE = 6  # money follows the calendar year, and so do its halves here


@dataclass(frozen=True)
class Half:
    """What half a year came to. Numbers left open are counted as open, not as none."""

    year: int
    half: int
    held: int = 0
    participants: int = 0
    without_number: int = 0
    cost: int = 0
    into_club: int = 0


@dataclass(frozen=True)
class Line:
    activity: Activity
    unit: str
    waits: bool  # its day has been, and nobody has written how it went


@dataclass(frozen=True)
class ActivitiesPage:
    page: Page[Any]
    lines: Sequence[Line]
    halves: Sequence[Half]
    counts: Sequence[IntoClub]
    several_units: bool


@dataclass(frozen=True)
class ActivityPage:
    activity: Activity
    unit: str
    intervention: str
    planned_by: str
    heads: Sequence[tuple[str, Sequence[int | None]]]
    genders: Sequence[str]
    counts: Sequence[IntoClub]
    waits: bool

    @property
    def into_club(self) -> int:
        return sum(one.number for one in self.counts)


def activities_page(actor: Actor, number: str | int | None = 1) -> ActivitiesPage:
    """Planned ones by their day, then those that have been, the newest first. A constant number of statements."""
    today = timezone.localdate(actor.at)
    planned = When(state=State.PLANNED, then=0)
    rows = Activity.objects.annotate(turn=Case(planned, default=1, output_field=IntegerField())).order_by(
        "turn", Case(When(state=State.PLANNED, then=F("day"))).asc(nulls_last=True), "-day", "-pk"
    )
    page: Page[Any] = Paginator(rows, ON_A_PAGE).get_page(number)
    shown = list(page.object_list)
    counts = list(IntoClub.objects.filter(number__gt=0).order_by("-day", "-pk")[:ON_A_PAGE])
    units = dict(Unit.objects.filter(pk__in={row.unit_id for row in (*shown, *counts)}).values_list("pk", "name"))
    lines = [Line(one, units.get(one.unit_id, ""), one.state == State.PLANNED and one.day < today) for one in shown]
    return ActivitiesPage(page, lines, halves(), counts, len(units) > 1)


def halves() -> list[Half]:
    """The newest halves of years in which something was done, from what the actor may read."""
    done = _by_half(Activity.objects.exclude(state=State.PLANNED)).annotate(
        held=Count("pk", filter=Q(state=State.HELD)),
        heads_told=Sum("participants"),
        open=Count("pk", filter=Q(state=State.HELD, participants__isnull=True)),
        spent=Sum("cost"),
    )
    sums = {(row["year"], row["half"]): row for row in done}
    clubs = {
        (row["year"], row["half"]): row["came"] for row in _by_half(IntoClub.objects.all()).annotate(came=Sum("number"))
    }
    return [
        Half(
            year, half, row.get("held", 0), row.get("heads_told") or 0, row.get("open", 0), row.get("spent") or 0,
            clubs.get((year, half), 0),
        )
        for year, half in sorted({*sums, *clubs}, reverse=True)[:HALVES]
        for row in [sums.get((year, half), {})]
    ]  # fmt: skip


def _by_half(rows: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    first = When(month__lte=JUNE, then=1)
    dated = rows.annotate(year=ExtractYear("day"), month=ExtractMonth("day"))
    halved: QuerySet[Any] = dated.annotate(half=Case(first, default=2, output_field=IntegerField()))
    return halved.order_by().values("year", "half")


def get_activity(activity_id: int) -> Activity:
    """One that the actor may read. Raises NotVisible."""
    found = Activity.objects.filter(pk=activity_id).first()
    if found is None:
        raise NotVisible
    return found


def get_count(count_id: int) -> IntoClub:
    """One that the actor may read. Raises NotVisible."""
    found = IntoClub.objects.select_related("activity").filter(pk=count_id).first()
    if found is None:
        raise NotVisible
    return found


def activity_page(actor: Actor, activity: Activity, body: Body) -> ActivityPage:
    """An activity that the actor reads, with all that is told of it."""
    today = timezone.localdate(actor.at)
    bands = [(band, [activity.heads.get(cell(band, gender)) for gender in Gender]) for band in Band]
    return ActivityPage(
        activity=activity,
        unit=Unit.objects.filter(pk=activity.unit_id).values_list("name", flat=True).first() or "",
        intervention=dict(interventions(body, today)).get(activity.intervention_id or 0, ""),
        planned_by=Staff.objects.filter(pk=activity.staff_id).values_list("name", flat=True).first() or "",
        heads=[(str(band.label), numbers) for band, numbers in bands if any(one is not None for one in numbers)],
        genders=[str(gender.label) for gender in Gender],
        counts=list(IntoClub.objects.filter(activity=activity, number__gt=0).order_by("day", "pk")),
        waits=activity.state == State.PLANNED and activity.day < today,
    )


def cell(band: Band, gender: Gender) -> str:
    """Under which name a number of `heads` stands."""
    return f"{band.value} {gender.value}"


def interventions(body: Body, day: date) -> list[tuple[int, str]]:
    """What an activity may belong to that day."""
    return [(entry.id, entry.part.name) for entry in interventions_on(body, day)]


def last_change(row: Confidential) -> tuple[str, datetime | None]:
    """Who changed the row last, and when; nothing for one that stands as it was written."""
    last = (
        History.objects.filter(parent_table=row._meta.db_table, parent_id=row.pk)
        .order_by("-parent_version", "-pk")
        .values_list("written_by", "written_at")
        .first()
    )
    who, when = last or (None, None)
    name = Staff.objects.filter(principal_id=who).values_list("name", flat=True).first() if who else ""
    return name or "", when
