"""The scenes of a notification: who sends it, and that it was sent."""

from __future__ import annotations

from uuid import uuid4

from samspil.access.actor import now
from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.notifying import actions
from samspil.concerns.tests.doors import found, raised
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene


def said_yes(cast: Cast, notifier: str = "consultant") -> Concern:
    """A concern that is to be sent on as a notification, by a member of the cast."""
    concern = raised(cast, found(cast))
    version = Assessment.objects.get(concern=concern).version if cast.consultant.sign() else 0
    assessing.answer_first(
        cast.consultant.sign(), concern=concern, version=version, answer="yes", notifier=cast.members[notifier].staff
    )
    return Concern.objects.get(pk=concern.pk)


def send_it(cast: Cast, concern: Concern, member: str = "consultant", **said):
    told = {
        "staff": cast.members[member].staff, "sent_at": now(), "sent_to": "Modtagelsen",
        "text": "Vera er bange for at gå hjem", "reference": "2026-17", "key": uuid4(), **said,
    }  # fmt: skip
    return actions.record_sent(cast.members[member].sign(), concern=concern, **told)


def close_it(cast: Cast, concern: Concern) -> None:
    send_it(cast, concern)
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=fresh(concern), version=version, outcome="notification", reason="Sendt")


@scene(actions.assign)
def assign(cast: Cast) -> Play:
    concern = said_yes(cast)
    return Play(
        "consultant",
        lambda: {"concern": fresh(concern), "notifier": cast.ssp_teacher.staff},
        Other("ssp_teacher"),
        lambda: close_it(cast, concern),
    )


@scene(actions.call_off)
def call_off(cast: Cast) -> Play:
    concern = said_yes(cast)
    return Play(
        "consultant", lambda: {"concern": fresh(concern)}, Other("ssp_teacher"), lambda: close_it(cast, concern)
    )


@scene(actions.record_sent)
def record_sent(cast: Cast) -> Play:
    concern, key = said_yes(cast), uuid4()
    return Play(
        "consultant",
        lambda: {
            "concern": fresh(concern), "staff": cast.consultant.staff, "sent_at": concern.received_at, "text": "Vera er bange",
            "sent_to": "Modtagelsen", "key": key,
        },
        "Whoever sees the concern has it or wrote it, and may say that they have sent one.",
        lambda: close_it(cast, concern),
    )  # fmt: skip
