"""What meetings without a forum agreed that somebody does by name: one's own, and those of colleagues for whom one acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from samspil.access import cabinet
from samspil.lib.refusals import NotVisible
from samspil.organisations.queries import staff_named

SEATED = RawSQL("organisations_forum.audience_id = ANY ((SELECT access.keys())::bigint[])", [], BooleanField())


@dataclass(frozen=True)
class OwnAgreement:
    """What a meeting agreed that the actor does by name, or a colleague for whom the actor acts."""

    resolution: int
    text: str
    due_on: date | None
    forum: str
    whose: str = ""


def agreements_of_day() -> tuple[list[OwnAgreement], list[OwnAgreement]]:
    """The actor's own, and those of colleagues for whom the actor acts, the earliest day first. Two statements at most."""
    rows = cabinet.read(
        "SELECT false, resolution, said, due_on, forum, NULL::bigint FROM matters.my_agreements() UNION ALL"
        " SELECT true, resolution, said, due_on, forum, staff FROM matters.left_agreements() ORDER BY 1, 4 NULLS LAST, 2",
        [],
    )
    whose = {staff for *_of_it, staff in rows if staff is not None}
    names = staff_named(whose) if whose else {}
    found: tuple[list[OwnAgreement], list[OwnAgreement]] = ([], [])
    for is_left, pk, said, due_on, forum, staff in rows:
        found[is_left].append(OwnAgreement(pk, said, due_on, forum, names.get(staff, "")))
    return found


def left_agreements() -> list[OwnAgreement]:
    """Those of colleagues who are not here or stop, for whom the actor acts. Two statements, one where there is none."""
    rows = cabinet.read("SELECT resolution, said, due_on, forum, staff FROM matters.left_agreements()", [])
    names = staff_named({row[4] for row in rows}) if rows else {}
    return [OwnAgreement(pk, said, due, forum, names.get(staff, "")) for pk, said, due, forum, staff in rows]


def read_agreement(resolution_id: int) -> OwnAgreement:
    """One's own agreement without a seat at the meeting, or that of somebody for whom one acts; that it was read is recorded. Raises
    NotVisible.
    """
    rows = cabinet.call("SELECT said, due_on, forum FROM matters.read_agreement(%s)", [resolution_id])
    if not rows:
        raise NotVisible
    ((said, due_on, forum),) = rows
    return OwnAgreement(resolution_id, said, due_on, forum)
