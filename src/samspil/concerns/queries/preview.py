"""What was understood of a list, line by line, before anything of it is received.

Seen by its reader alone. The matches are worked out anew each time and stored nowhere: before a person has chosen, no
row says that a child is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns import policies
from samspil.concerns.lists.differences import Difference, Earlier, differences
from samspil.concerns.lists.events import events
from samspil.concerns.lists.lines import Line, child_keys, line_from_json
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.preview_page import (
    COLUMNS,
    CREATE,
    SAME_AS,
    SKIP,
    UPDATE,
    Candidate,
    LeftOut,
    Preview,
    PreviewLine,
)
from samspil.lib.names import are_like, fold
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Forum, Unit
from samspil.organisations.profile import AgeScope
from samspil.organisations.queries import get_forum, terms_of
from samspil.people import cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import Match, matches
from samspil.sharing.drafts.queries import draft, drafts_under

PREFIX = "policelist:"


def draft_key(key: UUID) -> str:
    """Under which the reading lies among its reader's drafts."""
    return f"{PREFIX}{key}"


def choices_key(key: UUID) -> str:
    """Under which the choices lie while they are being made."""
    return f"{PREFIX}{key}:choices"


def preview(actor: Actor, key: UUID, *, taken: Collection[str] = (), days: Mapping[int, str] | None = None) -> Preview:
    """The reading that lies in the actor's draft, with matches, events and differences. Constant statements.

    `taken` are parts that are left out else, `days` what was said of days in doubt. Raises NotVisible where there is no
    such draft, Refused where it cannot be opened any more.
    """
    kept = (draft(actor, draft_key(key)) or {}).get("list")
    if kept is None:
        raise NotVisible
    forum = get_forum(kept["forum"])
    own = own_keys()
    policies.check_may_receive(actor, forum, own)
    try:
        lines = _lines(kept, taken, days or {})
    except cpr_at_rest.Unreadable as error:
        raise Refused(_("What was read cannot be opened any more. Choose the file once more.")) from error
    meets_on = date.fromisoformat(kept["meets_on"]) if kept["meets_on"] else None
    today = timezone.localdate(actor.at)
    day = meets_on or today
    ages = terms_of(forum, day).ages
    read = [index for index, line in enumerate(lines) if not line.part or line.part in taken]
    compared, gone = differences([lines[i] for i in read], _earlier(forum, meets_on or today, lines, own))
    found = matches([lines[i].child for i in read])
    alike = _alike([(i, lines[i]) for i in read])
    told = [_left_out(index, line, day) for index, line in enumerate(lines)]
    for place, i in enumerate(read):
        told[i] = _line(i, lines[i], found[place], compared[place], alike.get(i, ()), forum, ages, day)
    units = Unit.objects.filter(Q(pk=kept["giver"]) | Q(sector="social", seat__forum=forum)).distinct().order_by("pk")
    by_id = {unit.pk: unit for unit in units}
    asked = {lines[i].row for i in read if lines[i].date_choices}
    return Preview(
        key=key,
        forum=forum,
        giver=by_id[kept["giver"]],
        meets_on=meets_on,
        day=day,
        ages=ages,
        columns=tuple(kept["columns"].items()),
        unread=tuple(kept["unread"]),
        problems=tuple(_problems(kept, taken, asked)),
        lines=tuple(told),
        events=tuple(events(_taken(told))),
        gone=tuple(gone),
        notes=tuple(kept.get("notes", ())),
        asides=tuple(_parts(kept, taken, told)),
        family=next((unit for unit in by_id.values() if unit.sector == "social"), None),
    )


def _lines(kept: Mapping[str, Any], taken: Collection[str], days: Mapping[int, str]) -> list[Line]:
    """The lines as they are with the hidden columns, if these are taken, and with the days that were chosen."""
    with_hidden = kept.get("with_hidden", {}) if COLUMNS in taken else {}
    lines = [line_from_json(with_hidden.get(str(index), row)) for index, row in enumerate(kept["rows"])]
    for index, said in days.items():
        chosen = {day.isoformat(): day for day in lines[index].date_choices} if index < len(lines) else {}
        if said in chosen:
            lines[index] = replace(lines[index], happened_on=chosen[said])
    return lines


def _problems(kept: Mapping[str, Any], taken: Collection[str], asked: Collection[int]) -> list[str]:
    """What is to be looked at in the file, but for parts that are left out, and for days that the page asks about."""
    return [
        problem["message"]
        for problem in kept["problems"]
        if problem.get("part", "") in {"", *taken} and not (problem["column"] == "date" and problem["row"] in asked)
    ]


def _parts(kept: Mapping[str, Any], taken: Collection[str], told: Sequence[PreviewLine]) -> list[LeftOut]:
    by_part: dict[str, list[PreviewLine]] = defaultdict(list)
    for line in told:
        by_part[line.line.part].append(line)
    by_part[COLUMNS] = [told[int(index)] for index in kept.get("with_hidden", {})]
    return [
        LeftOut(
            part["key"], part["kind"], part["name"], part["more"], part["key"] in taken, tuple(by_part[part["key"]])
        )
        for part in kept.get("parts", ())
    ]


def _alike(lines: Sequence[tuple[int, Line]]) -> dict[int, tuple[int, ...]]:
    """For each line the earlier ones that may tell of the same child: one birth date and a like name, by other keys.

    Two lines with a CPR number each are clear already.
    """
    born: dict[date, list[tuple[int, Line]]] = defaultdict(list)
    answer: dict[int, tuple[int, ...]] = {}
    for index, line in lines:
        if line.birth_date is None or not fold(line.name):
            continue
        before = born[line.birth_date]
        told_already = any(line.child_keys[0] == other.child_keys[0] for _index, other in before)
        alike = [i for i, other in before if not (line.cpr and other.cpr) and are_like(line.name, other.name)]
        if alike and not told_already:
            answer[index] = (alike[0],)
        before.append((index, line))
    return answer


def unfinished(actor: Actor) -> list[UUID]:
    """The actor's readings that have not been received yet, newest first."""
    keys = [kept.key.removeprefix(PREFIX) for kept in drafts_under(actor, PREFIX) if "list" in kept.data]
    return [UUID(key) for key in keys]


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _earlier(forum: Forum, day: date, lines: Sequence[Line], own: Sequence[int]) -> list[Earlier]:
    """What the forum has received in that week, in a file or aloud, and still keeps."""
    week = week_of(day)
    entries = list(
        ListEntry.objects.filter(
            Q(police_list__meets_on__range=week)
            | Q(police_list__meets_on__isnull=True, police_list__received_on__range=week),
            police_list__forum_id=forum.pk,
            owner_audience_id__in=own,
        )
        .select_related("incident")
        .order_by("police_list_id", "row", "pk")
    )
    persons = Person.objects.in_bulk({entry.subject for entry in entries if entry.subject})
    numbers = {cpr_at_rest.keyed_hash(line.cpr): line.cpr for line in lines if line.cpr}
    return [_as_earlier(entry, persons.get(entry.subject or 0), numbers) for entry in entries]


def _as_earlier(entry: ListEntry, person: Person | None, numbers: dict[bytes, str]) -> Earlier:
    hashed = bytes(person.cpr_hash) if person and person.cpr_hash is not None else None
    number = numbers.get(hashed) if hashed else None
    event = entry.incident
    return Earlier(
        id=entry.pk,
        name=entry.name,
        birth_date=entry.birth_date,
        role=entry.role,
        text=entry.text or (event.text if event else ""),
        place=entry.place or (event.place if event else ""),
        happened_on=entry.happened_on,
        reference=entry.reference,
        fingerprint=bytes(entry.fingerprint) if entry.fingerprint is not None else None,
        child_keys=child_keys(entry.name, entry.birth_date, number),
        other_number=hashed is not None and number is None,
    )


def _left_out(index: int, line: Line, day: date) -> PreviewLine:
    """A line that is not taken: it is shown as it stands, and looked up nowhere."""
    age = policies.age_of(line.birth_date, None, day)
    return PreviewLine(
        index, line, age, line.role, is_above=False, is_below=False, candidates=(), difference=Difference(), changed_in=(),
        options=(SKIP,), default=SKIP, is_left_out=True,
    )  # fmt: skip


def _line(
    index: int,
    line: Line,
    found: Sequence[Match],
    difference: Difference,
    alike: tuple[int, ...],
    forum: Forum,
    ages: AgeScope,
    day: date,
) -> PreviewLine:
    age = policies.age_of(line.birth_date, None, day)
    role = policies.role_as_met(line.role, policies.age_of(line.birth_date, None, line.happened_on or day))
    above, below = policies.is_above(age, ages), policies.is_below(age, ages)
    candidates = sorted(
        (_candidate(match, forum) for match in found), key=lambda one: (not one.by_number, not one.is_ours)
    )
    options, default = _answers(line, candidates, alike, difference, above=above, below=below)
    return PreviewLine(
        index=index,
        line=line,
        age=age,
        role=role,
        is_above=above,
        is_below=below,
        candidates=() if above or difference.same else tuple(candidates),
        difference=difference,
        changed_in=difference.changed.differs_in(line, role) if difference.changed else (),
        options=options,
        default=default,
        alike=() if above or difference.same or difference.changed else alike,
    )


def _candidate(match: Match, forum: Forum) -> Candidate:
    person = match.person
    is_ours = person.owner_audience_id == forum.door_id
    is_like = match.by == "like_name_and_birth_date"
    return Candidate(person, match.by == "cpr", is_ours, person.owner_audience.name, is_like)


def _answers(
    line: Line,
    candidates: Sequence[Candidate],
    alike: Sequence[int],
    difference: Difference,
    *,
    above: bool,
    below: bool,
) -> tuple[tuple[str, ...], str | None]:
    """What can be chosen for a line, and what is chosen in advance: a record by its number, else a new one.

    A match by name and birth date, or a number beside a new name, is for a person to judge.
    """
    if above or difference.same:
        return (SKIP,), SKIP
    if difference.changed:
        return (UPDATE, SKIP), UPDATE
    by_number = [candidate for candidate in candidates if candidate.by_number]
    is_known = bool(by_number) and _is_one_name(line.name, by_number[0].person.name)
    picks = [candidate.answer for candidate in candidates]
    if by_number and not is_known:
        picks = [one.renaming for one in by_number if one.is_ours] + picks
    # The number finds the record in its audience anyway; a new one beside it cannot be.
    new = () if by_number else (CREATE,)
    options = (*picks, *(f"{SAME_AS}{index}" for index in alike if not by_number), *new, SKIP)
    if below:
        return options, SKIP
    if is_known:
        return options, by_number[0].answer
    return options, None if candidates or alike else CREATE


def _is_one_name(written: str, known: str) -> bool:
    """The two may be one person's name, or one of them says nothing."""
    return not fold(written) or not fold(known) or are_like(written, known)


def _taken(lines: Sequence[PreviewLine]) -> list[Line]:
    """The lines as events see them: what stands on the week's list already, or cannot be taken, tells of no new one."""
    blank = Line(row=0)
    return [blank if line.is_aside or line.is_above or line.difference.changed else line.line for line in lines]


__all__ = ["Preview", "PreviewLine", "choices_key", "draft_key", "preview", "unfinished", "week_of"]
