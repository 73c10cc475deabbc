"""Two years of weekly meetings: the police's list, its items, what was told and decided; and the meeting of today.

Every row stands as the product leaves it: before sending, in progress and after approval (`meetings/README.md`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from samspil.access.models import AudienceKind
from samspil.bench.world import words
from samspil.bench.world.children import Child
from samspil.bench.world.places import TERMS, UNITS, Colleague, Place, Places, UnitHere
from samspil.bench.world.sheets import Header, Sheet, array, period
from samspil.concerns.models import ListEntry, ListRole, PoliceList, Way
from samspil.concerns.states import LIST_KIND, POLICE_ORIGIN
from samspil.meetings.actions.preparing import FRAME_KEPT
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingState, Presence, Slot, Statement
from samspil.meetings.states import AttendanceState, DecisionState, ItemState, Source
from samspil.sharing.models import DisclosedRow, Disclosure, Purpose

CLOSES = timedelta(days=10)
NECESSITY = "valg af indsats"
LABELS = {word["code"]: word["label"] for word in TERMS["terms"][0]["decisions"]}  # type: ignore[index]
# How often each word is chosen where there is follow-up.
CHOSEN = ["preventive"] * 9 + ["support"] * 6 + ["continue"] * 3 + ["case"] * 2
ROLES = [ListRole.CHARGED, ListRole.SUSPECTED, ListRole.SUSPECTED, ListRole.VICTIM, ListRole.WITNESS, ListRole.OTHER]
WORKING = [key for key, (_, _, cases) in UNITS.items() if cases]


@dataclass(frozen=True)
class Decided:
    """A decision with its follow-up: what the casework of the world is made from."""

    id: int
    word: str
    child: Child
    unit: UnitHere
    responsible: Colleague
    days_ago: int
    due_in: int


@dataclass(frozen=True)
class OpenItem:
    """An item of today's meeting."""

    id: int
    child: Child


@dataclass(frozen=True)
class Today:
    """The meeting that is in progress."""

    meeting: int
    items: list[OpenItem]


@dataclass(frozen=True)
class _Sitting:
    """One meeting while it is made."""

    id: int
    begins: datetime
    minutes: int
    seated: int
    is_open: bool

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(hours=2)

    @property
    def closes(self) -> datetime:
        return self.ends + CLOSES

    @property
    def prepared(self) -> datetime:
        return self.begins - timedelta(days=2)

    @property
    def approved(self) -> datetime:
        return self.ends + timedelta(days=1)

    @property
    def over(self) -> datetime:
        """When the keys of those present end."""
        return self.closes if self.is_open else self.approved


class Agendas:
    """Lists, meetings, items, decisions and the disclosures that placing and approving are."""

    def __init__(self, places: Places, basis_version: int) -> None:
        self.places = places
        self.basis = basis_version
        self.lists = Sheet(PoliceList, "forum_id", "received_on", "way", "giver_unit_id")
        self.entries = Sheet(
            ListEntry, "police_list_id", "row", "name", "birth_date", "role", "text", "place", "happened_on",
            "giver_unit_id",
        )  # fmt: skip
        self.meetings = Sheet(
            Meeting, "forum_id", "state", "starts_at", "ends_at", "planned_for", "blocks", "agenda_opens_at", "closes_at",
            "minutes_audience_id", "seated_audience_id", "opened_by_id", "approved_at", "version",
        )  # fmt: skip
        self.slots = Sheet(Slot, "meeting_id", "position", "heading", "state")
        self.items = Sheet(
            Item, "slot_id", "meeting_id", "audience_id", "label", "birth_date", "role", "source", "entry_id",
            "necessity", "shared_from", "state",
        )  # fmt: skip
        self.statements = Sheet(
            Statement, "item_id", "giver_unit_id", "said_by_id", "text", "basis_version_id", "necessity"
        )
        self.attendances = Sheet(Attendance, "meeting_id", "seat_id", "staff_id", "state", "came_at")
        self.presences = Sheet(Presence, "item_id", "staff_id")
        self.decisions = Sheet(
            Decision, "item_id", "meeting_id", "word", "label", "responsible_id", "unit_id", "due_on", "reason",
            "decided_on", "state", "key",
        )  # fmt: skip
        self.disclosures = Sheet(
            Disclosure, "giver_id", "giver_audience_id", "to_audience_id", "basis_version_id", "purpose", "necessity",
            "period", "given_at", "audiences",
        )  # fmt: skip
        self.disclosed = Sheet(DisclosedRow, "disclosure_id", "table_name", "row_id", "subject", "audiences")
        self._keys = count(1)

    def past(self, place: Place, children: list[Child]) -> list[Decided]:
        """All meetings before today's, one a week back from it, as many as the lists fill; answers the decisions."""
        left = place.size.entries - place.size.agenda
        decided: list[Decided] = []
        week = 0
        while left > 0:
            week += 1
            on_it, left = min(left, 30), left - 30
            decided += self._approved(place, week, place.random.sample(children, min(on_it, len(children))))
        return decided

    def _sitting(self, place: Place, begins: datetime, *, is_open: bool) -> _Sitting:
        audience = self.places.audience
        id = self.meetings.next_id()
        minutes = audience(place, AudienceKind.MINUTES, place.door, f"meeting {id}")
        seated = audience(place, AudienceKind.MEETING, place.door, f"meeting {id}")
        sitting = _Sitting(id, begins, minutes, seated, is_open)
        grant = self.places.grants.add
        grant(minutes, place.door, period(sitting.prepared, sitting.over), True)
        grant(seated, place.door, period(sitting.prepared, sitting.closes), True)
        grant(seated, place.forum_audience, period(sitting.prepared, sitting.closes + FRAME_KEPT), False)
        if sitting.closes + FRAME_KEPT > place.calendar.morning + timedelta(days=2):
            place.opened_to_the_forum += 1
        self.meetings.add(
            place.forum, MeetingState.OPEN if is_open else MeetingState.APPROVED, begins, sitting.ends, begins.date(),
            "{}", begins - timedelta(hours=24), sitting.closes, minutes, seated, place.seated[0][0].staff,
            None if is_open else sitting.approved, 3 if is_open else 5, id=id,
        )  # fmt: skip
        for colleague, seat in place.seated:
            header = self._header(place, seated, begins)
            self.attendances.confide(header, id, seat, colleague.staff, AttendanceState.PRESENT, begins)
        return sitting

    def _header(
        self,
        place: Place,
        owner: int,
        at: datetime,
        *readers: int,
        child: Child | None = None,
        origin: str = "own",
        kind: str = "",
        version: int = 1,
        by: Colleague | None = None,
    ) -> Header:
        return Header(
            owner=owner,
            body=place.audience,
            written_by=(by or place.minute_taker).principal,
            written_at=at.isoformat(),
            audiences=array([owner, *(reader for reader in readers if reader != owner)]) if readers else "",
            subject=child.id if child else None,
            origin=origin,
            retention_kind=kind,
            delete_after=place.calendar.day(900) if kind == LIST_KIND else None,
            version=version,
        )

    def _received(self, place: Place, sitting: _Sitting) -> int:
        police = place.units["local_police"]
        header = self._header(place, place.door, sitting.prepared, origin=POLICE_ORIGIN, kind=LIST_KIND)
        return self.lists.confide(header, place.forum, sitting.prepared.date(), Way.FILE, police.id)

    def _placed(
        self,
        place: Place,
        sitting: _Sitting,
        police_list: int,
        position: int,
        child: Child,
        entry_header: Header,
        audience: int,
    ) -> int:
        """Entry, slot and item of one child, and the disclosures that the placing was; answers the item's id."""
        random, police = place.random, place.units["local_police"]
        role = random.choice(ROLES)
        entry = self.entries.confide(
            entry_header, police_list, position + 1, child.name, child.born, role, words.line(random), "Stationen",
            sitting.prepared.date() - timedelta(days=2), police.id,
        )  # fmt: skip
        state = ItemState.WAITING if sitting.is_open else ItemState.DECIDED
        version = 1 if sitting.is_open else 2
        slot = self.slots.confide(
            self._header(place, sitting.seated, sitting.prepared, version=version),
            sitting.id,
            position,
            Source.LIST,
            state,
        )
        header = self._header(
            place, sitting.minutes, sitting.prepared, audience, child=child, origin=POLICE_ORIGIN, version=1 + version
        )
        item = self.items.confide(
            header, slot, sitting.id, audience, child.name, child.born, role, Source.LIST, entry, NECESSITY,
            sitting.prepared, state,
        )  # fmt: skip
        self._open(place, sitting, audience)
        child.given_to(audience)
        for table, row in (("meetings_item", item), ("people_person", child.id)):
            giver = sitting.minutes if table == "meetings_item" else place.door
            self._disclose(place, giver, audience, table, [(row, child)], sitting.prepared)
        return item

    def _open(self, place: Place, sitting: _Sitting, audience: int) -> None:
        """Who may read an item, and when: the seats before the meeting, those present during it."""
        grant = self.places.grants.add
        grant(audience, place.forum_audience, period(sitting.begins - timedelta(hours=24), sitting.begins), False)
        for colleague, _ in place.seated:
            grant(audience, colleague.person, period(sitting.begins, sitting.over), False)

    def _disclose(
        self, place: Place, giver: int, to: int, table: str, rows: list[tuple[int, Child]], at: datetime
    ) -> None:
        readers = array([giver, to, place.protection])
        act = self.disclosures.add(
            place.minute_taker.principal, giver, to, self.basis, Purpose.PREVENTION, NECESSITY, period(at), at, readers
        )
        for row, child in rows:
            self.disclosed.add(act, table, row, child.id, readers)

    def _tell(self, place: Place, item: int, child: Child, at: datetime, giver: str, *readers: int) -> None:
        unit = place.units[giver]
        who = unit.colleagues[0]
        header = self._header(
            place, unit.audience, at, *readers, child=child, by=who, version=1 + len(readers),
            origin=POLICE_ORIGIN if giver == "local_police" else "own",
        )  # fmt: skip
        told = words.note(place.random)
        self.statements.confide(header, item, unit.id, who.staff, told, self.basis, NECESSITY)

    def _approved(self, place: Place, week: int, chosen: list[Child]) -> list[Decided]:
        """A meeting whose minutes are approved; every matter of it has follow-up, for nothing else is left of it."""
        sitting = self._sitting(place, place.calendar.weeks_ago(week), is_open=False)
        police_list = self._received(place, sitting)
        police = place.units["local_police"]
        decided = []
        for position, child in enumerate(chosen):
            audience = self.places.audience(place, AudienceKind.ITEM, sitting.minutes)
            key = place.random.choices(WORKING, [UNITS[each][2] for each in WORKING])[0]
            unit = place.units[key]
            entry_header = self._header(
                place, police.audience, sitting.prepared, unit.audience, child=child, origin=POLICE_ORIGIN,
                kind=LIST_KIND, version=4,
            )  # fmt: skip
            item = self._placed(place, sitting, police_list, position, child, entry_header, audience)
            for colleague, _ in place.seated:
                header = self._header(place, sitting.minutes, sitting.begins, child=child)
                self.presences.confide(header, item, colleague.staff)
            if position % 2:
                self._tell(place, item, child, sitting.begins, "family", audience, unit.audience)
            decided.append(self._decide(place, sitting, item, child, audience, unit))
            child.given_to(place.forum_audience, unit.audience)
        ids = [(each.id, each.child) for each in decided]
        self._disclose(place, sitting.minutes, place.forum_audience, "meetings_decision", ids, sitting.approved)
        return decided

    def _decide(
        self, place: Place, sitting: _Sitting, item: int, child: Child, audience: int, unit: UnitHere
    ) -> Decided:
        word = place.random.choice(CHOSEN)
        responsible = place.random.choice(unit.colleagues)
        due = sitting.begins.date() + timedelta(days=14)
        header = self._header(
            place, sitting.minutes, sitting.begins, audience, place.forum_audience, child=child, origin=POLICE_ORIGIN,
            version=3,
        )  # fmt: skip
        decision = self.decisions.confide(
            header, item, sitting.id, word, LABELS[word], responsible.staff, unit.id, due, "", sitting.begins.date(),
            DecisionState.STANDING, uuid.UUID(int=next(self._keys)),
        )  # fmt: skip
        today = place.calendar.today
        return Decided(
            decision, word, child, unit, responsible, (today - sitting.begins.date()).days, (due - today).days
        )

    def today(self, place: Place, children: list[Child]) -> Today:
        """The meeting in progress: nothing is decided yet, two authorities have told something of each child."""
        sitting = self._sitting(place, place.calendar.morning, is_open=True)
        police_list = self._received(place, sitting)
        items = []
        for position, child in enumerate(children[: place.size.agenda]):
            audience = self.places.audience(place, AudienceKind.ITEM, sitting.minutes)
            entry_header = self._header(
                place,
                place.door,
                sitting.prepared,
                audience,
                child=child,
                origin=POLICE_ORIGIN,
                kind=LIST_KIND,
                version=2,
            )
            item = self._placed(place, sitting, police_list, position, child, entry_header, audience)
            for giver in ("local_police", "family"):
                self._tell(place, item, child, sitting.begins, giver, audience)
            items.append(OpenItem(item, child))
        place.opened_to_those_present = len(items) + 1
        return Today(sitting.id, items)

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in vars(self).values() if isinstance(sheet, Sheet)]
