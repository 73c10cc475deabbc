"""The remark on a list, and what it said before somebody corrected or removed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samspil.access.models import History
from samspil.concerns.models import PoliceList
from samspil.concerns.queries.earlier import Before
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Staff


@dataclass(frozen=True)
class RemarkPage:
    """A list and its remark. `before` is what the remark has said, the latest first."""

    received: PoliceList
    before: tuple[Before, ...]

    @property
    def removed(self) -> Before | None:
        """What the remark said until it was removed; None while it stands, and where there never was one."""
        return None if self.received.note else next(iter(self.before), None)

    @property
    def removed_words(self) -> str:
        """The words of the removed remark."""
        return words_of(self.removed)

    @property
    def removed_at(self) -> datetime | None:
        """When it was removed."""
        return self.removed.at if self.removed else None


def remark_page(list_id: int) -> RemarkPage:
    """The remark of one list. Raises NotVisible, also for a list that never had one."""
    received = PoliceList.objects.filter(pk=list_id).first()
    if received is None:
        raise NotVisible
    page = RemarkPage(received, tuple(remarks_before(received)))
    if not (received.note or page.before):
        raise NotVisible
    return page


def remarks_before(received: PoliceList) -> list[Before]:
    """What the remark of a list said before each change, the latest first. Two statements; none for a list that nobody has changed."""
    if received.version == 1:
        return []
    rows = list(
        History.objects.filter(parent_table=PoliceList._meta.db_table, parent_id=received.pk).order_by(
            "-parent_version", "-pk"
        )
    )
    names = dict(
        Staff.objects.filter(principal_id__in={row.written_by for row in rows}).values_list("principal_id", "name")
    )
    now, told = received.note, []
    for row in rows:
        was = row.was.get("note") or ""
        if was and was != now:
            told.append(Before(row.written_at, names.get(row.written_by or 0, ""), (("note", was),)))
        now = was
    return told


def words_of(before: Before | None) -> str:
    """What a remark said; empty for none."""
    return str(dict(before.said)["note"]) if before else ""


__all__ = ["RemarkPage", "remark_page", "remarks_before", "words_of"]
