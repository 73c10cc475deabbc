"""What is true of minutes afterwards: opened again, approved once more, mended later."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.meetings.actions import closing, deciding, preparing, sitting, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Decision, Meeting
from samspil.meetings.queries import minutes_page
from samspil.meetings.tests.steps import Table, decided, placed
from samspil.meetings.tests.test_minutes import at_the_town_hall, ended, minutes, out
from samspil.meetings.tests.test_papers import laid_out
from samspil.organisations.models import SeatHolder
from samspil.web import dates
from tests import clock
from tests.cast import Cast
from tests.roles import as_role


@pytest.fixture
def table(cast: Cast) -> Table:
    return at_the_town_hall(cast)


def again(cast: Cast, meeting: Meeting) -> Meeting:
    """Approved, opened again."""
    approved = closing.approve(cast.consultant.sign(), meeting=meeting)
    return closing.reopen(cast.consultant.sign(), meeting=approved)


def test_numbers_stay_when_minutes_are_opened_again_and_approved_once_more(cast: Cast, table: Table) -> None:
    """What was forgotten leaves a gap: "went out at item 3" stands on paper."""
    out(table, 2, "police_officer")
    meeting = again(cast, ended(table, Jonas="none"))
    assert "Karen Holt gik ud ved punkt 3." in minutes(cast, "consultant", meeting)
    meeting = closing.resume(cast.consultant.sign(), meeting=meeting)
    late = placed(cast, "Omar Bek", meeting=meeting).items[0]
    decided(table, late, "continue")
    meeting = closing.end_meeting(cast.consultant.sign(), meeting=meeting)
    meeting = closing.approve(cast.consultant.sign(), meeting=meeting)
    assert "Karen Holt gik ud ved punkt 3." in minutes(cast, "consultant", meeting)
    cast.consultant.sign()
    lines = [(line.decision.number, line.name) for line in minutes_page(meeting).lines]
    assert lines == [(2, "Aya Ali"), (3, "Sara Bek"), (4, "Omar Bek")]


def bare(text: str) -> str:
    return "".join(text.split())


def on_paper(cast: Cast, meeting: Meeting) -> str:
    return bare(" ".join(laid_out(cast, "consultant", f"/moeder/{meeting.pk}/referat.pdf")[0]))


def test_new_minutes_say_that_they_replace_the_earlier_ones_and_who_approved(cast: Cast, table: Table) -> None:
    first = closing.approve(cast.consultant.sign(), meeting=ended(table))
    assert first.approved_at
    text = on_paper(cast, first)
    assert "erstatter" not in text
    assert "Underskrift,mødeleder" in text
    assert bare(f"Godkendt{dates.moment(first.approved_at)}, Mette Kjær") in text
    opened_again = closing.reopen(cast.consultant.sign(), meeting=first)
    second = closing.approve(cast.social_worker.sign(), meeting=opened_again)
    assert opened_again.reopened_at
    assert second.approved_at
    text = on_paper(cast, second)
    assert bare(f"Dette referat erstatter det, der blev godkendt {dates.moment(first.approved_at)}.") in text
    assert bare(f"Det blev åbnet igen {dates.moment(opened_again.reopened_at)}.") in text
    assert bare(f"Godkendt{dates.moment(second.approved_at)}, Pia Møller") in text


def test_who_was_there_from_the_start_follows_the_start(cast: Cast, table: Table) -> None:
    with clock.later(minutes=20):
        late = sitting.Seated(cast.ssp_teacher.staff.pk, "guest")
        sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=late)
    meeting = ended(table)
    noted = timezone.localtime(meeting.began_at)
    other = noted + timedelta(minutes=1 if noted.minute < 59 else -1)  # of the same day, before the guest came
    for began in (f"{at:%H.%M}" for at in (other, noted, other)):
        meeting.refresh_from_db()
        facts = {
            "place": "", "began": began, "ended": "23.59", "leader": cast.consultant.staff.pk,
            "writer": cast.consultant.staff.pk, "version": meeting.version,
        }  # fmt: skip
        assert cast.client("consultant").post(f"/moeder/{meeting.pk}/referat/moedet/", facts).status_code == 303
        shown = minutes(cast, "consultant", meeting)
        assert shown.count(" kom kl. ") == 1
        assert "Anders Friis (Gæst) kom kl. " in shown


def test_a_meeting_that_goes_on_has_no_end_yet_and_one_mended_later_ended_when_it_did(cast: Cast, table: Table) -> None:
    meeting = ended(table)
    then = meeting.ended_at
    meeting = closing.resume(cast.consultant.sign(), meeting=meeting)
    assert "slut kl." not in minutes(cast, "consultant", meeting)
    meeting = closing.end_meeting(cast.consultant.sign(), meeting=meeting)
    meeting = closing.resume(cast.consultant.sign(), meeting=again(cast, meeting))
    with clock.later(days=1):
        meeting = closing.end_meeting(cast.consultant.sign(), meeting=meeting)
    assert then
    assert timezone.localdate(meeting.ended_at) == timezone.localdate(then)


def test_the_meeting_and_the_calendar_say_when_it_was(cast: Cast, table: Table) -> None:
    meeting = ended(table)
    facts = {
        "place": "", "began": "0.05", "ended": "23.55", "leader": cast.consultant.staff.pk,
        "writer": cast.consultant.staff.pk, "version": meeting.version,
    }  # fmt: skip
    client = cast.client("consultant")
    client.post(f"/moeder/{meeting.pk}/referat/moedet/", facts)
    for page in (f"/moeder/{meeting.pk}/", f"/kalender/moede/{meeting.pk}/"):
        assert "0.05–23.55" in client.get(page).content.decode(), page


def test_before_approval_it_is_said_what_does_not_come_back(cast: Cast, table: Table) -> None:
    shown = minutes(cast, "consultant", ended(table))
    assert "Det kan ikke fortrydes" not in shown
    assert "de kommer ikke tilbage. Resten af referatet kan åbnes igen og rettes." in shown


def test_a_place_keeps_its_name(cast: Cast, table: Table) -> None:
    actor = cast.consultant.sign()
    placement = Placement(label="Stien bag stationen", source="concern")
    (place,) = preparing.place(actor, meeting=table.meeting, placements=[placement], necessity="valg af indsats")
    decided(table, place, "continue")
    meeting = closing.approve(cast.consultant.sign(), meeting=ended(table))
    assert "<strong> Stien bag stationen</strong>: Planen fortsætter." in minutes(cast, "police_officer", meeting)


def test_minutes_that_were_opened_again_say_until_when_it_went_on_and_what_was_decided_anew(
    cast: Cast, table: Table
) -> None:
    with clock.later(minutes=5):
        meeting = again(cast, ended(table))
    for shown in (minutes(cast, "consultant", meeting), minutes(cast, "police_officer", meeting)):
        assert "Mødet fortsatte" not in shown
        assert "besluttet igen" not in shown
    with clock.later(minutes=20):
        meeting = closing.resume(cast.consultant.sign(), meeting=meeting)
        (other,) = Decision.objects.filter(meeting=meeting, number=2, state="standing").select_related(
            "meeting", "item"
        )
        deciding.undo(cast.consultant.sign(), decision=other)
        decided(table, other.item, "support", cast.social_worker)
        meeting = closing.end_meeting(cast.consultant.sign(), meeting=meeting)
        meeting = closing.approve(cast.consultant.sign(), meeting=meeting)
        until = meeting.went_on_until
        assert until
        shown = minutes(cast, "police_officer", meeting)
        assert f"slut kl. {dates.clock(meeting.ended_at)}" in shown
        assert f"Mødet fortsatte til {dates.moment(until)}." in shown
        assert "Punkt 2 blev besluttet igen " in shown
        assert "Punkt 1 blev" not in shown


# --- who can open them again ------------------------------------------------------------------------------------------
def test_who_cannot_open_approved_minutes_again_reads_who_can(cast: Cast, table: Table) -> None:
    held = ended(table)
    can = "En af disse kan åbne referatet igen: Line Østergaard, Mette Kjær, Pia Møller."
    assert "kan åbne referatet igen" not in minutes(cast, "police_officer", held)
    approved = closing.approve(cast.consultant.sign(), meeting=held)
    assert can in minutes(cast, "police_officer", approved)
    for who in ("consultant", "social_worker"):
        shown = minutes(cast, who, approved)
        assert "Åbn referatet igen" in shown
        assert "kan åbne referatet igen" not in shown


def test_who_called_a_meeting_now_and_wrote_its_minutes_reads_who_opens_them_again(cast: Cast) -> None:
    item = urgent.call_now(
        cast.police_officer.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None, necessity="barnets sikkerhed",
        present=[cast.social_worker.staff],
    )  # fmt: skip
    actor = cast.police_officer.sign()
    deciding.decide(
        actor, item=item, version=item.version, key=uuid4(), choice=Choice(word="none", responsible=None, due_on=None)
    )
    held = closing.end_meeting(cast.police_officer.sign(), meeting=Meeting.objects.get(pk=item.meeting_id))
    approved = closing.approve(cast.police_officer.sign(), meeting=held)
    shown = minutes(cast, "police_officer", approved)
    assert "kan åbne referatet igen: Line Østergaard, Mette Kjær, Pia Møller." in shown


def test_where_one_colleague_can_open_them_again_the_sentence_names_that_one(cast: Cast, table: Table) -> None:
    approved = closing.approve(cast.consultant.sign(), meeting=ended(table))
    with as_role("samspil_owner"):
        others = [cast.colleague.staff, cast.social_worker.staff]
        SeatHolder.objects.filter(seat__forum=cast.forum, staff__in=others).delete()
    shown = minutes(cast, "police_officer", approved)
    assert "Mette Kjær kan åbne referatet igen." in shown
