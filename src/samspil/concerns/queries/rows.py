"""One row of a list that is not received yet, as its reader sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID, uuid5

from samspil.access.actor import Actor
from samspil.concerns import policies
from samspil.concerns.lists.lines import Line
from samspil.concerns.queries.doors import upload_page
from samspil.concerns.queries.preview import draft_key, lines_kept, list_of, reading_kept, row_name
from samspil.concerns.queries.preview_page import COLUMNS
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Forum, Unit
from samspil.organisations.queries import get_forum
from samspil.sharing.drafts.queries import draft


@dataclass(frozen=True)
class RowPage:
    """A row to correct, with what the reader could not make of it; without a line it is one to write."""

    key: UUID
    forum: Forum
    meets_on: date | None
    line: Line | None
    rows: int  # of the whole reading, with what is left out of it
    problems: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the row is called."""
        return row_name(self.line) if self.line else ""


Begun = tuple[Forum, Unit, date | None]
_BY_HAND = UUID("0f6b2c1e-7d5a-4f0e-9f3b-5a1c8e2d4b60")


def key_by_hand(actor: Actor, target: str, giver: int) -> UUID:
    """The key of a list that is begun by hand. Until its first row is kept it is the same, so that whoever went away while they wrote
    that row finds it when they begin again. Two statements, and two more for each list that was written by hand for that meeting.
    """
    keys = (uuid5(_BY_HAND, f"{actor.principal_id} {target} {giver} {number}") for number in count())
    return next(key for key in keys if draft(actor, draft_key(key)) is None and list_of(actor, key) is None)


def begun(actor: Actor, key: UUID, target: str, giver: str) -> Begun | None:
    """For which meeting and from whom a list is written by hand of which nothing is kept yet; None for every other. Raises as
    `upload_page` does, and NotVisible where the actor may not choose these.
    """
    if not target or draft(actor, draft_key(key)) is not None or list_of(actor, key) is not None:
        return None
    page = upload_page(actor, target)
    forum = next((one for one in page.targets if one.code == target), None)
    unit = next((one for one in page.all_givers if str(one.pk) == giver), None)
    if forum is None or unit is None:
        raise NotVisible
    return forum.forum, unit, forum.day


def first_row(key: UUID, told: Begun) -> RowPage:
    """The row with which a list written by hand begins."""
    forum, _giver, day = told
    return RowPage(key=key, forum=forum, meets_on=day, line=None, rows=0, problems=())


def row_page(
    actor: Actor, key: UUID, index: int, *, taken: Collection[str] = (), days: Mapping[int, str] | None = None
) -> RowPage:
    """The row at a place of the actor's reading, with the day that was chosen for it; the place behind the last is one to
    write. Raises NotVisible, Refused.
    """
    kept = reading_kept(actor, key)
    forum = get_forum(kept["forum"])
    policies.check_may_receive(actor, forum)
    lines = lines_kept(kept, taken, days or {})
    if index > len(lines):
        raise NotVisible
    line = lines[index] if index < len(lines) else None
    parts = {line.part, COLUMNS} if line and not line.part else {line.part if line else ""}
    told = [
        problem["message"]
        for problem in kept["problems"]
        if line and problem["row"] == line.row and problem.get("part", "") in parts
    ]
    return RowPage(
        key=key,
        forum=forum,
        meets_on=date.fromisoformat(kept["meets_on"]) if kept["meets_on"] else None,
        line=line,
        rows=len(lines),
        problems=() if index in kept.get("corrected", ()) else tuple(dict.fromkeys(told)),
    )


__all__ = ["RowPage", "begun", "first_row", "row_page"]
