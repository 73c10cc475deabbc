"""Handovers: a matter moves when the other unit says yes, and not before."""

from __future__ import annotations

from typing import Any

import pytest

from samspil.cases import actions, queries
from samspil.cases.models import Case, Handover, HandoverState, Involvement, Note, Responsibility, Task
from samspil.cases.tests import stage
from samspil.lib.refusals import NotVisible, Refused
from samspil.people.models import Person
from tests.cast import Cast


def accept(cast: Cast, offer: Handover, **more: Any) -> Handover:
    actor = cast.social_worker.sign()
    return actions.accept_handover(
        actor, handover=queries.get_handover(offer.pk), responsible=cast.social_worker.staff, **more
    )


def test_before_the_answer_the_giver_holds_it(cast: Cast) -> None:
    """The asked unit reads the question and whom it is about; nothing else of the case."""
    case = stage.case(cast)
    stage.note(cast, case)
    offer = stage.handover(cast, case)
    assert Case.objects.get(pk=case.pk).owner_audience_id == cast.consultant.unit.audience_id
    assert stage.coordinator(case).staff_id == cast.consultant.staff.pk
    cast.social_worker.sign()
    assert queries.get_handover(offer.pk).child == "Jonas Holm"
    for rows in (Case, Note, Responsibility, Task):
        assert not rows.objects.exists()
    with pytest.raises(NotVisible):
        queries.get_case(case.pk)


def test_a_yes_moves_the_case_with_what_is_open_in_it(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case, "school")
    note = stage.note(cast, case)
    open_task, done_task = stage.task(cast, case=case), stage.task(cast, case=case)
    actions.complete_task(cast.consultant.sign(), task=done_task, version=done_task.version, outcome="")
    offer = stage.handover(cast, case)
    accept(cast, offer, answer="Vi ringer til familien")
    stage.settle()
    ours = cast.social_worker.unit.audience_id
    moved = queries.get_case(case.pk)
    assert (moved.owner_audience_id, moved.child) == (ours, "Jonas Holm")
    task = Task.objects.get(pk=open_task.pk)
    assert task.owner_audience_id == ours
    assert (task.responsible_id, task.unit_id) == (cast.social_worker.staff.pk, cast.units["family"].pk)  # on their day
    assert {row.owner_audience_id for row in Responsibility.objects.filter(case=case)} == {ours}
    assert not Note.objects.filter(pk=note.pk).exists()
    assert not Task.objects.filter(pk=done_task.pk).exists()
    # the units that take part go on doing so
    assert Involvement.objects.get(case=case, unit_id=cast.units["school"].pk).owner_audience_id == ours
    cast.ssp_teacher.sign()
    assert queries.get_duty(queries.get_case(case.pk), "coordinator").staff_name == "Pia Møller"
    # the giver keeps what did not go along, and the front page that it hangs on; it changes nothing there any more
    actor = cast.consultant.sign()
    assert queries.get_handover(offer.pk).answer == "Vi ringer til familien"
    assert Note.objects.get(pk=note.pk).case_id == case.pk
    with pytest.raises(Refused):
        actions.write_note(actor, case=queries.get_case(case.pk), text="Efter overdragelsen")


def test_with_its_notes_the_giver_keeps_nothing_but_the_handover(cast: Cast) -> None:
    case = stage.case(cast)
    note = stage.note(cast, case)
    offer = stage.handover(cast, case, with_notes=True)
    accept(cast, offer)
    stage.settle()
    assert Note.objects.get(pk=note.pk).owner_audience_id == cast.social_worker.unit.audience_id
    cast.consultant.sign()
    assert queries.get_handover(offer.pk).state == HandoverState.ACCEPTED
    for rows in (Case, Note, Responsibility):
        assert not rows.objects.exists()


def test_the_coordinator_changes_without_a_gap(cast: Cast) -> None:
    case = stage.case(cast)
    accept(cast, stage.handover(cast, case))
    stage.settle()
    for duty in ("holder", "coordinator"):
        before, after = Responsibility.objects.filter(case=case, duty=duty).order_by("period")
        assert before.period.upper == after.period.lower
        assert (before.staff_id, after.staff_id) == (cast.consultant.staff.pk, cast.social_worker.staff.pk)
        assert (before.unit_id, after.unit_id) == (cast.consultant.unit.pk, cast.social_worker.unit.pk)


def test_every_row_that_moves_is_in_a_disclosure(cast: Cast) -> None:
    """Who got what from whom, on which basis: also for a handover."""
    case = stage.case(cast)
    stage.task(cast, case=case)
    accept(cast, stage.handover(cast, case))
    with stage.as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT r.table_name, count(*) FROM sharing_disclosedrow r"
            " JOIN sharing_disclosure d ON d.id = r.disclosure_id"
            " WHERE d.kind = 'handover' AND d.to_audience_id = %s GROUP BY 1",
            [cast.social_worker.unit.audience_id],
        )
        assert dict(cursor.fetchall()) == {
            "cases_handover": 1,
            "cases_agreement": 3,
            "cases_case": 1,
            "cases_responsibility": 2,
            "cases_task": 1,
        }


def test_a_no_leaves_everything_and_shuts_the_question(cast: Cast) -> None:
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    actor = cast.social_worker.sign()
    actions.decline_handover(actor, handover=queries.get_handover(offer.pk), answer="Vi kender ikke familien")
    for rows in (Case, Handover, Person):
        assert not rows.objects.exists()
    cast.consultant.sign()
    answered = queries.get_handover(offer.pk)
    assert (answered.state, answered.answer) == (HandoverState.DECLINED, "Vi kender ikke familien")
    assert stage.coordinator(case).staff_id == cast.consultant.staff.pk
    # and another unit may be asked now
    assert stage.handover(cast, case, to="school").state == HandoverState.PROPOSED


def test_a_no_has_a_reason(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    actor = cast.social_worker.sign()
    with pytest.raises(Refused) as refused:
        actions.decline_handover(actor, handover=queries.get_handover(offer.pk), answer=" ")
    assert refused.value.field == "answer"


def test_a_question_that_was_taken_back_is_gone_for_the_asked_unit(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    actor = cast.social_worker.sign()
    seen = queries.get_handover(offer.pk)
    offer = Handover.objects.get(pk=offer.pk)
    actions.withdraw_handover(cast.consultant.sign(), handover=offer, version=offer.version)
    actor = cast.social_worker.sign()
    with pytest.raises(NotVisible):
        queries.get_handover(offer.pk)
    with pytest.raises(Refused):
        actions.accept_handover(actor, handover=seen, responsible=cast.social_worker.staff)


def test_only_the_giver_takes_the_question_back(cast: Cast) -> None:
    """The asked unit reads the question; it is offered no way to take it back, and told why it may not."""
    offer = stage.handover(cast, stage.case(cast))
    actor = cast.social_worker.sign()
    seen = queries.get_handover(offer.pk)
    assert not queries.handover_page(actor, seen).is_giver
    with pytest.raises(Refused, match="En anden enhed har dette"):
        actions.withdraw_handover(actor, handover=seen, version=seen.version)
    actor = cast.colleague.sign()
    seen = queries.get_handover(offer.pk)
    assert queries.handover_page(actor, seen).is_giver
    assert actions.withdraw_handover(actor, handover=seen, version=seen.version).state == HandoverState.WITHDRAWN
    assert stage.acts().count("handover.withdrawn") == 1


def test_a_yes_twice_is_one_yes(cast: Cast) -> None:
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    seen = queries.get_handover(offer.pk)
    accept(cast, offer)
    before = stage.world()
    accept(cast, offer)
    assert stage.world() == before
    # a colleague whose page is older is told
    actor = cast.social_worker.sign()
    with pytest.raises(Refused):
        actions.accept_handover(actor, handover=seen, responsible=cast.social_worker.staff)
    assert stage.world() == before


def test_a_case_that_lies_elsewhere_meanwhile_is_not_taken_over(cast: Cast) -> None:
    """The database asks again at the yes, whatever the page showed."""
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    with stage.as_role("samspil_lock") as cursor:
        elsewhere = cast.units["school"].audience_id
        cursor.execute(
            "UPDATE cases_case SET owner_audience = %s, audiences = ARRAY[%s::bigint] WHERE id = %s",
            [elsewhere, elsewhere, case.pk],
        )
    with pytest.raises(Refused):
        accept(cast, offer)
    cast.social_worker.sign()
    assert queries.get_handover(offer.pk).state == HandoverState.PROPOSED


def test_only_one_unit_is_asked_at_a_time(cast: Cast) -> None:
    case = stage.case(cast)
    stage.handover(cast, case)
    with pytest.raises(Refused):
        stage.handover(cast, case, to="school")


def test_a_case_that_was_offered_is_not_closed_meanwhile(cast: Cast) -> None:
    case = stage.case(cast)
    stage.handover(cast, case)
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused):
        actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Slut")


@pytest.mark.parametrize("to", ["ssp", "sports"])
def test_some_units_cannot_be_asked(cast: Cast, to: str) -> None:
    """One's own, which has it already; a private association, which may receive nothing (RPL § 115, stk. 3)."""
    with pytest.raises(Refused) as refused:
        stage.handover(cast, stage.case(cast), to=to)
    assert refused.value.field == "to_unit"


def test_whoever_has_it_is_not_asked_to_take_it(cast: Cast) -> None:
    case = stage.case(cast)
    for to in ("ssp", "family"):
        basis = stage.basis(cast, receiver=to)
        with pytest.raises(Refused, match="Mette Kjær har det allerede") as refused:
            actions.propose_handover(
                cast.consultant.sign(), person_id=case.subject, text="x", to_unit=cast.units[to],
                owner_audience_id=case.owner_audience_id, basis_version_id=basis, necessity="x", suspicion="none",
                case=case, to_staff=cast.consultant.staff,
            )  # fmt: skip
        assert refused.value.field == "to_unit"
    assert not Handover.objects.exists()


def test_the_colleague_who_takes_it_on_works_there(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    actor = cast.social_worker.sign()
    with pytest.raises(Refused) as refused:
        actions.accept_handover(actor, handover=queries.get_handover(offer.pk), responsible=cast.ssp_teacher.staff)
    assert refused.value.field == "responsible"


def test_without_a_case_it_becomes_a_task(cast: Cast) -> None:
    person = stage.child(cast.consultant)
    offer = actions.propose_handover(
        cast.consultant.sign(),
        person_id=person.pk,
        text="Skolen følger fraværet",
        to_unit=cast.units["family"],
        owner_audience_id=cast.consultant.unit.audience_id,
        basis_version_id=stage.basis(cast),
        necessity="familien bor der",
    )
    accept(cast, offer)
    (task,) = queries.my_tasks(cast.social_worker.staff.pk)
    assert (task.text, task.kind, task.child) == ("Skolen følger fraværet", "handover", "Jonas Holm")


def test_a_no_did_not_happen_where_it_cannot_be_recorded(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    cast.social_worker.sign()
    seen = queries.get_handover(offer.pk)
    before = stage.world()
    with stage.no_record():
        actions.decline_handover(cast.social_worker.sign(), handover=seen, answer="Nej")
    assert stage.world() == before


def test_the_list_of_what_waits(cast: Cast) -> None:
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    actor = cast.social_worker.sign()
    (asked,) = queries.handovers_of([cast.social_worker.unit], since=actor.at)
    assert (asked.pk, asked.from_name) == (offer.pk, "SSP-enheden")
    actions.decline_handover(actor, handover=queries.get_handover(offer.pk), answer="Nej")
    assert queries.handovers_of([cast.social_worker.unit], since=actor.at) == []
    cast.consultant.sign()
    (no,) = queries.handovers_of([cast.consultant.unit], since=actor.at)
    assert (no.state, no.answer) == (HandoverState.DECLINED, "Nej")


def test_who_answers_after_a_colleague_s_no_is_told_who_said_it(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    client = cast.client("social_worker")
    assert client.get(f"/sager/overdragelser/{offer.pk}/").status_code == 200
    actor = cast.social_worker.sign()
    actions.decline_handover(actor, handover=queries.get_handover(offer.pk), answer="Nej")
    name = cast.social_worker.staff.name
    for status, answer in (
        (410, client.get(f"/sager/overdragelser/{offer.pk}/")),
        (409, client.post(f"/sager/overdragelser/{offer.pk}/ja/", {"answer": "Ja"})),
        (409, client.post(f"/sager/overdragelser/{offer.pk}/nej/", {"answer": "Nej igen"})),
    ):
        assert answer.status_code == status
        page = answer.content.decode()
        assert f"{name} har svaret nej for jeres enhed" in page
        assert "Jonas Holm" not in page
    assert cast.client("outsider").get(f"/sager/overdragelser/{offer.pk}/").status_code == 404
