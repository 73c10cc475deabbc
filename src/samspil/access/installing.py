"""Acts of installing: done by the owner of the database, never by the running product."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from samspil.access.actor import pads


@dataclass(frozen=True)
class FoundedBody:
    """Ids of a new body: its audience, its administrators' audience and the service that applies its profile."""

    audience: int
    administration: int
    installer: int


def lay_signing_key(owner: BaseDatabaseWrapper) -> None:
    """Make the server's signing key the only valid one. Run at each start of migrate; changing it ends every token."""
    inner, outer = pads(settings.ACTOR_KEY)
    with owner.cursor() as cursor:
        cursor.execute("DELETE FROM access_signingkey WHERE inner_pad <> %s", [inner])
        cursor.execute(
            "INSERT INTO access_signingkey (inner_pad, outer_pad, valid_from) SELECT %s, %s, now() "
            "WHERE NOT EXISTS (SELECT FROM access_signingkey)",
            [inner, outer],
        )


def found_body(owner: BaseDatabaseWrapper, name: str) -> FoundedBody:
    """A new municipality or body above, with the audiences that must exist before its profile can be applied."""
    with owner.cursor() as cursor:
        cursor.execute("SELECT body, administration, installer FROM access.found_body(%s)", [name])
        return FoundedBody(*cursor.fetchone())
