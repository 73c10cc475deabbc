"""Who reads an item and its line: those who were at it. Who went out, or did not need the name, reads it neither then nor later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from samspil.meetings.actions.preparing import present_persons
from samspil.meetings.models import Attendance, Decision, Item, Meeting
from samspil.organisations.models import SeatHolder, SeatKind


def seats_for(meeting: Meeting, day: date) -> Callable[[Decision], tuple[int, ...]]:
    """Who is given a line at approval: the forum's standing seats as one. Where somebody went out of the item, the other seats
    in person; where the name was said to those who must be there, these alone.
    """
    out = _out_of_items(meeting)
    holders = SeatHolder.objects.on(day).filter(seat__forum_id=meeting.forum_id, seat__kind=SeatKind.STANDING)
    seated = sorted(set(holders.values_list("staff__person_audience_id", flat=True))) if any(out.values()) else []
    present = set(present_persons(meeting)) if seated else set()

    def seats(decision: Decision) -> tuple[int, ...]:
        away = {person for person, slots in out.items() if decision.item.slot_id in slots}
        if not away:
            return (meeting.forum.audience_id,)
        asked = bool(decision.item.nameless_because)
        return tuple(one for one in seated if one not in away and (one in present or not asked))

    return seats


def readers_of_items(meeting: Meeting) -> dict[tuple[int, ...], list[int]]:
    """The items' audiences by who was at them."""
    out = _out_of_items(meeting)
    persons = present_persons(meeting)
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for audience, slot in Item.objects.filter(meeting=meeting).order_by("pk").values_list("audience_id", "slot_id"):
        found[tuple(one for one in persons if slot not in out.get(one, ()))].append(audience)
    return found


def _out_of_items(meeting: Meeting) -> dict[int, set[int]]:
    """Person audience -> the slots at which that colleague was out."""
    lines = Attendance.objects.filter(meeting=meeting).select_related("staff")
    return {line.staff.person_audience_id: {*line.stepped_out, *line.left_out} for line in lines}
