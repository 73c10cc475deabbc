"""A name that was never said at the table is not said by the minutes: PostgreSQL is asked, then the pages."""

from __future__ import annotations

import pytest

from samspil.meetings.actions import closing
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.models import Decision, Meeting
from samspil.meetings.queries import minutes_page
from samspil.meetings.tests.steps import BORN, Table, approved, decided, opened, placed, planned
from samspil.meetings.tests.test_after_approval import DOOR, SEATS, readers
from samspil.people.models import Person
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", named=False, meeting=planned(cast, days=0)))


def lines(cast: Cast, who: str, table: Table) -> list[tuple[str, str]]:
    cast.members[who].sign()
    page = minutes_page(Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    return [(line.called, line.sentence) for line in page.lines]


def test_what_stayed_without_name_is_given_to_the_seats_without_it(cast: Cast, table: Table) -> None:
    (item,) = table.items
    made = decided(table, item, "support", cast.social_worker)
    assert readers(cast, Decision, made.pk) == DOOR  # the line says in its row whom it is about
    approved(table)
    assert readers(cast, Person, item.subject) == DOOR
    assert readers(cast, Decision, made.pk) == DOOR


def test_its_line_stands_in_everybodys_minutes(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    while_it_goes_on = lines(cast, "police_officer", table)
    approved(table)
    ((name, sentence),) = lines(cast, "police_officer", table)
    assert while_it_goes_on == [(name, sentence)]
    assert name == "Uden navn"
    assert cast.social_worker.staff.name in sentence
    assert lines(cast, "consultant", table) == [("Jonas Holm", sentence)]
    assert lines(cast, "outsider", table) == []
    assert lines(cast, "ssp_teacher", table) == []


def test_the_numbers_are_everybodys(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    approved(table)
    said = []
    for who in ("consultant", "police_officer"):
        cast.members[who].sign()
        page = minutes_page(Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
        said.append((page.words, page.items, page.decided, page.deleted, list(page.missing)))
    assert said[0] == said[1]


def test_the_unit_that_must_act_has_the_name(cast: Cast, table: Table) -> None:
    made = decided(table, table.items[0], "support", cast.ssp_teacher)
    approved(table)
    assert readers(cast, Person, table.items[0].subject) == DOOR | {"ssp_teacher"}
    assert readers(cast, Decision, made.pk) == DOOR | {"ssp_teacher"}


def test_a_child_that_the_seats_know_is_not_told_by_its_line(cast: Cast) -> None:
    first = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    decided(first, first.items[0], "support", cast.social_worker)
    approved(first)
    known = Placement(
        label="Uden navn", source="follow_up", subject=first.items[0].subject, birth_date=BORN, named=False
    )
    again = Table(cast, planned(cast, days=1))
    again.items = place(cast.consultant.sign(), meeting=again.meeting, necessity="opfølgning", placements=[known])
    again.meeting.refresh_from_db()
    opened(again)
    made = decided(again, again.items[0], "support", cast.social_worker)
    assert lines(cast, "police_officer", again)[0][0] == "Uden navn"
    approved(again)
    assert readers(cast, Person, first.items[0].subject) == SEATS
    assert readers(cast, Decision, made.pk) == DOOR
    assert lines(cast, "police_officer", again)[0][0] == "Uden navn"


def test_who_was_not_to_hear_of_it_has_no_line(cast: Cast, table: Table) -> None:
    (item,) = table.items
    cast.client("consultant").post(
        f"/moeder/punkt/{item.pk}/uden-navn/",
        {"act": "ask", "because": "Vi er i tvivl om, hvem der skal tale med familien",
         "needed": [cast.social_worker.staff.pk]},
    )  # fmt: skip
    decided(table, item, "support", cast.social_worker)
    assert lines(cast, "police_officer", table) == []
    approved(table)
    assert lines(cast, "police_officer", table) == []


def test_opened_again_it_stays_unsaid(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    approved(table)
    closing.reopen(cast.consultant.sign(), meeting=table.meeting)
    assert lines(cast, "police_officer", table)[0][0] == "Uden navn"
    assert readers(cast, Person, table.items[0].subject) == DOOR


def test_before_approval_it_is_said_how_many_stay_without_name(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", "Bo Bech", named=False, meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "support", cast.social_worker)
    decided(table, table.items[2], "none")
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    page = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/referat/").content.decode()
    assert "2 navne er ikke sagt ved bordet" in page
    for words in ("Den ansvarliges enhed får dem", "de, der skriver forummets referater, læser dem fortsat"):
        assert words in " ".join(page.split())
