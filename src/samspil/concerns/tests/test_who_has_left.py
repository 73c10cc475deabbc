"""Whoever is to be told may have left: what is done with a concern goes on, and the page says that nobody can be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import now
from samspil.concerns.actions import assessing, handing
from samspil.concerns.joint import actions as joint
from samspil.concerns.joint.tests.scenes import asked
from samspil.concerns.models import Assessment, Concern, Handover, Step
from samspil.concerns.notifying.actions import assign, call_off
from samspil.concerns.notifying.queries import possible_notifiers
from samspil.concerns.tests.doors import CONTENT, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.models import Post, SeatHolder
from samspil.organisations.queries import who_receives
from tests.cast import Cast, as_role


def without_post(cast: Cast, member: str) -> None:
    """Their posts and seats ended yesterday; the access itself is not ended."""
    yesterday = timezone.localdate(now()) - timedelta(days=1)
    with as_role("samspil_lock"):
        Post.objects.filter(staff=cast.members[member].staff).update(valid_to=yesterday)
        SeatHolder.objects.filter(staff=cast.members[member].staff).update(valid_to=yesterday)


@pytest.fixture
def concern(cast: Cast) -> Concern:
    """A teacher's, answered; the teacher's post has ended since."""
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    without_post(cast, "ssp_teacher")
    cast.consultant.sign()
    return Concern.objects.get(pk=concern.pk)


def close(cast: Cast, concern: Concern, told: str) -> Concern:
    version = Assessment.objects.get(concern=concern).version
    return assessing.close(
        cast.consultant.sign(), concern=concern, version=version, outcome="help", reason="Aftalt", told=told
    )


@pytest.mark.parametrize("told", ["", "Vi har talt sammen"])
def test_a_concern_ends_whose_sender_has_left(cast: Cast, concern: Concern, told: str) -> None:
    assert close(cast, concern, told).closed_at is not None
    steps = Step.objects.filter(concern=concern, kind="told")
    assert [step.text for step in steps] == ([told] if told else []), "nothing is said to have been told by itself"


def test_who_has_left_is_asked_nothing_and_the_page_says_so(cast: Cast, concern: Concern) -> None:
    with pytest.raises(Refused, match="er rejst") as refusal:
        assessing.ask_back(cast.consultant.sign(), concern=concern, text="Hvornår?", key=uuid4())
    assert refusal.value.field == "text"
    client, page = cast.client("consultant"), reverse("concerns:at_door", args=[concern.pk])
    shown = client.get(page).content.decode()
    name = cast.ssp_teacher.staff.name
    assert f"{name}, som sendte den, er rejst: ingen kan spørges eller få besked herfra." in shown
    assert "Spørg afsenderen" not in shown
    assert "Afsenderen er lovet" not in shown
    assert "Afsenderen er rejst og hører ikke mere. Handl alligevel inden" in shown
    assert "giv afsenderen besked" not in shown
    sent = {
        "close-outcome": "help",
        "close-reason": "Aftalt",
        "close-told": "",
        "close-version": concern.assessment.version,
    }
    assert client.post(reverse("concerns:close", args=[concern.pk]), sent).status_code in {302, 303}
    done = client.get(page).content.decode()
    assert "er rejst og kan ikke få besked herfra" in done
    cast.consultant.sign()
    assert Concern.objects.get(pk=concern.pk).closed_at is not None


def test_who_has_left_is_not_chosen_to_send_a_notification_and_it_goes_to_somebody_else(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern, "yes", "", cast.ssp_teacher.staff)
    without_post(cast, "ssp_teacher")
    actor = cast.consultant.sign()
    assert cast.ssp_teacher.staff.pk not in {one.pk for one in possible_notifiers(actor, concern)}
    with pytest.raises(Refused):
        assign(actor, concern=concern, notifier=cast.ssp_teacher.staff)
    assert call_off(actor, concern=concern).staff_id is None


def test_a_joint_assessment_goes_on_when_one_of_the_three_has_left(cast: Cast) -> None:
    assessment = asked(cast)
    without_post(cast, "ssp_teacher")
    said = joint.answer(cast.consultant.sign(), assessment=assessment, text="Vi ringer til klubben")
    assert said.pk is not None


def test_a_matter_moves_when_the_adult_whom_the_child_chose_has_left(cast: Cast) -> None:
    door = found(cast, content={**CONTENT, "chosen_adult": "responsible"})
    concern = raised(cast, door, about="group", chosen_by="child")
    first(cast.consultant.sign(), concern)
    without_post(cast, "ssp_teacher")
    actor = cast.consultant.sign()
    handover = handing.propose(
        actor, concern=concern, to_staff=cast.colleague.staff, reason="Hun er rejst", key=uuid4(), suspicion="none"
    )
    said: list[tuple[str, Callable[[], object]]] = [("receiver", cast.colleague.sign), ("child", cast.consultant.sign)]
    for party, sign in said:
        handing.reply(sign(), handover=Handover.objects.get(pk=handover.pk), party=party, answer="agrees")
    assert Handover.objects.get(pk=handover.pk).state in {"in_effect", "proposed"}


def test_who_receives_is_the_rule_of_the_database(cast: Cast) -> None:
    """The same as `sharing.check_receiver`, for everybody of the cast, with and without a post."""
    without_post(cast, "outreach_worker")
    today = timezone.localdate(cast.consultant.sign().at)
    for name, member in cast.members.items():
        told = bool(who_receives([member.staff.pk], today))
        assert told == _receives(member.staff.person_audience_id), name


def _receives(audience: int) -> bool:
    try:
        with as_role("samspil_lock"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT sharing.check_receiver(%s)", [audience])
    except DatabaseError:
        return False
    return True
