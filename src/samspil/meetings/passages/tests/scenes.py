"""The scenes of what travels between forums: sent, taken back, received, answered, placed, made a task, carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.meetings.models import Meeting
from samspil.meetings.passages import actions, queries
from samspil.meetings.passages.models import Passage
from samspil.meetings.passages.tests.forums import Forums, found
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Other, Play, scene

SEATED = Other("social_worker")  # reads at the local council, and answers for nothing there
FAR = ("outsider", "police_officer")  # those seated in the council above, which sent it, are no strangers


def below(forums: Forums) -> queries.Addressee:
    council = forums.above
    return next(one for one in queries.addressees(council, timezone.localdate()) if one.name.startswith("Lokalrådet"))


def sent_down(cast: Cast) -> Passage:
    """The council above decides, and the local council receives it."""
    forums = found(cast)
    (passage,) = actions.send(
        cast.other_consultant.sign(), forum=forums.above, to=[below(forums)], kind="decision",
        title="Tryghed ved stationen", text="Der skal lys på stien inden nytår.",
    )  # fmt: skip
    return passage


def to_family(cast: Cast) -> Passage:
    """The local council sends something to the family department."""
    here, family = found(cast).here, cast.units["family"]
    addressee = queries.Addressee("down", family.name, unit_id=family.pk)
    (passage,) = actions.send(
        cast.consultant.sign(), forum=here, to=[addressee], kind="recommendation", title="Lys på stien",
        text="Sørg for lys på stien.",
    )  # fmt: skip
    return passage


def taken_back(cast: Cast, passage: Passage) -> Callable[[], None]:
    def withdrawn() -> None:
        actor = cast.other_consultant.sign()
        actions.withdraw(actor, passage=queries.get_passage(passage.pk))

    return withdrawn


def of_reply(cast: Cast, **told: Any) -> Play:
    """What the local council says to what came from above; whoever only sits there is told that others answer."""
    passage = sent_down(cast)
    return Play(
        "consultant", lambda: {"passage": queries.get_passage(passage.pk), **told}, SEATED,
        taken_back(cast, passage), elsewhere=FAR,
    )  # fmt: skip


@scene(actions.send)
def send(cast: Cast) -> Play:
    forum, family, key = found(cast).here, cast.units["family"], uuid4()
    to = [queries.Addressee("down", family.name, unit_id=family.pk)]
    return Play(
        "consultant",
        lambda: {
            "forum": forum, "to": to, "kind": "recommendation", "title": "Lys på stien", "text": "Sørg for lys.",
            "key": key,
        },
        SEATED,
        lambda: {
            "forum": forum, "to": to, "kind": "recommendation", "title": "Lys på stien", "text": "Sørg for lys.",
            "answer_by": timezone.localdate() - timedelta(days=1), "key": uuid4(),
        },
    )  # fmt: skip


@scene(actions.open_passage)
def open_passage(cast: Cast) -> Play:
    passage = sent_down(cast)
    return Play(
        "consultant", lambda: {"passage_id": passage.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True, elsewhere=FAR
    )  # fmt: skip


@scene(actions.print_sent)
def print_sent(cast: Cast) -> Play:
    forum = found(cast).here
    page = "The page is opened for whoever has the forum; what is printed is what they read."
    return Play("consultant", lambda: {"forum": forum}, page, READ_IN_ANY_STATE, reads=True, strangers=page)


@scene(actions.withdraw)
def withdraw(cast: Cast) -> Play:
    passage = sent_down(cast)

    def answered() -> None:
        actor = cast.consultant.sign()
        actions.answer(actor, passage=queries.get_passage(passage.pk), text="Det gør vi.")

    return Play(
        "other_consultant", lambda: {"passage": queries.get_passage(passage.pk)}, Other("consultant"), answered,
        elsewhere=FAR,
    )  # fmt: skip


@scene(actions.acknowledge)
def acknowledge(cast: Cast) -> Play:
    return of_reply(cast)


@scene(actions.answer)
def answer(cast: Cast) -> Play:
    return of_reply(cast, text="Det gør vi.")


@scene(actions.carry_out)
def carry_out(cast: Cast) -> Play:
    return of_reply(cast, text="Der er sat lys op.")


@scene(actions.place)
def place(cast: Cast) -> Play:
    passage = sent_down(cast)
    cast.consultant.sign()
    here = queries.get_passage(passage.pk).to_forum
    starts = timezone.now() + timedelta(days=7)
    meeting = Meeting.objects.create(forum=here, starts_at=starts, ends_at=starts + timedelta(hours=2))

    def args() -> dict[str, Any]:
        at = Meeting.objects.select_related("forum__body").get(pk=meeting.pk)
        return {"passage": queries.get_passage(passage.pk), "meeting": at}

    return Play("consultant", args, SEATED, taken_back(cast, passage), elsewhere=FAR)


@scene(actions.make_task)
def make_task(cast: Cast) -> Play:
    passage, key = to_family(cast), uuid4()

    def args() -> dict[str, Any]:
        staff = cast.social_worker.staff
        here = queries.get_passage(passage.pk)
        return {"passage": here, "responsible": staff, "text": "Bestil lamper", "due_on": None, "key": key}

    def withdrawn() -> None:
        actions.withdraw(cast.consultant.sign(), passage=queries.get_passage(passage.pk))

    return Play("social_worker", args, Other("consultant"), withdrawn)
