"""Ending, approving and numbering a meeting as a whole, also by a keeper who was out of one of its items.

The act goes on over every item; nothing of them is shown: before a page is drawn, the policies hold again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError

from samspil.access import cabinet
from samspil.meetings.models import Meeting


@contextmanager
def as_a_whole(meeting: Meeting) -> Iterator[None]:
    """Within, this transaction reads every item of the meeting. Three statements.
    For who does not keep its minutes nothing changes."""
    ((before,),) = cabinet.call("SELECT coalesce(current_setting('samspil.past', true), '')", [])
    cabinet.call("SELECT meetings.look_past(%s)", [meeting.pk])
    try:
        yield
    finally:
        with suppress(DatabaseError):  # where the transaction is void, so is the setting
            cabinet.call("SELECT set_config('samspil.past', %s, true)", [before])


__all__ = ["as_a_whole"]
