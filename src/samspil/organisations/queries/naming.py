"""What colleagues are called, so that two of one name are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.organisations.models import Staff
from samspil.web import dates


def staff_named(ids: Iterable[int]) -> dict[int, str]:
    """Names of colleagues by id, ended ones too, told apart. One statement; a second where somebody of them is ended."""
    people = Staff.objects.only("name", "ended_at", "body_id").in_bulk(set(ids))
    return {pk: one.name for pk, one in told_apart(people).items()}


def told_apart(people: dict[int, Staff]) -> dict[int, Staff]:
    """The same colleagues, to be shown and not saved: whoever is ended and has the name of another of the place, as when an access was
    created anew, is called with the day on which they stopped, and with the time of day too where the other stopped on that day. One
    statement, none where nobody is ended.
    """
    ended = {one.name for one in people.values() if one.ended_at is not None}
    if not ended:
        return people
    alike = Staff.objects.filter(name__in=ended).values_list("name", "body_id", "pk", "ended_at")
    of: dict[tuple[str, int], dict[int, datetime | None]] = {}
    for name, body, pk, when in alike:
        of.setdefault((name, body), {})[pk] = when
    for one in people.values():
        others = [when for pk, when in of.get((one.name, one.body_id), {}).items() if pk != one.pk]
        if one.ended_at is not None and others:
            one.name = _("%(name)s (stopped %(day)s)") % {"name": one.name, "day": _stopped(one.ended_at, others)}
    return people


def _stopped(at: datetime, others: Iterable[datetime | None]) -> str:
    """The day, and the time of day where another stopped on it too."""
    day = timezone.localdate(at)
    same = any(when is not None and timezone.localdate(when) == day for when in others)
    return dates.moment(at) if same else dates.short(day)
