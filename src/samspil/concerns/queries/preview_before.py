"""What earlier lines of the week have been: removed by somebody, or corrected since. A list that comes again is no news of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from samspil.access.models import History
from samspil.concerns.lists.differences import Earlier
from samspil.concerns.lists.likeness import Deed, deed_of, plain
from samspil.concerns.models import ListEntry, RemovedBecause
from samspil.concerns.queries.preview_page import SKIP, PreviewLine, is_update
from samspil.organisations.models import Staff
from samspil.web import dates


@dataclass(frozen=True)
class Removed:
    """A line that somebody has taken away, and why."""

    line: Earlier
    at: datetime
    because: str


def with_before(told: Sequence[PreviewLine], removed: Sequence[Removed]) -> list[PreviewLine]:
    """The lines with what is to be known before one of them brings back what was removed, or turns back what was corrected:
    nothing of that is chosen in advance. Two statements, none where there is nothing of the kind.
    """
    again = {line.index: gone for line in told if (gone := _removed(line, removed))}
    changing = [line.difference.changed for line in told if line.difference.changed]
    kept = _kept([*(gone.line.id for gone in again.values()), *(entry.id for entry in changing)])
    names = dict(
        Staff.objects.filter(
            principal_id__in={row.written_by for rows in kept.values() for row in rows if row.written_by}
        ).values_list("principal_id", "name")
        if again
        else ()
    )
    answer = []
    for line in told:
        gone, earlier = again.get(line.index), line.difference.changed
        if gone:
            line = _asked(line, _removed_words(gone, kept[gone.line.id], names))  # noqa: PLW2901
        elif earlier and _turns_back(line, earlier, kept[earlier.id]):
            sentence = _(
                "The line on the week’s list has said this before, and was corrected since. This list may be an older one: choose "
                "yourself which of them is right."
            )
            line = _asked(line, sentence)  # noqa: PLW2901
        answer.append(line)
    return answer


def _asked(line: PreviewLine, sentence: str) -> PreviewLine:
    return replace(line, told_before=sentence, default=SKIP if line.default == SKIP else None)


def _removed(line: PreviewLine, removed: Sequence[Removed]) -> Removed | None:
    """The latest of the removed lines that told of the same deed of the same child."""
    if line.is_aside or line.difference.changed:
        return None
    keys = set(line.line.child_keys)
    alike = [
        gone
        for gone in removed
        if gone.line.fingerprint == line.line.fingerprint
        or (keys.intersection(gone.line.child_keys) and deed_of(line.line, gone.line) is Deed.SAME)
    ]
    return max(alike, key=lambda gone: gone.at, default=None)


def _kept(entries: Sequence[int]) -> Mapping[int, list[History]]:
    """What these lines said before, and who changed it, the latest first."""
    found: dict[int, list[History]] = defaultdict(list)
    if entries:
        rows = History.objects.filter(parent_table=ListEntry._meta.db_table, parent_id__in=entries)
        for row in rows.order_by("-parent_version", "-pk"):
            found[row.parent_id].append(row)
    return found


def _removed_words(gone: Removed, rows: Sequence[History], names: Mapping[int, str]) -> str:
    by = next((row.written_by for row in rows if not row.was.get("removed_at")), None)
    return _("A line that said this was removed %(when)s by %(who)s: %(why)s.") % {
        "when": dates.moment(gone.at), "who": names.get(by or 0) or _("a colleague"),
        "why": RemovedBecause(gone.because).label if gone.because else _("no reason is kept"),
    }  # fmt: skip


def _turns_back(line: PreviewLine, earlier: Earlier, rows: Sequence[History]) -> bool:
    """Whether a correction would only bring back what the line has said until somebody corrected it."""
    fields = [name for name in line.changed_in if name != "cpr"]
    if not (fields and is_update(line.default)):
        return False
    return all(
        any(
            _plain(row.was.get(name)) == _plain(line.role if name == "role" else getattr(line.line, name))
            for row in rows
        )
        for name in fields
    )


def _plain(value: Any) -> str:
    if isinstance(value, date) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    return plain(str(value or ""))


__all__ = ["Removed", "with_before"]
