"""The scenes of lists from the police, and of concerns that are sent to a forum."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from samspil.concerns import actions
from samspil.concerns.actions import applying, assessing, opening, raising
from samspil.concerns.actions.receiving import Choices
from samspil.concerns.models import PoliceList
from samspil.concerns.reader import read_list
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.made import JONAS, VERA, keep, reading, receive, row
from samspil.concerns.tests.test_apply_reception import DOOR, profile
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_send import SAID, send
from samspil.organisations.models import ConcernDoor
from samspil.sharing.actions import disclose
from samspil.sharing.queries import basis_for
from tests.cast import Cast, as_role
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Gone, Nothing, Other, Play, Unseen, fresh, scene

UNSEEN = Unseen("colleague")  # a reading lies among the drafts of its reader, where nobody else finds it


# --- lists ----------------------------------------------------------------------------------------------------------------
@scene(actions.keep_reading)
def keep_reading(cast: Cast) -> Play:
    def args(**more: Any) -> dict[str, Any]:
        read = reading(row(2, "Vera Ottosen", VERA))
        return {
            "forum": cast.forum,
            "giver": cast.units["local_police"],
            "meets_on": None,
            "reading": read,
            **more,
        }

    def too_long() -> dict[str, Any]:
        return args(reading=reading(*(row(number, f"Vera {number}") for number in range(2001))))

    return Play("consultant", args, Other("police_officer"), too_long)


@scene(actions.look_at)
def look_at(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))

    def dropped() -> None:
        actions.forget_reading(cast.consultant.sign(), key=key)

    return Play("consultant", lambda: {"key": key}, UNSEEN, Gone(dropped), reads=True)


@scene(actions.forget_reading)
def forget_reading(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))

    def dropped() -> None:
        actions.forget_reading(cast.consultant.sign(), key=key)

    return Play("consultant", lambda: {"key": key}, Nothing("colleague"), Nothing(given=dropped), strangers=Nothing())


@scene(actions.receive_list)
def receive_list(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))

    def not_offered() -> dict[str, Any]:
        return {"key": key, "choices": Choices(lines={0: "update"})}

    return Play("consultant", lambda: {"key": key, "choices": Choices()}, UNSEEN, not_offered)


@scene(actions.open_list)
def open_list(cast: Cast) -> Play:
    listed = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    return Play("consultant", lambda: {"list_id": listed.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


def remarked(cast: Cast) -> Any:
    """A list with the remark that was taken along."""
    listed = receive(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    with as_role("NONE"):
        PoliceList.objects.filter(pk=listed.pk).update(note="Listen er fortrolig.")
    return fresh(listed)


def told(cast: Cast, row_of: Model) -> Other:
    """The forum was given the row, a line as when it stands on an agenda: its seats read it, and do not keep the list."""

    def given() -> None:
        basis = basis_for(cast.units["ssp"], cast.forum, cast.consultant.actor.at.date())
        actor = cast.consultant.sign()
        disclose(actor, row_of._meta.db_table, [row_of.pk], [cast.forum.audience_id], basis.pk, "valg af indsats")

    return Other("police_officer", given)


@scene(opening.open_remark)
def open_remark(cast: Cast) -> Play:
    listed = remarked(cast)
    return Play("consultant", lambda: {"list_id": listed.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(actions.correct_remark)
def correct_remark(cast: Cast) -> Play:
    listed, bare = remarked(cast), receive(cast, cast.consultant.sign(), row(2, "Jonas Holm", JONAS))

    def args(one: Any = listed) -> dict[str, Any]:
        return {"received": fresh(one), "version": fresh(one).version, "note": "Listen er intern."}

    return Play("consultant", args, told(cast, listed), lambda: args(bare))


@scene(actions.remove_list)
def remove_list(cast: Cast) -> Play:
    listed = remarked(cast)

    def args() -> dict[str, Any]:
        return {"list_id": listed.pk, "because": "mistake"}

    def taken_back() -> None:
        actions.remove_list(cast.consultant.sign(), **args())

    return Play("consultant", args, told(cast, listed), taken_back)


@scene(actions.restore_list)
def restore_list(cast: Cast) -> Play:
    listed = remarked(cast)
    actions.remove_list(cast.consultant.sign(), list_id=listed.pk, because="mistake")

    def back() -> None:
        actions.restore_list(cast.consultant.sign(), list_id=listed.pk)

    return Play("consultant", lambda: {"list_id": listed.pk}, told(cast, listed), Nothing(given=back))


def line(cast: Cast, text: str = "Jonas Holm 15 s cykeltyveri") -> Any:
    actor = cast.consultant.sign()
    return actions.capture(actor, forum=cast.forum, owner_audience=cast.forum.door_id, line=text).entry


@scene(actions.open_entry)
def open_entry(cast: Cast) -> Play:
    entry = line(cast)
    return Play("consultant", lambda: {"entry_id": entry.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


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

    return Play("consultant", args, told(cast, entry), lambda: args("leader"))


@scene(actions.rematch)
def rematch(cast: Cast) -> Play:
    nobody, about = line(cast, "? a"), [line(cast)]

    def args() -> dict[str, Any]:
        return {"entry": fresh(about[-1]), "version": fresh(about[-1]).version, "person_id": None}

    return Play("consultant", args, told(cast, about[0]), lambda: about.append(nobody))


@scene(actions.correct_row)
def correct_row(cast: Cast) -> Play:
    key = keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))

    def dropped() -> None:
        actions.forget_reading(cast.consultant.sign(), key=key)

    return Play("consultant", lambda: {"key": key, "index": 0, "name": "Vera Ottesen"}, UNSEEN, Gone(dropped))


@scene(actions.say_columns)
def say_columns(cast: Cast) -> Play:
    read = read_list(f"Navn;Forhold;Kennummer\nVera Ottosen;tyveri;{VERA}\n".encode(), "liste.csv")
    key = actions.keep_reading(
        cast.consultant.sign(), forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=read
    )

    def dropped() -> None:
        actions.forget_reading(cast.consultant.sign(), key=key)

    return Play("consultant", lambda: {"key": key, "said": {2: "cpr"}}, UNSEEN, Gone(dropped))


@scene(actions.remove_lines)
def remove_lines(cast: Cast) -> Play:
    entry = line(cast)

    def args() -> dict[str, Any]:
        return {"entries": [fresh(entry)], "because": "mistake"}

    def removed() -> None:
        actions.remove_lines(cast.consultant.sign(), **args())

    return Play("consultant", args, told(cast, entry), removed)


@scene(actions.restore_line)
def restore_line(cast: Cast) -> Play:
    entry = line(cast)
    actions.remove_lines(cast.consultant.sign(), entries=[fresh(entry)], because="mistake")

    def back() -> None:
        actions.restore_line(cast.consultant.sign(), entry=fresh(entry))

    return Play("consultant", lambda: {"entry": fresh(entry)}, told(cast, entry), Nothing(given=back))


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

    def args() -> dict[str, Any]:
        return {"forum": cast.forum, "concern_ids": [concern.pk]}

    return Play(
        "consultant",
        args,
        Nothing("ssp_teacher"),  # who sent it reads it: of a concern that one does not keep, nothing is made
        Nothing(given=lambda: actions.children_of(cast.consultant.sign(), **args()) and None),
        strangers=Nothing(),
    )


@scene(opening.look_through)
def look_through(cast: Cast) -> Play:
    send(cast)
    return Play("consultant", dict, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(opening.open_concern)
def open_concern(cast: Cast) -> Play:
    concern = send(cast)
    return Play("consultant", lambda: {"concern_id": concern.pk}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


# --- concerns for a door --------------------------------------------------------------------------------------------------
@scene(raising.raise_concern)
def raise_concern(cast: Cast) -> Play:
    door, key = found(cast), uuid4()

    def args(**more: Any) -> dict[str, Any]:
        return {
            "door": door, "about": "child", "who": "Vera Ottosen, 7.b", "text": "Er ked af det", "arena": "school",
            "key": key, **more,
        }  # fmt: skip

    def shut() -> None:
        with as_role("NONE"):
            ConcernDoor.objects.filter(pk=door.pk).update(valid_to=timezone.localdate() - timedelta(days=1))

    return Play("ssp_teacher", args, "Every employee of the municipality may raise a concern.", shut)


@scene(raising.add_to)
def add_to(cast: Cast) -> Play:
    concern, key = raised(cast, found(cast)), uuid4()

    def args() -> dict[str, Any]:
        return {"concern": fresh(concern), "text": "Det var også i går", "key": key}

    def closed() -> None:
        assessment = first(cast.consultant.sign(), concern)
        assessing.close(
            cast.consultant.sign(), concern=fresh(concern), version=assessment.version, outcome="help", reason="Aftalt"
        )

    return Play("ssp_teacher", args, Other("consultant"), closed)


@scene(applying.apply_reception)
def apply_reception(cast: Cast) -> Play:
    told, wrong = profile(), profile({**DOOR, "posts": ["nobody"]})

    def args(stated: Any = told) -> dict[str, Any]:
        return {"body": cast.body, "profile": stated}

    return Play("administrator", args, Other("consultant"), lambda: args(wrong))


@scene(actions.tell_event)
def tell_event(cast: Cast) -> Play:
    entries = [line(cast, "Jonas Holm 15 m"), line(cast, "Aya Ali 14 f")]

    def args(text: str = "Slagsmål ved stationen") -> dict[str, Any]:
        return {"owner_audience": cast.forum.door_id, "entries": [fresh(entry) for entry in entries], "text": text}

    return Play("consultant", args, Other("police_officer"), lambda: args(" "))
