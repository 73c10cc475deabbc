"""The same thing sent twice at once: the second meets what the first has saved, and nobody else's text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from samspil.access.actor import Actor
from samspil.access.models import History


def is_own(actor: Actor, row: Any, said: Mapping[str, Any]) -> bool:
    """Whether the actor changed a row last, and it says the same now. When it was said is another instant each time. One statement."""
    if any(getattr(row, name) != value for name, value in said.items() if not isinstance(value, datetime)):
        return False
    before = History.objects.filter(parent_table=row._meta.db_table, parent_id=row.pk)
    last = before.order_by("-parent_version", "-pk").values_list("written_by", flat=True).first()
    return bool(last == actor.principal_id)
