"""Who keeps the minutes and has left reads the same numbers as the others, and is offered what can be done."""

from __future__ import annotations

from uuid import uuid4

from samspil.meetings.actions import capturing, closing, sitting
from samspil.meetings.actions.preparing import place
from samspil.meetings.models import Item, Meeting
from samspil.meetings.queries import placements_of, suggestions, what_waits
from samspil.meetings.tests.steps import Table, decided, listed, opened, placed, planned
from tests.cast import Cast, Member

LEFT = "social_worker"  # deputy: keeps the minutes too


def left(cast: Cast) -> Table:
    """A meeting that the deputy has left; nothing is open."""
    table = opened(placed(cast, "Sara Bek", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "none")
    sitting.leave(cast.consultant.sign(), meeting=table.meeting, staff_id=cast.members[LEFT].staff.pk)
    return table


def seen(member: Member, table: Table) -> tuple[list[str], list[str]]:
    member.sign()
    meeting = Meeting.objects.select_related("forum__body").get(pk=table.meeting.pk)
    return what_waits(meeting).words, [one.label for one in suggestions(meeting)]


def test_what_was_placed_after_one_had_left_waits_for_nobody(cast: Cast) -> None:
    table = left(cast)
    entries = [listed(cast, name) for name in ("Jonas Holm", "Aya Ali")]
    for member in (cast.consultant, cast.members[LEFT]):
        assert seen(member, table)[0] == ["2 linjer fra lister"]
    actor = cast.consultant.sign()
    meeting = Meeting.objects.select_related("forum__body").get(pk=table.meeting.pk)
    chosen = placements_of(meeting, [f"entry-{entries[0].pk}"])
    (item,) = place(actor, meeting=meeting, placements=chosen, necessity="valg af indsats")
    cast.members[LEFT].sign()
    assert not Item.objects.filter(pk=item.pk).exists(), "it was taken after the deputy had left"
    for member in (cast.consultant, cast.members[LEFT]):
        assert seen(member, table) == (["1 linje fra en liste"], ["Aya Ali"])


def test_minutes_that_cannot_be_approved_are_not_offered_for_approval(cast: Cast) -> None:
    table = left(cast)
    capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line="Bo Krogh 14 s", key=uuid4())
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting, left_open=1)
    for who in ("consultant", LEFT):
        page = " ".join(cast.client(who).get(f"/moeder/{table.meeting.pk}/referat/").content.decode().split())
        assert "Referatet kan ikke godkendes" in page, who
        assert "Godkend referatet</button>" not in page, who
        assert ("Du læser ikke 1 af dem, fordi du var gået" in page) is (who == LEFT)
