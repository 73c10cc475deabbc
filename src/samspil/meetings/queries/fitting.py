"""What a decision word is measured by at an item: the plan that goes on, and the police officer who sits there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from samspil.meetings.models import Attendance, Decision, Item, Meeting
from samspil.meetings.states import AttendanceState, DecisionState
from samspil.organisations.models import Post, SeatHolder
from samspil.organisations.profile import Consequence, RoleType, Terms

# A line that sets nothing of these going is no plan: it was taken up again, ended, or went to the notification alone.
GOES_ON = frozenset(Consequence) - {Consequence.AGAIN, Consequence.DELETE, Consequence.NOTIFICATION}


def earlier_lines(item: Item) -> Q:
    """What the forum decided earlier about the same child; of a place or a group, at the item that is taken up again."""
    if item.subject:
        return Q(subject=item.subject, meeting__forum_id=item.meeting.forum_id)
    return Q(item_id=item.from_item_id or 0)


def is_plan(terms: Terms, decisions: Iterable[Decision]) -> bool:
    """Whether one of these lines goes on. A word that the forum no longer has counts: nobody knows that it does not."""
    ended = {word.code for word in terms.decisions if not GOES_ON & set(word.consequences)}
    return any(decision.word not in ended for decision in decisions)


def has_plan(item: Item, terms: Terms) -> bool:
    """Whether something that the forum decided earlier about the item goes on. One statement."""
    return item.pk in items_with_plan([item], terms)


def items_with_plan(items: Sequence[Item], terms: Terms) -> set[int]:
    """Those of the items about which something decided earlier goes on. One statement."""
    about = Q(pk__in=[])
    for item in items:
        about |= earlier_lines(item)
    lines = list(Decision.objects.filter(about, state=DecisionState.STANDING).only("word", "subject", "item_id"))
    return {
        item.pk
        for item in items
        if is_plan(
            terms,
            [
                line
                for line in lines
                if line.item_id != item.pk
                and (line.subject == item.subject if item.subject else line.item_id == item.from_item_id)
            ],
        )
    }


def officers_at(meeting: Meeting, day: date) -> list[Post]:
    """The police officers who hold a seat of the forum that day or sit at the meeting, those present first, and officers
    before their leaders: whom a conversation with the police goes to (BRO-98). One statement.
    """
    here = Attendance.objects.filter(meeting=meeting, staff_id=OuterRef("staff_id")).exclude(
        state=AttendanceState.ABSENT
    )
    seated = SeatHolder.objects.on(day).filter(seat__forum_id=meeting.forum_id, staff_id=OuterRef("staff_id"))
    return list(
        Post.objects.on(day)
        .filter(Exists(here) | Exists(seated), unit__sector="police", staff__ended_at__isnull=True)
        .annotate(present=Exists(here.filter(left_at__isnull=True)), patrols=Q(role__type=RoleType.POLICE_OFFICER))
        .select_related("staff", "unit")
        .order_by("-present", "-patrols", "staff__name", "pk")
    )
