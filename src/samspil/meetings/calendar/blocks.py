"""The blocks with seats of their own, such as that for adults (BRO-60): at which meetings they take part, by the terms and by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samspil.lib.refusals import NotVisible, Refused
from samspil.meetings.calendar.models import Change, ChangeKind
from samspil.meetings.models import Meeting
from samspil.meetings.states import ADULT
from samspil.organisations.models import Forum, SeatKind
from samspil.organisations.profile import Terms, always_of
from samspil.organisations.queries import seats_on, terms_of

KINDS = (ChangeKind.BLOCK_ADDED, ChangeKind.BLOCK_DROPPED)


@dataclass(frozen=True)
class BlockSeats:
    """A block and who sits there for it. `always`: at every meeting, unless it is said of one that they do not."""

    code: str
    name: str
    seats: tuple[str, ...]
    always: bool
    takes_part: bool = False

    @property
    def called(self) -> str:
        """The seats in words, by the names that the forum gives them."""
        seats = ", ".join(self.seats)
        if self.code == ADULT:
            return _("The seats for the adults (%(seats)s)") % {"seats": seats}
        return _("The seats for “%(block)s” (%(seats)s)") % {"block": self.name, "seats": seats}


def with_seats(forum: Forum, day: date) -> list[BlockSeats]:
    """The blocks for which somebody has a seat that day, in the order of the seats. Three statements."""
    seats: dict[str, list[str]] = defaultdict(list)
    for seat in seats_on(forum, day):
        if seat.kind == SeatKind.BLOCK:
            seats[seat.block].append(seat.name)
    terms = _terms(forum, day) if seats else None
    names = {block.code: block.name for block in terms.blocks} if terms else {}
    come = always_of(terms) if terms else ()
    return [BlockSeats(code, names.get(code, code), tuple(who), code in come) for code, who in seats.items()]


def of_meeting(meeting: Meeting, day: date) -> list[BlockSeats]:
    """The blocks with seats, each with whether they take part in this meeting."""
    return [
        BlockSeats(one.code, one.name, one.seats, one.always, takes_part=one.code in meeting.blocks)
        for one in with_seats(meeting.forum, day)
    ]


def _terms(forum: Forum, day: date) -> Terms | None:
    try:
        return terms_of(forum, day)
    except Refused:  # a forum that has agreed on nothing for that day
        return None


def check_has_seats(forum: Forum, day: date, block: str) -> None:
    """A block without seats is nobody's to be called. Raises NotVisible."""
    if block not in {one.code for one in with_seats(forum, day)}:
        raise NotVisible


def reason_by_hand() -> str:
    """Why a block comes or not where people have said so of one meeting. What the rhythm does has no reason: so the two are told apart."""
    return _("Said for this meeting")


def by_hand(meetings: Iterable[Meeting]) -> dict[str, dict[int, bool]]:
    """For each block: of which meetings people have said whether its seats take part. The latest word counts. One statement."""
    said: dict[str, dict[int, bool]] = defaultdict(dict)
    rows = Change.objects.filter(meeting__in=[meeting.pk for meeting in meetings], kind__in=KINDS).exclude(reason="")
    for change in rows.order_by("made_at", "pk"):
        said[change.block][change.meeting_id] = change.kind == ChangeKind.BLOCK_ADDED
    return dict(said)


def said_at_call(forum: Forum, day: date, chosen: Collection[str]) -> dict[str, bool]:
    """What the ticks of a meeting that is called say beyond the terms: who is called beside the rhythm, and who is always there but
    not now. A block with a rhythm that was not ticked follows its rhythm.
    """
    return {one.code: one.code in chosen for one in with_seats(forum, day) if (one.code in chosen) != one.always}


__all__ = [
    "KINDS",
    "BlockSeats",
    "by_hand",
    "check_has_seats",
    "of_meeting",
    "reason_by_hand",
    "said_at_call",
    "with_seats",
]
