"""The police's words about an event are told once, for several children, and stay readable where the entry is."""

from __future__ import annotations

import pytest

from samspil.access import cabinet
from samspil.concerns.models import Incident, ListEntry
from samspil.meetings.actions import closing, preparing
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.queries.agenda import agenda_of
from samspil.meetings.queries.table import table_page
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, planned
from tests.cast import Cast

WORDS = "Slagsmål ved svømmehallen lørdag aften"


@pytest.fixture
def table(cast: Cast) -> Table:
    """Two children of one event at a meeting in progress; the words stand in the event alone."""
    meeting = planned(cast)
    entries = [listed(cast, name, text="") for name in ("Jonas Holm", "Aya Ali")]
    actor = cast.consultant.sign()
    event = Incident.objects.create(
        owner_audience_id=cast.forum.door_id, text=WORDS, place="Svømmehallen", origin="police"
    )
    ListEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(incident=event)
    items = preparing.place(
        actor,
        meeting=meeting,
        necessity="valg af indsats",
        placements=[
            Placement(label=e.name, source="list", subject=e.subject, entry_id=e.pk, incident_id=event.pk)
            for e in entries
        ],
    )
    meeting.refresh_from_db()
    return opened(Table(cast, meeting, items))


def page_of(cast: Cast, table: Table, who: str, number: int = 0) -> str:
    return cast.client(who).get(f"/barnet/{table.items[number].subject}/").content.decode()


def test_after_approval_police_and_the_responsible_read_the_words(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "continue")
    approved(table)
    for who in ("social_worker", "police_officer"):
        page = page_of(cast, table, who)
        assert WORDS in page
        assert "Svømmehallen" in page
        assert "Aya" not in page
        assert "<p>–</p>" not in page


def test_who_reads_the_line_alone_is_told_whom_the_meeting_made_responsible(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "continue")
    approved(table)
    assert "<strong>Pia Møller</strong> blev ansvarlig på mødet" in page_of(cast, table, "police_officer")
    assert "Ingen, så vidt du kan se" in page_of(cast, table, "police_officer", 1)


def test_one_child_is_no_event_to_decide_about_at_once(cast: Cast, table: Table) -> None:
    """Two who wait are offered one decision for both; the last who waits is decided about alone, and so is the only one."""
    actor = cast.consultant.sign()

    def siblings(number: int) -> int:
        page = table_page(actor, table.fresh(table.items[number]), own_keys=cabinet.own_keys())
        return len(page.siblings)

    assert (siblings(0), siblings(1)) == (2, 2)
    decided(table, table.items[0], "continue")
    assert siblings(1) == 0


def test_one_child_of_an_event_stands_on_the_agenda_like_the_others(cast: Cast, table: Table) -> None:
    def headings() -> list[str]:
        return [heading.kind for heading in agenda_of(table.meeting).headings]

    actor = cast.consultant.sign()
    assert headings() == ["event"]
    preparing.take_off(actor, item=table.items[0])
    assert headings() == ["list"]


def test_who_may_not_read_the_words_sees_nothing_of_them(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "continue")
    approved(table)
    page = page_of(cast, table, "outreach_worker")
    assert WORDS not in page
    page = page_of(cast, table, "consultant")
    assert "Jonas Holm" in page
    assert WORDS not in page
    assert 'id="told"' not in page


def test_an_event_in_which_another_child_goes_stays_for_the_one_who_stays(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "none")
    approved(table)
    assert WORDS in page_of(cast, table, "social_worker")


def test_minutes_that_were_opened_again_are_approved_again(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "continue")
    approved(table)
    actor = cast.consultant.sign()
    again = closing.reopen(actor, meeting=table.meeting)
    closing.approve(cast.consultant.sign(), meeting=again)
    assert WORDS in page_of(cast, table, "social_worker")
