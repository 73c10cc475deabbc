"""A conversation with the police reaches a police officer who holds a seat: on the officer's day, with whom and by when."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspil.cases.models import Conversation, Task
from samspil.desk.queries.day import my_day
from samspil.lib.refusals import Refused
from samspil.meetings.actions import deciding, urgent
from samspil.meetings.models import Attendance, Decision
from samspil.meetings.queries import has_child
from samspil.meetings.queries.sentences import decision_sentence, with_names
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed
from samspil.organisations.models import SeatHolder
from samspil.organisations.queries import units_of
from tests.cast import Cast, Member
from tests.clock import today


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm"))


def tasks_of(member: Member) -> list[Task]:
    actor = member.sign()
    return list(my_day(actor, member.staff, units_of(actor, today())).tasks)


@pytest.mark.covers("BRO-98", verb="decision.made")
def test_it_stands_on_the_officers_day_with_whom_and_by_when(cast: Cast, table: Table) -> None:
    decision = decided(table, table.items[0], "concern", cast.consultant)
    (task,) = tasks_of(cast.police_officer)
    assert task.text == "Bekymringssamtale med politiet: aftal tid med Mette Kjær"
    assert (task.kind, task.due_on, task.child) == ("talk", decision.due_on, "Jonas Holm")
    cast.consultant.sign()
    talk = Conversation.objects.get(decision_id=decision.pk)
    assert (talk.responsible_id, talk.with_police) == (cast.consultant.staff.pk, True)
    line = with_names(Decision.objects.all()).get(pk=decision.pk)
    assert "Karen Holt fra politiet deltager." in decision_sentence(line)
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert "Fra politiet: Karen Holt" in page


def test_after_approval_the_officers_unit_goes_on_reading_whom_it_is_with(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "concern", cast.consultant)
    approved(table)
    (task,) = tasks_of(cast.police_officer)
    assert task.child == "Jonas Holm"
    assert "Jonas Holm" in cast.client("police_officer").get("/").content.decode()


def test_who_takes_part_does_not_have_the_child(cast: Cast, table: Table) -> None:
    """The paper about a child is for whoever is responsible."""
    decided(table, table.items[0], "concern", cast.consultant)
    approved(table)
    for member, has in ((cast.police_officer, False), (cast.consultant, True)):
        member.sign()
        assert has_child(member.staff.pk, [table.items[0].subject]) is has


def test_an_officer_who_is_responsible_has_the_conversation_and_no_task_beside(cast: Cast, table: Table) -> None:
    decision = decided(table, table.items[0], "concern", cast.police_officer)
    assert decision.officer_id is None
    assert tasks_of(cast.police_officer) == []
    assert Conversation.objects.get(decision_id=decision.pk).responsible_id == cast.police_officer.staff.pk


def test_undone_it_leaves_the_officers_day(cast: Cast, table: Table) -> None:
    decision = decided(table, table.items[0], "concern", cast.consultant)
    actor = cast.consultant.sign()
    deciding.undo(actor, decision=Decision.objects.select_related("meeting__forum", "item").get(pk=decision.pk))
    assert tasks_of(cast.police_officer) == []


def test_the_same_request_twice_is_one_task(cast: Cast, table: Table) -> None:
    actor, item, key = cast.consultant.sign(), table.items[0], uuid4()
    choice = deciding.Choice("concern", responsible=cast.consultant.staff, due_on=today())
    for _ in range(2):
        deciding.decide(actor, item=item, version=item.version, choice=choice, key=key)
    assert len(tasks_of(cast.police_officer)) == 1


def test_an_officer_who_is_away_today_is_reached_all_the_same(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)
    decided(table, table.items[0], "concern", cast.consultant)
    assert len(tasks_of(cast.police_officer)) == 1


def test_where_no_officer_has_a_seat_it_says_so_instead_of_reaching_nobody(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)
    cast.administrator.sign()
    SeatHolder.objects.filter(staff=cast.police_officer.staff).update(valid_to=today())
    SeatHolder.objects.filter(staff=cast.police_officer.staff).update(valid_from="2020-01-01", valid_to="2020-02-01")
    cast.consultant.sign()
    assert not Attendance.objects.filter(meeting=table.meeting, staff=cast.police_officer.staff).exists()
    with pytest.raises(Refused, match="Ingen fra politiet") as refusal:
        decided(table, table.items[0], "concern", cast.consultant)
    assert refusal.value.field == "responsible"


def test_at_an_urgent_meeting_the_word_says_before_it_is_saved_that_the_police_get_the_name(
    cast: Cast, table: Table
) -> None:
    """Met by a stranger: an officer who was not called had the name, which was said after saving alone."""
    item = urgent.call_now(
        cast.consultant.sign(), forum=cast.forum, name="Bo Testrup", birth_date=None, present=[cast.social_worker.staff],
        necessity="sikkerhed",
    )  # fmt: skip
    said = "En betjent med en plads i forummet får det også, med navnet"
    client = cast.client("consultant")
    page = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert said in page.split("Bekymringssamtale med politiet")[1].split("</label>")[0]
    assert page.count(said) == 1
    assert said not in client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
