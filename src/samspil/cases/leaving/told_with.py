"""What a list of things left says besides: how old the child is, that it was given and came back, and the notifications to send."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from samspil.audit.models import Event
from samspil.cases.leaving.queries import LeftLine, Returned
from samspil.cases.models import Case, Responsibility
from samspil.concerns.chosen.models import TakeOver
from samspil.concerns.chosen.states import Act
from samspil.concerns.models import Concern
from samspil.concerns.queries.clocks import UNSENT, my_clocks
from samspil.concerns.queries.holders import who_has
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import told_apart
from samspil.people.models import Person
from samspil.responsibility.models import Absence
from samspil.responsibility.queries import last_days

KEPT = timedelta(days=31)  # so long it stands beside a thing that somebody gave it back
_BACK = {"case.given_back": "case", "concern.given_back": "concern"}


def with_ages(lines: Iterable[LeftLine]) -> list[LeftLine]:
    """The lines, each with the birth date of the child it is about. One statement."""
    lines = list(lines)
    born = dict(Person.objects.filter(pk__in={line.subject for line in lines}).values_list("pk", "birth_date"))
    return [replace(line, born=born.get(line.subject or 0)) for line in lines]


def with_returned(lines: Iterable[LeftLine], at: datetime) -> list[LeftLine]:
    """The lines, those that a colleague was given and has given back with who did, and why. Four statements; one where nothing came
    back.
    """
    lines = list(lines)
    cases, concerns = ([line.pk for line in lines if line.kind == kind] for kind in ("case", "concern"))
    about = Q(object_table=Case._meta.db_table, object_id__in=cases, act="case.given_back") | Q(
        object_table=Concern._meta.db_table, object_id__in=concerns, act="concern.given_back"
    )
    events = {
        (_BACK[event.act], event.object_id): event
        for event in Event.objects.filter(about, at__gt=at - KEPT).order_by("at", "pk")
    }
    if not events:
        return lines
    times = [event.at for event in events.values()]
    words = _words(cases, concerns, times)
    by = dict(
        Staff.objects.filter(principal_id__in=[event.principal for event in events.values()]).values_list(
            "principal_id", "name"
        )
    )
    found = {
        key: Returned(by.get(event.principal or 0, ""), event.at, words[(*key, event.at)])
        for key, event in events.items()
        if (*key, event.at) in words
    }
    return [replace(line, returned=found.get((line.kind, line.pk))) for line in lines]


def _words(cases: list[int], concerns: list[int], times: list[datetime]) -> dict[tuple[str, int | None, datetime], str]:
    """Why it was given back, by kind, number and instant, while it lies since then with who has it again. Two statements."""
    duties = Responsibility.objects.filter(case_id__in=cases, period__upper_inf=True, written_at__in=times)
    found: dict[tuple[str, int | None, datetime], str] = {
        ("case", pk, written_at): reason
        for pk, written_at, reason in duties.values_list("case_id", "written_at", "reason")
        if written_at is not None
    }
    lines = TakeOver.objects.filter(concern_id__in=concerns, act=Act.GIVEN_BACK, at__in=times)
    return found | {("concern", pk, when): words for pk, when, words in lines.values_list("concern_id", "at", "words")}


def unsent_in(unit: Unit, at: datetime) -> list[LeftLine]:
    """The notifications at the doors of a unit that somebody was named to send who is away, has left, or stops in the unit on a settled
    day; and who sends them now. One statement where there is none, a constant number else.
    """
    clocks = {pk: clock for pk, clock in my_clocks().items() if clock.waits == UNSENT and clock.named}
    concerns = Concern.objects.filter(pk__in=clocks, door__unit=unit).in_bulk() if clocks else {}
    if not concerns:
        return []
    people = told_apart(Staff.objects.in_bulk({clocks[pk].named or 0 for pk in concerns}))
    away = set(Absence.objects.filter(staff__in=people, away__contains=at).values_list("staff_id", flat=True))
    stops, held = last_days(unit.pk, at), who_has(concerns.values(), at)
    lines = []
    for pk, concern in sorted(concerns.items()):
        clock = clocks[pk]
        staff = people[clock.named or 0]
        is_away, leaves_on = staff.pk in away, stops.get(staff.pk)
        if clock.named_sends and leaves_on is None:
            continue
        gone = not clock.named_sends and not is_away
        acting = held[pk].now if pk in held and not clock.named_sends else None
        line = LeftLine(
            "notification", pk, concern.who, "", timezone.localdate(clock.due), unit.pk, staff, acting, gone,
            None if gone else leaves_on, is_away=is_away,
        )  # fmt: skip
        lines.append(line)
    return lines
