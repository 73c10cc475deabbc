"""What the minutes say of who was there is corrected until they are approved."""

from __future__ import annotations

from datetime import time, timedelta

import lxml.html
import pytest
from django.utils import timezone

from samspil.lib.refusals import Refused
from samspil.meetings.actions import attending, closing, sitting
from samspil.meetings.models import Attendance, Item, Meeting, Presence
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Amela Delić", "Jonas Holm", meeting=planned(cast, days=0)))


def line(cast: Cast, table: Table) -> Attendance:
    cast.consultant.sign()
    return Attendance.objects.get(meeting=table.meeting, staff=cast.police_officer.staff)


def minutes(cast: Cast, table: Table) -> str:
    answer = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/referat/")
    return " ".join(answer.content.decode().split())


def correct(cast: Cast, table: Table, **said: object) -> Attendance:
    actor = cast.consultant.sign()
    meeting = Meeting.objects.get(pk=table.meeting.pk)
    return attending.correct_attendance(actor, meeting=meeting, staff_id=cast.police_officer.staff.pk, **said)  # type: ignore[arg-type]


def test_who_was_never_here_stands_as_absent_and_reads_nothing_of_it(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    actor = cast.consultant.sign()
    sitting.leave(actor, meeting=table.meeting, staff_id=cast.police_officer.staff.pk)  # the way that the page had
    page = cast.client("consultant")
    address = f"/moeder/{table.meeting.pk}/fremmoede/"
    assert f"{address}{cast.police_officer.staff.pk}/" in page.get(address).content.decode()
    answer = page.post(f"{address}{cast.police_officer.staff.pk}/", {"was_here": "no", "came": "", "left": ""})
    assert answer.status_code == 303
    noted = line(cast, table)
    assert (noted.state, noted.came_at, noted.left_at) == ("absent", None, None)
    assert not Presence.objects.filter(item=table.items[0], staff=cast.police_officer.staff).exists()
    decided(table, table.items[1], "continue")
    approved(table)
    text = minutes(cast, table)
    assert "gik kl." not in text
    cast.police_officer.sign()
    assert not Item.objects.filter(meeting=table.meeting).exists()


@pytest.mark.parametrize("was_here", [True, False])
def test_the_form_that_corrects_begins_with_what_is_noted(cast: Cast, table: Table, was_here: bool) -> None:
    if not was_here:
        correct(cast, table, was_here=False)
    page = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/fremmoede/{cast.police_officer.staff.pk}/")
    chosen = lxml.html.fromstring(page.content).xpath("//input[@name='was_here'][@checked]/@value")
    assert chosen == ["yes" if was_here else "no"]


def test_of_who_writes_the_minutes_it_is_said_that_they_read_on(cast: Cast, table: Table) -> None:
    client = cast.client("consultant")
    for who, reads_on in (("social_worker", True), ("police_officer", False)):
        staff = cast.members[who].staff
        page = client.get(f"/moeder/{table.meeting.pk}/fremmoede/{staff.pk}/").content.decode()
        assert (f"{staff.name} skriver forummets referater og læser dem alligevel fortsat." in page) is reads_on


def test_who_left_by_mistake_was_here_to_the_end_and_reads_on(cast: Cast, table: Table) -> None:
    actor = cast.consultant.sign()
    sitting.leave(actor, meeting=table.meeting, staff_id=cast.police_officer.staff.pk)
    cast.police_officer.sign()
    assert not Item.objects.filter(pk=table.items[0].pk).exists()
    noted = correct(cast, table, was_here=True)
    assert noted.left_at is None
    assert noted.came_at == Meeting.objects.get(pk=table.meeting.pk).began_at
    cast.police_officer.sign()
    assert Item.objects.filter(pk=table.items[0].pk).exists()


def test_the_time_at_which_somebody_left_is_the_true_one(cast: Cast, table: Table) -> None:
    """A meeting that began an hour ago; the leaving was noted late."""
    cast.consultant.sign()
    began = timezone.localtime().replace(hour=0, minute=1, second=0, microsecond=0)
    Meeting.objects.filter(pk=table.meeting.pk).update(began_at=began)
    left = began + timedelta(minutes=30)
    noted = correct(cast, table, was_here=True, came=began.time(), left=left.time())
    assert noted.left_at == left
    cast.police_officer.sign()
    assert not Item.objects.filter(pk=table.items[0].pk).exists()


def test_the_times_that_the_form_shows_can_be_saved_again(cast: Cast, table: Table) -> None:
    """It shows minutes; came and left within the minute in which the meeting began."""
    cast.consultant.sign()
    began = timezone.localtime().replace(hour=0, minute=1, second=30, microsecond=0)
    Meeting.objects.filter(pk=table.meeting.pk).update(began_at=began)
    noted = correct(cast, table, was_here=True, came=time(0, 1), left=time(0, 1))
    assert (noted.came_at, noted.left_at) == (began, began)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"came": time(0, 0), "left": None}, "came"),
        ({"came": time(0, 40), "left": time(0, 30)}, "left"),
    ],
)
def test_times_that_cannot_be_are_refused(cast: Cast, table: Table, said: dict[str, time], field: str) -> None:
    cast.consultant.sign()
    began = timezone.localtime().replace(hour=0, minute=1, second=0, microsecond=0)
    Meeting.objects.filter(pk=table.meeting.pk).update(began_at=began)
    with pytest.raises(Refused) as refused:
        correct(cast, table, was_here=True, **said)
    assert refused.value.field == field


def test_who_told_something_or_led_was_here(cast: Cast, table: Table) -> None:
    sitting.share(cast.police_officer.sign(), item=table.items[0], text="Set ved hallen", necessity="valg af indsats")
    with pytest.raises(Refused, match="fortalt"):
        correct(cast, table, was_here=False)
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="ledede"):
        attending.correct_attendance(
            actor,
            meeting=Meeting.objects.get(pk=table.meeting.pk),
            staff_id=cast.consultant.staff.pk,
            was_here=False,
        )


def test_after_the_meeting_it_is_corrected_and_after_approval_refused(cast: Cast, table: Table) -> None:
    for item in table.items:
        decided(table, item, "continue")
    closing.end_meeting(cast.consultant.sign(), meeting=Meeting.objects.get(pk=table.meeting.pk))
    assert "Ret fremmødet" in minutes(cast, table)
    assert correct(cast, table, was_here=False).state == "absent"
    actor = cast.consultant.sign()
    closing.approve(actor, meeting=Meeting.objects.get(pk=table.meeting.pk))
    with pytest.raises(Refused):
        correct(cast, table, was_here=True)
    assert "Ret fremmødet" not in minutes(cast, table)


def test_the_minutes_say_not_present_of_whoever_never_sent_regrets(cast: Cast, table: Table) -> None:
    correct(cast, table, was_here=False)
    for item in table.items:
        decided(table, item, "continue")
    name = cast.police_officer.staff.name
    for page in (minutes(cast, table), minutes(cast, approved(table))):
        absent = page.split("<h3>Ikke til stede</h3>")[1].split("</ul>")[0]
        assert name in absent
        assert "<h3>Afbud</h3>" not in page


def test_who_sent_regrets_stands_so(cast: Cast) -> None:
    found = placed(cast, "Amela Delić", meeting=planned(cast, days=0))
    lines = [
        sitting.Seated(cast.members[key].staff.pk, state)
        for key, state in (("consultant", "present"), ("police_officer", "absent"))
    ]
    sitting.open_meeting(cast.consultant.sign(), meeting=found.meeting, attendance=lines)
    page = minutes(cast, found)
    assert cast.police_officer.staff.name in page.split("<h3>Afbud</h3>")[1].split("</ul>")[0]
    assert "<h3>Ikke til stede</h3>" not in page
