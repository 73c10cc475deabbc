"""Where seats come for a part of the agenda alone, there is a way to have them: by the year's plan, at a call, at a planned meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum, SeatKind
from samspil.organisations.profile import Profile, expanded, load
from tests import clock
from tests.cast import Cast
from tests.profiles.reading import PROFILES
from tests.profiles.test_pages_of_the_four import settle

AUTUMN = datetime(2026, 9, 7, 7, tzinfo=UTC)
DEMO = PROFILES.parent / "src" / "samspil" / "demo" / "lillevig.yaml"


def with_blocks() -> list[tuple[Profile, str]]:
    """Every forum of every profile, and of the demonstration, whose seats include one of a block."""
    profiles = [load(path) for path in [*sorted(PROFILES.glob("*.yaml")), DEMO]]
    return [
        (profile, forum.key)
        for profile in profiles
        for forum in expanded(profile).forums
        if any(seat.block for seat in forum.seats)
    ]


ALL = with_blocks()


def test_there_is_such_a_forum_with_a_rhythm_and_one_without() -> None:
    assert {profile.whose.key for profile, _key in ALL} >= {"broendby", "lillevig"}


@pytest.mark.django_db
@pytest.mark.parametrize(("profile", "key"), ALL, ids=[f"{profile.whose.key}-{key}" for profile, key in ALL])
def test_the_seats_of_every_block_can_be_had(cast: Cast, profile: Profile, key: str) -> None:
    own = profile.whose.model_copy(
        update={"key": f"{profile.whose.key}-igen"}
    )  # the cast's municipality may have the name
    field = next(name for name in type(profile).model_fields if getattr(profile, name) is profile.whose)
    with clock.at(AUTUMN):
        body, client = settle(profile.model_copy(update={field: own}))
        forum = Forum.objects.get(body=body, key=key)
        blocks = set(forum.seats.filter(kind=SeatKind.BLOCK).values_list("block", flat=True))
        assert client.post(reverse("calendar:plan_year", args=[forum.pk]), {"year": "2026"}).status_code == 200
        meetings = list(Meeting.objects.filter(forum=forum).order_by("starts_at"))
        for block in blocks:
            soon = [meeting for meeting in meetings[:4] if block in meeting.blocks]
            assert soon, "none of the next four meetings has the seats of the block"
            called = _called(client, forum, block)
            assert block in called.blocks
            for meeting in meetings[:4]:
                _both_ways(client, meeting, block)


def _called(client: Client, forum: Forum, block: str) -> Meeting:
    """An extra meeting with the tick that the page offers."""
    address = reverse("calendar:call_extra", args=[forum.pk])
    assert f'value="{block}"' in client.get(address).content.decode()
    day = next(
        day for day in range(9, 12) if not Meeting.objects.filter(forum=forum, starts_at__date=date(2026, 9, day))
    )
    typed = {"day": f"{day}.9.2026", "starts": "16.00", "ends": "17.00", "with_blocks": [block]}
    assert client.post(address, typed).status_code == 303
    return Meeting.objects.get(forum=forum, starts_at__date=date(2026, 9, day))


def _both_ways(client: Client, meeting: Meeting, block: str) -> None:
    """From a planned meeting's page: they are called where they do not come, and left out where they do."""
    address = reverse("calendar:call_block", args=[meeting.pk])
    for _time in (1, 2):
        came = block in Meeting.objects.get(pk=meeting.pk).blocks
        assert address in client.get(reverse("calendar:meeting", args=[meeting.pk])).content.decode()
        assert client.post(address, {"block": block, **({} if came else {"comes": "on"})}).status_code == 303
        assert (block in Meeting.objects.get(pk=meeting.pk).blocks) is not came
