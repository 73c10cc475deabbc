"""The youth efforts of a case with their history, and how many came into a community."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from samspil.access import cabinet
from samspil.cases.models import Case
from samspil.cases.queries import names
from samspil.cases.youth.models import Community, CommunityState, DegreeChange, SupportDegree, YouthEffort
from samspil.lib.refusals import NotVisible


@dataclass(frozen=True)
class DegreeLine:
    """From when which degree of support was needed, why, and who said so. Without a reason: at the start."""

    degree: str
    since: date
    reason: str
    who: str


@dataclass(frozen=True)
class CommunityPart:
    """One community, with what is written of it, the newest first; nothing where it is not known."""

    value: str
    name: str
    states: Sequence[CommunityState]


@dataclass(frozen=True)
class YouthPart:
    """One youth effort as its panel shows it."""

    effort: YouthEffort
    degrees: Sequence[DegreeLine]  # the newest first
    communities: Sequence[CommunityPart]


def youth_efforts_of(case: Case) -> list[YouthPart]:
    """The youth efforts of a case that the actor may read, the newest first. Three statements, however much is written."""
    efforts = list(
        YouthEffort.objects.filter(case=case)
        .annotate(who=names.colleague("assessed_by_id"))
        .order_by("-started_on", "-pk")
    )
    who = names.colleague("said_by_id")
    changes = list(DegreeChange.objects.filter(case=case).annotate(who=who).order_by("-since", "-pk"))
    states = list(
        CommunityState.objects.filter(case=case, taken_back=False).annotate(who=who).order_by("-since", "-pk")
    )
    return [
        YouthPart(
            effort,
            [
                *(
                    DegreeLine(str(one.get_degree_display()), one.since, one.reason, one.who)
                    for one in changes
                    if one.effort_id == effort.pk
                ),
                DegreeLine(str(SupportDegree(effort.degree).label), effort.started_on, "", effort.who),
            ],
            [
                CommunityPart(
                    one.value,
                    str(one.label),
                    [state for state in states if state.effort_id == effort.pk and state.community == one],
                )
                for one in Community
            ],
        )
        for effort in efforts
    ]


def runs_in(case: Case) -> bool:
    """Whether the unit that has the case runs the effort in it."""
    return YouthEffort.objects.filter(
        case=case, owner_audience_id=case.owner_audience_id, ended_on__isnull=True
    ).exists()


def running_in(case: Case) -> list[YouthEffort]:
    """The youth efforts of a case that have not ended."""
    return list(YouthEffort.objects.filter(case=case, ended_on__isnull=True).order_by("started_on", "pk"))


def degree_now(effort: YouthEffort) -> tuple[str, date]:
    """How much support is needed now, and since when."""
    last = DegreeChange.objects.filter(effort=effort).order_by("-since", "-pk").first()
    return (last.degree, last.since) if last else (effort.degree, effort.started_on)


def last_of(effort: YouthEffort, community: str) -> CommunityState | None:
    """What was written last of a community, if anything."""
    states = CommunityState.objects.filter(effort=effort, community=community, taken_back=False)
    return states.order_by("-since", "-pk").first()


def last_day(effort: YouthEffort) -> date:
    """The last day of which something is written in an effort."""
    days = CommunityState.objects.filter(effort=effort, taken_back=False).values_list("since", flat=True)
    return max(degree_now(effort)[1], *days.order_by("-since")[:1], effort.started_on)


def get_youth_effort(youth_id: int) -> YouthEffort:
    """An effort with its case. Raises NotVisible."""
    effort = YouthEffort.objects.select_related("case").filter(pk=youth_id).first()
    if effort is None:
        raise NotVisible
    return effort


def get_state(state_id: int) -> CommunityState:
    """A line about a community, with its effort and case. Raises NotVisible."""
    state = CommunityState.objects.select_related("effort__case").filter(pk=state_id).first()
    if state is None:
        raise NotVisible
    return state


@dataclass(frozen=True)
class EntryFigure:
    """How many times young people came into a community in a year. None: fewer than five."""

    community: str
    number: int | None


def figures() -> list[tuple[int, list[EntryFigure]]]:
    """The actor's municipality, the newest year first. One statement."""
    rows = cabinet.read("SELECT year, community, number FROM youth.figures()", [])
    return [
        (year, [EntryFigure(str(Community(community).label), number) for _year, community, number in lines])
        for year, lines in groupby(rows, key=lambda row: row[0])
    ]
