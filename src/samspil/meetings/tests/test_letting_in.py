"""Who is let in is in: told, led there, and given what is still to be taken; who comes for one block is there for that alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, identifying, sitting
from samspil.meetings.models import Attendance, Decision, Item, Meeting, Presence
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from tests.cast import Cast
from tests.clock import today

ADULT = date(today().year - 19, 1, 15)
BOTH = ("under_18", "18_plus")


def text(cast: Cast, who: str, address: str, status: int = 200) -> str:
    client = cast.client(who)
    answer = client.get(address)
    if answer.status_code == 303:  # the table leads on to its next item
        answer = client.get(answer.headers["Location"])
    assert answer.status_code == status, (who, address)
    return " ".join(answer.content.decode().split())


def with_adult(cast: Cast) -> Table:
    """A meeting for both blocks: a child, and an adult who stands in the block of the youth job centre's seat."""
    meeting = planned(cast, days=0, blocks=BOTH)
    table = placed(cast, "Jonas Holm", meeting=meeting)
    table.items += placed(cast, "Amir Toft", born=ADULT, meeting=meeting).items
    table.meeting = Meeting.objects.select_related("forum").get(pk=meeting.pk)
    return table


def labels(cast: Cast, who: str) -> set[str]:
    cast.members[who].sign()
    return set(Item.objects.values_list("label", flat=True))


# --- guests and substitutes -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["guest", "substitute"])
def test_who_is_let_in_is_told_finds_the_meeting_and_reads_what_is_to_come(cast: Cast, state: str) -> None:
    table = opened(
        placed(cast, "Jonas Holm", "Ida Skov", meeting=planned(cast, days=0)), cast.consultant, cast.police_officer
    )
    decided(table, table.items[0], "continue")
    meeting, seat = table.meeting, cast.forum.seats.get(key="family")
    typed = {"arrive": "1", "staff": cast.ssp_teacher.staff.pk, "state": state, "seat": seat.pk}
    assert cast.client("consultant").post(f"/moeder/{meeting.pk}/fremmoede/", typed).status_code == 303
    assert "Du er lukket ind til et møde." in text(cast, "ssp_teacher", "/beskeder/")
    assert f'href="/moeder/{meeting.pk}/bord/"' in text(cast, "ssp_teacher", "/")
    table_page = text(cast, "ssp_teacher", f"/moeder/{meeting.pk}/bord/")
    assert "Ida Skov" in table_page
    assert "Jonas" not in table_page
    assert "Ida Skov" in text(cast, "ssp_teacher", f"/moeder/{meeting.pk}/")


def test_afterwards_they_read_the_minutes_that_say_they_were_there_and_no_name(cast: Cast) -> None:
    table = opened(placed(cast, "Ida Skov", meeting=planned(cast, days=0)), cast.consultant, cast.police_officer)
    sitting.arrive(
        cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(cast.ssp_teacher.staff.pk, "guest")
    )
    decided(table, table.items[0], "support", cast.social_worker)
    closing.approve(cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))
    shown = text(cast, "ssp_teacher", f"/moeder/{table.meeting.pk}/referat/")
    assert "Anders Friis" in shown
    assert "Ida" not in shown
    text(cast, "outreach_worker", f"/moeder/{table.meeting.pk}/referat/", 404)


def test_a_substitute_sits_in_somebodys_place(cast: Cast) -> None:
    table = opened(placed(cast, "Ida Skov", meeting=planned(cast, days=0)), cast.consultant)
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/fremmoede/"
    asked = client.post(address, {"arrive": "1", "staff": cast.ssp_teacher.staff.pk, "state": "substitute"})
    assert asked.status_code == 422
    assert "Vælg, hvis plads suppleanten har." in asked.content.decode()
    client.post(
        address,
        {"arrive": "1", "staff": cast.ssp_teacher.staff.pk, "state": "substitute", "seat": cast.forum.seats.get(key="police").pk},
    )  # fmt: skip
    assert "Anders Friis, Lokalpolitiet · her (Suppleant)" in text(cast, "consultant", address)


def test_nobody_without_a_seat_is_let_in_as_its_holder(cast: Cast) -> None:
    table = opened(placed(cast, "Ida Skov"), cast.consultant)
    with pytest.raises(Refused, match="ingen plads"):
        sitting.arrive(
            cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(cast.ssp_teacher.staff.pk, "present")
        )


def test_who_comes_instead_is_asked_by_name_when_the_meeting_begins(cast: Cast) -> None:
    table = placed(cast, "Ida Skov", meeting=planned(cast, days=0))
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/begynd/"
    worker, officer = cast.social_worker.staff.pk, cast.police_officer.staff.pk
    typed = {f"staff_{cast.members[key].staff.pk}": "present" for key in ("consultant", "colleague", "police_officer")}
    typed |= {f"staff_{worker}": "substitute"}
    asked = client.post(address, typed)
    assert asked.status_code == 422
    assert "Vælg, hvem der kommer i stedet for Pia Møller." in asked.content.decode()
    again = client.post(address, {**typed, f"instead_{worker}": officer})
    assert "allerede noteret" in again.content.decode()
    assert client.post(address, {**typed, f"instead_{worker}": cast.ssp_teacher.staff.pk}).status_code == 303
    cast.consultant.sign()
    lines = {line.staff_id: (line.state, line.seat_id) for line in Attendance.objects.all()}
    family = cast.forum.seats.get(key="family").pk
    assert lines[worker] == ("absent", family)
    assert lines[cast.ssp_teacher.staff.pk] == ("substitute", family)
    assert labels(cast, "ssp_teacher") == {"Ida Skov"}


# --- seats of one block -----------------------------------------------------------------------------------------------------
@pytest.mark.covers("BRO-60", verb="meeting.opened")
def test_the_seat_of_a_block_is_there_for_that_block_alone(cast: Cast) -> None:
    table = opened(with_adult(cast), cast.consultant, cast.police_officer, cast.youth_job_centre)
    assert labels(cast, "youth_job_centre") == {"Amir Toft"}
    assert "Jonas" not in text(cast, "youth_job_centre", f"/moeder/{table.meeting.pk}/bord/")
    assert "kun til 18 og derover" in text(cast, "consultant", f"/moeder/{table.meeting.pk}/fremmoede/")
    for item in table.items:
        decided(table, item, "support", cast.social_worker)
    at = Presence.objects.filter(staff_id=cast.youth_job_centre.staff.pk).values_list("item__label", flat=True)
    assert set(at) == {"Amir Toft"}


def test_what_is_placed_later_goes_to_whom_it_concerns(cast: Cast) -> None:
    table = opened(with_adult(cast), cast.consultant, cast.youth_job_centre)
    placed(cast, "Ida Skov", meeting=table.meeting)
    placed(cast, "Nour Lund", born=ADULT, meeting=table.meeting)
    assert labels(cast, "youth_job_centre") == {"Amir Toft", "Nour Lund"}


def test_who_comes_late_for_the_block_reads_no_more_and_as_a_guest_all(cast: Cast) -> None:
    table = opened(with_adult(cast), cast.consultant)
    staff = cast.youth_job_centre.staff.pk
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(staff, "guest"))
    assert labels(cast, "youth_job_centre") == {"Jonas Holm", "Amir Toft"}
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(staff, "present"))
    assert labels(cast, "youth_job_centre") == {"Amir Toft"}


def test_an_age_told_at_the_table_moves_the_item_to_the_block_and_back(cast: Cast) -> None:
    table = opened(with_adult(cast), cast.consultant, cast.youth_job_centre)
    item = table.items[0]
    for born, read in ((ADULT, {"Jonas Holm", "Amir Toft"}), (date(today().year - 15, 1, 15), {"Amir Toft"})):
        actor = cast.consultant.sign()
        item = table.fresh(item)
        identifying.tell(actor, item=item, version=item.version, name="", birth_date=born, age_told=None)
        assert labels(cast, "youth_job_centre") == read


def test_at_approval_the_seat_of_the_block_keeps_its_own_lines(cast: Cast) -> None:
    table = opened(with_adult(cast), cast.consultant, cast.police_officer, cast.youth_job_centre)
    for item in table.items:
        decided(table, item, "support", cast.social_worker)
    actor = cast.consultant.sign()
    closing.approve(actor, meeting=closing.end_meeting(actor, meeting=table.meeting))
    for who, lines in (("youth_job_centre", 1), ("police_officer", 2), ("colleague", 2)):
        cast.members[who].sign()
        assert Decision.objects.count() == lines, who
    shown = text(cast, "youth_job_centre", f"/moeder/{table.meeting.pk}/referat/")
    assert "Amir Toft" in shown
    assert "Jonas" not in shown
    closing.reopen(cast.consultant.sign(), meeting=Meeting.objects.select_related("forum").get())
    assert labels(cast, "youth_job_centre") == {"Amir Toft"}


def test_the_form_proposes_it_and_says_so(cast: Cast) -> None:
    table = with_adult(cast)
    shown = text(cast, "consultant", f"/moeder/{table.meeting.pk}/begynd/")
    assert "Kommer til: 18 og derover" in shown
    typed = {
        f"staff_{cast.members[key].staff.pk}": "present"
        for key in ("consultant", "colleague", "social_worker", "police_officer", "youth_job_centre")
    }
    assert cast.client("consultant").post(f"/moeder/{table.meeting.pk}/begynd/", typed).status_code == 303
    assert labels(cast, "youth_job_centre") == {"Amir Toft"}


# --- who holds a seat and comes late ----------------------------------------------------------------------------------------
def chosen_state(page: str) -> str:
    """What the form proposes for who is offered first."""
    return (
        page.split('id="id_state"')[1]
        .split("selected", maxsplit=1)[0]
        .rsplit('value="', maxsplit=1)[-1]
        .split('"', maxsplit=1)[0]
    )


def test_a_seats_holder_who_comes_late_has_the_seat_and_who_is_there_is_not_offered(cast: Cast) -> None:
    table = opened(placed(cast, "Ida Skov", meeting=planned(cast, days=0)), cast.consultant, cast.police_officer)
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/fremmoede/"
    page = client.get(address).content.decode()
    offered = page.split('id="id_staff"')[1].split("</select>")[0]
    worker, here = cast.social_worker.staff, cast.police_officer.staff
    assert f'value="{worker.pk}"' in offered
    assert f'value="{here.pk}"' not in offered
    assert str(worker.pk) in page.split('data-holders="')[1].split('"')[0].split()
    assert chosen_state(page) == "present"
    again = client.post(address, {"arrive": "1", "staff": here.pk, "state": "guest"})
    assert again.status_code == 422
    assert "er her allerede" in again.content.decode()
    assert client.post(address, {"arrive": "1", "staff": worker.pk, "state": "present"}).status_code == 303
    assert f"{worker.name} er her, på pladsen." in client.get(address).content.decode()


def test_a_guest_is_counted_beside_the_seats_and_keeps_the_time_of_coming_when_given_the_seat(cast: Cast) -> None:
    table = opened(placed(cast, "Ida Skov", meeting=planned(cast, days=0)), cast.consultant, cast.police_officer)
    actor, worker = cast.consultant.sign(), cast.social_worker.staff
    sitting.arrive(actor, meeting=table.meeting, line=sitting.Seated(worker.pk, "guest"))
    at = Attendance.objects.get(meeting=table.meeting, staff=worker).came_at
    page = text(cast, "consultant", f"/moeder/punkt/{table.items[0].pk}/")
    assert "til stede: 2 af 2 · gæster: 1" in page
    assert f'value="{worker.pk}"' in text(cast, "consultant", f"/moeder/{table.meeting.pk}/fremmoede/")
    later = replace(cast.consultant.sign(), at=actor.at + timedelta(minutes=9))
    sitting.arrive(later, meeting=table.meeting, line=sitting.Seated(worker.pk, "present"))
    line = Attendance.objects.get(meeting=table.meeting, staff=worker)
    assert (line.state, line.came_at) == ("present", at)
