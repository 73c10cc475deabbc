"""The checklist of actors: who is considered, takes part, or does not and why (BRO-13, BRO-59)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case, Involvement, InvolvementState, Note, Responsibility
from samspil.cases.tests import stage
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.people.models import Person
from samspil.sharing.actions import disclose, withdraw
from samspil.sharing.models import Disclosure
from tests import clock
from tests.cast import Cast
from tests.clock import today


def states(cast: Cast, case: Case) -> dict[str, str]:
    cast.consultant.sign()
    shown = queries.checklist(case, cast.consultant.unit)
    return {line.unit.key: line.state for line in shown.lines}


@pytest.mark.covers("BRO-59", verb="actor.left_out")
def test_the_units_of_the_forum_must_be_considered_and_each_answer_stands(cast: Cast) -> None:
    """The list comes from the forum's seats, across departments. Each unit is settled: involved, or not and why."""
    case = stage.case(cast)
    assert states(cast, case) == {"family": "", "local_police": "", "youth_job_centre": ""}
    actions.consider_unit(cast.consultant.sign(), case=case, unit=cast.units["youth_job_centre"])
    stage.involved(cast, case, "family")
    with pytest.raises(Refused) as refused:
        actions.leave_out_unit(cast.consultant.sign(), case=case, unit=cast.units["local_police"], reason=" ")
    assert refused.value.field == "reason"
    actions.leave_out_unit(
        cast.consultant.sign(), case=case, unit=cast.units["local_police"], reason="Der er ingen sag hos politiet"
    )
    assert states(cast, case) == {
        "family": "involved",
        "local_police": "not_involved",
        "youth_job_centre": "considered",
    }
    shown = queries.checklist(case, cast.consultant.unit)
    assert [line.unit.key for line in shown.open] == ["youth_job_centre"]
    reasons = {line.unit.key: line.line.reason for line in shown.lines if line.line}
    assert reasons["local_police"] == "Der er ingen sag hos politiet"
    assert reasons["family"] == "familien kender barnet"


def test_another_administration_takes_part_in_one_case_for_a_period(cast: Cast) -> None:
    """Case by case: it reads the front page, who coordinates and whom it is about, from now until it ends; no more."""
    case, other = stage.case(cast), stage.case(cast)
    stage.note(cast, case)
    stage.involved(cast, case, "school")
    cast.ssp_teacher.sign()
    seen = queries.get_case(case.pk)
    assert (seen.child, seen.opening_reason) == ("Jonas Holm", "Skolens egne tilbud er prøvet")
    assert queries.get_duty(seen, "coordinator").staff_name == "Mette Kjær"
    assert not Note.objects.exists()
    with pytest.raises(NotVisible):
        queries.get_case(other.pk)
    (listed,) = queries.cases_with(cast.ssp_teacher.unit)
    assert listed.pk == case.pk
    line = Involvement.objects.get(case=case)
    assert (line.unit_id, line.period.upper) == (cast.units["school"].pk, None)
    ended = actions.end_involvement(
        cast.consultant.sign(),
        case=case,
        unit=cast.units["school"],
        reason="Barnet har skiftet skole",
        version=line.version,
    )
    assert (ended.state, ended.period.lower) == (InvolvementState.ENDED, line.period.lower)
    assert ended.period.upper is not None
    cast.ssp_teacher.sign()
    for rows in (Case, Involvement, Responsibility, Person):
        assert not rows.objects.exists()


def test_with_a_last_day_it_ends_by_itself(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case, "school", until=today() + timedelta(days=14))
    cast.ssp_teacher.sign()
    assert queries.get_case(case.pk).child == "Jonas Holm"
    with clock.later(days=16):
        cast.ssp_teacher.sign()
        for rows in (Case, Involvement, Responsibility, Person):
            assert not rows.objects.exists()


def test_the_disclosure_says_on_which_basis_and_why(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case, "family")
    with stage.as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT DISTINCT d.necessity, d.basis_version_id FROM sharing_disclosure d"
            " WHERE d.to_audience_id = %s AND d.kind = 'disclosure'",
            [cast.units["family"].audience_id],
        )
        assert cursor.fetchall() == [("familien kender barnet", stage.basis(cast))]


def test_a_unit_can_be_involved_again(cast: Cast) -> None:
    case = stage.case(cast)
    family = cast.units["family"]
    stage.involved(cast, case, "family")
    line = Involvement.objects.get(case=case)
    line = actions.end_involvement(
        cast.consultant.sign(), case=case, unit=family, reason="Aftalt pause", version=line.version
    )
    stage.involved(cast, case, "family", version=line.version)
    cast.social_worker.sign()
    assert queries.get_case(case.pk).child == "Jonas Holm"


def test_considering_shares_nothing(cast: Cast) -> None:
    case = stage.case(cast)
    actions.consider_unit(cast.consultant.sign(), case=case, unit=cast.units["family"])
    cast.social_worker.sign()
    for rows in (Case, Involvement, Person):
        assert not rows.objects.exists()


def test_a_private_association_does_not_take_part(cast: Cast) -> None:
    case = stage.case(cast)
    before = stage.world()
    with pytest.raises(Refused, match="115"):
        actions.involve_unit(
            cast.consultant.sign(),
            case=case,
            unit=cast.units["sports"],
            necessity="træneren kender barnet",
            basis_version_id=stage.basis(cast),
        )
    assert stage.world() == before


def test_ones_own_unit_takes_part_already(cast: Cast) -> None:
    with pytest.raises(Refused):
        stage.involved(cast, stage.case(cast), "ssp")


def test_a_last_day_lies_ahead(cast: Cast) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused) as refused:
        stage.involved(cast, case, "family", until=today() - timedelta(days=1))
    assert refused.value.field == "until"


def test_who_takes_part_is_not_left_out_without_an_end(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case, "family")
    line = Involvement.objects.get(case=case)
    with pytest.raises(Refused):
        actions.leave_out_unit(
            cast.consultant.sign(), case=case, unit=cast.units["family"], reason="Nej", version=line.version
        )
    with pytest.raises(Refused):
        actions.end_involvement(cast.consultant.sign(), case=case, unit=cast.units["school"], reason="Nej", version=0)


def test_two_who_settle_one_unit_meet(cast: Cast) -> None:
    case = stage.case(cast)
    actions.leave_out_unit(
        cast.consultant.sign(), case=case, unit=cast.units["school"], reason="Barnet går et andet sted"
    )
    with pytest.raises(Conflict) as conflict:
        actions.consider_unit(cast.colleague.sign(), case=case, unit=cast.units["school"])
    assert conflict.value.theirs == {"reason": "Barnet går et andet sted"}


def test_a_record_that_the_door_keeps_is_introduced_too(cast: Cast) -> None:
    """Whom the case is about is told by who answers for it, though the forum's door made the record."""
    minutes = stage.minutes(cast)
    person = stage.find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=stage.Child(name="Mikkel Aagaard")
    )
    actions.open_case(
        cast.consultant.sign(),
        person_id=person.pk,
        opening_reason="En særlig indsats er nødvendig",
        coordinator=cast.consultant.staff,
        unit=cast.consultant.unit,
        owner_audience_id=minutes,
        basis_version_id=stage.basis(cast),
        necessity="valg af indsats",
    )
    case = Case.objects.get(subject=person.pk)
    stage.involved(cast, case, "school")
    cast.ssp_teacher.sign()
    assert queries.get_case(case.pk).child == "Mikkel Aagaard"


def read_by_the_forum(cast: Cast) -> tuple[Person, Case]:
    """The family department's record, shown to the forum; and a case that the consultant opens about the child."""
    person = stage.child(cast.social_worker, name="Mikkel Aagaard")
    disclose(
        cast.social_worker.sign(), "people_person", [person.pk], [cast.forum.audience_id], stage.basis(cast), "valg"
    )
    case = actions.open_case(
        cast.consultant.sign(),
        person_id=person.pk,
        opening_reason="En særlig indsats er nødvendig",
        coordinator=cast.consultant.staff,
        unit=cast.consultant.unit,
        owner_audience_id=cast.consultant.unit.audience_id,
    )
    return person, case


def given_to_the_unit(cast: Cast, person: Person, until: datetime | None = None) -> int:
    ssp = cast.consultant.unit.audience_id
    (given,) = disclose(
        cast.social_worker.sign(), "people_person", [person.pk], [ssp], stage.basis(cast), "valg", until=until
    )
    return given


def told(cast: Cast, person: Person) -> bool:
    cast.ssp_teacher.sign()
    return Person.objects.filter(pk=person.pk).exists()


def test_what_a_unit_merely_reads_about_a_child_it_tells_nobody(cast: Cast) -> None:
    person, case = read_by_the_forum(cast)
    with pytest.raises(Refused, match="barnet"):
        stage.involved(cast, case, "school")
    assert not told(cast, person)
    assert not Case.objects.exists()


def test_what_it_was_given_it_tells_until_that_is_taken_back(cast: Cast) -> None:
    person, case = read_by_the_forum(cast)
    first, second = given_to_the_unit(cast, person), given_to_the_unit(cast, person)
    stage.involved(cast, case, "school")
    assert told(cast, person)
    withdraw(cast.social_worker.sign(), first)
    assert told(cast, person)  # it was given twice
    withdraw(cast.social_worker.sign(), second)
    assert not told(cast, person)
    cast.ssp_teacher.sign()
    assert Case.objects.filter(pk=case.pk).exists()  # the case is the consultant's to give


def test_and_no_longer_than_it_was_given(cast: Cast) -> None:
    person, case = read_by_the_forum(cast)
    ends = timezone.now() + timedelta(days=3)
    given_to_the_unit(cast, person, ends)
    stage.involved(cast, case, "school")
    assert told(cast, person)
    cast.consultant.sign()
    passed_on = Disclosure.objects.get(rows__table_name="people_person", to_audience=cast.units["school"].audience_id)
    assert passed_on.period.upper == ends


@pytest.mark.covers("UNG-45", verb="actor.involved")
def test_the_size_of_the_effort_is_justified_shown_and_ended_when_the_need_is(cast: Cast) -> None:
    """How many take part, why each, whether it still suits the child's age and need; and a case without a next step is to end."""
    case, client = stage.case(cast), cast.client("consultant")
    checklist = reverse("cases:actors", args=[case.pk])
    question = "Passer det stadig til barnets alder og behov?"
    assert question not in client.get(checklist).content.decode()
    involve = reverse("cases:involve_unit", args=[case.pk, cast.units["family"].pk])
    asked = client.post(involve, {"version": "0", "reason": ""})
    assert asked.status_code == 422
    assert "barnets alder og behov" in asked.content.decode()
    stage.involved(cast, case, "family")
    shown = client.get(checklist).content.decode()
    assert "1 enhed deltager" in shown
    assert question in shown
    assert "eller afslut sagen" in client.get(reverse("desk:my_day")).content.decode()
