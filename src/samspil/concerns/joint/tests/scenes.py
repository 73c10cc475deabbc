"""The scenes of a joint assessment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.access.actor import now
from samspil.concerns.actions import assessing
from samspil.concerns.joint import actions
from samspil.concerns.joint.models import JointAssessment
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.tests.doors import found, leader, raised
from samspil.concerns.tests.test_assess import first
from tests.cast import Cast
from tests.verbs.scene import READ_IN_ANY_STATE, Other, Play, Unseen, fresh, scene

ANSWERS = {
    "ssp_teacher": "Hun skal tale med mig",
    "consultant": "Vi ringer til klubben",
    "leader": "Vi taler med forældrene",
}


def at_a_door(cast: Cast) -> Concern:
    """A concern with its first answer, in a place where the school has somebody who leads it."""
    concern = raised(cast, found(cast))
    leader(cast, "school")
    first(cast.consultant.sign(), concern)
    return Concern.objects.get(pk=concern.pk)


def soon(days: int = 7) -> date:
    return timezone.localdate(now()) + timedelta(days=days)


def three(cast: Cast) -> dict[str, Any]:
    return {
        "teacher": cast.ssp_teacher.staff, "consultant": cast.consultant.staff, "school": cast.members["leader"].staff,
    }  # fmt: skip


def asked(cast: Cast, **said: Any) -> JointAssessment:
    """The three have been asked."""
    concern = said.pop("concern", None) or at_a_door(cast)
    told = {
        "trigger": "witness",
        "question": "Vera så slagsmålet. Hvad gør vi?",
        "answer_by": soon(),
        "parties": three(cast),
        "key": uuid4(),
        **said,
    }
    return actions.begin(cast.consultant.sign(), concern=concern, **told)


def answered(cast: Cast, joint: JointAssessment, *members: str) -> None:
    for member in members or tuple(ANSWERS):
        actions.answer(cast.members[member].sign(), assessment=fresh(joint), text=ANSWERS[member])


def concluded(cast: Cast, joint: JointAssessment) -> None:
    actions.conclude(cast.consultant.sign(), assessment=fresh(joint), measures="Samtale på mandag, Anders")


@scene(actions.begin)
def begin(cast: Cast) -> Play:
    concern, key = at_a_door(cast), uuid4()

    def close_it() -> None:
        actor = cast.consultant.sign()
        version = Assessment.objects.get(concern=concern).version
        assessing.close(actor, concern=fresh(concern), version=version, outcome="help", reason="Aftalt")

    return Play(
        "consultant",
        lambda: {
            "concern": fresh(concern), "trigger": "act", "question": "Hvad gør vi?", "answer_by": soon(), "parties": three(cast), "key": key
        },
        Other("ssp_teacher"),
        close_it,
    )  # fmt: skip


@scene(actions.answer)
def answer(cast: Cast) -> Play:
    joint = asked(cast)
    return Play(
        "ssp_teacher",
        lambda: {"assessment": fresh(joint), "text": "Hun skal tale med mig"},
        Other("colleague"),
        lambda: answered(cast, joint, "ssp_teacher"),
    )


@scene(actions.conclude)
def conclude(cast: Cast) -> Play:
    joint = asked(cast)
    answered(cast, joint)
    return Play(
        "consultant",
        lambda: {"assessment": fresh(joint), "measures": "Samtale på mandag, Anders"},
        Other("ssp_teacher"),
        lambda: concluded(cast, joint),
    )


@scene(actions.open_joint)
def open_joint(cast: Cast) -> Play:
    joint = asked(cast)
    return Play("ssp_teacher", lambda: {"joint_id": joint.pk}, Unseen("police_officer"), READ_IN_ANY_STATE, reads=True)
