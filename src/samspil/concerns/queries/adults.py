"""The adults whom a child or a family chose, over many concerns: who asks the door to take over, and with whom a child talks."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from samspil.concerns.chosen.models import ChosenAdult, TakeOver
from samspil.concerns.chosen.states import Act
from samspil.concerns.models import Concern, Footing, Holding


def asking_doors(concerns: Iterable[int]) -> dict[int, str]:
    """Of these concerns: those whose adult asks the door to take over, with the adult's name, as `sql/chosen.sql` asks. Two statements,
    none without concerns.
    """
    numbers = list(concerns)
    now = Holding.objects.filter(concern__in=numbers, footing=Footing.CHOSEN, period__upper_inf=True)
    adults = {one.concern_id: one.staff for one in now.select_related("staff")} if numbers else {}
    rows = TakeOver.objects.filter(concern__in=adults, act__in=[Act.ASKED, Act.TAKEN_BACK]) if adults else None
    last = {
        row.concern_id: row
        for row in (rows.order_by("at", "pk") if rows is not None else ())
        if row.staff_id == adults[row.concern_id].pk
    }
    return {pk: adults[pk].name for pk, row in last.items() if row.act == Act.ASKED}


def talked_with(staff_id: int, but: Collection[int] = ()) -> list[Concern]:
    """The open concerns of whose child this colleague is the adult, whoever has the matter, the oldest first; `but` those. One
    statement.
    """
    mine = ChosenAdult.objects.filter(staff_id=staff_id, concern__closed_at=None, concern__door__isnull=False)
    mine = mine.exclude(concern__in=but) if but else mine
    return [one.concern for one in mine.select_related("concern").order_by("concern__received_at", "concern_id")]
