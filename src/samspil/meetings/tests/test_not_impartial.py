"""Who went out of an item reads nothing of it, now or later: not through the work that comes of it either."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from samspil.cases.models import Task
from samspil.lib.refusals import Refused
from samspil.meetings.actions import deciding, discussing, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.meetings.tests.test_forgetting import confirm
from samspil.people.models import Person
from tests import clock
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    found = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))
    out(found, "police_officer")
    return found


def out(table: Table, who: str) -> None:
    sitting.step_out(table.cast.consultant.sign(), item=table.items[0], staff_id=table.cast.members[who].staff.pk)


def saved(table: Table, responsible: int, **typed: object):
    table.cast.consultant.sign()
    item = table.fresh(table.items[0])
    data = {"word": "support", "version": item.version, "idempotency_key": uuid4(), "due_on": clock.late()}
    client = table.cast.client("consultant")
    return client.post(f"/moeder/punkt/{item.pk}/beslut/", {**data, "responsible": responsible, **typed})


def test_who_went_out_is_not_offered_and_is_refused(cast: Cast, table: Table) -> None:
    officer = cast.police_officer.staff
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    form = page.split('id="decision-form"')[1].split("</form>")[0]
    assert f'value="{officer.pk}"' not in form
    assert f'value="{cast.social_worker.staff.pk}"' in form
    other = cast.client("consultant").get(f"/moeder/punkt/{table.items[1].pk}/").content.decode()
    assert f'value="{officer.pk}"' in other.split('id="decision-form"')[1].split("</form>")[0]
    assert saved(table, officer.pk).status_code == 422
    with pytest.raises(Refused, match="inhabil"):
        decided(table, table.items[0], "support", cast.police_officer)
    assert not Decision.objects.exists()
    for who in ("police_officer", "other_police"):
        cast.members[who].sign()
        assert not Task.objects.exists()
        assert not Person.objects.filter(pk=table.items[0].subject).exists()


def test_the_database_refuses_it_too(cast: Cast, table: Table) -> None:
    made = decided(table, table.items[0], "support", cast.social_worker)
    cast.consultant.sign()
    with (
        pytest.raises(ProgrammingError, match="not made responsible"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE meetings_decision SET responsible_id = %s WHERE id = %s", [cast.police_officer.staff.pk, made.pk]
        )
    other = decided(table, table.items[1], "support", cast.police_officer)
    assert other.responsible_id == cast.police_officer.staff.pk


def test_to_whom_the_name_was_not_said_is_not_made_responsible(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", named=False, meeting=planned(cast, days=0)))
    actor, needed = cast.consultant.sign(), [cast.social_worker.staff.pk]
    item = discussing.ask(actor, item=table.fresh(table.items[0]), because="Er i tvivl om hjemmet", needed=needed)
    discussing.say_name(actor, item=item, name="Jonas Holm", birth_date=None)
    with pytest.raises(Refused, match="Navnet er ikke sagt"):
        decided(table, item, "support", cast.police_officer)


def test_who_is_responsible_goes_out_when_the_decision_is_undone(cast: Cast, table: Table) -> None:
    made = decided(table, table.items[0], "support", cast.social_worker)
    with pytest.raises(Refused, match="Fortryd beslutningen"):
        out(table, "social_worker")
    deciding.undo(cast.consultant.sign(), decision=made)
    out(table, "social_worker")


def test_where_the_unit_reads_its_tasks_it_is_asked_first(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    sitting.arrive(
        cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(cast.outreach_worker.staff.pk, "guest")
    )
    out(table, "outreach_worker")  # of the same unit as the consultant
    asked = saved(table, cast.consultant.staff.pk)
    assert asked.status_code == 422
    content = asked.content.decode()
    assert "Omar Said er gået ud af punktet og arbejder i samme enhed" in content
    assert 'type="checkbox" name="keeps_away"' in content
    cast.consultant.sign()
    assert not Decision.objects.exists()
    assert saved(table, cast.social_worker.staff.pk).status_code == 303
    cast.consultant.sign()
    deciding.undo(cast.consultant.sign(), decision=Decision.objects.select_related("meeting", "item__slot").get())
    assert saved(table, cast.consultant.staff.pk, keeps_away="on").status_code == 303


def test_it_is_said_who_is_out_at_the_item_and_on_the_attendance(cast: Cast, table: Table) -> None:
    client = cast.client("consultant")
    page = " ".join(client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode().split())
    assert "Ude af punktet, inhabil: Karen Holt" in page
    typed = {"staff": cast.social_worker.staff.pk, "item": table.items[1].pk, "out": "1"}
    address = f"/moeder/{table.meeting.pk}/fremmoede/"
    assert client.post(address, typed).status_code == 303
    shown = " ".join(client.get(address).content.decode().split())
    assert "Pia Møller er gået ud ved punkt 2 og læser intet om det." in shown
    assert "ude ved punkt 2, inhabil (Aya Ali)" in shown
    assert client.post(address, {"staff": typed["staff"], "item": typed["item"], "in": "1"}).status_code == 303
    assert "kommet ind igen" in client.get(address).content.decode()


def test_who_has_not_come_yet_can_be_noted_as_out(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm", meeting=planned(cast, days=0))
    lines = [
        sitting.Seated(cast.members[key].staff.pk, state)
        for key, state in (("consultant", "present"), ("police_officer", "absent"))
    ]
    table.meeting = sitting.open_meeting(cast.consultant.sign(), meeting=table.meeting, attendance=lines)
    typed = {"staff": cast.police_officer.staff.pk, "item": table.items[0].pk, "out": "1"}
    assert cast.client("consultant").post(f"/moeder/{table.meeting.pk}/fremmoede/", typed).status_code == 303
    sitting.arrive(
        cast.consultant.sign(), meeting=table.meeting, line=sitting.Seated(cast.police_officer.staff.pk, "present")
    )
    assert cast.client("police_officer").get(f"/moeder/punkt/{table.items[0].pk}/").status_code == 404


def test_a_choice_without_responsible_is_nobodys_to_refuse(cast: Cast, table: Table) -> None:
    item = table.fresh(table.items[0])
    deciding.decide(cast.consultant.sign(), item=item, version=item.version, choice=Choice("continue"), key=uuid4())


def test_who_does_not_keep_the_minutes_is_shown_no_button_that_answers_no(cast: Cast, table: Table) -> None:
    address = f"/moeder/{table.meeting.pk}/fremmoede/"
    keeper = cast.client("consultant").get(address).content.decode()
    other = cast.client("police_officer").get(address).content.decode()
    for name in ("leave", "arrive", "out"):
        assert f'name="{name}"' in keeper, name
        assert f'name="{name}"' not in other, name
    assert 'name="in"' in keeper
    assert 'name="in"' not in other
    assert "noteres af formand, næstformand og referent" in other


@pytest.mark.parametrize("confirmed_by", ["", "Jurist Prøvesen"])
def test_what_came_of_the_item_cannot_be_reckoned_from_the_numbers(cast: Cast, table: Table, confirmed_by: str) -> None:
    """Met by a stranger: of the items without follow-up the minutes counted hers too, so she knew what came of it."""
    confirm(cast, confirmed_by)
    for item in table.items:
        decided(table, item, "none")
    approved(table)

    def numbers(who: str) -> list[str]:
        page = cast.client(who).get(f"/moeder/{table.meeting.pk}/referat/").content.decode()
        section = page.split('id="words-title"')[1].split("</section>")[0]
        return [line for line in re.findall(r"[^<>]*: \d+", section) if "ende" not in line and "Punkter" not in line]

    closed = "lukket for alle; slettes, når kassationsreglen er bekræftet: {}" if not confirmed_by else "slettet: {}"
    for who, count in (("consultant", 2), ("police_officer", 1)):
        found = " ".join(numbers(who))
        assert closed.format(count) in found, who
    assert "kvartalet" not in " ".join(numbers("police_officer"))


def test_on_the_agenda_a_closed_item_that_has_its_decision_is_not_shown_as_open(cast: Cast, table: Table) -> None:
    """Met by a stranger: in minutes that were opened again what had ended without follow-up looked as if it waited."""

    def row(who: str) -> str:
        page = cast.client(who).get(f"/moeder/punkt/{table.items[1].pk}/").content.decode()
        return page.split("Fortroligt punkt")[0].split("<li>")[-1]

    assert "Afgjort" not in row("police_officer")
    decided(table, table.items[0], "none")
    assert "Afgjort" in row("police_officer")
