"""What was understood of a list, line by line, before anything of it is received.

Seen by its reader alone. The matches are worked out anew each time and stored nowhere: before a person has chosen, no
row says that a child is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns import policies
from samspil.concerns.lists.differences import Difference, Earlier, differences
from samspil.concerns.lists.events import Event, events
from samspil.concerns.lists.lines import Line, child_keys, line_from_json
from samspil.concerns.models import ListEntry, ListRole
from samspil.lib.names import fold
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Forum, Unit
from samspil.organisations.profile import AgeScope
from samspil.organisations.queries import get_forum, terms_of
from samspil.people import cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import Match, matches
from samspil.sharing.drafts.queries import draft, drafts_under

CREATE, SKIP, UPDATE, PICK = "create", "skip", "update", "pick-"
PREFIX = "policelist:"
APART = frozenset({ListRole.VICTIM, ListRole.WITNESS})


def draft_key(key: UUID) -> str:
    """Under which the reading lies among its reader's drafts."""
    return f"{PREFIX}{key}"


def choices_key(key: UUID) -> str:
    """Under which the choices lie while they are being made."""
    return f"{PREFIX}{key}:choices"


@dataclass(frozen=True)
class Candidate:
    """A record that may be the child of a line."""

    person: Person
    by_number: bool
    is_ours: bool  # kept by the forum's door
    kept_by: str

    @property
    def answer(self) -> str:
        """The choice that picks it."""
        return f"{PICK}{self.person.pk}"


@dataclass(frozen=True)
class PreviewLine:
    """A line, what is to be known of it, and what can be done with it. `default` is None where a person must choose."""

    index: int
    line: Line
    age: int | None
    role: str | None
    is_above: bool
    is_below: bool
    candidates: tuple[Candidate, ...]
    difference: Difference
    changed_in: tuple[str, ...]
    options: tuple[str, ...]
    default: str | None

    @property
    def role_was_changed(self) -> bool:
        """Under 15: the list said charged."""
        return self.role != self.line.role

    @property
    def is_apart(self) -> bool:
        """Victims and witnesses are met otherwise, and stand apart."""
        return self.role in APART

    @property
    def needs_a_look(self) -> bool:
        """Anything to choose, or to be told."""
        return not self.is_same and bool(self.candidates or self.difference.changed or self.is_above or self.is_below)

    @property
    def is_known_by_number(self) -> bool:
        """The number says who it is, and nothing else is to be told: such lines stand folded."""
        by_number = self.default is not None and any(
            one.by_number and one.answer == self.default for one in self.candidates
        )
        return (
            by_number and len(self.candidates) == 1 and not (self.is_above or self.is_below or self.difference.changed)
        )

    @property
    def is_same(self) -> bool:
        """Has been received before, unchanged."""
        return self.difference.same is not None


@dataclass(frozen=True)
class Preview:
    """The page before a list is received."""

    key: UUID
    forum: Forum
    giver: Unit
    meets_on: date | None
    day: date
    ages: AgeScope
    columns: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    problems: tuple[str, ...]
    lines: tuple[PreviewLine, ...]
    events: tuple[Event, ...]
    gone: tuple[Earlier, ...]
    family: Unit | None = field(default=None)

    @property
    def looked_at(self) -> list[PreviewLine]:
        """Lines with something to choose or to be told, the open choices first."""
        return sorted((line for line in self.lines if line.needs_a_look), key=lambda line: line.default is not None)

    @property
    def plain(self) -> list[PreviewLine]:
        """Lines of which nothing is to be said, but for victims and witnesses."""
        return [line for line in self.lines if not (line.needs_a_look or line.is_apart or line.is_same)]

    @property
    def apart(self) -> list[PreviewLine]:
        """Victims and witnesses of which nothing is to be said."""
        return [line for line in self.lines if line.is_apart and not (line.needs_a_look or line.is_same)]

    @property
    def same(self) -> list[PreviewLine]:
        """Lines that stand on the week's list already."""
        return [line for line in self.lines if line.is_same]

    @property
    def matched(self) -> int:
        """How many lines tell of somebody known; for the record of the reading."""
        return sum(bool(line.candidates) for line in self.lines)


def preview(actor: Actor, key: UUID) -> Preview:
    """The reading that lies in the actor's draft, with matches, events and differences. Constant statements.

    Raises NotVisible where there is no such draft, Refused where it cannot be opened any more.
    """
    kept = (draft(actor, draft_key(key)) or {}).get("list")
    if kept is None:
        raise NotVisible
    forum = get_forum(kept["forum"])
    own = own_keys()
    policies.check_may_receive(actor, forum, own)
    try:
        lines = [line_from_json(row) for row in kept["rows"]]
    except cpr_at_rest.Unreadable as error:
        raise Refused(_("What was read cannot be opened any more. Choose the file once more.")) from error
    meets_on = date.fromisoformat(kept["meets_on"]) if kept["meets_on"] else None
    today = timezone.localdate(actor.at)
    day = meets_on or today
    ages = terms_of(forum, day).ages
    compared, gone = differences(lines, _earlier(forum, meets_on or today, lines, own))
    found = matches([line.child for line in lines])
    told = [_line(index, line, found[index], compared[index], forum, ages, day) for index, line in enumerate(lines)]
    units = Unit.objects.filter(Q(pk=kept["giver"]) | Q(sector="social", seat__forum=forum)).distinct().order_by("pk")
    by_id = {unit.pk: unit for unit in units}
    return Preview(
        key=key,
        forum=forum,
        giver=by_id[kept["giver"]],
        meets_on=meets_on,
        day=day,
        ages=ages,
        columns=tuple(kept["columns"].items()),
        unread=tuple(kept["unread"]),
        problems=tuple(problem["message"] for problem in kept["problems"]),
        lines=tuple(told),
        events=tuple(events(_taken(told))),
        gone=tuple(gone),
        family=next((unit for unit in by_id.values() if unit.sector == "social"), None),
    )


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


def _line(
    index: int,
    line: Line,
    found: Sequence[Match],
    difference: Difference,
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
    options, default = _answers(line, candidates, difference, above=above, below=below)
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
    )


def _candidate(match: Match, forum: Forum) -> Candidate:
    person = match.person
    return Candidate(person, match.by == "cpr", person.owner_audience_id == forum.door_id, person.owner_audience.name)


def _answers(
    line: Line, candidates: Sequence[Candidate], difference: Difference, *, above: bool, below: bool
) -> tuple[tuple[str, ...], str | None]:
    """What can be chosen for a line, and what is chosen in advance: a record by its number, else a new one.

    A match by name and birth date, or a number beside quite another name, is for a person to judge.
    """
    if above or difference.same:
        return (SKIP,), SKIP
    if difference.changed:
        return (UPDATE, SKIP), UPDATE
    picks = tuple(candidate.answer for candidate in candidates)
    by_number = [candidate for candidate in candidates if candidate.by_number]
    # The number finds the record in its audience anyway; a new one beside it cannot be.
    new = () if by_number else (CREATE,)
    if below:
        return (*picks, *new, SKIP), SKIP
    if by_number and _is_one_name(line.name, by_number[0].person.name):
        return (*picks, *new, SKIP), picks[0]
    return (*picks, *new, SKIP), None if candidates else CREATE


def _is_one_name(written: str, known: str) -> bool:
    """The two have a word in common, or one of them says nothing."""
    ours, theirs = set(fold(written).split()), set(fold(known).split())
    return not ours or not theirs or bool(ours & theirs)


def _taken(lines: Sequence[PreviewLine]) -> list[Line]:
    """The lines as events see them: what stands on the week's list already, or cannot be taken, tells of no new one."""
    blank = Line(row=0)
    return [blank if line.is_same or line.is_above or line.difference.changed else line.line for line in lines]
