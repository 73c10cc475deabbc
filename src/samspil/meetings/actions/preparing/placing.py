"""Placing matters on an agenda, naming them and taking them off. Placing a named child is the disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.actions import children_of
from samspil.concerns.models import Concern, ConcernState, ListEntry
from samspil.concerns.states import About
from samspil.lib.calendars import age_on
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing.frame import (
    block_persons,
    open_to_present,
    prepare,
    present_persons,
    writer_of,
)
from samspil.meetings.actions.preparing.numbering import number_slots
from samspil.meetings.models import Item, Meeting, MeetingState, Slot
from samspil.meetings.states import ADULT, ItemState, Source
from samspil.organisations.queries import unit_of
from samspil.people.models import Person
from samspil.sharing.actions import disclose, hand_over
from samspil.sharing.queries import basis_for


@dataclass(frozen=True)
class Placement:
    """One matter on its way to an agenda. `subject` is the person record; without it the child is not identified."""

    label: str
    source: str
    about: str = About.CHILD
    subject: int | None = None
    birth_date: date | None = None
    age_told: int | None = None
    role: str | None = None
    named: bool = True
    entry_id: int | None = None
    concern_id: int | None = None
    incident_id: int | None = None
    from_item_id: int | None = None
    also: tuple[int, ...] = ()  # further lines of the list about the same child
    origin: str = ""  # of the line; empty: the police's, where there is one


def age_at(matter: Placement | Item, meeting: Meeting) -> int | None:
    """Age on the day of the meeting: from the birth date, else as it was told; None where nobody knows."""
    return age_on(matter.birth_date, timezone.localdate(meeting.starts_at)) if matter.birth_date else matter.age_told


def is_adult(matter: Placement | Item, meeting: Meeting) -> bool:
    """Whether the matter stands in the adult block of this meeting."""
    age = age_at(matter, meeting)
    return age is not None and age >= 18


def has_adult_block(meeting: Meeting) -> bool:
    """Whether the forum keeps adults for meetings at which a further seat takes part (BRO-60)."""
    return bool(meeting.forum.seats.filter(kind="block", block=ADULT).exists())


def meeting_for(meeting: Meeting, matter: Placement | Item) -> Meeting:
    """The meeting at which a matter can be taken: an adult waits for the next one with the adult block (BRO-60).

    Raises Refused where no such meeting is planned.
    """
    age = age_at(matter, meeting)
    if age is None or age < 18 or ADULT in meeting.blocks or not has_adult_block(meeting):
        return meeting
    parked = (
        Meeting.objects.filter(
            forum_id=meeting.forum_id,
            starts_at__gt=meeting.starts_at,
            blocks__contains=[ADULT],
            state__in=[MeetingState.PLANNED, MeetingState.SENT],
        )
        .select_related("forum")
        .order_by("starts_at")
        .first()
    )
    if parked is None:
        raise Refused(
            _(
                "No later meeting with the seats for adults is planned. Call them to one in the calendar, or call an extra "
                "meeting with them. Then place the item."
            )
        )
    return parked


@verb("agenda.placed")
def place(actor: Actor, *, meeting: Meeting, placements: Sequence[Placement], necessity: str) -> list[Item]:
    """Put matters on the agenda: each gets a slot, an audience of its own and, where named, its disclosure. Several lines of
    the list about one known child become one item with its further lines: theirs stand as joined to it (`part` undoes it).

    Adults at a meeting without their block are parked on the next one that has it, never refused. Returns the items in
    the order given; `item.meeting` tells where each stands.
    """
    policies.check_may_place(actor, meeting)
    placements = _with_records(actor, meeting, placements)
    homes: dict[int, Meeting] = {}
    groups: dict[int, list[int]] = defaultdict(list)
    for index, placement in enumerate(placements):
        home = meeting_for(meeting, placement)
        homes[home.pk] = home
        groups[home.pk].append(index)
    placed: dict[int, Item] = {}
    for meeting_id, indexes in groups.items():
        made = _place_at(actor, prepare(actor, homes[meeting_id]), [placements[i] for i in indexes], necessity)
        placed.update(zip(indexes, made, strict=True))
    _tell_senders([one.concern_id for one in placements if one.concern_id], ConcernState.NEW, ConcernState.ON_AGENDA)
    count = sum(item.joined_to_id is None for item in placed.values())
    record("agenda.placed", owner=meeting.forum.door_id, meeting=meeting.pk, count=count)
    return [placed[index] for index in range(len(placements))]


def _tell_senders(concerns: Sequence[int], was: str, now: str) -> None:
    """Whoever sent a concern sees on its page that it was taken up, and that it was taken off again (BRO-57)."""
    Concern.objects.filter(pk__in=concerns, state=was).update(state=now)


def _with_records(actor: Actor, meeting: Meeting, placements: Sequence[Placement]) -> list[Placement]:
    """A concern about a named child gets the child's record at the door, as a line on a list has: what is decided about it
    is then about somebody.
    """
    nameless = [one.concern_id for one in placements if one.concern_id and one.subject is None]
    made = children_of(actor, forum=meeting.forum, concern_ids=nameless) if nameless else {}
    placements = [
        replace(one, subject=made[one.concern_id]) if one.subject is None and one.concern_id in made else one
        for one in placements
    ]
    return _with_ages(placements, timezone.localdate(meeting.starts_at))


def _with_ages(placements: Sequence[Placement], day: date) -> list[Placement]:
    """A birth date or a told age that stands on the child's record alone: which words make sense turns on it."""
    ageless = [one.subject for one in placements if one.subject and not one.birth_date and one.age_told is None]
    persons = Person.objects.in_bulk(ageless) if ageless else {}
    return [
        replace(one, birth_date=person.birth_date, age_told=None if person.birth_date else person.age_at(day))
        if one.subject in ageless and (person := persons.get(one.subject or 0))
        else one
        for one in placements
    ]


def _refuse_again(meeting: Meeting, placements: Sequence[Placement]) -> None:
    """Two who place the same lines at once place each of them once. `meeting` is held still (`prepare`)."""
    lines = {one.entry_id for one in placements if one.entry_id}
    concerns = {one.concern_id for one in placements if one.concern_id}
    children = {one.subject for one in placements if one.subject and one.source == Source.FOLLOW_UP}
    standing = Item.objects.filter(
        Q(entry_id__in=lines)
        | Q(concern_id__in=concerns)
        | Q(subject__in=children, source=Source.FOLLOW_UP, state=ItemState.WAITING, meeting=meeting),
        meeting__state__in=[MeetingState.PLANNED, MeetingState.SENT, MeetingState.OPEN],
    )
    moving = {one.from_item_id for one in placements if one.from_item_id}
    standing = standing.exclude(state__in=[ItemState.WITHDRAWN, ItemState.MOVED]).exclude(pk__in=moving)
    if there := sorted(standing.values_list("label", flat=True)):
        raise Refused(
            _("A colleague has put this on an agenda meanwhile: %(names)s. Load the page again.")
            % {"names": "; ".join(name or _("not identified") for name in there)}
        )


def _place_at(actor: Actor, meeting: Meeting, placements: Sequence[Placement], necessity: str) -> list[Item]:
    assert meeting.minutes_audience_id
    assert meeting.seated_audience_id
    _refuse_again(meeting, placements)
    audiences = cabinet.found("item", meeting.minutes_audience_id, [""] * len(placements))
    last = Slot.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    joins = _lines_of_one_child(placements)
    placements = _with_further_lines(placements, joins)
    slots = Slot.objects.bulk_create(
        Slot(
            owner_audience_id=meeting.seated_audience_id,
            meeting=meeting,
            position=last + number,
            block=ADULT if is_adult(placement, meeting) else "",
            heading=placement.source,
            state=ItemState.MOVED if number - 1 in joins else ItemState.WAITING,
        )
        for number, placement in enumerate(placements, 1)
    )
    items = Item.objects.bulk_create(
        Item(
            owner_audience_id=meeting.minutes_audience_id,
            subject=placement.subject,
            slot=slot,
            meeting=meeting,
            audience_id=audience,
            about=placement.about,
            label=placement.label,
            named=placement.named,
            birth_date=placement.birth_date,
            age_told=placement.age_told,
            role=placement.role,
            source=placement.source,
            entry_id=placement.entry_id,
            concern_id=placement.concern_id,
            incident_id=placement.incident_id,
            from_item_id=placement.from_item_id,
            also=list(placement.also),
            state=slot.state,
            necessity=necessity,
            shared_from=actor.at,
            origin=placement.origin or ("police" if placement.entry_id else "own"),
        )
        for placement, slot, audience in zip(placements, slots, audiences, strict=True)
    )
    for index, first in joins.items():
        items[index].joined_to = items[first]
    if joins:
        Item.objects.bulk_update([items[index] for index in joins], ["joined_to"])
        cabinet.shut([items[index].audience_id for index in joins])
    standing = [item for item in items if item.joined_to_id is None]
    disclose_items(actor, meeting, [item for item in standing if item.named], necessity)
    if meeting.state == MeetingState.OPEN:
        open_to_present(meeting, {item.audience_id: item.slot.block for item in standing})
    elif meeting.state == MeetingState.SENT:
        open_to_seats(meeting, standing)
    number_slots(meeting)
    return items


def _lines_of_one_child(placements: Sequence[Placement]) -> dict[int, int]:
    """For each further line of the list about a known child, by its place, the place of that child's first line."""
    first: dict[tuple[int, bool], int] = {}
    joins: dict[int, int] = {}
    for index, one in enumerate(placements):
        if one.source == Source.LIST and one.subject and one.entry_id:
            place_of_child = first.setdefault((one.subject, one.named), index)
            if place_of_child != index:
                joins[index] = place_of_child
    return joins


def _with_further_lines(placements: Sequence[Placement], joins: Mapping[int, int]) -> list[Placement]:
    """The first line of a child with what the further ones bring: themselves, and what the first does not say."""
    answer = list(placements)
    for index, first in joins.items():
        one, other = answer[first], placements[index]
        assert other.entry_id
        answer[first] = replace(
            one,
            also=(*one.also, other.entry_id),
            role=one.role or other.role,
            incident_id=one.incident_id or other.incident_id,
            birth_date=one.birth_date or other.birth_date,
        )
    return answer


def disclose_items(actor: Actor, meeting: Meeting, items: Sequence[Item], necessity: str) -> None:
    """Give items, with the words behind them, to those at each item: the lawful act of placing a name."""
    if not items:
        return
    day = timezone.localdate(meeting.starts_at)
    basis = basis_for(unit_of(actor, day), meeting.forum, day)
    further = [(entry, item.audience_id) for item in items for entry in item.also]
    happened = dict(
        ListEntry.objects.filter(pk__in={entry for entry, _to in further}, incident__isnull=False).values_list(
            "pk", "incident_id"
        )
        if further
        else ()
    )
    ways: dict[str, list[tuple[int, int]]] = {
        "meetings_item": [(item.pk, item.audience_id) for item in items],
        "concerns_listentry": [(item.entry_id, item.audience_id) for item in items if item.entry_id] + further,
        "concerns_concern": [(item.concern_id, item.audience_id) for item in items if item.concern_id],
        "concerns_incident": sorted(
            {(item.incident_id, item.audience_id) for item in items if item.incident_id}
            | {(happened[entry], to) for entry, to in further if entry in happened}
        ),
        "people_person": [(item.subject, item.audience_id) for item in items if item.subject],
    }
    for table, pairs in ways.items():
        if pairs:
            disclose(actor, table, [row for row, _to in pairs], [to for _row, to in pairs], basis.pk, necessity)


def open_to_seats(meeting: Meeting, items: Sequence[Item]) -> None:
    """Open items to the seats that take part in them, from the forum's set time until the meeting begins."""
    since, until = meeting.agenda_opens_at, meeting.ends_at
    if items:
        cabinet.open_to([item.audience_id for item in items], [meeting.forum.audience_id], since=since, until=until)
    adults = [item.audience_id for item in items if is_adult(item, meeting)]
    block = block_persons(meeting) if adults else []
    if block:
        cabinet.open_to(adults, block, since=since, until=until)


def fit_block(item: Item) -> None:
    """Where the meeting has the block for adults, an item follows the age that is told of its child: the seats of the block
    come to it, or read it no longer.
    """
    item = Item.objects.select_related("meeting", "slot").get(pk=item.pk)
    meeting, block = item.meeting, ADULT if is_adult(item, item.meeting) else ""
    if ADULT not in meeting.blocks or block == item.slot.block:
        return
    Slot.objects.filter(pk=item.slot_id).update(block=block)
    number_slots(meeting)
    if meeting.state != MeetingState.OPEN:
        return
    for_block = [person for person, part in present_persons(meeting).items() if part == ADULT]
    if block and for_block:
        cabinet.open_to([item.audience_id], for_block, until=meeting.closes_at or meeting.ends_at)
    elif for_block:
        cabinet.close_to([item.audience_id], for_block)


@verb("agenda.taken_off")
def take_off(actor: Actor, *, item: Item) -> None:
    """Take a waiting item off the agenda: nobody at the meeting reads it any more, and it waits at the forum's door for
    another. Of a meeting called now it stays with who called it: whoever was left out reads it neither then nor later.
    Raises Refused.
    """
    policies.check_may_place(actor, item.meeting)
    policies.check_waits(item)
    # its further lines wait again with it
    together = Item.objects.filter(Q(pk=item.pk) | Q(joined_to=item, state=ItemState.MOVED))
    slots = list(together.values_list("slot_id", flat=True))
    together.update(state=ItemState.WITHDRAWN)
    Slot.objects.filter(pk__in=slots).update(state=ItemState.WITHDRAWN)
    number_slots(item.meeting)
    cabinet.shut([item.audience_id])
    if item.concern_id:
        _tell_senders([item.concern_id], ConcernState.ON_AGENDA, ConcernState.NEW)
    pen_is_the_doors = writer_of(actor, item.meeting) == item.meeting.forum.door_id
    lines = [*([item.entry] if item.entry else []), *ListEntry.objects.filter(pk__in=item.also).order_by("pk")]
    for line in lines if pen_is_the_doors else ():
        if line.owner_audience_id == item.meeting.minutes_audience_id:
            _back_to_the_door(actor, item.meeting, line, item.necessity)
    record("agenda.taken_off", item)


def _back_to_the_door(actor: Actor, meeting: Meeting, entry: ListEntry, necessity: str) -> None:
    """A name that was read aloud belongs to the minutes, which close; it waits where a list waits that came as a file."""
    day = timezone.localdate(meeting.starts_at)
    basis, door = basis_for(unit_of(actor, day), meeting.forum, day).pk, meeting.forum.door_id
    hand_over(actor, "concerns_listentry", [entry.pk], door, [], basis, necessity)
    disclose(actor, "concerns_policelist", [entry.police_list_id], [door], basis, necessity)  # its day and its giver


@verb("item.named")
def name_item(actor: Actor, *, item: Item, label: str) -> Item:
    """At the meeting: say the name of a matter that was placed without one. This is the disclosure, from now on.

    The same name again is the same act. Raises Refused for others than those who keep the minutes, and for what has another
    name already, is decided or off the agenda.
    """
    policies.check_may_name(actor, item)
    if item.named:
        if item.label == label:
            return item
        raise Refused(_("The name has been said already. Correct it where you say who it is."))
    meeting = item.meeting
    Item.objects.filter(pk=item.pk).update(named=True, label=label)
    item.refresh_from_db()
    disclose_items(actor, meeting, [item], item.necessity)
    record("item.named", item)
    return item


def as_placement(item: Item) -> Placement:
    """The same matter for another agenda."""
    return Placement(
        label=item.label,
        source=item.source,
        about=item.about,
        subject=item.subject,
        birth_date=item.birth_date,
        age_told=item.age_told,
        role=item.role,
        named=item.named,
        entry_id=item.entry_id,
        concern_id=item.concern_id,
        incident_id=item.incident_id,
        from_item_id=item.pk,
        also=tuple(item.also),
        origin=item.origin,
    )
