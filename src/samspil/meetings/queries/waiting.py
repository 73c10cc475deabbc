"""What waits to be placed on an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import ngettext

from samspil.concerns.models import Concern, ConcernState, ListEntry
from samspil.lib.calendars import age_on
from samspil.lib.names import spelled
from samspil.meetings.actions.preparing import Placement, has_adult_block
from samspil.meetings.models import Attendance, Item, Meeting, MeetingState, is_on_an_agenda
from samspil.meetings.past import as_a_whole
from samspil.meetings.queries.due import Agreed, FollowUp, due_lines, follow_ups
from samspil.meetings.queries.whose_now import whose_now
from samspil.meetings.states import ADULT, ItemState, Source
from samspil.organisations.models import Forum
from samspil.organisations.profile import Terms
from samspil.people.models import Person


@dataclass(frozen=True)
class Waits:
    """How much waits to be placed on an agenda, by where it comes from."""

    entries: int
    concerns: int
    follow_ups: int

    @property
    def all(self) -> int:
        return self.entries + self.concerns + self.follow_ups

    @property
    def words(self) -> list[str]:
        """ "25 lines from lists", "5 concerns": what there is none of is left out."""
        found = [
            (
                self.entries,
                ngettext("%(n)s line from a list", "%(n)s lines from lists", self.entries),
            ),
            (self.concerns, ngettext("%(n)s concern", "%(n)s concerns", self.concerns)),
            (self.follow_ups, ngettext("%(n)s follow-up", "%(n)s follow-ups", self.follow_ups)),
        ]
        return [words % {"n": number} for number, words in found if number]


@dataclass(frozen=True)
class Suggestion:
    """Something that waits to be placed on the agenda."""

    kind: str  # entry | later (a line of another meeting's list) | concern | followup | older (one that counts as due no more)
    id: int
    label: str
    note: str
    age: int | None
    role: str | None
    parked: bool
    agreed: Sequence[Agreed] = ()  # of a follow-up: what is due
    deeds: Sequence[ListEntry] = ()  # of a child on the police's list: its lines
    meets_on: date | None = None  # the meeting that the list was received for; None: this one
    known_as: str = ""  # what the child is called here, where the list spells the name otherwise

    @property
    def has_several(self) -> bool:
        """Whether it has more than one line."""
        return len(self.deeds) > 1


@dataclass(frozen=True)
class Standing:
    """What stands on an agenda already, though the reader does not read it."""

    entries: frozenset[int] = frozenset()
    concerns: frozenset[int] = frozenset()
    children: frozenset[int] = frozenset()


NOTHING = Standing()
GROWN_UP = 18


def what_waits(meeting: Meeting, terms: Terms | None = None) -> Waits:
    """How much waits for this meeting, as far as the actor reads it: of an open meeting too, whose list may come late. Older
    follow-ups are not counted. One statement, and the forum's terms where they are not given.
    """
    *counts, has_left = _counted(meeting, terms, NOTHING)
    if has_left:
        *counts, has_left = _counted(meeting, terms, _placed_since(meeting))
    return Waits(*counts)


def _counted(meeting: Meeting, terms: Terms | None, stands: Standing) -> tuple[Any, ...]:
    day = timezone.localdate(meeting.starts_at)
    entries = _entries(meeting, stands).exclude(police_list__meets_on__gt=day)
    counts = Forum.objects.filter(pk=meeting.forum_id).values_list(
        _number_of(entries, Coalesce("subject", -F("pk"))),  # a child with several lines is one matter
        _number_of(_concerns(meeting, stands), F("pk")),
        _number_of(_due_lines(meeting, terms, stands).filter(is_older=False), F("subject")),
        Exists(_has_left(meeting)),
    )
    found: tuple[Any, ...] = counts.get()
    return found


def _has_left(meeting: Meeting) -> QuerySet[Attendance]:
    """The reader's line of the attendance, where they have left."""
    own = RawSQL("SELECT unnest(access.own_keys())", [])
    return Attendance.objects.filter(meeting=meeting, left_at__isnull=False, staff__person_audience_id__in=own)


def _placed_since(meeting: Meeting) -> Standing:
    """What stands on a meeting's agenda, for who keeps its minutes and has left it. Four statements."""
    with as_a_whole(meeting):
        placed = Item.objects.filter(meeting=meeting).exclude(state=ItemState.WITHDRAWN)
        rows = list(placed.values_list("entry_id", "concern_id", "subject"))
    entries, concerns, children = (
        (frozenset(one for one in column if one) for column in zip(*rows, strict=True)) if rows else ((), (), ())
    )
    return Standing(frozenset(entries), frozenset(concerns), frozenset(children))


def _standing(meeting: Meeting) -> Standing:
    """The same, where it is asked for: nothing for all others. One statement of a meeting in progress."""
    if meeting.state != MeetingState.OPEN or not _has_left(meeting).exists():
        return NOTHING
    return _placed_since(meeting)


def _due_lines(meeting: Meeting, terms: Terms | None, stands: Standing) -> QuerySet[Any]:
    lines = due_lines(meeting, terms)
    return lines.exclude(subject__in=stands.children) if stands.children else lines


def _due(meeting: Meeting, stands: Standing) -> list[FollowUp]:
    return [due for due in follow_ups(meeting) if due.id not in stands.children]


def _number_of(rows: QuerySet[Any], different: Combinable) -> Subquery:
    count = Func(different, template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(how_many=count).values("how_many"))


def _entries(meeting: Meeting, stands: Standing) -> QuerySet[ListEntry]:
    waiting = ListEntry.objects.exclude(pk__in=stands.entries) if stands.entries else ListEntry.objects.all()
    return waiting.filter(
        ~is_on_an_agenda("entry"), owner_audience_id=meeting.forum.door_id, police_list__forum_id=meeting.forum_id,
        removed_at__isnull=True,
    )  # fmt: skip


def _by_child(meeting: Meeting, stands: Standing) -> list[list[ListEntry]]:
    """The waiting lines, those about one child together: of the lists for this meeting or an earlier one, then of others.
    Somebody not identified stands alone.
    """
    entries = (
        _entries(meeting, stands)
        .select_related("police_list", "incident", "giver_unit")
        .annotate(child_name=_of_child("name"), child_born=_of_child("birth_date"))
        .order_by("police_list_id", "row", "pk")
    )
    groups: dict[tuple[object, ...], list[ListEntry]] = {}
    for entry in entries:
        later = entry.police_list.meets_on if _is_later(meeting, entry) else None
        groups.setdefault((later, entry.subject or f"line {entry.pk}"), []).append(entry)
    return sorted(groups.values(), key=lambda lines: _is_later(meeting, lines[0]))


def _of_child(field: str) -> Subquery:
    """What the record of a line's child says."""
    return Subquery(Person.objects.filter(pk=OuterRef("subject")).values(field))


def _age_of(entry: Any, day: date) -> int | None:
    """By the birth date on the line, else on the child's record, else as it was told."""
    born = entry.birth_date or entry.child_born
    return age_on(born, day) if born else entry.age_told


def _called_here(entry: Any) -> str:
    """The name on the child's record, where it is another than the line's."""
    is_other = entry.name and entry.child_name and spelled(entry.child_name) != spelled(entry.name)
    return entry.child_name if is_other else ""


def _is_later(meeting: Meeting, entry: ListEntry) -> bool:
    """Whether the line was received for a meeting that comes after this one."""
    meets_on = entry.police_list.meets_on
    return meets_on is not None and meets_on > timezone.localdate(meeting.starts_at)


def _concerns(meeting: Meeting, stands: Standing) -> QuerySet[Concern]:
    waiting = Concern.objects.exclude(pk__in=stands.concerns) if stands.concerns else Concern.objects.all()
    return waiting.filter(
        ~is_on_an_agenda("concern"),
        owner_audience_id=meeting.forum.door_id,
        forum_id=meeting.forum_id,
        state=ConcernState.NEW,
    )


def suggestions(meeting: Meeting) -> list[Suggestion]:
    """Children on the police's lists and concerns that stand on no agenda, then follow-ups that are due. A child with several
    lines is one matter; lines that were received for a later meeting stand by themselves.

    What was taken off an agenda waits again, or nobody would ever be asked about that child.

    Only entries that still lie at the forum's door: of one that was decided, the item is hidden and the entry is the
    police's again, and it must not look as if it waited.
    """
    stands = _standing(meeting)
    found = _children(meeting, stands)
    concerns = _concerns(meeting, stands).order_by("written_at")
    found += [Suggestion("concern", concern.pk, concern.who, concern.text, None, None, False) for concern in concerns]
    due_now = _due(meeting, stands)
    found += [
        Suggestion(
            "older" if due.is_older else "followup",
            due.id,
            due.person.name,
            "",
            due.age,
            None,
            False,
            agreed,
        )
        for due, agreed in zip(due_now, _with_whose(due_now), strict=True)
    ]
    return _with_parked(meeting, found)


def children_on_lists(meeting: Meeting) -> list[Suggestion]:
    """Of these the children on the lists alone. One statement, and a few of a meeting in progress that the reader has left."""
    return _with_parked(meeting, _children(meeting, _standing(meeting)))


def _children(meeting: Meeting, stands: Standing) -> list[Suggestion]:
    day = timezone.localdate(meeting.starts_at)
    found = []
    for lines in _by_child(meeting, stands):
        entry, meets_on = lines[0], lines[0].police_list.meets_on
        found.append(
            Suggestion(
                "later" if _is_later(meeting, entry) else "entry",
                entry.pk,
                entry.name,
                entry.text,
                _age_of(entry, day),
                entry.role,
                False,
                deeds=lines,
                meets_on=None if meets_on == day else meets_on,
                known_as=_called_here(entry),
            )
        )
    return found


def _with_whose(due: Sequence[FollowUp]) -> list[list[Agreed]]:
    """What is due, each line with who has it now beside who was responsible. One statement, none where nothing is due."""
    lines = [line.decision_id for one in due for line in one.agreed]
    now = whose_now(lines, timezone.now())
    return [
        [
            replace(line, responsible=f"{line.responsible}, {now[line.decision_id]}")
            if line.decision_id in now
            else line
            for line in one.agreed
        ]
        for one in due
    ]


def _with_parked(meeting: Meeting, found: Sequence[Suggestion]) -> list[Suggestion]:
    """The same, with who waits for a meeting with the block for adults, in a forum that has one. One statement where there is an
    adult.
    """
    adults = [one for one in found if (one.age or 0) >= GROWN_UP]
    waits = bool(adults) and ADULT not in meeting.blocks and has_adult_block(meeting)
    return [replace(one, parked=waits and (one.age or 0) >= GROWN_UP) for one in found]


def placements_of(meeting: Meeting, chosen: Sequence[str], *, hidden: str = "") -> list[Placement]:
    """The suggestions that were chosen ("entry-7", "later-8", "concern-3", "followup-9", "older-4"), events together; `hidden`
    stands for their names.
    """
    ids = {
        kind: [int(one.split("-")[1]) for one in chosen if one.startswith(f"{kind}-")]
        for kind in ("entry", "later", "concern", "followup", "older")
    }
    of_children, followed_up = {*ids["entry"], *ids["later"]}, {*ids["followup"], *ids["older"]}
    stands = _standing(meeting)
    lines = [line for lines in _by_child(meeting, stands) if lines[0].pk in of_children for line in lines]
    entries = [
        Placement(
            label=hidden or entry.name,
            source=Source.LIST,
            subject=entry.subject,
            birth_date=entry.birth_date,
            age_told=entry.age_told,
            role=entry.role,
            named=not hidden,
            entry_id=entry.pk,
            incident_id=entry.incident_id,
            origin=entry.origin,
        )
        for entry in sorted(lines, key=lambda line: (line.incident_id or 0, line.row or 0, line.pk))
    ]
    concerns = [
        Placement(
            label=hidden or concern.who,
            source=Source.CONCERN,
            about=concern.about,
            subject=concern.subject,
            named=not hidden,
            concern_id=concern.pk,
        )
        for concern in Concern.objects.filter(pk__in=ids["concern"]).order_by("written_at")
    ]
    due = _due(meeting, stands) if followed_up else []
    return (
        entries
        + concerns
        + [
            Placement(
                label=hidden or one.person.name,
                source=Source.FOLLOW_UP,
                subject=one.id,
                birth_date=one.person.birth_date,
                age_told=None if one.person.birth_date else one.age,
                named=not hidden,
                from_item_id=one.agreed[-1].item_id,
            )
            for one in due
            if one.id in followed_up
        ]
    )
