"""Who sends a notification, whether it was sent, and who can be chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import Assessment, Concern, Step, StepKind
from samspil.concerns.notifying.models import Notifier, SentNotification
from samspil.concerns.queries.clocks import AGAIN, UNSENT, Clock
from samspil.organisations.models import Staff
from samspil.organisations.queries import staff_named, who_receives
from samspil.organisations.queries.concern_doors import answering, get_door


def was_sent(concern: Concern) -> bool:
    """Whether a notification has been sent about it at any time. One statement."""
    return SentNotification.objects.filter(concern=concern).exists()


def is_covered(concern: Concern, since: datetime | None) -> bool:
    """Whether a yes asks nobody to send it: that it was sent has been written down since the clock began, as `concerns.clocks` asks.
    One statement.
    """
    return since is not None and SentNotification.objects.filter(concern=concern, written_at__gte=since).exists()


def possible_notifiers(actor: Actor, concern: Concern) -> tuple[Staff, ...]:
    """Who can be chosen to send it: those who answer the door today, in their order, and the colleague who wrote it."""
    door, today = get_door(concern.door_id or 0), timezone.localdate(actor.at)
    people = {post.staff_id: post.staff for _place, post in answering([door], today)[door.pk]}
    if concern.sender_id and concern.sender_id not in people:
        people |= Staff.objects.in_bulk(who_receives([concern.sender_id], today))
    return tuple(people.values())


@dataclass(frozen=True)
class NotifyingPanel:
    """Who sends the notification and what was sent, as the actor reads it."""

    notifier: str
    notifier_id: int | None
    is_mine: bool
    has_fallen: bool  # who was named is away, has left, or has the concern no more
    may_send_instead: bool  # the actor can say: I send it
    staff_id: int
    sent: tuple[tuple[SentNotification, str], ...]
    told: tuple[
        tuple[str, datetime], ...
    ]  # who has sent it and when, for the colleague who wrote it and reads no more of it
    may_record: bool
    waits: bool  # the 24 hours run until it is sent
    why_not: Step | None  # what whoever wrote it has written of why they cannot send it
    is_done: bool  # somebody at the door has sent it, and the actor is to send nothing more

    @property
    def is_anothers(self) -> bool:
        """Nobody has sent it, as far as the actor reads, and another colleague was named to."""
        return not self.sent and bool(self.notifier) and self.notifier_id != self.staff_id

    @property
    def is_settled(self) -> bool:
        """It has been sent, and nothing more is waited for."""
        return bool(self.sent) and not self.waits


def notifying_panel(
    concern: Concern, staff: Staff, clock: Clock | None, notifiers: Collection[Staff], *, answers: bool, said_yes: bool
) -> NotifyingPanel | None:
    """None where nobody has said that it is a notification, as far as the actor reads, or it was called off. `answers`: the actor
    answers the door; `notifiers`: who can be chosen to send it.
    """
    chosen = Notifier.objects.filter(concern=concern).order_by("-pk").first()
    sent = list(SentNotification.objects.filter(concern=concern).order_by("sent_at", "pk"))
    named = chosen is not None and chosen.staff_id is not None
    told = [] if answers or sent or not named else told_sent(concern)
    if not sent and not told and not (concern.closed_at is None and (said_yes if answers else named)):
        return None
    people = (
        {each.staff_id for each in sent} | {who for who, _at in told} | ({chosen.staff_id or 0} if chosen else set())
    )
    names = staff_named(people)
    waits = clock is not None and clock.waits == UNSENT
    is_mine = clock.is_mine if clock is not None and waits else chosen is not None and chosen.staff_id == staff.pk
    others = named and chosen is not None and chosen.staff_id != staff.pk
    return NotifyingPanel(
        notifier=names.get(chosen.staff_id or 0, "") if chosen else "",
        notifier_id=chosen.staff_id if chosen else None,
        is_mine=is_mine,
        has_fallen=clock is not None and waits and others and not clock.named_sends,
        may_send_instead=waits and answers and others and not is_mine and staff.pk in {each.pk for each in notifiers},
        staff_id=staff.pk,
        sent=tuple((each, names.get(each.staff_id, "")) for each in sent),
        told=tuple((names.get(who, ""), at) for who, at in told),
        may_record=concern.closed_at is None and not told and (answers or is_mine or concern.sender_id == staff.pk),
        waits=waits,
        why_not=who_cannot({concern.pk: chosen.staff_id or 0}).get(concern.pk)
        if waits and chosen is not None
        else None,
        is_done=bool(told),
    )


def told_sent(concern: Concern) -> list[tuple[int, datetime]]:
    """Who has sent it, and when, for whoever reads who was to send it (`notifying.told_sent`). One statement."""
    return cabinet.read("SELECT staff, sent_at FROM notifying.told_sent(%s)", [concern.pk])


def who_cannot(named: Mapping[int, int]) -> dict[int, Step]:
    """Of these concerns, each with who was named to send its notification: what that colleague has written, since they were named, of why
    they cannot send it. Two statements at most, one where nobody has written it.
    """
    written = Step.objects.filter(concern_id__in=named, kind=StepKind.CANNOT_SEND, staff_id__in=named.values())
    steps = {step.concern_id: step for step in written.order_by("pk") if step.staff_id == named[step.concern_id]}
    if not steps:
        return {}
    newest = {one.concern_id: one.since for one in Notifier.objects.filter(concern_id__in=steps).order_by("pk")}
    return {
        concern: step
        for concern, step in steps.items()
        if step.written_at is not None and step.written_at >= newest.get(concern, step.written_at)
    }


def covers(panel: NotifyingPanel | None, told: Assessment, clock: Clock | None) -> bool:
    """The same as `is_covered`, of what the page has read already."""
    since = clock.since if clock is not None and clock.waits == AGAIN else told.runs_since or told.received_at
    return panel is not None and any(
        one.written_at is not None and one.written_at >= since for one, _name in panel.sent
    )
