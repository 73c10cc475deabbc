"""Who is away, of whom one may write it, and who acts meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Post, Staff
from samspil.organisations.queries import staff_named, staff_of, work_with_children
from samspil.responsibility.models import Absence
from samspil.responsibility.notes import not_there_until, with_notes
from samspil.responsibility.queries import acts_instead

LONGEST_NUMBER = 12  # digits of a number that can be one of ours


@dataclass(frozen=True)
class AbsenceLine:
    """An absence, by name."""

    absence: Absence
    name: str
    deputy: str
    has_begun: bool
    acting: tuple[str, ...] = ()  # who acts for them now
    handed_on: tuple[tuple[str, str], ...] = ()  # for whom they acted when it began, and who does now
    not_all: tuple[str, ...] = ()  # who of those who act is not there to the end, in words

    @property
    def last_day(self) -> date | None:
        """The last day away, where it ends with a day."""
        upper = self.absence.away.upper
        end = timezone.localtime(upper) if upper else None
        return end.date() - timedelta(days=1) if end and end.time() == time() else None


@dataclass(frozen=True)
class OfferedDeputies:
    """Colleagues who can act for those in these units."""

    units: str
    staff: tuple[Staff, ...]


@dataclass(frozen=True)
class AbsencePage:
    """Who of one's own is away, and whom one can say it of."""

    lines: tuple[AbsenceLine, ...]
    whom: tuple[Staff, ...]
    deputies: tuple[OfferedDeputies, ...]
    where: Mapping[int, str]  # the unit of each who works in no unit of the actor


def absence_page(actor: Actor, asked: str = "") -> AbsencePage:
    """One's own absences, those of the colleagues for whom one may write them (`responsibility.says_away`), and what one has written
    of others, as long as it is in force. An administrator does it for everybody, and comes from the page of the one who is asked for. A
    constant number of statements.
    """
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    may = {pk for (pk,) in cabinet.read("SELECT responsibility.may_say_away()", [])}
    if asked.isdecimal() and len(asked) < LONGEST_NUMBER and staff.body.administration_id in own_keys():
        may.add(int(asked))
    others = Staff.objects.filter(pk__in=may, body=staff.body, ended_at__isnull=True).exclude(pk=staff.pk)
    # With who does no work with children nothing lies.
    whom = [staff, *work_with_children(others.order_by("name", "pk"), today)]
    posts = Post.objects.on(today).filter(staff__in=whom).select_related("unit").order_by("-leads", "pk")
    units = {post.unit_id for post in posts}
    own = {post.unit_id for post in posts if post.staff_id == staff.pk}
    beside = Post.objects.on(today).filter(unit_id__in=units).values("staff_id")
    near = Staff.objects.filter(pk__in=beside, ended_at__isnull=True).order_by("name", "pk")
    written = [pk for (pk,) in cabinet.read("SELECT responsibility.written_away()", [])]
    rows = list(
        Absence.objects.filter(
            Q(away__endswith__isnull=True) | Q(away__endswith__gt=actor.at),
            Q(staff_id__in=[one.pk for one in whom]) | Q(pk__in=written),
            away__isempty=False,
        ).order_by("away", "pk")
    )
    instead = acts_instead()
    ids = {one.staff_id for one in rows} | {one.deputy_id or 0 for one in rows} | {pk for row in instead for pk in row}
    names = staff_named(ids)
    return AbsencePage(
        lines=tuple(_lines(rows, names, instead, actor.at)),
        whom=tuple(whom),
        deputies=_deputies(with_notes(work_with_children(near, today), today), whom, today),
        where=_elsewhere([*near], own, today),
    )


def _lines(
    rows: Iterable[Absence], names: Mapping[int, str], instead: Sequence[tuple[int, int, int]], at: datetime
) -> list[AbsenceLine]:
    """The absences with who acts. Four statements at most."""
    rows = list(rows)
    acting = {one.pk: _acting(one, instead, at) for one in rows}
    until = not_there_until({who for each in acting.values() for who in each}, at)
    return [
        _line(one, names, instead, acting[one.pk], [until[who] for who in acting[one.pk] if who in until], at)
        for one in rows
    ]


def _acting(one: Absence, instead: Iterable[tuple[int, int, int]], at: datetime) -> list[int]:
    """Who acts for who is away, or was named to when it begins."""
    if one.away.lower > at:
        return [one.deputy_id] if one.deputy_id else []
    return [acting for away, colleague, acting in instead if away == colleague == one.staff_id]


def _line(
    one: Absence,
    names: Mapping[int, str],
    instead: Iterable[tuple[int, int, int]],
    acting: Iterable[int],
    until: Iterable[tuple[date, str]],
    at: datetime,
) -> AbsenceLine:
    """`until` says from which days who acts is not there."""
    has_begun = one.away.lower <= at
    handed = [(whom, who) for away, whom, who in instead if has_begun and away == one.staff_id != whom]
    upper = one.away.upper
    return AbsenceLine(
        one, names.get(one.staff_id, ""), names.get(one.deputy_id or 0, ""), has_begun,
        acting=tuple(names[who] for who in acting) if has_begun else (),
        handed_on=tuple((names[whom], names[who]) for whom, who in handed),
        not_all=tuple(words for day, words in until if upper is None or day < timezone.localdate(upper)),
    )  # fmt: skip


def _deputies(near: Iterable[Staff], whom: Sequence[Staff], day: date) -> tuple[OfferedDeputies, ...]:
    """Who acts for whom: only who works in a unit with somebody else of those who can be away, under the names of these units (the rule of
    `absence_policies.check_deputy`). One statement.
    """
    near, units, names = list(near), defaultdict[int, set[int]](set), dict[int, str]()
    posts = Post.objects.on(day).filter(staff__in=[*near, *whom]).select_related("unit")
    for post in posts:
        units[post.staff_id].add(post.unit_id)
        names[post.unit_id] = post.unit.name
    of: dict[str, list[Staff]] = {}
    for one in near:
        shared = {unit for away in whom if away.pk != one.pk for unit in units[one.pk] & units[away.pk]}
        if shared:
            of.setdefault(", ".join(sorted(names[unit] for unit in shared)), []).append(one)
    return tuple(OfferedDeputies(name, tuple(staff)) for name, staff in of.items())


def _elsewhere(staff: Iterable[Staff], own: Collection[int], day: date) -> dict[int, str]:
    """The unit of each who works in none of these units. One statement."""
    where: dict[int, str] = {}
    near: set[int] = set()
    for post in Post.objects.on(day).filter(staff__in=staff).select_related("unit").order_by("-leads", "pk"):
        where.setdefault(post.staff_id, post.unit.name)
        near |= {post.staff_id} if post.unit_id in own else set()
    return {pk: name for pk, name in where.items() if pk not in near}


def absence_line(absence: Absence, at: datetime) -> AbsenceLine:
    """One absence with who acts, as far as the actor writes of it. Six statements at most."""
    instead = acts_instead()
    names = staff_named({pk for row in instead for pk in row} | {absence.staff_id, absence.deputy_id or 0})
    (line,) = _lines([absence], names, instead, at)
    return line


def away_now(actor: Actor, staff: Staff) -> AbsenceLine | None:
    """The colleague's own absence of now: who has come back and not said so is still acted for. Seven statements at most, one where
    they are here.
    """
    found = Absence.objects.filter(staff=staff, away__contains=actor.at).order_by("pk").first()
    return absence_line(found, actor.at) if found else None


def get_absence(absence_id: int) -> Absence:
    """One absence. Raises NotVisible."""
    found = Absence.objects.filter(pk=absence_id).first()
    if found is None:
        raise NotVisible
    return found
