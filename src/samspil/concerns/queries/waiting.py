"""What waits at the doors that a colleague answers, what they have sent, and one list or concern as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.models import Concern, ConcernState, Footing, Holding, PoliceList
from samspil.concerns.notifying.models import SentNotification
from samspil.concerns.queries.adults import talked_with
from samspil.concerns.queries.cases import cases_of
from samspil.concerns.queries.doors import Holders, holders
from samspil.concerns.queries.holders import who_has
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor, Forum, Staff, Unit
from samspil.organisations.queries import get_forum, staff_named, staff_of
from samspil.sharing.drafts import names
from samspil.sharing.drafts.queries import draft, is_typed

SHOWN = 50
SHOWN_LISTS = timedelta(days=28)
DRAFT = "concern-door"  # of the concern that somebody is writing

names.register("concern-door")


@dataclass(frozen=True)
class ConcernLine:
    """One concern in a list."""

    concern: Concern
    forum: Forum
    sender: str
    unit: str


@dataclass(frozen=True)
class RaisedLine:
    """One concern that the actor has sent to a door: who has it now, and when they sent a notification about it themselves."""

    concern: Concern
    holder: str
    sent_at: datetime | None


@dataclass(frozen=True)
class ListLine:
    """One list that was received: when, for which forum, by whom, and how many lines it has."""

    received: PoliceList
    forum: Forum
    by: str
    entries: int


@dataclass(frozen=True)
class WaitingPage:
    """Concerns that wait at the actor's doors, lists received there, and own concerns."""

    answers_a_door: bool
    waiting: tuple[ConcernLine, ...]
    lists: tuple[ListLine, ...]
    sent: tuple[ConcernLine, ...]
    raised: tuple[RaisedLine, ...]
    chosen: tuple[RaisedLine, ...]  # what others sent, and a child has chosen the actor to have
    talks: tuple[RaisedLine, ...]  # what others sent and others have, and the actor is the adult of its child
    answers_a_concern_door: bool
    has_draft: bool  # a concern that is begun and not sent


def waiting_page(actor: Actor) -> WaitingPage:
    """What there is for this colleague; the longest waiting first."""
    staff, own, today = staff_of(actor), own_keys(), timezone.localdate(actor.at)
    doors = {forum.pk: forum for forum in Forum.objects.filter(door_id__in=own)}
    # Filtered on the owner: the policy is the lock, not the index.
    at_doors = Concern.objects.filter(owner_audience_id__in=own, state=ConcernState.NEW, forum_id__in=doors)
    concerns = list(at_doors.order_by("written_at", "pk")[:SHOWN])
    sent = list(
        Concern.objects.filter(sender_id=staff.pk, written_by=actor.principal_id).order_by("-written_at", "-pk")[:SHOWN]
    )
    raised, sent = [one for one in sent if one.forum_id is None], [one for one in sent if one.forum_id is not None]
    lists = PoliceList.objects.filter(
        owner_audience_id__in=own, forum_id__in=doors, received_on__gte=today - SHOWN_LISTS
    ).annotate(standing=Count("entries", filter=Q(entries__removed_at__isnull=True)))
    told = _lines([*concerns, *sent])
    chosen = _chosen(staff)
    talks = [one for one in talked_with(staff.pk, [one.pk for one in chosen]) if one.sender_id != staff.pk]
    return WaitingPage(
        answers_a_door=any(forum.named_persons for forum in doors.values()),
        waiting=tuple(told[concern.pk] for concern in concerns),
        lists=tuple(_list_lines(list(lists.order_by("-received_on", "-pk")[:SHOWN]), doors)),
        sent=tuple(told[concern.pk] for concern in sent),
        raised=tuple(_raised_lines(actor, raised, staff)),
        chosen=tuple(_raised_lines(actor, chosen, staff)),
        talks=tuple(_raised_lines(actor, talks[:SHOWN], staff)),
        answers_a_concern_door=ConcernDoor.objects.filter(audience_id__in=own).exists(),
        has_draft=is_typed(draft(actor, DRAFT)),
    )


def _chosen(staff: Staff) -> list[Concern]:
    """The concerns of others that somebody has as the adult whom a child chose; the longest waiting first. One statement."""
    now = Holding.objects.filter(staff_id=staff.pk, footing=Footing.CHOSEN, period__upper_inf=True)
    mine = Concern.objects.filter(pk__in=now.values("concern_id")).exclude(sender_id=staff.pk)
    return list(mine.order_by("received_at", "pk")[:SHOWN])


def _raised_lines(actor: Actor, concerns: list[Concern], staff: Staff) -> Iterator[RaisedLine]:
    """Who has it is whom the page of the concern names: who has the case that came of it, else who has the concern. Whether
    somebody else has sent a notification is not told: what the door does with it is the door's. A constant number of statements.
    """
    if not concerns:
        return
    held, cases = who_has(concerns, actor.at), cases_of(actor, concerns)
    sent = dict(
        SentNotification.objects.filter(concern__in=[one.pk for one in concerns], staff_id=staff.pk)
        .order_by("-sent_at", "-pk")
        .values_list("concern_id", "sent_at")
    )
    for concern in concerns:
        holder, case = held.get(concern.pk), cases.get(concern.pk)
        name = holder.now.name if holder is not None and concern.closed_at is None else ""
        name = case.name if case is not None else name
        yield RaisedLine(concern, name, sent.get(concern.pk))


def _list_lines(lists: list[PoliceList], forums: dict[int, Forum]) -> Iterator[ListLine]:
    names = dict(
        Staff.objects.filter(principal_id__in={one.written_by for one in lists}).values_list("principal_id", "name")
    )
    for one in lists:
        yield ListLine(one, forums[one.forum_id], names.get(one.written_by or 0, ""), one.standing)  # type: ignore[attr-defined]


def _lines(concerns: list[Concern]) -> dict[int, ConcernLine]:
    forums = Forum.objects.in_bulk({concern.forum_id for concern in concerns if concern.forum_id is not None})
    units = Unit.objects.in_bulk({concern.sender_unit_id or 0 for concern in concerns})
    names = staff_named({concern.sender_id or 0 for concern in concerns})
    return {
        concern.pk: ConcernLine(
            concern,
            forums[concern.forum_id or 0],
            names.get(concern.sender_id or 0, ""),
            unit.name if (unit := units.get(concern.sender_unit_id or 0)) else "",
        )
        for concern in concerns
    }


def get_concern(concern_id: int) -> Concern:
    """One concern that was sent to a forum. Raises NotVisible."""
    concern = Concern.objects.filter(pk=concern_id, forum_id__isnull=False).first()
    if concern is None:
        raise NotVisible
    return concern


@dataclass(frozen=True)
class ConcernPage:
    """One concern, who sent it and who has it now."""

    line: ConcernLine
    holders: Holders
    is_mine: bool
    may_place: bool


def concern_page(actor: Actor, concern: Concern) -> ConcernPage:
    """Everything about a concern that the actor reads."""
    return ConcernPage(
        line=_lines([concern])[concern.pk],
        holders=holders(get_forum(concern.forum_id or 0), timezone.localdate(actor.at)),
        is_mine=staff_of(actor).pk == concern.sender_id,
        may_place=concern.state == ConcernState.NEW and concern.owner_audience_id in own_keys(),
    )
