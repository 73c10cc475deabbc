"""What stands beside the item on every page of the table: what was saved last, whom something was told about since, what was struck."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspil.access.actor import Actor
from samspil.concerns.states import NO_FOLLOW_UP
from samspil.meetings.models import Decision, Item, Meeting, Statement
from samspil.meetings.states import DecisionState, ItemState

_STRUCK = Q(state=ItemState.WITHDRAWN, retention_kind=NO_FOLLOW_UP)


def struck(meeting: Meeting) -> list[Item]:
    """The names that were struck out at this meeting, for who can put them back. One statement."""
    return list(Item.objects.filter(_STRUCK, meeting=meeting).order_by("pk"))


def _told_since(meeting: Meeting) -> QuerySet[Statement, Any]:
    """The decided items at which something has been told after the decision."""
    made = Decision.objects.filter(item_id=OuterRef("item_id"), state=DecisionState.STANDING).order_by("-pk")
    told = Statement.objects.filter(item__meeting=meeting, item__state=ItemState.DECIDED)
    return told.filter(written_at__gt=Subquery(made.values("written_at")[:1])).values_list("item_id", flat=True)


def told_late(meeting: Meeting) -> frozenset[int]:
    """Those items: who keeps the minutes looks at them again. One statement."""
    return frozenset(_told_since(meeting).order_by("item_id"))


def struck_and_late(meeting: Meeting) -> tuple[list[Item], frozenset[int]]:
    """Both, as `struck` and `told_late` tell them. One statement."""
    found = list(Item.objects.filter(meeting=meeting).filter(_STRUCK | Q(pk__in=_told_since(meeting))).order_by("pk"))
    late = frozenset(item.pk for item in found if item.state == ItemState.DECIDED)
    return [item for item in found if item.state == ItemState.WITHDRAWN], late


def last_decision(actor: Actor, meeting: Meeting) -> Decision | None:
    """The actor's newest standing decision of a meeting, with `count` of what was decided in the same press and still stands
    (`others` beside it): what "undo the last one" undoes. What another writer decided is undone on its item, where it is read.
    """
    standing = Decision.objects.filter(meeting=meeting, state=DecisionState.STANDING, written_by=actor.principal_id)
    same = standing.filter(together=OuterRef("together")).order_by().values("together").annotate(of=Count("pk"))
    count = Coalesce(Subquery(same.values("of")), 1)
    newest = standing.annotate(count=count, others=count - 1).order_by("-written_at", "-pk")
    return newest.select_related("item", "responsible", "officer").first()
