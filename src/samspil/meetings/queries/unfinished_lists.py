"""Lists that are not finished: begun and not received, or received and not all of it placed on an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.queries import unfinished
from samspil.meetings.models import is_on_an_agenda
from samspil.organisations.models import Forum, Staff


@dataclass(frozen=True)
class UnfinishedList:
    """A list that somebody began: who, when, for which forum and meeting, how many lines are left, and where it goes on.
    `is_received`: what is left is to be placed on an agenda; else all of it is to be received.
    """

    forum: Forum
    at: datetime | None
    left: int
    address: str
    is_received: bool
    by: str = ""  # empty: the reader
    has_left: bool = False
    meets_on: date | None = None
    giver: str = ""
    forget: str = ""  # where a reading of one's own is thrown away


def unfinished_lists(actor: Actor) -> Sequence[UnfinishedList]:
    """The lists that are not finished, for those who may receive them. Six statements at most, one for who answers no forum's door."""
    doors = {forum.pk: forum for forum in Forum.objects.filter(door_id__in=cabinet.own_keys(), named_persons=True)}
    return [*_own(actor), *_of_colleagues(doors), *_received(actor, doors)] if doors else []


def _own(actor: Actor) -> list[UnfinishedList]:
    return [
        UnfinishedList(
            one.forum, one.read_at, one.rows, reverse("concerns:preview", args=[one.key]), False,
            meets_on=one.meets_on, giver=one.giver, forget=reverse("concerns:forget", args=[one.key]),
        )
        for one in unfinished(actor)
    ]  # fmt: skip


def _of_colleagues(doors: dict[int, Forum]) -> list[UnfinishedList]:
    rows = cabinet.call("SELECT staff, forum, rows, at FROM concerns.begun_lists()", [])
    people = Staff.objects.in_bulk({staff for staff, *_rest in rows}) if rows else {}
    return [
        UnfinishedList(
            doors[forum], at, left, reverse("concerns:upload"), False,
            by=people[staff].name, has_left=people[staff].ended_at is not None,
        )
        for staff, forum, left, at in rows
        if forum in doors
    ]  # fmt: skip


def _received(actor: Actor, doors: dict[int, Forum]) -> list[UnfinishedList]:
    """Lists of which lines stand on no agenda, the oldest first: what waits longest is met first."""
    waiting = ListEntry.objects.filter(
        ~is_on_an_agenda("entry"), owner_audience_id__in=[forum.door_id for forum in doors.values()],
        police_list__forum_id__in=doors, removed_at__isnull=True,
    ).order_by()  # fmt: skip
    left = dict(waiting.values_list("police_list_id").annotate(count=Count("pk")))
    lists = PoliceList.objects.filter(pk__in=left).order_by("received_on", "pk") if left else []
    people = {one.principal_id: one for one in Staff.objects.filter(principal_id__in={one.written_by for one in lists})}
    found = []
    for one in lists:
        by = people.get(one.written_by or 0)
        found.append(
            UnfinishedList(
                doors[one.forum_id], one.written_at, left[one.pk], reverse("concerns:list", args=[one.pk]), True,
                by=by.name if by and one.written_by != actor.principal_id else "",
                has_left=bool(by and by.ended_at), meets_on=one.meets_on,
            )
        )  # fmt: skip
    return found
