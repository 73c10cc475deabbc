"""What waits at the doors that a colleague answers, what they have sent, and one list or concern as a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns import policies
from samspil.concerns.models import Concern, ConcernState, ListEntry, PoliceList
from samspil.concerns.queries.doors import Holders, holders
from samspil.concerns.queries.preview import unfinished
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Forum, Unit
from samspil.organisations.queries import get_forum, staff_named, staff_of
from samspil.people.queries import Child, Match, get_person, matches
from samspil.sharing.drafts.queries import draft

SHOWN = 50
SHOWN_LISTS = timedelta(days=28)
DRAFT = "concern-door"  # of the concern that somebody is writing


@dataclass(frozen=True)
class ConcernLine:
    """One concern in a list."""

    concern: Concern
    forum: Forum
    sender: str
    unit: str


@dataclass(frozen=True)
class WaitingPage:
    """Concerns that wait at the actor's doors, lists received there, own readings and own concerns."""

    answers_a_door: bool
    waiting: tuple[ConcernLine, ...]
    lists: tuple[tuple[PoliceList, Forum], ...]
    unfinished: tuple[UUID, ...]
    sent: tuple[ConcernLine, ...]
    raised: tuple[Concern, ...]
    answers_a_concern_door: bool
    has_draft: bool  # a concern that is begun and not sent


def waiting_page(actor: Actor) -> WaitingPage:
    """What there is for this colleague; the longest waiting first."""
    staff, own, today = staff_of(actor), own_keys(), timezone.localdate(actor.at)
    doors = {forum.pk: forum for forum in Forum.objects.filter(door_id__in=own)}
    # Filtered on the owner: the policy is the lock, not the index.
    at_doors = Concern.objects.filter(owner_audience_id__in=own, state=ConcernState.NEW, forum_id__in=doors)
    concerns = list(at_doors.order_by("written_at", "pk")[:SHOWN])
    sent = list(
        Concern.objects.filter(sender_id=staff.pk, written_by=actor.principal_id).order_by("-written_at", "-pk")[:SHOWN]
    )
    raised, sent = [one for one in sent if one.forum_id is None], [one for one in sent if one.forum_id is not None]
    lists = PoliceList.objects.filter(
        owner_audience_id__in=own, forum_id__in=doors, received_on__gte=today - SHOWN_LISTS
    ).order_by("-received_on", "-pk")
    told = _lines([*concerns, *sent])
    return WaitingPage(
        answers_a_door=any(forum.named_persons for forum in doors.values()),
        waiting=tuple(told[concern.pk] for concern in concerns),
        lists=tuple((received, doors[received.forum_id]) for received in lists[:SHOWN]),
        unfinished=tuple(unfinished(actor)),
        sent=tuple(told[concern.pk] for concern in sent),
        raised=tuple(raised),
        answers_a_concern_door=ConcernDoor.objects.filter(audience_id__in=own).exists(),
        has_draft=draft(actor, DRAFT) is not None,
    )


def _lines(concerns: list[Concern]) -> dict[int, ConcernLine]:
    forums = Forum.objects.in_bulk({concern.forum_id for concern in concerns if concern.forum_id is not None})
    units = Unit.objects.in_bulk({concern.sender_unit_id or 0 for concern in concerns})
    names = staff_named({concern.sender_id or 0 for concern in concerns})
    return {
        concern.pk: ConcernLine(
            concern,
            forums[concern.forum_id or 0],
            names.get(concern.sender_id or 0, ""),
            unit.name if (unit := units.get(concern.sender_unit_id or 0)) else "",
        )
        for concern in concerns
    }


def get_concern(concern_id: int) -> Concern:
    """One concern that was sent to a forum. Raises NotVisible."""
    concern = Concern.objects.filter(pk=concern_id, forum_id__isnull=False).first()
    if concern is None:
        raise NotVisible
    return concern


@dataclass(frozen=True)
class ConcernPage:
    """One concern, who sent it and who has it now."""

    line: ConcernLine
    holders: Holders
    is_mine: bool
    may_place: bool


def concern_page(actor: Actor, concern: Concern) -> ConcernPage:
    """Everything about a concern that the actor reads."""
    return ConcernPage(
        line=_lines([concern])[concern.pk],
        holders=holders(get_forum(concern.forum_id or 0), timezone.localdate(actor.at)),
        is_mine=staff_of(actor).pk == concern.sender_id,
        may_place=concern.state == ConcernState.NEW and concern.owner_audience_id in own_keys(),
    )


@dataclass(frozen=True)
class EntryLine:
    """One entry with its age on the day of the meeting, and the event it tells of."""

    entry: ListEntry
    age: int | None

    @property
    def text(self) -> str:
        """The entry's own words, else the event's: told once and without names."""
        event = self.entry.incident
        return self.entry.text or (event.text if event else "")


@dataclass(frozen=True)
class ListPage:
    """A list as it was received."""

    received: PoliceList
    forum: Forum
    giver: Unit
    entries: tuple[EntryLine, ...]


def list_page(list_id: int) -> ListPage:
    """One list with its entries in their order. Raises NotVisible."""
    received = PoliceList.objects.filter(pk=list_id).first()
    if received is None:
        raise NotVisible
    entries = ListEntry.objects.filter(police_list=received, owner_audience_id=received.owner_audience_id)
    day = received.meets_on or received.received_on
    return ListPage(
        received=received,
        forum=get_forum(received.forum_id),
        giver=Unit.objects.get(pk=received.giver_unit_id),
        entries=tuple(_entry(entry, day) for entry in entries.select_related("incident").order_by("row", "pk")),
    )


def _entry(entry: ListEntry, day: date) -> EntryLine:
    return EntryLine(entry, policies.age_of(entry.birth_date, entry.age_told, day))


@dataclass(frozen=True)
class EntryPage:
    """One entry, and which records may be its child."""

    line: EntryLine
    forum: Forum
    matches: tuple[Match, ...]
    is_matched: bool


def entry_page(entry_id: int) -> EntryPage:
    """One entry to match or correct. Raises NotVisible."""
    entry = ListEntry.objects.select_related("police_list", "incident").filter(pk=entry_id).first()
    if entry is None:
        raise NotVisible
    received = entry.police_list
    found = list(matches([Child(entry.name, entry.birth_date)])[0])
    if entry.subject and entry.subject not in {match.person.pk for match in found}:
        found.insert(0, Match(get_person(entry.subject), "cpr"))
    return EntryPage(
        line=_entry(entry, received.meets_on or received.received_on),
        forum=get_forum(received.forum_id),
        matches=tuple(found),
        is_matched=entry.subject is not None,
    )
