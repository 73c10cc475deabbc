"""A meeting whose leaders have all left is taken over by one who sits there; an urgent one is nobody else's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, deciding, sitting, taking_over, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.calendar import actions as calendar
from samspil.meetings.matters.actions import convening
from samspil.meetings.matters.actions import sitting as matters
from samspil.meetings.models import Item, Meeting
from samspil.organisations.actions import staffing
from samspil.organisations.models import Post
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
