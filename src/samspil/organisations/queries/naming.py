"""What colleagues are called, so that two of one name are told apart."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.organisations.models import Staff
from samspil.web import dates


def staff_named(ids: Iterable[int]) -> dict[int, str]:
    """Names of colleagues by id, ended ones too, told apart. One statement; a second where somebody of them is ended."""
    people = Staff.objects.only("name", "ended_at", "body_id").in_bulk(set(ids))
    return {pk: one.name for pk, one in told_apart(people).items()}


def told_apart(people: dict[int, Staff]) -> dict[int, Staff]:
    """The same colleagues, to be shown and not saved: whoever is ended and has the name of somebody who works here, as when an access was
    created anew, is called with the day on which they stopped. One statement, none where nobody is ended.
    """
    ended = {one.name: one for one in people.values() if one.ended_at is not None}
    if not ended:
        return people
    here = Staff.objects.filter(name__in=ended, ended_at__isnull=True).values_list("name", "body_id")
    shared = set(here)
    for one in people.values():
        if one.ended_at is not None and (one.name, one.body_id) in shared:
            day = dates.short(timezone.localdate(one.ended_at))
            one.name = _("%(name)s (stopped %(day)s)") % {"name": one.name, "day": day}
    return people
