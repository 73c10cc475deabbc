"""What the strangers of a meeting met: who may read what after it, and what its pages say."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.lib.refusals import Refused
from samspil.meetings.actions import attending, closing, deciding, preparing, sitting, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.agenda_forms import GROUPS
from samspil.meetings.models import Attendance, Decision, Item, Meeting
from samspil.meetings.queries import agenda_of, minutes_page
from samspil.meetings.tests.steps import BORN, approved, decided, listed, opened, placed, planned
from samspil.meetings.tests.test_after_approval import readers
from samspil.organisations.models import Staff
from samspil.people.models import Person
from tests.cast import Cast


def page(cast: Cast, who: str, address: str, status: int = 200) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == status, (who, address)
    return " ".join(answer.content.decode().split())


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


# --- called now -----------------------------------------------------------------------------------------------------------------
@pytest.fixture
def called(cast: Cast) -> Item:
    """Decided by its caller, who then went; ended and approved by another who was there."""
    item = urgent.call_now(
        cast.consultant.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.police_officer.staff, cast.social_worker.staff], necessity="sikkerhed",
    )  # fmt: skip
    return Item.objects.select_related("meeting__forum", "slot").get(pk=item.pk)


def decide(cast: Cast, item: Item, responsible: str) -> Decision:
    actor = cast.consultant.sign()
    choice = Choice("support", responsible=cast.members[responsible].staff, due_on=timezone.localdate(actor.at))
    return deciding.decide(actor, item=item, version=item.version, choice=choice, key=uuid4())


def test_who_wrote_the_decision_and_left_keeps_it_and_all_count_alike(cast: Cast, called: Item) -> None:
    made = decide(cast, called, "social_worker")
    sitting.leave(cast.consultant.sign(), meeting=called.meeting, staff_id=cast.consultant.staff.pk)
    ended = closing.end_meeting(cast.consultant.sign(), meeting=fresh(called.meeting))
    closing.approve(cast.consultant.sign(), meeting=ended)
    assert "consultant" in readers(cast, Decision, made.pk)
    assert "consultant" in readers(cast, Person, called.subject or 0)
    said = []
    for who in ("consultant", "police_officer", "social_worker"):
        cast.members[who].sign()
        shown = minutes_page(fresh(called.meeting))
        said.append((shown.words, shown.deleted, list(shown.missing)))
    assert said == [said[0]] * 3
    assert said[0][1:] == (0, [])


def test_who_left_before_it_was_decided_is_not_told_that_it_was_deleted(cast: Cast, called: Item) -> None:
    sitting.leave(cast.consultant.sign(), meeting=called.meeting, staff_id=cast.police_officer.staff.pk)
    decide(cast, called, "social_worker")
    closing.approve(
        cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=fresh(called.meeting))
    )
    cast.police_officer.sign()
    shown = minutes_page(fresh(called.meeting))
    assert (shown.words, shown.no_follow_up) == ([], None)
    assert shown.missing


def test_the_unit_that_must_act_reads_what_was_decided(cast: Cast, called: Item) -> None:
    made = decide(cast, called, "social_worker")
    closing.approve(
        cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=fresh(called.meeting))
    )
    cast.social_worker.sign()
    family = Decision.objects.get(pk=made.pk).unit
    assert family is not None
    assert family.audience_id in Decision.objects.get(pk=made.pk).audiences


def test_its_agenda_names_one_child(cast: Cast, called: Item) -> None:
    shown = page(cast, "consultant", f"/moeder/{called.meeting_id}/")
    assert "Dagsordenen nævner et barn ved navn" in shown
    assert "flere børn" not in shown


# --- the minutes -------------------------------------------------------------------------------------------------------------------
def test_who_reads_something_wrong_in_the_minutes_is_told_whom_to_call(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker)
    address = f"/moeder/{table.meeting.pk}/referat/"
    approved(table)
    cast.administrator.sign()
    Staff.objects.filter(pk=cast.consultant.staff.pk).update(phone="12 34 56 78")
    for who, is_told in (("police_officer", True), ("consultant", False)):
        assert (f"Sig det til {cast.consultant.staff.name}" in page(cast, who, address)) is is_told
    assert 'href="tel:' in page(cast, "police_officer", address).split('id="wrong"')[1]


def test_approved_minutes_are_opened_again_after_a_question(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker)
    approved(table)
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/genaabn/"
    asked = client.post(address)
    assert asked.status_code == 200
    assert "Åbn det godkendte referat igen?" in asked.content.decode()
    cast.consultant.sign()
    assert fresh(table.meeting).state == "approved"
    assert client.post(address, {"sure": "on"}).status_code == 303
    cast.consultant.sign()
    assert fresh(table.meeting).state == "held"


def test_nobody_comes_later_than_now_or_after_the_end(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    actor = cast.consultant.sign()
    late = timezone.localtime(actor.at + timedelta(minutes=20)).time().replace(second=0, microsecond=0)
    who = {"staff_id": cast.police_officer.staff.pk, "was_here": True}
    with pytest.raises(Refused) as refused:
        attending.correct_attendance(actor, meeting=fresh(table.meeting), came=late, **who)  # type: ignore[arg-type]
    assert (refused.value.field, "ikke så mange" in str(refused.value.sentence)) == ("came", True)
    decided(table, table.items[0], "support", cast.social_worker)
    actor = cast.consultant.sign()
    ended = closing.end_meeting(actor, meeting=fresh(table.meeting))
    with pytest.raises(Refused) as refused:
        attending.correct_attendance(actor, meeting=ended, came=late, **who)  # type: ignore[arg-type]
    assert "forbi" in str(refused.value.sentence)


def test_the_meeting_does_not_end_before_somebody_came(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker)
    actor = cast.consultant.sign()
    ended = closing.end_meeting(actor, meeting=fresh(table.meeting))
    began = actor.at - timedelta(hours=2)
    Meeting.objects.filter(pk=ended.pk).update(began_at=began)
    Attendance.objects.filter(meeting=ended, staff=cast.police_officer.staff).update(came_at=actor.at)
    clock = timezone.localtime(actor.at - timedelta(hours=1)).time()
    staff = cast.consultant.staff.pk
    now = fresh(table.meeting)
    with pytest.raises(Refused) as refused:
        closing.correct_facts(
            actor, meeting=now, version=now.version, place="", began=timezone.localtime(began).time(), ended=clock,
            leader=staff, writer=staff,
        )  # fmt: skip
    assert refused.value.field == "ended"


def test_who_went_out_of_an_item_that_was_taken_off_did_so_all_the_same(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))
    sitting.step_out(cast.consultant.sign(), item=table.items[1], staff_id=cast.police_officer.staff.pk)
    preparing.take_off(cast.consultant.sign(), item=table.fresh(table.items[1]))
    said = page(cast, "consultant", f"/moeder/{table.meeting.pk}/referat/")
    assert f"{cast.police_officer.staff.name} gik ud ved et punkt, der blev taget af dagsordenen" in said


# --- the table ---------------------------------------------------------------------------------------------------------------------
def test_a_line_without_name_is_not_shortened_like_one(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", named=False, meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker)
    cast.consultant.sign()
    (row,) = agenda_of(fresh(table.meeting)).rows
    assert row.short_label == "Uden navn"


def test_before_it_has_begun_the_table_says_so_and_shows_the_way(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    shown = page(cast, "consultant", f"/moeder/{meeting.pk}/bord/")
    assert "Mødet er ikke begyndt endnu" in shown
    assert f'href="/moeder/{meeting.pk}/begynd/"' in shown
    assert "Skriv det første navn" not in shown


def test_what_a_colleague_had_decided_is_marked_as_the_colleagues(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    for who, is_anothers in (("social_worker", True), ("consultant", False)):
        made = decided(table, table.items[0], "support", cast.social_worker)
        assert cast.client(who).post(f"/moeder/beslutning/{made.pk}/fortryd/").status_code == 303
        shown = page(cast, who, f"/moeder/punkt/{table.items[0].pk}/")
        assert ("data-of-another" in shown) is is_anothers


def test_what_is_still_open_is_told_apart_and_taken_off_in_one_press(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", named=False, meeting=planned(cast, days=0)))
    address = f"/moeder/{table.meeting.pk}/slut/"
    shown = page(cast, "consultant", address)
    assert "1. Uden navn" in shown
    assert "15 år" in shown
    assert "Tag alle 2 af" in shown
    answer = cast.client("consultant").post(address, {"off": "all"})
    assert answer.status_code == 200
    cast.consultant.sign()
    assert set(Item.objects.filter(meeting=table.meeting).values_list("state", flat=True)) == {"withdrawn"}


def test_all_names_are_said_in_one_press(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", named=False, meeting=planned(cast, days=0)))
    known = listed(cast, "Bo Bech")
    place(
        cast.consultant.sign(), meeting=fresh(table.meeting), necessity="opfølgning",
        placements=[
            Placement(label="Uden navn", source="follow_up", subject=known.subject, birth_date=BORN, named=False)
        ],
    )  # fmt: skip
    address = f"/moeder/{table.meeting.pk}/sig-navnene/"
    assert f'href="{address}"' in page(cast, "consultant", f"/moeder/punkt/{table.items[0].pk}/")
    shown = page(cast, "consultant", address)
    assert all(name in shown for name in ("Jonas Holm", "Aya Ali", "Bo Bech"))
    assert cast.client("police_officer").post(address).status_code == 409
    assert cast.client("consultant").post(address).status_code == 303
    cast.police_officer.sign()
    labels = set(Item.objects.filter(meeting=table.meeting).values_list("label", flat=True))
    assert labels == {"Jonas Holm", "Aya Ali", "Bo Bech"}


# --- before the meeting --------------------------------------------------------------------------------------------------------------
def test_what_waits_for_a_later_meeting_comes_last() -> None:
    assert [kind for kind, _label in GROUPS][-2:] == ["later", "older"]  # the last is folded


def test_who_was_put_on_another_meeting_is_named(cast: Cast) -> None:
    adult = BORN.replace(year=BORN.year - 10)
    meeting = planned(cast)
    planned(cast, days=8, blocks=("under_18", "18_plus"))
    entry = listed(cast, "Ida Fjord", born=adult)
    sent = {"chosen": [f"entry-{entry.pk}"], "named": "with", "necessity": "valg af indsats"}
    client = cast.client("consultant")
    assert client.post(f"/moeder/{meeting.pk}/placer/", sent).status_code == 303
    text = " ".join(client.get(f"/moeder/{meeting.pk}/").content.decode().split())
    assert "i stedet" in text
    assert "Ida Fjord" in text.split("i stedet")[1][:60]
