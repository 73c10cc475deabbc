"""Lists made up for tests: only replacement numbers, only invented names."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.reader import ListReading, ListRow, Problem
from samspil.lib import cpr as numbers
from tests.cast import Cast, as_role

TODAY = date(2026, 11, 24)
VERA, JONAS, AYA = "7205114222", "6403104111", "6909124333"  # 12.5.2011, 4.3.2010, 9.9.2012


def row(number: int, name: str | None = None, cpr: str | None = None, **said: Any) -> ListRow:
    born = said.pop("birth_date", numbers.birth_date(cpr) if cpr else None)
    return ListRow(row=number, name=name, cpr=cpr, birth_date=born, **said)


def reading(*rows: ListRow, problems: tuple[Problem, ...] = ()) -> ListReading:
    return ListReading(
        encoding="utf-8", sheet=None, columns={"name": "Navn", "cpr": "CPR-nr."}, rows=rows, problems=problems
    )


def keep(cast: Cast, actor: Actor, *rows: ListRow, meets_on: date | None = None) -> UUID:
    return actions.keep_reading(
        actor, forum=cast.forum, giver=cast.units["local_police"], meets_on=meets_on, reading=reading(*rows)
    )


def receive(cast: Cast, actor: Actor, *rows: ListRow, choices: Choices | None = None) -> Any:
    return actions.receive_list(actor, key=keep(cast, actor, *rows), choices=choices or Choices())


def acts(*names: str) -> list[str]:
    """Those of these acts that stand in the record, oldest first."""
    with as_role("samspil_lock"):
        return list(Event.objects.filter(act__in=names).order_by("pk").values_list("act", flat=True))
