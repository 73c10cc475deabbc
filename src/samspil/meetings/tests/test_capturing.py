"""A list that is read aloud: fourteen children, no file, one person signed in."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspil.concerns.models import ListEntry
from samspil.meetings.actions import capturing
from samspil.meetings.models import Item, Meeting
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from tests.cast import Cast


@pytest.fixture
def empty(cast: Cast) -> Table:
    """A meeting in progress with nothing on its agenda; only the consultant is signed in, others are present."""
    return opened(Table(cast, planned(cast)))


def test_fourteen_children_from_the_first_name_to_approved_minutes(cast: Cast, empty: Table) -> None:
    for number, letter in enumerate("abcdefghijklmn"):
        line = f"Barn Nummer{letter} {10 + number % 7} a"
        capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line=line, key=uuid4())
    items = list(Item.objects.filter(meeting=empty.meeting).order_by("slot__position"))
    assert len(items) == 14
    assert [item.age_told for item in items] == [10 + number % 7 for number in range(14)]
    for item in items[:10]:
        decided(empty, item, "none")
    for item in items[10:]:
        decided(empty, item, "support", cast.consultant)
    approved(empty)
    assert Meeting.objects.get(pk=empty.meeting.pk).state == "approved"
    cast.consultant.sign()
    assert not ListEntry.objects.filter(
        name__startswith="Barn Nummer", pk__in=[i.entry_id for i in items[:10]]
    ).exists()


def test_a_list_as_a_file_and_names_read_aloud_are_approved_together(cast: Cast) -> None:
    """What the police listed and what they said go back to them, and to who is responsible."""
    table = opened(placed(cast, "Jonas Holm"))
    aloud, _ = capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line="Omar Bek 13 s", key=uuid4())
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, aloud, "support", cast.social_worker)
    assert approved(table).meeting.state == "approved"
    for reader in (cast.police_officer, cast.social_worker):
        reader.sign()
        assert {entry.name for entry in ListEntry.objects.all()} == {"Jonas Holm", "Omar Bek"}


def test_enter_twice_is_one_child(cast: Cast, empty: Table) -> None:
    key = uuid4()
    first, _ = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line="Jonas Holm 15", key=key)
    again, _ = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line="Jonas Holm 15", key=key)
    assert first.pk == again.pk


def test_an_adult_read_aloud_waits_for_the_adults_meeting(cast: Cast, empty: Table) -> None:
    adults = planned(cast, days=9, blocks=("under_18", "18_plus"))
    item, _ = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line="Amir Toft 19", key=uuid4())
    assert item.meeting_id == adults.pk


def test_an_unknown_age_asks(cast: Cast, empty: Table) -> None:
    item, notes = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line="Jonas Holm", key=uuid4())
    assert item.meeting_id == empty.meeting.pk
    assert notes


def test_a_line_typed_at_the_table(cast: Cast, empty: Table) -> None:
    client = cast.client("consultant")
    answer = client.post(f"/moeder/{empty.meeting.pk}/skriv/", {"line": "Jonas Holm 15", "idempotency_key": uuid4()})
    assert answer.status_code == 303, answer.content.decode()[:3000]
    cast.consultant.sign()
    assert Item.objects.get(meeting=empty.meeting).label == "Jonas Holm"
    wrong = client.post(f"/moeder/{empty.meeting.pk}/skriv/", {"line": "010203-12", "idempotency_key": uuid4()})
    assert wrong.status_code == 422
    assert "010203-12" in wrong.content.decode()


def test_those_present_read_what_was_typed(cast: Cast, empty: Table) -> None:
    item, _ = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line="Jonas Holm 15", key=uuid4())
    cast.police_officer.sign()
    assert Item.objects.filter(pk=item.pk).exists()
    cast.youth_job_centre.sign()
    assert not Item.objects.filter(pk=item.pk).exists()


def test_a_child_placed_before_stands_beside_those_typed(cast: Cast) -> None:
    table = opened(placed(cast, "Ida Skov"))
    capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line="Jonas Holm 15", key=uuid4())
    assert Item.objects.filter(meeting=table.meeting).count() == 2


@pytest.mark.parametrize(
    ("line", "word"),
    [("Ali Omar 15, gerningsmand, hærværk", "gerningsmand"), ("Sif Dam 11, medgerningsmand", "medgerningsmand")],
)
def test_a_word_that_is_no_role_is_said_to_be_none(cast: Cast, empty: Table, line: str, word: str) -> None:
    item, notes = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line=line, key=uuid4())
    assert not item.role
    assert any(f"»{word}« er ingen rolle" in note for note in notes)


def test_a_word_that_is_a_role_says_nothing_of_it(cast: Cast, empty: Table) -> None:
    line = "Bo Bech 15, mistænkt for vold"
    _item, notes = capturing.write_line(cast.consultant.sign(), meeting=empty.meeting, line=line, key=uuid4())
    assert not any("rolle" in note for note in notes)
