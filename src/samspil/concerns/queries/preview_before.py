"""The earlier lines of the week, and what they have been: removed by somebody, or corrected since. A list that comes again is no
news of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.access.models import History
from samspil.concerns.lists.differences import Earlier
from samspil.concerns.lists.likeness import Deed, deed_of, plain
from samspil.concerns.lists.lines import Line, child_keys
from samspil.concerns.models import ListEntry, RemovedBecause
from samspil.concerns.queries.preview_page import SKIP, PreviewLine, is_update
from samspil.concerns.queries.told_before import week_of
from samspil.lib.names import sought
from samspil.organisations.models import Forum, Staff
from samspil.people import cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import former_names, with_former_names
from samspil.web import dates


@dataclass(frozen=True)
class Removed:
    """A line that somebody has taken away, and why."""

    line: Earlier
    at: datetime
    because: str


def earlier_of_week(
    forum: Forum, day: date, lines: Sequence[Line], own: Sequence[int]
) -> tuple[list[Earlier], list[Removed], Mapping[str, list[Person]]]:
    """What the forum has received in that week, in a file or aloud, and still keeps; what was removed of it; and the records of its
    lines by the name as it is sought.
    """
    week = week_of(day)
    entries = list(
        ListEntry.objects.filter(
            Q(police_list__meets_on__range=week)
            | Q(police_list__meets_on__isnull=True, police_list__received_on__range=week),
            police_list__forum_id=forum.pk,
            owner_audience_id__in=own,
        )
        .select_related("incident", "police_list")
        .order_by("police_list_id", "row", "pk")
    )
    about = Person.objects.filter(pk__in={entry.subject for entry in entries if entry.subject})
    persons = {person.pk: person for person in with_former_names(about.select_related("owner_audience"))}
    numbers = {cpr_at_rest.keyed_hash(line.cpr): line.cpr for line in lines if line.cpr}
    read = [(entry, _as_earlier(entry, persons.get(entry.subject or 0), numbers)) for entry in entries]
    removed = [Removed(told, entry.removed_at, entry.removed_because) for entry, told in read if entry.removed_at]
    standing = {entry.subject for entry, _told in read if entry.subject and entry.removed_at is None}
    waiting: dict[str, list[Person]] = defaultdict(list)
    for person in persons.values():
        if person.pk in standing and sought(person.name):
            waiting[sought(person.name)].append(person)
    return [told for entry, told in read if entry.removed_at is None], removed, waiting


def _as_earlier(entry: ListEntry, person: Person | None, numbers: dict[bytes, str]) -> Earlier:
    hashed = bytes(person.cpr_hash) if person and person.cpr_hash is not None else None
    number = numbers.get(hashed) if hashed else None
    event = entry.incident
    keys = dict.fromkeys(child_keys(entry.name, entry.birth_date, number))
    if person:
        for name in (person.name, *former_names(person)):
            keys |= dict.fromkeys(child_keys(name, person.birth_date, number))
    return Earlier(
        id=entry.pk,
        name=entry.name,
        birth_date=entry.birth_date,
        role=entry.role,
        text=entry.text or (event.text if event else ""),
        place=entry.place or (event.place if event else ""),
        happened_on=entry.happened_on or (event.happened_on if event else None),
        reference=entry.reference,
        fingerprint=bytes(entry.fingerprint) if entry.fingerprint is not None else None,
        child_keys=tuple(keys),
        other_number=hashed is not None and number is None,
        happened_at=entry.happened_at,
        has_number=hashed is not None,
        list_id=entry.police_list_id,
        subject=entry.subject,
        child_name=person.name if person else "",
        row=entry.row,
        listed_at=entry.police_list.written_at,
        version=entry.version,
    )


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


__all__ = ["Removed", "earlier_of_week", "with_before"]
