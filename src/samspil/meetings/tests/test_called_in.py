"""Who sits in a forum when it concerns them reads how they come to a meeting, and so do those who let them in."""

from __future__ import annotations

from samspil.meetings.models import Meeting
from samspil.meetings.tests.steps import Table, opened, placed
from samspil.organisations.models import Seat, SeatHolder
from tests.cast import SINCE, Cast

LETS_IN = "lukker dem ind under Fremmøde, når mødet er i gang."
ON_MY_DAY = "Du sidder med, når det vedrører dig: den, der skriver referatet, lukker dig ind på mødet"


def school_when_it_concerns(cast: Cast) -> None:
    """The school's seat, with its teacher."""
    cast.administrator.sign()
    seat = Seat.objects.create(
        forum=cast.forum, key="school", name="Skolen", unit=cast.units["school"], kind="conditional", position=9,
        valid_from=SINCE,
    )  # fmt: skip
    SeatHolder.objects.create(seat=seat, staff=cast.ssp_teacher.staff, valid_from=SINCE)


def page(cast: Cast, who: str, address: str) -> str:
    return " ".join(cast.client(who).get(address).content.decode().split())


def test_it_stands_on_the_meeting_where_it_begins_and_where_somebody_comes(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    of_meeting = [f"/moeder/{table.meeting.pk}/", f"/moeder/{table.meeting.pk}/begynd/"]
    assert not any("når det vedrører dem" in page(cast, "consultant", address) for address in of_meeting)
    school_when_it_concerns(cast)
    for address in of_meeting:
        shown = page(cast, "consultant", address)
        assert "når det vedrører dem: Anders Friis (Skolen)." in shown, address
        assert LETS_IN in shown, address
    cast.consultant.sign()
    meeting = opened(Table(cast, Meeting.objects.get(pk=table.meeting.pk))).meeting
    assert "Anders Friis (Skolen)" in page(cast, "consultant", f"/moeder/{meeting.pk}/fremmoede/")


def test_who_sits_there_when_it_concerns_them_reads_on_their_day_how_they_are_called_in(cast: Cast) -> None:
    placed(cast, "Jonas Holm")
    school_when_it_concerns(cast)
    assert ON_MY_DAY in page(cast, "ssp_teacher", "/")
    for who in ("consultant", "police_officer"):
        assert ON_MY_DAY not in page(cast, who, "/")
