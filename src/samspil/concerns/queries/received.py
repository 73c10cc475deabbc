"""A list as it was received, and one line of it: with the child it is about, where it stands on an agenda, what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.access.models import History
from samspil.concerns import agendas, policies
from samspil.concerns.agendas import Place
from samspil.concerns.lists.likeness import deed_key
from samspil.concerns.models import Incident, ListEntry, PoliceList
from samspil.concerns.queries.earlier import TELLING, TELLING_EVENT, Before, latest_first, stood_before
from samspil.concerns.queries.outcomes import name_of, nowhere_new, outcome
from samspil.concerns.queries.remarks import remarks_before
from samspil.concerns.queries.telling import removed_of
from samspil.concerns.queries.twins import twins_of
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Forum, Unit
from samspil.organisations.queries import get_forum
from samspil.organisations.queries.faster import faster
from samspil.people.models import Person
from samspil.people.policies import are_two
from samspil.people.queries import Child, Match, get_person, matches, standing


@dataclass(frozen=True)
class EntryLine:
    """One entry with its age on the day of the meeting, the event it tells of, the child, and where it stands. Where the list tells no
    age, it is the known child's.
    """

    entry: ListEntry
    age: int | None
    child: Person | None = None
    place: Place | None = None
    double_of: PoliceList | None = None  # an earlier list that says the same of the same child

    @property
    def words(self) -> tuple[str, ...]:
        """The event's words, told once and without names, and the entry's own beside them."""
        event = self.entry.incident
        return tuple(dict.fromkeys(filter(None, [event.text if event else "", self.entry.text])))

    @property
    def is_double_here(self) -> bool:
        """Whether the line that says the same stands on the same list."""
        return self.double_of is not None and self.double_of.pk == self.entry.police_list_id

    @property
    def text(self) -> str:
        """The words as one text."""
        return "\n".join(self.words)


@dataclass(frozen=True)
class Corrected:
    """A line of an earlier list that a list has corrected, and what it said until then. `also` are lines of the same child of which
    the same was corrected.
    """

    entry: ListEntry
    said: tuple[tuple[str, Any], ...]
    also: tuple[ListEntry, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """The same for lines of which one sentence tells what was corrected."""
        return self.entry.subject or -self.entry.pk, self.said, *(getattr(self.entry, name) for name, _was in self.said)


@dataclass(frozen=True)
class ListPage:
    """A list as it was received. `removed` are lines that somebody took away again."""

    received: PoliceList
    forum: Forum
    giver: Unit
    by: str
    entries: tuple[EntryLine, ...]
    removed: tuple[EntryLine, ...]
    corrected: tuple[Corrected, ...] = ()  # lines of earlier lists that this one has corrected, while they stand
    gone: tuple[EntryLine, ...] = ()  # removed lines of earlier lists that said what rows of this one say
    removed_remark: Before | None = None  # what the remark said until somebody removed it

    @property
    def outcome(self) -> str:
        """What became of the rows of a list in a file."""
        if self.removed and not self.entries:
            number = len(self.removed)
            return ngettext(
                "%(n)s line was received and has been removed since.",
                "%(n)s lines were received, and all have been removed since.", number,
            ) % {"n": number}  # fmt: skip
        return outcome(self.received, len(self.entries) + len(self.removed), removed=len(self.removed))

    @property
    def waiting(self) -> list[EntryLine]:
        """Lines that stand on no agenda: they can be taken back."""
        return [line for line in self.entries if line.place is None]

    @property
    def can_be_taken_back(self) -> bool:
        """Whether anything of the list is its own and stands on no agenda."""
        return bool(self.waiting or self.received.note)

    @property
    def can_be_put_back(self) -> bool:
        """Whether there is more than one thing to put back in one press."""
        return len(self.removed) + bool(self.removed_remark) > 1

    @property
    def placed(self) -> list[EntryLine]:
        """Lines that stand on an agenda: they stay when the list is taken back."""
        return [line for line in self.entries if line.place]

    @property
    def doubles(self) -> list[EntryLine]:
        """Lines that an earlier list has too, or this one twice, and that stand on no agenda."""
        return [line for line in self.entries if line.double_of and line.place is None]

    @property
    def doubles_words(self) -> str:
        """How many they are, and where they stand already."""
        number, here = len(self.doubles), sum(line.is_double_here for line in self.doubles)
        if here == number:
            return ngettext(
                "One line stands word for word twice on this list.", "%(n)s lines stand word for word twice on this list.", number
            ) % {"n": number}  # fmt: skip
        if here:
            return _("%(n)s lines stand word for word on this list already, or on an earlier list too.") % {"n": number}
        return ngettext(
            "One line stands word for word on an earlier list too.",
            "%(n)s lines stand word for word on an earlier list too.", number,
        ) % {"n": number}  # fmt: skip

    @property
    def nowhere_new(self) -> str:
        """Where it stands what the rows of a list without new lines tell; empty where nothing is counted."""
        counted = self.received.corrected or self.received.known or self.received.left_out
        return nowhere_new(self.received, len(self.gone)) if counted else ""


def list_page(list_id: int) -> ListPage:
    """One list with its entries in their order. Raises NotVisible."""
    received = PoliceList.objects.filter(pk=list_id).first()
    if received is None:
        raise NotVisible
    entries = list(
        ListEntry.objects.filter(police_list=received, owner_audience_id=received.owner_audience_id)
        .select_related("incident", "police_list")
        .order_by("row", "pk")
    )
    day = received.meets_on or received.received_on
    lines = list(_lines(entries, day))
    return ListPage(
        received=received,
        forum=get_forum(received.forum_id),
        giver=Unit.objects.get(pk=received.giver_unit_id),
        by=name_of(received.written_by),
        entries=tuple(line for line in lines if line.entry.removed_at is None),
        removed=tuple(line for line in lines if line.entry.removed_at is not None),
        corrected=tuple(_told_once(_corrected_by(received))) if received.corrected else (),
        gone=tuple(_lines(removed_of(received), day)) if received.told_again else (),
        removed_remark=next(iter(remarks_before(received)), None) if not received.note else None,
    )


def _corrected_by(received: PoliceList) -> Iterator[Corrected]:
    """What the list has changed in lines that stood there before: their changes of the instant in which it was received."""
    changes = History.objects.filter(
        parent_table=ListEntry._meta.db_table, written_at=received.written_at, written_by=received.written_by
    ).order_by("parent_id", "parent_version")
    rows = {row.parent_id: row for row in changes}
    entries = (
        ListEntry.objects.filter(pk__in=rows).exclude(police_list=received).order_by("police_list_id", "row", "pk")
    )
    for entry in entries.select_related("incident"):
        told = [one for one in stood_before(entry, TELLING) if one.at == received.written_at]
        said = tuple(pair for one in told for pair in one.said)
        if said:
            yield Corrected(entry, said)


def _told_once(corrected: Iterable[Corrected]) -> Iterator[Corrected]:
    """What was corrected alike in several lines of one child, as when it got a new name, once."""
    alike: dict[tuple[object, ...], list[Corrected]] = {}
    for one in corrected:
        alike.setdefault(one.key, []).append(one)
    for first, *others in alike.values():
        yield replace(first, also=tuple(one.entry for one in others))


def _lines(entries: Sequence[ListEntry], day: date) -> Iterator[EntryLine]:
    subjects = {entry.subject for entry in entries if entry.subject}
    persons = Person.objects.in_bulk(subjects)
    roots = standing([person for person in persons.values() if person.merged_into])
    places = agendas.places([entry.pk for entry in entries])
    doubles = _doubles(entries)
    for entry in entries:
        known = persons.get(entry.subject or 0)
        child = roots.get(known.pk, known) if known else None
        age = policies.age_of(entry.birth_date, entry.age_told, day)
        yield EntryLine(
            entry,
            age if age is not None or child is None else child.age_at(day),
            child,
            places.get(entry.pk),
            doubles.get(entry.pk),
        )


def _doubles(entries: Sequence[ListEntry]) -> dict[int, PoliceList]:
    """The earlier list on which each line stands already, word for word and about the same child."""
    standing_lines = (
        ListEntry.objects.filter(
            subject__in={entry.subject for entry in entries if entry.subject},
            owner_audience_id__in={entry.owner_audience_id for entry in entries},
            removed_at__isnull=True,
        )
        .select_related("incident", "police_list")
        .order_by("pk")
    )
    first: dict[tuple[object, ...], ListEntry] = {}
    for entry in standing_lines:
        first.setdefault(_key(entry), entry)
    return {
        entry.pk: first[_key(entry)].police_list
        for entry in entries
        if entry.removed_at is None and _key(entry) in first and first[_key(entry)].pk < entry.pk
    }


def _key(entry: ListEntry) -> tuple[object, ...]:
    event = entry.incident
    return deed_key(entry.subject, entry, entry.role, entry.text or (event.text if event else ""))


@dataclass(frozen=True)
class EntryPage:
    """One entry, and which records may be its child; what it said before, and how many stand in its event."""

    line: EntryLine
    forum: Forum
    matches: tuple[Match, ...]
    is_matched: bool
    before: tuple[Before, ...]
    in_event: int
    names_in_event: tuple[str, ...]
    event_before: tuple[Before, ...]
    by: str = ""  # who has changed it last
    told_on: Mapping[int, ListEntry | None] = field(
        default_factory=dict
    )  # of several of one name and age: where each was told of last
    has_own_record: bool = False  # the child's record was made for this line: a wrong number on it is corrected here

    @property
    def event(self) -> Incident | None:
        """The event it tells of, where others tell of it too."""
        return self.line.entry.incident


def entry_page(entry_id: int) -> EntryPage:
    """One entry to match, correct or remove. Raises NotVisible."""
    entry = ListEntry.objects.select_related("police_list", "incident").filter(pk=entry_id).first()
    if entry is None:
        raise NotVisible
    received = entry.police_list
    forum = get_forum(received.forum_id)
    own = numbered_by(entry)
    found = [
        match
        for match in matches([Child(entry.name, entry.birth_date, age_told=entry.age_told)], named_in=forum.door_id)[0]
        if not are_two(own, match.person)
    ]
    if entry.subject and entry.subject not in {match.person.pk for match in found}:
        found.insert(0, Match(get_person(entry.subject), "cpr"))
    (line,) = _lines([entry], received.meets_on or received.received_on)
    in_event = (
        list(ListEntry.objects.filter(incident=entry.incident, removed_at__isnull=True).order_by("row", "pk"))
        if entry.incident
        else []
    )
    event_before = tuple(stood_before(entry.incident, TELLING_EVENT)) if entry.incident else ()
    return EntryPage(
        line=line,
        forum=forum,
        matches=tuple(found),
        is_matched=entry.subject is not None,
        before=tuple(sorted((*stood_before(entry, TELLING), *event_before), key=latest_first)),
        in_event=len(in_event),
        names_in_event=tuple(other.name for other in in_event if other.name),
        event_before=event_before,
        by=faster(entry).get("by", ""),
        told_on=twins_of(match.person for match in found),
        has_own_record=made_for(entry) is not None,
    )


def made_for(entry: ListEntry) -> Person | None:
    """The record of the line's child that was made when the line was received, and is about nobody else's line."""
    if entry.subject is None:
        return None
    received_at = entry.written_at or ListEntry.objects.values_list("written_at", flat=True).get(pk=entry.pk)
    person = Person.objects.filter(
        pk=entry.subject, owner_audience_id=entry.owner_audience_id, written_at__gte=received_at
    ).first()
    shared = person and ListEntry.objects.filter(subject=person.pk).exclude(pk=entry.pk).exists()
    return None if shared else person


def numbered_by(entry: ListEntry) -> Person | None:
    """The record with the CPR number that came with the line."""
    person = made_for(entry)
    return person if person and person.cpr_hash is not None else None


__all__ = ["Corrected", "EntryLine", "EntryPage", "ListPage", "entry_page", "list_page", "made_for", "numbered_by"]
