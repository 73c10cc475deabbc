"""The minutes are minutes: place, times, who led and wrote, who was there, who went out, and decisions as sentences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, sitting
from samspil.meetings.models import Attendance, Decision, Item, Meeting, Presence
from samspil.meetings.queries import minutes_page
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from samspil.meetings.tests.test_papers import laid_out
from samspil.people.models import Person
from samspil.web import dates
from tests import clock
from tests.cast import Cast

NAMES = ("Jonas Holm", "Aya Ali", "Sara Bek")


def at_the_town_hall(cast: Cast) -> Table:
    """A meeting in progress, today and in a known place, with three children on its agenda."""
    meeting = planned(cast, days=0)
    cast.consultant.sign()
    Meeting.objects.filter(pk=meeting.pk).update(place="Rådhuset, lokale 2")
    return opened(placed(cast, *NAMES, meeting=meeting))


@pytest.fixture
def table(cast: Cast) -> Table:
    return at_the_town_hall(cast)


def minutes(cast: Cast, who: str, meeting: Meeting) -> str:
    answer = cast.client(who).get(f"/moeder/{meeting.pk}/referat/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def ended(table: Table, **words: str) -> Meeting:
    for item in table.items:
        decided(table, item, words.get(item.label.split()[0], "continue"), table.cast.social_worker)
    return closing.end_meeting(table.cast.consultant.sign(), meeting=table.meeting)


def out(table: Table, number: int, who: str) -> None:
    sitting.step_out(table.cast.consultant.sign(), item=table.items[number], staff_id=table.cast.members[who].staff.pk)


# --- the meeting itself ---------------------------------------------------------------------------------------------------
def test_place_times_leader_and_writer_stand_in_it(cast: Cast, table: Table) -> None:
    meeting = ended(table)
    shown = minutes(cast, "police_officer", meeting)
    for words in ("Rådhuset, lokale 2", "Mødeleder</dt><dd>Mette Kjær", "Referent</dt><dd>Mette Kjær"):
        assert words in shown
    assert meeting.began_at
    assert f"begyndt kl. {dates.clock(meeting.began_at)}, slut kl. {dates.clock(meeting.ended_at)}" in shown


def test_whoever_begins_it_and_is_there_writes_and_the_chair_leads(cast: Cast) -> None:
    seated = [sitting.Seated(cast.members[key].staff.pk, "present") for key in ("consultant", "social_worker")]
    meeting = sitting.open_meeting(cast.social_worker.sign(), meeting=planned(cast), attendance=seated)
    assert (meeting.opened_by_id, meeting.minute_taker_id) == (cast.consultant.staff.pk, cast.social_worker.staff.pk)


def test_a_meeting_ended_days_late_says_the_day_and_keeps_its_hours_in_the_calendar(cast: Cast, table: Table) -> None:
    planned_end = table.meeting.ends_at
    with clock.later(days=2):
        meeting = ended(table)
        day = dates.long(clock.today())
        assert f"slut {day} kl. " in minutes(cast, "consultant", meeting)
    assert meeting.ends_at == planned_end


def test_present_and_absent_are_told_apart_with_who_came_late_and_left(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    lines = [
        sitting.Seated(cast.members[key].staff.pk, state)
        for key, state in (("consultant", "present"), ("social_worker", "absent"), ("police_officer", "present"))
    ]
    actor = cast.consultant.sign()
    table.meeting = sitting.open_meeting(actor, meeting=table.meeting, attendance=lines)
    with clock.later(minutes=20):
        arrived = sitting.Seated(cast.ssp_teacher.staff.pk, "guest")
        sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=arrived)
        sitting.leave(cast.consultant.sign(), meeting=table.meeting, staff_id=cast.police_officer.staff.pk)
    shown = minutes(cast, "consultant", table.meeting)
    present, absent = shown[shown.index("Til stede") :].split("Afbud", 1)
    assert "Pia Møller" not in present
    assert "Pia Møller" in absent
    assert "Anders Friis (Gæst) kom kl. " in present
    assert "Karen Holt gik kl. " in present


def test_what_is_wrong_is_corrected_until_approval(cast: Cast, table: Table) -> None:
    meeting, client = ended(table), cast.client("consultant")
    address = f"/moeder/{meeting.pk}/referat/moedet/"
    assert f'href="{address}"' in minutes(cast, "consultant", meeting)
    assert address not in minutes(cast, "police_officer", meeting)
    facts = {
        "place": "Biblioteket", "began": "8.05", "ended": "9.30", "leader": cast.social_worker.staff.pk,
        "writer": cast.police_officer.staff.pk, "version": meeting.version,
    }  # fmt: skip
    back = client.post(address, {**facts, "began": "9.45"})
    assert back.status_code == 422
    assert "slut, før det begyndte" in back.content.decode()
    assert "Biblioteket" in back.content.decode()  # nothing typed is lost
    assert client.post(address, facts).status_code == 303
    shown = minutes(cast, "police_officer", meeting)
    for words in (
        "Biblioteket",
        "begyndt kl. 8.05, slut kl. 9.30",
        "Mødeleder</dt><dd>Pia Møller",
        "Referent</dt><dd>Karen",
    ):
        assert words in shown
    assert client.post(address, facts).status_code == 409  # somebody was faster: it has another version
    client.post(f"/moeder/{meeting.pk}/godkend/")
    assert client.get(address).status_code == 409


def test_nobody_who_was_not_there_led_or_wrote(cast: Cast, table: Table) -> None:
    meeting = ended(table)
    with pytest.raises(Refused, match="til stede"):
        closing.correct_facts(
            cast.consultant.sign(), meeting=meeting, version=meeting.version, place="", began=timezone.localtime().time(),
            ended=None, leader=cast.consultant.staff.pk, writer=cast.outsider.staff.pk,
        )  # fmt: skip


# --- who is not impartial -------------------------------------------------------------------------------------------------
def test_the_minutes_say_who_went_out_at_which_item(cast: Cast, table: Table) -> None:
    out(table, 1, "police_officer")
    assert "Karen Holt gik ud ved punkt 2." in minutes(cast, "social_worker", ended(table))


def test_everybody_goes_out_oneself_and_it_is_said(cast: Cast, table: Table) -> None:
    item = table.items[2]
    client = cast.client("police_officer")
    assert client.post(f"/moeder/punkt/{item.pk}/ude/", {"staff": cast.police_officer.staff.pk}).status_code == 303
    assert (
        client.post(f"/moeder/punkt/{item.pk}/ude/", {"staff": cast.police_officer.staff.pk, "back": "1"}).status_code
        == 404
    )
    assert "Karen Holt gik ud ved punkt 3." in minutes(cast, "consultant", ended(table))


def test_who_comes_in_again_was_not_out(cast: Cast, table: Table) -> None:
    out(table, 1, "police_officer")
    sitting.step_in(cast.consultant.sign(), item=table.items[1], staff_id=cast.police_officer.staff.pk)
    assert "gik ud" not in minutes(cast, "consultant", ended(table))


def test_who_is_out_of_an_item_is_not_among_those_at_it(cast: Cast, table: Table) -> None:
    out(table, 1, "police_officer")
    ended(table)
    there = Presence.objects.filter(staff_id=cast.police_officer.staff.pk).values_list("item_id", flat=True)
    assert set(there) == {table.items[0].pk, table.items[2].pk}


def test_who_leaves_and_comes_back_is_still_out_of_it(cast: Cast, table: Table) -> None:
    out(table, 1, "police_officer")
    staff = cast.police_officer.staff.pk
    sitting.leave(cast.consultant.sign(), meeting=table.meeting, staff_id=staff)
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(staff, "present"))
    cast.police_officer.sign()
    assert set(Item.objects.values_list("label", flat=True)) == {"Jonas Holm", "Sara Bek"}


def test_nothing_of_it_is_read_later_either(cast: Cast, table: Table) -> None:
    """Not in the minutes, not when they are approved, and not when they are opened again."""
    out(table, 1, "police_officer")
    lines = {"police_officer": {"Jonas Holm", "Sara Bek"}, "social_worker": set(NAMES), "colleague": set(NAMES)}
    meeting = ended(table)
    assert "Aya" not in minutes(cast, "police_officer", meeting)
    closing.approve(cast.consultant.sign(), meeting=meeting)
    for who, names in lines.items():
        cast.members[who].sign()
        subjects = Decision.objects.filter(meeting=meeting).values_list("subject", flat=True)
        assert set(Person.objects.filter(pk__in=list(subjects)).values_list("name", flat=True)) == names, who
        shown = minutes(cast, who, meeting)
        assert ("Aya Ali" in shown) == (who != "police_officer")
        assert "Uden opfølgning, slettet: 0" in shown
        assert "gik ud ved punkt 2" in shown
    meeting = closing.reopen(cast.consultant.sign(), meeting=meeting)
    cast.police_officer.sign()
    assert set(Item.objects.values_list("label", flat=True)) == {"Jonas Holm", "Sara Bek"}


def test_only_who_sits_there_goes_out(cast: Cast, table: Table) -> None:
    with pytest.raises(Refused, match="sidder med"):
        out(table, 1, "outsider")
    assert not any(Attendance.objects.values_list("stepped_out", flat=True))


# --- what was decided -----------------------------------------------------------------------------------------------------
def test_decisions_are_sentences_with_responsible_and_deadline(cast: Cast, table: Table) -> None:
    meeting = ended(table, Jonas="support", Aya="again")
    due = dates.long(clock.today() + timedelta(days=7))
    shown = minutes(cast, "police_officer", meeting)
    assert f"Tilbyd støtte. Ansvarlig: Pia Møller, Familieafdelingen. Frist: {due}." in shown
    assert f"Tages op igen {due}. Ansvarlig: Pia Møller" in shown
    assert "d. …" not in shown
    assert "Tages op igen: 1" in shown


def test_items_are_numbered_as_the_table_did_for_everybody_and_for_good(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm", meeting=planned(cast, days=0))
    table.items += placed(cast, "Aya Ali", meeting=table.meeting).items
    opened(table)
    out(table, 0, "police_officer")
    ended(table, Jonas="support", Aya="support")
    approved_meeting = closing.approve(cast.consultant.sign(), meeting=Meeting.objects.select_related("forum").get())
    cast.social_worker.sign()
    names = [(line.decision.number, line.name) for line in minutes_page(approved_meeting).lines]
    assert names == [(1, "Jonas Holm"), (2, "Aya Ali")]
    cast.police_officer.sign()
    assert [(line.decision.number, line.name) for line in minutes_page(approved_meeting).lines] == [(2, "Aya Ali")]
    assert "Du var ude ved ét af dem" in minutes(cast, "police_officer", approved_meeting)
    assert "Du var ude" not in minutes(cast, "social_worker", approved_meeting)


def test_before_approval_it_is_said_what_will_be_deleted_and_after_it_what_was(cast: Cast, table: Table) -> None:
    meeting = ended(table, Jonas="none")
    assert "lukkes for alle ved godkendelsen: 1" in minutes(cast, "police_officer", meeting)
    table.meeting = closing.approve(cast.consultant.sign(), meeting=meeting)
    shown = minutes(cast, "police_officer", table.meeting)
    assert "Uden opfølgning, slettet: 1" in shown
    assert "Punkter: 3. Besluttet: 3." in shown
    closing.reopen(cast.consultant.sign(), meeting=Meeting.objects.select_related("forum").get(pk=meeting.pk))
    again = minutes(cast, "police_officer", meeting)
    assert "allerede lukket: 1" in again
    assert "lukkes for alle ved godkendelsen: 0" in again


# --- no paper carries the names of two children ------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["referat/", ""])
def test_no_page_with_several_children_prints_their_names(cast: Cast, table: Table, page: str) -> None:
    """What stands outside the parts that are not printed names no child."""
    ended(table)
    shown = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/{page}").content.decode()
    assert "meetings/printed" in shown
    assert all(name in shown for name in NAMES)
    printed = without(shown, "no-print")
    assert not [name for name in NAMES if name.split()[0] in printed]


def without(page: str, name: str) -> str:
    """The page without the sections of that class."""
    left = []
    for part in page.split("<section"):
        opening, _, rest = part.partition(">")
        left.append(rest.partition("</section>")[2] if name in opening else rest)
    return "".join(left)


def test_the_paper_says_all_of_it_without_a_child(cast: Cast, table: Table) -> None:
    out(table, 1, "police_officer")
    meeting = ended(table, Jonas="support")
    pages, _file, answer = laid_out(cast, "consultant", f"/moeder/{meeting.pk}/referat.pdf")
    assert answer.status_code == 200
    text = " ".join(" ".join(pages).split())
    for words in (
        "Rådhuset, lokale 2", "begyndt kl. ", "Mette Kjær", "Karen Holt gik ud ved punkt 2.", "Punkt 1: Tilbyd støtte.",
        "Ansvarlig: Pia Møller, Familieafdelingen.", "Punkt 3: Planen fortsætter.",
    ):  # fmt: skip
        assert words in text
    assert not [name for name in NAMES if name.split()[0] in text]


# --- why a decided item is in no number ------------------------------------------------------------------------------------
def test_a_guest_who_came_later_is_told_that_and_has_no_seat(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "continue", cast.social_worker)
    sitting.arrive(
        cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(cast.ssp_teacher.staff.pk, "guest")
    )
    for item in table.items[1:]:
        decided(table, item, "continue", cast.social_worker)
    shown = minutes(cast, "ssp_teacher", closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))
    assert "Ét af dem blev taget, før du kom. Det, der blev besluttet dér, er ikke talt med her." in shown
    assert "Du ser linjerne, fordi du var med ved punkterne." in shown
    for words in ("Du var ude", "fordi du har en plads her", "allerede lukket", "afsluttet og slettet"):
        assert words not in shown


def test_who_came_later_and_holds_a_seat_is_told_no_number_of_what_is_closed(cast: Cast) -> None:
    table = opened(placed(cast, *NAMES, meeting=planned(cast, days=0)), cast.consultant, cast.social_worker)
    for item in table.items:
        decided(table, item, "continue", cast.social_worker)
    sitting.arrive(
        cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(cast.police_officer.staff.pk, "present")
    )
    shown = minutes(cast, "police_officer", closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))
    assert "3 af dem blev taget, før du kom." in shown
    for words in ("Du var ude", "lukket:", "afsluttet og slettet"):
        assert words not in shown


def test_two_of_one_name_are_told_apart_by_their_age(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    table = placed(cast, "Ali Hassan", "Aya Ali", meeting=meeting)
    table.items += placed(cast, "Ali Hassan", meeting=meeting, born=clock.today() - timedelta(days=13 * 366)).items
    shown = minutes(cast, "social_worker", ended(opened(table)))
    assert shown.count(">Ali Hassan, ") == 2
    assert ">Ali Hassan, 13 år<" in shown
    assert ">Aya Ali<" in shown
