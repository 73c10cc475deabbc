"""A form that is sent twice does its work once; small refusals that no other file asks for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case, Handover, Involvement
from samspil.cases.tests import stage
from samspil.lib.refusals import NotVisible, Refused
from tests.cast import Cast, Member


def test_one_case(cast: Cast) -> None:
    person, key = stage.child(cast.consultant), uuid4()

    def send() -> int:
        return actions.open_case(
            cast.consultant.sign(),
            person_id=person.pk,
            opening_reason="En særlig indsats er nødvendig",
            coordinator=cast.consultant.staff,
            unit=cast.consultant.unit,
            owner_audience_id=cast.consultant.unit.audience_id,
            key=key,
        ).pk

    assert send() == send()
    stage.settle()


def test_the_key_of_another_units_form_is_not_ones_own(cast: Cast) -> None:
    """Two units whose forms carry the same key, one of them reading the other's case: each gets a case of its own."""
    key = uuid4()

    def send(member: Member) -> Case:
        return stage.case(cast, member, background="", key=key)

    theirs = send(cast.consultant)
    stage.involved(cast, theirs, "family")
    cast.social_worker.sign()
    assert Case.objects.filter(pk=theirs.pk).exists()
    own = send(cast.social_worker)
    assert own.pk != theirs.pk
    assert own.owner_audience_id == cast.social_worker.unit.audience_id
    assert send(cast.social_worker).pk == own.pk


def test_one_note(cast: Cast) -> None:
    case, key = stage.case(cast), uuid4()
    sent = [actions.write_note(cast.consultant.sign(), case=case, text="Mor ringede", key=key).pk for _each in range(2)]
    assert sent[0] == sent[1]


def test_one_conversation(cast: Cast) -> None:
    key = uuid4()
    assert stage.talk(cast, key=key).pk == stage.talk(cast, key=key).pk


def test_one_handover(cast: Cast) -> None:
    case, key = stage.case(cast), uuid4()

    def send() -> int:
        return actions.propose_handover(
            cast.consultant.sign(),
            person_id=case.subject,
            text="Forløbet",
            to_unit=cast.units["family"],
            owner_audience_id=case.owner_audience_id,
            basis_version_id=stage.basis(cast),
            necessity="familien bor der",
            suspicion="none",
            case=case,
            key=key,
        ).pk

    assert send() == send()


def test_a_note_tells_of_what_has_happened(cast: Cast) -> None:
    case = stage.case(cast)
    actor = cast.consultant.sign()
    with pytest.raises(Refused) as refused:
        actions.write_note(actor, case=case, text="Vi mødes", event_at=actor.at + timedelta(days=1))
    assert refused.value.field == "event_on"


def test_only_its_writer_mends_a_note(cast: Cast) -> None:
    note = stage.note(cast, stage.case(cast))
    with pytest.raises(Refused, match=r"Kun den, der har skrevet|Only who"):
        actions.correct_note(cast.colleague.sign(), note=note, version=note.version, text="Far ringede")


def test_a_question_that_changed_meanwhile_is_not_taken_back(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    seen = Handover.objects.get(pk=offer.pk)
    with pytest.raises(Refused):
        actions.withdraw_handover(cast.consultant.sign(), handover=seen, version=seen.version - 1)


def test_of_a_child_that_is_not_known_the_parents_are_asked(cast: Cast) -> None:
    talk = actions.plan_conversation(
        cast.consultant.sign(),
        person_id=None,
        kind="preventive",
        responsible=cast.consultant.staff,
        unit=cast.consultant.unit,
        owner_audience_id=cast.consultant.unit.audience_id,
    )
    held = actions.Held(
        held_on=date(2026, 1, 5)
        if date(2026, 1, 5) < timezone.localdate(cast.consultant.actor.at)
        else date(2020, 1, 5),
        place="",
        participants="En dreng",
        summary="Fodbold",
        offer="Fritidspas",
        answer_child="yes",
    )
    with pytest.raises(Refused) as refused:
        actions.hold_conversation(cast.consultant.sign(), conversation=talk, version=talk.version, held=held)
    assert refused.value.field == "answer_parents"


def test_a_unit_without_a_basis_is_not_told_of_a_change(cast: Cast) -> None:
    """A line that was written without a basis gave nothing, and gives nothing later."""
    case = stage.case(cast)
    stage.involved(cast, case, "school")
    Involvement.objects.filter(case=case).update(basis_version_id=None)
    actions.change_coordinator(
        cast.consultant.sign(), case=case, seen=stage.coordinator(case), to=cast.colleague.staff, reason="Ferie"
    )
    cast.ssp_teacher.sign()
    assert not stage.Responsibility.objects.filter(case_id=case.pk, period__upper_inf=True, duty="coordinator").exists()


@pytest.mark.parametrize(
    ("giver", "receiver", "kind"),
    [
        ("local_police", "ssp", "police"),
        ("ssp", "local_police", "authority"),
        ("ssp", "family", "inside"),
        ("ssp", "other:ssp", "authority"),
    ],
)
def test_the_basis_follows_from_giver_and_receiver(cast: Cast, giver: str, receiver: str, kind: str) -> None:
    found = queries.basis_between(cast.units[giver], cast.units[receiver], timezone.localdate(cast.consultant.actor.at))
    assert found.basis.giver == kind


def test_a_self_governing_institution_gives_on_its_own_basis(cast: Cast) -> None:
    unit = cast.units["sports"]
    unit.type = "self_governing"
    found = queries.basis_between(unit, cast.units["ssp"], timezone.localdate(cast.consultant.actor.at))
    assert found.basis.giver == "self_governing"


def test_in_a_matter_of_a_forum_it_is_the_forums_basis(cast: Cast) -> None:
    found = queries.basis_between(
        cast.units["ssp"], cast.units["family"], timezone.localdate(cast.consultant.actor.at), forum_id=cast.forum.pk
    )
    assert found.basis.giver == "authority"


def test_without_a_basis_in_force_nothing_is_given(cast: Cast) -> None:
    with stage.as_role("samspil_owner") as cursor:
        cursor.execute("UPDATE sharing_basisversion SET status = 'expired'")
    with pytest.raises(Refused):
        queries.basis_between(cast.units["ssp"], cast.units["family"], timezone.localdate(cast.consultant.actor.at))


def test_choices_hold_those_who_may_be_chosen(cast: Cast) -> None:
    day = timezone.localdate(cast.consultant.actor.at)
    staff = [one.name for one, _unit in queries.staff_in([cast.units["ssp"]], day)]
    assert staff == ["Line Østergaard", "Mette Kjær", "Omar Said"]
    offered = [one.unit for one in queries.other_units(cast.units["ssp"], day)]
    assert {unit.key for unit in offered} == {"family", "school", "local_police", "youth_job_centre"}
    assert {unit.body_id for unit in offered} == {cast.body.pk}, "no other municipality, nor its police"


@pytest.mark.parametrize(
    "get",
    [
        lambda cast: queries.get_note(987654),
        lambda cast: queries.get_unit(987654),
        lambda cast: queries.unit_of_case(stage.Case(owner_audience_id=cast.forum.door_id)),
        lambda cast: queries.get_duty(stage.Case(pk=987654), "coordinator"),
    ],
    ids=["note", "unit", "unit of a case", "duty"],
)
def test_what_is_not_there_is_not_visible(cast: Cast, get: Any) -> None:
    cast.consultant.sign()
    with pytest.raises(NotVisible):
        get(cast)


def test_why_not_is_the_sentence_of_the_refusal(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    assert queries.why_not(cast.consultant.sign(), case) == ""
    actor = cast.social_worker.sign()
    assert queries.why_not(actor, queries.get_case(case.pk)) != ""
