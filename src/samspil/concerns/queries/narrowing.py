"""The queue of a door, narrowed: by words, by who has it, by what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from samspil.concerns.arrivals.queries import waiting_at_my_doors
from samspil.concerns.models import Assessment, Footing, Holding
from samspil.concerns.queries import plain  # noqa: F401  the lookup

MINE, NOBODYS, LATE = "mine", "nobodys", "late"


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the queue; nothing is everything."""

    words: str = ""
    show: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.show)


def narrowed(waiting: QuerySet[Assessment], wanted: Wanted, staff_id: int, at: datetime) -> QuerySet[Assessment]:
    """Those of the waiting that are wanted. Each word must stand in whom it is about or in what was told."""
    for word in wanted.words.split():
        waiting = waiting.filter(
            Q(concern__who__plaincontains=word) | Q(concern__text__plaincontains=word)
        )  # fmt: skip
    now = Holding.objects.filter(period__upper_inf=True)
    if wanted.show == MINE:
        waiting = waiting.filter(
            concern_id__in=now.filter(staff_id=staff_id).exclude(footing=Footing.RECEIVED).values("concern_id")
        )
    elif wanted.show == NOBODYS:
        waiting = waiting.filter(concern_id__in=now.filter(footing=Footing.RECEIVED).values("concern_id"))
    elif wanted.show == LATE:
        late = [one.id for one in waiting_at_my_doors() if one.table == "concerns_concern" and one.is_late(at)]
        waiting = waiting.filter(concern_id__in=late)
    return waiting
