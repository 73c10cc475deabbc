"""The scenes of the work at a door: the first answer, each act after it, handing over, absence, sparring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from samspil.concerns.actions import assessing, attached, door_opening, handing, sparring
from samspil.concerns.models import Assessment, Concern, Sparring
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import propose, ready
from samspil.concerns.tests.test_sparring import ask
from samspil.organisations.models import ConcernDoor
from samspil.people.queries import Child
from samspil.responsibility.models import Absence
from samspil.sharing.files.queries import files_of
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Nothing, Other, Play, fresh, scene

PAPER = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"
SENDER = Other("ssp_teacher")  # reads the concern, and does nothing at the door


def version(concern: Concern) -> int:
    return int(Assessment.objects.get(concern=concern).version)


def close_it(cast: Cast, concern: Concern) -> None:
    actor = cast.consultant.sign()
    assessing.close(actor, concern=fresh(concern), version=version(concern), outcome="help", reason="Aftalt")


def at_door(cast: Cast, args: Callable[[Concern], dict[str, Any]]) -> Play:
    """Something done with a concern after the first answer; when it is closed it is too late."""
    concern = ready(cast, found(cast))
    return Play("consultant", lambda: args(fresh(concern)), SENDER, lambda: close_it(cast, concern))


@scene(assessing.answer_first)
def answer_first(cast: Cast) -> Play:
    concern = raised(cast, found(cast))

    def args() -> dict[str, Any]:
        return {"concern": fresh(concern), "version": version(concern), "answer": "no", "because": "Der er voksne"}

    def too_late() -> None:
        first(cast.consultant.sign(), concern)
        close_it(cast, concern)

    return Play("consultant", args, SENDER, too_late)


@scene(assessing.take)
def take(cast: Cast) -> Play:
    return at_door(cast, lambda concern: {"concern": concern})


@scene(assessing.ask_back)
def ask_back(cast: Cast) -> Play:
    key = uuid4()
    return at_door(cast, lambda concern: {"concern": concern, "text": "Hvornår?", "key": key})


@scene(assessing.note)
def note(cast: Cast) -> Play:
    key = uuid4()
    return at_door(cast, lambda concern: {"concern": concern, "text": "Ringet til mor", "key": key})


@scene(assessing.judge)
def judge(cast: Cast) -> Play:
    return at_door(
        cast,
        lambda concern: {
            "concern": concern, "version": version(concern), "level": "Specifik", "opening_reason": "Ældre unge",
            "proportionality": "Samtaler er prøvet",
        },
    )  # fmt: skip


@scene(assessing.name_child)
def name_child(cast: Cast) -> Play:
    return at_door(cast, lambda concern: {"concern": concern, "child": Child("Vera Ottosen")})


@scene(assessing.to_meeting)
def to_meeting(cast: Cast) -> Play:
    key = uuid4()
    return at_door(
        cast,
        lambda concern: {
            "concern": concern, "forum": cast.forum, "who": "Vera Ottosen", "text": "Er set med ældre drenge",
            "crime_focus": "Ældre unge giver hende opgaver", "necessity": "valg af indsats", "key": key,
        },
    )  # fmt: skip


@scene(assessing.to_case)
def to_case(cast: Cast) -> Play:
    concern = ready(cast, found(cast))
    assessing.name_child(cast.consultant.sign(), concern=concern, child=Child("Vera Ottosen"))
    return Play("consultant", lambda: {"concern": fresh(concern)}, SENDER, lambda: close_it(cast, concern))


@scene(assessing.close)
def close(cast: Cast) -> Play:
    return at_door(
        cast,
        lambda concern: {"concern": concern, "version": version(concern), "outcome": "help", "reason": "Aftalt"},
    )


@scene(attached.shut_file)
def shut_file(cast: Cast) -> Play:
    concern = raised(cast, found(cast), files=[("brev.pdf", PAPER)])
    (file,) = files_of(concern)

    def again() -> None:
        attached.shut_file(cast.consultant.sign(), concern=fresh(concern), file_id=file.pk, reason="Forkert barn")

    def args() -> dict[str, Any]:
        return {"concern": fresh(concern), "file_id": file.pk, "reason": "Det er et andet barn"}

    return Play("consultant", args, SENDER, Nothing(given=again))


@scene(assessing.reopen)
def reopen(cast: Cast) -> Play:
    concern = ready(cast, found(cast))
    close_it(cast, concern)

    def args() -> dict[str, Any]:
        return {"concern": fresh(concern), "version": version(concern), "reason": "Det var den forkerte"}

    return Play("consultant", args, SENDER, lambda: assessing.reopen(cast.consultant.sign(), **args()))


# --- handing over ---------------------------------------------------------------------------------------------------------
@scene(handing.propose)
def propose_handover(cast: Cast) -> Play:
    key = uuid4()
    return at_door(
        cast,
        lambda concern: {
            "concern": concern, "to_staff": cast.colleague.staff, "reason": "Kender hende", "key": key, "suspicion": "none",
        },
    )  # fmt: skip


@scene(handing.reply)
def reply(cast: Cast) -> Play:
    handover = propose(cast, ready(cast, found(cast)))
    return Play(
        "colleague",
        lambda: {"handover": fresh(handover), "party": "receiver", "answer": "agrees"},
        Other("consultant"),
        lambda: handing.withdraw(cast.consultant.sign(), handover=fresh(handover)),
    )


def offered_to_another_door(cast: Cast) -> Any:
    concern = ready(cast, found(cast))
    return handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender dem",
        key=uuid4(), suspicion="none",
    )  # fmt: skip


@scene(handing.withdraw)
def withdraw(cast: Cast) -> Play:
    handover = offered_to_another_door(cast)
    return Play(
        "consultant",
        lambda: {"handover": fresh(handover)},
        Other("social_worker"),
        lambda: handing.withdraw(cast.consultant.sign(), handover=fresh(handover)),
    )


@scene(door_opening.open_handover)
def open_handover(cast: Cast) -> Play:
    handover = offered_to_another_door(cast)
    return Play("social_worker", lambda: {"handover_id": handover.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(handing.register_absence)
def register_absence(cast: Cast) -> Play:
    found(cast)

    def args(days: int = 7) -> dict[str, Any]:
        at = cast.consultant.actor.at
        return {"staff": cast.consultant.staff, "since": at, "until": at + timedelta(days=days)}

    return Play("consultant", args, Other("social_worker"), lambda: args(-1))


@scene(handing.end_absence)
def end_absence(cast: Cast) -> Play:
    found(cast)
    actor = cast.consultant.sign()
    absence = handing.register_absence(
        actor, staff=cast.consultant.staff, since=actor.at, until=actor.at + timedelta(days=7)
    )

    def over() -> dict[str, Any]:
        """It ended yesterday, and does not last until today after all."""
        at = cast.consultant.sign().at
        Absence.objects.filter(pk=absence.pk).update(away=(at - timedelta(days=3), at - timedelta(days=1)))
        return {"absence": fresh(absence)}

    return Play("consultant", lambda: {"absence": fresh(absence)}, Other("social_worker"), over)


# --- opening, and sparring --------------------------------------------------------------------------------------------------
@scene(door_opening.look_at_queue)
def look_at_queue(cast: Cast) -> Play:
    raised(cast, found(cast))
    return Play("consultant", dict, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(door_opening.open_at_door)
def open_at_door(cast: Cast) -> Play:
    concern = raised(cast, found(cast))
    return Play("consultant", lambda: {"concern_id": concern.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(sparring.ask)
def ask_for_sparring(cast: Cast) -> Play:
    found(cast)
    key = uuid4()

    def args(question: str = "Hvad gør vi med en dreng, der ikke kommer?") -> dict[str, Any]:
        return {"about": "nobody", "who": "", "question": question, "key": key}

    return Play(
        "ssp_teacher", args, "Every colleague may ask their door.", lambda: args("Hvad med 720511-4222?"),
        strangers="Every colleague may ask their door, and nobody can ask for another.",
    )  # fmt: skip


def asked(cast: Cast, *, answered: bool = False) -> Sparring:
    found(cast)
    question = ask(cast)
    if answered:
        advise(cast, question)
    return question


def advise(cast: Cast, question: Sparring) -> None:
    actor = cast.consultant.sign()
    sparring.answer(actor, sparring=fresh(question), version=fresh(question).version, text="Ring til forældrene")


def end(cast: Cast, question: Sparring) -> None:
    actor = cast.consultant.sign()
    sparring.close(actor, sparring=fresh(question), version=fresh(question).version, decided="Skolen ringer")


@scene(sparring.answer)
def answer(cast: Cast) -> Play:
    question = asked(cast, answered=True)

    def args() -> dict[str, Any]:
        return {"sparring": fresh(question), "version": fresh(question).version, "text": "Ring til begge forældre"}

    return Play("consultant", args, SENDER, lambda: end(cast, question))


@scene(sparring.close)
def close_sparring(cast: Cast) -> Play:
    question = asked(cast, answered=True)

    def args() -> dict[str, Any]:
        return {"sparring": fresh(question), "version": fresh(question).version, "decided": "Skolen ringer"}

    return Play("consultant", args, SENDER, lambda: end(cast, question))


@scene(sparring.withdraw)
def withdraw_sparring(cast: Cast) -> Play:
    question = asked(cast)
    return Play(
        "ssp_teacher", lambda: {"sparring": fresh(question)}, Other("consultant"), lambda: advise(cast, question)
    )  # fmt: skip


@scene(sparring.open_sparring)
def open_sparring(cast: Cast) -> Play:
    question = asked(cast)
    return Play("consultant", lambda: {"sparring_id": question.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(door_opening.look_at_sparring)
def look_at_sparring(cast: Cast) -> Play:
    asked(cast)
    return Play("consultant", dict, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)
