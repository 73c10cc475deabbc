"""Who reads an item and its line: those who were at it. Who went out, or did not need the name, reads it neither then nor
later; who came for one block reads nothing of the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from samspil.meetings.actions.preparing import present_persons, who_may_receive
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingKind, Presence, Slot
from samspil.meetings.states import AttendanceState
from samspil.organisations.models import SeatHolder, SeatKind


def seats_for(meeting: Meeting, day: date) -> Callable[[Decision], tuple[int, ...]]:
    """Who is given a line at approval: the forum's standing seats as one, and the seats of its block that were there. Where
    somebody went out of the item, the other seats in person; where the name was said to those who must be there, these alone.
    Of a meeting called now, those alone who were there when it was decided, or are there to the end.
    """
    if meeting.kind == MeetingKind.URGENT:
        there, decided = readers_of_slots(meeting), _there_when_decided(meeting)
        return lambda decision: tuple(sorted({*there[decision.item.slot_id], *decided[decision.item_id]}))
    out = _out_of_items(meeting)
    holders = SeatHolder.objects.on(day).filter(seat__forum_id=meeting.forum_id, seat__kind=SeatKind.STANDING)
    seated = sorted(set(holders.values_list("staff__person_audience_id", flat=True))) if any(out.values()) else []
    present = set(present_persons(meeting)) if seated else set()
    here = (
        set(who_may_receive().filter(person_audience_id__in=seated).values_list("person_audience_id", flat=True))
        if seated
        else set()
    )
    blocks = _of_blocks(meeting)

    def seats(decision: Decision) -> tuple[int, ...]:
        away = {person for person, slots in out.items() if decision.item.slot_id in slots}
        asked = bool(decision.item.nameless_because)
        there = tuple(sorted(blocks.get(decision.item.slot.block, set()) - away - set(seated)))
        if not away & set(seated) and not (asked and away):
            return (meeting.forum.audience_id, *there)
        return (*(one for one in seated if one in here - away and (one in present or not asked)), *there)

    return seats


def readers_of_items(meeting: Meeting) -> dict[tuple[int, ...], list[int]]:
    """The items' audiences by who was at them."""
    there = readers_of_slots(meeting)
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for audience, slot in Item.objects.filter(meeting=meeting).order_by("pk").values_list("audience_id", "slot_id"):
        found[there[slot]].append(audience)
    return found


def readers_of_slots(meeting: Meeting) -> dict[int, tuple[int, ...]]:
    """Slot -> person audiences of those who were at it."""
    out = _out_of_items(meeting)
    persons = sorted(present_persons(meeting))
    slots = Slot.objects.filter(meeting=meeting).order_by("pk").values_list("pk", flat=True)
    return {slot: tuple(one for one in persons if slot not in out.get(one, ())) for slot in slots}


def _there_when_decided(meeting: Meeting) -> dict[int, set[int]]:
    """Item -> person audiences of those who sat there when it was decided, and may receive: who leaves after that keeps it."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Presence.objects.filter(item__meeting=meeting, staff__in=who_may_receive()).order_by("pk")
    out = _out_of_items(meeting)
    for item, slot, person in rows.values_list("item_id", "item__slot_id", "staff__person_audience_id"):
        if slot not in out.get(person, ()):
            found[item].add(person)
    return found


def _out_of_items(meeting: Meeting) -> dict[int, set[int]]:
    """Person audience -> the slots at which that colleague was out; of one who came for a block, all outside it."""
    lines = list(Attendance.objects.filter(meeting=meeting).select_related("staff").order_by("pk"))
    slots = list(Slot.objects.filter(meeting=meeting).values_list("pk", "block")) if any(x.block for x in lines) else []
    return {
        line.staff.person_audience_id: {
            *line.stepped_out, *line.left_out, *(slot for slot, block in slots if line.block not in {"", block}),
        }
        for line in lines
    }  # fmt: skip


def _of_blocks(meeting: Meeting) -> dict[str, set[int]]:
    """Block -> person audiences of those who came for it."""
    found: dict[str, set[int]] = defaultdict(set)
    lines = Attendance.objects.filter(meeting=meeting, staff__in=who_may_receive()).exclude(block="")
    lines = lines.exclude(state=AttendanceState.ABSENT)
    for block, person in lines.order_by("pk").values_list("block", "staff__person_audience_id"):
        found[block].add(person)
    return found
