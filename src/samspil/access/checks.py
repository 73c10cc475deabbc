"""`samspil manage check`: is the lock of the database the one that was laid?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from samspil.access import comparing

CHANGED_LOCK = "access.E001"


def lock_stands(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Asked through any role but the owner's: `migrate` checks through that one, and it is what mends the lock."""
    complaints: list[CheckMessage] = []
    for alias in databases or []:
        if alias != "owner":
            with connections[alias].cursor() as cursor:
                complaint = comparing.complaint(cursor)
            if complaint:
                complaints.append(Error(complaint, obj=alias, id=CHANGED_LOCK))
    return complaints
