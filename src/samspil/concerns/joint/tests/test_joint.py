"""SSP teacher, SSP consultant and school assess together: all three answer, and then measures follow (VAL-92)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.joint import actions
from samspil.concerns.joint.models import JointAnswer, JointAssessment
from samspil.concerns.joint.states import Trigger
from samspil.concerns.joint.tests.scenes import answered, asked, at_a_door, concluded, soon, three
from samspil.concerns.models import Concern
from samspil.lib.refusals import Refused
from samspil.organisations.models import Post, Role
from tests import clock
from tests.cast import Cast, as_role


def form(cast: Cast, **said: str) -> dict[str, str]:
    people = {party: str(staff.pk) for party, staff in three(cast).items()}
    return (
        {"trigger": "witness", "question": "Vera så slagsmålet. Hvad gør vi?", "idempotency_key": str(uuid4())}
        | {"answer_by": soon().strftime("%d.%m.%Y")}
        | people
        | said
    )


def shown(cast: Cast, member: str, joint: JointAssessment) -> str:
    return str(cast.client(member).get(reverse("joint:assessment", args=[joint.pk])).content.decode())


@pytest.mark.covers("VAL-92", verb="jointassessment.concluded")
@pytest.mark.parametrize("trigger", Trigger.values)
def test_the_three_assess_together_and_measures_follow(cast, trigger):
    concern = at_a_door(cast)
    door = cast.client("consultant")
    address = reverse("joint:begin", args=[concern.pk])
    assert address in door.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    begun = door.post(address, form(cast, trigger=trigger))
    assert begun.status_code == 303, begun.content.decode()
    cast.consultant.sign()
    joint = JointAssessment.objects.get()
    for member, words in (("ssp_teacher", "Hun skal tale med mig"), ("leader", "Vi taler med forældrene")):
        assert "Vera så slagsmålet" in shown(cast, member, joint)
        said = cast.client(member).post(reverse("joint:assessment", args=[joint.pk]), {"text": words})
        assert said.status_code == 303, said.content.decode()
    assert "når alle tre har svaret" not in shown(cast, "consultant", joint)  # the consultant answers here first
    assert door.post(reverse("joint:assessment", args=[joint.pk]), {"text": "Vi ringer til klubben"}).status_code == 303
    ended = door.post(reverse("joint:assessment", args=[joint.pk]), {"measures": "Samtale på mandag, Anders"})
    assert ended.status_code == 303, ended.content.decode()
    for member in ("ssp_teacher", "leader", "consultant", "colleague"):
        page = shown(cast, member, joint)
        for words in (
            "Hun skal tale med mig",
            "Vi ringer til klubben",
            "Vi taler med forældrene",
            "Samtale på mandag, Anders",
        ):
            assert words in page, member
    assert "Samtale på mandag" in door.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()


def test_nothing_is_concluded_before_all_three_have_answered(cast):
    joint = asked(cast)
    for members in (("ssp_teacher",), ("consultant",)):
        answered(cast, joint, *members)
        with pytest.raises(Refused, match="Skolens ledelse") as refusal:
            concluded(cast, joint)
        assert refusal.value.field == "measures"
    answered(cast, joint, "leader")
    concluded(cast, joint)
    cast.consultant.sign()
    assert JointAssessment.objects.get().concluded_at is not None


BECAUSE = "Skolelederen er syg til sommer, og Vera venter"


def ended_without(cast: Cast, joint: JointAssessment, member: str = "consultant", because: str = BECAUSE) -> None:
    actor = cast.members[member].sign()
    joint.refresh_from_db()
    actions.conclude(actor, assessment=joint, measures="Samtale på mandag, Anders", missing_because=because)


def test_after_its_day_it_ends_without_who_never_answers_and_says_why(cast):
    """A third who never answers held it open for ever."""
    joint = asked(cast)
    answered(cast, joint, "ssp_teacher", "consultant")
    with pytest.raises(Refused, match="Skolens ledelse"):
        ended_without(cast, joint)  # the day is still to come
    with clock.later(days=8):
        for because, field in (("", "missing_because"), ("   ", "missing_because")):
            with pytest.raises(Refused, match="Skolens ledelse") as refusal:
                ended_without(cast, joint, because=because)
            assert refusal.value.field == field
        page = shown(cast, "consultant", joint)
        assert "Afslut uden svaret" in page
        sent = cast.client("consultant").post(
            reverse("joint:assessment", args=[joint.pk]),
            {"measures": "Samtale på mandag, Anders", "missing_because": BECAUSE},
        )
        assert sent.status_code == 303, sent.content.decode()
        for member in ("consultant", "colleague", "ssp_teacher", "leader"):
            page = shown(cast, member, joint)
            assert "Rikke Vinther" in page
            assert page.count("svarede ikke, før den blev afsluttet") == 1, member
            assert BECAUSE in page
        with pytest.raises(Refused, match="afsluttet"):
            answered(cast, joint, "leader")


def test_only_who_has_the_concern_ends_it_without_an_answer(cast):
    joint = asked(cast)
    with clock.later(days=8):
        assert "Afslut uden svaret" not in shown(cast, "colleague", joint)
        with pytest.raises(Refused, match="Mette Kjær"):
            ended_without(cast, joint, "colleague")
        with pytest.raises(Refused):
            ended_without(cast, joint, "ssp_teacher")
        ended_without(cast, joint)  # nobody at all has answered
    cast.consultant.sign()
    assert JointAssessment.objects.get().missing_because == BECAUSE


def test_with_all_three_no_reason_is_kept(cast):
    joint = asked(cast)
    answered(cast, joint)
    ended_without(cast, joint)
    cast.consultant.sign()
    assert JointAssessment.objects.get().missing_because == ""


def test_nobody_answers_for_somebody_else_or_twice(cast):
    joint = asked(cast)
    for member in ("colleague", "social_worker"):
        with pytest.raises((Refused, JointAssessment.DoesNotExist)):
            actions.answer(cast.members[member].sign(), assessment=joint, text="Jeg svarer for ham")
    answered(cast, joint, "ssp_teacher")
    with pytest.raises(Refused, match="svaret allerede"):
        answered(cast, joint, "ssp_teacher")
    cast.consultant.sign()
    assert JointAnswer.objects.count() == 1


def test_the_school_reads_the_question_and_not_the_concern(cast):
    joint = asked(cast)
    assert "Er ked af det hver mandag" not in shown(cast, "leader", joint)
    cast.members["leader"].sign()
    assert not Concern.objects.exists()
    for member in ("police_officer", "outsider", "other_consultant", "politician"):
        assert cast.client(member).get(reverse("joint:assessment", args=[joint.pk])).status_code == 404, member


@pytest.mark.parametrize("left_out", ["trigger", "teacher", "consultant", "school", "question", "answer_by"])
def test_nothing_is_chosen_beforehand_and_all_is_asked_for(cast, left_out):
    concern = at_a_door(cast)
    client, address = cast.client("consultant"), reverse("joint:begin", args=[concern.pk])
    page = client.get(address).content.decode().split("<main")[1]
    assert "checked" not in page
    assert " selected" not in page.replace('<option value="" selected>', "")
    answer = client.post(address, form(cast, **{left_out: ""}))
    assert answer.status_code == 422
    assert left_out == "question" or "Vera så slagsmålet" in answer.content.decode()
    cast.consultant.sign()
    assert not JointAssessment.objects.exists()


def test_three_are_three_people_and_each_is_what_they_are_asked_as(cast):
    concern = at_a_door(cast)
    for parties, field in (
        (three(cast) | {"teacher": cast.consultant.staff}, "teacher"),
        (three(cast) | {"school": cast.police_officer.staff}, "school"),
        (three(cast) | {"consultant": cast.other_consultant.staff}, "consultant"),
    ):
        with pytest.raises(Refused) as refusal:
            asked(cast, concern=concern, parties=parties)
        assert refusal.value.field == field


def head_teacher(cast: Cast) -> None:
    """A head whose post leads no unit, as a department of schools has them."""
    with as_role("NONE"):
        Post.objects.filter(unit__sector="school").update(leads=False)
        Role.objects.filter(post__staff=cast.members["leader"].staff).update(type="school_head")


def test_a_head_teacher_is_the_schools_management_in_any_unit(cast):
    concern = at_a_door(cast)
    head_teacher(cast)
    page = cast.client("consultant").get(reverse("joint:begin", args=[concern.pk])).content.decode()
    assert "Ingen her er i dag" not in page
    joint = asked(cast, concern=concern)
    assert joint.school_id == cast.members["leader"].staff.pk


def test_where_nobody_leads_a_school_it_goes_on_without_and_says_why(cast):
    concern = at_a_door(cast)
    with as_role("NONE"):
        Post.objects.filter(unit__sector="school").update(leads=False)
    door, address = cast.client("consultant"), reverse("joint:begin", args=[concern.pk])
    assert "Ingen her er i dag" in door.get(address).content.decode()
    said = form(cast)
    del said["school"]
    assert door.post(address, said).status_code == 422
    begun = door.post(address, said | {"without_because": "Skolen får først en leder til januar"})
    assert begun.status_code == 303, begun.content.decode()
    cast.consultant.sign()
    joint = JointAssessment.objects.get()
    assert joint.school_id is None
    answered(cast, joint, "ssp_teacher")
    with pytest.raises(Refused, match="SSP-konsulenten"):
        concluded(cast, joint)
    answered(cast, joint, "consultant")
    concluded(cast, joint)
    page = shown(cast, "ssp_teacher", joint)
    assert "Skolen får først en leder til januar" in page
    assert "Samtale på mandag" in page
