"""Scenes: for each verb, how its state is reached with the cast, and who does it, who may not, and when it is too late."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from tests.cast import Cast
from tests.verbs.modules import SOURCE

Builder = TypeVar("Builder", bound=Callable[[Cast], "Play"])
Row = TypeVar("Row")


@dataclass(frozen=True)
class Other:
    """Somebody who sees the thing and may not do this: `given` lets them see it, where they do not by themselves."""

    by: str
    given: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Unseen:
    """Somebody of the same place who does not find the thing, and is refused even with the rows in the hand."""

    by: str


@dataclass(frozen=True)
class Gone:
    """A state in which the thing is not found any more: `become` brings it about, and may answer the arguments."""

    become: Callable[[], Any]


@dataclass(frozen=True)
class Nothing:
    """It may be asked for, and nothing comes of it: nothing is said, recorded or changed.

    As a wrong role `by` asks, as a wrong state whoever else may do it; `given` comes before, and may answer the arguments.
    """

    by: str = ""
    given: Callable[[], Any] | None = None


# Why there is no wrong role, no wrong state, or no stranger to try: reasons that hold for several verbs.
READ_BY_WHO_SEES = "Whoever sees it reads it."
READ_IN_ANY_STATE = "It is read in any state."
NOBODY_SIGNED_IN = "Nobody is signed in: there are no roles."
EVERYBODY_WRITES = "Everybody may write, and nobody is known."
OWN = "Everybody has their own; there is no way to name another's."
AGAIN_AT_ANY_TIME = "It can be done again at any time."


@dataclass(frozen=True)
class Play:
    """One verb about to be carried out, its state reached.

    `args` answers the keyword arguments anew each time, with the acting person signed: rows are loaded in it (`fresh`).
    `wrong_role` and `wrong_state` are tried, or say in a sentence why there is none to try. `wrong_state` changes the
    world so that the verb comes too late or too early, and may answer the arguments of somebody whose page is from
    before. `strangers` says why people from elsewhere may do this too; without it they must be refused. `reads` is a
    verb that changes nothing and is recorded as a reading. `principal` acts where nobody is signed in; `more` are
    arguments without a name; `elsewhere` are the strangers who try.
    """

    by: str
    args: Callable[[], dict[str, Any]]
    wrong_role: Other | Unseen | Nothing | str
    wrong_state: Callable[[], Any] | Gone | Nothing | str
    strangers: Nothing | str = ""
    reads: bool = False
    principal: int | None = None
    more: tuple[Any, ...] = ()
    elsewhere: tuple[str, ...] = ("outsider", "other_consultant")


_scenes: dict[str, Callable[[Cast], Play]] = {}


def scene(verb: Callable[..., Any]) -> Callable[[Builder], Builder]:
    """Declare the scene of a verb, given as the function itself."""
    place = f"{verb.__module__}.{verb.__qualname__}"

    def declare(builder: Builder) -> Builder:
        assert place not in _scenes, f"{place} has two scenes"
        _scenes[place] = builder
        return builder

    return declare


@cache
def all_scenes() -> dict[str, Callable[[Cast], Play]]:
    """The scenes of all domains, by the place of their verb: every `tests/scenes.py` there is, and every `scenes_*.py`."""
    for file in sorted(SOURCE.rglob("tests/scenes*.py")):
        importlib.import_module(".".join(("samspil", *file.relative_to(SOURCE).with_suffix("").parts)))
    return _scenes


def fresh(row: Row) -> Row:
    """The row as it stands now, for whoever is signed."""
    found: Row = type(row)._default_manager.get(pk=row.pk)  # type: ignore[attr-defined]
    return found
