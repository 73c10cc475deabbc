"""Who may say that a notification was sent, and what cannot be done before it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import Assessment, Concern, FirstAnswer
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.web import dates


def check_notifier(staff: Staff | None, choices: Collection[Staff]) -> None:
    """The duty is personal: a notification is sent by somebody with a name, at the door or who wrote the concern."""
    if staff is None or staff.pk not in {choice.pk for choice in choices}:
        raise Refused(_("Choose who sends it. The duty is a person's own."), field="notifier")


def check_may_record(
    actor: Actor, me: Staff, concern: Concern, sent_by: Staff | None, choices: Collection[Staff]
) -> bool:
    """Those who answer the door say who of them sent it; the colleague who wrote the concern says so of themselves alone.
    Answers whether the actor answers the door.
    """
    at_door = concern.owner_audience_id in cabinet.own_keys()
    if not at_door and concern.sender_id != me.pk:
        raise Refused(_("Only those who have the concern, and who wrote it, say that it was sent."))
    if concern.closed_at is not None:
        raise Refused(_("The concern is closed. Send a new one if there is something new."))
    told = Assessment.objects.filter(concern=concern).first() if at_door else None
    if told is not None and told.asks_notification and told.first_answer != FirstAnswer.YES:
        raise Refused(_("Answer first: can this be a statutory notification?"))
    if sent_by is None or sent_by.pk not in {choice.pk for choice in choices} or (not at_door and sent_by.pk != me.pk):
        raise Refused(_("Choose who sent it."), field="staff")
    return at_door


def check_what_was_sent(
    actor: Actor, concern: Concern, sent_by: Staff | None, *, sent_at: datetime, sent_to: str, text: str
) -> None:
    """It has been sent: at a time that has come, to somebody, with a text. Who wrote the concern may have sent it before; nobody
    else before they had it.
    """
    if sent_at > actor.at:
        raise Refused(_("This time has not come yet. Write when it was sent."), field="clock")
    known = _known_since(concern)
    if sent_by is not None and sent_by.pk != concern.sender_id and sent_at < known:
        raise Refused(
            _("That is before it was received here, %(time)s. Write when it was sent.") % {"time": dates.moment(known)},
            field="clock",
        )
    if not sent_to.strip():
        raise Refused(_("Write to whom it was sent."), field="sent_to")
    if not text.strip():
        raise Refused(_("Write what was sent."), field="text")


def _known_since(concern: Concern) -> datetime:
    """When the municipality had it, to the minute: earlier than here, where another of its doors had it first."""
    first = Assessment.objects.filter(concern=concern).values_list("received_at", flat=True).first()
    received = min(each for each in (first, concern.received_at) if each is not None)
    return received.replace(second=0, microsecond=0)


def check_is_sent(waits: bool) -> None:
    """Nothing ends while a notification that somebody has said yes to is not sent."""
    if waits:
        raise Refused(_("The notification has not been sent yet. Send it, and write down when and to whom."))
