"""Moving, cancelling and calling extra meetings: what comes along, who is told, who may not."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from samspil.lib.refusals import NotVisible, Refused
from samspil.meetings.actions import preparing
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.calendar import actions, queries
from samspil.meetings.calendar.models import Change, Seen
from samspil.meetings.calendar.planning import day_of
from samspil.meetings.calendar.tests.conftest import local
from samspil.meetings.calendar.tests.test_plan_year import ADULT, adult_days, days, on, plan
from samspil.meetings.models import Item, Meeting, MeetingState, Slot
from samspil.organisations.models import Forum
from samspil.organisations.tests.conftest import events
from tests.cast import Cast

TUESDAY = date(2026, 11, 24)
NEXT = date(2026, 12, 1)
BORN, ADULT_BORN = date(2012, 3, 4), date(2008, 1, 1)


@pytest.fixture
def year(cast: Cast, forum: Forum) -> Forum:
    plan(cast, forum)
    return forum


def place(cast: Cast, meeting: Meeting, *labels: str, born: date = BORN) -> list[Item]:
    placements = [Placement(label=label, source="concern", birth_date=born, named=False) for label in labels]
    return preparing.place(cast.consultant.sign(), meeting=meeting, placements=placements, necessity="valg af indsats")


def move(cast: Cast, meeting: Meeting, day: str, **given: Any) -> Meeting:
    return actions.move_meeting(
        cast.consultant.sign(), meeting=meeting, starts_at=local(f"{day} 08:30"), ends_at=local(f"{day} 10:00"), **given
    )


def can_read(cast: Cast, member: str, item: Item) -> bool:
    cast.members[member].sign()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM meetings_item WHERE id = %s", [item.pk])
        return bool(cursor.fetchone()[0])


# --- moving ---------------------------------------------------------------------------------------------------------
def test_a_moved_meeting_keeps_its_agenda_and_its_deadlines_come_along(cast: Cast, year: Forum) -> None:
    meeting = on(year, NEXT)
    (item,) = place(cast, meeting, "Vera Holm")
    meeting.refresh_from_db()
    opened, closed = meeting.agenda_opens_at, meeting.closes_at
    moved = move(cast, meeting, "2026-12-03", place="Rådhuset", reason="Kursus om tirsdagen")
    moved.refresh_from_db()
    assert (moved.starts_at, moved.place, moved.note) == (local("2026-12-03 08:30"), "Rådhuset", "Kursus om tirsdagen")
    assert moved.planned_for == NEXT
    assert opened is not None
    assert closed is not None
    assert moved.agenda_opens_at == opened + timedelta(days=2)
    assert moved.closes_at == closed + timedelta(days=2)
    assert Item.objects.get(pk=item.pk).meeting_id == moved.pk
    assert can_read(cast, "consultant", item)
    assert not can_read(cast, "outsider", item)
    assert [event.object_id for event in events("meeting.moved")] == [moved.pk]
    (change,) = Change.objects.filter(kind="moved")
    assert (change.was_at, change.made_by) == (local("2026-12-01 08:30"), cast.consultant.staff)


def test_a_sent_agenda_opens_for_the_seats_by_the_new_time(cast: Cast, year: Forum) -> None:
    meeting = on(year, TUESDAY)
    (item,) = place(cast, meeting, "Vera Holm")
    meeting.refresh_from_db()
    Item.objects.filter(pk=item.pk).update(named=True)
    preparing.disclose_items(cast.consultant.sign(), meeting, [item], "valg af indsats")
    preparing.send_agenda(cast.consultant.sign(), meeting=meeting)
    assert can_read(cast, "police_officer", item)  # 24 hours before have begun
    move(cast, meeting, "2026-11-27")
    assert not can_read(cast, "police_officer", item)
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.SENT


def test_where_the_meeting_with_the_adults_seat_is_moved_no_gap_is_longer_than_21_days(cast: Cast, year: Forum) -> None:
    first = next(day for day in adult_days(year) if day > NEXT)
    move(cast, on(year, first), str(first + timedelta(days=10)))
    assert max((other - one).days for one, other in pairwise(adult_days(year))) <= 21


@pytest.mark.covers("BRO-60", verb="meeting.cancelled")
def test_an_adult_moves_to_the_meeting_that_gets_the_adults_seat(cast: Cast, year: Forum) -> None:
    """Also when the meeting that had it is cancelled."""
    with_adults = on(year, next(day for day in adult_days(year) if day > NEXT))
    (item,) = place(cast, with_adults, "Ung Voksen", born=ADULT_BORN)
    assert item.meeting_id == with_adults.pk
    following = actions.cancel_meeting(cast.consultant.sign(), meeting=with_adults)
    assert following is not None
    (waiting,) = Item.objects.filter(label="Ung Voksen", state="waiting").select_related("meeting")
    assert ADULT in waiting.meeting.blocks
    assert waiting.meeting.starts_at > with_adults.starts_at


def test_on_the_new_day_somebody_has_turned_18(cast: Cast, year: Forum) -> None:
    without_adults = on(year, next(day for day in days(year) if day > NEXT and day not in adult_days(year)))
    turns_18 = day_of(without_adults) + timedelta(days=1)
    (item,) = place(cast, without_adults, "Snart Voksen", born=turns_18.replace(year=turns_18.year - 18))
    assert item.meeting_id == without_adults.pk
    move(cast, without_adults, str(turns_18))
    (waiting,) = Item.objects.filter(label="Snart Voksen", state="waiting").select_related("meeting")
    assert ADULT in waiting.meeting.blocks


@pytest.mark.parametrize(
    ("day", "starts", "ends", "field", "says"),
    [
        ("2026-12-03", "10:00", "09:00", "ends", "slutter"),
        ("2026-11-20", "08:30", "10:00", "day", "gået"),
        ("2026-12-05", "08:30", "10:00", "day", "weekend"),
        ("2026-12-25", "08:30", "10:00", "day", "uledag"),
        ("2026-12-24", "08:30", "10:00", "day", "Juleaftensdag"),
        ("2026-12-08", "08:30", "10:00", "day", "allerede"),
    ],
)
def test_a_meeting_is_put_on_a_free_working_day_ahead(
    cast: Cast, year: Forum, day: str, starts: str, ends: str, field: str, says: str
) -> None:
    meeting = on(year, NEXT)
    with pytest.raises(Refused, match=says) as refused:
        actions.move_meeting(
            cast.consultant.sign(), meeting=meeting, starts_at=local(f"{day} {starts}"), ends_at=local(f"{day} {ends}")
        )
    assert refused.value.field == field
    assert not Change.objects.exists()


def test_on_its_own_day_a_meeting_may_be_given_another_hour(cast: Cast, year: Forum) -> None:
    moved = actions.move_meeting(
        cast.consultant.sign(), meeting=on(year, NEXT), starts_at=local("2026-12-01 12:00"),
        ends_at=local("2026-12-01 13:00"),
    )  # fmt: skip
    assert moved.starts_at == local("2026-12-01 12:00")


# --- what is written about it ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["se 711105-4321", "7111054321", "71 11 05 4321", "nr.711105-4321."])
def test_a_cpr_number_is_refused_in_the_reason(cast: Cast, year: Forum, text: str) -> None:
    with pytest.raises(Refused, match="CPR") as refused:
        actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT), reason=text, sure=True)
    assert refused.value.field == "reason"


def test_other_numbers_are_not_cpr_numbers(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT), reason="Sag 9999999999, tlf. 99 99 99 99")


def test_a_childs_name_is_asked_about(cast: Cast, year: Forum) -> None:
    meeting = on(year, NEXT)
    place(cast, meeting, "Vera Holm")
    with pytest.raises(Refused, match="Vera") as refused:
        actions.cancel_meeting(cast.consultant.sign(), meeting=meeting, reason="Veras mor kan ikke")
    assert refused.value.field == "sure"
    actions.cancel_meeting(cast.consultant.sign(), meeting=meeting, reason="Vera fra PPR er syg", sure=True)


# --- cancelling -----------------------------------------------------------------------------------------------------
def test_what_waits_goes_to_the_next_meeting_and_everybody_is_told(cast: Cast, year: Forum) -> None:
    meeting = on(year, NEXT)
    place(cast, meeting, "Vera Holm", "Bo Krag")
    following = actions.cancel_meeting(cast.consultant.sign(), meeting=meeting, reason="Alle er på kursus")
    assert following is not None
    assert day_of(following) == date(2026, 12, 8)
    waiting = Item.objects.filter(state="waiting")
    assert {(item.label, item.meeting_id) for item in waiting} == {
        ("Vera Holm", following.pk),
        ("Bo Krag", following.pk),
    }
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CANCELLED
    assert len(events("meeting.cancelled")) == 1
    told = queries.news_for(cast.police_officer.staff, cast.police_officer.sign().at)
    assert [(new.change.kind, new.change.reason) for new in told] == [("cancelled", "Alle er på kursus")]


def test_nothing_waits_then_nothing_moves(cast: Cast, year: Forum) -> None:
    assert actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT)) is None


def test_with_an_agenda_and_no_later_meeting_it_is_not_cancelled(cast: Cast, year: Forum) -> None:
    meeting = on(year, NEXT)
    place(cast, meeting, "Vera Holm")
    cast.consultant.sign()
    Meeting.objects.filter(forum=year, starts_at__gt=meeting.starts_at).update(state=MeetingState.CANCELLED)
    with pytest.raises(Refused, match="senere møde"):
        actions.cancel_meeting(cast.consultant.sign(), meeting=meeting)
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.PLANNED


@pytest.mark.parametrize("state", [MeetingState.OPEN, MeetingState.HELD, MeetingState.APPROVED, MeetingState.CANCELLED])
def test_what_has_begun_or_ended_keeps_its_time(cast: Cast, year: Forum, state: str) -> None:
    meeting = on(year, NEXT)
    cast.consultant.sign()
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    for attempt in (
        lambda: move(cast, meeting, "2026-12-03"),
        lambda: actions.cancel_meeting(cast.consultant.sign(), meeting=meeting),
    ):
        with pytest.raises(Refused, match="ændres ikke længere"):
            attempt()


def test_an_administrator_cancels_an_empty_meeting_but_not_one_with_an_agenda(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.administrator.sign(), meeting=on(year, NEXT))
    meeting = on(year, date(2026, 12, 8))
    place(cast, meeting, "Vera Holm")
    with pytest.raises(Refused, match="allerede noget på dagsordenen"):
        actions.cancel_meeting(cast.administrator.sign(), meeting=meeting)


@pytest.mark.parametrize("member", ["outreach_worker", "police_officer", "politician", "outsider", "other_consultant"])
def test_others_change_nothing(cast: Cast, year: Forum, member: str) -> None:
    meeting, actor = on(year, NEXT), cast.members[member].sign()
    for attempt in (
        lambda: actions.cancel_meeting(actor, meeting=meeting),
        lambda: actions.move_meeting(
            actor, meeting=meeting, starts_at=local("2026-12-03 08:30"), ends_at=local("2026-12-03 10:00")
        ),
        lambda: actions.call_extra(
            actor, forum=year, starts_at=local("2026-12-03 08:30"), ends_at=local("2026-12-03 10:00")
        ),
    ):
        with pytest.raises(Refused, match="formanden"):
            attempt()
    assert not Change.objects.exists()


def test_the_database_too_keeps_others_from_a_meetings_time(cast: Cast, year: Forum) -> None:
    cast.police_officer.sign()
    assert Meeting.objects.filter(pk=on(year, NEXT).pk).update(note="nej") == 0


# --- extra meetings ---------------------------------------------------------------------------------------------------
def test_an_extra_meeting_is_told_and_stands_in_the_calendar(cast: Cast, year: Forum) -> None:
    extra = actions.call_extra(
        cast.consultant.sign(), forum=year, starts_at=local("2026-12-03 08:30"), ends_at=local("2026-12-03 09:00"),
        place="Rådhuset", reason="Uro ved stationen",
    )  # fmt: skip
    assert (extra.kind, extra.note) == ("extra", "Uro ved stationen")
    told = queries.news_for(cast.social_worker.staff, cast.social_worker.sign().at)
    assert [new.change.kind for new in told] == ["extra"]
    assert len(events("meeting.called")) == 1
    assert plan(cast, year).cancelled == 0  # planning again leaves it


def test_an_extra_meeting_in_too_long_a_gap_gets_the_adults_seat(cast: Cast, year: Forum) -> None:
    day = next(day for day in adult_days(year) if day > NEXT)
    cast.consultant.sign()
    Meeting.objects.filter(
        forum=year, starts_at__gte=local("2026-12-02 00:00"), starts_at__lt=local(f"{day} 23:00")
    ).update(state=MeetingState.CANCELLED)
    later = next(one for one in adult_days(year) if one > day)
    Meeting.objects.filter(
        forum=year, starts_at__gt=local(f"{day} 23:00"), starts_at__lt=local(f"{later} 00:00")
    ).update(state=MeetingState.CANCELLED)
    extra = actions.call_extra(
        cast.consultant.sign(), forum=year, starts_at=local("2026-12-10 08:30"), ends_at=local("2026-12-10 09:00")
    )
    assert ADULT in extra.blocks


def sees_slots(cast: Cast, member: str, meeting: Meeting) -> bool:
    cast.members[member].sign()
    return Slot.objects.filter(meeting=meeting).exists()


def test_a_block_that_comes_in_sees_the_frame_of_an_agenda_that_is_there_and_not_when_it_falls_out(
    cast: Cast, year: Forum
) -> None:
    first = next(day for day in adult_days(year) if day > NEXT)
    week_later = on(year, first + timedelta(days=7))
    place(cast, week_later, "Vera Holm")
    assert not sees_slots(cast, "youth_job_centre", week_later)
    dropped = on(year, first)
    actions.cancel_meeting(cast.consultant.sign(), meeting=dropped)
    week_later.refresh_from_db()
    assert ADULT in week_later.blocks
    assert sees_slots(cast, "youth_job_centre", week_later)
    actions.call_extra(
        cast.consultant.sign(), forum=year, starts_at=local(f"{first} 08:30"), ends_at=local(f"{first} 09:00")
    )
    week_later.refresh_from_db()
    assert ADULT not in week_later.blocks
    assert not sees_slots(cast, "youth_job_centre", week_later)
    assert Change.objects.filter(kind="block_dropped", meeting=week_later).exists()


def test_who_does_not_keep_the_agenda_leaves_the_blocks_of_a_meeting_with_one(cast: Cast, year: Forum) -> None:
    first = next(day for day in adult_days(year) if day > NEXT)
    week_later = on(year, first + timedelta(days=7))
    place(cast, week_later, "Vera Holm")
    actions.cancel_meeting(cast.administrator.sign(), meeting=on(year, first))
    week_later.refresh_from_db()
    assert ADULT not in week_later.blocks


# --- what is new ------------------------------------------------------------------------------------------------------
def test_the_one_who_did_it_and_those_without_a_seat_are_not_told(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT))
    for member in ("consultant", "outsider", "politician", "other_consultant"):
        staff = cast.members[member].staff
        assert queries.news_for(staff, cast.members[member].sign().at) == []
    assert len(queries.news_for(cast.colleague.staff, cast.colleague.sign().at)) == 1


def test_a_blocks_coming_and_going_is_news_to_its_seat(cast: Cast, year: Forum) -> None:
    day = next(day for day in adult_days(year) if day > NEXT)
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, day))
    kinds = {new.change.kind for new in queries.news_for(cast.youth_job_centre.staff, cast.youth_job_centre.sign().at)}
    assert kinds == {"cancelled", "block_added"}
    others = {new.change.kind for new in queries.news_for(cast.police_officer.staff, cast.police_officer.sign().at)}
    assert others == {"cancelled"}


def test_news_is_put_aside_by_each_for_themselves_once(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT))
    change = Change.objects.get()
    for _twice in range(2):
        actions.put_aside(cast.police_officer.sign(), change=change, staff=cast.police_officer.staff)
    assert queries.news_for(cast.police_officer.staff, cast.police_officer.sign().at) == []
    assert len(queries.news_for(cast.social_worker.staff, cast.social_worker.sign().at)) == 1
    assert Seen.objects.count() == 1


def test_a_change_of_another_municipality_is_not_there(cast: Cast, year: Forum) -> None:
    actions.cancel_meeting(cast.consultant.sign(), meeting=on(year, NEXT))
    with pytest.raises(NotVisible):
        queries.get_change(Change.objects.get().pk, cast.other)
    cast.other_consultant.sign()
    with pytest.raises(NotVisible):
        queries.get_meeting(on(year, TUESDAY).pk, cast.other)
