"""Exactly one coordinator from start to end, and every change recorded (UNG-37)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case, CaseState, Responsibility
from samspil.cases.tests import stage
from samspil.lib.refusals import Conflict, Refused
from samspil.sharing.models import RetentionRule
from tests.cast import Cast


@pytest.mark.covers("UNG-37", verb="coordinator.changed")
def test_from_opening_to_closing_there_is_exactly_one(cast: Cast) -> None:
    """Opened, passed on twice, closed: at each instant between there is one coordinator, and each change is on
    record.
    """
    case = stage.case(cast)
    for to, reason in ((cast.colleague, "Ferie"), (cast.outreach_worker, "Kender den unge bedst")):
        actions.change_coordinator(
            cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=to.staff, reason=reason
        )
        stage.settle()
    case = Case.objects.get(pk=case.pk)
    stage.heard(cast.consultant.sign(), case)
    actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    stage.settle()
    case = Case.objects.get(pk=case.pk)
    periods = list(Responsibility.objects.filter(case=case, duty="coordinator").order_by("period"))
    assert [row.staff_id for row in periods] == [
        cast.consultant.staff.pk,
        cast.colleague.staff.pk,
        cast.outreach_worker.staff.pk,
    ]
    edges = [case.opened_at, *[row.period.upper for row in periods]]
    assert edges[:-1] == [row.period.lower for row in periods]
    assert edges[-1] == case.closed_at
    assert [row.reason for row in periods] == ["", "Ferie", "Kender den unge bedst"]
    assert stage.acts().count("coordinator.changed") == 2


def test_the_database_refuses_a_gap_and_a_second_coordinator(cast: Cast) -> None:
    case = stage.case(cast)
    now = stage.coordinator(case)
    actor = cast.consultant.sign()
    Responsibility.objects.filter(pk=now.pk).update(period=DateTimeTZRange(now.period.lower, actor.at))
    with pytest.raises(IntegrityError), transaction.atomic():
        stage.settle()
    Responsibility.objects.filter(pk=now.pk).update(period=now.period)
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(
            owner_audience_id=case.owner_audience_id,
            case=case,
            duty="coordinator",
            staff_id=cast.colleague.staff.pk,
            unit_id=cast.colleague.unit.pk,
            period=DateTimeTZRange(actor.at, None),
        )


def test_a_reason_is_needed(cast: Cast) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused) as refused:
        actions.change_coordinator(
            cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=cast.colleague.staff, reason=" "
        )
    assert refused.value.field == "reason"


def test_to_the_same_colleague_it_does_not_pass(cast: Cast) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused) as refused:
        actions.change_coordinator(
            cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=cast.consultant.staff, reason="Ferie"
        )
    assert refused.value.field == "to"


def test_to_another_unit_it_goes_by_a_handover_only(cast: Cast) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused, match="Pia Møller"):
        actions.change_coordinator(
            cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=cast.social_worker.staff, reason="Ferie"
        )


def test_two_who_change_at_once_meet(cast: Cast) -> None:
    case = stage.case(cast)
    seen = stage.coordinator(case)
    actions.change_coordinator(cast.consultant.sign(), case=case, seen=seen, to=cast.colleague.staff, reason="Ferie")
    with pytest.raises(Conflict) as conflict:
        actions.change_coordinator(
            cast.outreach_worker.sign(), case=case, seen=seen, to=cast.outreach_worker.staff, reason="Kender den unge"
        )
    assert conflict.value.theirs == {"to": "Line Østergaard"}


def test_units_that_take_part_are_told_who_coordinates(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case, "family")
    actions.change_coordinator(
        cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=cast.colleague.staff, reason="Ferie"
    )
    cast.social_worker.sign()
    assert queries.get_duty(queries.get_case(case.pk), "coordinator").staff_name == "Line Østergaard"
    actions.end_involvement(
        cast.consultant.sign(),
        case=case,
        unit=cast.units["family"],
        reason="Aftalt",
        version=queries.get_line(case, cast.units["family"]).version,
    )
    cast.social_worker.sign()
    assert not Responsibility.objects.filter(case_id=case.pk).exists()


def test_a_case_with_something_waiting_is_not_closed(cast: Cast) -> None:
    case = stage.case(cast)
    task = actions.give_task(
        cast.consultant.sign(),
        person_id=case.subject,
        text="Ring",
        responsible=cast.consultant.staff,
        unit=cast.consultant.unit,
        owner_audience_id=case.owner_audience_id,
        case=case,
    )
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused, match="1"):
        actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    actions.complete_task(cast.consultant.sign(), task=task, version=task.version, outcome="")
    stage.heard(cast.consultant.sign(), case)
    closed = actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    assert (closed.state, closed.closing_reason) == (CaseState.CLOSED, "Det går godt")


def test_from_closing_the_time_until_deletion_runs(cast: Cast) -> None:
    cast.administrator.sign()
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind="case", days=365, must_go="ikke nødvendig", may_go="kassation"
    )
    case = stage.case(cast)
    note = stage.note(cast, case)
    case = Case.objects.get(pk=case.pk)
    stage.heard(cast.consultant.sign(), case)
    closed = actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    note.refresh_from_db()
    assert closed.delete_after is not None
    assert closed.delete_after == note.delete_after
    assert (closed.delete_after - timezone.localdate(closed.closed_at)).days == 365


def test_a_unit_opens_a_case_anew_about_a_child_whose_case_has_ended(cast: Cast) -> None:
    ended = Case.objects.get(pk=stage.ripe_case(cast).pk)
    actions.close_case(cast.consultant.sign(), case=ended, version=ended.version, reason="Det går godt")
    anew = stage.case(cast, person_id=ended.subject)
    assert anew.pk != ended.pk
    assert dict(Case.objects.values_list("pk", "state")) == {ended.pk: CaseState.CLOSED, anew.pk: CaseState.OPEN}


def test_a_unit_has_one_open_case_about_a_child(cast: Cast) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused):
        actions.open_case(
            cast.consultant.sign(),
            person_id=case.subject,
            opening_reason="Igen",
            coordinator=cast.consultant.staff,
            unit=cast.consultant.unit,
            owner_audience_id=case.owner_audience_id,
        )


def test_the_page_leads_to_the_case_that_is_open_already(cast: Cast) -> None:
    case = stage.case(cast)
    sent = {"opening_reason": "Igen", "idempotency_key": uuid4()}
    sent["coordinator"] = f"{cast.consultant.staff.pk}-{cast.consultant.unit.pk}"
    answer = cast.client("consultant").post(f"/sager/ny/?barn={case.subject}", sent)
    assert answer.status_code == 422
    content = answer.content.decode()
    assert "Jeres enhed har allerede en åben sag om barnet" in content
    assert f'href="/sager/{case.pk}/"' in content
    assert "Igen" in content


def test_a_case_says_why_it_needs_the_cooperation(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_case(
            cast.consultant.sign(),
            person_id=None,
            opening_reason=" ",
            coordinator=cast.consultant.staff,
            unit=cast.consultant.unit,
            owner_audience_id=cast.consultant.unit.audience_id,
        )
    assert refused.value.field == "opening_reason"


def test_a_note_says_which_colleague_wrote_it(cast: Cast) -> None:
    case = stage.case(cast)
    for who in (cast.consultant, cast.colleague):
        actions.write_note(who.sign(), case=case, text=f"Skrevet af {who.staff.name}", key=uuid4())
    notes = queries.case_page(cast.consultant.sign(), Case.objects.get(pk=case.pk)).notes
    assert {note.text for note in notes} == {f"Skrevet af {note.writer}" for note in notes}
    assert len(notes) == 2
