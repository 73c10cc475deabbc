"""The three ways in which a domain says no. The HTTP kit turns them into answers; nothing else does.

A sentence given here is shown to the person as it stands, so it is written for them: plain, calm, with what to do next.
"""

from __future__ import annotations

from collections.abc import Mapping

Text = str | Mapping[str, object]  # one text, or by the name of its field what stands in it


class Refused(Exception):
    """A rule says no, and says why. Becomes 409, or 422 with the form kept as typed.

    `sentence` is fit to be shown and is also the explanation beside a disabled button. `field` names the form field
    that the refusal belongs to, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotVisible(Exception):
    """Nothing is there for this actor. Becomes 404, alike for what does not exist and what may not be seen."""


class Conflict(Exception):
    """Somebody else saved a newer version in the meantime. Becomes 409 with both texts side by side.

    `theirs` and `mine` are one text, or texts by field name; `version` is the version that `theirs` has, so that the
    person can save on top of it when they have chosen; `by` and `at` say who saved and when, ready to be shown. `is_own`: what
    stands there is this very text, from the same person, who sent it twice: it is saved, and nobody else has been there. `untouched`
    are fields that the person left as they were: there the others' text stands, also when they save their own.
    """

    def __init__(
        self,
        *,
        theirs: Text,
        mine: Text,
        version: int | None = None,
        by: str = "",
        at: str = "",
        is_own: bool = False,
        untouched: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__("Somebody else saved a newer version")
        self.theirs = theirs
        self.mine = mine
        self.version = version
        self.by = by
        self.at = at
        self.is_own = is_own
        self.untouched = untouched
