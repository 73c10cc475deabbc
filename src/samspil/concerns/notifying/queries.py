"""Who sends a notification, whether it was sent, and who can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.concerns.models import Assessment, Concern, FirstAnswer
from samspil.concerns.notifying.models import Notifier, SentNotification
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_named
from samspil.organisations.queries.concern_doors import answering, get_door


def is_sent() -> Exists:
    """For a query of assessments: a notification has been sent."""
    return Exists(SentNotification.objects.filter(concern_id=OuterRef("concern_id")))


def waits_to_be_sent(assessment: Assessment) -> bool:
    """Somebody has said that it is a notification, and nobody has sent it: the clock runs. One statement, where it asks."""
    if assessment.first_answer != FirstAnswer.YES:
        return False
    return not SentNotification.objects.filter(concern_id=assessment.concern_id).exists()


def unsent(assessments: Sequence[Assessment]) -> set[int]:
    """The concerns of these assessments whose notification is not sent yet. One statement."""
    yes = {each.concern_id for each in assessments if each.first_answer == FirstAnswer.YES}
    sent = SentNotification.objects.filter(concern_id__in=yes).values_list("concern_id", flat=True) if yes else ()
    return yes - set(sent)


def possible_notifiers(actor: Actor, concern: Concern) -> tuple[Staff, ...]:
    """Who can be chosen to send it: those who answer the door today, in their order, and the colleague who wrote it."""
    door = get_door(concern.door_id or 0)
    people = {post.staff_id: post.staff for _place, post in answering([door], timezone.localdate(actor.at))[door.pk]}
    if concern.sender_id and concern.sender_id not in people:
        people |= {each.pk: each for each in Staff.objects.filter(pk=concern.sender_id, ended_at__isnull=True)}
    return tuple(people.values())


@dataclass(frozen=True)
class NotifyingPanel:
    """Who sends the notification and what was sent, as the actor reads it."""

    notifier: str
    is_mine: bool
    sent: tuple[tuple[SentNotification, str], ...]
    may_record: bool

    @property
    def waits(self) -> bool:
        """Nobody has sent it yet."""
        return not self.sent


def notifying_panel(concern: Concern, staff: Staff, *, answers: bool, said_yes: bool) -> NotifyingPanel | None:
    """None where nobody has said that it is a notification, as far as the actor reads. `answers`: the actor answers the door."""
    chosen = Notifier.objects.filter(concern=concern).order_by("-pk").first()
    sent = list(SentNotification.objects.filter(concern=concern).order_by("sent_at", "pk"))
    if chosen is None and not sent and not (answers and said_yes):
        return None
    names = staff_named({each.staff_id for each in sent} | ({chosen.staff_id} if chosen else set()))
    is_mine = chosen is not None and chosen.staff_id == staff.pk
    return NotifyingPanel(
        notifier=names.get(chosen.staff_id, "") if chosen else "",
        is_mine=is_mine,
        sent=tuple((each, names.get(each.staff_id, "")) for each in sent),
        may_record=concern.closed_at is None and (answers or is_mine or concern.sender_id == staff.pk),
    )
