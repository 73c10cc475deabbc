"""The scenes of lists from the police, and of concerns that are sent to a forum."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.concerns import actions
from samspil.concerns.actions import applying, opening, raising
from samspil.concerns.actions.receiving import Choices
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.made import VERA, keep, reading, receive, row
from samspil.concerns.tests.test_apply_reception import profile
from samspil.concerns.tests.test_send import SAID, send
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene

ASKED_ALIKE = "Whoever sees it reads it."
AT_ANY_TIME = "It is read in any state."
KEEPERS = "Only those who keep the list see its lines."
OWN = "A reading lies among the drafts of its reader, where nobody else finds it."


# --- lists ----------------------------------------------------------------------------------------------------------------
@scene(actions.keep_reading)
def keep_reading(cast: Cast) -> Play:
    def args(**more: Any) -> dict[str, Any]:
        read = reading(row(2, "Vera Ottosen", VERA))
        return {"forum": cast.forum, "giver": cast.units["local_police"], "meets_on": None, "reading": read, **more}

    def too_long() -> dict[str, Any]:
        return args(reading=reading(*(row(number, f"Vera {number}") for number in range(2001))))

    return Play("consultant", args, Other("police_officer"), too_long)


@scene(actions.look_at)
def look_at(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    return Play("consultant", lambda: {"key": key}, OWN, "What has been received or dropped is not found.", reads=True)


@scene(actions.forget_reading)
def forget_reading(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    return Play(
        "consultant", lambda: {"key": key}, OWN, "What is dropped twice is dropped once.", strangers=OWN
    )  # fmt: skip


@scene(actions.receive_list)
def receive_list(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))

    def not_offered() -> dict[str, Any]:
        return {"key": key, "choices": Choices(lines={0: "update"})}

    return Play("consultant", lambda: {"key": key, "choices": Choices()}, OWN, not_offered)


@scene(actions.open_list)
def open_list(cast: Cast) -> Play:
    listed = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    return Play("consultant", lambda: {"list_id": listed.pk}, ASKED_ALIKE, AT_ANY_TIME, reads=True)


def line(cast: Cast, text: str = "Jonas Holm 15 s cykeltyveri") -> Any:
    actor = cast.consultant.sign()
    return actions.capture(actor, forum=cast.forum, owner_audience=cast.forum.door_id, line=text).entry


@scene(actions.open_entry)
def open_entry(cast: Cast) -> Play:
    entry = line(cast)
    return Play("consultant", lambda: {"entry_id": entry.pk}, ASKED_ALIKE, AT_ANY_TIME, reads=True)


@scene(actions.capture)
def capture(cast: Cast) -> Play:
    key = uuid4()

    def args(text: str = "Jonas Holm 15 s cykeltyveri") -> dict[str, Any]:
        return {"forum": cast.forum, "owner_audience": cast.forum.door_id, "line": text, "key": key}

    return Play("consultant", args, Other("police_officer"), lambda: args("Jonas Holm 31"))


@scene(actions.correct)
def correct(cast: Cast) -> Play:
    entry = line(cast)

    def args(role: str | None = None) -> dict[str, Any]:
        return {
            "entry": fresh(entry), "version": fresh(entry).version, "name": "Jonas Holme", "birth_date": None,
            "role": role, "text": "",
        }  # fmt: skip

    return Play("consultant", args, KEEPERS, lambda: args("leader"))


@scene(actions.rematch)
def rematch(cast: Cast) -> Play:
    nobody, about = line(cast, "? a"), [line(cast)]

    def args() -> dict[str, Any]:
        return {"entry": fresh(about[-1]), "version": fresh(about[-1]).version, "person_id": None}

    return Play("consultant", args, KEEPERS, lambda: about.append(nobody))


# --- concerns for a forum -------------------------------------------------------------------------------------------------
@scene(actions.send)
def send_concern(cast: Cast) -> Play:
    key = uuid4()

    def args(focus: str = SAID["crime_focus"]) -> dict[str, Any]:
        return {"forum": cast.forum, "key": key, **SAID, "crime_focus": focus}

    return Play("ssp_teacher", args, "Every authority of the municipality may send a concern.", lambda: args(" "))


@scene(actions.become)
def become(cast: Cast) -> Play:
    concern = send(cast)

    def args() -> dict[str, Any]:
        return {"concern": fresh(concern), "version": fresh(concern).version, "state": "closed"}

    return Play(
        "consultant", args, Other("ssp_teacher"), lambda: actions.become(cast.consultant.sign(), **args())
    )  # fmt: skip


@scene(actions.children_of)
def children_of(cast: Cast) -> Play:
    concern = send(cast)
    return Play(
        "consultant",
        lambda: {"forum": cast.forum, "concern_ids": [concern.pk]},
        "Of a concern that one does not keep, nothing is made.",
        "A concern whose child has a record keeps it, and nothing is made.",
        strangers="Of a concern that one does not keep, nothing is made.",
    )


@scene(opening.look_through)
def look_through(cast: Cast) -> Play:
    send(cast)
    return Play("consultant", dict, ASKED_ALIKE, AT_ANY_TIME, reads=True)


@scene(opening.open_concern)
def open_concern(cast: Cast) -> Play:
    concern = send(cast)
    return Play("consultant", lambda: {"concern_id": concern.pk}, ASKED_ALIKE, AT_ANY_TIME, reads=True)


# --- concerns for a door --------------------------------------------------------------------------------------------------
@scene(raising.raise_concern)
def raise_concern(cast: Cast) -> Play:
    door, key = found(cast), uuid4()

    def args(**more: Any) -> dict[str, Any]:
        return {
            "door": door, "about": "child", "who": "Vera Ottosen, 7.b", "text": "Er ked af det", "arena": "school",
            "key": key, **more,
        }  # fmt: skip

    return Play(
        "ssp_teacher", args, "Every employee of the municipality may raise a concern.",
        "A concern can be raised at any time.",
    )  # fmt: skip


@scene(raising.add_to)
def add_to(cast: Cast) -> Play:
    concern, key = raised(cast, found(cast)), uuid4()

    def args(text: str = "Det var også i går") -> dict[str, Any]:
        return {"concern": fresh(concern), "text": text, "key": key}

    return Play("ssp_teacher", args, Other("consultant"), lambda: args(" "))


@scene(applying.apply_reception)
def apply_reception(cast: Cast) -> Play:
    told, wrong = profile(), profile(counselling="somewhere")

    def args(stated: Any = told) -> dict[str, Any]:
        return {"body": cast.body, "profile": stated}

    return Play("administrator", args, Other("consultant"), lambda: args(wrong))
