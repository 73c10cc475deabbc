"""Whom to ask for a child's name that came with no work: who gave it, and who acts there when they are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from samspil.cases.models import Case, Conversation, Task
from samspil.organisations.models import Post, Staff, Unit
from samspil.responsibility.queries import presence_in
from samspil.sharing.models import DisclosedRow


@dataclass(frozen=True)
class WhoKnows:
    """Who gave work about a child whose name is not shared with its unit; `has_left`: who gave it has, and this one acts there."""

    staff: Staff
    unit: Unit | None
    has_left: bool
    giver: Staff | None = (
        None  # who gave it and is gone, where the reader is who acts there: there is nobody else to ask
    )


def who_knows(
    work: Case | Task | Conversation, child: str | None, at: datetime, reader: Staff | None = None
) -> WhoKnows | None:
    """Whom to ask for the name; None where it is read, or where the work is about no child. No statement there, else six at most."""
    if work.subject is None or child:
        return None
    given = DisclosedRow.objects.filter(
        table_name=work._meta.db_table, row_id=work.pk, disclosure__kind="handover"
    ).select_related("disclosure")
    first = given.order_by("pk").first()
    principal = first.disclosure.giver_id if first else work.written_by
    giver = Staff.objects.filter(principal_id=principal or 0).first()
    if giver is None:
        return None
    post = Post.objects.filter(staff=giver).select_related("unit").order_by("-valid_to", "-pk").first()
    if post is None:
        return WhoKnows(giver, None, has_left=False)
    here = presence_in([post.unit_id], [giver.pk], at)
    acting = here.acting_for(giver, post.unit_id)
    own = reader is not None and acting is not None and acting.pk == reader.pk
    return WhoKnows(acting or giver, post.unit, acting is not None, giver if own else None)
