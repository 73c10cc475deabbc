"""Starting the youth effort, raising and lowering the degree of support, writing of communities, and ending it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies as cases
from samspil.cases.actions.writing import change, required, sent_before
from samspil.cases.models import Case
from samspil.cases.youth import policies, queries
from samspil.cases.youth.models import CommunityState, DegreeChange, YouthEffort
from samspil.organisations.queries import staff_of
from samspil.people.models import Person


@dataclass(frozen=True)
class Stand:
    """Whether a young person takes part in a community, and since when; without a day: from the start of the effort."""

    inside: bool
    since: date | None = None


@dataclass(frozen=True)
class Eligibility:
    """What makes a young person eligible, as a case worker writes it. `communities`: what is known of each."""

    need_for: str
    need: str
    degree: str
    communities: Mapping[str, Stand] = field(default_factory=dict)
    assessed_on: date | None = None


@verb("youth.started")
def start_youth_effort(
    actor: Actor,
    *,
    case: Case,
    eligibility: Eligibility,
    started_on: date | None = None,
    outside_age: str = "",
    key: UUID | None = None,
) -> YouthEffort:
    """Start the youth effort in a case, once need, degree and communities are written (UNG-08, UNG-47). Raises Refused without them,
    outside the ages without a reason, where it runs already, and in a case that is closed or another unit's.
    """
    if sent := sent_before(YouthEffort, case.owner_audience_id, key):
        return sent  # type: ignore[no-any-return]
    cases.check_is_open(actor, case, cabinet.own_keys())
    today, need = timezone.localdate(actor.at), eligibility.need.strip()
    started_on = started_on or today
    assessed_on, why = eligibility.assessed_on or started_on, outside_age.strip()
    policies.check_eligible(eligibility.need_for, need, eligibility.degree, eligibility.communities)
    policies.check_has_been(started_on, today, "started_on")
    policies.check_has_been(assessed_on, started_on, "assessed_on")
    policies.check_age(_birth_date(case), started_on, why)
    for community, stand in eligibility.communities.items():
        policies.check_has_been(stand.since or started_on, started_on, f"{community}_since")
    # Of two who start it at once the later meets the earlier's; of one who closes the case, that it is closed.
    cases.check_is_open(actor, Case.objects.select_for_update().get(pk=case.pk), cabinet.own_keys())
    policies.check_is_first(queries.runs_in(case))
    staff = staff_of(actor)
    effort = YouthEffort.objects.create(
        **_header(case),
        need_for=eligibility.need_for,
        need=need,
        degree=eligibility.degree,
        assessed_on=assessed_on,
        assessed_by=staff,
        started_on=started_on,
        outside_age=why if policies.is_outside_age(_birth_date(case), started_on) else "",
        key=key,
    )
    for community, stand in sorted(eligibility.communities.items()):
        CommunityState.objects.create(
            **_header(case), effort=effort, community=community, inside=stand.inside, since=stand.since or started_on,
            said_by=staff,
        )  # fmt: skip
    record("youth.started", effort, degree=effort.degree)
    return effort


def _birth_date(case: Case) -> date | None:
    if case.subject is None:
        return None
    found: date | None = Person.objects.filter(pk=case.subject).values_list("birth_date", flat=True).first()
    return found


def _header(case: Case) -> dict[str, Any]:
    return {
        "owner_audience_id": case.owner_audience_id, "subject": case.subject, "case": case, "retention_kind": "case",
    }  # fmt: skip


def _locked(
    actor: Actor, effort: YouthEffort, check: Callable[[Actor, YouthEffort, cases.Pen], None] = policies.check_runs
) -> YouthEffort:
    """The effort as it stands now, held until what is written of it is written: one change after the other."""
    pen = cabinet.own_keys()
    check(actor, effort, pen)
    now = YouthEffort.objects.select_for_update(of=("self",)).select_related("case").get(pk=effort.pk)
    check(actor, now, pen)
    return now


@verb("degree.changed")
def change_degree(
    actor: Actor, *, effort: YouthEffort, degree: str, reason: str, since: date | None = None, key: UUID | None = None
) -> DegreeChange:
    """More or less support is needed from a day on, with the reason (UNG-08). What stood before stands in the history. Raises
    Refused for the degree that stands, for a day before the last one or to come, and where the effort has ended.
    """
    if sent := sent_before(DegreeChange, effort.owner_audience_id, key):
        return sent  # type: ignore[no-any-return]
    effort, today = _locked(actor, effort), timezone.localdate(actor.at)
    now, last = queries.degree_now(effort)
    since = since or today
    policies.check_degree(degree, now, since, last, today)
    made = DegreeChange.objects.create(
        **_header(effort.case),
        effort=effort,
        degree=degree,
        since=since,
        reason=required(reason, str(policies.NO_REASON), "reason"),
        said_by=staff_of(actor),
        key=key,
    )
    record("degree.changed", made, before=now, degree=degree)
    return made


@verb("community.written")
def write_community(
    actor: Actor,
    *,
    effort: YouthEffort,
    community: str,
    inside: bool,
    since: date | None = None,
    which: str = "",
    key: UUID | None = None,
) -> CommunityState:
    """The young person comes into a community or out of it (UNG-47). Who comes in from outside is counted in the year of that day.
    Raises Refused for what stands already, for a day before the last one or to come, and where the effort has ended.
    """
    if sent := sent_before(CommunityState, effort.owner_audience_id, key):
        return sent  # type: ignore[no-any-return]
    effort, today = _locked(actor, effort), timezone.localdate(actor.at)
    since, last = since or today, queries.last_of(effort, community)
    policies.check_moves(community, inside, last, since, today)
    made = CommunityState.objects.create(
        **_header(effort.case),
        effort=effort,
        community=community,
        inside=inside,
        entered=inside and last is not None,
        since=since,
        which=which.strip(),
        said_by=staff_of(actor),
        key=key,
    )
    record("community.written", made, community=community, inside=inside)
    return made


@verb("community.taken_back")
def take_back_community(actor: Actor, *, state: CommunityState, version: int) -> CommunityState:
    """What was written last of a community was a mistake: it stands no more and is counted no more. Raises Refused for anything
    that was written before it, and Conflict.
    """
    _locked(actor, state.effort)
    policies.check_is_last(state, queries.last_of(state.effort, state.community))
    change(actor, state, version, {}, taken_back=True)
    record("community.taken_back", state, community=state.community)
    return state


@verb("youth.ended")
def end_youth_effort(
    actor: Actor, *, effort: YouthEffort, version: int, reason: str, ended_on: date | None = None
) -> YouthEffort:
    """The youth effort ends, with the reason. Raises Refused where it has ended or for a day before what is written."""
    effort, today = _locked(actor, effort, policies.check_may_end), timezone.localdate(actor.at)
    ended_on = ended_on or today
    policies.check_ends(ended_on, queries.last_day(effort), today)
    reason = required(reason, str(policies.NO_REASON), "reason")
    change(actor, effort, version, {"end_reason": reason}, ended_on=ended_on, end_reason=reason)
    record("youth.ended", effort)
    return effort
