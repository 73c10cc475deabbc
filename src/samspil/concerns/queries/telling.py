"""Which lists tell the same as a line: a line that is removed on one list may be told by another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samspil.concerns.models import ListEntry, PoliceList


def told_by(entries: Sequence[ListEntry]) -> dict[int, list[PoliceList]]:
    """The other lists with a row that says what a line says, the earliest first, by line. One statement."""
    keys = {str(entry.pk): entry for entry in entries}
    lists = PoliceList.objects.filter(
        owner_audience_id__in={entry.owner_audience_id for entry in entries}, told_again__has_any_keys=list(keys)
    ).order_by("pk")
    told: dict[int, list[PoliceList]] = {}
    for one in lists:
        for key in one.told_again.keys() & keys.keys():
            if keys[key].police_list_id != one.pk and one.told_again[key] > 0:
                told.setdefault(int(key), []).append(one)
    return told


def removed_of(received: PoliceList) -> list[ListEntry]:
    """The lines of earlier lists that say what rows of this one say, and that have been removed since. One statement, none where it
    tells nothing again.
    """
    told = [int(key) for key, row in received.told_again.items() if row > 0]
    lines = ListEntry.objects.filter(pk__in=told, removed_at__isnull=False) if told else ListEntry.objects.none()
    return list(lines.exclude(police_list=received).select_related("police_list", "incident").order_by("pk"))


def each_once(lists: Iterable[Iterable[PoliceList]]) -> list[PoliceList]:
    """Some lists, each once, the earliest first."""
    return sorted({one.pk: one for some in lists for one in some}.values(), key=lambda one: one.pk)


__all__ = ["each_once", "removed_of", "told_by"]
