"""Lists that are not finished: begun and not received, or received and not all of it placed on an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.queries.unfinished import names_of_begun
from samspil.meetings.models import is_on_an_agenda
from samspil.organisations.models import Staff


@dataclass(frozen=True)
class UnfinishedList:
    """A list that somebody began: who, when, for which forum and meeting, how many lines are left, and where it goes on.
    `is_received`: what is left is to be placed on an agenda; else all of it is to be received.
    """

    forum: str
    at: datetime | None
    left: int
    address: str
    is_received: bool
    by: str = ""  # empty: the reader
    has_left: bool = False
    meets_on: date | None = None
    forget: str = ""  # where a reading of one's own is thrown away
    name: str = ""  # of a reading of one's own: what its file was called, and who gave it


def unfinished_lists(actor: Actor) -> Sequence[UnfinishedList]:
    """The lists that are not finished, for those who may receive them. A constant number of statements."""
    return [*_begun(actor), *_received(actor)]


def _begun(actor: Actor) -> list[UnfinishedList]:
    rows = cabinet.read("SELECT key, staff, has_left, forum, meets_on, rows, at FROM concerns.begun_lists()", [])
    names = names_of_begun(actor) if any(key for key, *_rest in rows) else {}
    return [
        UnfinishedList(
            forum, at, left, reverse("concerns:preview", args=[key]) if key else reverse("concerns:upload"), False,
            by="" if key else name, has_left=has_left, meets_on=meets_on,
            forget=reverse("concerns:forget", args=[key]) if key else "", name=names.get(key, ""),
        )
        for key, name, has_left, forum, meets_on, left, at in rows
    ]  # fmt: skip


def _received(actor: Actor) -> list[UnfinishedList]:
    """Lists of which lines stand on no agenda, the oldest first: what waits longest is met first."""
    waiting = ListEntry.objects.filter(
        ~is_on_an_agenda("entry"), police_list=OuterRef("pk"), owner_audience_id=OuterRef("owner_audience_id"), removed_at=None
    )  # fmt: skip
    writer = Staff.objects.filter(principal_id=OuterRef("written_by"))
    lists = (
        PoliceList.objects.filter(owner_audience_id__in=cabinet.OWN_KEYS, owner_audience_id=F("forum__door_id"))
        .annotate(left=Coalesce(Subquery(_count(waiting)), 0))
        .filter(left__gt=0)
        .annotate(by=Subquery(writer.values("name")[:1]), ended=Subquery(writer.values("ended_at")[:1]))
        .select_related("forum")
        .order_by("received_on", "pk")
    )
    return [
        UnfinishedList(
            one.forum.name, one.written_at, one.left, reverse("concerns:list", args=[one.pk]), True,
            by=one.by or "" if one.written_by != actor.principal_id else "",
            has_left=one.ended is not None, meets_on=one.meets_on,
        )
        for one in lists
    ]  # fmt: skip


def _count(rows: QuerySet[ListEntry]) -> Any:
    return rows.order_by().values("police_list").annotate(number=Count("pk")).values("number")
