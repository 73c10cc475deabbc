"""A forum with a rhythm: every week on Tuesdays, the adults' seat every 14 days, in a municipality with a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from samspil.access.actor import Actor, now, sign
from samspil.organisations.models import Body, Forum, ProfileVersion
from tests import clock
from tests.cast import Cast, as_role

MONDAY = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
TERMS: dict[str, Any] = {
    "cadence": {"kind": "weekly", "weekday": "tuesday", "starts": "08:30", "ends": "10:00"},
    "blocks": [
        {"code": "under_18", "name": "Under 18", "ages": {"at_most": 17}},
        {
            "code": "18_plus", "name": "18+ når Ungeporten er med", "ages": {"at_least": 18},
            "cadence": {"every_days": 14, "at_most_days": 21, "first": "2026-08-04"},
        },
    ],
}  # fmt: skip
PROFILE: dict[str, Any] = {
    "format": 1,
    "municipality": {"key": "lillevig", "name": "Lillevig", "short_name": "Lillevig", "purpose": "At forebygge"},
    "calendar": {
        "closing_days": [{"name": "Juleaftensdag", "day": "12-24"}, {"name": "Nytårsaftensdag", "day": "12-31"}],
        "school_years": [
            {
                "starts": 2026,
                "holidays": [
                    {"name": "Sommerferie", "first_day": "2026-08-01", "last_day": "2026-08-09"},
                    {"name": "Efterårsferie", "first_day": "2026-10-10", "last_day": "2026-10-18"},
                    {"name": "Juleferie", "first_day": "2026-12-19", "last_day": "2027-01-03"},
                    {"name": "Vinterferie", "first_day": "2027-02-13", "last_day": "2027-02-21"},
                    {"name": "Påskeferie", "first_day": "2027-03-20", "last_day": "2027-03-29"},
                    {"name": "Sommerferie", "first_day": "2027-06-26", "last_day": "2027-07-31"},
                ],
            }
        ],
    },
}


@pytest.fixture
def forum(cast: Cast) -> Iterator[Forum]:
    """The forum on Monday 23 November 2026, with its rhythm and the municipality's calendar."""
    with clock.at(MONDAY):
        agree(cast.forum)
        state(cast.body)
        yield Forum.objects.select_related("body").get(pk=cast.forum.pk)


def local(text: str) -> datetime:
    """2026-11-24 08:30 in the municipality's own time."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def state(body: Body, **calendar: Any) -> None:
    """The municipality's profile says this about the calendar."""
    content = deepcopy(PROFILE)
    content["calendar"].update(calendar)
    sign(Actor(body.installer_id, now()))
    ProfileVersion.objects.create(body=body, applied_at=now(), digest=str(calendar), profile=content)


def agree(forum: Forum, **terms: Any) -> None:
    """The forum works by these terms."""
    row = forum.terms.get()
    row.terms = {**row.terms, "terms": [{**row.terms["terms"][0], **TERMS, **terms}]}
    with as_role("samspil_owner"):
        row.save()


__all__ = ["MONDAY", "agree", "forum", "local", "state"]
