"""meetings/README.md says who reads which row when; here PostgreSQL is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspil.audit.models import Event
from samspil.concerns.models import ListEntry
from samspil.meetings.actions import closing, sitting
from samspil.meetings.actions.preparing import send_agenda
from samspil.meetings.models import Attendance, Decision, FollowUpCount, Item, Slot, Statement
from samspil.meetings.queries import minutes_page
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed
from samspil.people.models import Person
from tests.cast import Cast

EVERYBODY = (
    "consultant",
    "colleague",
    "social_worker",
    "police_officer",
    "youth_job_centre",
    "politician",
    "ssp_teacher",
    "outsider",
    "other_consultant",
    "other_police",
    "administrator",
    "protection_officer",
)


def readers(cast: Cast, model: type, pk: int) -> set[str]:
    """Who of the cast reads this row now."""
    found = set()
    for key in EVERYBODY:
        cast.members[key].sign()
        if model.objects.filter(pk=pk).exists():
            found.add(key)
    return found


DOOR = {"consultant", "colleague", "social_worker"}
SEATS = {"consultant", "colleague", "social_worker", "police_officer"}


@pytest.fixture
def table(cast: Cast) -> Table:
    return placed(cast, "Jonas Holm", "Aya Ali")


def test_before_sending_only_the_door_reads(cast: Cast, table: Table) -> None:
    item = table.items[0]
    assert readers(cast, Item, item.pk) == DOOR
    assert readers(cast, ListEntry, item.entry_id) == DOOR
    assert readers(cast, Person, item.subject) == DOOR


def test_the_agenda_opens_to_the_seats_at_the_set_time(cast: Cast, table: Table) -> None:
    actor = cast.consultant.sign()
    table.meeting.agenda_opens_at = actor.at
    table.meeting.save()
    send_agenda(actor, meeting=table.meeting)
    assert readers(cast, Item, table.items[0].pk) == SEATS
    assert readers(cast, Slot, table.items[0].slot_id) == SEATS


def test_the_agenda_stays_closed_until_the_set_time(cast: Cast, table: Table) -> None:
    actor = cast.consultant.sign()
    table.meeting.agenda_opens_at = actor.at + timedelta(hours=1)
    table.meeting.save()
    send_agenda(actor, meeting=table.meeting)
    assert readers(cast, Item, table.items[0].pk) == DOOR


def test_in_progress_those_present_read(cast: Cast, table: Table) -> None:
    opened(table, cast.consultant, cast.police_officer)
    assert readers(cast, Item, table.items[0].pk) == {"consultant", "colleague", "social_worker", "police_officer"}
    # the social worker deputises: holds the door; nobody but door and present
    assert readers(cast, ListEntry, table.items[0].entry_id) == {
        "consultant",
        "colleague",
        "social_worker",
        "police_officer",
    }


def test_who_steps_out_of_an_item_reads_the_others_only(cast: Cast, table: Table) -> None:
    opened(table, cast.consultant, cast.police_officer)
    actor = cast.consultant.sign()
    sitting.step_out(actor, item=table.items[0], staff_id=cast.police_officer.staff.pk)
    assert "police_officer" not in readers(cast, Item, table.items[0].pk)
    assert "police_officer" in readers(cast, Item, table.items[1].pk)


def test_after_approval(cast: Cast, table: Table) -> None:
    opened(table)
    first, second = table.items
    actor = cast.social_worker.sign()
    told = sitting.share(actor, item=table.fresh(first), text="Fravær siden ferien", necessity="valg af indsats")
    assert readers(cast, Statement, told.pk) == {"social_worker", "consultant", "police_officer"}
    kept = decided(table, first, "support", cast.social_worker)
    decided(table, second, "none")
    dropped = Decision.objects.get(item=second)
    entry_kept, entry_dropped, person_dropped = first.entry_id, second.entry_id, second.subject
    approved(table)

    assert readers(cast, Item, first.pk) == set()
    assert readers(cast, Decision, kept.pk) == SEATS
    assert readers(cast, Person, first.subject) == SEATS
    assert readers(cast, ListEntry, entry_kept) == {"police_officer", "social_worker"}
    assert readers(cast, Statement, told.pk) == {"social_worker"}
    assert readers(cast, Attendance, Attendance.objects.values_list("pk", flat=True).first() or 0) <= SEATS
    for model, pk in ((Item, second.pk), (Decision, dropped.pk), (ListEntry, entry_dropped), (Person, person_dropped)):
        assert readers(cast, model, pk) == set()
    cast.consultant.sign()
    assert FollowUpCount.objects.get(forum=cast.forum).count == 1
    assert minutes_page(table.meeting).in_quarter == 1


def test_approved_minutes_are_recorded_with_what_was_kept_and_what_went(cast: Cast, table: Table) -> None:
    opened(table)
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "none")
    approved(table)
    cast.consultant.sign()
    event = Event.objects.get(act="minutes.approved")
    assert event.detail == {"meeting": table.meeting.pk, "kept": 1, "dropped": 1}
    assert (event.owner_audience, event.principal) == (cast.forum.door_id, cast.consultant.principal_id)


def test_reopened_minutes_are_read_by_those_who_were_present(cast: Cast, table: Table) -> None:
    opened(table, cast.consultant, cast.police_officer)
    for item in table.items:
        decided(table, item, "support", cast.consultant)
    approved(table)
    actor = cast.consultant.sign()
    closing.reopen(actor, meeting=table.meeting)
    assert readers(cast, Item, table.items[0].pk) == DOOR | {"police_officer"}
