"""Who leads is known beforehand, and so is who will not come."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.concerns.actions.handing import register_absence
from samspil.lib.refusals import Refused
from samspil.meetings.actions import regretting
from samspil.meetings.models import Attendance, Meeting
from samspil.meetings.tests.steps import opened, placed, planned
from samspil.web import dates
from tests.cast import Cast


def text(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_who_leads_stands_on_the_pages_before_and_at_the_meeting(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm", meeting=planned(cast, days=0))
    for page in ("", "begynd/"):
        assert "Åbner og lukker mødet: Line Østergaard (formand)" in text(
            cast, "consultant", f"/moeder/{table.meeting.pk}/{page}"
        )
    opened(table)
    for page in ("", "fremmoede/"):
        assert "Leder mødet: Mette Kjær." in text(cast, "consultant", f"/moeder/{table.meeting.pk}/{page}")


def test_who_holds_a_seat_sends_regrets_and_comes_after_all(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    client, address = cast.client("police_officer"), f"/moeder/{meeting.pk}/afbud/"
    assert "Jeg melder afbud" in text(cast, "police_officer", f"/moeder/{meeting.pk}/")
    assert client.post(address).status_code == 303
    shown = re.sub("<[^>]+>", "", text(cast, "social_worker", f"/moeder/{meeting.pk}/"))
    assert "Karen Holt, Lokalpolitiet · Afbud" in " ".join(shown.split())
    form = text(cast, "consultant", f"/moeder/{meeting.pk}/begynd/")
    line = form.split(f'name="staff_{cast.police_officer.staff.pk}"')[1].split("</select>")[0]
    assert 'value="absent" selected' in line
    assert client.post(address, {"comes": "1"}).status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).regrets == []


def test_for_others_only_those_who_keep_the_minutes_note_it(cast: Cast) -> None:
    meeting, officer = planned(cast, days=0), cast.police_officer.staff.pk
    for who in ("youth_job_centre", "outsider", "administrator"):
        with pytest.raises(Refused):
            regretting.send_regrets(cast.members[who].sign(), meeting=meeting, staff_id=officer)
    regretting.send_regrets(cast.social_worker.sign(), meeting=meeting, staff_id=officer)
    assert Meeting.objects.get(pk=meeting.pk).regrets == [officer]


def test_once_it_has_begun_the_attendance_says_it(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    with pytest.raises(Refused, match="begyndt"):
        regretting.send_regrets(
            cast.police_officer.sign(), meeting=table.meeting, staff_id=cast.police_officer.staff.pk
        )
    cast.consultant.sign()
    assert Attendance.objects.filter(staff=cast.police_officer.staff).exists()


def test_the_receipt_says_who_acts_in_their_stead(cast: Cast) -> None:
    """The chair's stead leads; of a unit with nobody else there it is said what to do."""
    meeting = planned(cast, days=0)
    client = cast.client("police_officer")
    shown = client.get(client.post(f"/moeder/{meeting.pk}/afbud/").headers["Location"]).content.decode()
    assert "Der kommer ikke andre fra Lokalpolitiet: den, der begynder mødet, kan notere en kollega" in shown
    chair = cast.client("colleague")
    shown = chair.get(chair.post(f"/moeder/{meeting.pk}/afbud/").headers["Location"]).content.decode()
    assert "Mette Kjær leder mødet" in shown
    assert "Fra SSP-enheden kommer Mette Kjær" in shown


def test_a_meeting_whose_day_is_over_is_begun_late_moved_or_cancelled(cast: Cast) -> None:
    """Nobody sends its agenda or notes who will not come; the page says what can be done, and each of it opens."""
    meeting = planned(cast, days=-3)
    client, page = cast.client("consultant"), f"/moeder/{meeting.pk}/"
    shown = client.get(page).content.decode()
    assert "Mødets dag er gået, og det er ikke begyndt." in shown
    assert "Send dagsordenen" not in shown
    assert f"/moeder/{meeting.pk}/afbud/" not in shown
    for act in ("send", "afbud"):
        refused = client.post(f"{page}{act}/")
        assert refused.status_code == 409
        assert "Mødets dag er gået" in refused.content.decode()
    meeting.refresh_from_db()
    assert (meeting.state, list(meeting.regrets)) == ("planned", [])
    for way in (f"{page}begynd/", f"/kalender/moede/{meeting.pk}/flyt/", f"/kalender/moede/{meeting.pk}/aflys/"):
        assert way in shown
        assert client.get(way).status_code == 200
    assert f"{page}begynd/" not in cast.client("police_officer").get(page).content.decode()


def test_who_has_written_themselves_away_stands_so_before_the_meeting_and_when_it_begins(cast: Cast) -> None:
    """Nobody sits in the minutes as present because the page proposed it while the calendar said that they are away."""
    meeting, at = placed(cast, "Jonas Holm", meeting=planned(cast, days=0)).meeting, cast.social_worker.sign().at
    register_absence(
        cast.social_worker.sign(),
        staff=cast.social_worker.staff,
        since=at - timedelta(days=1),
        until=at + timedelta(days=6),
    )
    client, name = cast.client("consultant"), cast.social_worker.staff.name
    last = dates.short(timezone.localdate(at + timedelta(days=6)))
    line = (
        client.get(f"/moeder/{meeting.pk}/").content.decode().split("Hvem kommer")[1].split(name)[1].split("</li>")[0]
    )
    assert f"væk til og med {last}" in " ".join(line.split())
    page = client.get(f"/moeder/{meeting.pk}/begynd/").content.decode()
    field = page.split(f'id="id_staff_{cast.social_worker.staff.pk}"')[1].split("</select>")[0]
    assert re.search(r'value="absent" selected', field)
    assert f"Væk til og med {last}" in page
    other = page.split(f'id="id_staff_{cast.police_officer.staff.pk}"')[1].split("</select>")[0]
    assert re.search(r'value="present" selected', other)
