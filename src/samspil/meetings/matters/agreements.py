"""What meetings without a forum agreed that somebody does by name: one's own, and those of colleagues for whom one acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from samspil.access import cabinet
from samspil.lib.refusals import NotVisible
from samspil.meetings.matters import policies
from samspil.meetings.matters.models import Resolution, ResolutionKind, ResolutionState
from samspil.meetings.matters.queries import get_resolution
from samspil.organisations.models import Forum, Staff
from samspil.organisations.queries import staff_named

SEATED = RawSQL("organisations_forum.audience_id = ANY ((SELECT access.keys())::bigint[])", [], BooleanField())


@dataclass(frozen=True)
class OwnAgreement:
    """What a meeting agreed that the actor does by name, or a colleague for whom the actor acts, or who stops on a settled day."""

    resolution: int
    text: str
    due_on: date | None
    forum: str
    whose: str = ""
    stops: date | None = None


@dataclass(frozen=True)
class ReadAgreement:
    """One agreement as its own page shows it: whose it is, and how far it is."""

    resolution: int
    text: str
    due_on: date | None
    forum: Forum
    staff_id: int
    outcome: str = ""
    version: int = 0


def agreements_of_day() -> tuple[list[OwnAgreement], list[OwnAgreement]]:
    """The actor's own, and those of colleagues who are not here and for whom the actor acts, the earliest day first. Two statements
    at most.
    """
    rows = cabinet.read(
        "SELECT false, resolution, said, due_on, forum, NULL::bigint FROM matters.my_agreements() UNION ALL"
        " SELECT true, resolution, said, due_on, forum, staff FROM matters.left_agreements() WHERE acts ORDER BY 1, 4 NULLS LAST, 2",
        [],
    )
    whose = {staff for *_of_it, staff in rows if staff is not None}
    names = staff_named(whose) if whose else {}
    found: tuple[list[OwnAgreement], list[OwnAgreement]] = ([], [])
    for is_left, pk, said, due_on, forum, staff in rows:
        found[is_left].append(OwnAgreement(pk, said, due_on, forum, names.get(staff, "")))
    return found


def left_agreements() -> list[OwnAgreement]:
    """Those of colleagues who are not here, for whom the actor acts; and of who stops, for who shares out beforehand. Two statements,
    one where there is none.
    """
    rows = cabinet.read("SELECT resolution, said, due_on, forum, staff, stops FROM matters.left_agreements()", [])
    names = staff_named({row[4] for row in rows}) if rows else {}
    return [
        OwnAgreement(pk, said, due, forum, names.get(staff, ""), stops) for pk, said, due, forum, staff, stops in rows
    ]


def read_agreement(resolution_id: int) -> ReadAgreement:
    """One's own agreement without a seat at the meeting, or that of somebody for whom one acts; that it was read is recorded. Raises
    NotVisible.
    """
    rows = cabinet.call(
        "SELECT said, due_on, staff, outcome, version, forum_id FROM matters.read_agreement(%s)", [resolution_id]
    )
    if not rows:
        raise NotVisible
    ((said, due_on, staff, outcome, version, forum),) = rows
    return ReadAgreement(resolution_id, said, due_on, Forum.every.get(pk=forum), staff, outcome, version)


def may_hand_on(resolution: Resolution, me: Staff) -> bool:
    """Whether the actor, who holds a seat there, gives an agreement on: who has it, keeps the minutes, acts for who has it, or
    shares out what they have.
    """
    if (
        resolution.responsible_id is None
        or resolution.state != ResolutionState.STANDING
        or resolution.kind != ResolutionKind.AGREEMENT
    ):
        return False
    return (
        resolution.responsible_id == me.pk
        or policies.leads(resolution.meeting)
        or resolution.pk in {one.resolution for one in left_agreements()}
    )


def to_hand_on(resolution_id: int, me: Staff) -> ReadAgreement:
    """An agreement that the actor may give on. Raises NotVisible."""
    try:
        found = get_resolution(resolution_id)
    except NotVisible:  # nobody there: one's own, or of somebody for whom one acts
        return read_agreement(resolution_id)
    if not may_hand_on(found, me):
        raise NotVisible
    assert found.responsible_id is not None
    return ReadAgreement(found.pk, found.text, found.due_on, found.meeting.forum, found.responsible_id)
