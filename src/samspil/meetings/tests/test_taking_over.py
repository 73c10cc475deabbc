"""A meeting whose leaders have all left is taken over by one who sits there; an urgent one is nobody else's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from samspil.access import cabinet
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, deciding, preparing, sitting, taking_over, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.calendar import actions as calendar
from samspil.meetings.matters.actions import convening
from samspil.meetings.matters.actions import sitting as matters
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from samspil.organisations.actions import end_post, staffing
from samspil.organisations.models import Post, SeatHolder
from tests.cast import Cast

WHY = "Den, der indkaldte, er stoppet"


def left(cast: Cast, who: str) -> None:
    staffing.end_colleague(cast.administrator.sign(), staff=cast.members[who].staff)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


def page(cast: Cast, who: str, address: str, status: int = 200) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == status, (who, address)
    return " ".join(answer.content.decode().split())


# --- without a forum -----------------------------------------------------------------------------------------------------------
def called(cast: Cast, *units: str) -> Meeting:
    actor = cast.outreach_worker.sign()
    start = actor.at + timedelta(days=3)
    call = convening.Call(
        theme="Fælles opslag", starts_at=start, ends_at=start + timedelta(hours=1), staff=[cast.ssp_teacher.staff],
        units=[cast.units[unit] for unit in units],
    )  # fmt: skip
    return convening.convene(actor, call=call)


def test_while_somebody_leads_it_nobody_takes_it_over(cast: Cast) -> None:
    meeting = called(cast)
    for who in ("ssp_teacher", "consultant", "outsider"):
        with pytest.raises(Refused, match="Der er nogen"):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(meeting), reason=WHY)
    assert "overtag" not in page(cast, "ssp_teacher", "/").lower()


def test_who_sits_there_is_told_takes_it_over_and_leads_it(cast: Cast) -> None:
    meeting = called(cast)
    left(cast, "outreach_worker")
    assert "Ingen leder længere" in page(cast, "ssp_teacher", "/")
    for address in (f"/moeder/{meeting.pk}/dagsorden/", f"/kalender/moede/{meeting.pk}/"):
        assert f'href="/moeder/{meeting.pk}/overtag/"' in page(cast, "ssp_teacher", address)
    client = cast.client("ssp_teacher")
    assert client.post(f"/moeder/{meeting.pk}/overtag/", {"reason": ""}).status_code == 422
    assert client.post(f"/moeder/{meeting.pk}/overtag/", {"reason": WHY}).status_code == 303
    shown = page(cast, "ssp_teacher", f"/moeder/{meeting.pk}/dagsorden/")
    assert f"Anders Friis har overtaget mødet: {WHY}" in shown
    assert f"/kalender/moede/{meeting.pk}/aflys/" in shown
    lines = [sitting.Seated(cast.ssp_teacher.staff.pk, "present")]
    begun = matters.begin(cast.ssp_teacher.sign(), meeting=fresh(meeting), attendance=lines)
    assert begun.state == "open"
    with pytest.raises(Refused):
        taking_over.take_over(cast.ssp_teacher.sign(), meeting=fresh(meeting), reason=WHY)


def test_who_leads_the_unit_takes_it_over_and_no_other_colleague_of_it(cast: Cast) -> None:
    meeting = called(cast)
    cast.administrator.sign()
    Post.objects.filter(staff=cast.consultant.staff).update(leads=True)
    left(cast, "outreach_worker")  # of the consultant's unit
    for who in ("colleague", "police_officer", "other_consultant"):
        with pytest.raises(Refused):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(meeting), reason=WHY)
    taking_over.take_over(cast.consultant.sign(), meeting=fresh(meeting), reason=WHY)
    assert "Fælles opslag" in page(cast, "consultant", f"/moeder/{meeting.pk}/dagsorden/")
    calendar.cancel_meeting(cast.consultant.sign(), meeting=fresh(meeting))
    assert fresh(meeting).state == "cancelled"


def test_a_whole_unit_is_called_through_who_leads_it_else_all_who_work_there(cast: Cast) -> None:
    cast.administrator.sign()
    Post.objects.filter(staff=cast.colleague.staff).update(leads=True)
    meeting = called(cast, "family", "local_police")
    for who in ("social_worker", "police_officer"):
        assert "Fælles opslag" in page(cast, who, f"/moeder/{meeting.pk}/dagsorden/")
        assert "indkaldt til et møde" in page(cast, who, "/beskeder/")
        assert meeting.forum.name in page(cast, who, "/kalender/")
    page(cast, "consultant", f"/moeder/{meeting.pk}/dagsorden/", 404)


# --- called now ------------------------------------------------------------------------------------------------------------------
def held(cast: Cast) -> Meeting:
    """A meeting called now by the police with the family department, decided and over."""
    item = urgent.call_now(
        cast.police_officer.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.social_worker.staff], necessity="sikkerhed",
    )  # fmt: skip
    actor = cast.police_officer.sign()
    item = Item.objects.select_related("meeting__forum").get(pk=item.pk)
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    return closing.end_meeting(actor, meeting=item.meeting)


def test_its_minutes_are_approved_by_who_was_there(cast: Cast) -> None:
    meeting = held(cast)
    left(cast, "police_officer")
    assert f'href="/moeder/{meeting.pk}/overtag/"' in page(cast, "social_worker", f"/moeder/{meeting.pk}/referat/")
    for who in ("consultant", "colleague", "administrator"):
        with pytest.raises(Refused):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(meeting), reason=WHY)
    taking_over.take_over(cast.social_worker.sign(), meeting=fresh(meeting), reason=WHY)
    assert closing.approve(cast.social_worker.sign(), meeting=fresh(meeting)).state == "approved"


def test_who_was_not_impartial_there_does_not_take_it_over(cast: Cast) -> None:
    item = urgent.call_now(
        cast.police_officer.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.social_worker.staff], necessity="sikkerhed",
    )  # fmt: skip
    sitting.step_out(cast.social_worker.sign(), item=item, staff_id=cast.social_worker.staff.pk)
    left(cast, "police_officer")
    with pytest.raises(Refused):
        taking_over.take_over(cast.social_worker.sign(), meeting=fresh(item.meeting), reason=WHY)


def test_it_is_nobodys_who_was_not_called(cast: Cast) -> None:
    meeting = held(cast)
    for who in ("consultant", "colleague", "outsider"):
        for address in ("", "referat/", "referat.pdf"):
            page(cast, who, f"/moeder/{meeting.pk}/{address}", 404)
        page(cast, who, f"/kalender/moede/{meeting.pk}/", 404)
    assert "hastemøde" not in page(cast, "consultant", "/kalender/").split("<h1>")[1].split("Indkald")[0]
    assert "Hastemøde · Fagrunden" in page(cast, "social_worker", f"/moeder/{meeting.pk}/")


def test_nothing_of_the_forums_waits_there_and_no_block_is_named(cast: Cast) -> None:
    meeting = held(cast)
    shown = page(cast, "police_officer", f"/moeder/{meeting.pk}/")
    for words in ("venter på at komme på", "Hvem kommer", "18 og derover"):
        assert words not in shown
    assert "18 og derover" not in page(cast, "police_officer", f"/kalender/moede/{meeting.pk}/")


@pytest.mark.parametrize("has_left", [True, False])
def test_where_its_caller_has_gone_or_cannot_go_on_one_who_is_there_keeps_its_minutes(
    cast: Cast, *, has_left: bool
) -> None:
    item = urgent.call_now(
        cast.police_officer.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.social_worker.staff, cast.consultant.staff], necessity="sikkerhed",
    )  # fmt: skip
    meeting, client = item.meeting, cast.client("social_worker")
    address = f"/moeder/{meeting.pk}/overtag/"
    if has_left:
        sitting.leave(cast.police_officer.sign(), meeting=meeting, staff_id=cast.police_officer.staff.pk)
        assert not Item.objects.filter(pk=item.pk).exists(), "the caller's reading has ended"
        assert "Ingen her skriver referatet" in page(cast, "social_worker", f"/moeder/punkt/{item.pk}/")
        assert client.post(address).headers["Location"] == f"/moeder/{meeting.pk}/bord/"
    else:
        assert "Kan Karen Holt ikke skrive videre?" in page(cast, "social_worker", f"/moeder/punkt/{item.pk}/")
        assert client.post(address).status_code == 422
        assert client.post(address, {"reason": "Karen er kaldt ud"}).status_code == 303
    for who in (
        "colleague",
        "outsider",
        *(["police_officer"] if has_left else []),
    ):  # who is still there could go on again
        with pytest.raises(Refused):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(meeting), reason=WHY)
    assert "efter dig" in page(cast, "police_officer", "/beskeder/")
    actor = cast.police_officer.sign()
    with pytest.raises(Refused, match="leder mødet"):
        closing.end_meeting(actor, meeting=fresh(meeting))
    assert Item.objects.filter(pk=item.pk).exists() is not has_left, "who is in the room reads on, and writes no longer"
    actor = cast.social_worker.sign()
    line = sitting.Seated(cast.outreach_worker.staff.pk, "guest")
    sitting.arrive(actor, meeting=fresh(meeting), line=line)
    item = Item.objects.select_related("meeting__forum").get(pk=item.pk)
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    ended = closing.end_meeting(actor, meeting=fresh(meeting))
    assert closing.approve(cast.social_worker.sign(), meeting=ended).state == "approved"


# --- a standing forum --------------------------------------------------------------------------------------------------------------
@pytest.fixture
def alone(cast: Cast) -> Table:
    """A meeting in progress at which one of those who keep the minutes sits, with the police."""
    table = placed(cast, "Amela Delić", "Jonas Holm", meeting=planned(cast, days=0))
    return opened(table, cast.consultant, cast.police_officer)


def gone(cast: Cast, table: Table, how: str) -> None:
    """The consultant keeps the minutes no longer: has left, is out of an item, or has lost the post."""
    staff = cast.consultant.staff
    if how == "left":
        cast.client("consultant").post(f"/moeder/{table.meeting.pk}/fremmoede/", {"leave": staff.pk})
    elif how == "out":
        sitting.step_out(cast.consultant.sign(), item=table.fresh(table.items[0]), staff_id=staff.pk)
    else:
        actor = cast.administrator.sign()
        for post in Post.objects.filter(staff=staff):
            end_post(actor, post=post)


@pytest.mark.parametrize("how", ["left", "out", "lost"])
def test_where_nobody_there_writes_one_press_takes_the_minutes_over_and_the_table_goes_on(
    cast: Cast, alone: Table, how: str
) -> None:
    first, second = alone.items
    address = f"/moeder/punkt/{second.pk}/"
    assert "Ingen her skriver" not in page(cast, "police_officer", address)
    gone(cast, alone, how)
    cast.consultant.sign()
    assert not Item.objects.filter(pk=first.pk).exists(), "the reading has ended"
    assert Item.objects.filter(pk=second.pk).exists() is (how == "out")
    assert "Ingen her skriver referatet" in page(cast, "police_officer", address)
    client = cast.client("police_officer")
    assert (
        client.post(f"/moeder/{alone.meeting.pk}/overtag/").headers["Location"] == f"/moeder/{alone.meeting.pk}/bord/"
    )
    assert "Karen Holt har overtaget referatet." in page(cast, "police_officer", f"/moeder/{alone.meeting.pk}/")
    typed = {"line": "Bo Krogh 15", "idempotency_key": uuid4()}
    assert client.post(f"/moeder/{alone.meeting.pk}/skriv/", typed, headers={"Line": "1"}).status_code == 200
    cast.police_officer.sign()
    items = list(Item.objects.filter(meeting=alone.meeting).order_by("pk"))
    assert [item.label for item in items] == ["Amela Delić", "Jonas Holm", "Bo Krogh"]
    for item in items:
        actor = cast.police_officer.sign()
        deciding.decide(
            actor, item=alone.fresh(item), version=alone.fresh(item).version, choice=Choice("continue"), key=uuid4()
        )
    ended = closing.end_meeting(cast.police_officer.sign(), meeting=fresh(alone.meeting))
    assert (ended.minute_taker, ended.state) == (cast.police_officer.staff, "held")
    cast.consultant.sign()
    assert not Item.objects.filter(pk=first.pk).exists()
    assert closing.approve(cast.police_officer.sign(), meeting=ended).state == "approved"
    assert not SeatHolder.objects.filter(staff=cast.police_officer.staff, seat__keeps_minutes=True).exists()


def test_the_forums_key_is_laid_down_with_the_minutes(cast: Cast, alone: Table) -> None:
    """Who takes over one meeting prepares, leads and reads no other of the forum's once its minutes are approved (met by a stranger)."""
    gone(cast, alone, "left")
    other = placed(cast, "Jonas Holm", meeting=planned(cast, days=7))
    address = f"/moeder/{alone.meeting.pk}/overtag/"
    assert "indtil det er godkendt, dog højst i dag" in page(
        cast, "police_officer", f"/moeder/punkt/{alone.items[1].pk}/"
    )
    assert cast.client("police_officer").post(address).status_code == 303
    shown = page(cast, "police_officer", f"/fora/{cast.forum.pk}/")
    assert f"{cast.consultant.staff.name}, {cast.police_officer.staff.name}" not in shown
    for item in alone.items:
        actor, now = cast.police_officer.sign(), alone.fresh(item)
        deciding.decide(actor, item=now, version=now.version, choice=Choice("continue"), key=uuid4())
    ended = closing.end_meeting(cast.police_officer.sign(), meeting=fresh(alone.meeting))
    assert closing.approve(cast.police_officer.sign(), meeting=ended).state == "approved"
    cast.police_officer.sign()
    assert cast.forum.door_id not in cabinet.own_keys()
    assert not Item.objects.filter(pk=other.items[0].pk).exists()
    with pytest.raises(Refused):
        preparing.send_agenda(cast.police_officer.sign(), meeting=fresh(other.meeting))
    cast.social_worker.sign()
    assert cast.forum.door_id in cabinet.own_keys(), "who keeps the forum's minutes has the key as before"


def test_while_two_who_keep_the_minutes_are_there_nobody_takes_them_over(cast: Cast) -> None:
    table = opened(placed(cast, "Amela Delić", meeting=planned(cast, days=0)))
    for who in ("police_officer", "outreach_worker", "consultant", "administrator", "outsider"):
        with pytest.raises(Refused):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(table.meeting))
    decided_by = cast.social_worker.sign()
    item = table.fresh(table.items[0])
    deciding.decide(decided_by, item=item, version=item.version, choice=Choice("continue"), key=uuid4())


def test_where_the_only_one_who_writes_cannot_go_on_another_takes_it_over_and_says_why(cast: Cast) -> None:
    table = opened(placed(cast, "Amela Delić", meeting=planned(cast, days=0)))
    gone(cast, table, "left")
    for who in ("outreach_worker", "consultant", "administrator", "outsider", "social_worker"):
        with pytest.raises(Refused):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(table.meeting), reason="Er kaldt ud")
    address = f"/moeder/{table.meeting.pk}/overtag/"
    assert "ikke skrive videre?" in page(cast, "police_officer", f"/moeder/punkt/{table.items[0].pk}/")
    assert cast.client("police_officer").post(address).status_code == 422
    assert cast.client("police_officer").post(address, {"reason": "Er kaldt ud"}).status_code == 303
    actor = cast.police_officer.sign()
    item = table.fresh(table.items[0])
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())


@pytest.mark.parametrize("who", ["police_officer", "outreach_worker"])
def test_called_now_whoever_is_there_can_go_on(cast: Cast, who: str) -> None:
    item = urgent.call_now(
        cast.consultant.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.members[who].staff], necessity="sikkerhed",
    )  # fmt: skip
    sitting.leave(cast.consultant.sign(), meeting=item.meeting, staff_id=cast.consultant.staff.pk)
    assert "Ingen her skriver referatet" in page(cast, who, f"/moeder/punkt/{item.pk}/")
    assert cast.client(who).post(f"/moeder/{item.meeting_id}/overtag/").status_code == 303
    assert "efter dig" in page(cast, "consultant", "/beskeder/")
    actor = cast.members[who].sign()
    ended = closing.end_meeting(actor, meeting=fresh(item.meeting), left_open=1)
    assert ended.minute_taker == cast.members[who].staff


def test_who_takes_it_over_a_second_later_reads_that_somebody_has_just_done_so(cast: Cast) -> None:
    """Met by a stranger: two had the page open, and the second took it from the first without a word."""
    item = urgent.call_now(
        cast.consultant.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.police_officer.staff, cast.outreach_worker.staff], necessity="sikkerhed",
    )  # fmt: skip
    sitting.leave(cast.consultant.sign(), meeting=item.meeting, staff_id=cast.consultant.staff.pk)
    address, was = f"/moeder/{item.meeting_id}/overtag/", {"kept_by": str(cast.consultant.staff.pk), "reason": WHY}
    left(cast, "consultant")
    assert f'name="kept_by" value="{cast.consultant.staff.pk}"' in page(cast, "outreach_worker", address)
    assert cast.client("police_officer").post(address, was).status_code == 303
    client = cast.client("outreach_worker")
    late = client.post(address, was)
    if late.status_code != 409:  # where one there can take it over still
        assert late.status_code == 422
        assert "Karen Holt har netop overtaget mødet." in late.content.decode()
    cast.outreach_worker.sign()
    assert fresh(item.meeting).minute_taker == cast.police_officer.staff


def test_nobody_without_a_seat_takes_the_minutes_over_and_nobody_who_is_not_there(cast: Cast, alone: Table) -> None:
    sitting.arrive(
        cast.consultant.sign(), meeting=alone.meeting, line=sitting.Seated(cast.outreach_worker.staff.pk, "guest")
    )
    gone(cast, alone, "left")
    for who in ("outreach_worker", "social_worker", "colleague", "youth_job_centre", "consultant"):
        with pytest.raises(Refused):
            taking_over.take_over(cast.members[who].sign(), meeting=fresh(alone.meeting))


def test_who_has_left_can_note_coming_back_and_reads_and_writes_again(cast: Cast, alone: Table) -> None:
    gone(cast, alone, "left")
    back = {"arrive": "1", "staff": cast.consultant.staff.pk, "state": "present", "seat": ""}
    assert cast.client("consultant").post(f"/moeder/{alone.meeting.pk}/fremmoede/", back).status_code == 303
    cast.consultant.sign()
    assert Item.objects.filter(pk=alone.items[0].pk).exists()


def test_what_was_taken_before_leaving_stays_to_be_read_and_the_rest_after_approval(cast: Cast) -> None:
    table = opened(placed(cast, "Amela Delić", "Jonas Holm", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "continue")
    gone(cast, table, "left")
    cast.consultant.sign()
    assert set(Item.objects.filter(meeting=table.meeting)) == {table.items[0]}
    actor, item = cast.social_worker.sign(), table.items[1]
    deciding.decide(actor, item=table.fresh(item), version=item.version, choice=Choice("continue"), key=uuid4())
    cast.consultant.sign()
    assert Decision.objects.filter(meeting=table.meeting).count() == 1
    actor = cast.social_worker.sign()
    closing.approve(actor, meeting=closing.end_meeting(actor, meeting=fresh(table.meeting)))
    cast.consultant.sign()
    assert Decision.objects.filter(meeting=table.meeting).count() == 2
