"""A concern: written by one colleague, given to a forum's door, opened there."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.models import Concern, ConcernState
from samspil.concerns.states import CONCERN_KIND, NEXT, POLICE_ORIGIN
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Forum
from samspil.organisations.queries import staff_of, unit_of
from samspil.sharing.actions import hand_over
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.queries import basis_for, delete_after


@verb("concern.sent")
def send(
    actor: Actor,
    *,
    forum: Forum,
    about: str,
    who: str,
    text: str,
    source: str,
    crime_focus: str,
    necessity: str,
    key: UUID,
    location_type: str = "",
    draft: str = "",
) -> Concern:
    """Send a concern to the forum (BRO-57), with where the knowledge comes from (BRO-91), once per `key`.

    It begins in the sender's own audience and is handed to the forum's door on the basis that follows from the sender's
    unit; the sender goes on reading it. A forum for named persons demands the reason for a separate crime-preventive
    focus (BRO-09). Raises Refused.
    """
    if again := _sent(actor, key):
        return again
    policies.check_may_send(actor, forum, about=about, crime_focus=crime_focus)
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    unit = unit_of(actor, today)
    basis = basis_for(unit, forum, today)
    try:
        with transaction.atomic():
            concern = Concern.objects.create(
                owner_audience_id=staff.person_audience_id, retention_kind=CONCERN_KIND,
                delete_after=delete_after(forum.body.audience_id, CONCERN_KIND, today),
                origin=POLICE_ORIGIN if unit.sector == "police" else "own", forum_id=forum.pk, about=about, who=who,
                text=text, source=source, sender_id=staff.pk, sender_unit_id=unit.pk, crime_focus=crime_focus, key=key,
                location_type=location_type,
            )  # fmt: skip
    except IntegrityError:  # sent twice in one moment
        return Concern.objects.get(written_by=actor.principal_id, key=key)
    hand_over(actor, "concerns_concern", [concern.pk], forum.door_id, [staff.person_audience_id], basis.pk, necessity)
    concern.refresh_from_db()
    record("concern.sent", concern, forum=forum.pk, source=source, about=about, location=location_type)
    if draft:
        drafts.discard(actor, draft)
    return concern


def _sent(actor: Actor, key: UUID) -> Concern | None:
    return Concern.objects.filter(written_by=actor.principal_id, key=key).first()


@verb("concern.moved")
def become(actor: Actor, *, concern: Concern, state: str, version: int) -> Concern:
    """Move a concern on: to the agenda, back, or closed. Raises Refused, Conflict."""
    if state not in NEXT[concern.state]:
        raise Refused(
            _("The concern is “%(state)s”, so this cannot be done now.") % {"state": ConcernState(concern.state).label}
        )
    policies.check_may_answer(actor, concern)
    if not Concern.objects.filter(pk=concern.pk, version=version).update(state=state):
        now = Concern.objects.get(pk=concern.pk)
        raise Conflict(
            theirs=str(ConcernState(now.state).label), mine=str(ConcernState(state).label), version=now.version
        )
    concern.refresh_from_db()
    record("concern.moved", concern, state=state)
    return concern


__all__ = ["become", "send"]
