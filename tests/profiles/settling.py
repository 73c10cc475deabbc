"""A municipality whose registers are those of a profile, kept by its administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from samspil.access.actor import Actor
from samspil.organisations.models import Body, ProfileVersion
from samspil.organisations.profile import Profile
from tests.cast import Cast
from tests.profiles.reading import read

Keep = Callable[[Actor, Body, Profile], Any]


def settle(cast: Cast, name: str, *keep: Keep) -> Profile:
    """The cast's municipality gets the registers of that profile."""
    profile = read(name)
    actor = cast.administrator.sign()
    content = profile.model_dump(mode="json", exclude_defaults=True)
    ProfileVersion.objects.create(body=cast.body, applied_at=actor.at, digest=name, profile=content)
    for each in keep:
        each(actor, cast.body, profile)
    return profile


def text(response: Any) -> str:
    """What a page says."""
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())
