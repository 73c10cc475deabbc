"""Planning an activity, writing how it went, and counting who came into a club."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.catalogue.activities import policies, queries
from samspil.catalogue.activities.models import Activity, IntoClub, State
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Body
from samspil.organisations.queries import staff_of, unit_of
from samspil.sharing.queries import delete_after
from samspil.web import dates

ACTIVITY_KIND = "activity"
Row = TypeVar("Row", bound=Confidential)


@verb("activity.planned")
def plan(
    actor: Actor, *, title: str, place: str, day: date, intervention_id: int | None = None,
    planned_cost: int | None = None, sure: bool = False, key: UUID | None = None,
) -> Activity:  # fmt: skip
    """Plan an activity of the actor's team for a day, once per `key` (BAL-29). Raises Refused for a name, a CPR number, a
    day far off, and an intervention that the municipality does not have.
    """
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    unit = unit_of(actor, today)
    if key and (again := Activity.objects.filter(owner_audience=unit.audience_id, key=key).first()):
        return again
    facts = _facts(staff.body, today, title, place, day, intervention_id, planned_cost, sure)
    made = _write(
        Activity, owner_audience_id=unit.audience_id, unit_id=unit.pk, staff_id=staff.pk, key=key,
        delete_after=delete_after(staff.body.audience_id, ACTIVITY_KIND, max(day, today)), **facts,
    )  # fmt: skip
    record("activity.planned", made, sure=sure)
    return made


@verb("activity.read")
def open_activity(actor: Actor, *, activity_id: int) -> queries.ActivityPage:
    """Open one. Raises NotVisible."""
    activity = queries.get_activity(activity_id)
    record("activity.read", activity)
    return queries.activity_page(actor, activity, staff_of(actor).body)


@verb("activity.changed")
def change_plan(
    actor: Actor, *, activity: Activity, version: int, title: str, place: str, day: date,
    intervention_id: int | None = None, planned_cost: int | None = None, sure: bool = False,
) -> Activity:  # fmt: skip
    """What, where and when. What stood before stays in its history. Raises as `plan`, and Conflict."""
    policies.check_writes(actor, activity)
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    policies.check_day_of(activity, day, today)
    keeps = {activity.intervention_id} - {None}  # one that has ended since stays
    facts = _facts(staff.body, today, title, place, day, intervention_id, planned_cost, sure, keeps)
    _change(activity, version, **facts)
    record("activity.changed", activity, sure=sure)
    return activity


def _facts(
    body: Body, today: date, title: str, place: str, day: date, intervention_id: int | None, planned_cost: int | None,
    sure: bool, keeps: set[int | None] | frozenset[int] = frozenset(),
) -> dict[str, Any]:  # fmt: skip
    title, place = " ".join(title.split()), " ".join(place.split())
    policies.check_names_nobody(body, sure=sure, title=title, place=place)
    policies.check_day(day, today)
    known = {number for number, _name in queries.interventions(body, today)} if intervention_id else set()
    if intervention_id and intervention_id not in known | keeps:
        raise Refused(_("Choose an intervention of the catalogue."), field="intervention_id")
    return {
        "title": title, "place": place, "day": day, "intervention_id": intervention_id, "planned_cost": planned_cost,
    }  # fmt: skip


@verb("activity.written_up")
def write_up(
    actor: Actor, *, activity: Activity, version: int, held: bool, why_not: str = "", participants: int | None = None,
    heads: Mapping[str, int] | None = None, cost: int | None = None, went: str = "", sure: bool = False,
) -> Activity:  # fmt: skip
    """Held or not, how many, what it cost, how it went (BAL-29). May be written again. The whole is the sum of its parts
    where only these are told. Raises Refused, Conflict.
    """
    policies.check_writes(actor, activity)
    why_not, went, told = why_not.strip(), went.strip(), dict(heads or {})
    policies.check_names_nobody(staff_of(actor).body, sure=sure, why_not=why_not, went=went)
    policies.check_told(
        activity, held=held, why_not=why_not, participants=participants, heads=told,
        today=timezone.localdate(actor.at),
    )  # fmt: skip
    if participants is None and told:
        participants = sum(told.values())
    _change(
        activity, version, state=State.HELD if held else State.NOT_HELD, why_not=why_not,
        participants=participants if held else None, heads=told, cost=cost, went=went,
    )  # fmt: skip
    record("activity.written_up", activity, held=held, sure=sure)
    return activity


@verb("into_club.counted")
def count_into_club(
    actor: Actor, *, activity: Activity | None = None, day: date, club: str, number: int, sure: bool = False,
    key: UUID | None = None,
) -> IntoClub:  # fmt: skip
    """How many came into a club or back into one: from an activity, or by itself; once per `key` (BAL-30). Raises Refused."""
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    if activity is not None:
        policies.check_writes(actor, activity)
        unit_id, owner = activity.unit_id, activity.owner_audience_id
    else:
        unit = unit_of(actor, today)
        unit_id, owner = unit.pk, unit.audience_id
    if key and (again := IntoClub.objects.filter(owner_audience=owner, key=key).first()):
        return again
    club = " ".join(club.split())
    policies.check_names_nobody(staff.body, sure=sure, club=club)
    policies.check_was_held(activity)
    policies.check_came_on(day, activity, today)
    if number < 1:
        raise Refused(_("Write how many came: one or more."), field="number")
    counted = _write(
        IntoClub, owner_audience_id=owner, unit_id=unit_id, activity=activity, day=day, club=club, number=number,
        staff_id=staff.pk, key=key,
        delete_after=delete_after(staff.body.audience_id, ACTIVITY_KIND, today),
    )  # fmt: skip
    record("into_club.counted", counted, number=number, sure=sure)
    return counted


@verb("into_club.corrected")
def correct_count(
    actor: Actor, *, count: IntoClub, version: int, day: date, club: str, number: int, sure: bool = False
) -> IntoClub:
    """A count that was wrong; none takes it out of the totals, and its history stays. Raises Refused, Conflict."""
    policies.check_writes(actor, count)
    club = " ".join(club.split())
    policies.check_names_nobody(staff_of(actor).body, sure=sure, club=club)
    policies.check_came_on(day, count.activity, timezone.localdate(actor.at))
    _change(count, version, day=day, club=club, number=number)
    record("into_club.corrected", count, number=number, sure=sure)
    return count


def _write(model: type[Row], owner_audience_id: int, key: UUID | None, **fields: Any) -> Row:
    rows, once = model._default_manager, {"owner_audience_id": owner_audience_id, "key": key}
    try:
        with transaction.atomic():
            return rows.create(**once, retention_kind=ACTIVITY_KIND, **fields)
    except IntegrityError:  # sent twice in one moment
        if key is None:
            raise
        return rows.get(**once)


def _change(row: Row, version: int, **fields: Any) -> Row:
    """Update `row` as it was at `version`. Raises Conflict with the row as it stands now, when somebody was faster."""
    rows = type(row)._default_manager
    if not rows.filter(pk=row.pk, version=version).update(**fields):
        now = rows.get(pk=row.pk)
        by, at = queries.last_change(now)
        raise Conflict(
            theirs={name: _told(getattr(now, name)) for name in fields},
            mine={name: _told(value) for name, value in fields.items()},
            version=now.version, by=by, at=dates.moment(at) if at else "",
        )  # fmt: skip
    row.refresh_from_db()
    return row


def _told(value: Any) -> str:
    if isinstance(value, date):
        return dates.short(value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {number}" for name, number in sorted(value.items()))
    return "" if value is None else str(value)
