"""What is written of a notification: who sends it, and that it was sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.models import Concern
from samspil.concerns.notifying import policies
from samspil.concerns.notifying.models import Notifier, SentNotification
from samspil.concerns.notifying.queries import possible_notifiers
from samspil.concerns.policies import audience_of_sender, check_answers_door
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.holders import who_has
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_of, unit_of
from samspil.sharing.actions import disclose, hand_over
from samspil.sharing.notices.actions import tell


@verb("notification.assigned")
def assign(actor: Actor, *, concern: Concern, notifier: Staff | None) -> Notifier:
    """Say who sends the notification (barnets lov § 133: the duty is personal). They are told, and read it. Raises Refused."""
    check_answers_door(actor, concern)
    policies.check_notifier(notifier, possible_notifiers(actor, concern))
    assert notifier is not None  # checked above
    before = Notifier.objects.filter(concern=concern).order_by("-pk").first()
    chosen = Notifier.objects.create(
        owner_audience_id=concern.owner_audience_id, retention_kind=concern.retention_kind,
        delete_after=concern.delete_after, origin=concern.origin, concern=concern, staff_id=notifier.pk, since=actor.at,
    )  # fmt: skip
    _let_sender_read(actor, concern, chosen, notifier.pk)
    record("notification.assigned", chosen, staff=notifier.pk)
    tell(actor, [notifier.pk], "notification_yours", concern)
    if before is not None and before.staff_id not in {None, notifier.pk}:
        tell(actor, [before.staff_id], "notification_taken", concern)
    return chosen


@verb("notification.called_off")
def call_off(actor: Actor, *, concern: Concern) -> Notifier:
    """No notification is to be sent after all, as the door has answered anew. Who was to send it is told, and reads it; the duty
    of whoever wrote the concern stays their own. Raises Refused.
    """
    check_answers_door(actor, concern)
    before = Notifier.objects.filter(concern=concern).order_by("-pk").first()
    ended = Notifier.objects.create(
        owner_audience_id=concern.owner_audience_id, retention_kind=concern.retention_kind,
        delete_after=concern.delete_after, origin=concern.origin, concern=concern, staff_id=None, since=actor.at,
    )  # fmt: skip
    _let_sender_read(actor, concern, ended)
    record("notification.called_off", ended)
    tell(actor, [before.staff_id if before else None], "notification_off", concern)
    return ended


def _let_sender_read(actor: Actor, concern: Concern, row: Notifier, *people: int | None) -> None:
    """The colleague who wrote the concern reads that it is theirs to send, that it is not any more, and who sends it since."""
    today = timezone.localdate(actor.at)
    named = set(Notifier.objects.filter(concern=concern).values_list("staff_id", flat=True)) | set(people)
    if concern.sender_id not in named or (to := audience_of_sender(concern, today)) is None:
        return
    unit = unit_of(actor, today)
    basis = basis_to_door(unit, unit.body_id, today)
    disclose(actor, "notifying_notifier", [row.pk], [to], basis.pk, _("a statutory notification is to be sent"))


@verb("notification.sent")
def record_sent(
    actor: Actor, *, concern: Concern, staff: Staff | None, sent_at: datetime, sent_to: str, text: str, key: UUID,
    reference: str = "",
) -> SentNotification:  # fmt: skip
    """Write down that a notification was sent: who sent it, when, to whom, its number, and the text that went along. Once per
    `key`. Raises Refused.
    """
    if again := SentNotification.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    me, today = staff_of(actor), timezone.localdate(actor.at)
    at_door = policies.check_may_record(actor, me, concern, staff, possible_notifiers(actor, concern))
    policies.check_what_was_sent(actor, concern, staff, sent_at=sent_at, sent_to=sent_to, text=text)
    assert staff is not None  # checked above
    sent = SentNotification.objects.create(
        owner_audience_id=concern.owner_audience_id if at_door else me.person_audience_id,
        retention_kind=concern.retention_kind, delete_after=concern.delete_after, origin=concern.origin, concern=concern,
        staff_id=staff.pk, sent_at=sent_at, sent_to=sent_to.strip(), reference=reference.strip(), text=text.strip(), key=key,
    )  # fmt: skip
    if not at_door:
        unit = unit_of(actor, today)
        basis, keep = basis_to_door(unit, unit.body_id, today), [me.person_audience_id]
        why = _("a statutory notification has been sent")
        hand_over(actor, "notifying_sentnotification", [sent.pk], concern.owner_audience_id, keep, basis.pk, why)
        sent.refresh_from_db()
        tell(actor, [who_has([concern], actor.at)[concern.pk].now.pk], "sender_wrote", concern)
    record("notification.sent", sent, staff=staff.pk)
    return sent


__all__ = ["assign", "call_off", "record_sent"]
