"""Adults wait for the meeting at which their seat takes part (BRO-60)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samspil.audit.models import Event
from samspil.lib.refusals import Refused
from samspil.meetings.actions import preparing
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Item, Meeting
from samspil.meetings.tests.steps import opened, placed, planned
from samspil.organisations.models import Seat
from tests.cast import Cast, as_role
from tests.clock import today

ADULT = date(today().year - 19, 1, 15)


@pytest.mark.covers("BRO-60", verb="agenda.placed")
def test_an_adult_is_parked_on_the_meeting_with_the_seat(cast: Cast) -> None:
    this_week, next_week = planned(cast), planned(cast, days=8, blocks=("under_18", "18_plus"))
    (item,) = placed(cast, "Amir Toft", born=ADULT, meeting=this_week).items
    assert item.meeting_id == next_week.pk
    assert item.slot.block == "18_plus"
    assert not Item.objects.filter(meeting=this_week).exists()


def test_an_adult_stays_where_the_seat_takes_part(cast: Cast) -> None:
    meeting = planned(cast, blocks=("under_18", "18_plus"))
    assert placed(cast, "Amir Toft", born=ADULT, meeting=meeting).items[0].meeting_id == meeting.pk


def test_without_such_a_meeting_it_says_what_to_do(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        placed(cast, "Amir Toft", born=ADULT)
    assert refusal.value.sentence


def test_a_forum_without_seats_for_adults_only_takes_them_at_any_meeting(cast: Cast) -> None:
    with as_role("samspil_owner"):
        Seat.objects.filter(forum=cast.forum, kind="block").update(kind="standing", block="")
    meeting = planned(cast)
    assert placed(cast, "Amir Toft", born=ADULT, meeting=meeting).items[0].meeting_id == meeting.pk


@pytest.mark.covers("BRO-60", verb="meeting.opened")
def test_a_birthday_between_two_meetings_moves_the_item(cast: Cast) -> None:
    """Placed at 17 on a meeting that is then moved past the birthday."""
    meeting, with_adults = planned(cast), planned(cast, days=9, blocks=("under_18", "18_plus"))
    eighteen_in_three_days = timezone.localdate(meeting.starts_at) + timedelta(days=2)
    born = eighteen_in_three_days.replace(year=eighteen_in_three_days.year - 18)
    table = placed(cast, "Jonas Holm", "Ida Skov", meeting=meeting)
    (young,) = placed(cast, "Nour Lund", born=born, meeting=meeting).items
    assert young.meeting_id == meeting.pk
    meeting.starts_at += timedelta(days=4)
    meeting.ends_at += timedelta(days=4)
    meeting.save()
    table.meeting = meeting
    opened(table)
    assert Item.objects.get(pk=young.pk).state == "moved"
    assert Item.objects.get(from_item_id=young.pk).meeting_id == with_adults.pk
    assert Item.objects.filter(meeting=meeting, state="waiting").count() == 2


def test_the_seat_of_the_block_reads_the_adults_only(cast: Cast) -> None:
    meeting = planned(cast, blocks=("under_18", "18_plus"))
    (child,) = placed(cast, "Jonas Holm", meeting=meeting).items
    (adult,) = placed(cast, "Amir Toft", born=ADULT, meeting=meeting).items
    actor = cast.consultant.sign()
    meeting.refresh_from_db()
    meeting.agenda_opens_at = actor.at
    meeting.save()
    preparing.send_agenda(actor, meeting=meeting)
    cast.youth_job_centre.sign()
    assert set(Item.objects.values_list("pk", flat=True)) == {adult.pk}
    assert child.pk not in set(Item.objects.values_list("pk", flat=True))


def test_an_adult_is_opened_to_the_forum_alone_where_no_seat_is_for_adults(cast: Cast) -> None:
    """Nobody is said to have been shown it who does not sit there."""
    with as_role("samspil_owner"):
        Seat.objects.filter(forum=cast.forum, kind="block").update(kind="standing", block="")
    meeting = planned(cast)
    (adult,) = placed(cast, "Amir Toft", born=ADULT, meeting=meeting).items
    actor = cast.consultant.sign()
    Meeting.objects.filter(pk=meeting.pk).update(agenda_opens_at=actor.at)
    meeting.refresh_from_db()
    preparing.send_agenda(actor, meeting=meeting)
    cast.police_officer.sign()
    assert Item.objects.filter(pk=adult.pk).exists()
    with as_role("samspil_lock"):
        opened_to = Event.objects.filter(act="audience.opened", object_id=adult.audience_id)
        assert [event.detail for event in opened_to] == [{"to": [cast.forum.audience_id]}]


def test_a_cancelled_meeting_moves_what_waits(cast: Cast) -> None:
    meeting, following = planned(cast), planned(cast, days=8)
    table = placed(cast, "Jonas Holm", "Ida Skov", meeting=meeting)
    actor = cast.consultant.sign()
    moved = preparing.move_items(actor, from_meeting=table.meeting, to_meeting=following)
    assert [item.label for item in moved] == ["Jonas Holm", "Ida Skov"]
    assert {item.meeting_id for item in moved} == {following.pk}
    assert set(Item.objects.filter(meeting=meeting).values_list("state", flat=True)) == {"moved"}


def test_what_moves_goes_once_and_keeps_why_it_was_needed(cast: Cast) -> None:
    meeting, following = planned(cast), planned(cast, days=8)
    actor = cast.consultant.sign()
    needed = {"Jonas Holm": "valg af indsats", "Ida Skov": "fælles støtte"}
    for label, necessity in needed.items():
        preparing.place(actor, meeting=meeting, placements=[Placement(label=label, source="list")], necessity=necessity)
    meeting.refresh_from_db()
    preparing.move_items(actor, from_meeting=meeting, to_meeting=following)
    moved = list(Item.objects.filter(meeting=following).values_list("label", "necessity"))
    assert sorted(moved) == sorted(needed.items())


def test_unknown_age_is_never_parked(cast: Cast) -> None:
    meeting = planned(cast)
    (item,) = preparing.place(
        cast.consultant.sign(), meeting=meeting, placements=[Placement(label="Ukendt", source="list")], necessity="valg"
    )
    assert item.meeting_id == meeting.pk
