"""A queue of a door, narrowed: by words, by who has it, by what is late; twenty a page. Concerns, enquiries and anonymous
questions are worked by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from operator import and_, or_
from typing import Any, Generic, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from samspil.concerns.queries import plain  # noqa: F401  the lookup
from samspil.people.models import Person

SHOWN = 20
MINE, NOBODYS, OTHERS, LATE, ENDED = "mine", "nobodys", "others", "late", "ended"
ENDED_SHOWN = timedelta(days=30)  # how long what has ended can be looked for in the queue it came from

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in a queue; nothing is everything."""

    words: str = ""
    show: str = ""
    where: str = ""  # a location type: what happens there, or there too
    page: int = 1

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.show or self.where)

    @property
    def is_ended(self) -> bool:
        """What has ended is looked for, and not what waits."""
        return self.show == ENDED


@dataclass(frozen=True)
class Ways:
    """How a queue can be narrowed: the columns in which words are looked for, and which rows are whose.

    Each word must stand in one of the columns, or in the name of the child that was found.
    """

    words: tuple[str, ...]
    mine: Q
    nobodys: Q
    others: Q
    late: Q
    child_of: str = ""  # the column with the number of the child's record, whose name is looked in too
    where: Mapping[str, Q] = field(default_factory=dict)  # the conditions of the location types, where a queue has them

    def of(self, wanted: Wanted) -> Q:
        """The condition of what is wanted."""
        shown = {
            MINE: self.mine,
            NOBODYS: self.nobodys,
            OTHERS: self.others,
            LATE: self.late,
        }.get(wanted.show, Q())
        told = [
            reduce(or_, (Q(**{f"{column}__plaincontains": word}) for column in self.words), self._child(word))
            for word in wanted.words.split()
        ]
        return reduce(and_, told, shown & self.where.get(wanted.where, Q()))

    def _child(self, word: str) -> Q:
        if not self.child_of:
            return Q()
        return Q(Exists(Person.objects.filter(pk=OuterRef(self.child_of), name__plaincontains=word)))


@dataclass(frozen=True)
class Turned(Generic[Row]):
    """One page of what was wanted: its rows, how many there are, and which page of how many it is."""

    rows: Sequence[Row]
    wanted: Wanted
    found: int
    page: int
    pages: int

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


def turn(waiting: QuerySet[Row, Any], wanted: Wanted, ways: Ways) -> Turned[Row]:
    """The page that is wanted, or the nearest there is. Two statements."""
    narrowed = waiting.filter(ways.of(wanted)) if wanted.narrows else waiting
    found = narrowed.count()
    pages = max(1, -(-found // SHOWN))
    page = min(max(wanted.page, 1), pages)
    return Turned(list(narrowed[(page - 1) * SHOWN : page * SHOWN]), wanted, found, page, pages)
